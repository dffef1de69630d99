//! Calendars (日历): events as iCalendar, RFC 5545.
//!
//! The library writes the lines; here stand the choices. An all-day
//! event ends on the day after its last (DTEND is exclusive). An event with hours
//! is written by the clocks of its place, and the calendar carries the rules of
//! those clocks (VTIMEZONE) for as long as it needs them. An event keeps
//! its UID for life and counts its SEQUENCE up when it moves, so that a
//! calendar that has it already moves it too. The time stamp comes from the
//! caller: the same events give the same text.

mod clocks;

use icalendar::{Calendar, Component as _, Event as Entry, Property};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Zone;

const TENTATIVE: &str = "TENTATIVE";
const CONFIRMED: &str = "CONFIRMED";

/// Something that takes whole days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its name for ever, such as `stop-3@2026.jinqiao`.
    pub uid: String,
    /// How often it was changed: 0 at first.
    pub sequence: u32,
    /// When this version was made.
    pub stamp: Timestamp,
    /// The first day.
    pub first: Date,
    /// The last day, counted in.
    pub last: Date,
    /// What one sees in the calendar.
    pub summary: String,
    /// More about it; may have several lines.
    pub description: String,
    /// Where; may be empty.
    pub location: String,
    /// Whether the days are not yet certain.
    pub tentative: bool,
}

/// Something that takes hours, by the clocks of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Its name for ever.
    pub uid: String,
    /// How often it was changed: 0 at first.
    pub sequence: u32,
    /// When this version was made.
    pub stamp: Timestamp,
    /// When it begins, and by whose clocks that is told.
    pub begins: (Timestamp, Zone),
    /// When it ends; a flight ends by the clocks of another place.
    pub ends: (Timestamp, Zone),
    /// What one sees in the calendar.
    pub summary: String,
    /// More about it; may have several lines.
    pub description: String,
    /// Where; may be empty.
    pub location: String,
    /// Whether the hours are not yet certain.
    pub tentative: bool,
}

/// A calendar of whole days: see [`timed_calendar`].
pub fn calendar(name: &str, events: &[Event]) -> String {
    timed_calendar(name, events, &[])
}

/// The calendar as a text with CRLF line ends, no line longer than 75 bytes.
pub fn timed_calendar(name: &str, events: &[Event], appointments: &[Appointment]) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Jinqiao//Jinqiao 1//ZH"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", "PUBLISH"))
        .append_property(Property::new("X-WR-CALNAME", one_line(name)));
    for event in events {
        calendar.push(entry(event));
    }
    for appointment in appointments {
        calendar.push(timed(appointment));
    }
    // The library has no word for the rules of clocks; they stand before all events.
    let (head, events) = halves(&calendar.to_string());
    folded(&[head, clocks::zones(appointments), events].concat())
}

/// What stands before the first event, and the rest.
fn halves(text: &str) -> (String, String) {
    let at = text.find("BEGIN:VEVENT").unwrap_or(text.len());
    let (head, events) = text.split_at(at);
    (head.to_owned(), events.to_owned())
}

