//! R16 · 领导出访频次
//!
//! **查什么** 本省有限制的，领导在规定年限内的因公出访次数，本次计入。
//! **不查谁** 学术交流合作团组；没有限制的省份（全国没有统一数值）。
//! **依据** 各省规定；数值见 `leader.bureau.*`、`leader.head.*`。
//! **怎么改** 换人带队，或等间隔期满。
//!
//! **Checks** official trips of leaders in the years a province looks back on,
//! this one included, where the province limits them.
//! **Spares** academic exchange; provinces without a limit (there is no national one).
//! **Basis** provincial; the figures are `leader.bureau.*` and `leader.head.*`.
//! **Remedy** let somebody else travel, or wait until the last trip is long enough ago.

use jiff::ToSpan as _;
use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{Kind, Member};
use crate::rulebook::Frequency;

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R16",
    name: Words { zh: "领导出访频次", en: "how often leaders travel" },
    severity: Severity::Warn,
    says: Words {
        zh: "{name}{years}年内连同本次出访{count}次，超过{cap}次",
        en: "{name} travels {count} times in {years} years, this trip included, over {cap}",
    },
    remedy: Words {
        zh: "调整人选，或推迟到间隔满{years}年；一届任期另有次数的，附说明",
        en: "send somebody else, or wait until {years} years have passed; say so where the province counts by term",
    },
    basis: "省级规定",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(stay) = case.delegation.stay().filter(|_| !case.is_spared()) else { return };
    let leader = &case.book.leader;
    for (index, member) in case.staff().filter(|(_, member)| member.kind == Kind::Leader) {
        let limit = [(&leader.bureau, &member.rank), (&leader.head, &member.post)]
            .into_iter()
            .find_map(|(limit, title)| limit.as_ref().filter(|limit| binds(limit, title)));
        let Some(limit) = limit else { continue };
        let count = 1 + recent(member, stay.exit(), limit.years.value);
        if count > limit.trips.value {
            let figures = [
                ("name", place::names(&[member])),
                ("years", Said::plain(limit.years.value)),
                ("count", Said::plain(count)),
                ("cap", Said::plain(limit.trips.value)),
            ];
            report.find(place::member(index, member, "past_trips"), &figures).because(&limit.trips.basis);
        }
    }
}

fn binds(limit: &Frequency, title: &str) -> bool {
    let deputy = title.contains('副');
    limit.whom.value.iter().any(|word| title.contains(word) && (!deputy || word.ends_with('级')))
}

/// Trips that began within the years before a departure.
fn recent(member: &Member, exit: jiff::civil::Date, years: i64) -> i64 {
    let since = exit.checked_sub(years.years()).unwrap_or(jiff::civil::Date::MIN);
    let trips = member.past_trips.iter().filter(|trip| since < trip.from && trip.from < exit).count();
    i64::try_from(trips).unwrap_or(i64::MAX - 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::super::scene::Scene;
    use super::*;
    use crate::model::PastTrip;

    fn leader(province: &str, post: &str, rank: &str, year: i16) -> Scene {
        let (post, rank) = (post.to_owned(), rank.to_owned());
        let trip = PastTrip {
            from: Date::new(year, 10, 1).unwrap(),
            countries: vec!["RU".parse().unwrap()],
            purpose: "示例".to_owned(),
        };
        Scene::of(&format!("province: {province}")).change(move |party| {
            let head = &mut party.members[0];
            head.kind = Kind::Leader;
            (head.post, head.rank) = (post, rank);
            head.past_trips = vec![trip];
        })
    }

    #[test]
    fn shandong_lets_a_bureau_leader_travel_once_in_two_years() {
        leader("山东", "副院长", "副厅级", 2024).finds(&[RULE], "R16 warn cap=1 count=2 name=示例甲 years=2");
        leader("山东", "副院长", "副厅级", 2023).finds(&[RULE], "");
        leader("浙江", "副院长", "副厅级", 2024).finds(&[RULE], "");
    }

    #[test]
    fn the_head_of_a_unit_travels_once_a_year_and_the_deputy_is_not_bound() {
        leader("山东", "院长", "正处级", 2025).finds(&[RULE], "R16 warn cap=1 count=2 name=示例甲 years=1");
        leader("山东", "院长", "正处级", 2024).finds(&[RULE], "");
        leader("山东", "副院长", "正处级", 2025).finds(&[RULE], "");
    }
}
