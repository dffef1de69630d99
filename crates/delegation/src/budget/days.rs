//! Which place each day and each night belongs to. Instruments do not say whose
//! rate a travelling day takes; the form's setting does, and a day spent in a
//! seat takes the nearest bed before it, on the way out the first bed.

use jiff::civil::Date;
use kernel::{Country, Stay};

use crate::model::{DayRate, Itinerary, Night, NightCount, Work};

/// The beds of a trip, by the date of the evening.
#[derive(Debug)]
pub(super) struct Beds<'a> {
    beds: Vec<(Date, Country, &'a str)>,
    stay: Stay,
}

impl<'a> Beds<'a> {
    /// The beds of an itinerary whose days are in order; a trip without a bed
    /// takes the first place abroad where something is done.
    pub(super) fn of(itinerary: &'a Itinerary, stay: Stay) -> Self {
        let mut beds: Vec<_> = itinerary
            .days
            .iter()
            .filter(|day| stay.covers(day.date))
            .filter_map(|day| match &day.night {
                Night::Lodging { country, city } => Some((day.date, *country, city.as_str())),
                Night::Aboard | Night::Home => None,
            })
            .collect();
        if beds.is_empty() {
            let worked = itinerary
                .halves()
                .find(|(_, _, half)| half.country != Country::CHINA && half.work != Work::Travel);
            beds.extend(worked.map(|(_, _, half)| (stay.entry(), half.country, half.city.as_str())));
        }
        Self { beds, stay }
    }

    /// The days they are the beds of.
    pub(super) const fn stay(&self) -> Stay {
        self.stay
    }

    pub(super) fn is_empty(&self) -> bool {
        self.beds.is_empty()
    }

    /// The place of every day abroad, in order.
    pub(super) fn each_day(&self, rule: DayRate) -> Vec<(Country, &'a str)> {
        let latest = |day: Date| match rule {
            DayRate::Night => day,
            DayRate::Morning => day.yesterday().unwrap_or(day),
        };
        self.stay.each_day().filter_map(|day| self.bed_by(latest(day))).collect()
    }

    /// The place of every night to pay for.
    pub(super) fn nights(&self, count: NightCount) -> Vec<(Country, &'a str)> {
        let last = self.stay.entry();
        match count {
            NightCount::Nights => {
                let slept = self.beds.iter().filter(|(date, ..)| *date < last);
                slept.map(|(_, country, city)| (*country, *city)).collect()
            }
            NightCount::DaysLessOne => {
                self.stay.each_day().filter(|day| *day < last).filter_map(|day| self.bed_by(day)).collect()
            }
        }
    }

    /// The last bed on or before an evening, else the first after it.
    fn bed_by(&self, evening: Date) -> Option<(Country, &'a str)> {
        let before = self.beds.iter().rev().find(|(date, ..)| *date <= evening);
        before.or_else(|| self.beds.first()).map(|(_, country, city)| (*country, *city))
    }
}
