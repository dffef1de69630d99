//! What a party's days are spent on, as far as a reason must account for them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::case::Case;
use crate::model::{Day, HalfDay, Work};

/// The days of a stay, by what fills them (日程构成).
pub(super) struct Program<'a> {
    /// Days with competition business in at least one half.
    pub(super) competition: Vec<Date>,
    /// Days with talks and no competition, with their hosts.
    pub(super) talks: Vec<(Date, Vec<&'a str>)>,
    /// Days wholly on the way.
    pub(super) travel: Vec<Date>,
    /// Days between exit and entry with neither work nor a journey that fills them.
    pub(super) idle: Vec<Date>,
    /// First exit and last entry.
    pub(super) stay: Option<(Date, Date)>,
}

impl<'a> Program<'a> {
    pub(super) fn of(case: &Case<'a>) -> Self {
        let itinerary = &case.delegation.itinerary;
        let stay = itinerary.stay().map(|stay| (stay.exit(), stay.entry()));
        let mut program =
            Self { competition: Vec::new(), talks: Vec::new(), travel: Vec::new(), idle: Vec::new(), stay };
        let abroad = |day: &&Day| stay.is_some_and(|(exit, entry)| exit <= day.date && day.date <= entry);
        for day in itinerary.days.iter().filter(abroad) {
            let halves = [&day.morning, &day.afternoon];
            let is = |work: Work| halves.iter().any(|half| half.work == work);
            if is(Work::Competition) {
                program.competition.push(day.date);
            } else if is(Work::Meeting) {
                program.talks.push((day.date, hosts(halves)));
            } else if is(Work::Travel) {
                program.travel.push(day.date);
            } else {
                program.idle.push(day.date);
            }
        }
        program
    }

    /// The first and the last day of work.
    pub(super) fn at_work(&self) -> Option<(Date, Date)> {
        let talks = self.talks.iter().map(|(date, _)| *date);
        let days: BTreeSet<Date> = self.competition.iter().copied().chain(talks).collect();
        days.first().copied().zip(days.last().copied())
    }

    /// Days from the exit to the first work, and from the last work to the entry.
    pub(super) fn on_the_way(&self) -> (i64, i64) {
        let Some(((exit, entry), (first, last))) = self.stay.zip(self.at_work()) else { return (0, 0) };
        (days(exit, first), days(last, entry))
    }
}

/// Days from one to another, the first not counted.
pub(super) fn days(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

fn hosts(halves: [&HalfDay; 2]) -> Vec<&str> {
    let mut hosts: Vec<&str> = Vec::new();
    for half in halves.into_iter().filter(|half| half.work == Work::Meeting) {
        let host = half.host.trim();
        if !host.is_empty() && !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}

/// `9月13日`.
pub(super) fn zh(date: Date) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// `9月13日至17日`, `9月30日至10月2日`, `9月18日`.
pub(super) fn span_zh(first: Date, last: Date) -> String {
    if first == last {
        zh(first)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}至{}日", zh(first), last.day())
    } else {
        format!("{}至{}", zh(first), zh(last))
    }
}

/// `9月14日、9月18日`.
pub(super) fn list_zh(dates: &[Date]) -> String {
    dates.iter().copied().map(zh).collect::<Vec<_>>().join("、")
}

/// `2026-09-14, 2026-09-18`.
pub(super) fn list_en(dates: &[Date]) -> String {
    dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
