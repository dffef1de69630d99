//! R11 · 出访国家（地区）数
//!
//! **查什么** 有公务或住宿的国家（地区）数，含经停，与上限比较。
//! **不查谁** 不出机场的转机。
//! **依据** 中办发〔2013〕16号；数值见 `countries.cap`。
//! **怎么改** 减少国家，或改为不出机场转机。
//!
//! **Checks** countries where something is done or a night is slept, stopovers
//! included, against the cap.
//! **Spares** airside transit: whoever does not leave the airport has not visited.
//! **Basis** 中办发〔2013〕16号; the figure is `countries.cap`.
//! **Remedy** drop a country, or change planes without leaving the airport.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R11",
    name: Words { zh: "出访国家数", en: "number of countries" },
    severity: Severity::Block,
    says: Words {
        zh: "日程涉及{countries}共{count}个国家（地区），超过{cap}个",
        en: "the itinerary takes in {countries}: {count}, over the cap of {cap}",
    },
    remedy: Words {
        zh: "减到{cap}个以内（含经停；不出机场的转机不计）",
        en: "visit {cap} at most, stopovers included; airside transit does not count",
    },
    basis: "中办发〔2013〕16号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let countries = case.visited();
    let cap = &case.book.countries_cap;
    if i64::try_from(countries.len()).is_ok_and(|count| count > cap.value) {
        let figures = [
            ("countries", place::countries(&countries)),
            ("count", Said::plain(countries.len())),
            ("cap", Said::plain(cap.value)),
        ];
        report.find(place::itinerary(), &figures).because(&cap.basis);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn three_countries_may_be_visited_and_a_fourth_may_not() {
        Scene::of("countries: ID MY TH; days: 8").finds(&[RULE], "");
        Scene::of("countries: ID MY TH SG; days: 10").finds_figures(
            &[RULE],
            &["count", "cap"],
            "R11 block cap=3 count=4",
        );
    }

    #[test]
    fn a_change_of_planes_is_no_visit_but_a_night_on_the_way_is() {
        let stopover = |sleeps: bool| {
            Scene::of("countries: ID MY TH; days: 8").change(move |trip| {
                let doha = ("多哈".to_owned(), "QA".parse().unwrap());
                if let Some(leg) = &mut trip.itinerary.days[0].morning.leg {
                    leg.via = Some(doha.clone());
                }
                if sleeps {
                    trip.itinerary.days[0].night =
                        crate::model::Night::Lodging { country: doha.1, city: doha.0 };
                }
            })
        };
        stopover(false).finds(&[RULE], "");
        stopover(true).finds_figures(&[RULE], &["count"], "R11 block count=4");
    }
}
