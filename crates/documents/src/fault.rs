//! What is wrong with a paper, said so that the person who wrote it can mend it.
//!
//! A template has many faults at once or none; they are collected and shown
//! together, each with its file, its place and what to write instead.

use std::fmt;

use kernel::Said;

/// One mistake in a paper's folder, or a fact the paper wants and did not get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, and inside a Word file the part: `body.docx · word/document.xml`.
    pub file: String,
    /// Where in the file: 第3段, 表1第2行第3格, or a key.
    pub place: Said,
    /// The tag or the line as it was written; empty if the whole file is meant.
    pub tag: String,
    /// What is wrong and what to write instead.
    pub says: Said,
}

impl Fault {
    /// A fault of a whole file.
    pub fn of_file(file: impl Into<String>, says: Said) -> Self {
        Self { file: file.into(), place: Said::default(), tag: String::new(), says }
    }

    /// A fault at a key of a TOML file.
    pub fn at_key(file: impl Into<String>, key: &str, tag: &str, says: Said) -> Self {
        Self { file: file.into(), place: Said::plain(key), tag: tag.to_owned(), says }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, place, tag, says } = self;
        write!(out, "{file}")?;
        if !place.zh.is_empty() {
            write!(out, " {}", place.zh)?;
        }
        if !tag.is_empty() {
            write!(out, " “{tag}”")?;
        }
        write!(out, "：{}", says.zh)
    }
}

/// Every fault of one attempt, in the order of the file. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// `value`, if nothing was wrong.
    pub fn unless_none<T>(faults: Vec<Fault>, value: T) -> Result<T, Self> {
        if faults.is_empty() { Ok(value) } else { Err(Self(faults)) }
    }

    /// The same faults, said of `folder`'s file rather than of the file alone.
    #[must_use]
    pub fn inside(mut self, folder: &str) -> Self {
        for fault in &mut self.0 {
            fault.file = format!("{folder}{}", fault.file);
        }
        self
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            write!(out, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
