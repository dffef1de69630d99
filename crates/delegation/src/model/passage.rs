//! A flight or a train by the clocks of both ends: which day it arrives, how
//! long it really takes. Local times alone say neither; the zones of the two
//! cities do. What is not known stays unknown: see [`Unclear`].

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use kernel::{City, Zone};

use super::{Half, HalfDay, Itinerary, Leg, Night, Work};

/// No scheduled flight or train without a stop takes longer.
const LONGEST_DIRECT: SignedDuration = SignedDuration::from_hours(24);

/// Nor does one with a stop on the way.
const LONGEST: SignedDuration = SignedDuration::from_hours(48);

/// A moment and the clocks it is read from (当地时刻).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// The moment.
    pub at: Timestamp,
    /// Whose clocks.
    pub zone: Zone,
}

impl Local {
    /// What the clocks show.
    pub fn clock(&self) -> DateTime {
        self.zone.clock(self.at)
    }
}

/// A leg as the clocks of both ends tell it (航段时刻).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// When it leaves.
    pub departs: Local,
    /// When it arrives.
    pub arrives: Local,
}

impl Passage {
    /// How long it really takes.
    pub fn duration(&self) -> SignedDuration {
        self.arrives.at.duration_since(self.departs.at)
    }

    /// Days from the date of departure to the date of arrival, each by its own
    /// calendar; −1 over the date line.
    pub fn days_later(&self) -> i32 {
        self.arrives.clock().date().since(self.departs.clock().date()).map_or(0, |span| span.get_days())
    }
}

/// Why a leg's times cannot be told (时刻不明).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// Nobody knows what time this city keeps.
    Zone(String),
    /// The itinerary fits more than one day of arrival.
    ArrivalDay,
    /// By the clocks of both ends no day of arrival is possible.
    Impossible,
}

impl Itinerary {
    /// A leg of this itinerary by the clocks of both ends; `date` and `half` say
    /// when it leaves.
    pub fn passage(&self, date: Date, half: Half, leg: &Leg) -> Result<Passage, Unclear> {
        let zone = |written: &Option<Zone>, city: &str| {
            written.clone().or_else(|| self.zone(city)).ok_or_else(|| Unclear::Zone(city.to_owned()))
        };
        let (from, to) = (zone(&leg.from_zone, &leg.from)?, zone(&leg.to_zone, &leg.to)?);
        let departs = Local { at: from.moment(date, leg.departs).ok_or(Unclear::Impossible)?, zone: from };
        let longest = if leg.via.is_some() { LONGEST } else { LONGEST_DIRECT };
        let arriving = |days: i8| {
            let arrives = to.moment(date.checked_add(i32::from(days).days()).ok()?, leg.arrives)?;
            let arrives = Local { at: arrives, zone: to.clone() };
            let passage = Passage { departs: departs.clone(), arrives };
            let takes = passage.duration();
            (SignedDuration::ZERO < takes && takes <= longest).then_some(passage)
        };
        if let Some(days) = leg.days_later {
            return arriving(days).ok_or(Unclear::Impossible);
        }
        let there_by = self.spent_at(date, half, &leg.to);
        let slot = |passage: &Passage| {
            let clock = passage.arrives.clock();
            (clock.date(), if clock.hour() < 12 { Half::Morning } else { Half::Afternoon })
        };
        let in_time = |passage: &Passage| there_by.is_none_or(|latest| slot(passage) <= latest);
        let mut possible: Vec<Passage> = (-1..=2).filter_map(arriving).filter(in_time).collect();
        if possible.len() > 1 {
            // The itinerary says which: the party is there when it arrives.
            let told = |passage: &Passage| {
                let (date, half) = slot(passage);
                self.halves().any(|(day, part, it)| (day, part) == (date, half) && leads_to(it, &leg.to))
            };
            possible.retain(told);
            if possible.is_empty() {
                return Err(Unclear::ArrivalDay);
            }
        }
        match (possible.pop(), possible.is_empty()) {
            (Some(only), true) => Ok(only),
            (None, _) => Err(Unclear::Impossible),
            (Some(_), false) => Err(Unclear::ArrivalDay),
        }
    }

    /// What time a city of this itinerary keeps: by our list, else by the country
    /// the itinerary places it in, if that keeps one time.
    pub fn zone(&self, city: &str) -> Option<Zone> {
        Zone::of_city(city).or_else(|| {
            let spent = |it: &HalfDay| it.work != Work::Travel && it.city.trim() == city;
            let halves = self.strands().find(|(_, _, it)| spent(it)).map(|(_, _, it)| it.country);
            let beds = self.days.iter().find_map(|day| match &day.night {
                Night::Lodging { country, city: bed } if bed == city => Some(*country),
                _ => None,
            });
            Zone::of_country(halves.or(beds)?)
        })
    }

    /// The first half day after a departure that is spent at a city.
    fn spent_at(&self, date: Date, half: Half, city: &str) -> Option<(Date, Half)> {
        let there = |it: &HalfDay| it.work != Work::Travel && City::same(&it.city, city);
        let later = self.halves().filter(|(day, part, _)| (*day, *part) > (date, half));
        later.filter(|(_, _, it)| there(it)).map(|(day, part, _)| (day, part)).next()
    }
}

