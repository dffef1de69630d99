//! The text that comes with the table: tasks (出访任务) and goals (出访必要性),
//! wherever they stand: in merged rows of the table, in paragraphs after it, or
//! in further tables. However many the file has, so many are read.

use std::collections::BTreeSet;

use intake::Place;
use kernel::folded;

use super::gather::Line;
use super::reading::{Item, Source};
use super::value::chinese;

/// Which part of the general text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// 出访任务
    Tasks,
    /// 出访必要性
    Goals,
}

const TASKS: &[&str] = &[
    "出访任务",
    "任务",
    "主要任务",
    "工作任务",
    "出访目的",
    "出国任务",
    "活动任务",
    "出访主要任务",
    "出访内容",
    "出访工作任务",
    "出访目的和任务",
    "出访目的与任务",
    "出访任务说明",
];

const GOALS: &[&str] = &[
    "出访必要性",
    "必要性",
    "出访的必要性",
    "出访意义",
    "必要性说明",
    "出访目标",
    "预期目标",
    "出访必要性及意义",
    "出访必要性和意义",
    "出访必要性说明",
    "必要性及意义",
    "出访必要性与意义",
];

/// Words that open a line which belongs to no section.
const ASIDES: &[&str] = &["注：", "注:", "备注", "附件", "附：", "附:", "说明：", "联系人", "联系方式"];

/// What the general text says.
#[derive(Debug, Default)]
pub(super) struct General {
    pub(super) tasks: Vec<Item>,
    pub(super) goals: Vec<Item>,
    pub(super) headings: Vec<Source>,
    pub(super) rest: Vec<Line>,
}

/// The section a line opens, and what the line goes on to say.
pub(super) fn heading(line: &str) -> Option<(Section, &str)> {
    let line = line.trim();
    let section = |words: &str| {
        let folded = folded(without_chinese_number(words));
        if TASKS.contains(&folded.as_str()) {
            Some(Section::Tasks)
        } else if GOALS.contains(&folded.as_str()) {
            Some(Section::Goals)
        } else {
            None
        }
    };
    // Only a short text can be a heading, however it is broken into lines.
    if line.chars().count() <= 24
        && let Some(section) = section(line)
    {
        return Some((section, ""));
    }
    let (words, rest) = line.split_once(['：', ':'])?;
    if words.chars().count() > 16 || words.contains('\n') {
        return None;
    }
    section(words).map(|section| (section, rest.trim()))
}

/// Reads sections out of a stream of lines.
pub(super) fn read(lines: Vec<Line>) -> General {
    let mut general = General::default();
    let mut open: Option<Section> = None;
    let mut drafts: Vec<Draft> = Vec::new();
    for line in lines {
        let text = line.text.trim().to_owned();
        if let Some((section, rest)) = heading(&text) {
            general.close(open, std::mem::take(&mut drafts));
            general.headings.push(Source::at(text.clone(), line.place.clone()));
            open = Some(section);
            if !rest.is_empty() {
                drafts.push(Draft::new(rest, &line));
            }
        } else if open.is_none() || is_aside(&text, &line.place, drafts.last()) {
            general.rest.push(line);
        } else {
            drafts.push(Draft::new(&text, &line));
        }
    }
    general.close(open, drafts);
    general
}

/// A paragraph of a section, before it is known which item it belongs to.
#[derive(Debug)]
struct Draft {
    mark: Option<Mark>,
    text: String,
    line: Line,
}

/// An item's number as written, and in which manner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    number: u32,
    manner: Manner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Arabic,
    Chinese,
    Circled,
}

impl Draft {
    fn new(text: &str, line: &Line) -> Self {
        let (mark, text) = numbered(text);
        Self { mark, text: text.to_owned(), line: line.clone() }
    }
}

impl General {
    fn close(&mut self, section: Option<Section>, drafts: Vec<Draft>) {
        let Some(section) = section else { return };
        let list = match section {
            Section::Tasks => &mut self.tasks,
            Section::Goals => &mut self.goals,
        };
        // The first number sets the manner; other numbers belong to the texts.
        let manner = drafts.iter().find_map(|draft| draft.mark).map(|mark| mark.manner);
        let mut given: BTreeSet<u32> = list.iter().map(|item| item.number).collect();
        let mut groups: Vec<(u32, Vec<Draft>)> = Vec::new();
        for draft in drafts {
            let own = draft.mark.filter(|mark| Some(mark.manner) == manner);
            let next = u32::try_from(list.len() + groups.len() + 1).unwrap_or(u32::MAX);
            match own {
                Some(mark) => {
                    // A number that was given already says no more than the order.
                    let after = given.last().map_or(1, |last: &u32| last.saturating_add(1));
                    let number = if given.contains(&mark.number) { after } else { mark.number };
                    given.insert(number);
                    groups.push((number, vec![draft]));
                }
                None if manner.is_none() && !goes_on(groups.last(), &draft) => {
                    groups.push((next, vec![draft]));
                }
                None => match groups.last_mut() {
                    Some((_, group)) => group.push(draft),
                    None => self.rest.push(draft.line),
                },
            }
        }
        list.extend(groups.into_iter().map(|(number, group)| item(number, &group)));
    }
}

