//! A table of a template: loops over rows and over cells, and merged cells that
//! grow beside them.

use std::collections::BTreeMap;

use kernel::Said;

use super::column;
use super::compile::{Compiler, controls, raw};
use super::paragraph;
use crate::office::nest::{self, Piece, settle};
use crate::office::op::{Cells, Merged, Op, Region, SiteId, Table, extend, push};
use crate::office::tag::Tag;
use crate::office::tree::{Element, Node};
use crate::scope::Path;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    GoesOn,
}

pub(super) struct Cell {
    pub(super) properties: Option<Element>,
    /// The first grid column, and how many it spans.
    pub(super) column: usize,
    pub(super) span: usize,
    merge: Merge,
    body: Vec<Op>,
    /// What it holds where it goes on from above.
    empty: String,
    /// The merged block it belongs to.
    block: Option<usize>,
}

/// Cells of a row that repeat together: from a cell to a cell.
pub(super) struct Repeat {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) name: String,
    pub(super) list: Path,
    pub(super) site: SiteId,
    pub(super) region: usize,
}

pub(super) struct Row {
    open: String,
    pub(super) number: usize,
    pub(super) cells: Vec<Cell>,
    pub(super) repeats: Vec<Repeat>,
    lead: Vec<Piece>,
    trail: Vec<Piece>,
    /// Nothing but control tags: the row itself is not printed.
    only_tags: bool,
}

impl Cell {
    /// A cell in the same place with other properties.
    pub(super) fn like(&self, properties: Option<Element>) -> Self {
        let Self { column, span, .. } = *self;
        Self {
            properties,
            column,
            span,
            merge: Merge::None,
            body: Vec::new(),
            empty: String::new(),
            block: None,
        }
    }
}

enum Item {
    Row(Row),
    /// A mark between rows.
    Other(Vec<Op>),
}

/// A vertically merged block of the template.
#[derive(Debug, Clone, Default)]
struct Block {
    body: Vec<Op>,
    rows: usize,
    label: bool,
}

/// The table as ops.
pub(super) fn compile(table: &Element, compiler: &mut Compiler) -> Vec<Op> {
    compiler.tables += 1;
    let number = compiler.tables;
    let around = compiler.cell.take();
    let mut before = vec![Op::Raw(table.open_tag())];
    let mut items = Vec::new();
    let (mut rows, mut grid) = (0, None);
    for child in &table.children {
        match child {
            Node::Element(element) if element.name == "w:tr" => {
                rows += 1;
                items.push(Item::Row(row(element, (number, rows), compiler)));
            }
            Node::Element(element) if element.name == "w:tblGrid" && rows == 0 => {
                grid = Some((before.len(), element));
                before.push(Op::Row);
            }
            Node::Element(element) => {
                let ops = compiler.element(element);
                if rows == 0 { before.extend(ops) } else { items.push(Item::Other(ops)) }
            }
            Node::Text(_) => before.push(raw(child)),
        }
    }
    compiler.cell = around;
    let regions = column::regions(&mut items.iter_mut().filter_map(Item::row).collect::<Vec<_>>(), compiler);
    let mut open = Vec::new();
    for (at, op) in before.into_iter().enumerate() {
        match grid.filter(|(place, _)| *place == at) {
            Some((_, element)) => extend(&mut open, column::grid(element, &regions)),
            None => push(&mut open, op),
        }
    }
    let columns = grid.map_or(0, |(_, element)| element.elements().count());
    let blocks = blocks(&mut items, compiler);
    let repeats = items
        .iter_mut()
        .filter_map(Item::row)
        .any(|row| !row.lead.is_empty() || !row.trail.is_empty() || !row.repeats.is_empty());
    let pieces = assemble(items, &Around { blocks: &blocks, regions: &regions, repeats });
    let settled = settle(pieces, &mut compiler.notes);
    compiler.refuse_rest(&settled);
    let rows = nest::ops(settled.inside, &mut compiler.notes);
    if repeats {
        return vec![Op::Table(Box::new(Table { open, rows, regions, columns }))];
    }
    extend(&mut open, rows);
    push(&mut open, Op::Raw(table.close_tag()));
    open
}

impl Item {
    fn row(&mut self) -> Option<&mut Row> {
        match self {
            Self::Row(row) => Some(row),
            Self::Other(_) => None,
        }
    }
}

