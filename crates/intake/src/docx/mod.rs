//! Word documents, read in one pass over their XML. What a person sees on paper is
//! told: deleted and hidden text is left out, inserted text is in, automatic
//! numbers are written out, text boxes come after the paragraph they hang on,
//! notes at the foot come at the end. Headers, footers and comments are not read.

mod counting;
mod grid;
mod numbering;
mod properties;
mod story;
mod symbol;

use std::io::{BufRead, Write};

use crate::archive::{Archive, Pieces};
use crate::document::Format;
use crate::refusal::Refusal;
use crate::relations;
use crate::wire::Answer;
use crate::xml::{Tag, Token, Xml};

use numbering::Numbering;
use story::Story;

/// Tells a document.
pub(crate) fn read<W: Write>(
    mut archive: Archive<'_>,
    main: &str,
    answer: &mut Answer<W>,
) -> Result<Format, Refusal> {
    let related = relations::of(&mut archive, main)?;
    let part =
        |kind: &str| related.iter().find(|relation| relation.kind == kind).map(|found| found.part.clone());
    let mut numbering = Numbering::default();
    if let Some(part) = part("numbering")
        && let Some(mut xml) = archive.xml(&part)?
    {
        numbering.learn_lists(&mut xml)?;
    }
    if let Some(part) = part("styles")
        && let Some(mut xml) = archive.xml(&part)?
    {
        numbering.learn_styles(&mut xml)?;
    }
    let mut story = Story::new(numbering, answer);
    walk(&mut archive.need(main)?, &mut story)?;
    for kind in ["footnotes", "endnotes"] {
        if let Some(part) = part(kind)
            && let Some(mut xml) = archive.xml(&part)?
        {
            walk(&mut xml, &mut story)?;
        }
    }
    Ok(Format::Docx)
}

fn walk<R: BufRead + Pieces, W: Write>(xml: &mut Xml<R>, story: &mut Story<'_, W>) -> Result<(), Refusal> {
    let mut in_text = false;
    // Of each open mc:AlternateContent: whether one of its versions was read.
    let mut chosen: Vec<bool> = Vec::new();
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.local() {
                "t" => in_text = true,
                "AlternateContent" => chosen.push(false),
                "Choice" | "Fallback" => match chosen.last_mut() {
                    Some(read @ false) => *read = true,
                    _ => xml.skip()?,
                },
                "sym" => story.text(symbol::meant(&tag)),
                "pPr" => {
                    let found = properties::of_paragraph(xml)?;
                    story.shape_paragraph(found);
                }
                "rPr" => {
                    if properties::is_hidden(xml)? {
                        story.hide_run();
                    }
                }
                "tcPr" => {
                    let found = properties::of_cell(xml)?;
                    story.shape_cell(found);
                }
                "trPr" => {
                    let found = properties::of_row(xml)?;
                    story.shape_row(found);
                }
                _ if is_left_out(&tag) => xml.skip()?,
                name => story.open(name)?,
            },
            Token::Close(name) => match name.local() {
                "t" => in_text = false,
                "AlternateContent" => drop(chosen.pop()),
                name => story.close(name)?,
            },
            Token::Text(text) => {
                if in_text {
                    story.text(&text);
                }
            }
            Token::End => return Ok(()),
        }
    }
}

/// What is in the file and not on the paper: deletions, the old place of what was
/// moved, the reading above a character, separators of notes.
fn is_left_out(tag: &Tag<'_>) -> bool {
    match tag.local() {
        "del" | "moveFrom" | "rt" | "sdtPr" | "sectPr" | "tblPr" | "tblGrid" => true,
        "footnote" | "endnote" => tag.get("type").is_some_and(|kind| kind != "normal"),
        _ => false,
    }
}