/// Without numbers every paragraph is an item, but cells side by side are one.
fn goes_on(last: Option<&(u32, Vec<Draft>)>, draft: &Draft) -> bool {
    let Some(before) = last.and_then(|(_, group)| group.last()) else { return false };
    match (&before.line.place, &draft.line.place) {
        (Place::Cell { table, row, column }, Place::Cell { table: table2, row: row2, column: column2 }) => {
            table == table2 && row == row2 && column != column2
        }
        (Place::Sheet { sheet, address }, Place::Sheet { sheet: sheet2, address: address2 }) => {
            sheet == sheet2 && address.row() == address2.row() && address != address2
        }
        _ => false,
    }
}

/// One item from its paragraphs: a heading before the first colon, or a heading
/// on a line of its own.
fn item(number: u32, group: &[Draft]) -> Item {
    let mut source = Source::default();
    let mut title = String::new();
    let mut text = String::new();
    // A number in a cell of its own says nothing yet.
    let first = group.iter().position(|draft| !draft.text.is_empty()).unwrap_or_default();
    for (index, draft) in group.iter().enumerate() {
        source.add("\n", draft.line.text.trim(), &draft.line.place);
        if index < first {
            continue;
        }
        if index == first {
            match draft.text.split_once(['：', ':']) {
                Some((head, body)) if head.chars().count() <= 40 && !head.contains(['。', '；']) => {
                    head.trim().clone_into(&mut title);
                    body.trim().clone_into(&mut text);
                }
                _ if group.len() > first + 1
                    && !ends_sentence(&draft.text)
                    && draft.text.chars().count() <= 40 =>
                {
                    draft.text.clone_into(&mut title);
                }
                _ => match draft.text.split_once('。') {
                    // `（一）标题。正文`, the other way official papers write it.
                    Some((head, body)) if is_heading(head) && !body.trim().is_empty() => {
                        head.trim().clone_into(&mut title);
                        body.trim().clone_into(&mut text);
                    }
                    _ => draft.text.clone_into(&mut text),
                },
            }
        } else {
            let said = draft.mark.map_or(draft.text.as_str(), |_| draft.line.text.trim());
            if !text.is_empty() && ends_sentence(&text) {
                text.push('\n');
            }
            text.push_str(said);
        }
    }
    Item { number, title, text, source }
}

/// Whether a first sentence is short and plain enough to be a heading.
fn is_heading(sentence: &str) -> bool {
    sentence.chars().count() <= 20 && !sentence.contains(['，', '；', '、', ','])
}

/// A line that stands after a section without belonging to it: a note, or a
/// short line without a stop after a sentence that is complete.
fn is_aside(text: &str, place: &Place, before: Option<&Draft>) -> bool {
    if ASIDES.iter().any(|word| text.starts_with(word)) {
        return true;
    }
    if matches!(place, Place::Cell { .. } | Place::Sheet { .. }) {
        return false;
    }
    let complete = before.is_some_and(|draft| ends_sentence(&draft.text));
    complete && !ends_sentence(text) && numbered(text).0.is_none() && text.chars().count() <= 40
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '；', '”', '）', '.', ';', '：', ':'])
}

/// Splits the number off an item: `1.`, `1、`, `（1）`, `一、`, `①`.
fn numbered(text: &str) -> (Option<Mark>, &str) {
    let text = text.trim();
    if let Some(first) = text.chars().next()
        && let '①'..='⑳' = first
    {
        let mark = Mark { number: u32::from(first) - u32::from('①') + 1, manner: Manner::Circled };
        return (Some(mark), text.get(first.len_utf8()..).unwrap_or_default().trim_start());
    }
    let (bracketed, inner) = match text.strip_prefix(['（', '(']) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let is_figure = |char: char| {
        char.is_ascii_digit() || ('０'..='９').contains(&char) || "一二三四五六七八九十".contains(char)
    };
    let end = inner.find(|char| !is_figure(char)).unwrap_or(inner.len());
    let (figure, rest) = inner.split_at(end);
    if rest.is_empty() && !bracketed && (1..=2).contains(&figure.len()) {
        // A cell that holds a number alone.
        let number = figure.parse().ok();
        return (number.map(|number| Mark { number, manner: Manner::Arabic }), "");
    }
    let closers: &[char] = if bracketed { &['）', ')'] } else { &['.', '．', '、', '）', ')'] };
    let Some(body) = rest.strip_prefix(closers) else { return (None, text) };
    // `5.5` is a figure of the text.
    if figure.chars().count() > 2
        || (rest.starts_with('.') && body.starts_with(|char: char| char.is_ascii_digit()))
    {
        return (None, text);
    }
    let arabic = folded(figure).parse().ok();
    let manner = if arabic.is_some() { Manner::Arabic } else { Manner::Chinese };
    match arabic.or_else(|| chinese(figure)) {
        Some(number) => (Some(Mark { number, manner }), body.trim_start_matches('、').trim_start()),
        None => (None, text),
    }
}

