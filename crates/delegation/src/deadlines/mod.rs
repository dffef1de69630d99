//! Deadlines (时限): every day on which something of a delegation is due, planned
//! back from the departure before it and chased after it; what slips when one
//! step slips; where two trips get into each other's way. Pure: the caller
//! brings the delegations and the books.

mod after;
mod before;
pub mod calendar;
mod clash;
mod course;
mod slip;
#[cfg(test)]
mod tests;
pub mod wire;

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Said, codes};
use season::model::{Season, Stop};

pub use clash::{Clash, ClashKind};
pub use course::{Course, Stretch, course};
pub use slip::{Slip, Slipped};

use crate::knowledge::Knowledge;
use crate::model::{Delegation, DelegationId};
use crate::rulebook::Rulebook;

codes! {
    /// How near a deadline is (缓急), the most urgent first.
    pub enum Urgency {
        /// 逾期
        Late = "late" "逾期" "late",
        /// 今天
        Today = "today" "今天" "today",
        /// 七天内
        Soon = "soon" "七天内" "within seven days",
        /// 以后
        Ahead = "ahead" "以后" "ahead",
        /// 已办
        Done = "done" "已办" "done",
    }
}

/// What is due (时限).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Whose; none for a stop that nobody has registered for.
    pub delegation: Option<DelegationId>,
    /// The party's name, or the stop's.
    pub party: String,
    /// A code that stays the same when the day moves: `report`, `link-office`.
    pub code: String,
    /// What is due.
    pub what: Said,
    /// The last day.
    pub on: Date,
    /// How near it is.
    pub urgency: Urgency,
    /// The rule or figure behind it: `R28`; empty where a lead time is.
    pub rule: &'static str,
    /// The instrument, or who reports the lead time.
    pub basis: String,
}

/// All deadlines of a school on a day (时限清单).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadlines {
    /// The day they are reckoned on.
    pub today: Date,
    /// The late ones first, then by day.
    pub due: Vec<Deadline>,
    /// Parties that cannot leave as planned any more by the usual times.
    pub slips: Vec<Slip>,
    /// Trips in each other's way, holidays in a trip's way.
    pub clashes: Vec<Clash>,
    /// Years whose holidays nobody has announced yet: reckoned with weekends only.
    pub unannounced: Vec<i16>,
}

/// What deadlines are reckoned from.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Visas, lead times, calendars.
    pub knowledge: &'a Knowledge,
    /// The figures that hold for the school.
    pub book: &'a Rulebook,
    /// The season of the stops.
    pub season: &'a Season,
    /// The day.
    pub today: Date,
}

impl Deadlines {
    /// Every deadline of some delegations of one school, and of the stops to which
    /// none of them goes.
    pub fn of(delegations: &[Delegation], ground: Ground<'_>) -> Self {
        let mut due: Vec<Deadline> = Vec::new();
        for delegation in delegations {
            due.extend(before::deadlines(delegation, ground));
            due.extend(after::deadlines(delegation, ground));
        }
        let free = |stop: &&Stop| !delegations.iter().any(|delegation| delegation.stop == stop.id);
        due.extend(ground.season.stops.iter().filter(free).flat_map(|stop| before::start(stop, ground)));
        due.sort_by(|one, other| {
            let key = |it: &Deadline| (it.urgency, it.on, it.party.clone(), it.code.clone());
            key(one).cmp(&key(other))
        });
        let unannounced = years(&due, ground);
        Self {
            today: ground.today,
            due,
            slips: delegations.iter().filter_map(|delegation| slip::of(delegation, ground)).collect(),
            clashes: clash::all(delegations, ground),
            unannounced,
        }
    }
}

fn years(due: &[Deadline], ground: Ground<'_>) -> Vec<i16> {
    let mut years: Vec<i16> = due.iter().map(|deadline| deadline.on.year()).collect();
    years.sort_unstable();
    years.dedup();
    years.retain(|year| ground.knowledge.workdays.announced(*year).is_none());
    years
}

/// How a day stands to today.
fn urgency(on: Date, today: Date) -> Urgency {
    if on < today {
        Urgency::Late
    } else if on == today {
        Urgency::Today
    } else if on <= today.saturating_add(7.days()) {
        Urgency::Soon
    } else {
        Urgency::Ahead
    }
}

/// What somebody has still to do, or has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

impl State {
    const fn done_if(done: Option<()>) -> Self {
        if done.is_some() { Self::Done } else { Self::Open }
    }
}

/// What is due of a delegation, before it knows how near it is.
struct Due {
    code: String,
    what: Said,
    on: Date,
    rule: &'static str,
    basis: String,
    state: State,
}

impl Due {
    fn of(self, delegation: &Delegation, today: Date) -> Deadline {
        let urgency = if self.state == State::Done { Urgency::Done } else { urgency(self.on, today) };
        Deadline {
            delegation: Some(delegation.id),
            party: delegation.name.clone(),
            code: self.code,
            what: self.what,
            on: self.on,
            urgency,
            rule: self.rule,
            basis: self.basis,
        }
    }
}
