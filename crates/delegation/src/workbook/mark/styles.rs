//! Cell formats: each format of a faulty cell gets a twin with a coloured fill, so
//! that borders, fonts and number formats stay as the user set them.

use std::collections::BTreeMap;

use super::Unmarkable;
use super::package::{Package, Parts};
use super::xml::{Edits, Kind, each_tag};
use crate::workbook::fault::Gravity;

/// Red for what stops, yellow for what warns: the colours office programs use for
/// bad and neutral.
const fn colour(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Stop => "FFFFC7CE",
        Gravity::Warn => "FFFFEB9C",
    }
}

/// The formats of a workbook, and the twins that marking needs.
pub(super) struct Styles {
    part: String,
    text: String,
    fills: usize,
    formats: Vec<String>,
    /// Each format but for its fill, and its fill.
    bare: Vec<(String, String)>,
    twins: BTreeMap<(usize, Gravity), usize>,
    added: Vec<String>,
}

impl Styles {
    /// Reads the formats.
    pub(super) fn read(package: &mut Package<'_>, parts: &Parts) -> Result<Self, Unmarkable> {
        let text = package.needed(&parts.styles)?;
        let (mut fills, mut formats) = (0, Vec::new());
        let (mut inside, mut open) = (false, None);
        each_tag(&text, |tag| match (tag.local(), tag.kind) {
            ("cellXfs", kind) => inside = kind == Kind::Open,
            ("fill", Kind::Open | Kind::Empty) if tag.depth == 2 => fills += 1,
            ("xf", Kind::Open) if inside => open = Some((tag.range.end, tag)),
            ("xf", Kind::Empty) if inside => formats.push((tag, String::new())),
            ("xf", Kind::Close) if inside => {
                if let Some((from, start)) = open.take() {
                    let body = text.get(from..tag.range.end).unwrap_or_default();
                    formats.push((start, body.to_owned()));
                }
            }
            _ => {}
        })
        .ok_or_else(|| Unmarkable::part(&parts.styles))?;
        let fill = |number: usize| {
            move |(tag, body): &(super::xml::Tag<'_>, String)| {
                let set = [("fillId", number.to_string()), ("applyFill", "1".to_owned())];
                format!("{}{body}", tag.with(&set))
            }
        };
        let bare = |(tag, body): &(super::xml::Tag<'_>, String)| {
            let set = [("fillId", String::new()), ("applyFill", String::new())];
            (format!("{}{body}", tag.with(&set)), tag.attribute("fillId").unwrap_or_default())
        };
        let bare = formats.iter().map(bare).collect();
        // Each format twice: once under the red fill, once under the yellow.
        let formats = Gravity::ALL
            .iter()
            .enumerate()
            .flat_map(|(index, _)| formats.iter().map(fill(fills + index)))
            .collect();
        Ok(Self {
            part: parts.styles.clone(),
            text,
            fills,
            formats,
            bare,
            twins: BTreeMap::new(),
            added: Vec::new(),
        })
    }

    /// The format a marked cell had before: the first that differs in its fill
    /// alone, for a twin is always added behind.
    pub(super) fn unmarked(&self, format: usize) -> usize {
        let Some((bare, fill)) = self.bare.get(format) else { return format };
        let before = self.bare.iter().position(|(other, other_fill)| other == bare && other_fill != fill);
        before.unwrap_or(format)
    }

    /// The format of a marked cell that had this one.
    pub(super) fn twin(&mut self, format: usize, gravity: Gravity) -> usize {
        let known = self.formats.len() / Gravity::ALL.len();
        // A format that does not exist is the first one's.
        let format = if format < known { format } else { 0 };
        let row = Gravity::ALL.iter().position(|other| *other == gravity).unwrap_or_default();
        if let Some(twin) = self.twins.get(&(format, gravity)) {
            return *twin;
        }
        let twin = known + self.added.len();
        let plain = format!("<xf fillId=\"{}\" applyFill=\"1\"/>", self.fills + row);
        self.added.push(self.formats.get(row * known + format).cloned().unwrap_or(plain));
        self.twins.insert((format, gravity), twin);
        twin
    }

    /// Writes the fills and the twins.
    pub(super) fn write(self, package: &mut Package<'_>) -> Result<(), Unmarkable> {
        if self.added.is_empty() {
            return Ok(());
        }
        let known = self.formats.len() / Gravity::ALL.len();
        let mut edits = Edits::default();
        let mut done = 0;
        each_tag(&self.text, |tag| match (tag.local(), tag.kind) {
            ("fills", Kind::Open) => {
                let count = self.fills + Gravity::ALL.len();
                edits.replace(tag.range.clone(), tag.with(&[("count", count.to_string())]));
            }
            ("cellXfs", Kind::Open) => {
                let count = known + self.added.len();
                edits.replace(tag.range.clone(), tag.with(&[("count", count.to_string())]));
            }
            ("fills", Kind::Close) => {
                edits.insert(tag.range.start, fills(tag.prefix()));
                done += 1;
            }
            ("cellXfs", Kind::Close) => {
                edits.insert(tag.range.start, self.added.concat());
                done += 1;
            }
            _ => {}
        })
        .ok_or_else(|| Unmarkable::part(&self.part))?;
        let text =
            edits.apply(&self.text).filter(|_| done == 2).ok_or_else(|| Unmarkable::part(&self.part))?;
        package.put(&self.part, text);
        Ok(())
    }
}

fn fills(prefix: &str) -> String {
    let fill = |gravity: &Gravity| {
        let rgb = colour(*gravity);
        format!(
            "<{prefix}fill><{prefix}patternFill patternType=\"solid\"><{prefix}fgColor rgb=\"{rgb}\"/>\
             <{prefix}bgColor indexed=\"64\"/></{prefix}patternFill></{prefix}fill>"
        )
    };
    Gravity::ALL.iter().map(fill).collect()
}