/// A heading may be numbered itself: `一、出访任务`, `（二）出访必要性`.
fn without_chinese_number(text: &str) -> &str {
    match numbered(text) {
        (Some(_), rest) => rest,
        (None, text) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        let line = |(index, text): (usize, &str)| Line {
            text: text.to_owned(),
            place: Place::Line { page: None, line: u32::try_from(index).unwrap() + 1 },
            apart: false,
        };
        text.lines().enumerate().map(line).collect()
    }

    fn told(text: &str) -> String {
        let general = read(lines(text));
        let mut told = Vec::new();
        for (name, items) in [("任务", &general.tasks), ("目标", &general.goals)] {
            for item in items {
                told.push(format!("{name}{}[{}]{}", item.number, item.title, item.text.replace('\n', "¶")));
            }
        }
        told.extend(general.rest.iter().map(|line| format!("余:{}", line.text)));
        told.join(" | ")
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(told(text), expected);
    }

    #[test]
    fn items_have_a_heading_and_a_text() {
        check(
            "出访任务\n1. 参赛：带队参赛。\n2. 会谈：商定清单。\n出访必要性\n1. 育人：对接方案。",
            "任务1[参赛]带队参赛。 | 任务2[会谈]商定清单。 | 目标1[育人]对接方案。",
        );
    }

    #[test]
    fn a_heading_may_stand_on_its_own_line_and_a_text_may_have_paragraphs() {
        check(
            "一、出访任务\n（1）参赛\n带队参赛。\n并做记录。\n（2）会谈\n商定清单。",
            "任务1[参赛]带队参赛。¶并做记录。 | 任务2[会谈]商定清单。",
        );
    }

    #[test]
    fn a_heading_may_end_with_a_full_stop() {
        check(
            "出访任务\n（一）参赛。带队参赛，做好记录。\n（二）会谈，签约。商定清单。",
            "任务1[参赛]带队参赛，做好记录。 | 任务2[]会谈，签约。商定清单。",
        );
    }

    #[test]
    fn numbers_of_another_manner_belong_to_the_text() {
        check(
            "出访任务：\n一、参赛\n1. 报名。\n2. 到场。\n二、会谈：商定清单。",
            "任务1[参赛]1. 报名。¶2. 到场。 | 任务2[会谈]商定清单。",
        );
    }

    #[test]
    fn unnumbered_paragraphs_are_items_of_their_own() {
        check(
            "出訪任務\n参赛：带队参赛。\n会谈：商定清单。",
            "任务1[参赛]带队参赛。 | 任务2[会谈]商定清单。",
        );
    }

    #[test]
    fn a_line_broken_by_the_page_is_joined_again() {
        check(
            "出访任务\n1. 参赛：带队参\n赛。\n2. 会谈：商定。",
            "任务1[参赛]带队参赛。 | 任务2[会谈]商定。",
        );
    }

    #[test]
    fn what_comes_after_is_no_part_of_the_last_item() {
        check(
            "出访必要性\n1. 育人：对接方案。\n注：城市另行通知。\n示例组委会\n2026年1月5日",
            "目标1[育人]对接方案。 | 余:注：城市另行通知。 | 余:示例组委会 | 余:2026年1月5日",
        );
    }

    #[test]
    fn a_figure_or_a_year_is_no_number_of_an_item() {
        check("出访任务\n1. 参赛：共\n5.5万人。\n2026年参赛。", "任务1[参赛]共5.5万人。¶2026年参赛。");
    }

    #[test]
    fn an_upright_heading_is_a_heading() {
        assert_eq!(heading("出\n访\n必\n要\n性").map(|(section, _)| section), Some(Section::Goals));
        assert_eq!(heading("1. 服务院校人才培养目标：对接。"), None);
        assert_eq!(heading("出访任务：参赛。"), Some((Section::Tasks, "参赛。")));
    }
}
