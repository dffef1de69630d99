//! Files that people hand in (附件), kept once each under the digest of their
//! bytes: `files/ab/cdef…`. They lie in the data folder beside the database and
//! not in it, so that tables stay small; what refers to a file keeps its digest,
//! and a file that was changed on the disk is found when it is read.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use kernel::FileKind;

use crate::draft::Draft;
use crate::{Error, digest};

/// The most bytes one file may have.
const LARGEST: usize = 20 << 20;

/// The longest name a file may have, in characters.
const LONGEST_NAME: usize = 120;

/// The folder of kept files.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
}

/// A file that has been looked at and may be kept (待存文件).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// SHA-256 of its bytes.
    pub digest: String,
    /// What the person calls it, without any folder.
    pub name: String,
    /// What its bytes show it to be.
    pub kind: FileKind,
    bytes: Vec<u8>,
}

impl Upload {
    /// Looks at a file: its kind by its bytes, its size, its name.
    ///
    /// # Errors
    /// Refuses anything but a PDF, PNG or JPEG, more than 20 MiB, and names that
    /// mean a place or cannot be printed.
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Self, Error> {
        let name = plain_name(name)?;
        if bytes.len() > LARGEST {
            return Err(Error::refused(
                "file-too-large",
                format!("“{name}”超过 20 MiB；请压缩或分页扫描后再附"),
                format!("“{name}” is larger than 20 MiB; compress it or scan it page by page"),
            ));
        }
        let Some(kind) = FileKind::of(&bytes) else {
            return Err(Error::refused(
                "file-kind",
                format!("“{name}”的内容不是 PDF、PNG 或 JPEG；请扫描或另存为其中一种"),
                format!("“{name}” holds no PDF, PNG or JPEG; scan it or save it as one of them"),
            ));
        };
        Ok(Self { digest: digest(&bytes), name, kind, bytes })
    }

    /// Reads a file a person points to.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let wrong = |source| Error::file(format!("读不到 {}", path.display()), source);
        let about = std::fs::metadata(path).map_err(wrong)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // A giant is refused before it fills the memory.
        let giant = about.len() > LARGEST as u64;
        let bytes = if giant { vec![0; LARGEST + 1] } else { std::fs::read(path).map_err(wrong)? };
        Self::new(&name, bytes)
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl Files {
    /// Files kept in a folder; it is made when the first one comes.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// A file of the house beside the folder: in the data folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.with_file_name(name)
    }

    /// Keeps a file, whole or not at all; one that is kept already stays as it is.
    pub fn keep(&self, upload: &Upload) -> Result<(), Error> {
        self.put(&upload.digest, &upload.bytes).map_err(|error| match error {
            Error::File { source, .. } => Error::file(format!("存不下附件“{}”", upload.name), source),
            other => other,
        })
    }

    /// Keeps some bytes under their digest.
    pub(crate) fn put(&self, digest: &str, bytes: &[u8]) -> Result<(), Error> {
        let place = self.place(digest)?;
        if self.read(digest).is_ok() {
            return Ok(());
        }
        let wrong = |source| Error::file(format!("存不下附件 {}", place.display()), source);
        let folder = place.parent().unwrap_or(&self.folder);
        std::fs::create_dir_all(folder).map_err(wrong)?;
        let mut draft = Draft::of(&place).map_err(wrong)?;
        draft.file.write_all(bytes).and_then(|()| draft.keep()).map_err(wrong)
    }

    /// The digests of all that is kept, in order; whatever else lies in the folder
    /// is not ours.
    pub(crate) fn kept(&self) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        for shelf in entries(&self.folder)?.into_iter().filter(|shelf| shelf.1.is_dir()) {
            for (name, path) in entries(&shelf.1)? {
                let digest = format!("{}{name}", shelf.0);
                if path.is_file() && self.place(&digest).is_ok_and(|place| place == path) {
                    found.push(digest);
                }
            }
        }
        found.sort();
        Ok(found)
    }

    /// Where they are kept.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The bytes of a kept file.
    ///
    /// # Errors
    /// Says when the file is gone, and when it is not what was kept.
    pub fn read(&self, digest: &str) -> Result<Vec<u8>, Error> {
        let place = self.place(digest)?;
        let bytes = match std::fs::read(&place) {
            Ok(bytes) => bytes,
            Err(source) if source.kind() == ErrorKind::NotFound => return Err(gone(digest)),
            Err(source) => return Err(Error::file(format!("读不出附件 {}", place.display()), source)),
        };
        if crate::digest(&bytes) == digest {
            Ok(bytes)
        } else {
            Err(Error::refused(
                "file-changed",
                format!("附件 {} 与存入时不一致；请从备份恢复", place.display()),
                format!("the kept file {} is not what was kept; restore it from a backup", place.display()),
            ))
        }
    }

    fn place(&self, digest: &str) -> Result<PathBuf, Error> {
        let hexadecimal =
            digest.len() == 64 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        match digest.split_at_checked(2) {
            Some((first, rest)) if hexadecimal => Ok(self.folder.join(first).join(rest)),
            _ => Err(gone(digest)),
        }
    }
}

