//! What is wrong with a workbook, cell by cell. A fault says what stands there,
//! where, and how to mend it; all of them are told at once.

use std::fmt;

use intake::Place;
use kernel::{Said, codes};

codes! {
    /// What a fault does to the reading (程度).
    pub enum Gravity {
        /// The delegation cannot be read before it is mended.
        Stop = "stop" "错误" "error",
        /// The delegation is read; somebody should look.
        Warn = "warn" "提示" "warning",
    }
}

/// A fault in a filled workbook, at its cell (填写问题).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whether it stops the reading.
    pub gravity: Gravity,
    /// The cell it sits at.
    pub place: Place,
    /// What is wrong and how to mend it.
    pub says: Said,
}

impl Fault {
    /// The sheet and the address of the cell, if the file was a workbook.
    pub fn cell(&self) -> Option<(&str, intake::Address)> {
        match &self.place {
            Place::Sheet { sheet, address } => Some((sheet, *address)),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.place, self.says.zh)
    }
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    /// Files a fault that stops the reading.
    pub(super) fn stop(&mut self, place: &Place, zh: impl Into<String>, en: impl Into<String>) {
        self.file(Gravity::Stop, place, Said::new(zh, en));
    }

    /// Files a fault that travels along.
    pub(super) fn warn(&mut self, place: &Place, zh: impl Into<String>, en: impl Into<String>) {
        self.file(Gravity::Warn, place, Said::new(zh, en));
    }

    /// Files a fault of either kind.
    pub(super) fn file(&mut self, gravity: Gravity, place: &Place, says: Said) {
        self.0.push(Fault { gravity, place: place.clone(), says });
    }

    /// All of them, in the order they were found.
    pub(super) fn into_all(self) -> Vec<Fault> {
        self.0
    }
}
