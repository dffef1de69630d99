//! The days as schema.org reservations (JSON-LD), for travel assistants: flights
//! and trains, stays, and what people come to. Every time carries the offset of
//! its place. An airport is named by its code only where a city has but one.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use kernel::{City, Country, Zone};
use serde_json::{Value, json};

use super::calendar::stays;
use super::{Flight, Slot, Timetable};
use crate::model::{Leg, Local};

/// The hours between which hotels change guests, by custom.
const CHECK_IN: Time = Time::constant(14, 0, 0, 0);
const CHECK_OUT: Time = Time::constant(12, 0, 0, 0);

/// The reservations as a JSON array; the same timetable gives the same text.
pub fn json(timetable: &Timetable<'_>) -> Result<String, serde_json::Error> {
    let mut all: Vec<Value> = Vec::new();
    for planned in &timetable.days {
        for slot in &planned.slots {
            all.extend(slot.flights.iter().filter_map(way));
            all.extend(event(planned.day.date, slot));
        }
    }
    all.extend(stays(timetable).iter().filter_map(|stay| {
        let zone = Zone::of(stay.city, stay.country)?;
        let out = stay.last.tomorrow().ok()?;
        let (from, to) = (at(&zone, stay.first, CHECK_IN)?, at(&zone, out, CHECK_OUT)?);
        Some(lodging(stay.city, stay.country, &from, &to))
    }));
    serde_json::to_string_pretty(&Value::Array(all))
}

/// A flight or a train; one whose times cannot be told is left out.
fn way(flight: &Flight<'_>) -> Option<Value> {
    let passage = flight.passage.as_ref().ok()?;
    let (leg, departs, arrives) = (flight.leg, local(&passage.departs), local(&passage.arrives));
    if is_train(leg) {
        return Some(json!({
            "@context": "http://schema.org",
            "@type": "TrainReservation",
            "reservationFor": {
                "@type": "TrainTrip",
                "trainNumber": leg.number,
                "provider": { "@type": "Organization", "name": leg.carrier },
                "departureStation": { "@type": "TrainStation", "name": leg.from },
                "departureTime": departs,
                "arrivalStation": { "@type": "TrainStation", "name": leg.to },
                "arrivalTime": arrives,
            },
        }));
    }
    let (airline, number) = numbered(&leg.number);
    Some(json!({
        "@context": "http://schema.org",
        "@type": "FlightReservation",
        "reservationFor": {
            "@type": "Flight",
            "flightNumber": number,
            "airline": { "@type": "Airline", "iataCode": airline, "name": leg.carrier },
            "departureAirport": airport(&leg.from),
            "departureTime": departs,
            "arrivalAirport": airport(&leg.to),
            "arrivalTime": arrives,
        },
    }))
}

/// Trains at home are one of these letters and digits; abroad the carrier tells.
fn is_train(leg: &Leg) -> bool {
    let digits = leg.number.strip_prefix(['G', 'D', 'C', 'Z', 'T', 'K', 'S', 'Y', 'L']);
    let numbered = digits.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    numbered || leg.carrier.contains("铁路")
}

/// `CA907` as airline and number.
fn numbered(number: &str) -> (&str, &str) {
    number.split_at_checked(2).filter(|(_, rest)| !rest.is_empty()).unwrap_or(("", number))
}

fn airport(name: &str) -> Value {
    let city = City::find(name);
    match city.and_then(City::airport) {
        Some(code) => json!({ "@type": "Airport", "name": name, "iataCode": code }),
        None => json!({ "@type": "Airport", "name": city.map_or(name, |city| city.en) }),
    }
}

fn lodging(city: &str, country: Country, from: &str, to: &str) -> Value {
    json!({
        "@context": "http://schema.org",
        "@type": "LodgingReservation",
        "checkinTime": from,
        "checkoutTime": to,
        "reservationFor": {
            "@type": "LodgingBusiness",
            "name": format!("{city}住宿"),
            "address": {
                "@type": "PostalAddress",
                "addressLocality": city,
                "addressCountry": country.iso2(),
            },
        },
    })
}

fn event(date: Date, slot: &Slot<'_>) -> Option<Value> {
    let zone = slot.zone.as_ref().filter(|_| slot.is_activity())?;
    let strand = slot.strand;
    let (begins, ends) = slot.hours();
    let place = if strand.host.is_empty() { &strand.city } else { &strand.host };
    Some(json!({
        "@context": "http://schema.org",
        "@type": "EventReservation",
        "reservationFor": {
            "@type": "Event",
            "name": strand.text.lines().next().unwrap_or_default(),
            "startDate": at(zone, date, begins)?,
            "endDate": at(zone, date, ends)?,
            "location": {
                "@type": "Place",
                "name": place,
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": strand.city,
                    "addressCountry": strand.country.iso2(),
                },
            },
        },
    }))
}

fn local(local: &Local) -> String {
    told(&local.zone, local.at)
}

fn at(zone: &Zone, date: Date, time: Time) -> Option<String> {
    zone.moment(date, time).map(|at| told(zone, at))
}

/// `2026-09-13T05:00:00-03:00`.
fn told(zone: &Zone, at: Timestamp) -> String {
    at.display_with_offset(zone.offset(at)).to_string()
}
