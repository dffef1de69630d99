//! A stranger's annex, read behind the lock of a child process.

use std::path::Path;

use chassis::{Error, digest};
use jiff::civil::Date;

use crate::annex::{self, Reading};
use crate::wire;

/// An annex that was handed in and read (收到的附件).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What it says.
    pub reading: Reading,
    /// The digest of its bytes.
    pub digest: String,
}

/// Reads the bytes of an annex; `program` is the program whose child reads them,
/// `name` what the sender calls the file.
///
/// # Errors
/// Refuses what cannot be read, in one sentence.
pub fn read(program: &Path, bytes: &[u8], name: &str, today: Date) -> Result<Received, Error> {
    let document = intake::read(program, bytes).map_err(|refusal| {
        Error::refused("file-unreadable", format!("{name}：{refusal}"), format!("{name}: {}", refusal.en()))
    })?;
    Ok(Received { reading: annex::read(&document, name, today), digest: digest(bytes) })
}

/// A reading as it is kept beside its version.
///
/// # Errors
/// A fault, if it cannot be written.
pub fn json(reading: &Reading) -> Result<String, Error> {
    serde_json::to_string_pretty(&wire::reading(reading)).map_err(Error::fault)
}
