//! What members do with a turn besides answering it. Each is a record: having it is
//! the state, and it lapses with the turn it belongs to.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Id;
use people::model::AccountId;

use super::Turn;
use crate::model::DelegationId;

/// The id of a forwarding.
pub type ForwardingId = Id<Forwarding>;

/// The id of a consultation.
pub type ConsultationId = Id<Consultation>;

/// The id of a stand-in.
pub type StandInId = Id<StandIn>;

/// An office's turn given to a colleague (转交).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forwarding {
    /// Its id.
    pub id: ForwardingId,
    /// Of which party.
    pub delegation: DelegationId,
    /// At which link.
    pub link: String,
    /// Whose turn it was.
    pub office: String,
    /// Who gave it.
    pub from: AccountId,
    /// Who has it now.
    pub to: AccountId,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// A colleague asked for an opinion before the office answers (加签).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// Its id.
    pub id: ConsultationId,
    /// Of which party.
    pub delegation: DelegationId,
    /// At which link.
    pub link: String,
    /// Whose turn it is.
    pub office: String,
    /// Who asks.
    pub by: AccountId,
    /// Who is asked.
    pub of: AccountId,
    /// What is asked; may be empty.
    pub question: String,
    /// When.
    pub at: Timestamp,
    /// The answer, if it was given.
    pub answer: Option<Opinion>,
}

/// What a colleague who was asked says (加签意见).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// In words; never empty.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// A member who answers in another's stead for some days (代理).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    /// Its id.
    pub id: StandInId,
    /// In whose stead.
    pub of: AccountId,
    /// Who answers.
    pub by: AccountId,
    /// The first day.
    pub from: Date,
    /// The last day, counted in.
    pub to: Date,
}

/// An office was reminded of its turn (催办).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// At which link.
    pub link: String,
    /// Which office.
    pub office: String,
    /// Who reminded it.
    pub by: String,
    /// On which day.
    pub on: Date,
}

impl StandIn {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

impl Forwarding {
    /// Whether it is of a turn that began at a time: one made before lapsed with the
    /// round it was made in.
    pub fn is_of(&self, turn: &Turn, since: Option<Timestamp>) -> bool {
        self.link == turn.link && self.office == turn.office && since.is_none_or(|since| since <= self.at)
    }
}

impl Consultation {
    /// Whether it is of a turn that began at a time.
    pub fn is_of(&self, turn: &Turn, since: Option<Timestamp>) -> bool {
        self.link == turn.link && self.office == turn.office && since.is_none_or(|since| since <= self.at)
    }
}
