//! R37 · 临时党组织
//!
//! **查什么** 团组里党员达到规定人数的，提示成立临时党支部。
//! **不查谁** 没有填写政治面貌的人不计入。
//! **依据** 省级规定（较早）；数值见 `party.branch_from`。
//! **怎么改** 行前成立临时党支部，由党员团长任书记。
//!
//! **Checks** whether so many Party members travel that a temporary branch is due.
//! **Spares** members whose affiliation is not known: they are not counted.
//! **Basis** an older provincial rule; the figure is `party.branch_from`.
//! **Remedy** found the branch before leaving.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::Politics;

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R37",
    name: Words { zh: "临时党组织", en: "a temporary Party branch" },
    severity: Severity::Warn,
    says: Words {
        zh: "团组有{count}名党员（含预备党员），达到{least}名，宜成立临时党支部",
        en: "{count} Party members travel; from {least} on a temporary branch is due",
    },
    remedy: Words {
        zh: "行前成立临时党支部，报校党委备案",
        en: "found a temporary branch before leaving and tell the school's committee",
    },
    basis: "省级外事纪律规定",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let least = &case.book.branch_from;
    let members = case.staff().filter(|(_, member)| member.politics.is_some_and(Politics::is_party)).count();
    let count = i64::try_from(members).unwrap_or(i64::MAX);
    if least.value > 0 && count >= least.value {
        let figures = [("count", Said::plain(count)), ("least", Said::plain(least.value))];
        report.find(place::whole("members"), &figures).because(&least.basis);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    fn with(politics: [Politics; 3]) -> Scene {
        Scene::of("").change(move |trip| {
            for (member, politics) in trip.members.iter_mut().zip(politics) {
                member.politics = Some(politics);
            }
        })
    }

    #[test]
    fn three_party_members_are_a_branch_and_two_are_not() {
        with([Politics::Party, Politics::Party, Politics::Probationary])
            .finds(&[RULE], "R37 warn count=3 least=3");
        with([Politics::Party, Politics::Party, Politics::League]).finds(&[RULE], "");
        Scene::of("").finds(&[RULE], "");
    }
}
