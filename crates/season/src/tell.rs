//! A season as a person reads it in a terminal.

use crate::annex::Reading;
use crate::model::{Change, Choice, City, Difference};
use crate::operations::Import;
use crate::store::Version;

/// A reading: the stops, how many tasks and goals, what was concluded and what
/// was not understood.
pub fn reading(reading: &Reading) -> String {
    let mut lines = vec![format!("{}（{}年，{}）", reading.name.value, reading.year, reading.file)];
    for stop in &reading.stops {
        let countries: Vec<&str> = stop.site.value.countries.iter().map(|country| country.zh()).collect();
        let joint = if stop.site.value.choice == Choice::Open { " 或 " } else { "、" };
        let city = match &stop.city.value {
            City::Undecided => "城市待定".to_owned(),
            City::Named(names) => names.join("、"),
        };
        let stay = stop.stay.value.as_ref().map_or("天数待定", |stay| stay.text.as_str());
        lines.push(format!(
            "  {} {}（{}）  {city}  {}  {stay}",
            stop.number.value,
            stop.site.value.region,
            countries.join(joint),
            stop.window.value
        ));
    }
    lines.push(format!("  任务{}项，目标{}项", reading.tasks.len(), reading.goals.len()));
    for note in &reading.notes {
        lines.push(format!("  说明：{}", note.said.zh));
    }
    for unread in &reading.unread {
        let places: Vec<String> = unread.source.places.iter().map(ToString::to_string).collect();
        lines.push(format!("  没看懂：{}“{}”——{}", places.join("、"), unread.source.text, unread.why.zh));
    }
    if reading.unread.is_empty() {
        lines.push("  没有看不懂的内容".to_owned());
    }
    lines.extend(doubts(reading));
    lines.join("\n")
}

/// What a person should look at although nothing was unreadable.
fn doubts(reading: &Reading) -> Vec<String> {
    let mut doubts = Vec::new();
    for (what, missing) in [("任务", reading.tasks.is_empty()), ("目标", reading.goals.is_empty())] {
        if missing {
            doubts.push(format!(
                "  请留意：没有读到出访{what}；附件里有的话，标题请写“出访任务”“出访必要性”，下面逐条编号"
            ));
        }
    }
    // 附件2 above the table says nothing a person would miss.
    let label = |text: &str| text.starts_with("附件") && text.chars().count() <= 8;
    let kept: Vec<&str> =
        reading.kept.iter().map(|source| source.text.trim()).filter(|text| !label(text)).collect();
    if let Some(first) = kept.first() {
        let first: String = first.chars().take(20).collect();
        doubts.push(format!("  按原文保留、没有归类的文字{}处（如“{first}”），--json 可看全文", kept.len()));
    }
    for stop in reading.stops.iter().filter(|stop| !stop.site.value.unknown.is_empty()) {
        let unknown = stop.site.value.unknown.join("、");
        doubts.push(format!("  请留意：第{}站的“{unknown}”不是认识的国家或地区", stop.number.value));
    }
    doubts
}

/// What an import came to: a line, and what a person should look at.
pub fn import(reading: &Reading, import: &Import) -> String {
    let what = format!(
        "{}：{}站，任务{}项，目标{}项，没看懂{}处",
        reading.file,
        reading.stops.len(),
        reading.tasks.len(),
        reading.goals.len(),
        reading.unread.len()
    );
    let told = match import {
        Import::First => format!("已导入 {what}"),
        Import::Same => format!("已导入过 {what}，内容没有变化"),
        Import::Newer { version, differences } => {
            format!("{what}；与现行附件有{}处不同，存为第{version}版，尚未生效", differences.len())
        }
    };
    std::iter::once(told).chain(doubts(reading)).collect::<Vec<_>>().join("\n")
}

/// Differences, one a line.
pub fn differences(differences: &[Difference]) -> String {
    let line = |it: &Difference| {
        let told = match it.change {
            Change::Added => format!("新增 {}：{}", it.subject, it.after),
            Change::Removed => format!("取消 {}：{}", it.subject, it.before),
            Change::Changed => format!("改动 {}：{} → {}", it.subject, it.before, it.after),
        };
        match &it.edited {
            Some(edit) => {
                format!("{told}（你已改为“{}”，更新后仍保留；不保留请加 --overwrite）", edit.value)
            }
            None => told,
        }
    };
    differences.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Versions, the one that holds marked.
pub fn versions(versions: &[Version], holds: i64) -> String {
    let line = |it: &Version| {
        let mark = if it.version == holds { "现行" } else { "    " };
        format!("{mark} 第{}版  {}  {}  {}", it.version, it.file, it.imported_at, it.imported_by)
    };
    versions.iter().map(line).collect::<Vec<_>>().join("\n")
}
