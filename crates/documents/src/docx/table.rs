//! A table of a template: loops over rows, and merged cells that grow beside
//! them.

use kernel::Said;

use super::compile::{Compiler, controls, loop_step, raw};
use super::nest::{self, Piece, settle};
use super::op::{Merged, Op, extend, push};
use super::paragraph;
use super::tree::{Element, Node};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    GoesOn,
}

struct Cell {
    open: String,
    /// The first grid column.
    column: usize,
    merge: Merge,
    body: Vec<Op>,
    continued: String,
}

struct Row {
    open: String,
    cells: Vec<Cell>,
    lead: Vec<Piece>,
    trail: Vec<Piece>,
    /// Nothing but control tags: the row itself is not printed.
    only_tags: bool,
}

/// The table as ops.
pub(super) fn compile(table: &Element, compiler: &mut Compiler) -> Vec<Op> {
    compiler.tables += 1;
    let number = compiler.tables;
    let around = compiler.cell.take();
    let mut before = vec![Op::Raw(table.open_tag())];
    let mut after = Vec::new();
    let mut rows = Vec::new();
    for child in &table.children {
        match child {
            Node::Element(element) if element.name == "w:tr" => {
                rows.push(row(element, (number, rows.len() + 1), compiler));
            }
            Node::Element(element) => {
                let ops = compiler.element(element);
                extend(if rows.is_empty() { &mut before } else { &mut after }, ops);
            }
            Node::Text(_) => push(&mut before, raw(child)),
        }
    }
    compiler.cell = around;
    let settled = settle(assemble(rows, compiler), compiler);
    compiler.refuse_rest(&settled);
    let mut ops = before;
    extend(&mut ops, nest::ops(settled.inside, compiler));
    extend(&mut ops, after);
    push(&mut ops, Op::Raw(table.close_tag()));
    ops
}

fn row(element: &Element, (table, number): (usize, usize), compiler: &mut Compiler) -> Row {
    let mut open = "<w:tr>".to_owned();
    let mut row =
        Row { open: String::new(), cells: Vec::new(), lead: Vec::new(), trail: Vec::new(), only_tags: true };
    // What a merged cell goes on with cannot be seen: tags stand in the cells beside it.
    let seen: Vec<bool> =
        element.elements().filter(|child| child.name == "w:tc").map(|cell| !goes_on(cell)).collect();
    let first = seen.iter().position(|seen| *seen).map_or(1, |at| at + 1);
    let last = seen.iter().rposition(|seen| *seen).map_or(seen.len(), |at| at + 1);
    let mut column = 0;
    for child in element.elements() {
        if child.name != "w:tc" {
            child.write(&mut open);
            continue;
        }
        let at = row.cells.len() + 1;
        compiler.cell = Some((table, number, at));
        let (cell, lead, trail, empty) = cell(child, column, compiler);
        compiler.cell = None;
        column += span(child);
        row.only_tags &= empty;
        row.lead.extend(
            lead.into_iter().filter(|piece| at == 1 || at == first || refuse(piece, compiler, FIRST)),
        );
        row.trail.extend(
            trail.into_iter().filter(|piece| at == seen.len() || at == last || refuse(piece, compiler, LAST)),
        );
        row.cells.push(cell);
    }
    row.only_tags &= !row.lead.is_empty() || !row.trail.is_empty();
    row.open = open;
    row
}

const FIRST: (&str, &str) = (
    "要重复整行，请把开头写在该行第一格的最前面",
    "to repeat a row, put the opening tag at the start of its first cell",
);
const LAST: (&str, &str) = (
    "要重复整行，请把结尾写在该行（或后面某行）最后一格的末尾",
    "to repeat a row, put the closing tag at the end of its last cell or of a later row's",
);

fn refuse(piece: &Piece, compiler: &mut Compiler, (zh, en): (&str, &str)) -> bool {
    if let Piece::Control { site, .. } = piece {
        compiler.fault(*site, Said::new(zh, en));
    }
    false
}

type Compiled = (Cell, Vec<Piece>, Vec<Piece>, bool);

