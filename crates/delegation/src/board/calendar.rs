//! The board as a calendar (日历): the window of every stop, and the last day on
//! which one may begin. Windows are tentative until the organiser says the day.

use documents::ics::{Event, calendar};
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::{Board, Outlook, Start};

/// The calendar's text. The stamp is the board's day, so that the same board
/// gives the same text.
pub fn ics(board: &Board) -> String {
    let midnight = board.today.to_datetime(Time::midnight());
    let stamp = TimeZone::UTC.to_timestamp(midnight).unwrap_or(Timestamp::UNIX_EPOCH);
    let events: Vec<Event> = board.stops.iter().flat_map(|stop| events(board, stop, stamp)).collect();
    calendar(&format!("{}赛季", board.year), &events)
}

fn events(board: &Board, stop: &Outlook, stamp: Timestamp) -> Vec<Event> {
    let event = |(index, start): (usize, &Start)| {
        let uid = |what: &str| format!("{}-{}-{what}-{}@jinqiao", board.year, stop.number, index + 1);
        let window = Event {
            uid: uid("window"),
            sequence: 0,
            stamp,
            first: start.span.from,
            last: start.span.to,
            summary: format!("第{}站 {}（举办时间{}）", stop.number, stop.region, start.span.text),
            description: verdict(stop),
            location: stop.place.clone(),
            tentative: true,
        };
        let begin = start.plan.latest_start;
        let latest = Event {
            uid: uid("start"),
            sequence: 0,
            stamp,
            first: begin,
            last: begin,
            summary: format!("最迟启动：第{}站 {}", stop.number, stop.region),
            description: steps(start),
            location: String::new(),
            tentative: false,
        };
        [latest, window]
    };
    stop.starts.iter().enumerate().flat_map(event).collect()
}

fn verdict(stop: &Outlook) -> String {
    let mut lines = vec![stop.title.clone()];
    lines.extend(stop.findings.iter().map(|finding| finding.says.zh.clone()));
    lines.extend(stop.ways_out.iter().map(|way| way.says.zh.clone()));
    lines.join("\n")
}

fn steps(start: &Start) -> String {
    let step = |it: &crate::knowledge::Step| format!("{}至{} {}（{}）", it.from, it.to, it.name.zh, it.who);
    let mut lines = vec![format!("按{}出境倒排", start.plan.departure)];
    lines.extend(start.plan.steps.iter().map(step));
    lines.join("\n")
}
