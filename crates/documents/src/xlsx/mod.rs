//! Workbooks as templates: any xlsx of an office, with the same tags in its
//! cells. Rows and columns repeat, and what stands below or to the right moves:
//! merged ranges, widths, rules, formulae, print areas, pictures. Same facts, same
//! bytes.
//!
//! A cell that is one tag and nothing else holds a number if the fact is one,
//! or if the tag says `|number`; everything else is text, so that a passport
//! number keeps its zeros and nothing a fact says becomes a formula.

pub(crate) mod band;
mod book;
pub(crate) mod columns;
mod formula;
mod map;
mod margin;
mod picture;
mod reference;
pub(crate) mod row;
mod settle;
mod sheet;
mod title;
mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use kernel::Said;

use crate::Fact;
use crate::fault::{Fault, Faults};
use crate::office::check::Checker;
use crate::office::fill::Filler;
use crate::office::notes::Notes;
use crate::office::op::Site;
use crate::office::package::{self, Parts};
use crate::office::tree::{DECLARATION, Element, Node};
use crate::office::{safety, tree};
use formula::{At, Maps};
use map::{Map, Moves};
use picture::Pinned;
use row::{Printed, PrintedCell, Written};
use sheet::Sheet;

/// An xlsx template, compiled.
#[derive(Debug, Clone)]
pub struct Template {
    parts: Parts,
    sheets: Vec<Sheet>,
    sites: Vec<Site>,
}

impl Template {
    /// Compiles an xlsx. Every fault of its tags is told at once, and so is
    /// everything in it that would fetch or run something.
    pub fn compile(xlsx: &[u8]) -> Result<Self, Faults> {
        let all = package::open(xlsx).map_err(|says| Fault::of_file("", says))?;
        Self::of_parts(all)
    }

    pub(crate) fn of_parts(mut parts: Parts) -> Result<Self, Faults> {
        Faults::unless_none(safety::inspect(&parts), ())?;
        let listed = book::sheets(&parts).ok_or_else(|| Fault::of_file("", not_a_workbook()))?;
        book::clean(&mut parts, &listed);
        let strings = book::strings(&parts).unwrap_or_default();
        let mut notes = Notes::default();
        let mut sheets = Vec::new();
        for (name, part) in &listed {
            let content = parts.get(part).map(Vec::as_slice).unwrap_or_default();
            let root = safety::text(content).and_then(tree::read);
            let root = root.map_err(|why| safety::unreadable(part, &why))?;
            let sheet = sheet::compile((name, part), root, &strings, &mut notes);
            let sheet = sheet.map_err(|says| Fault::of_file(name.as_str(), says))?;
            for (site, says) in book::barred_by_tables(&parts, &sheet) {
                notes.fault(site, says);
            }
            sheets.push(sheet);
        }
        book::forget_tags(&mut parts);
        let faults = std::mem::take(&mut notes.faults);
        Faults::unless_none(faults, Self { parts, sheets, sites: notes.sites })
    }

    /// Holds every tag against a tree of facts that shows what there may be;
    /// see [`crate::docx::Template::check`].
    pub fn check(&self, shape: &Fact) -> Result<(), Faults> {
        let mut checker = Checker::new(shape, &self.sites);
        for sheet in &self.sheets {
            checker.part(&sheet.part, &sheet.ops);
            for ops in sheet.margins.iter().map(|margin| &margin.ops).chain(&sheet.title) {
                checker.part(&sheet.part, ops);
            }
        }
        Faults::unless_none(checker.faults, ())
    }

    /// Fills the template. Every fault is told at once.
    pub fn fill(&self, facts: &Fact) -> Result<Vec<u8>, Faults> {
        let mut filler = Filler::new(facts, &self.sites);
        let mut maps = Maps::new();
        let mut printed: Vec<(Vec<Printed>, Vec<String>)> = Vec::new();
        for sheet in &self.sheets {
            filler.columns_of(&sheet.bands);
            filler.part(&sheet.part, &sheet.ops);
            let mut rows = std::mem::take(&mut filler.rows);
            let columns = std::mem::take(&mut filler.columns);
            let rows_went = Map::of(&mut rows, sheet.last, &sheet.loops);
            let name = sheet.title.as_ref().map(|ops| filler.part(&sheet.part, ops));
            let moves = Moves { rows: rows_went, columns, name: name.as_deref().map(plain) };
            maps.insert(sheet.name.clone(), moves);
            let margins = sheet.margins.iter().map(|it| filler.part(&sheet.part, &it.ops)).collect();
            printed.push((rows, margins));
        }
        let mut faults = std::mem::take(&mut filler.faults);
        faults.extend(title_faults(&maps));
        let mut parts = self.parts.clone();
        let gallery = std::mem::take(&mut filler.gallery);
        let mut pinned = Vec::new();
        for (sheet, (rows, margins)) in self.sheets.iter().zip(&mut printed) {
            let (xml, pictures) = written(sheet, (rows, margins), &maps, &mut faults);
            parts.insert(sheet.part.clone(), xml.into_bytes());
            pinned.push(pictures);
        }
        book::settle(&mut parts, &self.sheets, &maps, &mut faults);
        gallery.store("xl", &mut parts);
        for (number, (sheet, pictures)) in self.sheets.iter().zip(&pinned).enumerate() {
            if !pictures.is_empty() {
                let own = book::drawing(&parts, &sheet.part);
                picture::draw((&sheet.part, number + 1), own, pictures, &gallery, &mut parts);
            }
        }
        Faults::unless_none(faults, ())?;
        package::pack(&parts).map_err(|_| Fault::of_file("", package::unpackable()).into())
    }
}

