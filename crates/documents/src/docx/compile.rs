//! From the tree of a part to the steps of filling it.

use kernel::Said;

use super::{paragraph, table};
use crate::office::nest::{self, Piece, Settled};
use crate::office::notes::Notes;
use crate::office::op::{Op, SiteId, extend, push};
use crate::office::tree::{DECLARATION, Element, Node};

/// What must hold a paragraph at its end, whatever its loops print.
const KEEPS_A_PARAGRAPH: [&str; 5] = ["w:txbxContent", "w:hdr", "w:ftr", "w:footnote", "w:endnote"];

/// What is gathered while the parts of one template are compiled.
#[derive(Debug, Default)]
pub(crate) struct Compiler {
    pub(crate) notes: Notes,
    /// How many growing cells there are so far.
    pub(crate) slots: usize,
    pub(crate) tables: usize,
    paragraphs: usize,
    boxes: usize,
    /// Where we are, when inside a table.
    pub(crate) cell: Option<(usize, usize, usize)>,
    /// The text box we are in.
    in_box: Option<usize>,
}

impl Compiler {
    /// Compiles one part, whose root is given.
    pub(crate) fn part(&mut self, name: &str, root: &Element) -> Vec<Op> {
        name.clone_into(&mut self.notes.part);
        self.tables = 0;
        self.paragraphs = 0;
        self.boxes = 0;
        let mut ops = vec![Op::Raw(DECLARATION.to_owned())];
        extend(&mut ops, self.element(root));
        ops
    }

    /// Any element: paragraphs and tables are looked into, the rest is kept.
    pub(crate) fn element(&mut self, element: &Element) -> Vec<Op> {
        if let Some(numbering) = first_page(element) {
            return numbering;
        }
        match element.name.as_str() {
            "w:tbl" => table::compile(element, self),
            "mc:AlternateContent" => self.twice(element),
            "w:txbxContent" => self.text_box(element),
            _ => self.inside(element),
        }
    }

    /// A text box is stored twice, for old and new readers: the same box.
    fn twice(&mut self, element: &Element) -> Vec<Op> {
        let boxes = self.boxes;
        let mut ops = vec![Op::Raw(element.open_tag())];
        for child in &element.children {
            self.boxes = boxes;
            match child {
                Node::Element(child) => extend(&mut ops, self.element(child)),
                Node::Text(_) => push(&mut ops, raw(child)),
            }
        }
        push(&mut ops, Op::Raw(element.close_tag()));
        ops
    }

    fn text_box(&mut self, element: &Element) -> Vec<Op> {
        self.boxes += 1;
        let around = (self.cell.take(), self.in_box.replace(self.boxes), self.paragraphs);
        self.paragraphs = 0;
        let ops = self.inside(element);
        (self.cell, self.in_box, self.paragraphs) = around;
        ops
    }

    fn inside(&mut self, element: &Element) -> Vec<Op> {
        let mut ops = Vec::new();
        if !concerns_us(element) {
            let mut xml = String::new();
            element.write(&mut xml);
            return vec![Op::Raw(xml)];
        }
        push(&mut ops, Op::Raw(element.open_tag()));
        if element.elements().any(|child| matches!(child.name.as_str(), "w:p" | "w:tbl")) {
            let pieces = self.blocks(&element.children);
            let settled = nest::settle(pieces, &mut self.notes);
            self.refuse_rest(&settled);
            let body = nest::ops(settled.inside, &mut self.notes);
            if KEEPS_A_PARAGRAPH.contains(&element.name.as_str()) && !body.iter().all(Op::is_fixed) {
                push(&mut ops, Op::Cell(body));
            } else {
                extend(&mut ops, body);
            }
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
    pub(crate) fn blocks(&mut self, children: &[Node]) -> Vec<Piece> {
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
    pub(crate) fn refuse_rest(&mut self, settled: &Settled) {
        for piece in settled.lead.iter().chain(&settled.trail) {
            if let Piece::Control { tag, site } = piece {
                self.fault(*site, nest::never_met(tag));
            }
        }
    }

    /// Remembers where a tag stands.
    pub(crate) fn site(&mut self, written: &str) -> SiteId {
        self.notes.site(self.place(), written)
    }

    /// Something is wrong with a tag.
    pub(crate) fn fault(&mut self, site: SiteId, says: Said) {
        self.notes.fault(site, says);
    }

    fn place(&self) -> Said {
        let paragraphs = self.paragraphs;
        let place = match self.cell {
            Some((table, row, cell)) => Said::new(
                format!("表{table}第{row}行第{cell}格"),
                format!("table {table}, row {row}, cell {cell}"),
            ),
            None => Said::new(format!("第{paragraphs}段"), format!("paragraph {paragraphs}")),
        };
        match self.in_box {
            Some(number) => {
                Said::new(format!("文本框{number}{}", place.zh), format!("text box {number}, {}", place.en))
            }
            None => place,
        }
    }
}

/// A text node, kept.
pub(crate) fn raw(node: &Node) -> Op {
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
pub(crate) fn controls(settled: &mut Settled) -> (Vec<Piece>, Vec<Piece>) {
    (std::mem::take(&mut settled.lead), std::mem::take(&mut settled.trail))
}
