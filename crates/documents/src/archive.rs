//! An archive (归档包): files with a manifest of their digests, packed so that the
//! same files always give the same bytes. Verifying takes the archive apart,
//! packs it anew and compares: whatever byte was changed, it shows, also where
//! no file's content is touched.
//!
//! Everything is stored as it is, without compression, so that the check hangs
//! on no library's version; papers and pictures are packed already.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The manifest's name in the archive; it comes first.
const MANIFEST: &str = "manifest.json";

/// What the manifest calls this form.
const FORM: &str = "jinqiao-archive-1";

/// How a digest is taken: SHA-256 in lower-case hexadecimal, as the house does it.
pub type Digest = fn(&[u8]) -> String;

/// The files of an archive by name; `/` parts folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What an archive says of itself (归档清单).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of the archive.
    pub form: String,
    /// What is archived, in words.
    pub subject: String,
    /// When it was made, RFC 3339.
    pub made: String,
    /// Every file, by name.
    pub files: Vec<Entry>,
}

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub bytes: usize,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
}

/// What is wrong with an archive (损坏).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// It is not an archive of ours, or is cut off; where, in bytes.
    NoArchive(usize),
    /// The manifest cannot be read.
    NoManifest,
    /// A file's content is not what the manifest says.
    Changed(String),
    /// A file the manifest names is not there.
    Missing(String),
    /// A file the manifest does not name.
    Added(String),
    /// All files are as they were, but something between them was changed.
    Wrapping,
}

impl Damage {
    /// In one sentence.
    pub fn says(&self) -> String {
        match self {
            Self::NoArchive(at) => format!("不是归档包，或从第{at}字节起不完整"),
            Self::NoManifest => format!("读不出清单 {MANIFEST}"),
            Self::Changed(name) => format!("{name} 的内容被改动"),
            Self::Missing(name) => format!("缺少 {name}"),
            Self::Added(name) => format!("多出 {name}"),
            Self::Wrapping => "文件内容都对，但归档包的其他字节被改动".to_owned(),
        }
    }
}

/// Packs files with their manifest.
///
/// # Errors
/// A name that cannot be packed.
pub fn pack(subject: &str, made: &str, files: &Files, digest: Digest) -> zip::result::ZipResult<Vec<u8>> {
    let entry = |(name, content): (&String, &Vec<u8>)| Entry {
        name: name.clone(),
        bytes: content.len(),
        sha256: digest(content),
    };
    let manifest = Manifest {
        form: FORM.to_owned(),
        subject: subject.to_owned(),
        made: made.to_owned(),
        files: files.iter().map(entry).collect(),
    };
    let json = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    wrapped(&json, files)
}

fn wrapped(manifest: &[u8], files: &Files) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::DEFAULT)
        .unix_permissions(0o644);
    writer.start_file(MANIFEST, options)?;
    writer.write_all(manifest)?;
    for (name, content) in files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Takes an archive apart and compares every byte.
///
/// # Errors
/// All that is damaged, at once.
pub fn verify(archive: &[u8], digest: Digest) -> Result<Manifest, Vec<Damage>> {
    let mut files = take_apart(archive).map_err(|at| vec![Damage::NoArchive(at)])?;
    let json = files.remove(MANIFEST).ok_or_else(|| vec![Damage::NoManifest])?;
    let manifest: Manifest = serde_json::from_slice(&json).map_err(|_| vec![Damage::NoManifest])?;
    let mut damage = Vec::new();
    for entry in &manifest.files {
        match files.get(&entry.name) {
            None => damage.push(Damage::Missing(entry.name.clone())),
            Some(content) if digest(content) != entry.sha256 || content.len() != entry.bytes => {
                damage.push(Damage::Changed(entry.name.clone()));
            }
            Some(_) => {}
        }
    }
    let named = |name: &String| manifest.files.iter().any(|entry| entry.name == *name);
    damage.extend(files.keys().filter(|name| !named(name)).cloned().map(Damage::Added));
    if damage.is_empty() {
        let again = pack(&manifest.subject, &manifest.made, &files, digest).unwrap_or_default();
        if again != archive {
            damage.push(Damage::Wrapping);
        }
    }
    if damage.is_empty() { Ok(manifest) } else { Err(damage) }
}

