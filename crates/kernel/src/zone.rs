//! What the clocks of a place show (时区): the zone of every city of our list,
//! and of every country that keeps one time. Data: `data/cities.csv`,
//! `data/zones.csv`; the rules of each zone are those of the IANA database built
//! into the program, so two machines never disagree. A place that is on neither
//! list has no zone here; nothing is guessed.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan as _};

use crate::country::records;
use crate::{City, Country};

/// A time zone, by its IANA name (时区): `America/Sao_Paulo`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// No zone is called so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有时区“{0}”；请写 IANA 时区名，如 America/Sao_Paulo")]
pub struct UnknownZone(pub String);

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        static BOOK: OnceLock<TimeZoneDatabase> = OnceLock::new();
        let known = BOOK.get_or_init(TimeZoneDatabase::bundled).get(name);
        known
            .ok()
            .filter(|zone| zone.iana_name().is_some())
            .map(Self)
            .ok_or_else(|| UnknownZone(name.to_owned()))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl Zone {
    /// The zone of a place: of a city of our list that lies in the country, else
    /// of the country, if it keeps one time. `None` is “unknown”, never “some”.
    pub fn of(city: &str, country: Country) -> Option<Self> {
        let listed = City::find(city).filter(|known| known.country == country);
        listed.map(|known| known.zone.clone()).or_else(|| Self::of_country(country))
    }

    /// The zone of a city of our list.
    pub fn of_city(city: &str) -> Option<Self> {
        City::find(city).map(|known| known.zone.clone())
    }

    /// The zone of a country that keeps one time.
    pub fn of_country(country: Country) -> Option<Self> {
        countries().get(&country).cloned()
    }

    /// Beijing time (北京时间).
    pub fn beijing() -> Self {
        Self::of_country(Country::CHINA).unwrap_or(Self(TimeZone::fixed(jiff::tz::offset(8))))
    }

    /// Its IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("Asia/Shanghai")
    }

    /// The moment at which the clocks show a time. An hour that is skipped is
    /// read as if the clocks had not been moved yet; of an hour that comes twice
    /// the first is taken.
    pub fn moment(&self, date: Date, time: Time) -> Option<Timestamp> {
        let zoned = date.to_datetime(time).to_zoned_datetime(self.0.clone()).ok()?;
        Some(zoned.timestamp())
    }

    /// What the clocks show at a moment.
    pub fn clock(&self, at: Timestamp) -> DateTime {
        self.0.to_datetime(at)
    }

    /// How far the clocks are ahead of Greenwich at a moment.
    pub fn offset(&self, at: Timestamp) -> Offset {
        self.0.to_offset(at)
    }

    /// The offset and the name the zone goes by at a moment: `-03`, `CEST`.
    pub fn label(&self, at: Timestamp) -> String {
        self.0.to_offset_info(at).abbreviation().to_owned()
    }

    /// Whether the clocks are on summer time at a moment.
    pub fn is_summer(&self, at: Timestamp) -> bool {
        self.0.to_offset_info(at).dst().is_dst()
    }

    /// Changes of the clocks in a span: when, from which offset, to which, in order.
    pub fn changes(&self, from: Timestamp, to: Timestamp) -> Vec<(Timestamp, Offset, Offset)> {
        let just_before = |at: Timestamp| at.checked_sub(1.second()).unwrap_or(at);
        let changes = self.0.following(from).map(|change| change.timestamp()).take_while(|at| *at <= to);
        changes
            .map(|at| (at, self.offset(just_before(at)), self.offset(at)))
            .filter(|(_, before, after)| before != after)
            .collect()
    }

    /// Minutes by which this zone's clocks are ahead of Beijing's at a moment.
    pub fn ahead_of_beijing(&self, at: Timestamp) -> i32 {
        (self.offset(at).seconds() - Self::beijing().offset(at).seconds()) / 60
    }
}

