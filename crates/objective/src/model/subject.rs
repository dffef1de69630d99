//! What something is about: a record of any module, without knowing the module.

use std::fmt;
use std::str::FromStr;

use kernel::Id;

/// A record of any module (所指记录): which module keeps it, and its id there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    module: String,
    id: String,
}

/// A text that names no record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是记录；请写成 模块/编号，如 delegation/0190c6f2-0000-7000-8000-000000000001")]
pub struct UnreadableSubject(pub String);

impl Subject {
    /// A record of a module, by its id.
    pub fn of<T>(module: &'static str, id: Id<T>) -> Self {
        Self { module: module.to_owned(), id: id.to_string() }
    }

    /// The module's name, which is also its crate's: `delegation`.
    pub fn module(&self) -> &str {
        &self.module
    }

    /// The record's id there.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.module, self.id)
    }
}

impl FromStr for Subject {
    type Err = UnreadableSubject;

    fn from_str(text: &str) -> Result<Self, UnreadableSubject> {
        let refuse = || UnreadableSubject(text.to_owned());
        let (module, id) = text.trim().split_once('/').ok_or_else(refuse)?;
        let named = (1..=40).contains(&module.len()) && module.bytes().all(|b| b.is_ascii_lowercase());
        let id: Id<Self> = id.parse().map_err(|_| refuse())?;
        if named { Ok(Self { module: module.to_owned(), id: id.to_string() }) } else { Err(refuse()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_as_it_is_written() {
        let subject = Subject::of("partnership", Id::<()>::passing(7));
        assert_eq!(subject.to_string(), "partnership/00000000-0000-0000-0000-000000000007");
        assert_eq!(subject.to_string().parse(), Ok(subject));
    }

    #[test]
    fn what_names_no_record_is_refused_with_its_text() {
        for text in ["", "/", "delegation", "delegation/7", "Delegation/00000000-0000-0000-0000-000000000007"]
        {
            assert_eq!(text.parse::<Subject>(), Err(UnreadableSubject(text.to_owned())));
        }
    }
}