/// The files of an archive, one local header after the other; `Err` says where
/// it is not one. Only what [`pack`] writes is read: stored, sizes in the header.
fn take_apart(archive: &[u8]) -> Result<Files, usize> {
    const LOCAL: [u8; 4] = *b"PK\x03\x04";
    const HEAD: usize = 30;
    let mut files = Files::new();
    let mut at = 0;
    while archive.get(at..at + 4) == Some(&LOCAL) {
        let head = archive.get(at..at + HEAD).ok_or(at)?;
        let size = number(head, 18, 4).ok_or(at)?;
        let name_length = number(head, 26, 2).ok_or(at)?;
        let extra = number(head, 28, 2).ok_or(at)?;
        let name_from = at + HEAD;
        let from = name_from.checked_add(name_length).and_then(|it| it.checked_add(extra)).ok_or(at)?;
        let to = from.checked_add(size).ok_or(at)?;
        let name = archive.get(name_from..name_from + name_length).ok_or(at)?;
        let name = std::str::from_utf8(name).map_err(|_| at)?;
        let content = archive.get(from..to).ok_or(at)?;
        if files.insert(name.to_owned(), content.to_vec()).is_some() {
            return Err(at);
        }
        at = to;
    }
    if files.is_empty() { Err(at) } else { Ok(files) }
}

/// A little-endian number of a header.
fn number(head: &[u8], from: usize, length: usize) -> Option<usize> {
    let bytes = head.get(from..from + length)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn files() -> Files {
        [("记录/团组.json", "{}"), ("公文/请示.pdf", "%PDF示例"), ("附件/a.png", "图")]
            .map(|(name, content)| (name.to_owned(), content.as_bytes().to_vec()))
            .into()
    }

    /// Enough of a digest to tell one changed byte.
    fn digest(bytes: &[u8]) -> String {
        let sum = bytes.iter().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
        format!("{sum:016x}")
    }

    fn packed() -> Vec<u8> {
        pack("示例团组", "2026-10-01T00:00:00Z", &files(), digest).unwrap()
    }

    #[test]
    fn what_is_packed_is_whole_and_always_the_same() {
        assert_eq!(packed(), packed());
        let manifest = verify(&packed(), digest).unwrap();
        let names: Vec<&str> = manifest.files.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["公文/请示.pdf", "记录/团组.json", "附件/a.png"]);
    }

    #[test]
    fn another_program_opens_it() {
        let mut archive = zip::ZipArchive::new(Cursor::new(packed())).unwrap();
        assert_eq!(archive.len(), 4);
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("记录/团组.json").unwrap(), &mut text).unwrap();
        assert_eq!(text, "{}");
    }

    #[test]
    fn what_was_changed_is_named() {
        let mut other = files();
        other.insert("公文/请示.pdf".to_owned(), b"%PDF".to_vec());
        let json = take_apart(&packed()).unwrap().remove(MANIFEST).unwrap();
        let swapped = wrapped(&json, &other).unwrap();
        assert_eq!(verify(&swapped, digest), Err(vec![Damage::Changed("公文/请示.pdf".to_owned())]));
        other.remove("附件/a.png");
        other.insert("附件/b.png".to_owned(), Vec::new());
        assert_eq!(
            verify(&wrapped(&json, &other).unwrap(), digest),
            Err(vec![
                Damage::Changed("公文/请示.pdf".to_owned()),
                Damage::Missing("附件/a.png".to_owned()),
                Damage::Added("附件/b.png".to_owned()),
            ])
        );
        assert_eq!(verify(b"PK", digest), Err(vec![Damage::NoArchive(0)]));
    }

    #[test]
    fn every_changed_byte_is_found() {
        let whole = packed();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(verify(&changed, digest).is_err(), "byte {at}");
        }
        for end in 0..whole.len() {
            assert!(verify(&whole[..end], digest).is_err(), "cut at {end}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(verify(&bytes, digest).is_err());
            let mut after = packed();
            after.extend(&bytes);
            prop_assert_eq!(verify(&after, digest).is_ok(), bytes.is_empty());
        }
    }
}