/// Names and paths in a folder; none where there is no folder yet.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let wrong = |source| Error::file(format!("读不出文件夹 {}", folder.display()), source);
    let found = match std::fs::read_dir(folder) {
        Err(source) if source.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(wrong)?,
    };
    let mut entries = Vec::new();
    for entry in found {
        let entry = entry.map_err(wrong)?;
        entries.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
    }
    Ok(entries)
}

fn gone(digest: &str) -> Error {
    let short: String = digest.chars().take(12).collect();
    Error::missing(
        "file-unknown",
        format!("数据文件夹里没有附件 {short}…；请从备份恢复 files 文件夹"),
        format!("the data folder has no file {short}…; restore its folder `files` from a backup"),
    )
}

/// A name a person may be shown and a folder may hold.
fn plain_name(name: &str) -> Result<String, Error> {
    let name = name.trim();
    let hostile = |c: char| {
        c.is_control()
            || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            // Marks that turn the reading direction make `gpj.exe` look like `exe.jpg`.
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let length = name.chars().count();
    if name.chars().any(hostile) || name.starts_with('.') || !(1..=LONGEST_NAME).contains(&length) {
        let shown: String = name.chars().filter(|c| !hostile(*c)).take(LONGEST_NAME).collect();
        return Err(Error::refused(
            "file-name",
            format!("文件名“{shown}”不能用；请改成不带路径和特殊符号、{LONGEST_NAME}字以内的名字"),
            format!(
                "the file name “{shown}” cannot be used; give it a plain name of at most {LONGEST_NAME} characters"
            ),
        ));
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\nexample";

    fn upload(name: &str, bytes: &[u8]) -> Result<Upload, Error> {
        Upload::new(name, bytes.to_vec())
    }

    #[test]
    fn what_is_kept_is_read_back_and_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_folder(folder.path().join("files"));
        let bill = upload("示例账单.pdf", PDF).unwrap();
        assert_eq!((bill.kind, bill.size()), (FileKind::Pdf, PDF.len()));
        files.keep(&bill).unwrap();
        files.keep(&upload("另一个名字.pdf", PDF).unwrap()).unwrap();
        assert_eq!(files.read(&bill.digest).unwrap(), PDF);
        let (first, rest) = bill.digest.split_at(2);
        let shelf = folder.path().join("files").join(first);
        assert!(shelf.join(rest).is_file());
        assert_eq!(std::fs::read_dir(shelf).unwrap().count(), 1);
    }

    #[test]
    fn a_file_changed_on_the_disk_is_found_and_mended_by_keeping_it_again() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_folder(folder.path().to_owned());
        let bill = upload("示例账单.pdf", PDF).unwrap();
        files.keep(&bill).unwrap();
        let (first, rest) = bill.digest.split_at(2);
        std::fs::write(folder.path().join(first).join(rest), b"%PDF-1.7\nanother").unwrap();
        assert_eq!(files.read(&bill.digest).unwrap_err().exit_code(), 65);
        files.keep(&bill).unwrap();
        assert_eq!(files.read(&bill.digest).unwrap(), PDF);
    }

    #[test]
    fn a_digest_that_is_none_never_leaves_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_folder(folder.path().to_owned());
        let absent = "0".repeat(64);
        for digest in ["", "a", "../../etc/passwd", "é", absent.as_str(), &"A".repeat(64)] {
            assert_eq!(files.read(digest).unwrap_err().exit_code(), 66, "{digest}");
        }
    }

    #[test]
    fn only_pages_and_pictures_of_pages_are_kept() {
        let refused = |name: &str, bytes: &[u8]| match upload(name, bytes).unwrap_err() {
            Error::Refused(refusal) => refusal.code,
            other => panic!("{other}"),
        };
        assert_eq!(refused("账单.pdf", b"MZ\x90\0"), "file-kind");
        assert_eq!(refused("账单.pdf", b""), "file-kind");
        assert_eq!(refused("账单.pdf", &vec![b'%'; LARGEST + 1]), "file-too-large");
        for name in ["", "  ", ".pdf", "a/b.pdf", "..\\b.pdf", "c:a.pdf", "a\nb.pdf", "a\u{202e}fdp.exe"] {
            assert_eq!(refused(name, PDF), "file-name", "{name}");
        }
        assert_eq!(refused(&"长".repeat(121), PDF), "file-name");
    }

    #[test]
    fn a_giant_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("示例.pdf");
        std::fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(Upload::read(&path).unwrap_err().exit_code(), 65);
    }
}
