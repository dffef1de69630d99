//! The one place words leave for a terminal.

use std::io::Write;

/// Whether words may be coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// The other end is a terminal that shows colour.
    Yes,
    /// It is a file, a pipe, or somebody who asked for none (`NO_COLOR`).
    No,
}

/// A terminal, or whatever stands in for one.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Whether words may be coloured.
    pub colour: Colour,
    /// Whether a person is watching, so that progress is worth showing.
    pub watched: bool,
}

impl Terminal {
    /// Says something to whoever asked. A reader that has gone away is no fault.
    pub fn say(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{}", text.trim_end_matches('\n'));
    }

    /// Says something on the side: progress, hints.
    pub fn note(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        let _ = writeln!(out, "{}", text.trim_end_matches('\n'));
    }
}
