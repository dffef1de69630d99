//! What is printed in a page's margins: headers and footers. They hold one line of
//! text with tags, no rows and no pictures.

use kernel::Said;

use super::sheet::never_closed;
use crate::fault::Fault;
use crate::office::nest::{self, Piece, settle};
use crate::office::notes::Notes;
use crate::office::op::{Op, SiteId};
use crate::office::tag::{self, Tag};
use crate::office::tree::{Element, Node, escape};
use crate::place::Filter;

/// A header or footer holds no more (ECMA-376 part 1, 18.3.1.39).
const LONGEST: usize = 255;

/// A header or footer of a worksheet that has tags.
#[derive(Debug, Clone)]
pub(super) struct Margin {
    /// `oddHeader`, `evenFooter`.
    pub(super) element: String,
    /// What people call it.
    pub(super) place: Said,
    pub(super) ops: Vec<Op>,
}

/// The headers and footers of a worksheet that have tags.
pub(super) fn margins(root: &Element, sheet: &str, notes: &mut Notes) -> Vec<Margin> {
    let holder = root.child("headerFooter");
    let mut margins = Vec::new();
    for child in holder.into_iter().flat_map(Element::elements) {
        let text = child.text();
        if tag::find(&text).is_empty() {
            continue;
        }
        let (zh, en) =
            if child.name.ends_with("Header") { ("页眉", "header") } else { ("页脚", "footer") };
        let place = Said::new(format!("{sheet}!{zh}"), format!("{sheet}!{en}"));
        let ops = line(&text, &place, &Filter::Margin, notes);
        margins.push(Margin { element: child.name.clone(), place, ops });
    }
    margins
}

/// Puts a filled header or footer in its place; its text is XML already.
pub(super) fn put(root: &mut Element, margin: &Margin, xml: &str) -> Option<Fault> {
    let text = super::plain(xml);
    let length = text.chars().count();
    let holders =
        root.children.iter_mut().filter_map(Node::element_mut).filter(|it| it.name == "headerFooter");
    for child in holders.flat_map(|it| &mut it.children).filter_map(Node::element_mut) {
        if child.name == margin.element {
            child.children = vec![Node::Text(text.clone())];
        }
    }
    let (file, tag) = (String::new(), String::new());
    (length > LONGEST).then(|| Fault { file, place: margin.place.clone(), tag, says: too_long(length) })
}

/// One line of text with tags, as steps; every fact in it is printed so.
pub(super) fn line(text: &str, place: &Said, printed: &Filter, notes: &mut Notes) -> Vec<Op> {
    let mut pieces = Vec::new();
    let words = |text: &str, pieces: &mut Vec<Piece>| {
        if text.is_empty() {
            return;
        }
        let mut xml = String::new();
        escape(text, &mut xml);
        // `&12` is a size: digits of a fact must not run on from it.
        let size = text.trim_end_matches(|c: char| c.is_ascii_digit());
        if size.len() < text.len() && size.ends_with('&') {
            xml.push(' ');
        }
        pieces.push(Piece::Ops { ops: vec![Op::Raw(xml)], blank: false });
    };
    let mut from = 0;
    for found in tag::find(text) {
        words(text.get(from..found.start).unwrap_or_default(), &mut pieces);
        from = found.end;
        let site = notes.site(place.clone(), &found.written);
        match found.tag {
            Ok(Tag::Value(mut place)) => {
                place.filters.push(printed.clone());
                pieces.push(Piece::Ops { ops: vec![Op::Text { place, site }], blank: false });
            }
            Ok(tag) => pieces.push(Piece::Control { tag, site }),
            Err(says) => notes.fault(site, says),
        }
    }
    words(text.get(from..).unwrap_or_default(), &mut pieces);
    let settled = settle(pieces, notes);
    let left: Vec<SiteId> = settled.lead.iter().chain(&settled.trail).filter_map(site_of).collect();
    for site in left {
        notes.fault(site, never_closed());
    }
    nest::ops(settled.inside, notes)
}

fn site_of(piece: &Piece) -> Option<SiteId> {
    match piece {
        Piece::Control { site, .. } => Some(*site),
        Piece::Ops { .. } => None,
    }
}

fn too_long(length: usize) -> Said {
    Said::new(
        format!("填好后有{length}个字符，超过页眉页脚的{LONGEST}个；请少写几项"),
        format!("this is {length} characters long when filled; a header or footer holds {LONGEST}"),
    )
}
