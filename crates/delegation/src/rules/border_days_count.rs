//! R09 · 在外天数按出入境日计算
//!
//! **查什么** 日程须标明出境和入境，先出后入；日期逐日相连；这样数出的天数是否多于主办方通
//! 知的天数。
//! **不查谁** 没有例外。
//! **依据** 中办发〔2013〕16号：出境当日、入境当日都计入，以中国边检章为准。
//! **怎么改** 标出境、入境所在的半天，补上缺的日子，或压缩到通知的天数。
//!
//! **Checks** that the itinerary marks the exit and the entry stamp in that
//! order, that its days follow each other, and whether the days so counted are
//! more than the annex announced.
//! **Spares** nobody.
//! **Basis** 中办发〔2013〕16号: exit day and entry day both count, by the
//! Chinese border stamps.
//! **Remedy** mark the half days of exit and entry, fill in the missing day,
//! or trim the trip to the announced days.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

const BASIS: &str = "中办发〔2013〕16号";

/// Both stamps are marked.
pub(super) const STAMPS: Rule = Rule {
    code: "R09",
    name: Words { zh: "出境日和入境日", en: "exit and entry days" },
    severity: Severity::Block,
    says: Words {
        zh: "日程没有标明{missing}，算不出在外天数",
        en: "the itinerary does not mark {missing}, so the days abroad cannot be counted",
    },
    remedy: Words {
        zh: "在出境和入境的半天标“出境”“入境”，出境在前",
        en: "mark the half days of exit and entry, exit first",
    },
    basis: BASIS,
    check: stamps,
};

/// No day is missing between the first and the last.
pub(super) const GAPS: Rule = Rule {
    code: "R09",
    name: Words { zh: "日程连续", en: "days without gaps" },
    severity: Severity::Block,
    says: Words { zh: "日程从{from}跳到{to}", en: "the itinerary jumps from {from} to {to}" },
    remedy: Words { zh: "逐日填写，不缺不重", en: "fill in every day once, in order" },
    basis: BASIS,
    check: gaps,
};

/// The count is not above what the annex announced.
pub(super) const ANNOUNCED: Rule = Rule {
    code: "R09",
    name: Words { zh: "在外天数与通知天数", en: "counted and announced days" },
    severity: Severity::Warn,
    says: Words {
        zh: "自出境至入境共{days}天，多于通知所列的{announced}天",
        en: "{days} days from stamp to stamp, more than the {announced} announced",
    },
    remedy: Words {
        zh: "出境日和入境日都计入；压缩行程，或在申请中按{days}天写明理由",
        en: "both border days count; shorten the trip, or apply for {days} days and say why",
    },
    basis: BASIS,
    check: announced,
};

fn stamps(case: &Case<'_>, report: &mut Report<'_>) {
    let itinerary = &case.delegation.itinerary;
    let missing = match (itinerary.exit(), itinerary.entry()) {
        (Some(exit), Some(entry)) if exit <= entry => return,
        (Some(_), Some(_)) => Said::new("先出境、后入境", "the exit before the entry"),
        (None, Some(_)) => Said::new("出境日", "the exit day"),
        (Some(_), None) => Said::new("入境日", "the entry day"),
        (None, None) => Said::new("出境日和入境日", "the exit and entry days"),
    };
    report.find(place::itinerary(), &[("missing", missing)]);
}

fn gaps(case: &Case<'_>, report: &mut Report<'_>) {
    for days in case.delegation.itinerary.days.windows(2) {
        if let [one, next] = days
            && one.date.tomorrow().ok() != Some(next.date)
        {
            let figures = [("from", place::day(one.date)), ("to", place::day(next.date))];
            report.find(place::itinerary(), &figures);
        }
    }
}

fn announced(case: &Case<'_>, report: &mut Report<'_>) {
    let Some((stay, announced)) = case.delegation.stay().zip(case.stop.stay.as_ref()) else { return };
    if stay.days() > announced.high {
        let figures = [("days", Said::plain(stay.days())), ("announced", Said::plain(announced.high))];
        report.find(place::itinerary(), &figures);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    const ALL: [Rule; 3] = [STAMPS, GAPS, ANNOUNCED];

    #[test]
    fn the_annex_says_nine_days_and_the_stamps_may_say_ten() {
        Scene::of("days: 9").finds(&ALL, "");
        Scene::of("days: 10").finds(&ALL, "R09 warn announced=9 days=10");
    }

    #[test]
    fn a_stamp_left_out_stops_the_count() {
        Scene::of("")
            .change(|trip| trip.itinerary.days[0].morning.border = None)
            .finds(&ALL, "R09 block missing=出境日");
        Scene::of("")
            .change(|trip| trip.itinerary.days.clear())
            .finds(&ALL, "R09 block missing=出境日和入境日");
    }

    #[test]
    fn a_day_left_out_is_seen() {
        let scene = Scene::of("").change(|trip| {
            trip.itinerary.days.remove(2);
        });
        scene.finds(&ALL, "R09 block from=9月13日 to=9月15日");
    }

    #[test]
    fn an_entry_before_the_exit_is_no_stay() {
        let scene = Scene::of("").change(|trip| {
            trip.itinerary.days[0].morning.border = Some(crate::model::Border::Entry);
            trip.itinerary.days[5].afternoon.border = Some(crate::model::Border::Exit);
        });
        scene.finds(&[STAMPS], "R09 block missing=先出境、后入境");
    }
}
