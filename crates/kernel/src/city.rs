//! Cities that parties go to, with the spellings people use: the annex and the
//! per-diem table each have their own, and where their clocks and airports are.
//! Data: `data/cities.csv`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::country::{folded, records};
use crate::{Country, Zone};

/// A city of the list (城市).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct City {
    /// The Chinese name in use today: `比勒陀尼亚`, `珀斯`.
    pub zh: &'static str,
    /// The English name.
    pub en: &'static str,
    /// Where it lies.
    pub country: Country,
    /// What its clocks show.
    pub zone: Zone,
    /// Its passenger airports by IATA code; empty where none is known for sure.
    pub airports: Vec<&'static str>,
}

struct Table {
    all: Vec<City>,
    names: BTreeMap<String, usize>,
}

impl City {
    /// The city somebody wrote, by its name, its English name or a former
    /// spelling (`茨瓦内`, `帕斯`, `Ekaterinburg`); `None` if the list lacks it.
    pub fn find(name: &str) -> Option<&'static Self> {
        let folded = folded(name);
        let bare = folded.strip_suffix('市').filter(|rest| rest.chars().count() > 1);
        let index = table().names.get(&folded).or_else(|| table().names.get(bare?))?;
        table().all.get(*index)
    }

    /// Whether two names mean one city, whatever the spelling.
    pub fn same(one: &str, other: &str) -> bool {
        match (Self::find(one), Self::find(other)) {
            (Some(one), Some(other)) => one == other,
            (None, None) => bare(one) == bare(other),
            _ => false,
        }
    }

    /// Its airport, if it has but one: a ticket to a city with several must say.
    pub fn airport(&self) -> Option<&'static str> {
        match self.airports.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Every city of the list.
    pub fn all() -> &'static [Self] {
        &table().all
    }
}

fn bare(city: &str) -> &str {
    let city = city.trim();
    city.strip_suffix('市').filter(|rest| rest.chars().count() > 1).unwrap_or(city)
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { all: Vec::new(), names: BTreeMap::new() };
        for [iso2, zh, en, aliases, zone, airports] in records(include_str!("../data/cities.csv")) {
            let (Ok(country), Ok(zone)) = (iso2.parse(), zone.parse()) else { continue };
            let airports = airports.split('/').filter(|code| !code.is_empty()).collect();
            for name in [zh, en].into_iter().chain(aliases.split('/')) {
                table.names.entry(folded(name)).or_insert(table.all.len());
            }
            table.all.push(City { zh, en, country, zone, airports });
        }
        table.names.remove("");
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(name: &str) -> Option<(&'static str, &'static str)> {
        City::find(name).map(|city| (city.zh, city.country.zh()))
    }

    #[test]
    fn a_city_is_found_by_any_of_its_spellings() {
        assert_eq!(find("卡萨布兰卡"), Some(("卡萨布兰卡", "摩洛哥")));
        assert_eq!(find("聖保羅"), Some(("圣保罗", "巴西")));
        assert_eq!(find("圣保罗市"), Some(("圣保罗", "巴西")));
        assert_eq!(find("Sao Paulo"), Some(("圣保罗", "巴西")));
        assert_eq!(find("茨瓦内"), Some(("比勒陀尼亚", "南非")));
        assert_eq!(find("帕斯"), Some(("珀斯", "澳大利亚")));
        assert_eq!(find("新泻"), Some(("新潟", "日本")));
        assert_eq!(find("努尔苏丹"), Some(("阿斯塔纳", "哈萨克斯坦")));
        assert_eq!(find("胡志明市"), Some(("胡志明市", "越南")));
    }

    #[test]
    fn a_city_of_nowhere_is_not_guessed() {
        for name in ["", "待定", "市", "示例市", "巴西"] {
            assert_eq!(find(name), None, "{name}");
        }
    }

    #[test]
    fn a_city_with_several_airports_does_not_name_one() {
        let airport = |name| City::find(name).and_then(City::airport);
        assert_eq!(airport("马德里"), Some("MAD"));
        assert_eq!(airport("北京"), None);
        assert_eq!(airport("努山塔拉"), None);
    }

    #[test]
    fn airports_have_codes_and_belong_to_one_city() {
        let mut all: Vec<&str> = City::all().iter().flat_map(|city| &city.airports).copied().collect();
        assert!(all.iter().all(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn every_row_is_read_and_every_name_leads_back() {
        assert_eq!(City::all().len(), include_str!("../data/cities.csv").lines().count() - 1);
        for city in City::all() {
            assert_eq!(find(city.zh), Some((city.zh, city.country.zh())));
            assert_eq!(find(city.en), Some((city.zh, city.country.zh())), "{}", city.en);
        }
    }
}
