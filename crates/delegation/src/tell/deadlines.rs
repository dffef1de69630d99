//! Deadlines as a person reads them: the late ones first, then what slips and
//! what is in the way.

use chassis::Colour;
use jiff::civil::Date;
use unicode_width::UnicodeWidthStr;

use super::{folded, padded};
use crate::deadlines::{Clash, Deadline, Deadlines, Slip, Urgency};
use crate::facts::dates;

/// The whole list of a school; done ones only when asked for. Its parties are told
/// without its name, which stands above them.
pub fn deadlines(deadlines: &Deadlines, school: &str, shown: Shown, colour: Colour) -> String {
    let today = deadlines.today;
    let mut lines = vec![format!("{school}的时限（{}，{}）", dates::zh(today), dates::weekday(today))];
    let columns = Columns {
        school,
        what: widest(deadlines.due.iter().map(|it| it.what.zh.as_str())),
        party: widest(deadlines.due.iter().map(|it| own(&it.party, school))),
    };
    for urgency in Urgency::ALL {
        let of: Vec<&Deadline> = deadlines.due.iter().filter(|it| it.urgency == *urgency).collect();
        if of.is_empty() || shown == Shown::Open && *urgency == Urgency::Done {
            continue;
        }
        lines.push(String::new());
        lines.push(painted(&format!("{}（{}项）", urgency.words().zh, of.len()), *urgency, colour));
        lines.extend(of.into_iter().map(|it| deadline(it, columns)));
    }
    if deadlines.due.iter().all(|it| it.urgency == Urgency::Done) {
        lines.push("没有未办的时限。".to_owned());
    }
    section(
        &mut lines,
        "顺延（照通常时限，已经赶不上计划的出境日）",
        deadlines.slips.iter().flat_map(|it| slip(it, school)),
    );
    section(&mut lines, "冲突", deadlines.clashes.iter().map(|it| clash(it, school)));
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

/// How wide the columns are.
#[derive(Debug, Clone, Copy)]
struct Columns<'a> {
    school: &'a str,
    what: usize,
    party: usize,
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or_default().min(40)
}

/// A party's name without its school's.
fn own<'a>(party: &'a str, school: &str) -> &'a str {
    party.strip_prefix(school).filter(|rest| !rest.is_empty()).unwrap_or(party)
}

fn deadline(it: &Deadline, columns: Columns<'_>) -> String {
    let rule = if it.rule.is_empty() { String::new() } else { format!("{} ", it.rule) };
    let what = padded(&it.what.zh, columns.what);
    let party = padded(own(&it.party, columns.school), columns.party);
    format!("  {}  {what}  {party}  〔{rule}{}〕", day(it.on), it.basis)
}

/// `2026-05-06 周三`.
fn day(date: Date) -> String {
    format!("{date} {}", dates::weekday(date))
}

fn slip(it: &Slip, school: &str) -> Vec<String> {
    let stages: Vec<String> =
        it.stages.iter().map(|stage| format!("{} {}→{}", stage.name.zh, stage.planned, stage.now)).collect();
    let told = format!(
        "  {}：计划{}出境，照通常时限最早{}，晚{}天；最快{}",
        own(&it.party, school),
        it.planned,
        it.earliest,
        it.days,
        it.quickest
    );
    vec![told, folded(&format!("     {}", stages.join("；"))).trim_end().to_owned()]
}

fn clash(it: &Clash, school: &str) -> String {
    format!("  {}  {}", it.kind.words().zh, it.says.zh.replace(&format!("“{school}"), "“"))
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
