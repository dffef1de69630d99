//! The workbook around its worksheets: which there are, what they share, and
//! what else points at rows that have moved.

use kernel::Said;

use super::band::{self, Band, Range};
use super::formula::{self, At, Maps};
use super::map::{Moves, Way};
use super::reference::Reference;
use super::settle;
use super::sheet::Sheet;
use super::words;
use crate::fault::Fault;
use crate::office::op::SiteId;
use crate::office::package::Parts;
use crate::office::tree::{self, Element, Node};
use crate::office::{picture, relations, safety};

/// The part that lists the worksheets.
fn main_part(parts: &Parts) -> Option<String> {
    let rels = parts.get("_rels/.rels").and_then(|content| safety::text(content).ok());
    let found = rels.and_then(|xml| relations::read(xml).ok()).unwrap_or_default();
    let named = found.iter().find(|relation| relation.word() == "officeDocument");
    let part = named.map_or_else(|| "xl/workbook.xml".to_owned(), |it| relations::resolved("", &it.target));
    parts.contains_key(&part).then_some(part)
}

fn relations_of(parts: &Parts, part: &str) -> Vec<relations::Relation> {
    let rels = parts.get(&relations::of(part)).and_then(|content| safety::text(content).ok());
    rels.and_then(|xml| relations::read(xml).ok()).unwrap_or_default()
}

fn read(parts: &Parts, part: &str) -> Option<Element> {
    let content = parts.get(part)?;
    tree::read(safety::text(content).ok()?).ok()
}

/// Names and parts of the worksheets, in order.
pub(super) fn sheets(parts: &Parts) -> Option<Vec<(String, String)>> {
    let main = main_part(parts)?;
    let root = read(parts, &main).filter(|root| root.name == "workbook")?;
    let relations = relations_of(parts, &main);
    let listed = root.child("sheets")?.elements().filter_map(|sheet| {
        let id = sheet.value_of_any("id")?;
        let relation = relations.iter().find(|it| it.id == id && it.word() == "worksheet")?;
        let part = relations::resolved(&main, &relation.target);
        parts.contains_key(&part).then_some((sheet.value("name")?, part))
    });
    Some(listed.collect())
}

/// The shared strings.
pub(super) fn strings(parts: &Parts) -> Option<Vec<Element>> {
    let root = read(parts, &strings_part(parts)?)?;
    Some(root.elements().filter(|child| child.name == "si").cloned().collect())
}

fn strings_part(parts: &Parts) -> Option<String> {
    let main = main_part(parts)?;
    let relations = relations_of(parts, &main);
    let relation = relations.iter().find(|relation| relation.word() == "sharedStrings")?;
    Some(relations::resolved(&main, &relation.target))
}

/// Takes out what a filled form has no use for: remarks, the order in which
/// formulae were last reckoned, the writer's name.
pub(super) fn clean(parts: &mut Parts, sheets: &[(String, String)]) {
    const CORE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>";
    const WORDS: [&str; 4] = ["comments", "threadedComment", "person", "calcChain"];
    let mut gone: Vec<String> = Vec::new();
    let main = main_part(parts);
    for part in sheets.iter().map(|(_, part)| part).chain(&main) {
        let legacy = read(parts, part).and_then(|root| root.child("legacyDrawing")?.value_of_any("id"));
        for relation in relations_of(parts, part) {
            if WORDS.contains(&relation.word()) || legacy.as_ref() == Some(&relation.id) {
                gone.push(relations::resolved(part, &relation.target));
            }
        }
    }
    relations::remove(parts, &|name| gone.iter().any(|part| part == name));
    if let Some(core) = parts.get_mut("docProps/core.xml") {
        *core = CORE.as_bytes().to_vec();
    }
    picture::undress(parts);
}

pub(super) fn forget_tags(parts: &mut Parts) {
    if let Some(part) = strings_part(parts) {
        relations::change(parts, &part, "", words::forget);
    }
}

