//! One paragraph of a template: tags that Word tore over several runs are
//! joined, runs are cut at the tags, and what is left over is handed on.

use super::compile::{Compiler, raw};
use crate::office::nest::{self, Piece, settle};
use crate::office::op::{Lines, Op, extend, push};
use crate::office::tag::{self, Tag};
use crate::office::tree::{Element, Node, escape};
use crate::place::{Filter, Place};

const TEXT: &str = "<w:t xml:space=\"preserve\">";

/// The paragraph as pieces: tags before it, itself, tags after it. A paragraph
/// that holds nothing but control tags is not printed.
pub(crate) fn compile(paragraph: &Element, compiler: &mut Compiler) -> Vec<Piece> {
    let mut paragraph = paragraph.clone();
    paragraph.attributes.clear();
    join_torn_tags(&mut paragraph);
    let properties = paragraph.child("w:pPr").cloned();
    let mut pieces = Vec::new();
    for child in &paragraph.children {
        match child {
            Node::Element(element) if element.name == "w:pPr" => {}
            Node::Element(element) => pieces.extend(inline(element, compiler)),
            Node::Text(_) => pieces.push(Piece::Ops { ops: vec![raw(child)], blank: true }),
        }
    }
    let had_tags = pieces.iter().any(|piece| matches!(piece, Piece::Control { .. }));
    let mut settled = settle(pieces, &mut compiler.notes);
    let (mut all, trail) = super::compile::controls(&mut settled);
    let ends_section = properties.as_ref().is_some_and(|properties| properties.child("w:sectPr").is_some());
    if had_tags && settled.is_blank() && !ends_section {
        let mut inside = settled.inside;
        inside.retain(|piece| matches!(piece, Piece::Control { .. }));
        all.extend(inside);
    } else {
        let ops = nest::ops(settled.inside, &mut compiler.notes);
        all.push(Piece::Ops { ops: written(properties.as_ref(), ops), blank: false });
    }
    all.extend(trail);
    all
}

/// A paragraph without words, in the manner of the first one given.
pub(crate) fn empty(like: Option<&Element>) -> String {
    let mut xml = "<w:p>".to_owned();
    if let Some(properties) = like.and_then(|paragraph| paragraph.child("w:pPr")) {
        properties.write(&mut xml);
    }
    xml.push_str("</w:p>");
    xml
}

/// Puts the paragraph around its runs.
fn written(properties: Option<&Element>, ops: Vec<Op>) -> Vec<Op> {
    if let Some((run, place, site)) = lone_value(&ops) {
        let (before, after_indent) = around_indent(properties, &place);
        let lines = Lines {
            before,
            between: format!("{after_indent}{run}"),
            after: "</w:t></w:r></w:p>".to_owned(),
            place,
            site,
        };
        return vec![Op::Lines(Box::new(lines))];
    }
    let mut all = vec![Op::Raw("<w:p>".to_owned())];
    if let Some(properties) = properties {
        let mut xml = String::new();
        properties.write(&mut xml);
        push(&mut all, Op::Raw(xml));
    }
    extend(&mut all, ops);
    push(&mut all, Op::Raw("</w:p>".to_owned()));
    all
}

/// The only fact of a paragraph that says nothing else.
fn lone_value(ops: &[Op]) -> Option<(String, Place, usize)> {
    let [Op::Raw(open), Op::Value { place, site }, Op::Raw(close)] = ops else { return None };
    let run = open.get(open.find("<w:r>")?..)?;
    let only = run.ends_with(TEXT)
        && run.matches("<w:t").count() == 1
        && !run.contains("<w:br")
        && !open.contains("</w:r>")
        && close.starts_with("</w:t></w:r>")
        && !close.contains("<w:r>");
    (only && !place.breaks()).then(|| (run.to_owned(), place.clone(), *site))
}

/// The paragraph's start, cut where an indent stands.
fn around_indent(properties: Option<&Element>, place: &Place) -> (String, String) {
    /// What comes after `w:ind` in `w:pPr` (ECMA-376 part 1, 17.3.1.26).
    const AFTER: [&str; 11] = [
        "w:contextualSpacing",
        "w:mirrorIndents",
        "w:suppressOverlap",
        "w:jc",
        "w:textDirection",
        "w:textAlignment",
        "w:textboxTightWrap",
        "w:outlineLvl",
        "w:divId",
        "w:rPr",
        "w:sectPr",
    ];
    let own = place.filters.iter().any(|filter| matches!(filter, Filter::Above(_) | Filter::Below(_)));
    let (mut before, mut after) = ("<w:p>".to_owned(), String::new());
    if !own {
        if let Some(properties) = properties {
            properties.write(&mut before);
        }
        return (before, after);
    }
    before.push_str("<w:pPr>");
    for child in properties.into_iter().flat_map(Element::elements) {
        if child.name == "w:ind" {
            continue;
        }
        let late = AFTER.contains(&child.name.as_str()) || !after.is_empty();
        child.write(if late { &mut after } else { &mut before });
    }
    after.push_str("</w:pPr>");
    (before, after)
}

