//! R25 · 行前公示不少于5个工作日
//!
//! **查什么** 行前公示：是否公示、按国务院放假安排数的工作日是否够、报送前是否期满并有结果，结果里有没有
//! 未了结的异议。
//! **不查谁** 没有例外；学术交流合作团组也要公示。
//! **依据** 中办发〔2013〕16号、教外厅〔2015〕1号；数值见 `publicity.days`，用词见 `publicity.objection_words`、
//! `publicity.settled_words`。
//! **怎么改** 公示，或等到期满；有异议的先核实处理，再写明结果。
//!
//! **Checks** that the notice hung, for enough working days by the State
//! Council's calendar, and that it is over before the application is handed in,
//! with a result that tells of no objection still open.
//! **Spares** nobody; academic exchange posts too.
//! **Basis** 中办发〔2013〕16号, 教外厅〔2015〕1号; the figure is `publicity.days`,
//! the words are `publicity.objection_words` and `publicity.settled_words`.
//! **Remedy** post, or wait; look into an objection and enter what came of it.

use jiff::ToSpan as _;
use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::rulebook::Rulebook;

const BASIS: &str = "中办发〔2013〕16号；教外厅〔2015〕1号";

/// There is a notice.
pub(super) const POSTED: Rule = Rule {
    code: "R25",
    name: Words { zh: "行前公示", en: "notice before the trip" },
    severity: Severity::Block,
    says: Words { zh: "没有行前公示的记录", en: "no notice before the trip is recorded" },
    remedy: Words {
        zh: "在单位内部公示不少于{days}个工作日，并填写地点、起止日期和结果",
        en: "post the trip inside the unit for {days} working days and enter place, dates and result",
    },
    basis: BASIS,
    check: posted,
};

/// It hangs long enough.
pub(super) const LONG_ENOUGH: Rule = Rule {
    code: "R25",
    name: Words { zh: "公示期限", en: "length of the notice" },
    severity: Severity::Block,
    says: Words {
        zh: "公示{from}至{to}只有{counted}个工作日，不足{days}个",
        en: "the notice hangs {counted} working days from {from} to {to}, fewer than {days}",
    },
    remedy: Words { zh: "至少公示到{until}", en: "let it hang until {until} at least" },
    basis: BASIS,
    check: long_enough,
};

/// It is over, with a result.
pub(super) const OVER: Rule = Rule {
    code: "R25",
    name: Words { zh: "公示结果", en: "result of the notice" },
    severity: Severity::Block,
    says: Words { zh: "{what}", en: "{what}" },
    remedy: Words {
        zh: "公示期满、无异议（或异议已核实处理）后填写结果，再报送",
        en: "enter the result once the notice is over without objection, or with every objection settled, then hand in",
    },
    basis: BASIS,
    check: over,
};

fn posted(case: &Case<'_>, report: &mut Report<'_>) {
    if case.delegation.publicity.is_none() {
        let days = &case.book.publicity_days;
        report.find(place::whole("publicity"), &[("days", Said::plain(days.value))]).because(&days.basis);
    }
}

fn long_enough(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(notice) = &case.delegation.publicity else { return };
    let days = &case.book.publicity_days;
    // A year is long enough whatever the file says; nobody counts to the year 9999.
    let year = notice.from.saturating_add(1.year());
    let counted = case.workdays.between(notice.from, notice.to.min(year));
    if counted >= days.value {
        return;
    }
    let first = i64::from(case.workdays.is_workday(notice.from));
    let figures = [
        ("from", place::day(notice.from)),
        ("to", place::day(notice.to)),
        ("counted", Said::plain(counted)),
        ("days", Said::plain(days.value)),
        ("until", place::day(case.workdays.add(notice.from, days.value - first))),
    ];
    report.find(place::whole("publicity"), &figures).because(&days.basis);
}

