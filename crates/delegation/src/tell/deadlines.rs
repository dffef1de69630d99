//! Deadlines as a person reads them: the late ones first, then what slips and
//! what is in the way.

use chassis::Colour;
use jiff::civil::Date;
use unicode_width::UnicodeWidthStr;

use super::{folded, padded};
use crate::deadlines::{Clash, Deadline, Deadlines, Slip, Urgency};
use crate::facts::dates;

/// The whole list; done ones only when asked for.
pub fn deadlines(deadlines: &Deadlines, shown: Shown, colour: Colour) -> String {
    let mut lines =
        vec![format!("时限（{}，{}）", dates::zh(deadlines.today), dates::weekday(deadlines.today))];
    let widest = deadlines.due.iter().map(|it| it.what.zh.width()).max().unwrap_or_default().min(40);
    for urgency in Urgency::ALL {
        let of: Vec<&Deadline> = deadlines.due.iter().filter(|it| it.urgency == *urgency).collect();
        if of.is_empty() || shown == Shown::Open && *urgency == Urgency::Done {
            continue;
        }
        lines.push(String::new());
        lines.push(painted(&format!("{}（{}项）", urgency.words().zh, of.len()), *urgency, colour));
        lines.extend(of.into_iter().map(|it| deadline(it, widest)));
    }
    if deadlines.due.iter().all(|it| it.urgency == Urgency::Done) {
        lines.push("没有未办的时限。".to_owned());
    }
    section(&mut lines, "顺延（照通常时限，已经赶不上计划的出境日）", deadlines.slips.iter().flat_map(slip));
    section(&mut lines, "冲突", deadlines.clashes.iter().map(clash));
    if !deadlines.unannounced.is_empty() {
        let years: Vec<String> = deadlines.unannounced.iter().map(ToString::to_string).collect();
        lines.push(String::new());
        lines.push(format!("{}年的放假安排尚未公布，只按周末计算工作日。", years.join("、")));
    }
    lines.join("\n")
}

/// Whether what is done is shown too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Only what is open.
    Open,
    /// Everything.
    All,
}

fn section(lines: &mut Vec<String>, title: &str, told: impl Iterator<Item = String>) {
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        lines.push(String::new());
        lines.push(title.to_owned());
        lines.extend(told);
    }
}

fn deadline(it: &Deadline, widest: usize) -> String {
    let rule = if it.rule.is_empty() { String::new() } else { format!("{} ", it.rule) };
    format!("  {}  {}  {}  〔{rule}{}〕", day(it.on), padded(&it.what.zh, widest), it.party, it.basis)
}

/// `2026-05-06 周三`.
fn day(date: Date) -> String {
    format!("{date} {}", dates::weekday(date))
}

fn slip(it: &Slip) -> Vec<String> {
    let stages: Vec<String> =
        it.stages.iter().map(|stage| format!("{} {}→{}", stage.name.zh, stage.planned, stage.now)).collect();
    let told = format!(
        "  {}：计划{}出境，照通常时限最早{}，晚{}天；最快{}",
        it.party, it.planned, it.earliest, it.days, it.quickest
    );
    vec![told, folded(&format!("     {}", stages.join("；"))).trim_end().to_owned()]
}

fn clash(it: &Clash) -> String {
    format!("  {}  {}", it.kind.words().zh, it.says.zh)
}

fn painted(label: &str, urgency: Urgency, colour: Colour) -> String {
    let code = match urgency {
        Urgency::Late => "31",
        Urgency::Today => "33",
        Urgency::Soon => "36",
        Urgency::Ahead | Urgency::Done => "0",
    };
    match colour {
        Colour::Yes => format!("\u{1b}[{code}m{label}\u{1b}[0m"),
        Colour::No => label.to_owned(),
    }
}