fn row(element: &Element, (table, number): (usize, usize), compiler: &mut Compiler) -> Row {
    let mut row = Row {
        open: "<w:tr>".to_owned(),
        number,
        cells: Vec::new(),
        repeats: Vec::new(),
        lead: Vec::new(),
        trail: Vec::new(),
        only_tags: true,
    };
    // A cell that goes on from above is hidden: nobody can type a tag there.
    let cells: Vec<_> = element.elements().filter(|child| child.name == "w:tc").collect();
    let seen = |cell: &&Element| merge_of(cell) != Merge::GoesOn;
    let first = cells.iter().position(seen).map_or(1, |at| at + 1);
    let last = cells.iter().rposition(seen).map_or(cells.len(), |at| at + 1);
    let mut column = before_first(element);
    let mut begun: Option<Repeat> = None;
    for child in element.elements() {
        if child.name != "w:tc" {
            child.write(&mut row.open);
            continue;
        }
        let at = row.cells.len() + 1;
        compiler.cell = Some((table, number, at));
        let (cell, lead, trail, empty) = cell(child, column, compiler);
        compiler.cell = None;
        column += cell.span;
        row.only_tags &= empty;
        for piece in lead {
            match piece {
                Piece::Control { tag: Tag::Cells { name, list }, site } if begun.is_none() => {
                    begun = Some(Repeat { first: at - 1, last: at - 1, name, list, site, region: 0 });
                }
                piece if at == first || at == 1 => row.lead.push(piece),
                piece => refuse(&piece, compiler, FIRST),
            }
        }
        for piece in trail {
            match (&piece, begun.take()) {
                (Piece::Control { tag: Tag::EndCells, .. }, Some(repeat)) => {
                    row.repeats.push(Repeat { last: at - 1, ..repeat });
                    continue;
                }
                (_, kept) => begun = kept,
            }
            if at == last || at == cells.len() {
                row.trail.push(piece);
            } else {
                refuse(&piece, compiler, LAST);
            }
        }
        row.cells.push(cell);
    }
    if let Some(repeat) = begun {
        compiler.fault(repeat.site, never_closed());
    }
    row.only_tags &= (!row.lead.is_empty() || !row.trail.is_empty()) && row.repeats.is_empty();
    row
}

const FIRST: (&str, &str) = (
    "要重复整行，请把开头写在该行第一格的最前面；要重复格子，请写 {{#cells x in 列表}}",
    "to repeat a row, put the opening tag at the start of its first cell; to repeat cells, write #cells x in list",
);
const LAST: (&str, &str) = (
    "要重复整行，请把结尾写在该行（或后面某行）最后一格的末尾",
    "to repeat a row, put the closing tag at the end of its last cell or of a later row's",
);

fn never_closed() -> Said {
    Said::new(
        "只有开头没有结尾；请在同一行某格的末尾写 {{/cells}}",
        "this is never closed; write /cells at the end of a cell of the same row",
    )
}

fn refuse(piece: &Piece, compiler: &mut Compiler, (zh, en): (&str, &str)) {
    if let Piece::Control { site, .. } = piece {
        compiler.fault(*site, Said::new(zh, en));
    }
}

type Compiled = (Cell, Vec<Piece>, Vec<Piece>, bool);

fn cell(element: &Element, column: usize, compiler: &mut Compiler) -> Compiled {
    let first = element.child("w:p");
    let content: Vec<_> = element
        .children
        .iter()
        .filter(|child| child.element().is_none_or(|child| child.name != "w:tcPr"))
        .cloned()
        .collect();
    let pieces = compiler.blocks(&content);
    let mut settled = settle(pieces, &mut compiler.notes);
    let (lead, trail) = controls(&mut settled);
    let nothing = !settled.inside.iter().any(|piece| matches!(piece, Piece::Ops { blank: false, .. }));
    let plain = element.elements().all(|child| child.name != "w:tbl" && text_is_blank(child));
    let mut body = nest::ops(settled.inside, &mut compiler.notes);
    if nothing {
        push(&mut body, Op::Raw(paragraph::empty(first)));
    }
    if !body.iter().all(Op::is_fixed) {
        body = vec![Op::Cell(body)];
    }
    let cell = Cell {
        properties: element.child("w:tcPr").cloned(),
        column,
        span: span(element),
        merge: merge_of(element),
        body,
        empty: paragraph::empty(first),
        block: None,
    };
    (cell, lead, trail, nothing || plain)
}

fn text_is_blank(element: &Element) -> bool {
    element.children.iter().all(|node| match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(child) => child.name != "w:drawing" && text_is_blank(child),
    })
}

/// Grid columns that a row leaves out before its first cell.
fn before_first(row: &Element) -> usize {
    let before =
        row.child("w:trPr").and_then(|properties| properties.child("w:gridBefore")?.attribute("w:val"));
    before.and_then(|before| before.parse().ok()).filter(|before| *before < 1000).unwrap_or(0)
}

fn span(cell: &Element) -> usize {
    let span = cell.child("w:tcPr").and_then(|properties| properties.child("w:gridSpan")?.attribute("w:val"));
    span.and_then(|span| span.parse().ok()).filter(|span| (1..1000).contains(span)).unwrap_or(1)
}

fn merge_of(cell: &Element) -> Merge {
    let merge = cell.child("w:tcPr").and_then(|properties| properties.child("w:vMerge"));
    match merge.map(|merge| merge.attribute("w:val")) {
        None => Merge::None,
        Some(Some("restart")) => Merge::Begins,
        Some(_) => Merge::GoesOn,
    }
}

