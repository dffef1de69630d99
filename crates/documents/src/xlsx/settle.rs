//! The rest of a worksheet after its rows and columns have moved: merged ranges,
//! widths, rules of format and entry, links, breaks.

use super::band::{self, Range};
use super::formula::{self, At, Maps};
use super::map::{Moves, Says, Way};
use super::reference::{COLUMNS, Reference};
use super::row::{Printed, Written};
use super::sheet::Sheet;
use crate::office::tree::{Element, Node};

/// What goes when there is nothing left in it.
const EMPTIED: [&str; 6] =
    ["mergeCells", "dataValidations", "hyperlinks", "conditionalFormatting", "rowBreaks", "colBreaks"];

/// A formula that can no longer be followed: where it stands, and what.
pub(super) struct Lost {
    pub(super) place: String,
    pub(super) formula: String,
    pub(super) reference: String,
}

/// Moves the rest of a worksheet. Cells that a merged range now covers are
/// emptied.
pub(super) fn sheet(sheet: &Sheet, rows: &mut [Printed], maps: &Maps) -> (Element, Vec<Lost>) {
    let mut root = sheet.root.clone();
    let mut lost = Vec::new();
    let Some(moves) = maps.get(&sheet.name) else { return (root, lost) };
    let is = |node: &Node, names: &[&str]| node.element().is_some_and(|it| names.contains(&it.name.as_str()));
    root.children.retain(|node| !is(node, &["dimension", "legacyDrawing"]));
    // Rules and entries may look at other worksheets.
    if maps.values().any(Moves::any) {
        for child in &mut root.children {
            if let Node::Element(child) = child {
                match child.name.as_str() {
                    "mergeCells" => merges(child, sheet, moves, rows),
                    "cols" => widths(child, moves),
                    "rowBreaks" => breaks(child, &moves.rows),
                    "colBreaks" => breaks(child, &moves.columns),
                    _ => element(child, &Around { sheet: &sheet.name, moves, maps }, &mut lost),
                }
            }
        }
        let emptied =
            |node: &Node| is(node, &EMPTIED) && node.element().is_some_and(|it| it.children.is_empty());
        root.children.retain(|node| !emptied(node));
    }
    (root, lost)
}

fn merges(element: &mut Element, sheet: &Sheet, moves: &Moves, rows: &mut [Printed]) {
    let mut merged = Vec::new();
    for child in element.elements() {
        let Some(range) = child.attribute("ref").and_then(Range::read) else { continue };
        let Range { left, top, bottom, .. } = range;
        let speaks = sheet.speaking.contains(&(left, top));
        let says = if speaks { Says::OfItsTurn } else { Says::Always };
        let across = band::stretches(range, &moves.columns, sheet);
        for (top, bottom) in moves.rows.stretches(top, bottom, says) {
            for &(left, right) in &across {
                if top == bottom && left == right {
                    continue;
                }
                let range = Range { left, right, top, bottom };
                empty_under(rows, range);
                let attributes = format!(" ref=\"{}\"", range.written());
                let name = child.name.clone();
                merged.push(Node::Element(Element { name, attributes, children: Vec::new() }));
            }
        }
    }
    element.set("count", Some(&merged.len().to_string()));
    element.children = merged;
}

/// What a merged range covers says nothing of its own.
fn empty_under(rows: &mut [Printed], range: Range) {
    let Range { left, right, top, bottom } = range;
    let start = rows.partition_point(|row| row.number < top);
    for row in rows.iter_mut().skip(start).take_while(|row| row.number <= bottom) {
        for cell in row.cells.iter_mut().filter(|cell| (left..=right).contains(&cell.column)) {
            if (cell.column, row.number) != (left, top) {
                cell.holds = Written::Nothing;
            }
        }
    }
}

/// Each column is as wide as the template's; so are its repetitions.
fn widths(element: &mut Element, moves: &Moves) {
    let mut widths = Vec::new();
    for child in element.elements() {
        let number = |name| child.attribute(name).and_then(|it| it.parse::<u32>().ok());
        let (Some(from), Some(to)) = (number("min"), number("max")) else { continue };
        for (from, to) in moves.columns.cut(from, to.max(from)) {
            let to = to.min(COLUMNS);
            if from > to {
                continue;
            }
            let mut child = child.clone();
            child.set("min", Some(&from.to_string()));
            child.set("max", Some(&to.to_string()));
            widths.push((from, Node::Element(child)));
        }
    }
    widths.sort_by_key(|(from, _)| *from);
    element.children = widths.into_iter().map(|(_, width)| width).collect();
}

