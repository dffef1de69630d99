//! R21 · 公务活动时间不少于三分之二
//!
//! **查什么** 公务半天占在外全部半天的比例（旅途计入，规定库另有规定的除外）；日程里有没有
//! 游览内容；有没有空着的半天。
//! **不查谁** 词表列明放行的说法。
//! **依据** 因公出访管理规定：公务活动不少于三分之二，不安排游览；数值见 `work.*`。
//! **怎么改** 增加公务半天，缩短行程，或减少国家。
//!
//! **Checks** half days of working activity against the share of all half days
//! abroad, the way included unless the rulebook says otherwise; sights in the
//! programme; half days left empty.
//! **Spares** the sayings the lexicon lists.
//! **Basis** rules on official trips abroad: two thirds working activity, no
//! sights; the figures are `work.*`.
//! **Remedy** add working half days, shorten the trip, visit fewer countries.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::lint::{Slip, lint};
use crate::model::Work;

const BASIS: &str = "因公临时出国管理规定（公务活动时间不少于在外天数三分之二，不得安排游览）";

/// Work fills its share.
pub(super) const SHARE: Rule = Rule {
    code: "R21",
    name: Words { zh: "公务活动时间", en: "share of working time" },
    severity: Severity::Block,
    says: Words {
        zh: "公务活动{work}个半天，占在外{total}个半天的{percent}%，不足{share}",
        en: "{work} of {total} half days abroad are working activity: {percent} %, below {share}",
    },
    remedy: Words {
        zh: "再安排{missing}个半天的公务活动，或缩短行程、减少国家",
        en: "plan {missing} more working half days, shorten the trip, or visit fewer countries",
    },
    basis: BASIS,
    check: share,
};

/// No sights, no barred words.
pub(super) const SIGHTS: Rule = Rule {
    code: "R21",
    name: Words { zh: "日程用语", en: "wording of the programme" },
    severity: Severity::Block,
    says: Slip::SAYS,
    remedy: Slip::REMEDY,
    basis: BASIS,
    check: sights,
};

/// Every half day abroad is planned.
pub(super) const PLANNED: Rule = Rule {
    code: "R21",
    name: Words { zh: "半天空白", en: "empty half days" },
    severity: Severity::Warn,
    says: Words { zh: "这半天没有安排", en: "nothing is planned for this half day" },
    remedy: Words {
        zh: "逐半天写明活动、对方单位和会见人",
        en: "say for each half day what is done, where and with whom",
    },
    basis: BASIS,
    check: planned,
};

fn share(case: &Case<'_>, report: &mut Report<'_>) {
    let counted = |work| case.book.is_in_base(work);
    let Some((work, total)) = case.delegation.itinerary.working(counted) else { return };
    let (part, whole) = case.book.work_share.value;
    if work * whole >= total * part {
        return;
    }
    let wanted = (total * part + whole - 1) / whole;
    let share = if (part, whole) == (2, 3) {
        Said::new("三分之二", "two thirds")
    } else {
        Said::plain(format!("{part}/{whole}"))
    };
    let figures = [
        ("work", Said::plain(work)),
        ("total", Said::plain(total)),
        ("percent", Said::plain(work * 100 / total.max(1))),
        ("share", share),
        ("missing", Said::plain(wanted - work)),
    ];
    report.find(place::itinerary(), &figures).because(&case.book.work_share.basis);
}

fn sights(case: &Case<'_>, report: &mut Report<'_>) {
    let scope = case.scope();
    for (date, half, spent) in case.delegation.itinerary.strands() {
        for slip in lint(&case.book.lexicon, &spent.text, &scope) {
            slip.file(report, place::half(date, half));
        }
    }
}

fn planned(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(stay) = case.delegation.stay() else { return };
    for (date, half, spent) in case.delegation.itinerary.halves().filter(|(date, ..)| stay.covers(*date)) {
        let blank = spent.text.trim().is_empty() && spent.work != Work::Travel;
        if spent.work == Work::Empty || blank {
            let none: [(&str, Said); 0] = [];
            report.find(place::half(date, half), &none);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn two_thirds_of_the_half_days_abroad_are_work() {
        Scene::of("days: 6").finds(&[SHARE], "");
        Scene::of("days: 5").finds(&[SHARE], "R21 block missing=1 percent=60 share=三分之二 total=10 work=6");
        Scene::of("days: 9").finds(&[SHARE], "");
        let prepares =
            Scene::of("days: 6").change(|trip| trip.itinerary.days[2].morning.work = Work::Preparation);
        prepares.finds_figures(&[SHARE], &["work", "missing"], "R21 block missing=1 work=7");
    }

    #[test]
    fn sights_do_not_belong_in_the_programme() {
        let says = |text: &str| {
            let text = text.to_owned();
            Scene::of("").change(move |trip| trip.itinerary.days[2].afternoon.text = text)
        };
        says("游览市区").finds_figures(&[SIGHTS], &["word"], "R21 block word=游览");
        says("在示例实训中心商定设备清单").finds(&[SIGHTS], "");
    }

    #[test]
    fn an_empty_half_day_is_seen() {
        let scene = Scene::of("days: 9").change(|trip| trip.itinerary.days[2].afternoon.work = Work::Empty);
        scene.finds(&[PLANNED, SHARE], "R21 warn");
    }
}
