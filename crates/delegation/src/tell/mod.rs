//! An examination as a person reads it in a terminal or a text file: first
//! whether it may go, then every finding with its remedy and its basis.

mod deadlines;
mod form;
mod life;
mod money;

use chassis::Colour;
use documents::Paper;
use documents::paper::Stage;
use kernel::{Finding, Severity};
use unicode_width::UnicodeWidthStr;

use crate::examination::Examination;
use crate::facts::dates;
use crate::letters::Draft;
use crate::papers::Papers;
use crate::print::Printed;

pub use deadlines::{Shown, deadlines};
pub use form::{facts_found, facts_page, form_faults, form_json};
pub use life::{entry, life, next_steps, open, story};
pub use money::{money, posted};

const WIDTH: usize = 96;

/// The whole examination.
pub fn examination(examination: &Examination, colour: Colour) -> String {
    let mut text = format!("{}\n{}\n", examination.delegation.name, verdict(examination));
    for finding in &examination.findings {
        text.push('\n');
        text.push_str(&self::finding(examination, finding, colour));
    }
    if let Err(faults) = &examination.budget {
        text.push_str("\n经费预算还算不出来：\n");
        for fault in faults {
            text.extend(["  ", &fault.to_string(), "\n"]);
        }
    }
    text.trim_end().to_owned()
}

/// One line: whether the application may go, or how far it has got, and what stands
/// in its way.
pub fn verdict(examination: &Examination) -> String {
    let count = |severity| examination.findings.of(severity).count();
    let blocks = count(Severity::Block);
    let unanswered = examination.findings.unanswered(&examination.delegation.justifications).len();
    let answered = count(Severity::Justify) - unanswered;
    let mut parts = Vec::new();
    if blocks > 0 {
        parts.push(format!("禁止{blocks}项"));
    }
    if unanswered > 0 {
        parts.push(format!("待说明{unanswered}项"));
    }
    if answered > 0 {
        parts.push(format!("已说明{answered}项"));
    }
    if count(Severity::Warn) > 0 {
        parts.push(format!("提示{}项", count(Severity::Warn)));
    }
    let told = if parts.is_empty() { "没有问题".to_owned() } else { parts.join("，") };
    let phase = examination.delegation.life.phase();
    let may = match (examination.has_left(), examination.is_in_order()) {
        _ if !phase.is_before_submission() => phase.words().zh,
        (true, _) => "出境日已过",
        (false, true) => "可以报送",
        (false, false) => "还不能报送",
    };
    let students = match &examination.students_budget {
        Some(Ok(budget)) => format!("，学生{}人另计{}元", budget.persons, budget.total.running()),
        Some(Err(_)) => "，学生费用还算不出来".to_owned(),
        None => String::new(),
    };
    match &examination.budget {
        Ok(budget) => format!("{may}：{told}；预算{}元{students}", budget.total.running()),
        Err(_) => format!("{may}：{told}；预算还算不出来"),
    }
}

fn finding(examination: &Examination, finding: &Finding, colour: Colour) -> String {
    let answered = examination.answers(finding);
    let label = match (finding.severity, answered) {
        (Severity::Justify, true) => "已说明",
        (severity, _) => severity.words().zh,
    };
    let label = painted(label, finding.severity, colour);
    let mut lines =
        vec![format!("{label} {}  {}：{}", finding.rule, finding.place.words.zh, finding.says.zh)];
    if let Some(given) = examination.reason_for(finding).filter(|_| answered) {
        let on = given.at.to_zoned_datetime(jiff::tz::TimeZone::fixed(jiff::tz::offset(8))).date();
        lines.push(format!("     理由：{}", given.reason));
        lines.push(format!("     说明人：{}，{}", given.by, dates::zh(on)));
    }
    let lapsed =
        examination.lapsed_for(finding).filter(|_| finding.severity == Severity::Justify && !answered);
    if let Some(lapsed) = lapsed {
        lines.push(format!("     原有理由不再适用：情况与说明时不同，请重新说明（原为：{}）", lapsed.reason));
    }
    if !answered {
        lines.push(format!("     改法：{}", finding.remedy.zh));
    }
    lines.push(format!("     依据：{}", finding.basis));
    lines.iter().map(|line| folded(line)).collect()
}

fn painted(label: &str, severity: Severity, colour: Colour) -> String {
    let code = match severity {
        Severity::Block => "31",
        Severity::Justify => "33",
        Severity::Warn => "36",
    };
    match colour {
        Colour::Yes => format!("\u{1b}[{code}m{label}\u{1b}[0m"),
        Colour::No => label.to_owned(),
    }
}

