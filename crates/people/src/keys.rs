//! Numbers at rest. Every person has a key of their own, kept wrapped under the
//! key of this installation, which lies in a file beside the database and never in
//! it: a stolen table shows no number, and destroying a person's wrapped key
//! destroys their numbers wherever a copy of the tables lies.
//!
//! XChaCha20-Poly1305 with random nonces; what is sealed for one person and field
//! does not open for another. Sealed texts are hexadecimal: nonce, then the rest.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use chassis::{Desk, Error, Files};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The name of the key file in the data folder.
const FILE: &str = "person.key";

/// The bytes of a key.
const KEY: usize = 32;

/// The bytes of a nonce.
const NONCE: usize = 24;

/// Where the key of this installation lies (密钥文件).
#[derive(Debug, Clone)]
pub struct KeyFile {
    path: PathBuf,
}

/// The key of this installation, read from its file.
pub(crate) struct MasterKey([u8; KEY]);

/// One person's key.
pub(crate) struct PersonKey([u8; KEY]);

impl KeyFile {
    /// The key file beside the folder of kept files, which is beside the database.
    pub fn beside(files: &Files) -> Self {
        Self { path: files.beside(FILE) }
    }

    /// The key, if its file is there.
    ///
    /// # Errors
    /// The file cannot be read, or holds no key.
    pub(crate) fn read(&self) -> Result<Option<MasterKey>, Error> {
        let text = match std::fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::file(format!("读不到密钥文件 {}", self.path.display()), error)),
        };
        let bytes = unhex(text.trim()).and_then(|bytes| <[u8; KEY]>::try_from(bytes).ok());
        bytes.map(|key| Some(MasterKey(key))).ok_or_else(|| {
            Error::refused(
                "person-key-broken",
                format!("密钥文件 {} 的内容不是密钥；请从备份恢复", self.path.display()),
                format!("{} holds no key; restore it from the backup", self.path.display()),
            )
        })
    }

    /// The key; drawn and written down if there is none yet. Whoever comes second
    /// takes what the first wrote.
    pub(crate) fn read_or_make(&self, desk: &Desk<'_>) -> Result<MasterKey, Error> {
        if let Some(key) = self.read()? {
            return Ok(key);
        }
        let wrong = |error| Error::file(format!("写不下密钥文件 {}", self.path.display()), error);
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder).map_err(wrong)?;
        }
        let name: [u8; 8] = desk.draw_bytes()?;
        let draft = self.path.with_extension(hex(&name));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let key: [u8; KEY] = desk.draw_bytes()?;
        let mut file = options.open(&draft).map_err(wrong)?;
        let written = file.write_all(hex(&key).as_bytes()).and_then(|()| file.sync_all());
        // A link is made whole or not at all, and never over another file.
        let linked = written.and_then(|()| std::fs::hard_link(&draft, &self.path));
        let _ = std::fs::remove_file(&draft);
        match linked {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(wrong(error)),
            _ => self.read()?.ok_or_else(|| Error::fault("the key file is gone again")),
        }
    }

    /// Says that there are sealed numbers and no key for them.
    pub(crate) fn missing(&self) -> Error {
        Error::refused(
            "person-key-missing",
            format!("证件号码已加密，但找不到密钥文件 {}；请从备份恢复它", self.path.display()),
            format!("numbers are sealed and {} is missing; restore it from the backup", self.path.display()),
        )
    }
}

impl MasterKey {
    /// A key wrapped for its person's row.
    pub(crate) fn wrap(&self, desk: &Desk<'_>, key: &PersonKey, person: &str) -> Result<String, Error> {
        seal(&self.0, desk.draw_bytes()?, &key.0, &["key", person])
    }

    /// The key a wrapped text holds.
    pub(crate) fn unwrap(&self, wrapped: &str, person: &str) -> Result<PersonKey, Error> {
        let bytes = open(&self.0, wrapped, &["key", person]);
        let key = bytes.and_then(|bytes| <[u8; KEY]>::try_from(bytes).ok());
        key.map(PersonKey).ok_or_else(|| {
            Error::refused(
                "person-key-wrong",
                "密钥文件与数据库不配套，解不开证件号码；请恢复同一次备份中的密钥文件",
                "the key file is not this database's; restore the one of the same backup",
            )
        })
    }

    /// A mark by which the same number of the same school is found again, and from
    /// which nobody without the key learns the number.
    pub(crate) fn mark(&self, school: &str, number: &str) -> Result<String, Error> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0)
            .map_err(|error| Error::fault(error.to_string()))?;
        mac.update(context(&["mark", school, number]).as_bytes());
        Ok(hex(&mac.finalize().into_bytes()))
    }
}