fn countries() -> &'static BTreeMap<Country, Zone> {
    static TABLE: OnceLock<BTreeMap<Country, Zone>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let row = |[iso2, zone]: [&str; 2]| Some((iso2.parse().ok()?, zone.parse().ok()?));
        records(include_str!("../data/zones.csv")).filter_map(row).collect()
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn of(city: &str, country: &str) -> Option<String> {
        Zone::of(city, country.parse().unwrap()).map(|zone| zone.name().to_owned())
    }

    fn ahead(city: &str, on: Date) -> i32 {
        let zone = Zone::of_city(city).unwrap();
        zone.ahead_of_beijing(zone.moment(on, time(12, 0, 0, 0)).unwrap())
    }

    #[test]
    fn a_city_knows_its_own_time_in_a_country_of_many() {
        assert_eq!(of("圣保罗", "BR"), Some("America/Sao_Paulo".to_owned()));
        assert_eq!(of("玛瑙斯", "BR"), Some("America/Manaus".to_owned()));
        assert_eq!(of("叶卡捷琳堡", "RU"), Some("Asia/Yekaterinburg".to_owned()));
        assert_eq!(of("雅加达", "ID"), Some("Asia/Jakarta".to_owned()));
    }

    #[test]
    fn an_unknown_city_takes_its_country_s_time_only_where_there_is_one() {
        assert_eq!(of("示例城", "MA"), Some("Africa/Casablanca".to_owned()));
        assert_eq!(of("示例城", "CN"), Some("Asia/Shanghai".to_owned()));
        assert_eq!(of("示例城", "KZ"), Some("Asia/Almaty".to_owned()));
        assert_eq!(of("示例城", "BR"), None);
        assert_eq!(of("示例城", "RU"), None);
        // A city of the list that lies elsewhere is another city of that name.
        assert_eq!(of("圣地亚哥", "ES"), None);
    }

    #[test]
    fn the_hours_from_beijing_change_with_the_season() {
        assert_eq!(ahead("圣保罗", date(2026, 9, 13)), -11 * 60);
        assert_eq!(ahead("马德里", date(2026, 9, 13)), -6 * 60);
        assert_eq!(ahead("马德里", date(2026, 12, 13)), -7 * 60);
        assert_eq!(ahead("德黑兰", date(2026, 10, 20)), -(4 * 60 + 30));
        // Morocco goes back an hour for Ramadan; Almaty and Bishkek part in 2024.
        assert_eq!(ahead("卡萨布兰卡", date(2026, 3, 1)), -8 * 60);
        assert_eq!(ahead("卡萨布兰卡", date(2026, 5, 12)), -7 * 60);
        assert_eq!(ahead("阿拉木图", date(2026, 6, 8)), -3 * 60);
        assert_eq!(ahead("比什凯克", date(2026, 6, 8)), -2 * 60);
    }

    #[test]
    fn every_row_of_the_list_is_read() {
        assert_eq!(countries().len(), include_str!("../data/zones.csv").lines().count() - 1);
        assert_eq!("Mars/Base".parse::<Zone>(), Err(UnknownZone("Mars/Base".to_owned())));
        for city in City::all() {
            assert_eq!(city.zone.name().parse(), Ok(city.zone.clone()), "{}", city.zh);
        }
    }

    #[test]
    fn a_city_and_its_country_never_disagree() {
        let day = date(2026, 9, 1);
        for city in City::all() {
            if let Some(zone) = Zone::of_country(city.country) {
                let noon = |zone: &Zone| zone.moment(day, time(12, 0, 0, 0));
                assert_eq!(noon(&zone), noon(&city.zone), "{}", city.zh);
            }
        }
    }

    #[test]
    fn clocks_that_are_moved_are_told() {
        let zone = Zone::of_city("马德里").unwrap();
        let at = |month| zone.moment(date(2026, month, 1), time(0, 0, 0, 0)).unwrap();
        let changes: Vec<String> = zone
            .changes(at(9), at(12))
            .into_iter()
            .map(|(when, before, after)| format!("{when} {before} {after}"))
            .collect();
        assert_eq!(changes, ["2026-10-25T01:00:00Z +02 +01"]);
        let fixed = Zone::of_city("圣保罗").unwrap();
        assert_eq!(fixed.changes(at(1), at(12)), []);
    }
}
