//! Pictures in the cells of a workbook: each is fastened to the upper left corner
//! of its cell, whose row becomes as high as the picture unless it is merged with
//! rows below.

use std::fmt::Write as _;

use super::band::{self, Range};
use super::row::{Printed, Written};
use crate::office::package::Parts;
use crate::office::picture::{Gallery, relation};
use crate::office::relations;
use crate::office::tree::{self, Element, Node};

/// English metric units in a hundredth of a point.
const HUNDREDTH: u64 = 127;
/// No row is higher, in hundredths of a point.
const HIGHEST: u64 = 40_900;
/// The relation of a worksheet to its drawing.
const DRAWING: &str = "rIdFactDrawing";

/// A picture as it is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    /// Its number in the gallery.
    pub(crate) number: usize,
    /// In English metric units.
    pub(crate) width: u64,
    pub(crate) height: u64,
}

/// A picture and the cell that it is fastened to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pinned {
    shown: Shown,
    column: u32,
    row: u32,
}

/// Finds the pictures among the rows, and makes room for them.
pub(super) fn pin(root: &Element, rows: &mut [Printed]) -> Vec<Pinned> {
    let merges = band::merges(root);
    let mut pinned = Vec::new();
    for row in rows {
        let mut needed = 0;
        for cell in &row.cells {
            let Written::Picture(shown) = cell.holds else { continue };
            let (column, number) = (cell.column, row.number);
            pinned.push(Pinned { shown, column, row: number });
            let tall = |it: &Range| (it.left, it.top) == (column, number) && it.top < it.bottom;
            if !merges.iter().any(tall) {
                needed = needed.max(shown.height.div_ceil(HUNDREDTH).min(HIGHEST));
            }
        }
        grow(row, needed);
    }
    pinned
}

/// Makes a row so many hundredths of a point high, unless it is higher already.
fn grow(row: &mut Printed, needed: u64) {
    let own = Element {
        name: "row".to_owned(),
        attributes: std::mem::take(&mut row.attributes),
        children: Vec::new(),
    };
    let points = own.attribute("ht").and_then(|ht| ht.split('.').next()?.parse::<u64>().ok()).unwrap_or(0);
    let mut own = own;
    if points.saturating_mul(100) < needed {
        own.set("ht", Some(&format!("{}.{:02}", needed / 100, needed % 100)));
        own.set("customHeight", Some("1"));
    }
    row.attributes = own.attributes;
}

/// Ties a worksheet to its drawing, if it has none yet.
pub(super) fn tie(root: &mut Element) {
    /// What comes after it (ECMA-376 part 1, 18.3.1.99).
    const AFTER: [&str; 9] = [
        "legacyDrawing",
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    ];
    if root.child("drawing").is_some() {
        return;
    }
    let after = |node: &Node| node.element().is_some_and(|it| AFTER.contains(&it.name.as_str()));
    let at = root.children.iter().position(after).unwrap_or(root.children.len());
    let attributes = format!(
        " xmlns:fact=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" fact:id=\"{DRAWING}\""
    );
    let children = Vec::new();
    root.children.insert(at, Node::Element(Element { name: "drawing".to_owned(), attributes, children }));
}

/// Draws a worksheet's pictures, in its own drawing or in a new one.
pub(super) fn draw(
    (sheet, number): (&str, usize),
    own: Option<String>,
    pinned: &[Pinned],
    gallery: &Gallery,
    parts: &mut Parts,
) {
    const NONE: &str =
        "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\"/>";
    let drawing = own.unwrap_or_else(|| {
        let part = format!("xl/drawings/fact-drawing-{number}.xml");
        relations::declare_part(parts, &part, "application/vnd.openxmlformats-officedocument.drawing+xml");
        let relation = relations::Relation {
            id: DRAWING.to_owned(),
            kind: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing".to_owned(),
            target: format!("/{part}"),
            external: false,
        };
        relations::add(parts, sheet, &relation);
        part
    });
    let anchors = pinned.iter().enumerate().filter_map(|(at, it)| tree::read(&anchor(at + 1, *it)).ok());
    let anchors: Vec<Node> = anchors.map(Node::Element).collect();
    relations::change(parts, &drawing, NONE, |root| root.children.extend(anchors));
    let mut led: Vec<usize> = pinned.iter().map(|it| it.shown.number).collect();
    led.sort_unstable();
    led.dedup();
    for number in led {
        gallery.lead(number, &drawing, "/xl/", parts);
    }
}

fn anchor(drawn: usize, pinned: Pinned) -> String {
    let Pinned { shown: Shown { number, width, height }, column, row } = pinned;
    // Above whatever the template itself has numbered.
    let id = 0x4A51_0000 + drawn;
    let (column, row, relation) = (column - 1, row - 1, relation(number));
    let mut xml = String::new();
    let _ = write!(
        xml,
        "<xdr:oneCellAnchor xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>\
         <xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx=\"{width}\" cy=\"{height}\"/>\
         <xdr:pic><xdr:nvPicPr><xdr:cNvPr id=\"{id}\" name=\"图片{drawn}\"/>\
         <xdr:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></xdr:cNvPicPr></xdr:nvPicPr>\
         <xdr:blipFill><a:blip xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>\
         <xdr:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>"
    );
    xml
}
