//! R01 · 团组人数上限
//!
//! **查什么** 因公人员数（含翻译）与上限比较。
//! **不查谁** 学生，持普通护照，另成名单；学术交流合作团组；由省外办个案核定竞赛团组的省份，
//! 只作提示。
//! **依据** 教外厅〔2015〕1号；数值见 `team.cap`（四川为5人）。
//! **怎么改** 减少人员。同一地方另组一团属拆分（R02）。
//!
//! **Checks** the staff book, interpreter included, against the cap.
//! **Spares** students, who are a book of their own on ordinary passports;
//! academic exchange; where the provincial office decides competition parties
//! case by case, the finding only travels along.
//! **Basis** 教外厅〔2015〕1号; the figure is `team.cap` (Sichuan: 5).
//! **Remedy** fewer people. A second party to the same place is R02.

use kernel::{Report, Said, Severity, Words};

use super::{Case, DECIDED_ELSEWHERE, Rule, place};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R01",
    name: Words { zh: "团组人数", en: "size of the party" },
    severity: Severity::Block,
    says: Words {
        zh: "因公人员{people}人，超过{cap}人的上限", en: "{people} staff exceed the cap of {cap}"
    },
    remedy: Words {
        zh: "减到{cap}人以内；不得拆成两个团组（R02）",
        en: "travel with {cap} at most; two parties in place of one are barred (R02)",
    },
    basis: "教外厅〔2015〕1号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let people = case.headcount();
    let cap = &case.book.team_cap;
    if case.is_spared() || i64::try_from(people).is_ok_and(|people| people <= cap.value) {
        return;
    }
    let figures = [("people", Said::plain(people)), ("cap", Said::plain(cap.value))];
    let found = report.find(place::whole("members"), &figures);
    found.because(&cap.basis);
    if case.is_case_by_case() {
        found.with_severity(DECIDED_ELSEWHERE).because(&case.book.competition_case_by_case.basis);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn six_may_go_and_the_seventh_may_not() {
        Scene::of("staff: 6").finds(&[RULE], "");
        Scene::of("staff: 7").finds(&[RULE], "R01 block cap=6 people=7");
        Scene::of("staff: 6; students: 4").finds(&[RULE], "");
        Scene::of("staff: 9; as: academic-exchange").finds(&[RULE], "");
    }

    #[test]
    fn sichuan_allows_five_and_decides_competitions_itself() {
        Scene::of("staff: 6; province: 四川省").finds(&[RULE], "R01 warn cap=5 people=6");
        Scene::of("staff: 5; province: 四川省").finds(&[RULE], "");
        let talks_only = Scene::of("staff: 6; province: 四川; work: meeting");
        talks_only.finds(&[RULE], "R01 block cap=5 people=6");
    }
}