/// XML text as it reads.
fn plain(xml: &str) -> String {
    quick_xml::escape::unescape(xml).map_or_else(|_| xml.to_owned(), Cow::into_owned)
}

/// Names of worksheets that cannot be theirs.
fn title_faults(maps: &Maps) -> Vec<Fault> {
    let mut taken: BTreeSet<String> =
        maps.iter().filter(|(_, it)| it.name.is_none()).map(|(name, _)| name.to_lowercase()).collect();
    let mut faults = Vec::new();
    for (template, name) in maps.iter().filter_map(|(template, it)| Some((template, it.name.as_ref()?))) {
        faults.extend(title::fault(template, name, &taken));
        taken.insert(name.to_lowercase());
    }
    faults
}

/// The part of a worksheet.
fn written(
    sheet: &Sheet,
    (rows, margins): (&mut [Printed], &[String]),
    maps: &Maps,
    faults: &mut Vec<Fault>,
) -> (String, Vec<Pinned>) {
    let (mut root, lost) = settle::sheet(sheet, rows, maps);
    for (margin, text) in sheet.margins.iter().zip(margins) {
        faults.extend(margin::put(&mut root, margin, text));
    }
    faults.extend(lost.into_iter().map(|lost| cannot_follow(&lost.place, &lost.formula, &lost.reference)));
    if rows.last().is_some_and(|row| row.number > row::LAST) {
        faults.push(Fault::of_file(sheet.name.as_str(), too_long()));
    }
    let pictures = picture::pin(&root, rows);
    if !pictures.is_empty() {
        picture::tie(&mut root);
    }
    let mut xml = format!("{DECLARATION}{}", root.open_tag());
    for child in &root.children {
        match child {
            Node::Element(holder) if holder.name == "sheetData" => {
                xml.push_str("<sheetData>");
                for row in rows.iter() {
                    write_row(row, sheet, maps, &mut xml, faults);
                }
                xml.push_str("</sheetData>");
            }
            node => node.write(&mut xml),
        }
    }
    xml.push_str(&root.close_tag());
    (xml, pictures)
}

fn write_row(row: &Printed, sheet: &Sheet, maps: &Maps, xml: &mut String, faults: &mut Vec<Fault>) {
    if row.cells.is_empty() && row.attributes.is_empty() {
        return;
    }
    let _ = write!(xml, "<row r=\"{}\"{}>", row.number, row.attributes);
    for cell in &row.cells {
        let PrintedCell { template, column, style, holds } = cell;
        let place = format!("{}{}", reference::letters(*column), row.number);
        match holds {
            Written::Nothing | Written::Picture(_) => blank(xml, &place, style),
            Written::Words(words) if words.is_empty() => blank(xml, &place, style),
            Written::Words(words) => {
                let _ = write!(xml, "<c r=\"{place}\"{style} t=\"inlineStr\"><is>{words}</is></c>");
            }
            Written::Number(digits) => {
                let _ = write!(xml, "<c r=\"{place}\"{style}><v>{digits}</v></c>");
            }
            Written::Kept(element) => {
                let (row, column) = ((row.template, row.number), (*template, *column));
                let at = At { sheet: &sheet.name, row: Some(row), column: Some(column) };
                match kept(element, &place, at, maps) {
                    Ok(cell) => cell.write(xml),
                    Err((formula, lost)) => {
                        faults.push(cannot_follow(&format!("{}!{place}", sheet.name), &formula, &lost));
                    }
                }
            }
        }
    }
    xml.push_str("</row>");
}

fn blank(xml: &mut String, place: &str, style: &str) {
    let _ = write!(xml, "<c r=\"{place}\"{style}/>");
}

/// A cell of the template in its new place; its formula follows, and its result
/// is left for whoever opens the workbook to reckon.
fn kept(element: &Element, place: &str, at: At<'_>, maps: &Maps) -> Result<Element, (String, String)> {
    let mut cell = element.clone();
    cell.set("r", None);
    cell.attributes.insert_str(0, &format!(" r=\"{place}\""));
    if cell.child("f").is_none() {
        return Ok(cell);
    }
    for attribute in ["t", "cm", "vm"] {
        cell.set(attribute, None);
    }
    let mut moved = Vec::new();
    for child in cell.elements().filter(|child| child.name == "f") {
        let formula = child.text();
        let shifts = maps.get(at.sheet).is_some_and(Moves::any);
        if child.attribute("t").is_some_and(|kind| kind != "shared") && shifts {
            return Err((formula, "{ }".to_owned()));
        }
        let mut child = child.clone();
        let formula = formula::moved(&formula, at, maps).map_err(|lost| (formula, lost))?;
        child.children = vec![Node::Text(formula)];
        moved.push(Node::Element(child));
    }
    cell.children = moved;
    Ok(cell)
}

fn cannot_follow(place: &str, formula: &str, reference: &str) -> Fault {
    let says = Said::new(
        format!(
            "公式里的 {reference} 指向要重复或不印的行列，填写后说不清是哪一格；请改用 SUM 等求和的区域，或指向不重复的格子"
        ),
        format!(
            "{reference} points at a row or column that repeats or is not printed; sum over a range, or point elsewhere"
        ),
    );
    Fault { file: String::new(), place: Said::plain(place), tag: format!("={formula}"), says }
}

fn too_long() -> Said {
    Said::new("填出来的行数超过一张工作表的限度", "the filled worksheet has too many rows")
}

fn not_a_workbook() -> Said {
    Said::new(
        "打不开：不是 Excel 工作簿（xlsx）；请在 Excel 或 WPS 中另存为 .xlsx",
        "this is not a workbook; save it as .xlsx in Excel or WPS",
    )
}
