//! The life of a delegation (办理经过), from the start to the file that is closed.
//!
//! A life is the list of what happened to it, told in order. It can only be made
//! by telling one event after the other, and an event that the life does not
//! allow at that point is refused: a life that skipped its approval, or closed
//! with a passport outstanding, cannot be recorded. What stands now (the
//! records) follows from the events and is never set by itself.

mod allowed;
mod chain;
mod event;
mod hurdle;
mod next;
mod phase;
mod records;
mod step;
#[cfg(test)]
pub(crate) mod tests;

use jiff::Timestamp;

pub use chain::{Chain, Link, LinkKind, Needs};
pub use event::{
    Approval, Cancellation, ChangeGrant, ChangeRefusal, ChangeRequest, Closure, Consent, Departure, Event,
    Homecoming, Loan, Notice, Publication, Reimbursement, Rejection, Return, Review, SecrecyReview, Session,
    Start, Submission, Terms, Topic, TripReport, Visa, Withdrawal,
};
pub use hurdle::Hurdle;
pub use phase::Phase;
pub use records::{Change, Passport, Records};
pub use step::Step;

/// Something that happened, with who recorded it and when (记录).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// What happened.
    pub event: Event,
    /// Who recorded it.
    pub by: String,
    /// When it was recorded.
    pub at: Timestamp,
}

/// Everything that has happened to a delegation, and what stands now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Life {
    told: Vec<Noted>,
    records: Records,
}

impl Life {
    /// A life told from its beginning.
    ///
    /// # Errors
    /// The first event that the life does not allow, and why.
    pub fn told(events: Vec<Noted>) -> Result<Self, Hurdle> {
        events.into_iter().try_fold(Self::default(), |life, noted| life.with(noted.event, noted.by, noted.at))
    }

    /// A life as it was kept. Every step was allowed when it was recorded, so none is
    /// refused now: a program that has become stricter must not lock an office out of
    /// its own records. What it would not allow any more, [`Life::doubt`] says.
    pub fn kept(events: Vec<Noted>) -> Self {
        let mut records = Records::default();
        for noted in &events {
            records.take(&noted.event);
        }
        Self { told: events, records }
    }

    /// The first event that would not be allowed today, and why.
    pub fn doubt(&self) -> Option<(&Noted, Hurdle)> {
        let mut records = Records::default();
        for noted in &self.told {
            if let Err(hurdle) = allowed::before(&records, &noted.event) {
                return Some((noted, hurdle));
            }
            records.take(&noted.event);
        }
        None
    }

    /// The life with one more event.
    ///
    /// # Errors
    /// Why the event cannot happen now; the life is then as it was.
    pub fn with(mut self, event: Event, by: String, at: Timestamp) -> Result<Self, Hurdle> {
        allowed::before(&self.records, &event)?;
        self.records.take(&event);
        self.told.push(Noted { event, by, at });
        Ok(self)
    }

    /// The life without its last entry, for one made by mistake, and the entry: the
    /// last event with those of the same step that the same person recorded at the
    /// same moment. `None` when nothing has happened yet.
    pub fn without_last(&self) -> Option<(Self, Vec<Noted>)> {
        let last = self.told.last()?;
        let is_of_it = |noted: &&Noted| {
            noted.at == last.at && noted.by == last.by && noted.event.step() == last.event.step()
        };
        let many = self.told.iter().rev().take_while(is_of_it).count();
        let (before, entry) = self.told.split_at_checked(self.told.len().checked_sub(many)?)?;
        Some((Self::kept(before.to_vec()), entry.to_vec()))
    }

    /// Why an event cannot happen now, if it cannot.
    pub fn hurdle(&self, event: &Event) -> Option<Hurdle> {
        allowed::before(&self.records, event).err()
    }

    /// Every event in order.
    pub fn events(&self) -> &[Noted] {
        &self.told
    }

    /// How far it has got.
    pub fn phase(&self) -> Phase {
        Phase::of(&self.records)
    }
}

/// What stands now is read as if it were the life's own.
impl std::ops::Deref for Life {
    type Target = Records;

    fn deref(&self) -> &Records {
        &self.records
    }
}
