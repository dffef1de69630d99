//! R30 · 出访报告期限
//!
//! **查什么** 回国后在期限内提交出访报告。
//! **不查谁** 还没有回国的、取消的团组。
//! **依据** 中办发〔2013〕16号，各地期限不同；数值见 `report.days`。
//! **怎么改** 提交报告并记录（report）。
//!
//! **Checks** that the report is handed in in time after return.
//! **Spares** parties that are not home yet or never went.
//! **Basis** 中办发〔2013〕16号, with terms of their own in many places; the
//! figure is `report.days`.
//! **Remedy** hand it in and record it.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R30",
    name: Words { zh: "出访报告期限", en: "report in time" },
    severity: Severity::Warn,
    says: Words {
        zh: "{entry}回国，出访报告应在{due}前提交，{state}",
        en: "home on {entry}, the report was due by {due}: {state}",
    },
    remedy: Words {
        zh: "提交出访报告并记录（report）；逾期的在报告里写明原因",
        en: "hand the report in and record it; say why it is late",
    },
    basis: "中办发〔2013〕16号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let Some(home) = &life.homecoming else { return };
    let days = &case.book.papers.report_days;
    let due = days.value.after(home.terms.entry, case.workdays);
    let state = match &life.report {
        None if case.today > due => Said::new("至今没有", "it is still owed"),
        Some(handed) if handed.on > due => {
            let on = place::day(handed.on);
            Said::new(format!("{}才提交", on.zh), format!("it came on {}", on.en))
        }
        _ => return,
    };
    let figures = [("entry", place::day(home.terms.entry)), ("due", place::day(due)), ("state", state)];
    report.find(place::whole("life.report"), &figures).because(&days.basis);
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[test]
    fn the_report_is_due_within_the_month() {
        let home = approved("leave 120; home 125");
        Scene::of("today: 2026-06-05").lived(&home).finds(&[RULE], "");
        Scene::of("today: 2026-06-06")
            .lived(&home)
            .finds(&[RULE], "R30 warn due=6月5日 entry=5月6日 state=至今没有");
        Scene::of("").lived(&format!("{home}; report 155")).finds(&[RULE], "");
        Scene::of("")
            .lived(&format!("{home}; report 156"))
            .finds(&[RULE], "R30 warn due=6月5日 entry=5月6日 state=6月6日才提交");
    }
}