/// A line folded at the width of a terminal, continued under its text. A mark that
/// may not begin a line stays at the end of the one before; a word, a number or a
/// date is never broken.
pub(crate) fn folded(line: &str) -> String {
    let mut text = String::new();
    let mut width = 0;
    let characters: Vec<char> = line.chars().collect();
    for piece in characters.chunk_by(|one, other| is_of_a_word(*one) && is_of_a_word(*other)) {
        let piece: String = piece.iter().collect();
        if width + piece.width() > WIDTH && !piece.starts_with(|sign| "，。、；：！？）》”〕".contains(sign))
        {
            text.truncate(text.trim_end().len());
            text.push_str(CONTINUED);
            width = CONTINUED.width();
        }
        if !(piece == " " && text.ends_with(CONTINUED)) {
            width += piece.width();
            text.push_str(&piece);
        }
    }
    text.push('\n');
    text
}

const CONTINUED: &str = "\n           ";

/// Letters and digits, and what joins them: `12.5%`, `(BR)`, `2026-05-06→2026-05-08`.
const fn is_of_a_word(sign: char) -> bool {
    sign.is_ascii_graphic() || sign == '→'
}

/// A printed paper on one line: `请示（docx、pdf，4页）`.
pub fn printed(paper: &Printed) -> String {
    let whose = paper.person.as_ref().map_or_else(String::new, |person| format!("·{person}"));
    let mut parts: Vec<String> =
        vec![paper.files.iter().map(|(extension, _)| *extension).collect::<Vec<_>>().join("、")];
    if paper.pages > 0 {
        parts.push(format!("{}页", paper.pages));
    }
    format!("{}{whose}（{}）", paper.name.zh, parts.join("，"))
}

/// A printed letter: its files, and what somebody should know of its language.
pub fn letter(draft: &Draft) -> String {
    let Draft { printed, language, usual, untranslated } = draft;
    let files: Vec<&str> = printed.files.iter().map(|(extension, _)| *extension).collect();
    let mut lines = vec![format!("{}（{}，{}页）", printed.stem, files.join("、"), printed.pages)];
    if !usual {
        lines.push(format!("{language}不是邀请方所在国通用的语种；请与邀请方商定"));
    }
    if !untranslated.is_empty() {
        lines.push(format!("没有{language}译名的职务，函中只写团内职务：{}", untranslated.join("、")));
    }
    lines.join("\n  ")
}

/// Which papers there are, stage by stage; `*` marks those of the package.
pub fn papers(papers: &Papers) -> String {
    let mut text = String::from("公文（* 为报送的一整套，不写 --paper、--stage、--all 时只出这些）\n");
    let widest = papers.iter().map(|paper| paper.code().width()).max().unwrap_or_default();
    let longest = papers.iter().map(|paper| paper.name().zh.width()).max().unwrap_or_default();
    for stage in Stage::ALL {
        let of_stage: Vec<&Paper> = papers.iter().filter(|paper| paper.when() == *stage).collect();
        if !of_stage.is_empty() {
            text.extend(["\n", stage.words().zh, "（", stage.code(), "）\n"]);
        }
        for paper in of_stage {
            let mark = if paper.is_of_package() { '*' } else { ' ' };
            let code = padded(paper.code(), widest);
            let name = padded(&paper.name().zh, longest);
            let formats: Vec<&str> = paper.formats().iter().map(|format| format.extension()).collect();
            let formats = padded(&formats.join(" "), "docx pdf xlsx".len());
            let each = paper.each().map_or_else(String::new, |each| format!("{}一份；", each.words().zh));
            let some = if paper.is_conditional() { "适用时出；" } else { "" };
            let line = format!(" {mark} {code}  {name}  {formats}  {each}{some}{}", paper.basis());
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}

/// A text with blanks up to a width on the terminal.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Which faces the PDFs were set in, asked → used.
pub fn fonts(printed: &[Printed]) -> String {
    let mut uses: Vec<_> = printed.iter().flat_map(|paper| &paper.fonts).collect();
    uses.sort();
    uses.dedup();
    let told: Vec<String> = uses
        .iter()
        .map(|it| if it.asked.is_empty() { it.used.clone() } else { format!("{}→{}", it.asked, it.used) })
        .collect();
    format!("PDF 字体：{}", told.join("，"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_never_folded_inside_a_word_or_a_date() {
        let line = format!("     {}2026-04-17→2026-05-18；示例 stay-within-cap", "示例".repeat(21));
        assert_eq!(
            folded(&line),
            format!("     {}\n           2026-04-17→2026-05-18；示例 stay-within-cap\n", "示例".repeat(21))
        );
        let line = format!("{} 2026-04-17，示例", "示例".repeat(21));
        assert_eq!(folded(&line), format!("{} 2026-04-17，\n           示例\n", "示例".repeat(21)));
        let line = format!("{}   2026-04-17", "示例".repeat(22));
        assert_eq!(folded(&line), format!("{}\n           2026-04-17\n", "示例".repeat(22)));
    }
}
