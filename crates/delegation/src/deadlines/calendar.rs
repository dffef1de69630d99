//! Deadlines as a calendar: one all-day event each, with an identity that stays
//! when the day moves and a number that grows when it does.

use std::collections::BTreeMap;

use documents::ics::{Event, calendar};
use jiff::Timestamp;

use super::{Deadline, Deadlines, Urgency};
use crate::model::DelegationId;

/// The calendar's text. `changed` is when each delegation was last changed: the
/// number of its events is reckoned from it, so a calendar that is read again
/// takes the later text.
pub fn ics(deadlines: &Deadlines, changed: &BTreeMap<DelegationId, Timestamp>) -> String {
    calendar("金桥·时限", &events(deadlines, changed))
}

/// The events of what is still to be done.
pub(crate) fn events(deadlines: &Deadlines, changed: &BTreeMap<DelegationId, Timestamp>) -> Vec<Event> {
    let open = deadlines.due.iter().filter(|deadline| deadline.urgency != Urgency::Done);
    open.map(|deadline| event(deadline, changed)).collect()
}

fn event(deadline: &Deadline, changed: &BTreeMap<DelegationId, Timestamp>) -> Event {
    let stamp = deadline.delegation.and_then(|id| changed.get(&id).copied()).unwrap_or(Timestamp::UNIX_EPOCH);
    let whose = deadline.delegation.map_or_else(|| "season".to_owned(), |id| id.to_string());
    let rule = if deadline.rule.is_empty() { String::new() } else { format!("{} ", deadline.rule) };
    Event {
        uid: format!("{whose}-{}@jinqiao", deadline.code),
        sequence: sequence(stamp),
        stamp,
        first: deadline.on,
        last: deadline.on,
        summary: format!("{}：{}", deadline.what.zh, deadline.party),
        description: format!("依据：{rule}{}", deadline.basis),
        location: String::new(),
        tentative: false,
    }
}

/// Minutes since the beginning of 2024: whole, growing, far below 2³¹ until 6107.
fn sequence(stamp: Timestamp) -> u32 {
    const BEGINNING: i64 = 1_704_067_200;
    u32::try_from((stamp.as_second() - BEGINNING).max(0) / 60).unwrap_or(u32::MAX)
}
