//! R27 · 未公示不审核、不报销
//!
//! **查什么** 报销时事前公示、回国后公示都已经做了，并且期满；本校别的团组回国后逾期没有公示的，新的申请外事部门不予审核。
//! **不查谁** 没有例外。
//! **依据** 中办发〔2013〕16号；逾期按 `publicity.after_days` 算。
//! **怎么改** 先补公示并记录（publish），期满后再报销。
//!
//! **Checks** that nothing is paid without the notice before the trip, nor before the
//! one after return is over, and that no other party of the school is overdue with
//! its own; a notice whose first day is still to come is none.
//! **Spares** nobody.
//! **Basis** 中办发〔2013〕16号; overdue by `publicity.after_days`.
//! **Remedy** post first, record it, and claim once it is over.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::settlement::{Bar, publicity_missing};

/// No money without the notice.
pub(super) const MONEY: Rule = Rule {
    code: "R27",
    name: Words { zh: "未公示不报销", en: "no money without the notice" },
    severity: Severity::Block,
    says: Words { zh: "{what}", en: "{what}" },
    remedy: Words {
        zh: "先公示实际执行情况并记录（publish），期满后再报销",
        en: "post what was done and record it, and claim once the notice is over",
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
    let Some(paid) = &life.reimbursement else { return };
    let (what, to) = match publicity_missing(case.delegation, paid.on) {
        None => return,
        Some(Bar::StillHanging { to }) => {
            let (on, last) = (place::day(paid.on), place::day(to));
            let early = Said::new(
                format!("回国后公示到{}才结束，{}就报销了", last.zh, on.zh),
                format!(
                    "the notice after return ends on {}, and the claim was settled on {}",
                    last.en, on.en
                ),
            );
            (early, Some(to))
        }
        Some(bar) => (bar.said(), None),
    };
    let found = report.find(place::whole("life.publication"), &[("what", what)]);
    // Once the notice is over nothing is left to wait for.
    if to.is_some_and(|to| case.today > to) {
        found.with_severity(Severity::Warn);
    }
}

fn next(case: &Case<'_>, report: &mut Report<'_>) {
    if case.delegation.life.approval.is_some() {
        return;
    }
    let days = &case.book.papers.publication_days;
    for other in case.others() {
        let Some(home) = &other.life.homecoming else { continue };
        let overdue = case.today > days.value.after(home.terms.entry, case.workdays);
        if overdue && other.life.posted(case.today).is_none() {
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
        Scene::of("").lived(&format!("{home}; settle 150")).finds(
            &[MONEY],
            "R27 block what=没有回国后公示的记录，未经公示不予报销；请先公示实际执行情况并记录",
        );
        Scene::of("").lived(&format!("{home}; publish 141; settle 150")).finds(&[MONEY], "");
        Scene::of("").lived(&home).finds(&[MONEY], "");
    }

    #[test]
    fn nothing_is_paid_before_the_notice_is_over() {
        let paid = |today: &str, on: i16| {
            let life = approved(&format!("leave 120; home 125; report 140; publish 141; settle {on}"));
            Scene::of(&format!("today: {today}")).lived(&life)
        };
        let early = "what=回国后公示到5月29日才结束，5月29日就报销了";
        paid("2026-05-29", 148).finds(&[MONEY], &format!("R27 block {early}"));
        paid("2026-05-30", 148).finds(&[MONEY], &format!("R27 warn {early}"));
        paid("2026-05-30", 149).finds(&[MONEY], "");
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
