//! One piece of business: who, when, in which transaction, whose rows.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Id;
use uuid::Uuid;

use crate::Error;
use crate::db::Conn;
use crate::digest::hex;

/// Who acts (办理人).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Actor {
    /// What papers and records call them.
    pub name: String,
    /// What the journal calls them: the id of an account, so that a person's name
    /// can be erased and the chain still holds.
    pub key: String,
}

impl Actor {
    /// Whoever works at this machine without an account.
    pub fn local(name: &str) -> Self {
        Self { name: name.to_owned(), key: name.to_owned() }
    }
}

/// Whose rows an operation may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Every school's: the organiser, and the operator of this machine.
    All,
    /// One school's.
    School(Uuid),
    /// Nobody's: who has not signed in.
    Nothing,
}

impl Reach {
    /// The school whose rows may be seen, as stores bind it; empty is every
    /// school's, and `-` is no school's id.
    pub fn bound(self) -> String {
        match self {
            Self::All => String::new(),
            Self::School(school) => school.to_string(),
            Self::Nothing => "-".to_owned(),
        }
    }
}

/// Where ids come from: drawn at random, or counted so that a test can name them.
#[derive(Debug, Clone)]
pub enum Ids {
    /// Version 7, of the desk's own time.
    Drawn,
    /// 1, 2, 3 …
    Counted(u64),
}

/// A desk (办公台): what an operation works at. Filled at the door; nothing below
/// it reads a clock or draws a number of its own.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The open transaction.
    pub conn: &'a mut Conn,
    /// Who acts.
    pub actor: Actor,
    /// The time of the business.
    pub now: Timestamp,
    /// The day of the business, in China.
    pub today: Date,
    /// Whose rows may be seen.
    pub reach: Reach,
    pub(crate) ids: &'a mut Ids,
    pub(crate) journalled: &'a mut Journalled,
}

/// Whether a piece of business has accounted for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journalled {
    /// Not yet.
    Nothing,
    /// A line was written.
    Line,
    /// There was nothing to change.
    Unchanged,
}

impl Desk<'_> {
    /// A fresh id.
    pub fn draw_id<T>(&mut self) -> Id<T> {
        Id::new(self.draw())
    }

    /// Says that the business found everything as it was asked to be, so that no
    /// line is due.
    pub fn leave_unchanged(&mut self) {
        if *self.journalled == Journalled::Nothing {
            *self.journalled = Journalled::Unchanged;
        }
    }

    /// Fresh bytes that nobody can guess, for keys and secrets.
    pub fn draw_bytes<const N: usize>(&self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).map_err(|error| Error::fault(error.to_string()))?;
        Ok(bytes)
    }

    /// A fresh secret for a cookie or a link: 256 bits as hexadecimal digits.
    pub fn draw_secret(&self) -> Result<String, Error> {
        Ok(hex(&self.draw_bytes::<32>()?))
    }

    pub(crate) fn draw(&mut self) -> Uuid {
        match &mut *self.ids {
            Ids::Drawn => {
                let seconds = u64::try_from(self.now.as_second()).unwrap_or_default();
                let nanos = u32::try_from(self.now.subsec_nanosecond()).unwrap_or_default();
                Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos))
            }
            Ids::Counted(last) => {
                *last += 1;
                Uuid::from_u128(u128::from(*last))
            }
        }
    }
}
