//! Columns that repeat: the grid of the table, the width that the repetitions
//! share, and the cells above and below that widen with them.

use kernel::Said;

use super::compile::Compiler;
use super::table::{Cell, Row};
use crate::office::op::{Op, Region, push};
use crate::office::tree::{Element, Node};

/// The regions of a table's rows. Rows that repeat the same columns share one;
/// a row that has several cells in them and repeats none is refused.
pub(super) fn regions(rows: &mut [&mut Row], compiler: &mut Compiler) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for row in rows.iter_mut() {
        for repeat in &mut row.repeats {
            let from = row.cells.get(repeat.first).map_or(0, |cell| cell.column);
            let to = row.cells.get(repeat.last).map_or(0, |cell| cell.column + cell.span);
            let known = regions.iter().position(|known| (known.from, known.to) == (from, to));
            repeat.region = known.unwrap_or_else(|| {
                if regions.iter().any(|known| from < known.to && known.from < to) {
                    compiler.fault(repeat.site, crossing());
                }
                regions.push(Region { from, to, list: repeat.list.clone(), site: repeat.site });
                regions.len() - 1
            });
        }
    }
    for row in rows.iter() {
        for (number, region) in regions.iter().enumerate() {
            let repeats = row.repeats.iter().any(|repeat| repeat.region == number);
            let cut = |cell: &Cell| {
                let touches = cell.column < region.to && region.from < cell.column + cell.span;
                touches && !covers(cell, region)
            };
            if !repeats && row.cells.iter().any(cut) {
                compiler.fault(region.site, cut_by(row.number));
            }
        }
    }
    regions
}

fn covers(cell: &Cell, region: &Region) -> bool {
    cell.column <= region.from && region.to <= cell.column + cell.span
}

/// The table's grid, in which regions repeat.
pub(super) fn grid(element: &Element, regions: &[Region]) -> Vec<Op> {
    let mut ops = vec![Op::Raw(element.open_tag())];
    let columns: Vec<&Element> = element.elements().collect();
    let mut at = 0;
    while let Some(column) = columns.get(at) {
        let region = regions.iter().position(|region| region.from == at && region.to > at);
        let Some((number, region)) = region.and_then(|number| Some((number, regions.get(number)?))) else {
            let mut xml = String::new();
            column.write(&mut xml);
            push(&mut ops, Op::Raw(xml));
            at += 1;
            continue;
        };
        let width = |column: &&Element| column.attribute("w:w").and_then(|it| it.parse().ok()).unwrap_or(0);
        let widths = columns.get(at..region.to.min(columns.len())).unwrap_or_default().iter().map(width);
        ops.push(Op::Columns { region: number, widths: widths.collect() });
        at = region.to;
    }
    push(&mut ops, Op::Raw(element.close_tag()));
    ops
}

/// A cell up to its content. `begins` says how a merged cell stands: it begins
/// a block or goes on with it; a cell that is not merged has none.
pub(super) fn open(cell: &Cell, region: Option<usize>, regions: &[Region], begins: Option<bool>) -> Vec<Op> {
    let covered: Vec<usize> = match region {
        Some(_) => Vec::new(),
        None => (0..regions.len()).filter(|at| regions.get(*at).is_some_and(|it| covers(cell, it))).collect(),
    };
    let mut ops = vec![Op::Raw("<w:tc>".to_owned())];
    let nothing = Element { name: "w:tcPr".to_owned(), attributes: String::new(), children: Vec::new() };
    let properties = match &cell.properties {
        Some(properties) => properties,
        None if covered.is_empty() => return ops,
        None => &nothing,
    };
    push(&mut ops, Op::Raw("<w:tcPr>".to_owned()));
    let (first, rest): (Vec<&Element>, Vec<&Element>) =
        properties.elements().partition(|child| matches!(child.name.as_str(), "w:cnfStyle" | "w:tcW"));
    for child in first {
        match (child.attribute("w:w").and_then(|width| width.parse().ok()), region) {
            (Some(width), Some(region)) if child.name == "w:tcW" => {
                let kind = child.attribute("w:type").unwrap_or("dxa");
                push(&mut ops, Op::Raw(format!("<w:tcW w:type=\"{kind}\" w:w=\"")));
                ops.push(Op::Share { region, width });
                push(&mut ops, Op::Raw("\"/>".to_owned()));
            }
            _ => raw(&mut ops, child),
        }
    }
    if !covered.is_empty() {
        push(&mut ops, Op::Raw("<w:gridSpan w:val=\"".to_owned()));
        ops.push(Op::Span { columns: cell.span, regions: covered.clone() });
        push(&mut ops, Op::Raw("\"/>".to_owned()));
    }
    for child in rest {
        match (child.name.as_str(), begins) {
            ("w:gridSpan", _) if !covered.is_empty() => {}
            ("w:vMerge", Some(true)) => {
                push(&mut ops, Op::Raw("<w:vMerge w:val=\"restart\"/>".to_owned()));
            }
            ("w:vMerge", Some(false)) => push(&mut ops, Op::Raw("<w:vMerge/>".to_owned())),
            _ => raw(&mut ops, child),
        }
    }
    push(&mut ops, Op::Raw("</w:tcPr>".to_owned()));
    ops
}

/// A repeated cell with nothing in it.
pub(super) fn blank(cell: &Cell, region: usize, empty: &str) -> Vec<Op> {
    let mut alone = cell.properties.clone();
    if let Some(properties) = &mut alone {
        let merged = |node: &Node| node.element().is_some_and(|it| it.name == "w:vMerge");
        properties.children.retain(|node| !merged(node));
    }
    let mut ops = open(&cell.like(alone), Some(region), &[], None);
    push(&mut ops, Op::Raw(format!("{empty}</w:tc>")));
    ops
}

fn raw(ops: &mut Vec<Op>, element: &Element) {
    let mut xml = String::new();
    element.write(&mut xml);
    push(ops, Op::Raw(xml));
}

fn crossing() -> Said {
    Said::new(
        "与另一行重复的列交错；请让各行重复的格子上下对齐",
        "these columns cross those another row repeats; let the repeated cells stand under one another",
    )
}

fn cut_by(row: usize) -> Said {
    Said::new(
        format!("第{row}行在这些列里有别的格子，重复后表格会错位；请在那一行也重复，或把那几格合并成一格"),
        format!("row {row} has other cells in these columns; repeat them too, or merge them into one"),
    )
}
