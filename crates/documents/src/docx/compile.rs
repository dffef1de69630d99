//! From the tree of a part to the steps of filling it.

use kernel::Said;

use super::nest::{self, Piece, Settled};
use super::op::{Merged, Op, Site, SiteId, extend, push};
use super::tag::Tag;
use super::tree::{Element, Node};
use super::{paragraph, table};
use crate::fault::Fault;

/// How deep loops and choices may nest.
const DEPTH: usize = 16;

/// What is gathered while the parts of one template are compiled.
#[derive(Debug, Default)]
pub(super) struct Compiler {
    pub(super) sites: Vec<Site>,
    pub(super) faults: Vec<Fault>,
    /// The part being read.
    pub(super) part: String,
    /// How many growing cells there are so far.
    pub(super) slots: usize,
    pub(super) depth: usize,
    pub(super) tables: usize,
    paragraphs: usize,
    /// Where we are, when inside a table.
    pub(super) cell: Option<(usize, usize, usize)>,
}

impl Compiler {
    /// Compiles one part, whose root is given.
    pub(super) fn part(&mut self, name: &str, root: &Element) -> Vec<Op> {
        name.clone_into(&mut self.part);
        self.tables = 0;
        self.paragraphs = 0;
        let mut ops =
            vec![Op::Raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())];
        extend(&mut ops, self.element(root));
        ops
    }

    /// Any element: paragraphs and tables are looked into, the rest is kept.
    pub(super) fn element(&mut self, element: &Element) -> Vec<Op> {
        if let Some(numbering) = first_page(element) {
            return numbering;
        }
        if element.name == "w:tbl" {
            return table::compile(element, self);
        }
        let mut ops = Vec::new();
        if !concerns_us(element) {
            let mut xml = String::new();
            element.write(&mut xml);
            return vec![Op::Raw(xml)];
        }
        push(&mut ops, Op::Raw(element.open_tag()));
        if element.elements().any(|child| matches!(child.name.as_str(), "w:p" | "w:tbl")) {
            let pieces = self.blocks(&element.children);
            let settled = nest::settle(pieces, self);
            self.refuse_rest(&settled);
            extend(&mut ops, nest::ops(settled.inside, self));
        } else {
            for child in &element.children {
                match child {
                    Node::Element(child) => extend(&mut ops, self.element(child)),
                    Node::Text(_) => push(&mut ops, raw(child)),
                }
            }
        }
        push(&mut ops, Op::Raw(element.close_tag()));
        ops
    }

    /// Paragraphs and tables one below the other.
    pub(super) fn blocks(&mut self, children: &[Node]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for child in children {
            match child {
                Node::Element(element) if element.name == "w:p" => {
                    if self.cell.is_none() {
                        self.paragraphs += 1;
                    }
                    pieces.extend(paragraph::compile(element, self));
                }
                Node::Element(element) => {
                    let blank = !matches!(element.name.as_str(), "w:tbl" | "w:sdt");
                    pieces.push(Piece::Ops { ops: self.element(element), blank });
                }
                Node::Text(_) => pieces.push(Piece::Ops { ops: vec![raw(child)], blank: true }),
            }
        }
        pieces
    }

    /// Says of every tag that is left over that its partner is missing.
    pub(super) fn refuse_rest(&mut self, settled: &Settled) {
        for piece in settled.lead.iter().chain(&settled.trail) {
            if let Piece::Control { tag, site } = piece {
                self.fault(*site, nest::never_met(tag));
            }
        }
    }

    /// Remembers where a tag stands.
    pub(super) fn site(&mut self, written: &str) -> SiteId {
        self.sites.push(Site { place: self.place(), written: written.to_owned() });
        self.sites.len() - 1
    }

    pub(super) fn fault(&mut self, site: SiteId, says: Said) {
        if let Some(site) = self.sites.get(site) {
            self.faults.push(Fault {
                file: self.part.clone(),
                place: site.place.clone(),
                tag: site.written.clone(),
                says,
            });
        }
    }

    /// One level of loops deeper.
    pub(super) fn deeper(&mut self, site: SiteId) {
        self.depth += 1;
        if self.depth == DEPTH {
            let says = Said::new(
                "循环和条件嵌套过深；请拆开写",
                "loops and choices nest too deeply; take them apart",
            );
            self.fault(site, says);
        }
    }

    fn place(&self) -> Said {
        match self.cell {
            Some((table, row, cell)) => Said::new(
                format!("表{table}第{row}行第{cell}格"),
                format!("table {table}, row {row}, cell {cell}"),
            ),
            None => Said::new(format!("第{}段", self.paragraphs), format!("paragraph {}", self.paragraphs)),
        }
    }
}

/// The growing cells inside a loop: numbered in order, so a range.
pub(super) fn merges_in(body: &[Op]) -> std::ops::Range<usize> {
    let mut slots = Vec::new();
    gather(body, &mut slots);
    match (slots.iter().min(), slots.iter().max()) {
        (Some(first), Some(last)) => *first..*last + 1,
        _ => 0..0,
    }
}

fn gather(ops: &[Op], slots: &mut Vec<usize>) {
    for op in ops {
        match op {
            Op::Merged(merged) => {
                let Merged { slot, body, .. } = merged.as_ref();
                slots.push(*slot);
                gather(body, slots);
            }
            Op::For { body, .. } | Op::Cell(body) => gather(body, slots),
            Op::If { then, otherwise, .. } => {
                gather(then, slots);
                gather(otherwise, slots);
            }
            _ => {}
        }
    }
}

/// A text node, kept.
pub(super) fn raw(node: &Node) -> Op {
    let mut xml = String::new();
    node.write(&mut xml);
    Op::Raw(xml)
}

/// Whether something in here may change: a brace, or the first page's number.
fn concerns_us(element: &Element) -> bool {
    element.children.iter().any(|node| match node {
        Node::Text(text) => text.contains(['{', '}', '｛', '｝']),
        Node::Element(child) => first_page(child).is_some() || concerns_us(child),
    })
}

/// `w:pgNumType w:start="1"` with the number taken out.
fn first_page(element: &Element) -> Option<Vec<Op>> {
    let start = (element.name == "w:pgNumType").then(|| element.attribute("w:start")).flatten()?;
    let rest = element.attributes.replace(&format!(" w:start=\"{start}\""), "");
    Some(vec![
        Op::Raw(format!("<w:pgNumType{rest} w:start=\"")),
        Op::FirstPage(start.to_owned()),
        Op::Raw("\"/>".to_owned()),
    ])
}

/// Keeps a level's controls and what is between them.
pub(super) fn controls(settled: &mut Settled) -> (Vec<Piece>, Vec<Piece>) {
    (std::mem::take(&mut settled.lead), std::mem::take(&mut settled.trail))
}

/// Whether a piece opens (+1) or closes (−1) a loop.
pub(super) fn loop_step(piece: &Piece) -> i32 {
    match piece {
        Piece::Control { tag: Tag::For { .. }, .. } => 1,
        Piece::Control { tag: Tag::EndFor, .. } => -1,
        _ => 0,
    }
}
