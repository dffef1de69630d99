//! How far a stop's clocks are behind Beijing's on the first day it may be held.

use jiff::civil::{Date, Time};
use kernel::{City, Country, Zone};

/// Minutes behind Beijing time (时差): the least and the most over a stop's
/// places; below zero is ahead of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// The least.
    pub low: i64,
    /// The most.
    pub high: i64,
}

impl Behind {
    /// Of the places of a stop; `None` where one of them is unknown, or a country
    /// keeps several times and no city is decided.
    pub(super) fn of(countries: &[Country], cities: &[String], on: Date) -> Option<Self> {
        let zones: Option<Vec<Zone>> = countries.iter().map(|country| zone(*country, cities)).collect();
        let minutes: Option<Vec<i64>> = zones?.iter().map(|zone| minutes(zone, on)).collect();
        let minutes = minutes?;
        Some(Self { low: *minutes.iter().min()?, high: *minutes.iter().max()? })
    }
}

fn zone(country: Country, cities: &[String]) -> Option<Zone> {
    let there = cities.iter().find(|city| City::find(city).is_some_and(|known| known.country == country));
    there.map_or_else(|| Zone::of_country(country), |city| Zone::of(city, country))
}

fn minutes(zone: &Zone, on: Date) -> Option<i64> {
    let home = Zone::beijing();
    let noon = home.moment(on, Time::midnight())?;
    let seconds = home.offset(noon).seconds() - zone.offset(noon).seconds();
    Some(i64::from(seconds) / 60)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(countries: &[&str], cities: &[&str], expected: Option<(i64, i64)>) {
        let countries: Vec<Country> = countries.iter().filter_map(|name| Country::find(name)).collect();
        let cities: Vec<String> = cities.iter().map(|city| (*city).to_owned()).collect();
        let behind = Behind::of(&countries, &cities, date(2026, 6, 1));
        assert_eq!(behind.map(|behind| (behind.low, behind.high)), expected);
    }

    #[test]
    fn a_stop_is_as_far_behind_as_its_clocks() {
        check(&["摩洛哥"], &["卡萨布兰卡"], Some((420, 420)));
        check(&["伊朗", "阿联酋"], &[], Some((240, 270)));
        check(&["哈萨克斯坦", "吉尔吉斯斯坦"], &[], Some((120, 180)));
    }

    #[test]
    fn a_country_of_several_times_without_a_city_is_not_guessed() {
        check(&["巴西"], &[], None);
        check(&["巴西"], &["圣保罗"], Some((660, 660)));
        check(&[], &[], None);
    }
}