fn breaks(element: &mut Element, way: &dyn Way) {
    let mut kept = Vec::new();
    for child in element.elements() {
        let at = child.attribute("id").and_then(|id| id.parse().ok());
        if let Some((_, last)) = at.and_then(|at: u32| way.span(at, at)) {
            let mut child = child.clone();
            child.set("id", Some(&last.to_string()));
            kept.push(Node::Element(child));
        }
    }
    for count in ["count", "manualBreakCount"] {
        element.set(count, Some(&kept.len().to_string()));
    }
    element.children = kept;
}

struct Around<'a> {
    sheet: &'a str,
    moves: &'a Moves,
    maps: &'a Maps,
}

/// Ranges in attributes and formulae below an element; what covers nothing any
/// more goes.
fn element(element: &mut Element, around: &Around<'_>, lost: &mut Vec<Lost>) {
    // Formulae of a rule are written for the first cell it covers.
    let from = element
        .attribute("sqref")
        .map(str::to_owned)
        .or_else(|| element.elements().find(|child| child.local() == "sqref").map(Element::text));
    let first = from.as_deref().and_then(|it| it.split(' ').next()).and_then(Reference::range);
    let of = |at: Option<u32>, way: &dyn Way| Some((at?, way.first(at?)?));
    let row = first.and_then(|(first, _)| of(first.row, &around.moves.rows));
    let column = first.and_then(|(first, _)| of(first.column, &around.moves.columns));
    let at = At { sheet: around.sheet, row, column };
    for name in ["sqref", "ref"] {
        if let Some(written) = element.attribute(name) {
            let moved = ranges(written, around.moves);
            element.set(name, Some(&moved));
        }
    }
    // A rule whose first cell is gone is kept for the others as it was written.
    if from.is_none() || row.is_some() {
        rules(element, at, around, lost);
    }
    element.children.retain(|node| {
        !node
            .element()
            .is_some_and(|child| ["sqref", "ref"].iter().any(|name| child.attribute(name) == Some("")))
    });
    if element.name == "dataValidations" || element.name == "hyperlinks" {
        let count = element.elements().count();
        if element.attribute("count").is_some() {
            element.set("count", Some(&count.to_string()));
        }
    }
    if element.name == "conditionalFormatting" && element.attribute("sqref") == Some("") {
        element.children.clear();
    }
}

fn rules(parent: &mut Element, at: At<'_>, around: &Around<'_>, lost: &mut Vec<Lost>) {
    for child in &mut parent.children {
        let Node::Element(child) = child else { continue };
        match child.local() {
            "formula" | "formula1" | "formula2" | "f" => {
                let formula = child.text();
                match formula::moved(&formula, at, around.maps) {
                    Ok(moved) => child.children = vec![Node::Text(moved)],
                    Err(reference) => lost.push(Lost { place: around.sheet.to_owned(), formula, reference }),
                }
            }
            "sqref" => {
                let moved = ranges(&child.text(), around.moves);
                child.children = vec![Node::Text(moved)];
            }
            "cfRule" => rules(child, at, around, lost),
            _ => element(child, around, lost),
        }
    }
}

/// A list of ranges, moved; those of which nothing is left are left out.
pub(super) fn ranges(written: &str, moves: &Moves) -> String {
    let one = |text: &str| {
        let (first, last) = Reference::range(text)?;
        let span = |from: Option<u32>, to: Option<u32>, way: &dyn Way| match (from, to) {
            (Some(from), Some(to)) => way.span(from, to).map(|(from, to)| (Some(from), Some(to))),
            _ => Some((None, None)),
        };
        let (top, bottom) = span(first.row, last.row, &moves.rows)?;
        let (left, right) = span(first.column, last.column, &moves.columns)?;
        let (from, to) = (Reference::at(left, top).written(), Reference::at(right, bottom).written());
        let is_cell = first.row.is_some() && first.column.is_some();
        Some(if from == to && is_cell { from } else { format!("{from}:{to}") })
    };
    written.split_whitespace().filter_map(one).collect::<Vec<_>>().join(" ")
}