/// Why a worksheet's columns cannot repeat, if some lie in a table: its columns
/// have names, and no two the same.
pub(super) fn barred_by_tables(parts: &Parts, sheet: &Sheet) -> Vec<(SiteId, Said)> {
    let tables = relations_of(parts, &sheet.part).into_iter().filter(|relation| relation.word() == "table");
    let ranges = tables.filter_map(|relation| {
        let root = read(parts, &relations::resolved(&sheet.part, &relation.target))?;
        Range::read(root.attribute("ref")?)
    });
    let ranges: Vec<Range> = ranges.collect();
    let over = |band: &Band| ranges.iter().find(|range| band.touches(range.left, range.right));
    let barred = |band: &Band| Some((band.site, band::of_table(&over(band)?.written())));
    sheet.bands.iter().filter_map(barred).collect()
}

/// The drawing of a worksheet, if it has one.
pub(super) fn drawing(parts: &Parts, sheet: &str) -> Option<String> {
    let relations = relations_of(parts, sheet);
    let drawing = relations.iter().find(|relation| relation.word() == "drawing")?;
    Some(relations::resolved(sheet, &drawing.target))
}

/// Moves what points at rows and columns from outside of the worksheets.
pub(super) fn settle(parts: &mut Parts, sheets: &[Sheet], maps: &Maps, faults: &mut Vec<Fault>) {
    let Some(main) = main_part(parts) else { return };
    relations::change(parts, &main, "", |root| {
        rename(root, maps);
        names(root, maps, faults);
        reckon_anew(root);
    });
    relations::change(parts, "docProps/app.xml", "", |root| retitle(root, maps));
    for sheet in sheets.iter().filter(|_| maps.values().any(Moves::any)) {
        let drawing = drawing(parts, &sheet.part);
        if let Some(drawing) = drawing {
            charts(parts, &drawing, maps);
        }
        let Some(moves) = maps.get(&sheet.name).filter(|moves| moves.any()) else { continue };
        for relation in relations_of(parts, &sheet.part) {
            let part = relations::resolved(&sheet.part, &relation.target);
            match relation.word() {
                "table" => relations::change(parts, &part, "", |root| table(root, moves)),
                "drawing" => relations::change(parts, &part, "", |root| anchors(root, moves)),
                _ => {}
            }
        }
    }
}

/// Worksheets whose names have facts in them.
fn rename(root: &mut Element, maps: &Maps) {
    let listed = root.children.iter_mut().filter_map(Node::element_mut).filter(|it| it.name == "sheets");
    for sheet in listed.flat_map(|it| &mut it.children).filter_map(Node::element_mut) {
        if let Some(name) = sheet.value("name").and_then(|name| maps.get(&name)?.name.as_ref()) {
            sheet.set("name", Some(name));
        }
    }
}

/// The same names where the workbook tells of itself.
fn retitle(element: &mut Element, maps: &Maps) {
    if let [Node::Text(text)] = element.children.as_mut_slice() {
        if let Some(name) = maps.get(text.as_str()).and_then(|it| it.name.as_ref()) {
            text.clone_from(name);
        }
        return;
    }
    element.children.iter_mut().filter_map(Node::element_mut).for_each(|child| retitle(child, maps));
}

fn names(root: &mut Element, maps: &Maps, faults: &mut Vec<Fault>) {
    for holder in &mut root.children {
        let Node::Element(holder) = holder else { continue };
        if holder.name != "definedNames" {
            continue;
        }
        for name in &mut holder.children {
            let Node::Element(name) = name else { continue };
            let formula = name.text();
            match formula::moved(&formula, At { sheet: "", row: None, column: None }, maps) {
                Ok(moved) => name.children = vec![Node::Text(moved)],
                Err(lost) => {
                    let place = name.value("name").unwrap_or_default();
                    faults.push(super::cannot_follow(&place, &formula, &lost));
                }
            }
        }
    }
}

