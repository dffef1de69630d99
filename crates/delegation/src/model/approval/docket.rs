//! Who may answer a turn: the holders of the seat, or whom it was handed over to,
//! and whoever stands in for them today.

use jiff::Timestamp;
use jiff::civil::Date;
use people::model::AccountId;

use super::{Colleague, Consultation, Forwarding, Holder, Seats, StandIn, Turn};
use crate::model::life::{Event, Life};

/// Everything that says whose a turn is (审批人名册), of one school and one party.
#[derive(Debug, Clone, Copy)]
pub struct Docket<'a> {
    /// Which role answers for which office.
    pub seats: &'a Seats,
    /// Who holds an office by name.
    pub holders: &'a [Holder],
    /// The school's members.
    pub colleagues: &'a [Colleague],
    /// Turns of this party that were handed over.
    pub forwardings: &'a [Forwarding],
    /// Opinions asked for before an office of this party answers.
    pub consultations: &'a [Consultation],
    /// Who stands in for whom at this school.
    pub stand_ins: &'a [StandIn],
    /// The day.
    pub today: Date,
}

/// As what somebody answers (以何身份).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// In their own name.
    Own,
    /// In the stead of another.
    InsteadOf(AccountId),
}

impl Docket<'_> {
    /// Whose the turn is: the latest it was handed over to in this round, else the
    /// named holders, else every member of the role.
    pub fn owners(&self, life: &Life, turn: &Turn) -> Vec<AccountId> {
        let since = began(life);
        let handed = self.forwardings.iter().filter(|it| it.is_of(turn, since));
        let known = |account: &AccountId| self.colleagues.iter().any(|it| it.account == *account);
        if let Some(latest) = handed.filter(|it| known(&it.to)).max_by_key(|it| (it.at, it.id)) {
            return vec![latest.to];
        }
        let named: Vec<AccountId> = self
            .holders
            .iter()
            .filter(|it| it.office == turn.office)
            .map(|it| it.account)
            .filter(known)
            .collect();
        if !named.is_empty() {
            return named;
        }
        let Some(seat) = self.seats.of(&turn.office) else { return Vec::new() };
        self.colleagues.iter().filter(|it| it.role == seat.role).map(|it| it.account).collect()
    }

    /// As what a member may answer a turn, if they may: in their own name before in
    /// another's stead.
    pub fn capacity(&self, life: &Life, turn: &Turn, who: AccountId) -> Option<Capacity> {
        let owners = self.owners(life, turn);
        if owners.contains(&who) {
            return Some(Capacity::Own);
        }
        let stands = |it: &&StandIn| it.by == who && it.holds_on(self.today) && owners.contains(&it.of);
        self.stand_ins.iter().find(stands).map(|it| Capacity::InsteadOf(it.of))
    }

    /// Opinions that were asked for in this round and not given yet; the office waits
    /// for them.
    pub fn awaited<'a>(&'a self, life: &Life, turn: &'a Turn) -> impl Iterator<Item = &'a Consultation> {
        let since = began(life);
        self.consultations.iter().filter(move |it| it.answer.is_none() && it.is_of(turn, since))
    }

    /// Colleagues who may be given a turn: those who answer for some office, by role or
    /// by name, but for whoever asks.
    pub fn others(&self, who: AccountId) -> impl Iterator<Item = &Colleague> {
        let answers = |it: &&Colleague| {
            self.seats.answers(&it.role) || self.holders.iter().any(|holder| holder.account == it.account)
        };
        self.colleagues.iter().filter(move |it| it.account != who).filter(answers)
    }

    /// The colleague of an account.
    pub fn colleague(&self, account: AccountId) -> Option<&Colleague> {
        self.colleagues.iter().find(|it| it.account == account)
    }
}

/// When the present round began: at the last return, change request or start.
fn began(life: &Life) -> Option<Timestamp> {
    let begins = |event: &Event| {
        matches!(event, Event::Start(_) | Event::Return(_) | Event::Withdrawal(_) | Event::ChangeRequest(_))
    };
    life.events().iter().rev().find(|noted| begins(&noted.event)).map(|noted| noted.at)
}
