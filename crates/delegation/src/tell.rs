//! An examination as a person reads it in a terminal or a text file: first
//! whether it may go, then every finding with its remedy and its basis.

use chassis::Colour;
use kernel::{Finding, Severity};

use crate::examination::Examination;
use crate::print::Printed;

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

/// One line: whether the application may go, and what stands in its way.
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
    let may = match (examination.has_left(), examination.is_in_order()) {
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

/// A line folded at the width of a terminal, continued under its text; a mark
/// that may not begin a line stays at the end of the one before.
fn folded(line: &str) -> String {
    let mut text = String::new();
    let mut width = 0;
    for character in line.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
        if width + wide > WIDTH && !"，。、；：！？）》”".contains(character) {
            text.push_str("\n           ");
            width = 11;
        }
        text.push(character);
        width += wide;
    }
    text.push('\n');
    text
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