/// Whoever opens the workbook reckons its formulae.
fn reckon_anew(root: &mut Element) {
    /// What may come after it in a workbook (ECMA-376 part 1, 18.2.27).
    const AFTER: [&str; 11] = [
        "oleSize",
        "customWorkbookViews",
        "pivotCaches",
        "smartTagPr",
        "smartTagTypes",
        "webPublishing",
        "fileRecoveryPr",
        "webPublishObjects",
        "extLst",
        "mc:AlternateContent",
        "fileVersion",
    ];
    root.children.retain(|node| node.element().is_none_or(|it| it.name != "calcPr"));
    let after = |node: &Node| {
        node.element().is_some_and(|it| {
            AFTER.contains(&it.name.as_str()) && it.name != "fileVersion" && it.local() != "AlternateContent"
        })
    };
    let at = root.children.iter().position(after).unwrap_or(root.children.len());
    let attributes = " fullCalcOnLoad=\"1\"".to_owned();
    root.children
        .insert(at, Node::Element(Element { name: "calcPr".to_owned(), attributes, children: Vec::new() }));
}

fn table(element: &mut Element, moves: &Moves) {
    if let Some(written) = element.attribute("ref") {
        let range = settle::ranges(written, moves);
        element.set("ref", Some(&range));
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            table(child, moves);
        }
    }
}

/// The charts of a drawing: the cells that they show.
fn charts(parts: &mut Parts, drawing: &str, maps: &Maps) {
    for relation in relations_of(parts, drawing).iter().filter(|relation| relation.word() == "chart") {
        let part = relations::resolved(drawing, &relation.target);
        relations::change(parts, &part, "", |root| chart(root, maps));
    }
}

fn chart(element: &mut Element, maps: &Maps) {
    for child in &mut element.children {
        let Node::Element(child) = child else { continue };
        if child.local() == "f" {
            child.children = vec![Node::Text(formula::shown(&child.text(), maps))];
        } else {
            chart(child, maps);
        }
    }
}

/// Where pictures and charts are fastened; rows and columns count from 0 there.
fn anchors(element: &mut Element, moves: &Moves) {
    let is_corner = ["from", "to"].contains(&element.local());
    for child in &mut element.children {
        let Node::Element(child) = child else { continue };
        let way: &dyn Way = match child.local() {
            "row" if is_corner => &moves.rows,
            "col" if is_corner => &moves.columns,
            _ => {
                anchors(child, moves);
                continue;
            }
        };
        let at = child.text().trim().parse::<u32>().ok();
        if let Some((first, _)) = at.and_then(|at| way.span(at + 1, at + 1)) {
            child.children = vec![Node::Text((first - 1).to_string())];
        }
    }
}

/// Formulae that several cells share are written out in each.
pub(super) fn write_out(rows: &mut [Element]) {
    let mut shared: Vec<(String, (u32, u32), String)> = Vec::new();
    for cell in rows.iter_mut().flat_map(|row| row.children.iter_mut()) {
        let Node::Element(cell) = cell else { continue };
        let Some(at) = cell.attribute("r").and_then(Reference::cell) else { continue };
        for formula in cell.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) if element.name == "f" => Some(element),
            _ => None,
        }) {
            if formula.attribute("t") != Some("shared") {
                continue;
            }
            let index = formula.value("si").unwrap_or_default();
            let text = formula.text();
            if text.is_empty() {
                let Some((_, (column, row), text)) = shared.iter().find(|(known, _, _)| *known == index)
                else {
                    continue;
                };
                let (columns, rows) =
                    (i64::from(at.0) - i64::from(*column), i64::from(at.1) - i64::from(*row));
                formula.children = vec![Node::Text(formula::shifted(text, columns, rows))];
            } else {
                shared.push((index, at, text));
            }
            formula.attributes.clear();
        }
    }
}
