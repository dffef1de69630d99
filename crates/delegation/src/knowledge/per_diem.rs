//! Lodging caps, meals and incidentals by country and city (费用标准), as
//! 财行〔2013〕516号 and 财行〔2017〕434号 list them. A blank city means the
//! whole country; `其他城市` takes what is not named.

use jiff::civil::Date;
use kernel::{City, Country, Currency, Money};

use crate::rulebook::Confidence;

/// What stands for every city the table does not name.
pub(super) const ELSEWHERE: &str = "其他城市";

/// The rates of some cities, per person (一行标准).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerDiem {
    /// Whose rates.
    pub country: Country,
    /// The cities named; none = the whole country.
    pub cities: Vec<String>,
    /// 住宿费: cap a night.
    pub lodging: Money,
    /// 伙食费: fixed a day.
    pub meals: Money,
    /// 公杂费: fixed a day.
    pub misc: Money,
    /// First day the rates hold; `None` = not known.
    pub from: Option<Date>,
    /// Last day they hold; `None` = still.
    pub to: Option<Date>,
    /// The instrument, 文号 first.
    pub basis: String,
    /// How sure the table is of them.
    pub confidence: Confidence,
    /// What a reader should know besides.
    pub note: String,
}

/// Why there is no rate (查不到标准).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPerDiem {
    /// The table does not name the country at all.
    #[error(
        "费用标准表没有{}；按规定参照经济水平相近的邻国，请定下参照国并在 per_diem.csv 增加{}一行（依据：财行〔2013〕516号）",
        .0.zh(), .0.zh()
    )]
    Unlisted(Country),
    /// It names the country, but not the city, and has no row for other cities.
    #[error("费用标准表的{}没有“{city}”，也没有“其他城市”；请核对城市名，或在 per_diem.csv 补一行", .country.zh())]
    NoCity {
        /// The country.
        country: Country,
        /// The city as asked for.
        city: String,
    },
    /// It names it for other days only.
    #[error("费用标准表的{}在 {on} 没有有效的标准；请在 per_diem.csv 补上这一天有效的一行", .country.zh())]
    NotInForce {
        /// The country.
        country: Country,
        /// The day asked for.
        on: Date,
    },
}

/// All rates (费用标准表).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PerDiemTable {
    rows: Vec<PerDiem>,
}

impl PerDiem {
    /// The currency of all three rates.
    pub const fn currency(&self) -> Currency {
        self.lodging.currency
    }

    fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn names(&self, city: &str) -> bool {
        self.cities.iter().any(|named| City::same(named, city))
    }

    fn is_elsewhere(&self) -> bool {
        self.cities.is_empty() || self.cities.iter().any(|city| city == ELSEWHERE)
    }
}

impl PerDiemTable {
    /// A table of rows.
    pub fn new(rows: Vec<PerDiem>) -> Self {
        Self { rows }
    }

    /// Every row, in the order of the file.
    pub fn rows(&self) -> &[PerDiem] {
        &self.rows
    }

    /// The rates of a city on a day: its own row, else the country's other
    /// cities. Of several that hold, the one that began last.
    pub fn find(&self, country: Country, city: &str, on: Date) -> Result<&PerDiem, NoPerDiem> {
        let held = self.of_country(country, on)?;
        let latest = |wanted: &dyn Fn(&PerDiem) -> bool| {
            held.iter().copied().filter(|row| wanted(row)).max_by_key(|row| row.from)
        };
        latest(&|row| row.names(city))
            .or_else(|| latest(&PerDiem::is_elsewhere))
            .ok_or_else(|| NoPerDiem::NoCity { country, city: city.to_owned() })
    }

    /// Every row of a country that holds on a day, at least one.
    pub fn of_country(&self, country: Country, on: Date) -> Result<Vec<&PerDiem>, NoPerDiem> {
        let mut all = self.rows.iter().filter(|row| row.country == country).peekable();
        if all.peek().is_none() {
            return Err(NoPerDiem::Unlisted(country));
        }
        let held: Vec<&PerDiem> = all.filter(|row| row.holds_on(on)).collect();
        if held.is_empty() { Err(NoPerDiem::NotInForce { country, on }) } else { Ok(held) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Knowledge;
    use super::*;

    #[track_caller]
    fn check(country: &str, city: &str, expected: &str) {
        let table = &Knowledge::of_tests().per_diem;
        let country = Country::find(country).unwrap();
        let said = match table.find(country, city, date(2026, 9, 1)) {
            Ok(row) => {
                let whole = |money: Money| money.running();
                format!("{} {}/{}/{}", row.currency(), whole(row.lodging), whole(row.meals), whole(row.misc))
            }
            Err(none) => none.to_string(),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn the_cities_of_the_annex_have_their_rates() {
        check("摩洛哥", "卡萨布兰卡", "USD 130/50/40");
        check("巴西", "圣保罗", "USD 240/50/45");
        check("巴西", "里约热内卢", "USD 260/50/45");
        check("巴西", "坎皮纳斯", "USD 150/50/45");
        check("南非", "约翰内斯堡", "USD 170/50/35");
        check("俄罗斯", "喀山", "USD 140/45/40");
        check("哈萨克斯坦", "阿拉木图", "USD 200/45/40");
        check("吉尔吉斯斯坦", "奥什", "USD 80/45/40");
        check("泰国", "清迈", "USD 90/50/35");
    }

    #[test]
    fn former_spellings_find_the_same_row() {
        check("南非", "茨瓦内", "USD 170/50/35");
        check("澳大利亚", "珀斯", "USD 180/60/50");
        check("哈萨克斯坦", "努尔苏丹", "USD 200/45/40");
        check("巴西", "São Paulo", "USD 240/50/45");
        check("日本", "新潟", "JPY 11000/10000/5000");
    }

    #[test]
    fn a_city_nobody_decided_takes_the_other_cities() {
        check("巴西", "", "USD 150/50/45");
        check("阿联酋", "", "USD 200/50/40");
    }

    #[test]
    fn an_unlisted_country_is_refused_with_the_neighbour_rule() {
        check(
            "安道尔",
            "安道尔城",
            "费用标准表没有安道尔；按规定参照经济水平相近的邻国，请定下参照国并在 per_diem.csv 增加安道尔一行（依据：财行〔2013〕516号）",
        );
    }

    #[test]
    fn of_two_versions_the_later_one_in_force_counts() {
        let mut old = Knowledge::of_tests().per_diem.rows().first().unwrap().clone();
        old.to = Some(date(2026, 12, 31));
        let new = PerDiem {
            from: Some(date(2026, 6, 1)),
            to: None,
            lodging: Money::whole(95, Currency::Usd),
            ..old.clone()
        };
        let country = old.country;
        let table = PerDiemTable::new(vec![old, new]);
        let lodging = |on| table.find(country, "", on).map(|row| row.lodging.running());
        assert_eq!(lodging(date(2026, 5, 31)), Ok("90".to_owned()));
        assert_eq!(lodging(date(2026, 6, 1)), Ok("95".to_owned()));
        let ended = PerDiemTable::new(table.rows().iter().take(1).cloned().collect());
        let late = date(2027, 1, 1);
        assert_eq!(ended.find(country, "", late), Err(NoPerDiem::NotInForce { country, on: late }));
    }
}
