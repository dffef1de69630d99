//! What stands before the content of a paragraph, a run, a row or a cell and
//! changes how it is read. Recorded earlier versions of properties
//! (`w:pPrChange` and its like) are passed over: they hold what no longer is.

use std::borrow::Cow;
use std::io::BufRead;

use crate::archive::Pieces;
use crate::refusal::Refusal;
use crate::xml::{Tag, Token, Xml};

/// Of a paragraph.
#[derive(Debug, Default)]
pub(super) struct OfParagraph {
    /// Its style.
    pub(super) style: Option<String>,
    /// The list it is numbered by; 0 is expressly none.
    pub(super) list: Option<u32>,
    /// The level in that list.
    pub(super) level: usize,
    /// Its end was deleted: it runs on into the next.
    pub(super) runs_on: bool,
}

/// Of a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct OfCell {
    /// Grid columns it covers.
    pub(super) columns: u32,
    /// It belongs to the cell on its left.
    pub(super) joins_left: bool,
    /// Whether it begins or continues a cell over several rows.
    pub(super) tall: Tall,
    /// It was deleted while changes were tracked.
    pub(super) deleted: bool,
}

impl Default for OfCell {
    fn default() -> Self {
        Self { columns: 1, joins_left: false, tall: Tall::No, deleted: false }
    }
}

/// How a cell takes part in a vertical merge (`w:vMerge`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tall {
    /// Not at all.
    No,
    /// It is the first of several.
    Begins,
    /// It belongs to the cell above.
    Continues,
}

/// Of a row.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct OfRow {
    /// Grid columns left out before its first cell.
    pub(super) before: u32,
    /// It was deleted while changes were tracked.
    pub(super) deleted: bool,
}

/// Reads `w:pPr`, just opened.
pub(super) fn of_paragraph<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<OfParagraph, Refusal> {
    let mut found = OfParagraph::default();
    each(xml, |tag, parent| match (tag.local(), parent) {
        ("pStyle", _) => found.style = tag.get("val").map(Cow::into_owned),
        ("numId", "numPr") => found.list = tag.number("val"),
        ("ilvl", "numPr") => found.level = tag.number("val").unwrap_or(0),
        ("del" | "moveFrom", "rPr") => found.runs_on = true,
        _ => {}
    })?;
    Ok(found)
}

/// Reads `w:tcPr`, just opened.
pub(super) fn of_cell<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<OfCell, Refusal> {
    let mut found = OfCell::default();
    each(xml, |tag, _| match tag.local() {
        "gridSpan" => found.columns = tag.number("val").unwrap_or(1),
        "hMerge" => found.joins_left = tag.get("val").is_none_or(|value| value == "continue"),
        "vMerge" => {
            let begins = tag.get("val").is_some_and(|value| value == "restart");
            found.tall = if begins { Tall::Begins } else { Tall::Continues };
        }
        "cellDel" => found.deleted = true,
        _ => {}
    })?;
    Ok(found)
}

/// Reads `w:trPr`, just opened.
pub(super) fn of_row<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<OfRow, Refusal> {
    let mut found = OfRow::default();
    each(xml, |tag, _| match tag.local() {
        "gridBefore" => found.before = tag.number("val").unwrap_or(0),
        "del" => found.deleted = true,
        _ => {}
    })?;
    Ok(found)
}

/// Reads a run's `w:rPr`, just opened: whether its text is hidden.
pub(super) fn is_hidden<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<bool, Refusal> {
    let mut hidden = false;
    each(xml, |tag, _| {
        if tag.local() == "vanish" {
            hidden = tag.is_on();
        }
    })?;
    Ok(hidden)
}

/// Every element up to the end of the one just opened, with its parent's name.
fn each<R: BufRead + Pieces>(xml: &mut Xml<R>, mut visit: impl FnMut(&Tag<'_>, &str)) -> Result<(), Refusal> {
    let mut open: Vec<String> = Vec::new();
    loop {
        match xml.next()? {
            Token::Open(tag) => {
                let name = tag.local();
                if name.ends_with("PrChange") {
                    xml.skip()?;
                    continue;
                }
                visit(&tag, open.last().map_or("", String::as_str));
                open.push(name.to_owned());
            }
            Token::Close(_) => {
                if open.pop().is_none() {
                    return Ok(());
                }
            }
            Token::Text(_) => {}
            Token::End => return Ok(()),
        }
    }
}