fn cell(element: &Element, column: usize, compiler: &mut Compiler) -> Compiled {
    let mut open = "<w:tc>".to_owned();
    let mut continued = open.clone();
    let mut merge = Merge::None;
    if let Some(properties) = element.child("w:tcPr") {
        properties.write(&mut open);
        merge = merge_of(properties);
        going_on(properties).write(&mut continued);
    }
    let first = element.child("w:p");
    continued.push_str(&paragraph::empty(first));
    continued.push_str("</w:tc>");
    let content: Vec<_> = element
        .children
        .iter()
        .filter(|child| child.element().is_none_or(|child| child.name != "w:tcPr"))
        .cloned()
        .collect();
    let pieces = compiler.blocks(&content);
    let mut settled = settle(pieces, compiler);
    let (lead, trail) = controls(&mut settled);
    let nothing = !settled.inside.iter().any(|piece| matches!(piece, Piece::Ops { blank: false, .. }));
    let plain = element.elements().all(|child| child.name != "w:tbl" && text_is_blank(child));
    let mut body = nest::ops(settled.inside, compiler);
    if nothing {
        push(&mut body, Op::Raw(paragraph::empty(first)));
    }
    if !body.iter().all(Op::is_fixed) {
        body = vec![Op::Cell(body)];
    }
    (Cell { open, column, merge, body, continued }, lead, trail, nothing || plain)
}

fn text_is_blank(element: &Element) -> bool {
    element.children.iter().all(|node| match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(child) => child.name != "w:drawing" && text_is_blank(child),
    })
}

fn span(cell: &Element) -> usize {
    let properties = cell.child("w:tcPr");
    let span = properties.and_then(|properties| properties.child("w:gridSpan")?.attribute("w:val"));
    span.and_then(|span| span.parse().ok()).unwrap_or(1)
}

fn merge_of(properties: &Element) -> Merge {
    match properties.child("w:vMerge").map(|merge| merge.attribute("w:val")) {
        None => Merge::None,
        Some(Some("restart")) => Merge::Begins,
        Some(_) => Merge::GoesOn,
    }
}

fn goes_on(cell: &Element) -> bool {
    cell.child("w:tcPr").is_some_and(|properties| merge_of(properties) == Merge::GoesOn)
}

/// The properties of the cell below a merged one.
fn going_on(properties: &Element) -> Element {
    let mut properties = properties.clone();
    for child in &mut properties.children {
        if let Node::Element(child) = child
            && child.name == "w:vMerge"
        {
            child.attributes.clear();
        }
    }
    properties
}

/// Rows with their tags between them. A merged cell that begins in a repeated
/// row grows, unless the template itself goes on with it in the next row.
fn assemble(rows: Vec<Row>, compiler: &mut Compiler) -> Vec<Piece> {
    let grows: Vec<Vec<bool>> = growing(&rows);
    let mut pieces = Vec::new();
    for (row, grows) in rows.into_iter().zip(grows) {
        pieces.extend(row.lead);
        if !row.only_tags {
            let mut ops = vec![Op::Raw(row.open)];
            for (cell, grows) in row.cells.into_iter().zip(grows) {
                if grows {
                    let Cell { open, body, continued, .. } = cell;
                    let slot = compiler.slots;
                    compiler.slots += 1;
                    push(&mut ops, Op::Merged(Box::new(Merged { slot, open, body, continued })));
                } else {
                    push(&mut ops, Op::Raw(cell.open));
                    extend(&mut ops, cell.body);
                    push(&mut ops, Op::Raw("</w:tc>".to_owned()));
                }
            }
            push(&mut ops, Op::Raw("</w:tr>".to_owned()));
            pieces.push(Piece::Ops { ops, blank: false });
        }
        pieces.extend(row.trail);
    }
    pieces
}

fn growing(rows: &[Row]) -> Vec<Vec<bool>> {
    let mut depth = 0;
    let mut all = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        depth += row.lead.iter().map(loop_step).sum::<i32>();
        let next = rows.get(at + 1).filter(|next| next.lead.is_empty() && row.trail.is_empty());
        let goes_on = |column| {
            let below = next.and_then(|next| next.cells.iter().find(|cell| cell.column == column));
            below.is_some_and(|cell| cell.merge == Merge::GoesOn)
        };
        all.push(
            row.cells
                .iter()
                .map(|cell| depth > 0 && cell.merge == Merge::Begins && !goes_on(cell.column))
                .collect(),
        );
        depth += row.trail.iter().map(loop_step).sum::<i32>();
    }
    all
}