/// Whether a half day is spent at a city, or on the way to it.
fn leads_to(half: &HalfDay, city: &str) -> bool {
    let last = half.city.rsplit(['—', '－', '→']).next().unwrap_or_default();
    City::same(last, city)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, date, time};
    use proptest::prelude::*;

    use super::*;

    fn leg(from: &str, to: &str, departs: (i8, i8), arrives: (i8, i8), days_later: Option<i8>) -> Leg {
        let clock = |(hour, minute): (i8, i8)| time(hour, minute, 0, 0);
        Leg {
            number: "XX801".to_owned(),
            carrier: "示例航空".to_owned(),
            home_carrier: true,
            from: from.to_owned(),
            to: to.to_owned(),
            departs: clock(departs),
            arrives: clock(arrives),
            days_later,
            from_zone: None,
            to_zone: None,
            via: None,
        }
    }

    /// `13:30+0`: how long and how many days later, or why not.
    fn told(on: Date, leg: &Leg) -> String {
        match Itinerary::default().passage(on, Half::Morning, leg) {
            Ok(passage) => {
                let minutes = passage.duration().as_mins();
                format!("{}:{:02}{:+}", minutes / 60, minutes % 60, passage.days_later())
            }
            Err(unclear) => format!("{unclear:?}"),
        }
    }

    #[test]
    fn a_flight_lasts_what_the_clocks_of_both_ends_say() {
        let flight =
            |from, to, departs, arrives| told(date(2026, 9, 12), &leg(from, to, departs, arrives, None));
        assert_eq!(flight("北京", "约翰内斯堡", (22, 30), (6, 30)), "14:00+1");
        assert_eq!(flight("北京", "德黑兰", (7, 0), (11, 30)), "9:00+0");
        assert_eq!(flight("阿拉木图", "比什凯克", (9, 0), (10, 50)), "0:50+0");
        assert_eq!(flight("示例城", "北京", (9, 0), (10, 50)), "Zone(\"示例城\")");
    }

    #[test]
    fn over_the_date_line_one_arrives_before_one_left() {
        let flight =
            |from, to, departs, arrives| told(date(2026, 9, 12), &leg(from, to, departs, arrives, None));
        assert_eq!(flight("奥克兰", "夏威夷", (0, 30), (11, 0)), "8:30-1");
        assert_eq!(flight("奥克兰", "洛杉矶", (20, 0), (13, 0)), "12:00+0");
        assert_eq!(flight("洛杉矶", "奥克兰", (22, 0), (6, 0)), "13:00+2");
    }

    #[test]
    fn a_night_on_which_the_clocks_are_moved_is_longer_or_shorter() {
        let night = |on| told(on, &leg("马德里", "巴黎", (23, 0), (7, 0), None));
        assert_eq!(night(date(2026, 9, 12)), "8:00+1");
        assert_eq!(night(date(2026, 10, 24)), "9:00+1");
        assert_eq!(night(date(2026, 3, 28)), "7:00+1");
    }

    #[test]
    fn a_day_of_arrival_that_is_written_is_believed_or_refused() {
        let on = date(2026, 9, 12);
        let written = |days| told(on, &leg("北京", "约翰内斯堡", (22, 30), (6, 30), Some(days)));
        assert_eq!(written(1), "14:00+1");
        assert_eq!(written(0), "Impossible");
        assert_eq!(written(2), "Impossible");
    }

    proptest! {
        #[test]
        fn whatever_really_happens_is_read_back_from_the_clocks(
            day in 0_i32..730, minute in 0_i32..1440, lasts in 30_i64..23 * 60,
            ends in proptest::sample::subsequence(
                vec!["北京", "圣保罗", "马德里", "奥克兰", "夏威夷", "圣地亚哥", "卡萨布兰卡", "加德满都"], 2),
        ) {
            let (from, to) = (Zone::of_city(ends[0]).unwrap(), Zone::of_city(ends[1]).unwrap());
            let clock = Time::constant(0, 0, 0, 0).wrapping_add(minute.minutes());
            let departs = from.moment(date(2026, 1, 1).saturating_add(day.days()), clock).unwrap();
            let arrives = departs.checked_add(SignedDuration::from_mins(lasts)).unwrap();
            let (left, reached) = (from.clock(departs), to.clock(arrives));
            let days = reached.date().since(left.date()).unwrap().get_days();
            let mut leg = leg(ends[0], ends[1], (left.hour(), left.minute()), (reached.hour(), reached.minute()), None);
            leg.days_later = i8::try_from(days).ok();
            // Only an hour that comes twice may be read as its twin.
            prop_assume!(to.moment(reached.date(), reached.time()) == Some(arrives));
            let passage = Itinerary::default().passage(left.date(), Half::Morning, &leg).unwrap();
            prop_assert_eq!(passage.duration(), SignedDuration::from_mins(lasts));
            prop_assert_eq!(passage.days_later(), days);
        }
    }
}