fn inline(element: &Element, compiler: &mut Compiler) -> Vec<Piece> {
    match element.name.as_str() {
        "w:r" => run(element, compiler),
        "w:hyperlink" | "w:ins" | "w:moveTo" | "w:smartTag" | "w:sdt" | "w:sdtContent" | "w:fldSimple" => {
            let mut pieces = Vec::new();
            for child in element.elements() {
                pieces.extend(inline(child, compiler));
            }
            let settled = settle(pieces, &mut compiler.notes);
            compiler.refuse_rest(&settled);
            let blank = settled.is_blank();
            let mut ops = vec![Op::Raw(element.open_tag())];
            extend(&mut ops, nest::ops(settled.inside, &mut compiler.notes));
            push(&mut ops, Op::Raw(element.close_tag()));
            vec![Piece::Ops { ops, blank }]
        }
        "w:proofErr" | "w:del" | "w:moveFrom" | "w:lastRenderedPageBreak" => Vec::new(),
        _ => vec![Piece::Ops { ops: compiler.element(element), blank: true }],
    }
}

/// A run under way: it is cut wherever a control tag stands.
struct Run {
    open: String,
    ops: Vec<Op>,
    blank: bool,
    pieces: Vec<Piece>,
}

impl Run {
    fn cut(&mut self) {
        if self.ops.is_empty() {
            return;
        }
        let mut ops = vec![Op::Raw(self.open.clone())];
        extend(&mut ops, std::mem::take(&mut self.ops));
        push(&mut ops, Op::Raw("</w:r>".to_owned()));
        self.pieces.push(Piece::Ops { ops, blank: self.blank });
        self.blank = true;
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.blank &= text.trim().is_empty();
        let mut xml = TEXT.to_owned();
        escape(text, &mut xml);
        xml.push_str("</w:t>");
        push(&mut self.ops, Op::Raw(xml));
    }
}

fn run(element: &Element, compiler: &mut Compiler) -> Vec<Piece> {
    let mut open = "<w:r>".to_owned();
    if let Some(properties) = element.child("w:rPr") {
        properties.write(&mut open);
    }
    let mut run = Run { open, ops: Vec::new(), blank: true, pieces: Vec::new() };
    for child in element.elements().filter(|child| child.name != "w:rPr") {
        match (child.name.as_str(), text_of(child)) {
            ("w:t", text) => cut_at_tags(&text, &mut run, compiler),
            ("w:lastRenderedPageBreak", _) => {}
            _ => {
                run.blank = false;
                extend(&mut run.ops, compiler.element(child));
            }
        }
    }
    run.cut();
    run.pieces
}

fn cut_at_tags(text: &str, run: &mut Run, compiler: &mut Compiler) {
    let mut from = 0;
    for found in tag::find(text) {
        run.text(text.get(from..found.start).unwrap_or_default());
        from = found.end;
        let site = compiler.site(&found.written);
        match found.tag {
            Ok(Tag::Value(place)) => {
                run.blank = false;
                push(&mut run.ops, Op::Raw(TEXT.to_owned()));
                push(&mut run.ops, Op::Value { place, site });
                push(&mut run.ops, Op::Raw("</w:t>".to_owned()));
            }
            Ok(tag) => {
                run.cut();
                run.pieces.push(Piece::Control { tag, site });
            }
            Err(says) => compiler.fault(site, says),
        }
    }
    run.text(text.get(from..).unwrap_or_default());
}

fn text_of(element: &Element) -> String {
    element
        .children
        .iter()
        .filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        })
        .collect()
}

/// Moves every tag whole into the `w:t` where it begins.
fn join_torn_tags(paragraph: &mut Element) {
    let mut texts = Vec::new();
    gather(paragraph, &mut texts);
    tag::join(texts);
}

fn gather<'e>(element: &'e mut Element, texts: &mut Vec<&'e mut String>) {
    const PASSED_OVER: [&str; 3] = ["w:p", "w:del", "w:moveFrom"];
    let is_text = element.name == "w:t";
    for child in &mut element.children {
        match child {
            Node::Text(text) if is_text => texts.push(text),
            Node::Element(child) if !PASSED_OVER.contains(&child.name.as_str()) => gather(child, texts),
            _ => {}
        }
    }
}