impl PersonKey {
    /// A fresh key.
    pub(crate) fn draw(desk: &Desk<'_>) -> Result<Self, Error> {
        desk.draw_bytes().map(Self)
    }

    /// A number sealed for a field of a person.
    pub(crate) fn seal(
        &self,
        desk: &Desk<'_>,
        number: &str,
        person: &str,
        field: &str,
    ) -> Result<String, Error> {
        seal(&self.0, desk.draw_bytes()?, number.as_bytes(), &[field, person])
    }

    /// The number a sealed text holds.
    pub(crate) fn open(&self, sealed: &str, person: &str, field: &str) -> Result<String, Error> {
        let bytes = open(&self.0, sealed, &[field, person]);
        bytes
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| Error::fault(format!("the {field} of person {person} is not what was sealed")))
    }
}

fn seal(key: &[u8; KEY], nonce: [u8; NONCE], plain: &[u8], about: &[&str]) -> Result<String, Error> {
    let about = context(about);
    let payload = Payload { msg: plain, aad: about.as_bytes() };
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| Error::fault("a number could not be sealed"))?;
    Ok(hex(&[nonce.as_slice(), &sealed].concat()))
}

fn open(key: &[u8; KEY], sealed: &str, about: &[&str]) -> Option<Vec<u8>> {
    let bytes = unhex(sealed)?;
    let (nonce, rest) = bytes.split_first_chunk::<NONCE>()?;
    let about = context(about);
    let payload = Payload { msg: rest, aad: about.as_bytes() };
    XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(*nonce), payload).ok()
}

/// Parts joined so that no other parts give the same text.
fn context(parts: &[&str]) -> String {
    parts.iter().flat_map(|part| [part.len().to_string(), ":".to_owned(), (*part).to_owned()]).collect()
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let byte = |[high, low]: &[u32; 2]| u8::try_from(high * 16 + low).ok();
    rest.is_empty().then(|| pairs.iter().map(byte).collect())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const A: [u8; KEY] = [7; KEY];

    #[test]
    fn a_published_vector_opens() {
        // draft-irtf-cfrg-xchacha-03, A.3.1
        let key: [u8; KEY] = unhex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")
            .unwrap()
            .try_into()
            .unwrap();
        let nonce = unhex("404142434445464748494a4b4c4d4e4f5051525354555657").unwrap();
        let aad = unhex("50515253c0c1c2c3c4c5c6c7").unwrap();
        let sealed = unhex(concat!(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb",
            "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452",
            "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9",
            "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780a",
            "cf49"
        ))
        .unwrap();
        let nonce = XNonce::from(<[u8; NONCE]>::try_from(nonce).unwrap());
        let plain =
            XChaCha20Poly1305::new(&key.into()).decrypt(&nonce, Payload { msg: &sealed, aad: &aad }).unwrap();
        assert!(plain.starts_with(b"Ladies and Gentlemen of the class of '99"));
    }

    #[test]
    fn what_is_sealed_for_one_does_not_open_for_another() {
        let sealed = seal(&A, [1; NONCE], b"E12345678", &["document", "1"]).unwrap();
        assert_eq!(open(&A, &sealed, &["document", "1"]).unwrap(), b"E12345678");
        assert_eq!(open(&A, &sealed, &["document", "2"]), None);
        assert_eq!(open(&A, &sealed, &["identity", "1"]), None);
        assert_eq!(open(&[8; KEY], &sealed, &["document", "1"]), None);
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_to_itself(key in any::<[u8; KEY]>(), nonce in any::<[u8; NONCE]>(), plain in any::<Vec<u8>>()) {
            let sealed = seal(&key, nonce, &plain, &["field", "person"]).unwrap();
            prop_assert_eq!(open(&key, &sealed, &["field", "person"]), Some(plain));
        }

        #[test]
        fn a_changed_byte_does_not_open(at in 0_usize..49, by in 1_u8..=255) {
            let mut bytes = unhex(&seal(&A, [1; NONCE], b"E12345678", &["document"]).unwrap()).unwrap();
            bytes[at] ^= by;
            prop_assert_eq!(open(&A, &hex(&bytes), &["document"]), None);
        }

        #[test]
        fn any_text_opens_to_nothing(text in "\\PC{0,80}") {
            prop_assert_eq!(open(&A, &text, &[]), None);
        }
    }
}
