//! What is wrong with a table of persons, cell by cell.

use std::fmt;

use intake::Place;
use kernel::{Said, Severity};

/// A fault at its cell (填写问题). Numbers are never repeated in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whether it stops the import or only asks to look.
    pub severity: Severity,
    /// The cell it sits at.
    pub place: Place,
    /// What is wrong and how to mend it.
    pub says: Said,
}

impl Fault {
    /// A fault that stops the import.
    pub(crate) fn stop(place: &Place, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity: Severity::Block, place: place.clone(), says: Said::new(zh, en) }
    }

    /// A fault that travels along.
    pub(super) fn warn(place: &Place, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity: Severity::Warn, place: place.clone(), says: Said::new(zh, en) }
    }

    /// Whether it stops the import.
    pub fn stops(&self) -> bool {
        self.severity != Severity::Warn
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.place, self.says.zh)
    }
}
