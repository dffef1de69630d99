//! R26 · 回国后公示
//!
//! **查什么** 回国后在期限内把实际执行情况和出访报告公示出来。
//! **不查谁** 还没有回国的、取消的团组。
//! **依据** 中办发〔2013〕16号；数值见 `publicity.after_days`。
//! **怎么改** 公示实际人员、日程、路线、经费和报告，并记录（publish）。
//!
//! **Checks** that what really happened, with the report, is made public in time.
//! **Spares** parties that are not home yet or never went.
//! **Basis** 中办发〔2013〕16号; the figure is `publicity.after_days`.
//! **Remedy** post what was done and record it.

use jiff::ToSpan as _;
use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R26",
    name: Words { zh: "回国后公示", en: "publicity after return" },
    severity: Severity::Block,
    says: Words {
        zh: "{entry}回国，应在{due}前公示实际执行情况，{state}",
        en: "home on {entry}, what was done was to be public by {due}: {state}",
    },
    remedy: Words {
        zh: "公示实际人员、日程、路线、经费和出访报告，并记录（publish）；没有公示的不能报销、不能归档",
        en: "post people, days, route, money and the report as they were, and record it",
    },
    basis: "中办发〔2013〕16号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let Some(home) = &life.homecoming else { return };
    let days = &case.book.papers.publication_days;
    let due = home.terms.entry.saturating_add(days.value.days());
    let figures =
        |state| [("entry", place::day(home.terms.entry)), ("due", place::day(due)), ("state", state)];
    match &life.publication {
        None if case.today > due => {
            let state = Said::new("至今没有", "it is not yet");
            report.find(place::whole("life.publication"), &figures(state)).because(&days.basis);
        }
        Some(publication) if publication.publicity.from > due => {
            let on = place::day(publication.publicity.from);
            let state = Said::new(format!("{}才公示", on.zh), format!("it was only on {}", on.en));
            let found = report.find(place::whole("life.publication"), &figures(state));
            found.because(&days.basis).with_severity(Severity::Warn);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[test]
    fn what_happened_is_public_within_the_month() {
        let home = approved("leave 120; home 125");
        Scene::of("today: 2026-06-05").lived(&home).finds(&[RULE], "");
        Scene::of("today: 2026-06-06")
            .lived(&home)
            .finds(&[RULE], "R26 block due=6月5日 entry=5月6日 state=至今没有");
        let late = format!("{home}; report 150; publish 156");
        Scene::of("").lived(&late).finds(&[RULE], "R26 warn due=6月5日 entry=5月6日 state=6月6日才公示");
        Scene::of("").lived(&format!("{home}; report 150; publish 155")).finds(&[RULE], "");
    }

    #[test]
    fn who_never_went_owes_no_notice() {
        Scene::of("today: 2026-12-01").lived(&approved("cancel 61")).finds(&[RULE], "");
    }
}