/// Finds the merged blocks: a cell that begins one, and the cells under it. A
/// cell that goes on from nothing begins a block of its own.
fn blocks(items: &mut [Item], compiler: &mut Compiler) -> BTreeMap<usize, Block> {
    let mut blocks: BTreeMap<usize, Block> = BTreeMap::new();
    let mut above: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut loops: Vec<String> = Vec::new();
    for row in items.iter_mut().filter_map(Item::row) {
        follow(&row.lead, &mut loops);
        let mut here = BTreeMap::new();
        for cell in row.cells.iter_mut().filter(|cell| cell.merge != Merge::None) {
            let place = (cell.column, cell.span);
            let block = if let (Merge::GoesOn, Some(block)) = (cell.merge, above.get(&place)) {
                *block
            } else {
                cell.merge = Merge::Begins;
                compiler.slots += 1;
                let label = !speaks_of(&cell.body, &loops);
                blocks.insert(compiler.slots, Block { body: cell.body.clone(), rows: 0, label });
                compiler.slots
            };
            cell.block = Some(block);
            if let Some(block) = blocks.get_mut(&block) {
                block.rows += 1;
            }
            here.insert(place, block);
        }
        above = here;
        follow(&row.trail, &mut loops);
    }
    blocks
}

/// Keeps the names of the loops that are open.
fn follow(pieces: &[Piece], loops: &mut Vec<String>) {
    for piece in pieces {
        match piece {
            Piece::Control { tag: Tag::For { name, .. }, .. } => loops.push(name.clone()),
            Piece::Control { tag: Tag::EndFor, .. } => drop(loops.pop()),
            _ => {}
        }
    }
}

fn speaks_of(body: &[Op], loops: &[String]) -> bool {
    let mut paths = Vec::new();
    for op in body {
        op.paths(&mut paths);
    }
    !loops.is_empty()
        && paths
            .iter()
            .filter_map(|path| path.first())
            .any(|first| first == "loop" || loops.iter().any(|name| name == first))
}

/// Rows with their tags between them. In a table where nothing repeats, cells
/// stay as they are.
fn assemble(items: Vec<Item>, around: &Around<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for item in items {
        let row = match item {
            Item::Row(row) => row,
            Item::Other(ops) => {
                pieces.push(Piece::Ops { ops, blank: true });
                continue;
            }
        };
        pieces.extend(row.lead);
        if !row.only_tags {
            let mut ops = Vec::new();
            if around.repeats {
                ops.push(Op::Row);
            }
            push(&mut ops, Op::Raw(row.open));
            cells(row.cells, row.repeats, &mut ops, around);
            push(&mut ops, Op::Raw("</w:tr>".to_owned()));
            pieces.push(Piece::Ops { ops, blank: false });
        }
        pieces.extend(row.trail);
    }
    pieces
}

struct Around<'a> {
    blocks: &'a BTreeMap<usize, Block>,
    regions: &'a [Region],
    repeats: bool,
}

fn cells(cells: Vec<Cell>, repeats: Vec<Repeat>, ops: &mut Vec<Op>, around: &Around<'_>) {
    let mut repeats = repeats.into_iter().peekable();
    let mut inside: Vec<Op> = Vec::new();
    let mut blank: Vec<Op> = Vec::new();
    for (at, cell) in cells.into_iter().enumerate() {
        let within = repeats.peek().filter(|repeat| repeat.first <= at && at <= repeat.last);
        let Some(repeat) = within else {
            extend(ops, written(&cell, None, around));
            continue;
        };
        extend(&mut blank, column::blank(&cell, repeat.region, &cell.empty));
        extend(&mut inside, written(&cell, Some(repeat.region), around));
        if at == repeat.last
            && let Some(Repeat { name, list, site, region, .. }) = repeats.next()
        {
            let (body, blank) = (std::mem::take(&mut inside), std::mem::take(&mut blank));
            push(ops, Op::Cells(Box::new(Cells { name, list, region, body, blank, site })));
        }
    }
}

fn written(cell: &Cell, region: Option<usize>, around: &Around<'_>) -> Vec<Op> {
    let block =
        cell.block.filter(|_| around.repeats).and_then(|slot| Some((slot, around.blocks.get(&slot)?)));
    let Some((slot, block)) = block else {
        let mut ops =
            column::open(cell, region, around.regions, cell.block.map(|_| cell.merge == Merge::Begins));
        extend(&mut ops, cell.body.clone());
        push(&mut ops, Op::Raw("</w:tc>".to_owned()));
        return ops;
    };
    let begins = cell.merge == Merge::Begins;
    let mut continued = column::open(cell, region, around.regions, Some(false));
    push(&mut continued, Op::Raw(format!("{}</w:tc>", cell.empty)));
    vec![Op::Merged(Box::new(Merged {
        slot,
        begins,
        grows: block.rows == 1 || block.label,
        label: block.label,
        open: column::open(cell, region, around.regions, Some(true)),
        body: if begins || block.label { block.body.clone() } else { vec![Op::Raw(cell.empty.clone())] },
        continued,
    }))]
}
