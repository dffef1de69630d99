//! The rest of a worksheet after its rows have moved: merged ranges, rules of
//! format and entry, links, breaks.

use super::formula::{self, At, Maps};
use super::map::{Map, Says};
use super::reference::{Fixed, Reference, letters};
use super::row::{Printed, Written};
use super::sheet::Sheet;
use crate::office::tree::{Element, Node};

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
    let Some(map) = maps.get(&sheet.name) else { return (root, lost) };
    let is = |node: &Node, names: &[&str]| node.element().is_some_and(|it| names.contains(&it.name.as_str()));
    root.children.retain(|node| !is(node, &["dimension", "legacyDrawing"]));
    if map.moves() {
        for child in &mut root.children {
            if let Node::Element(child) = child {
                match child.name.as_str() {
                    "mergeCells" => merges(child, sheet, map, rows),
                    "rowBreaks" => breaks(child, map),
                    _ => element(child, &Around { sheet: &sheet.name, map, maps }, &mut lost),
                }
            }
        }
        let emptied = |node: &Node| {
            is(node, &["mergeCells", "dataValidations", "hyperlinks", "conditionalFormatting", "rowBreaks"])
                && node.element().is_some_and(|it| it.children.is_empty())
        };
        root.children.retain(|node| !emptied(node));
    }
    (root, lost)
}

fn merges(element: &mut Element, sheet: &Sheet, map: &Map, rows: &mut [Printed]) {
    let mut merged = Vec::new();
    for child in element.elements() {
        let Some((first, last)) = child.attribute("ref").and_then(Reference::range) else { continue };
        let (Some(left), Some(top)) = (first.column, first.row) else { continue };
        let (Some(right), Some(bottom)) = (last.column, last.row) else { continue };
        let speaks = sheet.speaking.contains(&(left, top));
        let says = if speaks { Says::OfItsTurn } else { Says::Always };
        for (from, to) in map.stretches(top, bottom, says) {
            if from == to && left == right {
                continue;
            }
            empty_under(rows, (left, right), (from, to));
            let range = format!("{}{from}:{}{to}", letters(left), letters(right));
            let attributes = format!(" ref=\"{range}\"");
            let name = child.name.clone();
            merged.push(Node::Element(Element { name, attributes, children: Vec::new() }));
        }
    }
    element.set("count", Some(&merged.len().to_string()));
    element.children = merged;
}

/// What a merged range covers says nothing of its own.
fn empty_under(rows: &mut [Printed], (left, right): (u32, u32), (top, bottom): (u32, u32)) {
    let start = rows.partition_point(|row| row.number < top);
    for row in rows.iter_mut().skip(start).take_while(|row| row.number <= bottom) {
        for cell in row.cells.iter_mut().filter(|cell| (left..=right).contains(&cell.column)) {
            if (cell.column, row.number) != (left, top) {
                cell.holds = Written::Nothing;
            }
        }
    }
}

fn breaks(element: &mut Element, map: &Map) {
    let mut kept = Vec::new();
    for child in element.elements() {
        let at = child.attribute("id").and_then(|id| id.parse().ok());
        if let Some((_, last)) = at.and_then(|at: u32| map.span(at, at)) {
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
    map: &'a Map,
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
    let row = first.and_then(|(first, _)| {
        let row = first.row?;
        Some((row, *around.map.images(row).first()?))
    });
    for name in ["sqref", "ref"] {
        if let Some(written) = element.attribute(name) {
            let moved = ranges(written, around.map);
            element.set(name, Some(&moved));
        }
    }
    // A rule whose first cell is gone is kept for the others as it was written.
    if from.is_none() || row.is_some() {
        rules(element, row, around, lost);
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

fn rules(parent: &mut Element, row: Option<(u32, u32)>, around: &Around<'_>, lost: &mut Vec<Lost>) {
    for child in &mut parent.children {
        let Node::Element(child) = child else { continue };
        match child.local() {
            "formula" | "formula1" | "formula2" | "f" => {
                let formula = child.text();
                let at = At { sheet: around.sheet, row };
                match formula::moved(&formula, at, around.maps) {
                    Ok(moved) => child.children = vec![Node::Text(moved)],
                    Err(reference) => lost.push(Lost { place: around.sheet.to_owned(), formula, reference }),
                }
            }
            "sqref" => {
                let moved = ranges(&child.text(), around.map);
                child.children = vec![Node::Text(moved)];
            }
            "cfRule" => rules(child, row, around, lost),
            _ => element(child, around, lost),
        }
    }
}

/// A list of ranges, moved; those of which nothing is left are left out.
pub(super) fn ranges(written: &str, map: &Map) -> String {
    let one = |text: &str| {
        let (first, last) = Reference::range(text)?;
        let (Some(top), Some(bottom)) = (first.row, last.row) else { return Some(text.to_owned()) };
        let (top, bottom) = map.span(top, bottom)?;
        let first = Reference { row_fixed: Fixed::No, column_fixed: Fixed::No, ..first.with_row(top) };
        let last = Reference { row_fixed: Fixed::No, column_fixed: Fixed::No, ..last.with_row(bottom) };
        let (first, last) = (first.written(), last.written());
        Some(if first == last { first } else { format!("{first}:{last}") })
    };
    written.split_whitespace().filter_map(one).collect::<Vec<_>>().join(" ")
}
