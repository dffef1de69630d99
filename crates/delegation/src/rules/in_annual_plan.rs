//! R18 · 列入年度计划
//!
//! **查什么** 团组对应年度计划的一个条目，计划人次够用。
//! **不查谁** 学术交流合作团组不计入限量，可逐案报备：没有计划条目时说明理由即可。
//! **依据** 教外厅〔2015〕1号。
//! **怎么改** 在计划总量内调剂并逐案说明，再填写计划条目。
//!
//! **Checks** that the party fills a line of the annual plan and that the plan's
//! persons suffice.
//! **Spares** academic exchange, which is not counted and may be filed case by
//! case: without a plan line it needs a reason only.
//! **Basis** 教外厅〔2015〕1号.
//! **Remedy** swap within the plan's total and explain the case, then enter the line.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

/// The party is in the plan.
pub(super) const PLANNED: Rule = Rule {
    code: "R18",
    name: Words { zh: "列入年度计划", en: "in the annual plan" },
    severity: Severity::Block,
    says: Words { zh: "没有列入年度出访计划", en: "the trip is not in the annual plan" },
    remedy: Words {
        zh: "在计划总量内调剂并逐案说明，再填写计划条目",
        en: "swap it within the plan's total, explain the case, then enter the plan line",
    },
    basis: "教外厅〔2015〕1号",
    check: planned,
};

/// The plan's persons suffice.
pub(super) const QUOTA: Rule = Rule {
    code: "R18",
    name: Words { zh: "年度计划人次", en: "the plan's persons" },
    severity: Severity::Block,
    says: Words {
        zh: "年度批复{quota}人次，已用{used}人次，本次{people}人，超出{over}人次",
        en: "the plan allows {quota} trips of persons, {used} are used, this party takes {people}: {over} too many",
    },
    remedy: Words {
        zh: "减少人数，或先申请追加计划",
        en: "travel with fewer, or have the plan raised first",
    },
    basis: "教外厅〔2015〕1号",
    check: quota,
};

fn planned(case: &Case<'_>, report: &mut Report<'_>) {
    if case.delegation.plan.as_ref().is_some_and(|plan| !plan.entry.trim().is_empty()) {
        return;
    }
    let none: [(&str, Said); 0] = [];
    let found = report.find(place::whole("plan"), &none);
    if case.is_spared() {
        found.with_severity(Severity::Justify).because("厅字〔2016〕17号");
    }
}

fn quota(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(plan) = case.delegation.plan.as_ref().filter(|_| !case.is_spared()) else { return };
    let people = u64::try_from(case.delegation.staff().count()).unwrap_or(u64::MAX);
    let needed = people.saturating_add(u64::from(plan.used));
    if let Some(over) = needed.checked_sub(u64::from(plan.quota)).filter(|over| *over > 0) {
        let figures = [
            ("quota", Said::plain(plan.quota)),
            ("used", Said::plain(plan.used)),
            ("people", Said::plain(people)),
            ("over", Said::plain(over)),
        ];
        report.find(place::whole("plan"), &figures);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn a_trip_outside_the_plan_does_not_go() {
        Scene::of("").change(|trip| trip.plan = None).finds(&[PLANNED, QUOTA], "R18 block");
        Scene::of("as: academic-exchange")
            .change(|trip| trip.plan = None)
            .finds(&[PLANNED, QUOTA], "R18 justify");
    }

    #[test]
    fn the_plan_s_persons_must_suffice() {
        let used = |words: &str, used: u32| {
            Scene::of(words).change(move |trip| {
                if let Some(plan) = &mut trip.plan {
                    (plan.quota, plan.used) = (10, used);
                }
            })
        };
        used("staff: 3", 7).finds(&[QUOTA], "");
        used("staff: 3", 8).finds(&[QUOTA], "R18 block over=1 people=3 quota=10 used=8");
        used("staff: 3; students: 5", 7).finds(&[QUOTA], "");
        used("staff: 3; as: academic-exchange", 9).finds(&[QUOTA], "");
    }

    #[test]
    fn a_plan_line_without_a_name_is_no_line() {
        let scene = Scene::of("").change(|trip| {
            if let Some(plan) = &mut trip.plan {
                plan.entry = " ".to_owned();
            }
        });
        scene.finds(&[PLANNED], "R18 block");
    }
}
