//! R13 · 经停国家须申报
//!
//! **查什么** 路上经过的国家，既不是访问国，又没有登记为航班经停的：申请里会漏报，实际线路
//! 须与批准的一致。
//! **不查谁** 已登记的机场内转机和国内。
//! **依据** 中办发〔2013〕16号、厅字〔2016〕17号。
//! **怎么改** 在航班里填经停城市，或改线路。
//!
//! **Checks** half days spent on the way in a country that is neither visited
//! nor declared as the transit of a flight: the application would leave it out,
//! and the route travelled must be the route approved.
//! **Spares** declared airside transit and home.
//! **Basis** 中办发〔2013〕16号, 厅字〔2016〕17号.
//! **Remedy** enter the transit city of the flight, or change the route.

use std::collections::BTreeSet;

use kernel::{Country, Report, Severity, Words};

use super::{Case, Rule, place};
use crate::model::Work;

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R13",
    name: Words { zh: "经停国家申报", en: "transit declared" },
    severity: Severity::Block,
    says: Words {
        zh: "途中经过{country}，但没有作为经停申报",
        en: "the way leads through {country}, which is not declared as a transit",
    },
    remedy: Words {
        zh: "在该航段填写经停城市和国家；实际路线须与批件一致",
        en: "enter the transit city and country of that flight; the route travelled must be the one approved",
    },
    basis: "中办发〔2013〕16号；厅字〔2016〕17号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let itinerary = &case.delegation.itinerary;
    let mut declared: BTreeSet<Country> = itinerary.countries().into_iter().collect();
    declared.extend(itinerary.transits().into_iter().map(|(_, country)| country));
    declared.insert(Country::CHINA);
    for (date, half, spent) in itinerary.strands() {
        if spent.work == Work::Travel && declared.insert(spent.country) {
            report.find(place::half(date, half), &[("country", place::countries(&[spent.country]))]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn a_country_on_the_way_must_be_declared() {
        let through_spain = |declared: bool| {
            Scene::of("").change(move |trip| {
                let spain: Country = "ES".parse().unwrap();
                trip.itinerary.days[0].afternoon.country = spain;
                trip.itinerary.days[5].morning.country = spain;
                if let Some(leg) = &mut trip.itinerary.days[0].morning.leg {
                    leg.via = declared.then(|| ("马德里".to_owned(), spain));
                }
            })
        };
        through_spain(true).finds(&[RULE], "");
        through_spain(false).finds(&[RULE], "R13 block country=西班牙");
    }

    #[test]
    fn half_a_day_at_home_is_no_transit() {
        let scene = Scene::of("").change(|trip| {
            trip.itinerary.days[0].afternoon.country = Country::CHINA;
        });
        scene.finds(&[RULE], "");
    }
}
