//! R12 · 行政团组在一个洲
//!
//! **查什么** 行政团组是否只在一个洲。
//! **不查谁** 学术交流合作团组。这是原则，只作提示。
//! **依据** 中办发〔2013〕16号。
//! **怎么改** 只去一个洲，或说明几国为何须一并访问。
//!
//! **Checks** that an administrative party keeps to one continent.
//! **Spares** academic exchange. A principle, so it only travels along.
//! **Basis** 中办发〔2013〕16号.
//! **Remedy** keep to one continent, or say why the countries belong together.

use std::collections::BTreeSet;

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R12",
    name: Words { zh: "跨洲出访", en: "more than one continent" },
    severity: Severity::Warn,
    says: Words { zh: "一次出访跨{continents}", en: "one trip takes in {continents}" },
    remedy: Words {
        zh: "一次出访原则上在一个洲；确需跨洲的，在申请中说明",
        en: "a trip keeps to one continent in principle; say in the application why it must not",
    },
    basis: "中办发〔2013〕16号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    if case.is_spared() {
        return;
    }
    let mut seen = BTreeSet::new();
    let countries = case.delegation.itinerary.countries();
    let continents: Vec<_> = countries
        .iter()
        .map(|country| country.continent())
        .filter(|continent| seen.insert(*continent))
        .collect();
    if continents.len() > 1 {
        let zh: Vec<_> = continents.iter().map(|continent| continent.words().zh).collect();
        let en: Vec<_> = continents.iter().map(|continent| continent.words().en).collect();
        report.find(place::itinerary(), &[("continents", Said::new(zh.join("、"), en.join(", ")))]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn one_trip_one_continent() {
        Scene::of("countries: ID MY TH; days: 8").finds(&[RULE], "");
        Scene::of("countries: ZA BR; days: 9").finds(&[RULE], "R12 warn continents=非洲、拉丁美洲");
        Scene::of("countries: ZA BR; days: 9; as: academic-exchange").finds(&[RULE], "");
    }

    #[test]
    fn a_change_of_planes_on_another_continent_is_no_visit() {
        let scene = Scene::of("").change(|trip| {
            if let Some(leg) = &mut trip.itinerary.days[0].morning.leg {
                leg.via = Some(("马德里".to_owned(), "ES".parse().unwrap()));
            }
        });
        scene.finds(&[RULE], "");
    }
}
