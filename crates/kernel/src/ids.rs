//! Names that machines give. An id says what it is the id of, so that a stop's
//! can never be passed for a school's.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use uuid::Uuid;

/// The id of a `T`: a UUID of version 7, so that ids sort by age.
pub struct Id<T> {
    uuid: Uuid,
    of: PhantomData<fn() -> T>,
}

/// A text that is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是有效的编号")]
pub struct UnreadableId(pub String);

impl<T> Id<T> {
    /// The id a desk has drawn.
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, of: PhantomData }
    }

    /// The bare number, where a lower crate must name the thing without its type.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// The id of something that is looked at and never kept.
    pub const fn passing(number: u32) -> Self {
        Self::new(Uuid::from_u128(number as u128))
    }
}

impl<T> FromStr for Id<T> {
    type Err = UnreadableId;

    fn from_str(text: &str) -> Result<Self, UnreadableId> {
        Uuid::parse_str(text).map(Self::new).map_err(|_| UnreadableId(text.to_owned()))
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}

// Derives would ask `T` for what only the UUID needs.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
