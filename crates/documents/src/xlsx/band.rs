//! Columns that repeat, as a template has them: found by their tags, and held
//! against everything else that stands in them.

use std::collections::BTreeMap;

use kernel::Said;

use super::columns::Columns;
use super::reference::{Reference, letters};
use super::row::{Holds, Repeat, SheetRow};
use super::sheet::Sheet;
use crate::office::notes::Notes;
use crate::office::op::SiteId;
use crate::office::tree::{Element, Node};
use crate::scope::Path;

/// Columns of a worksheet that repeat (成列重复).
#[derive(Debug, Clone)]
pub(crate) struct Band {
    /// The first and the last of them.
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// The list of the uppermost row that repeats them, and its tag.
    pub(crate) list: Path,
    pub(crate) site: SiteId,
}

/// A range of cells: its left and right columns, its top and bottom rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) top: u32,
    pub(super) bottom: u32,
}

impl Range {
    /// Reads `B2:C4`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (first, last) = Reference::range(text)?;
        Some(Self { left: first.column?, right: last.column?, top: first.row?, bottom: last.row? })
    }

    pub(super) fn written(self) -> String {
        let Self { left, right, top, bottom } = self;
        format!("{}{top}:{}{bottom}", letters(left), letters(right))
    }
}

impl Band {
    pub(super) fn touches(&self, left: u32, right: u32) -> bool {
        left <= self.to && self.from <= right
    }

    fn is_within(&self, left: u32, right: u32) -> bool {
        left <= self.from && self.to <= right
    }

    /// Whether a range has some of the columns and others too, but not all.
    fn is_cut_by(&self, range: Range) -> bool {
        let Range { left, right, .. } = range;
        let holds = self.from <= left && right <= self.to;
        self.touches(left, right) && !holds && !self.is_within(left, right)
    }
}

/// The columns that repeat, from left to right; every row's tags are told which
/// of them they repeat. What else stands in them must be able to go with them.
pub(super) fn bands(rows: Vec<&mut SheetRow>, merges: &[Range], notes: &mut Notes) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for repeat in rows.iter().flat_map(|row| &row.repeats) {
        let Repeat { from, to, list, site, .. } = repeat;
        match bands.iter().find(|band| band.touches(*from, *to)) {
            Some(band) if (band.from, band.to) != (*from, *to) => notes.fault(*site, crossing(band)),
            Some(_) => {}
            None => bands.push(Band { from: *from, to: *to, list: list.clone(), site: *site }),
        }
    }
    bands.sort_by_key(|band| band.from);
    for row in rows {
        for repeat in &mut row.repeats {
            repeat.band = bands.iter().position(|band| band.touches(repeat.from, repeat.to)).unwrap_or(0);
        }
        for (number, band) in bands.iter().enumerate() {
            if !row.repeats.iter().any(|repeat| repeat.band == number) {
                let covered = |column: u32| {
                    let over = |it: &&Range| (it.top..=it.bottom).contains(&row.number);
                    let range = merges.iter().filter(over).find(|it| (it.left..=it.right).contains(&column));
                    range.map_or(band.from == band.to, |it| band.is_within(it.left, it.right))
                };
                let mut within = row.cells.iter().filter(|cell| band.touches(cell.column, cell.column));
                if let Some(cell) = within.find(|cell| cell.holds.says() && !covered(cell.column)) {
                    notes.fault(band.site, stands_in(cell.column, row.number));
                }
            }
        }
    }
    for (band, range) in bands.iter().flat_map(|band| merges.iter().map(move |range| (band, *range))) {
        if band.is_cut_by(range) {
            notes.fault(band.site, merged_over(range));
        }
    }
    bands
}

/// What says something in a column that repeats, in a row that does not, stands
/// over all its turns: as if it were merged with itself.
pub(super) fn covers(rows: &BTreeMap<u32, &SheetRow>, bands: &[Band], merges: &[Range]) -> Vec<Range> {
    let mut covers = Vec::new();
    for (top, row) in rows {
        for (number, band) in bands.iter().enumerate().filter(|(_, band)| band.from == band.to) {
            let repeats = row.repeats.iter().any(|repeat| repeat.band == number);
            let alone = Range { left: band.from, right: band.to, top: *top, bottom: *top };
            let over =
                |it: &Range| (it.left..=it.right).contains(&band.from) && (it.top..=it.bottom).contains(top);
            let says = row.cells.iter().any(|cell| cell.column == band.from && cell.holds.says());
            if says && !repeats && !merges.iter().any(over) {
                covers.push(alone);
            }
        }
    }
    covers
}

