//! Excel workbooks, streamed: each worksheet is a table, hidden ones too, every
//! cell says what a person sees in it. Formulas are told by the result last saved;
//! nothing is calculated. Comments, pictures and charts are not read.

mod formats;
mod plain;
mod sheet;
mod strings;
mod values;

use std::io::{BufRead, Write};

use crate::archive::{Archive, Pieces};
use crate::document::Format;
use crate::refusal::Refusal;
use crate::relations;
use crate::wire::Answer;
use crate::xml::{Token, Xml};

use sheet::Shared;
use strings::Strings;
use values::Calendar;

/// Tells a workbook.
pub(crate) fn read<W: Write>(
    mut archive: Archive<'_>,
    main: &str,
    answer: &mut Answer<W>,
) -> Result<Format, Refusal> {
    let related = relations::of(&mut archive, main)?;
    let part =
        |kind: &str| related.iter().find(|relation| relation.kind == kind).map(|found| found.part.clone());
    let workbook = workbook(&mut archive.need(main)?)?;
    let mut shared = Shared { strings: Strings::default(), styles: Vec::new(), calendar: workbook.calendar };
    if let Some(part) = part("sharedStrings")
        && let Some(mut xml) = archive.xml(&part)?
    {
        shared.strings = Strings::read(&mut xml)?;
    }
    if let Some(part) = part("styles")
        && let Some(mut xml) = archive.xml(&part)?
    {
        shared.styles = formats::read(&mut xml)?;
    }
    for (name, id) in workbook.sheets {
        // Sheets of charts and dialogues hold no cells.
        let sheet = related.iter().find(|relation| relation.id == id && relation.kind == "worksheet");
        let Some(sheet) = sheet else { continue };
        answer.sheet(&name)?;
        sheet::read(&mut archive.need(&sheet.part)?, &mut shared, answer)?;
    }
    Ok(Format::Xlsx)
}

struct Workbook {
    /// Name and relation of each sheet, in the order of the tabs.
    sheets: Vec<(String, String)>,
    calendar: Calendar,
}

fn workbook<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<Workbook, Refusal> {
    let mut found = Workbook { sheets: Vec::new(), calendar: Calendar::Of1900 };
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.local() {
                "sheet" => {
                    if let (Some(name), Some(id)) = (tag.get("name"), tag.get("id")) {
                        found.sheets.push((name.into_owned(), id.into_owned()));
                    }
                }
                "workbookPr" if tag.get("date1904").is_some_and(|value| matches!(&*value, "1" | "true")) => {
                    found.calendar = Calendar::Of1904;
                }
                _ => {}
            },
            Token::End => return Ok(found),
            _ => {}
        }
    }
}
