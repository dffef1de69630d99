//! Automatic numbers. In a docx the `1.` before a paragraph is not in its text;
//! it follows from lists defined elsewhere, from styles, and from every paragraph
//! before. A reader who drops it loses "task 3".

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use super::counting;
use crate::archive::Pieces;
use crate::refusal::Refusal;
use crate::xml::{Token, Xml};

/// Levels of a list; Word has nine.
const LEVELS: usize = 9;

/// All lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<u32, List>,
    uses: BTreeMap<u32, Use>,
    styles: BTreeMap<String, Style>,
    counted: BTreeMap<u32, [Option<u32>; LEVELS]>,
    restarted: BTreeSet<(u32, usize)>,
}

/// A list as defined (`w:abstractNum`).
#[derive(Debug, Default)]
struct List {
    levels: BTreeMap<usize, Level>,
    /// Defined by another list, through the style of this name.
    stands_for: Option<String>,
    /// The style others may stand for this list through.
    known_as: Option<String>,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    nothing_after: bool,
    all_decimal: bool,
    style: Option<String>,
}

/// A list as used (`w:num`).
#[derive(Debug, Default)]
struct Use {
    list: u32,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    number: Option<u32>,
    level: Option<usize>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn learn_lists<R: BufRead + Pieces>(&mut self, xml: &mut Xml<R>) -> Result<(), Refusal> {
        loop {
            match xml.next()? {
                Token::Open(tag) => match tag.local() {
                    "abstractNum" => {
                        let id = tag.number("abstractNumId").unwrap_or_default();
                        let list = read_list(xml)?;
                        self.lists.insert(id, list);
                    }
                    "num" => {
                        let id = tag.number("numId").unwrap_or_default();
                        let used = read_use(xml)?;
                        self.uses.insert(id, used);
                    }
                    _ => {}
                },
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads what `styles.xml` says of numbers.
    pub(super) fn learn_styles<R: BufRead + Pieces>(&mut self, xml: &mut Xml<R>) -> Result<(), Refusal> {
        let mut current = None;
        loop {
            match xml.next()? {
                Token::Open(tag) => {
                    let value = |name: &str| tag.get(name).map(Cow::into_owned);
                    match tag.local() {
                        "style" => {
                            current = value("styleId");
                            if let Some(id) = &current {
                                self.styles.insert(id.clone(), Style::default());
                            }
                        }
                        name @ ("basedOn" | "numId" | "ilvl") => {
                            let style = current.as_ref().and_then(|id| self.styles.get_mut(id));
                            let Some(style) = style else { continue };
                            match name {
                                "basedOn" => style.based_on = value("val"),
                                "numId" => style.number = tag.number("val"),
                                _ => style.level = tag.number("val"),
                            }
                        }
                        _ => {}
                    }
                }
                Token::Close(name) if name.local() == "style" => current = None,
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// The number of the next paragraph, ready to stand before its text. What the
    /// paragraph says itself comes before what its style says.
    pub(super) fn next(&mut self, own: Option<(u32, usize)>, style: Option<&str>) -> Option<String> {
        let (number, level) = own.or_else(|| self.by_style(style?))?;
        let level = level.min(LEVELS - 1);
        let used = self.uses.get(&number)?;
        let list = self.resolve(used.list);
        let shape =
            |level: usize| used.levels.get(&level).or_else(|| self.lists.get(&list)?.levels.get(&level));
        let start = |level: usize| {
            used.starts.get(&level).copied().unwrap_or_else(|| shape(level).map_or(1, |level| level.start))
        };
        let counted = self.counted.entry(list).or_default();
        let restart = used.starts.contains_key(&level) && self.restarted.insert((number, level));
        for (depth, count) in counted.iter_mut().enumerate() {
            match depth.cmp(&level) {
                std::cmp::Ordering::Less => *count = Some(count.unwrap_or_else(|| start(depth))),
                std::cmp::Ordering::Equal if restart => *count = Some(start(depth)),
                std::cmp::Ordering::Equal => {
                    *count = Some(count.map_or_else(|| start(depth), |count| count.saturating_add(1)));
                }
                std::cmp::Ordering::Greater => *count = None,
            }
        }
        let counted = *counted;
        label(
            shape(level)?,
            |depth| {
                let count = counted.get(depth).copied().flatten()?;
                counting::written(count, shape(depth).map_or("decimal", |level| level.format.as_str()))
            },
            &counted,
        )
    }

    fn by_style(&self, style: &str) -> Option<(u32, usize)> {
        let mut name = style;
        // A chain of styles longer than this is a circle.
        for _ in 0..20 {
            let style = self.styles.get(name)?;
            if let Some(number) = style.number {
                return Some((number, style.level.or_else(|| self.level_of(number, name)).unwrap_or(0)));
            }
            name = style.based_on.as_deref()?;
        }
        None
    }

    /// The level of a list that names the style as its own.
    fn level_of(&self, number: u32, style: &str) -> Option<usize> {
        let list = self.lists.get(&self.resolve(self.uses.get(&number)?.list))?;
        let own = list.levels.iter().find(|(_, level)| level.style.as_deref() == Some(style));
        own.map(|(depth, _)| *depth)
    }

    /// Follows a list that only stands for another.
    fn resolve(&self, list: u32) -> u32 {
        let Some(name) = self.lists.get(&list).and_then(|list| list.stands_for.as_ref()) else { return list };
        let meant = self.lists.iter().find(|(_, other)| other.known_as.as_ref() == Some(name));
        meant.map_or(list, |(id, _)| *id)
    }
}

/// Fills `%1.%2` and sets it off from the text as the list wants.
fn label(
    level: &Level,
    written: impl Fn(usize) -> Option<String>,
    counted: &[Option<u32>; LEVELS],
) -> Option<String> {
    if matches!(level.format.as_str(), "bullet" | "none") || level.text.is_empty() {
        return None;
    }
    let mut text = String::new();
    let mut rest = level.text.chars();
    while let Some(character) = rest.next() {
        let depth = rest.as_str().chars().next().and_then(|digit| digit.to_digit(10));
        match (character, depth) {
            ('%', Some(depth @ 1..)) => {
                rest.next();
                let depth = depth as usize - 1;
                let plain = || counted.get(depth).copied().flatten().map(|count| count.to_string());
                let number = if level.all_decimal { plain() } else { written(depth) };
                text.push_str(&number.unwrap_or_default());
            }
            _ => text.push(character),
        }
    }
    let closes = text.ends_with(['、', '，', '．', '。', '）', '】', '：', ' ', '\u{3000}']);
    if !level.nothing_after && !closes {
        text.push(' ');
    }
    Some(text)
}

fn read_list<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<List, Refusal> {
    let mut list = List::default();
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.local() {
                "lvl" => {
                    let depth = tag.number("ilvl").unwrap_or(0);
                    list.levels.insert(depth, read_level(xml)?);
                }
                "numStyleLink" => list.stands_for = tag.get("val").map(Cow::into_owned),
                "styleLink" => list.known_as = tag.get("val").map(Cow::into_owned),
                _ => {}
            },
            Token::Close(name) if name.local() == "abstractNum" => return Ok(list),
            Token::End => return Ok(list),
            _ => {}
        }
    }
}

fn read_use<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<Use, Refusal> {
    let mut used = Use::default();
    let mut depth = 0;
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.local() {
                "abstractNumId" => used.list = tag.number("val").unwrap_or_default(),
                "lvlOverride" => depth = tag.number("ilvl").unwrap_or(0),
                "startOverride" => {
                    used.starts.insert(depth, tag.number("val").unwrap_or(1));
                }
                "lvl" => {
                    used.levels.insert(depth, read_level(xml)?);
                }
                _ => {}
            },
            Token::Close(name) if name.local() == "num" => return Ok(used),
            Token::End => return Ok(used),
            _ => {}
        }
    }
}

fn read_level<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<Level, Refusal> {
    let mut level = Level {
        start: 1,
        format: "decimal".to_owned(),
        text: String::new(),
        nothing_after: false,
        all_decimal: false,
        style: None,
    };
    loop {
        match xml.next()? {
            Token::Open(tag) => {
                let value = || tag.get("val").map(Cow::into_owned);
                match tag.local() {
                    "start" => level.start = tag.number("val").unwrap_or(1),
                    "numFmt" => level.format = value().unwrap_or_default(),
                    "lvlText" => level.text = value().unwrap_or_default().chars().take(100).collect(),
                    "suff" => level.nothing_after = value().as_deref() == Some("nothing"),
                    "isLgl" => level.all_decimal = tag.is_on(),
                    "pStyle" => level.style = value(),
                    _ => {}
                }
            }
            Token::Close(name) if name.local() == "lvl" => return Ok(level),
            Token::End => return Ok(level),
            _ => {}
        }
    }
}
