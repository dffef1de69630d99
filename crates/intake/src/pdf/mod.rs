//! The text layer of a PDF. A PDF knows characters and lines on paper, no
//! paragraphs and no tables; both are put together again from where things stand.
//! A table is found by its ruled lines and goes on over a page's end; what has no
//! lines is told as text, with a tab where a column was. Pictures are not read.

mod content;
mod font;
mod geometry;
mod lines;
mod ruled;

use std::io::Write;

use lopdf::{Document, LoadOptions};

use crate::document::Format;
use crate::limits;
use crate::refusal::Refusal;
use crate::wire::Answer;

use content::Fonts;
use geometry::{Glyph, Page};
use lines::{Columns, Line};
use ruled::{Area, Ruled};

/// Bytes one stream may inflate to: 64 MiB.
const STREAM_BYTES: usize = 64 << 20;

/// Tells the text layer of a PDF.
pub(crate) fn read<W: Write>(bytes: &[u8], answer: &mut Answer<W>) -> Result<Format, Refusal> {
    let options = LoadOptions { max_decompressed_size: Some(STREAM_BYTES), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Refusal::Encrypted,
        lopdf::Error::Decompress(_) => {
            Refusal::TooLarge { what: "解压后的字节数".to_owned(), limit: STREAM_BYTES as u64 }
        }
        _ => Refusal::BrokenPdf { why: "结构读不出来".to_owned() },
    })?;
    if document.is_encrypted() {
        return Err(Refusal::Encrypted);
    }
    let mut fonts = Fonts::new();
    let mut told = Vec::new();
    let (mut mute, mut spoken) = (0, 0);
    for (number, id) in (1_u32..).zip(document.page_iter()) {
        if number > limits::PAGES {
            return Err(Refusal::TooLarge { what: "页数".to_owned(), limit: u64::from(limits::PAGES) });
        }
        let page = content::play(&document, id, &mut fonts)?;
        mute += u64::from(page.mute);
        spoken += page.glyphs.len() as u64;
        lay_out(page, number, &mut told);
    }
    if spoken > 0 && mute * 5 > spoken {
        return Err(Refusal::BrokenPdf { why: "字体没有文字对照表".to_owned() });
    }
    if told.is_empty() {
        return Err(Refusal::NoTextLayer);
    }
    tell(&told, answer)?;
    Ok(Format::Pdf)
}

/// A piece of a page.
enum Piece {
    Line {
        page: u32,
        line: u32,
        text: String,
    },
    /// `until` is the page it reaches.
    Table {
        columns: Vec<f64>,
        rows: Vec<Vec<Cell>>,
        until: u32,
    },
}

#[derive(Debug, Clone, PartialEq)]
struct Cell {
    area: Area,
    text: String,
}

/// Sorts a page into lines and tables, from the top, behind what was there before.
fn lay_out(page: Page, number: u32, told: &mut Vec<Piece>) {
    let tables = ruled::tables(&page);
    let mut inside: Vec<Vec<Glyph>> = tables.iter().map(|_| Vec::new()).collect();
    let mut outside = Vec::new();
    for glyph in page.glyphs {
        match tables.iter().position(|table| table.holds(glyph.middle())).and_then(|at| inside.get_mut(at)) {
            Some(inside) => inside.push(glyph),
            None => outside.push(glyph),
        }
    }
    let running = lines::lines(outside, Columns::Tabbed);
    let left = running.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
    let right = running.iter().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max);
    // Margins are mostly even; short lines alone would make the column too narrow.
    let right = page.paper.map_or(right, |(start, end)| right.max(end - (left - start) - 24.0));
    let last = running.len().saturating_sub(1);
    let running = running.into_iter().enumerate();
    let mut running: Vec<(u32, Line)> = running
        .filter(|(index, line)| !((*index == 0 || *index == last) && is_page_number(&line.text, number)))
        .map(|(index, line)| (u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1), line))
        .collect();
    for (table, glyphs) in tables.iter().zip(inside) {
        let top = table.rows.first().copied().unwrap_or_default();
        let below = running.iter().position(|(_, line)| line.base < top).unwrap_or(running.len());
        let rest = running.split_off(below);
        tell_lines(&running, number, (left, right), told);
        running = rest;
        continue_or_begin(table, number, glyphs, told);
    }
    tell_lines(&running, number, (left, right), told);
}

fn is_page_number(text: &str, page: u32) -> bool {
    let bare = text.trim_matches(|character: char| !character.is_ascii_digit());
    let dressed = bare.len() + 12 >= text.len() && text.contains(['-', '—', '–', '第', '页']);
    bare == page.to_string() && (dressed || bare == text)
}

