//! R14 · 同一领导班子成员不得同团
//!
//! **查什么** 同一领导班子的成员不同团；同一时间在外的班子成员不超过上限。
//! **不查谁** 没有例外；不在领导班子的人不看，已取消的团组不算。
//! **依据** 教外厅〔2015〕1号、中办发〔2013〕16号；数值见 `leader.together`。
//! **怎么改** 只留一人，其他人错开日期。
//!
//! **Checks** that no two members of one leadership team are in the party, and
//! that no more of the team are abroad at the same time than the cap allows.
//! **Spares** nobody; who sits in no leadership team is not looked at, and a
//! cancelled party does not count.
//! **Basis** 教外厅〔2015〕1号, 中办发〔2013〕16号; the figure is `leader.together`.
//! **Remedy** keep one of them, and stagger the others' dates.

use std::collections::BTreeMap;

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::Member;

/// Within the party.
pub(super) const PARTY: Rule = Rule {
    code: "R14",
    name: Words { zh: "领导班子成员同团", en: "leaders in one party" },
    severity: Severity::Block,
    says: Words {
        zh: "{names}同属{team}，不得同团出访",
        en: "{names} sit in one leadership team ({team}) and may not travel in one party",
    },
    remedy: Words { zh: "只保留其中1人", en: "keep one of them" },
    basis: "教外厅〔2015〕1号；中办发〔2013〕16号",
    check: party,
};

/// Across the school's parties.
pub(super) const ABROAD: Rule = Rule {
    code: "R14",
    name: Words { zh: "领导班子成员同时在外", en: "leaders abroad at the same time" },
    severity: Severity::Block,
    says: Words {
        zh: "{team}同时在外{count}人（{names}），超过{cap}人",
        en: "{count} of {team} are abroad at the same time ({names}), over {cap}",
    },
    remedy: Words {
        zh: "错开出访日期，或调整人员", en: "stagger the dates, or change the party"
    },
    basis: "中办发〔2013〕16号",
    check: abroad,
};

type Teams<'a> = BTreeMap<&'a str, Vec<&'a Member>>;

fn gather<'a>(teams: &mut Teams<'a>, members: impl Iterator<Item = &'a Member>) {
    for member in members {
        if let Some(team) = member.leadership.as_deref().filter(|team| !team.trim().is_empty()) {
            teams.entry(team).or_default().push(member);
        }
    }
}

fn party(case: &Case<'_>, report: &mut Report<'_>) {
    let mut teams = Teams::new();
    gather(&mut teams, case.delegation.staff());
    for (team, members) in teams.iter().filter(|(_, members)| members.len() > 1) {
        let figures = [("names", place::names(members)), ("team", Said::plain(team))];
        report.find(place::whole("members"), &figures);
    }
}

fn abroad(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(stay) = case.delegation.stay() else { return };
    let cap = &case.book.leader.together;
    let mut own = Teams::new();
    gather(&mut own, case.delegation.staff());
    let mut teams = own.clone();
    for other in case.others().filter(|other| other.stay().is_some_and(|their| their.meets(stay))) {
        gather(&mut teams, other.staff());
    }
    for (team, members) in teams.iter().filter(|(team, _)| own.contains_key(*team)) {
        if i64::try_from(members.len()).is_ok_and(|count| count > cap.value) {
            let figures = [
                ("team", Said::plain(team)),
                ("count", Said::plain(members.len())),
                ("cap", Said::plain(cap.value)),
                ("names", place::names(members)),
            ];
            report.find(place::whole("members"), &figures).because(&cap.basis);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    fn scene(words: &str, leaders: usize) -> Scene {
        Scene::of(words).change(move |trip| {
            for member in trip.members.iter_mut().take(leaders) {
                member.leadership = Some("院领导班子".to_owned());
            }
        })
    }

    #[test]
    fn one_leader_travels_and_the_second_stays() {
        scene("", 1).finds(&[PARTY, ABROAD], "");
        scene("", 2).finds(&[PARTY, ABROAD], "R14 block names=示例甲、示例乙 team=院领导班子");
    }

    #[test]
    fn a_third_leader_abroad_at_the_same_time_is_too_many() {
        let third = |from: &str| scene("", 1).beside(scene("", 1)).beside(scene(&format!("from: {from}"), 1));
        let all = "R14 block cap=2 count=3 names=示例甲、示例甲、示例甲 team=院领导班子";
        third("2026-09-17").finds(&[ABROAD], all);
        third("2026-09-18").finds(&[ABROAD], "");
    }

    #[test]
    fn leaders_of_a_cancelled_party_are_at_home() {
        let third = scene("", 1).beside(scene("", 1)).beside(scene("", 1).lived(&approved("cancel 61")));
        third.finds(&[ABROAD], "");
    }
}
