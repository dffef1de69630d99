//! A worksheet of a template: its rows as steps of filling, the rest of it kept
//! as a tree.

use std::collections::BTreeMap;

use kernel::Said;

use super::band::{self, Band};
use super::book;
use super::map::Loop;
use super::margin::{self, Margin};
use super::reference::{Reference, letters};
use super::row::{Holds, LAST, Repeat, SheetCell, SheetRow};
use super::{title, words};
use crate::office::nest::{self, Piece, Settled, settle};
use crate::office::notes::Notes;
use crate::office::op::Op;
use crate::office::tag::Tag;
use crate::office::tree::{Element, Node};

/// Rows above the last that repeats: a form has far fewer.
const ROWS: u32 = 10_000;

/// A worksheet, compiled.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) part: String,
    /// All but the rows.
    pub(super) root: Element,
    /// The rows up to `last`, which may repeat, and those below.
    pub(super) ops: Vec<Op>,
    pub(super) last: u32,
    pub(super) loops: Vec<Loop>,
    /// Cells that say something of a loop: a merged range that begins there
    /// is no label.
    pub(super) speaking: Vec<(u32, u32)>,
    /// Columns that repeat, and the cells (column, row) of rows that repeat them.
    pub(super) bands: Vec<Band>,
    pub(super) repeated: Vec<(u32, u32)>,
    /// Its name, if that has tags.
    pub(super) title: Option<Vec<Op>>,
    /// Headers and footers with tags.
    pub(super) margins: Vec<Margin>,
}

/// A row with its tags around it.
struct Tagged {
    row: SheetRow,
    lead: Vec<Piece>,
    trail: Vec<Piece>,
    only_tags: bool,
}

/// Compiles the worksheet in a part. `strings` are the workbook's shared ones.
pub(super) fn compile(
    (name, part): (&str, &str),
    mut root: Element,
    strings: &[Element],
    notes: &mut Notes,
) -> Result<Sheet, Said> {
    part.clone_into(&mut notes.part);
    let mut rows = take_rows(&mut root);
    book::write_out(&mut rows);
    let mut tagged: BTreeMap<u32, Tagged> = BTreeMap::new();
    let mut before = 0;
    for element in rows {
        let number = element.attribute("r").map_or(Some(before + 1), |it| it.parse().ok());
        let number = number.filter(|it| *it > before && *it <= LAST).ok_or_else(disordered)?;
        before = number;
        tagged.insert(number, row(&element, number, (name, strings), notes)?);
    }
    let controls = |it: &Tagged| !it.lead.is_empty() || !it.trail.is_empty();
    let last = tagged.iter().rfind(|(_, row)| controls(row)).map_or(0, |(number, _)| *number);
    if last > ROWS {
        return Err(too_far(last));
    }
    for number in 1..=last {
        tagged.entry(number).or_insert_with(|| Tagged::blank(number));
    }
    let merges = band::merges(&root);
    let bands = band::bands(tagged.values_mut().map(|it| &mut it.row).collect(), &merges, notes);
    let rows = tagged.iter().map(|(number, it)| (*number, &it.row)).collect();
    band::merge(&mut root, &band::covers(&rows, &bands, &merges));
    let repeated = repeated(&rows);
    let (loops, speaking) = loops(&tagged);
    let pieces = tagged.into_values().flat_map(Tagged::pieces).collect();
    let settled = settle(pieces, notes);
    refuse_rest(&settled, notes);
    let ops = nest::ops(settled.inside, notes);
    let margins = margin::margins(&root, name, notes);
    let title = title::compile(name, notes);
    let (name, part) = (name.to_owned(), part.to_owned());
    Ok(Sheet { name, part, root, ops, last, loops, speaking, bands, repeated, title, margins })
}

/// The rows out of the tree; what holds them stays, empty.
fn take_rows(root: &mut Element) -> Vec<Element> {
    let mut rows = Vec::new();
    for child in &mut root.children {
        if let Node::Element(holder) = child
            && holder.name == "sheetData"
        {
            rows.extend(std::mem::take(&mut holder.children).into_iter().filter_map(|node| match node {
                Node::Element(row) => Some(row),
                Node::Text(_) => None,
            }));
        }
    }
    rows
}

impl Tagged {
    fn blank(number: u32) -> Self {
        let row = SheetRow { number, attributes: String::new(), cells: Vec::new(), repeats: Vec::new() };
        Self { row, lead: Vec::new(), trail: Vec::new(), only_tags: false }
    }

    fn pieces(self) -> Vec<Piece> {
        let mut pieces = self.lead;
        if !self.only_tags {
            pieces.push(Piece::Ops { ops: vec![Op::SheetRow(Box::new(self.row))], blank: false });
        }
        pieces.extend(self.trail);
        pieces
    }
}

