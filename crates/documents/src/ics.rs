//! Calendars (日历): all-day events as iCalendar, RFC 5545.
//!
//! The library writes the lines; here stand the choices. An all-day
//! event ends on the day after its last (DTEND is exclusive). An event keeps
//! its UID for life and counts its SEQUENCE up when it moves, so that a
//! calendar that has it already moves it too. The time stamp comes from the
//! caller: the same events give the same text.

use icalendar::{Calendar, Component as _, Event as Entry, Property};
use jiff::Timestamp;
use jiff::civil::Date;

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

/// The calendar as a text with CRLF line ends, no line longer than 75 bytes.
pub fn calendar(name: &str, events: &[Event]) -> String {
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
    folded(&calendar.to_string())
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
    let mut entry = Entry::new();
    let stamp = event.stamp.strftime("%Y%m%dT%H%M%SZ").to_string();
    entry.add_property("UID", one_line(&event.uid)).add_property("DTSTAMP", stamp).sequence(event.sequence);
    for (key, day) in [("DTSTART", event.first), ("DTEND", day_after(event))] {
        let day = day.strftime("%Y%m%d").to_string();
        entry.append_property(Property::new(key, day).add_parameter("VALUE", "DATE").done());
    }
    entry.summary(&one_line(&event.summary));
    for (key, text) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
        if !text.is_empty() {
            entry.add_property(key, printable(text));
        }
    }
    entry.add_property("TRANSP", "TRANSPARENT");
    entry.add_property("STATUS", if event.tentative { "TENTATIVE" } else { "CONFIRMED" });
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
}
