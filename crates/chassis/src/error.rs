//! Two tiers of failure. A refusal is part of the design and worded for the
//! person; a fault is ours.

use kernel::Said;

/// Why an operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was asked for is not there.
    #[error("{}", .0.said.zh)]
    Missing(Refusal),
    /// The domain said no.
    #[error("{}", .0.said.zh)]
    Refused(Refusal),
    /// A file could not be read or written.
    #[error("{what}：{}", reason(.source))]
    File {
        /// What was tried, with the file's name.
        what: String,
        /// What the system answered.
        source: std::io::Error,
    },
    /// Ours to mend.
    #[error("内部故障：{0}")]
    Fault(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A no, with a code for machines and one clear sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A stable code: `annex-unreadable`.
    pub code: &'static str,
    /// What, where, how to mend.
    pub said: Said,
    /// Every place that is wrong, where places can be named.
    pub faults: Vec<FieldFault>,
}

/// One place that is wrong (错误之处).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// Where: a field, a path into a document, a line of the journal.
    pub place: String,
    /// What is wrong there.
    pub said: Said,
}

/// What the system answered, in Chinese where it is a common answer.
fn reason(source: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let known = match source.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        _ => return source.to_string(),
    };
    known.to_owned()
}

impl Error {
    /// A refusal in both languages.
    pub fn refused(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Refused(Refusal { code, said: Said::new(zh, en), faults: Vec::new() })
    }

    /// A refusal that names every place that is wrong.
    pub fn refused_at(code: &'static str, said: Said, faults: Vec<FieldFault>) -> Self {
        Self::Refused(Refusal { code, said, faults })
    }

    /// Something that is not there.
    pub fn missing(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Missing(Refusal { code, said: Said::new(zh, en), faults: Vec::new() })
    }

    /// A file that could not be read or written.
    pub fn file(what: impl Into<String>, source: std::io::Error) -> Self {
        Self::File { what: what.into(), source }
    }

    /// A fault of ours.
    pub fn fault(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Fault(source.into())
    }

    /// The exit code of a command, after BSD's `sysexits.h`.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Refused(_) => 65,
            Self::Missing(_) => 66,
            Self::Fault(_) => 70,
            Self::File { .. } => 74,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        crate::db::Engine::trouble(&error).unwrap_or_else(|| Self::fault(error))
    }
}
