//! R26 · 回国后公示
//!
//! **查什么** 回国后在期限内把实际执行情况和出访报告公示出来（首日还没有到的不算），公示够若干个工作日，期满后有结果。
//! **不查谁** 还没有回国的、取消的团组。
//! **依据** 中办发〔2013〕16号；数值见 `publicity.after_days`。公示多长，文件没有规定，比照行前公示，见
//! `publicity.after_length`，只作提示。
//! **怎么改** 公示实际人员、日程、路线、经费和报告，并记录（publish）；公示不够的延长，期满后补记结果。
//!
//! **Checks** that what really happened, with the report, is made public in time (a
//! notice whose first day is still to come is none), hangs for so many working
//! days and has a result once it is over.
//! **Spares** parties that are not home yet or never went.
//! **Basis** 中办发〔2013〕16号; the figure is `publicity.after_days`. No instrument
//! says how long; `publicity.after_length` follows the notice before the trip, and
//! only warns.
//! **Remedy** post what was done and record it; let it hang longer, and enter its
//! result.

use jiff::ToSpan as _;
use kernel::{Report, Said, Severity, Words};

use super::posted_before::objects;
use super::{Case, Rule, place};

/// In time.
pub(super) const IN_TIME: Rule = Rule {
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
    check: in_time,
};

/// Long enough.
pub(super) const LONG_ENOUGH: Rule = Rule {
    code: "R26",
    name: Words { zh: "回国后公示期限", en: "length of the notice after return" },
    severity: Severity::Warn,
    says: Words {
        zh: "回国后公示{from}至{to}只有{counted}个工作日，比照行前公示应有{days}个",
        en: "the notice after return hangs {counted} working days from {from} to {to}; like the one before it should hang {days}",
    },
    remedy: Words {
        zh: "延长公示；本省另有规定的，在规定库写明 publicity.after_length",
        en: "let it hang longer; where the province says otherwise, set publicity.after_length in the rulebook",
    },
    basis: "比照行前公示",
    check: long_enough,
};

/// With a result.
pub(super) const RESULT: Rule = Rule {
    code: "R26",
    name: Words { zh: "回国后公示结果", en: "result of the notice after return" },
    severity: Severity::Warn,
    says: Words { zh: "{what}", en: "{what}" },
    remedy: Words {
        zh: "写明公示结果；有异议的，核实处理后写明",
        en: "enter the result, and of an objection what came of it",
    },
    basis: "中办发〔2013〕16号",
    check: result,
};

fn in_time(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let Some(home) = &life.homecoming else { return };
    let days = &case.book.papers.publication_days;
    let due = days.value.after(home.terms.entry, case.workdays);
    let figures =
        |state| [("entry", place::day(home.terms.entry)), ("due", place::day(due)), ("state", state)];
    match life.posted(case.today) {
        None if case.today > due => {
            let state = Said::new("至今没有", "it is not yet");
            report.find(place::whole("life.publication"), &figures(state)).because(&days.basis);
        }
        Some(notice) if notice.from > due => {
            let on = place::day(notice.from);
            let state = Said::new(format!("{}才公示", on.zh), format!("it was only on {}", on.en));
            let found = report.find(place::whole("life.publication"), &figures(state));
            found.because(&days.basis).with_severity(Severity::Warn);
        }
        _ => {}
    }
}

fn long_enough(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(notice) = case.delegation.life.posted(case.today) else { return };
    let days = &case.book.papers.publication_length;
    // A year is long enough whatever was written; nobody counts to the year 9999.
    let year = notice.from.saturating_add(1.year());
    let counted = case.workdays.between(notice.from, notice.to.min(year));
    if counted < days.value {
        let figures = [
            ("from", place::day(notice.from)),
            ("to", place::day(notice.to)),
            ("counted", Said::plain(counted)),
            ("days", Said::plain(days.value)),
        ];
        report.find(place::whole("life.publication"), &figures).because(&days.basis);
    }
}

fn result(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(notice) = case.delegation.life.posted(case.today) else { return };
    let said = notice.result.trim();
    let what = if said.is_empty() && case.today > notice.to {
        let to = place::day(notice.to);
        Said::new(
            format!("回国后公示{}已结束，没有填写结果", to.zh),
            format!("the notice after return ended on {} and its result is not entered", to.en),
        )
    } else if objects(case.book, said) {
        Said::new(
            format!("回国后公示结果写的是“{said}”，异议还没有核实处理"),
            format!("the result of the notice after return says “{said}”: the objection is not settled"),
        )
    } else {
        return;
    };
    report.find(place::whole("life.publication"), &[("what", what)]);
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    const ALL: [Rule; 3] = [IN_TIME, LONG_ENOUGH, RESULT];

    #[track_caller]
    fn check(today: &str, rest: &str, expected: &str) {
        let life = approved(&format!("leave 120; home 125; report 140; {rest}"));
        Scene::of(&format!("today: {today}")).lived(&life).finds(&ALL, expected);
    }

    #[test]
    fn a_notice_that_is_still_to_come_is_none() {
        // Day 155 is 5 June, the notice hangs from then on.
        check("2026-06-04", "publish 155", "");
        check("2026-06-10", "publish 161", "R26 block due=6月5日 entry=5月6日 state=至今没有");
        check("2026-06-11", "publish 161", "R26 warn due=6月5日 entry=5月6日 state=6月11日才公示");
    }

    #[test]
    fn a_notice_after_return_hangs_as_long_as_the_one_before() {
        // From Friday 22 May to Thursday 28 May there are five working days.
        check("2026-05-29", "post 示例 141 147", "");
        check("2026-05-28", "post 示例 141 146", "R26 warn counted=4 days=5 from=5月22日 to=5月27日");
    }

    #[test]
    fn a_notice_that_is_over_has_a_result() {
        check("2026-05-28", "post - 141 147", "");
        check("2026-05-29", "post - 141 147", "R26 warn what=回国后公示5月28日已结束，没有填写结果");
        check(
            "2026-05-29",
            "post 有异议1条 141 147",
            "R26 warn what=回国后公示结果写的是“有异议1条”，异议还没有核实处理",
        );
    }

    #[test]
    fn what_happened_is_public_within_the_month() {
        let home = approved("leave 120; home 125");
        Scene::of("today: 2026-06-05").lived(&home).finds(&[IN_TIME], "");
        Scene::of("today: 2026-06-06")
            .lived(&home)
            .finds(&[IN_TIME], "R26 block due=6月5日 entry=5月6日 state=至今没有");
        let late = format!("{home}; report 150; publish 156");
        Scene::of("today: 2026-06-15")
            .lived(&late)
            .finds(&[IN_TIME], "R26 warn due=6月5日 entry=5月6日 state=6月6日才公示");
        Scene::of("").lived(&format!("{home}; report 150; publish 155")).finds(&[IN_TIME], "");
    }

    #[test]
    fn who_never_went_owes_no_notice() {
        Scene::of("today: 2026-12-01").lived(&approved("cancel 61")).finds(&[IN_TIME], "");
    }
}
