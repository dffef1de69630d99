//! Reads the organiser's annex (附件): what a stranger's document says about the
//! season, without guessing in silence. One path for every format: a document
//! becomes raw rows and lines (`gather`), rows become stops (`stop`), lines
//! become tasks and goals (`general`); every cell ends up understood, kept as
//! text, or listed as unread. Pure.

mod as_written;
mod column;
mod fit;
mod flat;
mod gather;
mod general;
mod grid;
mod reading;
pub(crate) mod site;
mod stop;
pub(crate) mod value;

use std::collections::BTreeMap;

use intake::Document;
use jiff::civil::Date;
use kernel::Said;

use gather::{Gathered, Line};

pub use as_written::{as_written, read_again, stops};
pub use reading::{Item, Note, Reading, Source, StopReading, Unread, Value};

/// Reads an annex. `file` is its name as the user gave it; `today` is asked only
/// for the year of a file that names none, and a note then says so.
pub fn read(document: &Document, file: &str, today: Date) -> Reading {
    let gathered = Gathered::from(document);
    let before = general::read(gathered.before);
    let after = general::read(gathered.after);
    let (name, mut kept) = name(&before.rest);
    let mut notes = Vec::new();
    let year = year(&name.value, &gathered.stops, file).unwrap_or_else(|| {
        notes.push(Note {
            said: Said::new(
                format!("文件没有写明年份，按{}年读取时间；不对请在标题里写上年份", today.year()),
                format!("the file names no year; times are read as of {}", today.year()),
            ),
            place: None,
        });
        today.year()
    });
    let mut unread = Vec::new();
    let stops = stop::read(&gathered.stops, year, &mut notes, &mut unread);
    unread.extend(gathered.stray.into_iter().map(|piece| Unread {
        source: Source::at(piece.text, piece.place),
        why: Said::new(
            "这一格不属于任何一站：它所在的行缺序号或缺内容；请补全，或把说明文字写在表格外",
            "this cell belongs to no stop: its row lacks a number or anything else",
        ),
    }));
    let rest = after.rest.into_iter().map(|line| Source::at(line.text.trim(), line.place));
    kept.extend(rest);
    if stops.is_empty() {
        unread.extend(kept.drain(..).map(no_table));
    }
    let numbered =
        |items: Vec<Item>, more: Vec<Item>| -> Vec<Item> { items.into_iter().chain(more).collect() };
    Reading {
        file: file.to_owned(),
        format: document.format,
        year,
        name,
        stops,
        tasks: numbered(before.tasks, after.tasks),
        goals: numbered(before.goals, after.goals),
        headings: [before.headings, gathered.headings, after.headings].concat(),
        kept,
        unread,
        notes,
    }
}

fn no_table(source: Source) -> Unread {
    Unread {
        source,
        why: Said::new(
            "文件里没有认出赛站表；表头至少要有国家/地区，以及时间、停留天数、名称中的两项",
            "no table of stops was recognised; its header needs a country column and two of time, days, title",
        ),
    }
}

/// The annex's own heading among the lines before the table; the rest is kept.
fn name(lines: &[Line]) -> (Value<String>, Vec<Source>) {
    const ENDS: &[&str] = &["表", "安排", "计划", "方案", "通知", "一览", "名单", "表格", "清单"];
    let may_be = |line: &Line| {
        let text = line.text.trim();
        let label = text.starts_with("附件") && text.chars().count() <= 8;
        !label && !text.ends_with(['。', '：', ':', '；']) && text.chars().count() <= 60
    };
    let closes = |text: &str| ENDS.iter().any(|end| kernel::folded(text).ends_with(end));
    let first = lines
        .iter()
        .position(|line| may_be(line) && (year_in(&line.text).is_some() || closes(&line.text)))
        .or_else(|| lines.iter().position(may_be));
    let mut source = Source::default();
    let mut kept = Vec::new();
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        let goes_on = open && !line.apart && may_be(line) && source.places.len() < 3;
        if Some(index) == first || goes_on {
            source.add("\n", text, &line.place);
            open = !closes(text);
        } else {
            open = false;
            kept.push(Source::at(text, line.place.clone()));
        }
    }
    (Value { value: stop::one_line(&source.text), source }, kept)
}

/// The year: of the heading, of the stops' titles, of their times, of the file's
/// name, in this order of trust.
fn year(name: &str, stops: &[gather::RawStop], file: &str) -> Option<i16> {
    let of = |column: column::Column| {
        let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
        for piece in stops.iter().flat_map(|stop| stop.of(&column)) {
            if let Some(year) = year_in(&piece.text) {
                *counts.entry(year).or_default() += 1;
            }
        }
        // The one named most often, the earlier of two.
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(year, _)| year)
    };
    year_in(name)
        .or_else(|| of(column::Column::Title))
        .or_else(|| of(column::Column::Window))
        .or_else(|| of(column::Column::From))
        .or_else(|| year_in(file))
}

/// A year of this century in a text: four digits that stand alone.
fn year_in(text: &str) -> Option<i16> {
    let narrow = |char: char| match char {
        '０'..='９' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        other => other,
    };
    let plain: String = text.chars().map(narrow).collect();
    plain
        .split(|char: char| !char.is_ascii_digit())
        .filter(|run| run.len() == 4 && run.starts_with("20"))
        .find_map(|run| run.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_four_digits_that_stand_alone() {
        assert_eq!(year_in("２０２６金砖大赛"), Some(2026));
        assert_eq!(year_in("annex-2027.docx"), Some(2027));
        assert_eq!(year_in("编号20261"), None);
        assert_eq!(year_in("1998年"), None);
    }
}
