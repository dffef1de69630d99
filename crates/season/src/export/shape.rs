//! The shape all formats share: heading, header, rows, two sections.

use crate::model::{Annex, Field, Goal, Row, Task};

/// What stands above the heading.
pub(super) const LABEL: &str = "附件2";

/// The header, as the organiser writes it: 停留天数 is broken in its narrow column.
pub(super) const HEADER: [&str; 7] = ["序号", "国家/地区", "城市", "时间", "停留\n天数", "活动主题", "名称"];

/// A row's cells under the header.
pub(super) fn cells(row: &Row) -> [String; 7] {
    let says = |field| {
        let text = row.says(field);
        if text.is_empty() { "待定".to_owned() } else { text.to_owned() }
    };
    [
        row.number.to_string(),
        row.says(Field::Site).to_owned(),
        says(Field::City),
        says(Field::Window),
        says(Field::Stay),
        row.says(Field::Themes).to_owned(),
        row.says(Field::Title).to_owned(),
    ]
}

/// The sections that have anything to say, each item as its paragraphs.
pub(super) fn sections(annex: &Annex) -> Vec<(&'static str, Vec<Vec<String>>)> {
    let tasks = annex.tasks.iter().map(|Task { number, title, text }| paragraphs(*number, title, text));
    let goals = annex.goals.iter().map(|Goal { number, title, text }| paragraphs(*number, title, text));
    [("出访任务", tasks.collect::<Vec<_>>()), ("出访必要性", goals.collect())]
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .collect()
}

/// `1. 标题：正文`, a paragraph for each line of the text.
fn paragraphs(number: u32, title: &str, text: &str) -> Vec<String> {
    let first = if title.is_empty() { format!("{number}. ") } else { format!("{number}. {title}：") };
    let mut lines = text.lines();
    let head = format!("{first}{}", lines.next().unwrap_or_default());
    std::iter::once(head).chain(lines.map(str::to_owned)).collect()
}
