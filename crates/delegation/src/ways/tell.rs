//! The ways out as a person reads them in a terminal.

use super::{Overstay, Remedy};
use crate::board::Way;
use crate::examination::Examination;
use crate::model::{Category, Delegation};
use crate::tell::folded;

/// The five ways of a delegation, or why none is needed.
pub fn told(examination: &Examination) -> String {
    let delegation = &examination.delegation;
    let mut text = format!("{}\n", delegation.name);
    let Some(overstay) = &examination.overstay else {
        text.push_str(&within(delegation));
        return text;
    };
    let countries: Vec<&str> = overstay.countries.iter().map(|country| country.zh()).collect();
    let Overstay { rule, days, cap, more, basis, .. } = overstay;
    let over = format!(
        "在外{days}天，{}（{}国）的上限是{cap}天，超出{more}天（{rule}）",
        countries.join("、"),
        countries.len().max(1)
    );
    text.push_str(&folded(&over));
    text.push_str(&folded(&format!("依据：{basis}")));
    if let Some(given) = overstay.answered(delegation) {
        let way = overstay.taken(&given.reason).map_or("", |remedy| remedy.way.words().zh);
        text.push_str(&folded(&format!("已记录理由（{way}，{}）", given.by)));
    }
    for (index, remedy) in overstay.ways.iter().enumerate() {
        text.push('\n');
        text.push_str(&way(index + 1, remedy));
    }
    text.push_str("\n采用：jinqiao delegation ways 团组 --adopt 出路（如 --adopt 书面申请）");
    text
}

fn within(delegation: &Delegation) -> String {
    match delegation.stay() {
        None => "日程没有标明出境和入境，算不出在外天数".to_owned(),
        Some(stay) if delegation.category == Category::AcademicExchange => {
            format!("在外{}天：按学术交流合作团组，天数按任务需要，不需要出路", stay.days())
        }
        Some(stay) => format!("在外{}天，没有超过上限，不需要出路", stay.days()),
    }
}

fn way(number: usize, remedy: &Remedy) -> String {
    let state = if remedy.first.is_empty() { "可以采用" } else { "先要改" };
    let days = remedy.days.map_or_else(|| "按任务需要".to_owned(), |days| format!("{days}天"));
    let mut lines = vec![format!("{number} {}（{days}，{state}）", remedy.way.words().zh)];
    lines.extend(remedy.finds.iter().map(|said| format!("     · {}", said.zh)));
    lines.extend(remedy.first.iter().map(|said| format!("     先办：{}", said.zh)));
    let when = if remedy.first.is_empty() { "" } else { "（先办的都办好以后用）" };
    lines.push(format!("     理由{when}：{}", remedy.reason));
    lines.push(format!("     附件：{}", remedy.evidence.join("；")));
    lines.push(format!("     何时不成：{}", remedy.way.fails().zh));
    lines.push(format!("     依据：{}", remedy.basis));
    lines.iter().map(|line| folded(line)).collect()
}

/// What was recorded, and what to attach.
pub fn adopted(delegation: &Delegation, overstay: &Overstay, way: Way) -> String {
    let mut lines = vec![format!(
        "已为 {} 记录 {} 的理由（{}），出公文时会写进请示",
        delegation.name,
        overstay.rule,
        way.words().zh
    )];
    if let Some(remedy) = overstay.way(way) {
        lines.push(format!("理由：{}", remedy.reason));
        lines.push("请附：".to_owned());
        lines.extend(remedy.evidence.iter().map(|paper| format!("  {paper}")));
    }
    lines.iter().map(|line| folded(line)).collect::<String>().trim_end().to_owned()
}