fn over(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(notice) = &case.delegation.publicity else { return };
    let what = if case.today <= notice.to {
        let to = place::day(notice.to);
        Said::new(
            format!("公示到{}才结束，期满前不得报送", to.zh),
            format!("the notice ends on {} and the application waits for it", to.en),
        )
    } else if notice.result.trim().is_empty() {
        Said::new("公示已经结束，没有填写结果", "the notice is over and its result is not entered")
    } else if objects(case.book, &notice.result) {
        let result = notice.result.trim();
        Said::new(
            format!("公示结果写的是“{result}”，异议还没有核实处理"),
            format!("the result says “{result}”: the objection is not settled"),
        )
    } else {
        return;
    };
    report.find(place::whole("publicity"), &[("what", what)]);
}

/// Whether a result tells of an objection and neither the same clause nor a later
/// one says that there was none or that it is settled.
pub(super) fn objects(book: &Rulebook, result: &str) -> bool {
    let says = |clause: &str, words: &[String]| words.iter().any(|word| clause.contains(word.as_str()));
    let settles = |clause: &&str| says(clause, &book.settled_words.value);
    let clauses: Vec<&str> = result.split(['，', '。', '；', ',', ';', '\n']).collect();
    let settled = clauses.iter().rposition(settles);
    let objected = clauses.iter().rposition(|clause| says(clause, &book.objection_words.value));
    objected.is_some_and(|objected| settled.is_none_or(|settled| settled < objected))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::scene::Scene;
    use super::*;

    const ALL: [Rule; 3] = [POSTED, LONG_ENOUGH, OVER];

    fn posted_until(words: &str, month: i8, day: i8) -> Scene {
        Scene::of(words).change(move |trip| {
            if let Some(notice) = &mut trip.publicity {
                (notice.from, notice.to) = (date(2026, 6, 1), date(2026, month, day));
            }
        })
    }

    #[test]
    fn five_working_days_are_a_week_without_its_end() {
        posted_until("", 6, 5).finds(&ALL, "");
        posted_until("", 6, 4).finds(&ALL, "R25 block counted=4 days=5 from=6月1日 to=6月4日 until=6月5日");
        let strict = "school: 示例学院（校级规定样例）";
        posted_until(strict, 6, 5)
            .finds(&ALL, "R25 block counted=5 days=7 from=6月1日 to=6月5日 until=6月9日");
    }

    #[test]
    fn nothing_is_handed_in_before_the_notice_is_over() {
        posted_until("today: 2026-06-05", 6, 5)
            .finds(&ALL, "R25 block what=公示到6月5日才结束，期满前不得报送");
        posted_until("today: 2026-06-06", 6, 5).finds(&ALL, "");
        let silent = Scene::of("").change(|trip| {
            if let Some(notice) = &mut trip.publicity {
                notice.result = String::new();
            }
        });
        silent.finds(&ALL, "R25 block what=公示已经结束，没有填写结果");
    }

    #[track_caller]
    fn result(said: &str, expected: &str) {
        let said = said.to_owned();
        let scene = Scene::of("").change(move |trip| {
            if let Some(notice) = &mut trip.publicity {
                notice.result = said;
            }
        });
        scene.finds(&ALL, expected);
    }

    #[test]
    fn an_objection_is_settled_before_anything_is_handed_in() {
        result("有异议1条", "R25 block what=公示结果写的是“有异议1条”，异议还没有核实处理");
        result("收到群众反映2件", "R25 block what=公示结果写的是“收到群众反映2件”，异议还没有核实处理");
        result("收到举报1件，经核查不属实", "");
        result("收到异议1条，已核实并答复", "");
        result(
            "未收到书面异议，有人提出异议",
            "R25 block what=公示结果写的是“未收到书面异议，有人提出异议”，异议还没有核实处理",
        );
        for none in ["未收到异议", "没有异议", "公示期间无异议", "无人举报"] {
            result(none, "");
        }
    }

    #[test]
    fn a_trip_without_a_notice_stays_at_home() {
        Scene::of("").change(|trip| trip.publicity = None).finds(&ALL, "R25 block days=5");
        posted_until("", 5, 1)
            .finds(&[LONG_ENOUGH], "R25 block counted=0 days=5 from=6月1日 to=5月1日 until=6月5日");
    }
}