/// Folds at 75 bytes (RFC 5545, 3.1), never inside a character. The library
/// folds too, but leaves a last line of 76, which strict readers refuse.
fn folded(text: &str) -> String {
    const LIMIT: usize = 75;
    let mut out = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LIMIT {
                out.push_str("\r\n ");
                width = 1;
            }
            out.push(c);
            width += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

fn entry(event: &Event) -> Entry {
    let mut entry = said(
        (&event.uid, event.sequence, event.stamp),
        [&event.summary, &event.description, &event.location],
        if event.tentative { TENTATIVE } else { CONFIRMED },
    );
    for (key, day) in [("DTSTART", event.first), ("DTEND", day_after(event))] {
        let day = day.strftime("%Y%m%d").to_string();
        entry.append_property(Property::new(key, day).add_parameter("VALUE", "DATE").done());
    }
    entry.add_property("TRANSP", "TRANSPARENT");
    entry
}

fn timed(event: &Appointment) -> Entry {
    let mut entry = said(
        (&event.uid, event.sequence, event.stamp),
        [&event.summary, &event.description, &event.location],
        if event.tentative { TENTATIVE } else { CONFIRMED },
    );
    for (key, (at, zone)) in [("DTSTART", &event.begins), ("DTEND", &event.ends)] {
        let clock = zone.clock(*at).strftime("%Y%m%dT%H%M%S").to_string();
        entry.append_property(Property::new(key, clock).add_parameter("TZID", zone.name()).done());
    }
    entry
}

/// What every event says: its name and version, and its words.
fn said(
    (uid, sequence, stamp): (&str, u32, Timestamp),
    [summary, description, location]: [&str; 3],
    status: &str,
) -> Entry {
    let mut entry = Entry::new();
    let stamp = stamp.strftime("%Y%m%dT%H%M%SZ").to_string();
    entry.add_property("UID", one_line(uid)).add_property("DTSTAMP", stamp).sequence(sequence);
    entry.summary(&one_line(summary));
    for (key, text) in [("DESCRIPTION", description), ("LOCATION", location)] {
        if !text.is_empty() {
            entry.add_property(key, printable(text));
        }
    }
    entry.add_property("STATUS", status);
    entry
}

/// The day after the last; an event that ends before it begins takes one day.
fn day_after(event: &Event) -> Date {
    let last = event.last.max(event.first);
    last.tomorrow().unwrap_or(last)
}

/// Text without the control characters that a content line cannot hold.
fn printable(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

fn one_line(text: &str) -> String {
    printable(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "stop-3@2026.jinqiao".to_owned(),
            sequence: 1,
            stamp: "2026-06-08T01:02:03Z".parse().unwrap(),
            first: date(2026, 9, 30),
            last: date(2026, 9, 30),
            summary: summary.to_owned(),
            description: "第一行\n第二行, 完；end;".to_owned(),
            location: String::new(),
            tentative: true,
        }
    }

    fn unfold(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn a_one_day_event_ends_the_day_after() {
        insta::assert_snapshot!(calendar("金砖，日程, 2026", &[event("巴西技术创新赛")]).replace('\r', ""), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Jinqiao//Jinqiao 1//ZH
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        X-WR-CALNAME:金砖，日程\, 2026
        BEGIN:VEVENT
        DESCRIPTION:第一行\n第二行\, 完；end\;
        DTEND;VALUE=DATE:20261001
        DTSTAMP:20260608T010203Z
        DTSTART;VALUE=DATE:20260930
        SEQUENCE:1
        STATUS:TENTATIVE
        SUMMARY:巴西技术创新赛
        TRANSP:TRANSPARENT
        UID:stop-3@2026.jinqiao
        END:VEVENT
        END:VCALENDAR
        ");
    }

    proptest! {
        #[test]
        fn every_line_is_folded_and_every_word_kept(summary in "[ a-z甲乙丙😀é]{0,300}", other in "\\PC{0,200}") {
            let mut event = event(&summary);
            event.location = other;
            let text = calendar("x", &[event]);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
            let summary = format!("\r\nSUMMARY:{summary}\r\n");
            prop_assert!(unfold(&text).contains(&summary), "{text}");
        }
    }

    fn flight(from: &str, to: &str, begins: Timestamp, hours: i64) -> Appointment {
        let ends = begins.checked_add(jiff::SignedDuration::from_hours(hours)).unwrap();
        Appointment {
            uid: "d1-leg@2026.jinqiao".to_owned(),
            sequence: 0,
            stamp: "2026-06-08T01:02:03Z".parse().unwrap(),
            begins: (begins, from.parse().unwrap()),
            ends: (ends, to.parse().unwrap()),
            summary: "XX801".to_owned(),
            description: String::new(),
            location: String::new(),
            tentative: false,
        }
    }

    #[test]
    fn a_flight_is_told_by_the_clocks_of_both_ends() {
        let begins = "2026-10-24T22:00:00Z".parse().unwrap();
        let text = timed_calendar("x", &[], &[flight("Asia/Shanghai", "Europe/Madrid", begins, 14)]);
        insta::assert_snapshot!(text.replace('\r', ""));
    }

    /// The offset the calendar's own rules give a zone at a local time: that of
    /// the last observance that has begun.
    fn offset_by_rules(text: &str, zone: &str, clock: &str) -> String {
        let zones = text.split("BEGIN:VTIMEZONE").filter_map(|rest| rest.split("END:VTIMEZONE").next());
        let rules = { zones }.find(|it| it.contains(&format!("TZID:{zone}\r\n"))).unwrap();
        let value = |part: &str, key: &str| {
            part.lines().find_map(|line| line.strip_prefix(&format!("{key}:"))).unwrap().trim().to_owned()
        };
        let observances =
            rules.split("BEGIN:").skip(1).map(|part| (value(part, "DTSTART"), value(part, "TZOFFSETTO")));
        observances.filter(|(from, _)| from.as_str() <= clock).max().unwrap().1
    }

    proptest! {
        #[test]
        fn the_times_of_a_flight_come_back_by_the_calendar_s_own_rules(
            day in 0_i64..700, minute in 0_i64..1440, hours in 1_i64..30,
            way in proptest::sample::subsequence(vec!["Asia/Shanghai", "Europe/Madrid", "America/Santiago",
                "Pacific/Auckland", "Africa/Casablanca", "Asia/Tehran", "Pacific/Honolulu"], 2),
        ) {
            let begins = date(2026, 1, 1).to_zoned_datetime(jiff::tz::TimeZone::UTC).unwrap().timestamp();
            let begins = begins.checked_add(jiff::SignedDuration::from_mins(day * 1440 + minute)).unwrap();
            let flight = flight(way[0], way[1], begins, hours);
            let text = unfold(&timed_calendar("x", &[], std::slice::from_ref(&flight)));
            for (key, (at, zone)) in [("DTSTART", &flight.begins), ("DTEND", &flight.ends)] {
                let lead = format!("\r\n{key};TZID={}:", zone.name());
                let clock = text.split(&lead).nth(1).and_then(|rest| rest.lines().next()).unwrap().trim();
                let offset = offset_by_rules(&text, zone.name(), clock);
                let read: Timestamp = jiff::fmt::strtime::parse("%Y%m%dT%H%M%S%z", format!("{clock}{offset}"))
                    .unwrap().to_timestamp().unwrap();
                // Of an hour that comes twice, a calendar takes the one it likes.
                let twice = (read.duration_since(*at)).abs() == jiff::SignedDuration::from_hours(1)
                    && zone.clock(read) == zone.clock(*at);
                prop_assert!(read == *at || twice, "{clock}{offset} is not {at}");
            }
        }
    }
}
