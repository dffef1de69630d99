//! R38 · 团长负责制
//!
//! **查什么** 团组有一名团长，团长在批准的人员里。
//! **不查谁** 没有例外。
//! **依据** 因公临时出国管理规定：实行团长负责制，抵达后向使领馆报到，接受其领导。
//! **怎么改** 指定团长；团长有变动的申请变更（change）。
//!
//! **Checks** that one head answers for the party and is among the approved.
//! **Spares** nobody.
//! **Basis** rules on official trips: the head answers, reports to the embassy on
//! arrival and accepts its lead.
//! **Remedy** name a head; ask for a change if the head changes.

use kernel::{Report, Severity, Words};

use super::{Case, Rule, place};
use crate::model::Duty;

/// There is a head.
pub(super) const NAMED: Rule = Rule {
    code: "R38",
    name: Words { zh: "团长负责制", en: "one head answers" },
    severity: Severity::Warn,
    says: Words { zh: "团组没有团长", en: "the party has no head" },
    remedy: Words {
        zh: "指定一名团长，对行程、纪律、经费负责，抵达后向驻外使领馆报到",
        en: "name a head, who answers for the trip and reports to the embassy on arrival",
    },
    basis: "因公临时出国管理规定",
    check: named,
};

/// The head was approved.
pub(super) const APPROVED: Rule = Rule {
    code: "R38",
    name: Words { zh: "团长在批准人员中", en: "the head is among the approved" },
    severity: Severity::Warn,
    says: Words {
        zh: "团长{name}不在批件的人员里", en: "the head {name} is not among the persons approved"
    },
    remedy: Words {
        zh: "申请变更（change），或另指定团长", en: "ask for a change, or name another head"
    },
    basis: "因公临时出国管理规定",
    check: approved,
};

fn named(case: &Case<'_>, report: &mut Report<'_>) {
    if case.delegation.head().is_none() {
        report.find(place::whole("members"), &[]);
    }
}

fn approved(case: &Case<'_>, report: &mut Report<'_>) {
    let heads = case.staff().filter(|(_, member)| member.duty == Duty::Head);
    let Some(terms) = case.delegation.life.approved() else { return };
    for (index, head) in heads.filter(|(_, head)| !terms.people.contains(&case.delegation.called(head))) {
        report.find(place::member(index, head, "duty"), &[("name", place::called(case.delegation, &[head]))]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[test]
    fn a_party_has_one_head_and_the_authority_knows_them() {
        Scene::of("").change(|trip| trip.members[0].duty = Duty::Coach).finds(&[NAMED, APPROVED], "R38 warn");
        Scene::of("").lived(&approved("lend 示例甲 60")).finds(&[NAMED, APPROVED], "");
        Scene::of("")
            .lived(&approved("lend 示例甲 60"))
            .change(|trip| {
                trip.members[0].duty = Duty::Coach;
                trip.members[2].duty = Duty::Head;
            })
            .finds(&[NAMED, APPROVED], "R38 warn name=示例丙");
    }
}