fn row(
    element: &Element,
    number: u32,
    (sheet, strings): (&str, &[Element]),
    notes: &mut Notes,
) -> Result<Tagged, Said> {
    let mut tagged = Tagged::blank(number);
    tagged.only_tags = true;
    let mut own = element.clone();
    own.set("r", None);
    own.set("spans", None);
    tagged.row.attributes = own.attributes;
    let mut before = 0;
    let mut begun: Option<Repeat> = None;
    for cell in element.elements().filter(|child| child.name == "c") {
        let column = match cell.attribute("r") {
            Some(written) => Reference::cell(written).map(|(column, _)| column),
            None => Some(before + 1),
        };
        let column = column.filter(|column| *column > before).ok_or_else(disordered)?;
        before = column;
        let style = cell.attribute("s").map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let text = words::of(cell, strings).filter(words::has_tags);
        let holds = if let Some(text) = text {
            let place = format!("{sheet}!{}{number}", letters(column));
            let (holds, lead, trail) = words::compile(&text, &place, notes);
            tagged.only_tags &= matches!(&holds, Holds::Words(ops) if ops.is_empty());
            for piece in lead {
                match piece {
                    Piece::Control { tag: Tag::Cells { name, list }, site } if begun.is_none() => {
                        begun = Some(Repeat { name, list, site, from: column, to: column, band: 0 });
                    }
                    piece => tagged.lead.push(piece),
                }
            }
            for piece in trail {
                match (&piece, begun.take()) {
                    (Piece::Control { tag: Tag::EndCells, .. }, Some(repeat)) => {
                        tagged.row.repeats.push(Repeat { to: column, ..repeat });
                    }
                    (_, still) => {
                        begun = still;
                        tagged.trail.push(piece);
                    }
                }
            }
            holds
        } else {
            tagged.only_tags &= cell.children.is_empty();
            Holds::Kept(cell.clone())
        };
        tagged.row.cells.push(SheetCell { column, style, holds });
    }
    if let Some(repeat) = begun {
        notes.fault(repeat.site, cells_never_closed());
    }
    tagged.only_tags &= !tagged.lead.is_empty() || !tagged.trail.is_empty();
    tagged.only_tags &= tagged.row.repeats.is_empty();
    Ok(tagged)
}

/// The cells that repeat with their columns.
fn repeated(rows: &BTreeMap<u32, &SheetRow>) -> Vec<(u32, u32)> {
    let of = |(number, row): (&u32, &&SheetRow)| {
        let number = *number;
        let columns = row.repeats.iter().flat_map(|repeat| repeat.from..=repeat.to);
        columns.map(|column| (column, number)).collect::<Vec<_>>()
    };
    rows.iter().flat_map(of).collect()
}

/// The rows that repeat, and the cells in them that speak of what repeats them.
fn loops(rows: &BTreeMap<u32, Tagged>) -> (Vec<Loop>, Vec<(u32, u32)>) {
    let (mut loops, mut speaking) = (Vec::new(), Vec::new());
    let mut open: Vec<(String, u32)> = Vec::new();
    for (number, tagged) in rows {
        let below = if tagged.only_tags { number + 1 } else { *number };
        let above = if tagged.only_tags { number - 1 } else { *number };
        let mut step = |piece: &Piece, open: &mut Vec<(String, u32)>| match piece {
            Piece::Control { tag: Tag::For { name, .. }, .. } => open.push((name.clone(), below)),
            Piece::Control { tag: Tag::EndFor, .. } => {
                loops.extend(open.pop().map(|(_, from)| (from, above)));
            }
            _ => {}
        };
        tagged.lead.iter().for_each(|piece| step(piece, &mut open));
        for cell in &tagged.row.cells {
            let mut paths = Vec::new();
            match &cell.holds {
                Holds::Words(ops) => ops.iter().for_each(|op| op.paths(&mut paths)),
                Holds::Fact { place, .. } => paths.push(&place.path),
                Holds::Kept(_) => {}
            }
            let of_loop = |first: &str| first == "loop" || open.iter().any(|(name, _)| name == first);
            if paths.iter().filter_map(|path| path.first()).any(of_loop) {
                speaking.push((cell.column, *number));
            }
        }
        tagged.trail.iter().for_each(|piece| step(piece, &mut open));
    }
    (loops, speaking)
}

fn refuse_rest(settled: &Settled, notes: &mut Notes) {
    for piece in settled.lead.iter().chain(&settled.trail) {
        if let Piece::Control { tag, site } = piece {
            let says = match tag {
                Tag::Cells { .. } | Tag::EndCells => no_row(),
                Tag::EndFor | Tag::EndIf | Tag::Else => nest::never_met(tag),
                _ => never_closed(),
            };
            notes.fault(*site, says);
        }
    }
}

pub(super) fn never_closed() -> Said {
    Said::new(
        "只有开头没有结尾；请在同一格内、同一行的后面某格或后面某行写 {{/for}} 或 {{/if}}",
        "this is never closed; write /for or /if in the same cell, a later cell of the row, or a later row",
    )
}

fn cells_never_closed() -> Said {
    Said::new(
        "只有开头没有结尾；请在同一行某格的末尾写 {{/cells}}",
        "this is never closed; write /cells at the end of a cell of the same row",
    )
}

fn no_row() -> Said {
    Said::new(
        "与同一行的格子不配对；重复的列里不能再有成列重复，{{#cells x in 列表}} 和 {{/cells}} 要写在同一行",
        "this has no partner in its row; repeated columns do not nest, and both tags stand in one row",
    )
}

fn disordered() -> Said {
    Said::new(
        "行列次序有误；请在 Excel 或 WPS 中打开后另存",
        "rows or cells are out of order; open it in Excel or WPS and save it again",
    )
}

fn too_far(row: u32) -> Said {
    Said::new(
        format!("重复的行在第{row}行，太靠下；请移到第{ROWS}行以内"),
        format!("the repeated rows stand at row {row}; move them above row {ROWS}"),
    )
}
