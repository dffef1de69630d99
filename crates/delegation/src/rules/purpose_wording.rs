//! R19 · 禁止考察性出访，任务须具体
//!
//! **查什么** 有没有任务，任务的每段文字里有没有考察性、无实质内容的词，有没有写到本次不去
//! 的地区。
//! **不查谁** 词表列明放行的说法，以及否定这些词的句子（如“不安排参观”）。
//! **依据** 财行〔2013〕516号第五条禁止考察性出访；词表本身是办公惯例（`lexicon.toml`）。
//! **怎么改** 按词表对该词的建议改写。
//!
//! **Checks** that there is a task at all, and every text of it against the
//! wording lint: study-tour words, talk without substance, regions this trip
//! does not go to.
//! **Spares** the sayings the lexicon lists, and clauses that deny the word.
//! **Basis** 财行〔2013〕516号 art. 5 bars study tours; the word list itself is
//! office practice (`rulebook/lexicon.toml`).
//! **Remedy** what the lexicon suggests for the word.

use kernel::{Finding, Place, Report, Said, Severity, Words};

use super::{Case, Rule, as_layered, place};
use crate::lint::{Slip, lint};

const BASIS: &str = "财行〔2013〕516号第五条；教外厅〔2015〕1号";

/// There is a task.
pub const NAMED: Rule = Rule {
    code: "R19",
    name: Words { zh: "有明确任务", en: "a named task" },
    severity: Severity::Block,
    says: Words { zh: "没有写明{missing}", en: "{missing} is not written down" },
    remedy: Words {
        zh: "写明与谁、做什么、形成什么结果",
        en: "say with whom, what is done, and what comes of it",
    },
    basis: BASIS,
    check: named,
};

/// The task's words.
pub const WORDING: Rule = Rule {
    code: "R19",
    name: Words { zh: "任务用语", en: "wording of the task" },
    severity: Severity::Block,
    says: Slip::SAYS,
    remedy: Slip::REMEDY,
    basis: BASIS,
    check: wording,
};

/// Reads the text of a finished paper with the same eyes; `place` says which.
pub fn in_paper(case: &Case<'_>, place: &Place, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = Report::of(&as_layered(&WORDING, case.book), &mut findings);
    for slip in lint(&case.book.lexicon, text, &case.scope()) {
        slip.file(&mut report, place.clone());
    }
    findings
}

fn named(case: &Case<'_>, report: &mut Report<'_>) {
    let purposes = &case.delegation.purposes;
    if purposes.is_empty() {
        report.find(place::whole("purposes"), &[("missing", Said::new("出访任务", "what the trip is for"))]);
    }
    for (index, purpose) in purposes.iter().enumerate().filter(|(_, purpose)| purpose.text.trim().is_empty())
    {
        let figures = [("missing", Said::new("任务内容", "what is done"))];
        report.find(place::purpose(index, "text", &purpose.title), &figures);
    }
}

fn wording(case: &Case<'_>, report: &mut Report<'_>) {
    let scope = case.scope();
    for (index, purpose) in case.delegation.purposes.iter().enumerate() {
        let fields = [
            ("title", &purpose.title),
            ("text", &purpose.text),
            ("necessity", &purpose.necessity),
            ("outcome", &purpose.outcome),
        ];
        for (field, text) in fields {
            for slip in lint(&case.book.lexicon, text, &scope) {
                slip.file(report, place::purpose(index, field, &purpose.title));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let text = text.to_owned();
        let scene = Scene::of("").change(move |trip| trip.purposes[0].text = text);
        scene.finds_figures(&[NAMED, WORDING], &["word", "missing"], expected);
    }

    #[test]
    fn a_study_tour_by_name_is_barred() {
        check("与示例理工学院就考评标准进行工作会谈", "");
        check("考察巴西职业教育", "R19 block word=考察");
        check("观摩赛项", "R19 warn word=观摩");
        check(" ", "R19 block missing=任务内容");
    }

    #[test]
    fn the_season_s_general_text_claims_every_region() {
        check("覆盖北非、南非、俄罗斯的出访", "R19 block word=北非、南非、俄罗斯");
        check("在巴西圣保罗执裁", "");
    }

    #[test]
    fn a_trip_without_a_task_does_not_go() {
        Scene::of("")
            .change(|trip| trip.purposes.clear())
            .finds(&[NAMED, WORDING], "R19 block missing=出访任务");
    }

    #[test]
    fn a_college_s_own_words_count() {
        let scene = |school: &str| {
            Scene::of(school).change(|trip| trip.purposes[0].text = "组成交流考察团".to_owned())
        };
        scene("school: 示例学院（校级规定样例）").finds_figures(
            &[WORDING],
            &["word"],
            "R19 block word=交流考察团",
        );
        scene("").finds_figures(&[WORDING], &["word"], "R19 block word=考察");
    }

    #[test]
    fn a_finished_paper_is_read_alike() {
        let place = Place::new("papers.programme", "日程安排", "the programme");
        let found = Scene::of("").in_paper(&place, "下午：游览。不安排购物。");
        assert_eq!(
            found.iter().map(|found| found.says.zh.as_str()).collect::<Vec<_>>(),
            ["写有“游览”，属游览观光内容"]
        );
    }
}
