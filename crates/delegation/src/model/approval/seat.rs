//! Seats: which role of a school answers for an office of the chain, and which
//! members hold it where the school has named them.

use people::model::AccountId;

/// An office of the chain, and the role that answers for it (席位).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The office as chains name it: `财务处`; `*` is every office without a seat of its own.
    pub office: String,
    /// The code of the role that answers.
    pub role: String,
    /// Whether the office speaks on paper: whoever records its opinion says which paper it stands in.
    pub on_paper: bool,
}

/// The seats there are, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seats(pub Vec<Seat>);

impl Seats {
    /// The name of the seat for every office without one of its own.
    pub const OTHERS: &str = "*";

    /// The seat of an office; `None` only where no seat is for every office.
    pub fn of(&self, office: &str) -> Option<&Seat> {
        let named = |name: &str| self.0.iter().find(|seat| seat.office == name);
        named(office).or_else(|| named(Self::OTHERS))
    }

    /// Whether members of a role answer for any office at all.
    pub fn answers(&self, role: &str) -> bool {
        self.0.iter().any(|seat| seat.role == role)
    }
}

/// A member of the school (同事), as far as turns are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The account.
    pub account: AccountId,
    /// What the person is called.
    pub name: String,
    /// The code of the role.
    pub role: String,
}

/// A member who holds an office of the school by name (席位指定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The office.
    pub office: String,
    /// Who holds it.
    pub account: AccountId,
}
