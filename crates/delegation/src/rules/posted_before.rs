//! R25 · 行前公示不少于5个工作日
//!
//! **查什么** 行前公示：是否公示、按国务院放假安排数的工作日是否够、报送前是否期满并有结果。
//! **不查谁** 没有例外；学术交流合作团组也要公示。
//! **依据** 中办发〔2013〕16号、教外厅〔2015〕1号；数值见 `publicity.days`。
//! **怎么改** 公示，或等到期满。
//!
//! **Checks** that the notice hung, for enough working days by the State
//! Council's calendar, and that it is over with a result before the application
//! is handed in.
//! **Spares** nobody; academic exchange posts too.
//! **Basis** 中办发〔2013〕16号, 教外厅〔2015〕1号; the figure is `publicity.days`.
//! **Remedy** post, or wait.

use jiff::ToSpan as _;
use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

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
        zh: "公示期满、无异议后填写结果，再报送",
        en: "enter the result once the notice is over without objection, then hand in",
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
    } else {
        return;
    };
    report.find(place::whole("publicity"), &[("what", what)]);
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

    #[test]
    fn a_trip_without_a_notice_stays_at_home() {
        Scene::of("").change(|trip| trip.publicity = None).finds(&ALL, "R25 block days=5");
        posted_until("", 5, 1)
            .finds(&[LONG_ENOUGH], "R25 block counted=0 days=5 from=6月1日 to=5月1日 until=6月5日");
    }
}