/// The merged ranges of a worksheet.
pub(super) fn merges(root: &Element) -> Vec<Range> {
    let holder = root.child("mergeCells");
    let ranges = holder.into_iter().flat_map(Element::elements);
    ranges.filter_map(|child| Range::read(child.attribute("ref")?)).collect()
}

/// Adds merged ranges to a worksheet.
pub(super) fn merge(root: &mut Element, ranges: &[Range]) {
    /// What may come before it (ECMA-376 part 1, 18.3.1.99).
    const BEFORE: [&str; 15] = [
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
        "mergeCells",
    ];
    if ranges.is_empty() {
        return;
    }
    let element = |name: &str, attributes: String, children| {
        Node::Element(Element { name: name.to_owned(), attributes, children })
    };
    let child = |range: &Range| element("mergeCell", format!(" ref=\"{}\"", range.written()), Vec::new());
    let more: Vec<Node> = ranges.iter().map(child).collect();
    let is_holder = |node: &&mut Node| node.element().is_some_and(|it| it.name == "mergeCells");
    if let Some(Node::Element(holder)) = root.children.iter_mut().find(is_holder) {
        holder.children.extend(more);
        return;
    }
    let before = |node: &Node| node.element().is_none_or(|it| BEFORE.contains(&it.name.as_str()));
    let at = root.children.iter().position(|node| !before(node)).unwrap_or(root.children.len());
    root.children.insert(at, element("mergeCells", String::new(), more));
}

/// The columns of a merged range as they are written: one stretch over all turns
/// of what it covers, or one for each turn of what it stands in.
pub(super) fn stretches(range: Range, columns: &Columns, sheet: &Sheet) -> Vec<(u32, u32)> {
    let Range { left, right, top, .. } = range;
    let repeats = sheet.repeated.contains(&(left, top));
    let around = sheet.bands.iter().find(|band| band.from <= left && right <= band.to);
    match around.filter(|band| repeats || !band.is_within(left, right)) {
        Some(_) => columns.cut(left, right),
        None => vec![(columns.image(left, 0), columns.last_image(right))],
    }
}

impl Holds {
    /// Whether a person sees something here that is no formula's result.
    pub(super) fn says(&self) -> bool {
        match self {
            Self::Kept(element) => element.child("f").is_none() && !element.children.is_empty(),
            Self::Words(ops) => !ops.is_empty(),
            Self::Fact { .. } => true,
        }
    }
}

fn crossing(band: &Band) -> Said {
    let (from, to) = (letters(band.from), letters(band.to));
    Said::new(
        format!("与另一行重复的{from}至{to}列交错；请让各行重复的格子上下对齐"),
        format!(
            "these columns cross {from} to {to}, which another row repeats; let them stand under one another"
        ),
    )
}

fn stands_in(column: u32, row: u32) -> Said {
    let place = format!("{}{row}", letters(column));
    Said::new(
        format!(
            "{place} 在要成列重复的列里，重复后说不清放在哪一列；请在第{row}行也写 {{{{#cells}}}}，或把这几列合并成一格，或把它移到别的列"
        ),
        format!(
            "{place} stands in columns that repeat; repeat the cells of row {row} too, merge it over those columns, or move it"
        ),
    )
}

fn merged_over(range: Range) -> Said {
    let range = range.written();
    Said::new(
        format!("合并的 {range} 只盖住要重复的列的一部分；请让它盖住全部这些列，或不越出这些列"),
        format!(
            "the merged {range} covers only some of the columns that repeat; let it cover all, or keep within them"
        ),
    )
}

pub(super) fn of_table(range: &str) -> Said {
    Said::new(
        format!(
            "{range} 是“表格”（套用表格格式），其中的列不能重复；请在 Excel 的“表格设计”中选“转换为区域”"
        ),
        format!("{range} is a table, whose columns cannot repeat; convert it to a range"),
    )
}
