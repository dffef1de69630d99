//! A04 · 分组活动的人员
//!
//! **查什么** 写了参加人员的半天：是不是团里的人，有没有人同时在两处，有没有人没安排。
//! **不查谁** 没有写参加人员的半天，就是全体参加。
//! **依据** 每人都因任务而去（R20），日程要写明每个半天谁做什么。
//! **怎么改** 改姓名，或写明其他人做什么。
//!
//! **Checks** half days whose participants are named: that they are members of
//! the party, that nobody is in two places at once, and that nobody is left out.
//! **Spares** half days that name nobody: there everybody takes part.
//! **Basis** every member travels for a task (R20), and the programme says for
//! each half day who does what.
//! **Remedy** mend the names, or say what the others do.

use kernel::{Said, Severity, Words};

use super::{Case, Report, Rule, place};
use crate::model::HalfDay;

const BASIS: &str = "因公临时出国管理规定（逐人有任务、逐半天有安排）";

/// Everybody who is named is a member.
pub(super) const KNOWN: Rule = Rule {
    code: "A04",
    name: Words { zh: "参加人员", en: "participants" },
    severity: Severity::Block,
    says: Words {
        zh: "参加人员写了{name}，人员名单里没有",
        en: "{name} is said to take part and is no member",
    },
    remedy: Words { zh: "改正姓名，与人员名单一致", en: "mend the name as the roster has it" },
    basis: BASIS,
    check: known,
};

/// Nobody is in two places at once.
pub(super) const ONCE: Rule = Rule {
    code: "A04",
    name: Words { zh: "同时参加两项", en: "in two places at once" },
    severity: Severity::Block,
    says: Words {
        zh: "{name}在这半天被安排了不止一项活动",
        en: "{name} takes part in more than one thing in this half day",
    },
    remedy: Words { zh: "只留一项", en: "keep one" },
    basis: BASIS,
    check: once,
};

/// Nobody is left out.
pub(super) const ALL_OF_THEM: Rule = Rule {
    code: "A04",
    name: Words { zh: "无人遗漏", en: "nobody left out" },
    severity: Severity::Warn,
    says: Words {
        zh: "这半天只写了部分人员，没有写{name}做什么",
        en: "this half day names some members only and does not say what {name} do",
    },
    remedy: Words {
        zh: "为其余人员另起一行，或把“参加人员”改为全团（留空）",
        en: "add a row for the others, or leave the participants empty for everybody",
    },
    basis: BASIS,
    check: all_of_them,
};

fn known(case: &Case<'_>, report: &mut Report<'_>) {
    let members = names(case);
    for (date, half, all) in case.delegation.itinerary.halves() {
        let strangers = named(all).filter(|name| !members.iter().any(|member| member == name));
        for name in strangers {
            report.find(place::half(date, half), &[("name", Said::plain(name))]);
        }
    }
}

fn once(case: &Case<'_>, report: &mut Report<'_>) {
    for (date, half, all) in case.delegation.itinerary.halves() {
        let mut seen: Vec<&str> = Vec::new();
        let mut twice: Vec<&str> = Vec::new();
        for name in named(all) {
            let known = if seen.contains(&name) { &mut twice } else { &mut seen };
            if !known.contains(&name) {
                known.push(name);
            }
        }
        for name in twice {
            report.find(place::half(date, half), &[("name", Said::plain(name))]);
        }
    }
}

fn all_of_them(case: &Case<'_>, report: &mut Report<'_>) {
    let members = names(case);
    for (date, half, all) in case.delegation.itinerary.halves() {
        if all.strands().any(|strand| strand.participants.is_empty()) {
            continue;
        }
        let left: Vec<&str> =
            members.iter().map(String::as_str).filter(|name| !named(all).any(|it| it == *name)).collect();
        if !left.is_empty() {
            let name = Said::new(left.join("、"), left.join(", "));
            report.find(place::half(date, half), &[("name", name)]);
        }
    }
}

fn names(case: &Case<'_>) -> Vec<String> {
    case.delegation.members.iter().map(|member| case.delegation.called(member)).collect()
}

fn named(all: &HalfDay) -> impl Iterator<Item = &str> {
    all.strands().flat_map(|strand| strand.participants.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::scene::Scene;
    use super::*;

    const ALL: [Rule; 3] = [KNOWN, ONCE, ALL_OF_THEM];

    /// The party of 甲, 乙 and 丙 with the third morning shared out.
    fn shared(first: &[&str], groups: &[&[&str]]) -> Scene {
        let names = |names: &[&str]| names.iter().map(|name| format!("示例{name}")).collect::<Vec<_>>();
        Scene::of("").change(|trip| {
            let morning = &mut trip.itinerary.days[2].morning;
            let group = |group: &&[&str]| HalfDay { participants: names(group), ..morning.clone() };
            let beside = groups.iter().map(group).collect();
            morning.participants = names(first);
            morning.beside = beside;
        })
    }

    #[test]
    fn groups_share_out_the_party() {
        shared(&[], &[]).finds(&ALL, "");
        shared(&[], &[&["乙"]]).finds(&ALL, "");
        shared(&["甲"], &[&["乙", "丙"]]).finds(&ALL, "");
        shared(&["甲"], &[&["乙"]]).finds(&ALL, "A04 warn name=示例丙");
        shared(&["甲", "乙"], &[&["乙", "丙"]]).finds(&ALL, "A04 block name=示例乙");
        shared(&[], &[&["丁"]]).finds(&ALL, "A04 block name=示例丁");
    }

    proptest! {
        #[test]
        fn every_member_takes_part_exactly_once_where_nothing_is_found(choice in proptest::collection::vec(0..3_usize, 3)) {
            let party = ["甲", "乙", "丙"];
            let of = |wanted: usize| -> Vec<&str> {
                let chosen = party.iter().zip(&choice).filter(|(_, group)| **group == wanted);
                chosen.map(|(name, _)| *name).collect()
            };
            let (one, two) = (of(1), of(2));
            let groups: Vec<&[&str]> = [&one, &two].into_iter().filter(|it| !it.is_empty()).map(Vec::as_slice).collect();
            let scene = shared(&[], &groups);
            scene.finds(&ALL, "");
            let members: Vec<String> = scene.trip.members.iter().map(|it| it.name.zh.clone()).collect();
            let morning = &scene.trip.itinerary.days[2].morning;
            let mut all: Vec<String> =
                morning.strands().flat_map(|strand| morning.taking_part(strand, &members)).collect();
            all.sort_unstable();
            let mut expected = members.clone();
            expected.sort_unstable();
            prop_assert_eq!(all, expected);
        }
    }
}
