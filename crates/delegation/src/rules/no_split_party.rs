//! R02 · 不得拆分团组、组“团外团”
//!
//! **查什么** 本校同一赛季的其他团组：去同一站、在外日期相交、因公人员合计超过一个团组的上
//! 限。
//! **不查谁** 任一方是学术交流合作团组的，没有人数上限可规避；已取消的团组。
//! **依据** 教外厅〔2015〕1号；数值见 `team.cap`。
//! **怎么改** 合为一个不超上限的团组，或错开日期。
//!
//! **Checks** the school's other parties of the season: same stop, days abroad
//! that meet, and together more staff than one party may have.
//! **Spares** academic exchange on either side, which has no cap to evade; parties
//! that were cancelled.
//! **Basis** 教外厅〔2015〕1号; the figure is `team.cap`.
//! **Remedy** one party within the cap, or dates that do not meet.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::Category;

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R02",
    name: Words { zh: "拆分团组", en: "split parties" },
    severity: Severity::Block,
    says: Words {
        zh: "与“{other}”同赴一站、日期重叠，合计{people}人，超过{cap}人，属拆分团组",
        en: "with “{other}” at the same stop on the same days there are {people} staff, over {cap}: a split party",
    },
    remedy: Words {
        zh: "合为一个团组，减到{cap}人以内；确属不同任务的，错开日期并分别说明",
        en: "make one party of {cap} at most; for different tasks, choose days that do not meet and say why",
    },
    basis: "教外厅〔2015〕1号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let cap = &case.book.team_cap;
    let Some(stay) = case.delegation.stay().filter(|_| !case.is_spared()) else { return };
    for other in case.others() {
        let meets = other.stop == case.delegation.stop && other.stay().is_some_and(|their| their.meets(stay));
        let people = case.delegation.staff().count() + other.staff().count();
        if !meets || other.category == Category::AcademicExchange {
            continue;
        }
        if i64::try_from(people).is_ok_and(|people| people > cap.value) {
            let figures = [
                ("other", Said::plain(&other.name)),
                ("people", Said::plain(people)),
                ("cap", Said::plain(cap.value)),
            ];
            report.find(place::whole("members"), &figures).because(&cap.basis);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[test]
    fn two_parties_to_one_stop_are_one_party() {
        let beside = |other: &str| Scene::of("staff: 4").beside(Scene::of(other));
        beside("staff: 3").finds(&[RULE], "R02 block cap=6 other=示例团组二 people=7");
        beside("staff: 2").finds(&[RULE], "");
        beside("staff: 3; from: 2026-09-30").finds(&[RULE], "");
        beside("staff: 3; from: 2026-09-17").finds(&[RULE], "R02 block cap=6 other=示例团组二 people=7");
        beside("staff: 3; from: 2026-09-18").finds(&[RULE], "");
        beside("staff: 3; as: academic-exchange").finds(&[RULE], "");
        beside("staff: 3; stop: 5; countries: RU").finds(&[RULE], "");
    }

    #[test]
    fn a_cancelled_party_splits_nothing() {
        let beside = |life: &str| Scene::of("staff: 4").beside(Scene::of("staff: 3").lived(life));
        beside(&approved("")).finds(&[RULE], "R02 block cap=6 other=示例团组二 people=7");
        beside(&approved("cancel 61")).finds(&[RULE], "");
        beside(&approved("cancel 61; close 62")).finds(&[RULE], "");
    }
}
