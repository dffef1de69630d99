//! The words of a cell: plain or in several faces, in the cell itself or among
//! the workbook's shared strings.

use kernel::Said;

use super::row::Holds;
use crate::office::nest::{self, Piece, settle};
use crate::office::notes::Notes;
use crate::office::op::{Op, extend, push};
use crate::office::tag::{self, Tag};
use crate::office::tree::{Element, Node, escape};

/// The words of a cell; none if it holds a number, a formula or nothing.
pub(super) fn of(cell: &Element, strings: &[Element]) -> Option<Element> {
    match cell.attribute("t") {
        Some("s") => {
            let index: usize = cell.child("v")?.text().trim().parse().ok()?;
            strings.get(index).cloned()
        }
        Some("inlineStr") => cell.child("is").cloned(),
        _ => None,
    }
}

pub(super) fn has_tags(words: &Element) -> bool {
    let text = words.text();
    text.contains("{{") || text.contains("｛｛")
}

/// Whether the words of a cell need runs of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Faces {
    One,
    Several,
}

/// One stretch in one face.
struct Run {
    face: String,
    text: String,
}

/// The words as what the cell holds, and the tags that have no partner in it.
pub(super) fn compile(words: &Element, place: &str, notes: &mut Notes) -> (Holds, Vec<Piece>, Vec<Piece>) {
    let mut runs = runs(words);
    tag::join(runs.iter_mut().map(|run| &mut run.text).collect());
    runs.retain(|run| !run.text.is_empty());
    let plain = runs.len() < 2 && runs.iter().all(|run| run.face.is_empty());
    let faces = if plain { Faces::One } else { Faces::Several };
    let mut pieces = Vec::new();
    for run in &runs {
        cut(run, faces, place, &mut pieces, notes);
    }
    let mut settled = settle(pieces, notes);
    let (lead, trail) = (std::mem::take(&mut settled.lead), std::mem::take(&mut settled.trail));
    if settled.is_blank() && settled.inside.iter().all(|piece| matches!(piece, Piece::Ops { .. })) {
        return (Holds::Words(Vec::new()), lead, trail);
    }
    let mut ops = nest::ops(settled.inside, notes);
    if !plain {
        return (Holds::Words(ops), lead, trail);
    }
    if ops.len() == 1
        && let Some(op) = ops.pop()
    {
        match op {
            Op::Text { place, site } => return (Holds::Fact { place, site }, lead, trail),
            op => ops.push(op),
        }
    }
    let mut all = vec![Op::Raw(TEXT.to_owned())];
    extend(&mut all, ops);
    push(&mut all, Op::Raw("</t>".to_owned()));
    (Holds::Words(all), lead, trail)
}

const TEXT: &str = "<t xml:space=\"preserve\">";

fn runs(words: &Element) -> Vec<Run> {
    let text = |element: &Element| element.child("t").map(Element::text).unwrap_or_default();
    let mut runs = Vec::new();
    for child in words.elements() {
        match child.name.as_str() {
            "t" => runs.push(Run { face: String::new(), text: child.text() }),
            "r" => {
                let mut face = String::new();
                if let Some(properties) = child.child("rPr") {
                    properties.write(&mut face);
                }
                runs.push(Run { face, text: text(child) });
            }
            _ => {}
        }
    }
    runs
}

/// Cuts a run at its tags.
fn cut(run: &Run, faces: Faces, place: &str, pieces: &mut Vec<Piece>, notes: &mut Notes) {
    let around = |op: Op| {
        if faces == Faces::One {
            return vec![op];
        }
        let mut ops = vec![Op::Raw(format!("<r>{}{TEXT}", run.face))];
        push(&mut ops, op);
        push(&mut ops, Op::Raw("</t></r>".to_owned()));
        ops
    };
    let words = |text: &str, pieces: &mut Vec<Piece>| {
        if !text.is_empty() {
            let mut xml = String::new();
            escape(text, &mut xml);
            pieces.push(Piece::Ops { ops: around(Op::Raw(xml)), blank: text.trim().is_empty() });
        }
    };
    let mut from = 0;
    for found in tag::find(&run.text) {
        words(run.text.get(from..found.start).unwrap_or_default(), pieces);
        from = found.end;
        let site = notes.site(Said::plain(place), &found.written);
        match found.tag {
            Ok(Tag::Value(place)) => {
                pieces.push(Piece::Ops { ops: around(Op::Text { place, site }), blank: false });
            }
            Ok(tag) => pieces.push(Piece::Control { tag, site }),
            Err(says) => notes.fault(site, says),
        }
    }
    words(run.text.get(from..).unwrap_or_default(), pieces);
}

/// Takes the tags out of shared strings: nothing points to them any more.
pub(super) fn forget(strings: &mut Element) {
    for child in &mut strings.children {
        if let Node::Element(words) = child
            && has_tags(words)
        {
            words.children = vec![Node::Element(Element {
                name: "t".to_owned(),
                attributes: String::new(),
                children: Vec::new(),
            })];
        }
    }
}
