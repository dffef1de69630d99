//! The rules of the clocks that a calendar tells its hours by (VTIMEZONE): for each
//! zone the offset at the first of its hours, and every change until the last.
//! Written out one by one and only as far as needed, no reader has to guess.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use kernel::Zone;

use super::Appointment;

/// How long before the first hour and after the last the rules are told.
const MARGIN: SignedDuration = SignedDuration::from_hours(48);

/// The rules of every zone, in order of name, as lines of a calendar.
pub(super) fn zones(appointments: &[Appointment]) -> String {
    let hours = appointments.iter().flat_map(|it| [&it.begins, &it.ends]);
    let mut spans: Vec<(&Zone, Timestamp, Timestamp)> = Vec::new();
    for (at, zone) in hours {
        match spans.iter_mut().find(|(known, ..)| *known == zone) {
            Some((_, first, last)) => (*first, *last) = ((*first).min(*at), (*last).max(*at)),
            None => spans.push((zone, *at, *at)),
        }
    }
    spans.sort_by(|(one, ..), (other, ..)| one.name().cmp(other.name()));
    spans.into_iter().map(|(zone, first, last)| rules(zone, first, last)).collect()
}

fn rules(zone: &Zone, first: Timestamp, last: Timestamp) -> String {
    let from = first.checked_sub(MARGIN).unwrap_or(first);
    let to = last.checked_add(MARGIN).unwrap_or(last);
    let begin = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    let offset = zone.offset(from);
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{}", zone.name())];
    lines.extend(observance(zone, from, begin, (offset, offset)));
    for (at, before, after) in zone.changes(from, to) {
        // A change is told by the clocks as they stood before it.
        lines.extend(observance(zone, at, before.to_datetime(at), (before, after)));
    }
    lines.push("END:VTIMEZONE".to_owned());
    lines.into_iter().map(|line| line + "\r\n").collect()
}

/// From when on the clocks stand how.
fn observance(zone: &Zone, at: Timestamp, begin: DateTime, (before, after): (Offset, Offset)) -> [String; 6] {
    let kind = if zone.is_summer(at) { "DAYLIGHT" } else { "STANDARD" };
    [
        format!("BEGIN:{kind}"),
        format!("DTSTART:{}", begin.strftime("%Y%m%dT%H%M%S")),
        format!("TZOFFSETFROM:{}", written(before)),
        format!("TZOFFSETTO:{}", written(after)),
        format!("TZNAME:{}", zone.label(at)),
        format!("END:{kind}"),
    ]
}

/// `+0800`, `-0330`.
fn written(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
