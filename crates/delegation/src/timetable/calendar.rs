//! The days as a calendar (日历): an event for each flight by the clocks of both
//! ends, for each group's half day, and for each stay in a city. Names of events
//! follow the number of the day and the half, so a trip that is put off moves in
//! the calendars of those who have it instead of appearing twice. People are named
//! only where the party parts.

use documents::ics::{Appointment, Event, timed_calendar};
use jiff::civil::Date;

use super::{Flight, Slot, Timetable, lasting};
use crate::model::{Half, Night, Passage};

/// The calendar's text; the same version of a delegation gives the same text.
pub fn ics(timetable: &Timetable<'_>) -> String {
    let (beds, appointments) = appointments(timetable);
    timed_calendar(&timetable.delegation.name, &beds, &appointments)
}

/// Nights in cities, and flights and activities with their hours.
pub(crate) fn appointments(timetable: &Timetable<'_>) -> (Vec<Event>, Vec<Appointment>) {
    let mut appointments = Vec::new();
    for (index, planned) in timetable.days.iter().enumerate() {
        for slot in &planned.slots {
            let flights = slot.flights.iter().enumerate();
            appointments.extend(flights.filter_map(|(at, it)| flight(timetable, (index, slot, at), it)));
            appointments.extend(activity(timetable, planned.day.date, index, slot));
        }
    }
    (beds(timetable), appointments)
}

/// `…-d3-am-0@jinqiao`: the third day, morning, the party's own.
fn uid(timetable: &Timetable<'_>, index: usize, slot: &Slot<'_>, what: &str) -> String {
    let half = if slot.half == Half::Morning { "am" } else { "pm" };
    format!("{}-d{}-{half}-{}{what}@jinqiao", timetable.delegation.id, index + 1, slot.group)
}

/// A flight whose times can be told; one that cannot stands in the findings.
fn flight(
    timetable: &Timetable<'_>,
    (index, slot, at): (usize, &Slot<'_>, usize),
    flight: &Flight<'_>,
) -> Option<Appointment> {
    let Passage { departs, arrives } = flight.passage.as_ref().ok()?;
    let leg = flight.leg;
    let mut lines = vec![format!("{} {}", leg.carrier, leg.number)];
    if let Some((city, country)) = &leg.via {
        lines.push(format!("经{}{city}机场内转机", country.zh()));
    }
    lines.extend(flight.passage.as_ref().ok().map(|it| format!("全程{}", lasting(it))));
    lines.extend(who(slot));
    Some(Appointment {
        uid: uid(timetable, index, slot, &format!("-leg{}", at + 1)),
        sequence: timetable.version.sequence,
        stamp: timetable.version.at,
        begins: (departs.at, departs.zone.clone()),
        ends: (arrives.at, arrives.zone.clone()),
        summary: format!("{} {}→{}", leg.number, leg.from, leg.to),
        description: lines.join("\n"),
        location: leg.from.clone(),
        tentative: false,
    })
}

/// What people come to; its hours are those a calendar keeps free.
fn activity(timetable: &Timetable<'_>, date: Date, index: usize, slot: &Slot<'_>) -> Option<Appointment> {
    let zone = slot.zone.as_ref().filter(|_| slot.is_activity())?;
    let strand = slot.strand;
    let (begins, ends) = slot.hours();
    let at = |time| Some((zone.moment(date, time)?, zone.clone()));
    let place = [strand.city.as_str(), strand.host.as_str()];
    let mut lines = vec![strand.text.clone()];
    if !strand.meets.is_empty() {
        lines.push(format!("会见：{}", strand.meets));
    }
    lines.extend(who(slot));
    lines.push(format!("{}，具体钟点以接待方通知为准", slot.half.words().zh));
    Some(Appointment {
        uid: uid(timetable, index, slot, ""),
        sequence: timetable.version.sequence,
        stamp: timetable.version.at,
        begins: at(begins)?,
        ends: at(ends)?,
        summary: strand.text.lines().next().unwrap_or_default().to_owned(),
        description: lines.join("\n"),
        location: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        tentative: true,
    })
}

fn who(slot: &Slot<'_>) -> Option<String> {
    (!slot.who.is_empty()).then(|| format!("参加：{}", slot.who.join("、")))
}

/// A stay in a city: all the nights that follow each other there.
fn beds(timetable: &Timetable<'_>) -> Vec<Event> {
    stays(timetable)
        .into_iter()
        .enumerate()
        .map(|(index, stay)| Event {
            uid: format!("{}-bed{}@jinqiao", timetable.delegation.id, index + 1),
            sequence: timetable.version.sequence,
            stamp: timetable.version.at,
            first: stay.first,
            last: stay.last,
            summary: format!("住宿 {}", stay.city),
            description: String::new(),
            location: format!("{} {}", stay.country.zh(), stay.city),
            tentative: false,
        })
        .collect()
}

/// Nights in a row in one city.
pub(super) struct Nights<'a> {
    pub(super) country: kernel::Country,
    pub(super) city: &'a str,
    /// The evening of the first.
    pub(super) first: Date,
    /// The evening of the last.
    pub(super) last: Date,
}

/// The party's stays, in order.
pub(super) fn stays<'a>(timetable: &Timetable<'a>) -> Vec<Nights<'a>> {
    let mut stays: Vec<Nights<'a>> = Vec::new();
    for day in timetable.days.iter().map(|planned| planned.day) {
        let Night::Lodging { country, city } = &day.night else { continue };
        match stays.last_mut() {
            Some(stay)
                if stay.country == *country
                    && stay.city == city
                    && stay.last.tomorrow().ok() == Some(day.date) =>
            {
                stay.last = day.date;
            }
            _ => stays.push(Nights { country: *country, city, first: day.date, last: day.date }),
        }
    }
    stays
}