fn tell_lines(running: &[(u32, Line)], page: u32, (left, right): (f64, f64), told: &mut Vec<Piece>) {
    let lines: Vec<Line> = running.iter().map(|(_, line)| line.clone()).collect();
    let mut paragraph: Vec<Line> = Vec::new();
    let mut first = 0;
    let mut tell = |paragraph: &mut Vec<Line>, first: usize| {
        for (offset, text) in lines::unwrapped(paragraph, left, right) {
            let line = running.get(first + offset).map_or(0, |(number, _)| *number);
            told.push(Piece::Line { page, line, text });
        }
        paragraph.clear();
    };
    for (index, line) in lines.iter().enumerate() {
        // A paragraph goes on at the left edge; what is indented begins one.
        let begins = line.left - left > 0.6 * line.size || line.text.contains('\t');
        if begins {
            tell(&mut paragraph, first);
            first = index;
        }
        paragraph.push(line.clone());
        if line.text.contains('\t') {
            tell(&mut paragraph, first);
            first = index + 1;
        }
    }
    tell(&mut paragraph, first);
}

/// Adds a table, or the next part of one that reached the end of the page before.
fn continue_or_begin(table: &Ruled, page: u32, glyphs: Vec<Glyph>, told: &mut Vec<Piece>) {
    let mut rows = filled(table, glyphs);
    if rows.iter().flatten().all(|cell| cell.text.is_empty()) {
        return;
    }
    if let Some(Piece::Table { columns, rows: before, until }) = told.last_mut()
        && until.saturating_add(1) == page
        && let Some(places) = places(&table.columns, columns)
    {
        for cell in rows.iter_mut().flatten() {
            let place = |index: usize| places.get(index).copied().unwrap_or_default();
            let first = place(cell.area.column);
            cell.area.columns = place(cell.area.column + cell.area.columns).saturating_sub(first).max(1);
            cell.area.column = first;
        }
        if rows.len() > 1 && texts(before.first()) == texts(rows.first()) {
            rows.remove(0);
        }
        if let (Some(last), Some(first)) = (before.last_mut(), rows.first())
            && goes_on(last, first)
        {
            for (cell, more) in last.iter_mut().zip(first).filter(|(_, more)| !more.text.is_empty()) {
                lines::join(&mut cell.text, &more.text);
            }
            rows.remove(0);
        }
        before.append(&mut rows);
        *until = page;
        return;
    }
    told.push(Piece::Table { columns: table.columns.clone(), rows, until: page });
}

/// Where the lines of a table's next part stand among its own: all of them must,
/// and its edges must be the same. A row of merged cells alone shows fewer lines.
fn places(next: &[f64], columns: &[f64]) -> Option<Vec<usize>> {
    let place = |at: &f64| columns.iter().position(|column| (column - at).abs() < 6.0);
    let places: Vec<usize> = next.iter().map(place).collect::<Option<_>>()?;
    let whole = places.first() == Some(&0) && places.last() == Some(&columns.len().checked_sub(1)?);
    whole.then_some(places)
}

fn texts(row: Option<&Vec<Cell>>) -> Vec<&str> {
    row.into_iter().flatten().map(|cell| cell.text.as_str()).collect()
}

/// A row torn by a page's end goes on under an empty first cell.
fn goes_on(last: &[Cell], first: &[Cell]) -> bool {
    let shape =
        |row: &[Cell]| row.iter().map(|cell| (cell.area.column, cell.area.columns)).collect::<Vec<_>>();
    first.len() > 1 && first.first().is_some_and(|cell| cell.text.is_empty()) && shape(last) == shape(first)
}

fn filled(table: &Ruled, glyphs: Vec<Glyph>) -> Vec<Vec<Cell>> {
    let mut inside: Vec<Vec<Glyph>> = table.cells.iter().map(|_| Vec::new()).collect();
    for glyph in glyphs {
        let (x, y) = glyph.middle();
        let cell = table.cells.iter().position(|area| {
            let [left, right, top, bottom] = table.edges(*area);
            left <= x && x <= right && bottom <= y && y <= top
        });
        if let Some(cell) = cell.and_then(|at| inside.get_mut(at)) {
            cell.push(glyph);
        }
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (area, glyphs) in table.cells.iter().zip(inside) {
        let [left, right, ..] = table.edges(*area);
        let lines = lines::lines(glyphs, Columns::None);
        let text: Vec<String> =
            lines::unwrapped(&lines, left, right).into_iter().map(|(_, text)| text).collect();
        rows.resize_with(rows.len().max(area.row + 1), Vec::new);
        if let Some(row) = rows.get_mut(area.row) {
            row.push(Cell { area: *area, text: text.join("\n") });
        }
    }
    rows
}

fn tell<W: Write>(told: &[Piece], answer: &mut Answer<W>) -> Result<(), Refusal> {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut tables = 0;
    for piece in told {
        match piece {
            Piece::Line { page, line, text } => answer.line(*page, *line, text)?,
            Piece::Table { rows, .. } => {
                tables += 1;
                answer.table(tables)?;
                for (number, row) in (1..).zip(rows) {
                    answer.row(number);
                    for Cell { area, text } in row {
                        answer.cell(small(area.column), small(area.columns), small(area.rows), text)?;
                    }
                }
            }
        }
    }
    Ok(())
}
