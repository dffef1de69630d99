//! What a backup says of itself.

use serde::{Deserialize, Serialize};

use crate::db::Step;

/// What this program calls the form it writes.
pub(super) const FORM: &str = "jinqiao-backup-1";

/// How every form begins, also a later one.
pub(super) const FORMS: &str = "jinqiao-backup-";

/// The manifest's name in the backup; it comes last.
pub(super) const MANIFEST: &str = "manifest.json";

/// What a backup says of itself (备份清单).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of the backup.
    pub form: String,
    /// The version of the program that made it.
    pub program: String,
    /// When it was made, RFC 3339.
    pub made: String,
    /// The steps that made the tables.
    pub schema: Vec<Step>,
    /// Where the journal ended: number and digest, as `journal head` prints them.
    pub journal: String,
    /// Every other part, in order.
    pub parts: Vec<Part>,
}

/// A part of a backup: a table or a kept file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its name: `tables/journal.jsonl`, `files/ab/cdef…`.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of its content.
    pub sha256: String,
    /// Its rows, if it is a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
}

/// The only thing that is read of a form this program does not know.
#[derive(Debug, Deserialize)]
pub(super) struct Formed {
    pub(super) form: String,
}

impl Manifest {
    /// How many rows of how many tables, and how many files.
    pub fn counts(&self) -> (u64, usize, usize) {
        let tables = self.parts.iter().filter_map(|part| part.rows);
        let (rows, count) = tables.fold((0, 0), |(rows, count), more| (rows + more, count + 1));
        (rows, count, self.parts.len() - count)
    }
}

impl Part {
    /// The table it holds, if it is one.
    pub(super) fn table(&self) -> Option<&str> {
        self.name.strip_prefix("tables/")?.strip_suffix(".jsonl").filter(|_| self.rows.is_some())
    }

    /// The digest of the file it holds, if it is one: the name is no path to be
    /// followed, only this digest is.
    pub(super) fn file(&self) -> Option<String> {
        let (first, rest) = self.name.strip_prefix("files/")?.split_once('/')?;
        let digest = format!("{first}{rest}");
        let hexadecimal = digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (hexadecimal && first.len() == 2 && digest.len() == 64 && digest == self.sha256).then_some(digest)
    }
}
