//! R27 · 未公示不审核、不报销
//!
//! **查什么** 报销时回国后公示已经做了；本校别的团组回国后逾期没有公示的，新的申请外事部门不予审核。
//! **不查谁** 没有例外。
//! **依据** 中办发〔2013〕16号；逾期按 `publicity.after_days` 算。
//! **怎么改** 先补公示并记录（publish）。
//!
//! **Checks** that nothing is paid before the notice after return, and that no
//! other party of the school is overdue with its own.
//! **Spares** nobody.
//! **Basis** 中办发〔2013〕16号; overdue by `publicity.after_days`.
//! **Remedy** post first, and record it.

use jiff::ToSpan as _;
use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

/// No money without the notice.
pub(super) const MONEY: Rule = Rule {
    code: "R27",
    name: Words { zh: "未公示不报销", en: "no money without the notice" },
    severity: Severity::Block,
    says: Words {
        zh: "没有回国后公示的记录，财务部门不予报销",
        en: "there is no notice after return, so finance pays nothing",
    },
    remedy: Words {
        zh: "先公示实际执行情况并记录（publish），再报销",
        en: "post what was done and record it, then claim",
    },
    basis: "中办发〔2013〕16号",
    check: money,
};

/// No new trip while another party's notice is overdue.
pub(super) const NEXT: Rule = Rule {
    code: "R27",
    name: Words { zh: "未公示不审核", en: "no new trip while a notice is overdue" },
    severity: Severity::Block,
    says: Words {
        zh: "“{other}”{entry}回国，逾期没有公示实际执行情况，外事部门不予审核新的申请",
        en: "“{other}” came home on {entry} and is overdue with its notice; new applications are not examined",
    },
    remedy: Words {
        zh: "先为“{other}”公示并记录（publish）",
        en: "post the notice of “{other}” and record it first",
    },
    basis: "中办发〔2013〕16号",
    check: next,
};

fn money(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    if life.reimbursement.is_some() && life.publication.is_none() {
        report.find(place::whole("life.publication"), &[]);
    }
}

fn next(case: &Case<'_>, report: &mut Report<'_>) {
    if case.delegation.life.approval.is_some() {
        return;
    }
    let days = &case.book.papers.publication_days;
    for other in case.others() {
        let Some(home) = &other.life.homecoming else { continue };
        let overdue = case.today > home.terms.entry.saturating_add(days.value.days());
        if overdue && other.life.publication.is_none() {
            let figures = [("other", Said::plain(&other.name)), ("entry", place::day(home.terms.entry))];
            report.find(place::whole("life"), &figures).because(&days.basis);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[test]
    fn nothing_is_paid_before_the_notice() {
        let home = approved("leave 120; home 125; report 140");
        Scene::of("").lived(&format!("{home}; settle 150")).finds(&[MONEY], "R27 block");
        Scene::of("").lived(&format!("{home}; publish 141; settle 150")).finds(&[MONEY], "");
        Scene::of("").lived(&home).finds(&[MONEY], "");
    }

    #[test]
    fn an_overdue_notice_of_another_party_stops_the_next_trip() {
        let home = approved("leave 120; home 125; report 140");
        let beside = |today: &str, life: &str| Scene::of(today).beside(Scene::of("").lived(life));
        beside("today: 2026-06-06", &home).finds(&[NEXT], "R27 block entry=5月6日 other=示例团组二");
        beside("today: 2026-06-05", &home).finds(&[NEXT], "");
        beside("today: 2026-06-06", &format!("{home}; publish 141")).finds(&[NEXT], "");
    }
}
