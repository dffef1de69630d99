//! R31 · 批准后不得擅自变更
//!
//! **查什么** 出境、回国时的人员、日期、国家、路线、任务与批件（或获批准的变更）一致。
//! **不查谁** 批件之前的团组；天数超出另见 R32。
//! **依据** 教外厅〔2015〕1号。不可抗力须经派员单位、国际处、校领导报外办同意。
//! **怎么改** 变动前走变更申请（change）；已经发生的，写情况说明（justify）。
//!
//! **Checks** that people, dates, countries, route and tasks are those of the
//! approval, or of a change that was granted.
//! **Spares** parties before their approval; too long a stay is R32's.
//! **Basis** 教外厅〔2015〕1号. Force majeure goes through unit, office and school
//! leader to the 外办, beforehand; so what happened without it asks for the
//! written note that the regulations want.
//! **Remedy** ask for the change before; write the note after.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{Aspect, Deviation};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R31",
    name: Words { zh: "批准后不得擅自变更", en: "no change without approval" },
    severity: Severity::Justify,
    says: Words {
        zh: "{aspect}与批件不一致：批准{approved}，实际{actual}，没有获批准的变更",
        en: "{aspect} differ from the approval: approved {approved}, actual {actual}, and no change was granted",
    },
    remedy: Words {
        zh: "变动前申请变更（change）并获批准；不可抗力已经发生的，写明经过和证明，记录情况说明（justify）",
        en: "ask for the change beforehand; where force majeure left no time, give the reason and its proof",
    },
    basis: "教外厅〔2015〕1号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let Some(approved) = life.approved() else { return };
    let Some(home) = &life.homecoming else {
        if let Some(departure) = life.departure.as_ref().filter(|departure| departure.on != approved.exit) {
            let figures = [
                ("aspect", Said::new(Aspect::Dates.words().zh, Aspect::Dates.words().en)),
                ("approved", place::day(approved.exit)),
                ("actual", place::day(departure.on)),
            ];
            report.find(place::whole("life.departure"), &figures);
        }
        return;
    };
    for deviation in Deviation::all(approved, &home.terms, None) {
        let days = matches!(deviation.aspect, Aspect::Days | Aspect::Money);
        if deviation.explain && !days {
            let words = deviation.aspect.words();
            let figures = [
                ("aspect", Said::new(words.zh, words.en)),
                ("approved", Said::plain(deviation.approved)),
                ("actual", Said::plain(deviation.actual)),
            ];
            report.find(place::whole("life.homecoming"), &figures);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[test]
    fn a_trip_made_as_approved_has_nothing_to_explain() {
        Scene::of("").lived(&approved("leave 120; home 125")).finds(&[RULE], "");
        let changed = "ask 50; consent 学院 51; consent 国际处 52; grant 53; leave 70; home 75";
        Scene::of("").lived(&approved(changed)).finds(&[RULE], "");
    }

    #[test]
    fn another_day_of_departure_needs_a_change() {
        Scene::of("")
            .lived(&approved("leave 121"))
            .finds(&[RULE], "R31 justify actual=5月2日 approved=5月1日 aspect=出入境日期");
        Scene::of("").lived(&approved("leave 121; home 126")).finds(
            &[RULE],
            "R31 justify actual=2026-05-02至2026-05-07 approved=2026-05-01至2026-05-06 aspect=出入境日期",
        );
    }
}
