//! The seal (封): the last 64 bytes of a backup are the digest of all the others,
//! so that any byte that was changed, cut off or added shows.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::digest_of;

/// What stands at the end of a backup until it is sealed; `unzip` shows it as the
/// remark of the archive.
pub(super) const OPEN: &str =
    "jinqiao-backup 0000000000000000000000000000000000000000000000000000000000000000";

/// The length of a digest in hexadecimal digits.
const DIGITS: u64 = 64;

/// Whether a file is as it was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sealed {
    /// Every byte is.
    Whole,
    /// It has no seal at its end: cut off, or no backup at all.
    Cut,
    /// It has one, of other bytes.
    Changed,
}

/// Seals a file that ends in [`OPEN`].
pub(super) fn close(file: &mut File) -> io::Result<()> {
    let length = file.seek(SeekFrom::End(0))?.saturating_sub(DIGITS);
    file.seek(SeekFrom::Start(0))?;
    let (digest, _) = digest_of((&mut *file).take(length))?;
    file.seek(SeekFrom::Start(length))?;
    file.write_all(digest.as_bytes())
}

/// Looks at the seal.
pub(super) fn look(file: &mut File) -> io::Result<Sealed> {
    let length = file.seek(SeekFrom::End(0))?.saturating_sub(DIGITS);
    file.seek(SeekFrom::Start(0))?;
    let (digest, _) = digest_of((&mut *file).take(length))?;
    let mut seal = Vec::new();
    file.take(DIGITS).read_to_end(&mut seal)?;
    let hexadecimal = seal.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    Ok(match seal == digest.as_bytes() {
        true => Sealed::Whole,
        false if hexadecimal && seal.len() == digest.len() => Sealed::Changed,
        false => Sealed::Cut,
    })
}
