//! What is wrong with a file of the rulebook: file, line, key and reason, in
//! both languages. All faults of all files are told at once.

use std::fmt;

use kernel::Said;

/// What is wrong with a rulebook file, and where (规定库错误).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RulebookFault {
    /// The file: `provinces/sichuan.toml`.
    pub file: String,
    /// The line, from 1; `None` when the fault is of the file as a whole.
    pub line: Option<usize>,
    /// The key: `stay.far.one`, `visa.3.country`, a column of a table; empty when
    /// no key is to blame.
    pub key: String,
    /// What is wrong and what belongs there.
    pub says: Said,
}

impl RulebookFault {
    /// A fault of a file as a whole.
    pub(crate) fn whole(file: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, key: String::new(), says: Said::new(zh, en) }
    }

    /// The fault in English.
    pub fn en(&self) -> String {
        let line = self.line.map(|line| format!(", line {line}")).unwrap_or_default();
        let key = if self.key.is_empty() { String::new() } else { format!(", {}", self.key) };
        format!("{}{line}{key}: {}", self.file, self.says.en)
    }
}

impl fmt::Display for RulebookFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, " 第{line}行")?;
        }
        if !self.key.is_empty() {
            write!(f, " {}", self.key)?;
        }
        write!(f, "：{}", self.says.zh)
    }
}

impl std::error::Error for RulebookFault {}

/// Something wrong in an entry, before it knows its file and its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// Where in the text, in bytes; `None` = the entry as a whole.
    pub(crate) at: Option<usize>,
    /// What is wrong.
    pub(crate) says: Said,
}

impl Wrong {
    /// Something wrong with the entry as a whole.
    pub(crate) fn entry(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { at: None, says: Said::new(zh, en) }
    }

    /// Something wrong with a value of it.
    pub(crate) fn at<T>(value: &toml::Spanned<T>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { at: Some(value.span().start), says: Said::new(zh, en) }
    }
}

/// Many faults, a line each, as one refusal tells them.
pub(crate) fn listed(faults: &[RulebookFault]) -> Said {
    let join = |lines: Vec<String>| lines.join("\n  ");
    Said::new(
        join(faults.iter().map(ToString::to_string).collect()),
        join(faults.iter().map(RulebookFault::en).collect()),
    )
}
