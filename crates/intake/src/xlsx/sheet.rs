//! One worksheet, told while it streams by. What the sheet claims of its size is
//! not looked at; a number of a shared text that does not exist is a fault with a
//! place, not a crash.

use std::io::{BufRead, Write};

use super::formats::Shows;
use super::plain;
use super::strings::{Strings, unescaped};
use super::values::{self, Calendar};
use crate::archive::Pieces;
use crate::limits;
use crate::place::{self, Address};
use crate::refusal::Refusal;
use crate::wire::Answer;
use crate::xml::{Tag, Token, Xml};

/// What all worksheets of a workbook share.
pub(super) struct Shared {
    pub(super) strings: Strings,
    pub(super) styles: Vec<Shows>,
    pub(super) calendar: Calendar,
}

/// Tells one worksheet's rows and merges.
pub(super) fn read<R: BufRead + Pieces, W: Write>(
    xml: &mut Xml<R>,
    shared: &mut Shared,
    answer: &mut Answer<W>,
) -> Result<(), Refusal> {
    let mut sheet =
        Sheet { shared, answer, row: 0, column: 0, told_row: 0, cell: None, value: String::new() };
    let mut taking = false;
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.local() {
                "c" => sheet.open_cell(&tag),
                "v" | "t" => taking = sheet.cell.is_some(),
                "row" => {
                    sheet.open_row(&tag);
                    plain_cells(xml, &mut sheet)?;
                }
                "rPh" => xml.skip()?,
                "mergeCell" => sheet.merge(&tag)?,
                _ => {}
            },
            Token::Text(text) => {
                if taking {
                    sheet.value.push_str(&text);
                }
            }
            Token::Close(name) => match name.local() {
                "v" | "t" => taking = false,
                "c" => {
                    if let Some(fault) = sheet.close_cell()? {
                        return Err(xml.refuse(&fault));
                    }
                    plain_cells(xml, &mut sheet)?;
                }
                _ => {}
            },
            Token::End => return Ok(()),
        }
    }
}

/// Tells the cells of the plain form that come next.
fn plain_cells<R: BufRead + Pieces, W: Write>(
    xml: &mut Xml<R>,
    sheet: &mut Sheet<'_, W>,
) -> Result<(), Refusal> {
    let next = |value: &mut String, bytes: &[u8]| {
        let (used, cell, stored) = plain::cell(bytes)?;
        value.clear();
        value.push_str(stored);
        Some((used, cell))
    };
    while let Some(cell) = xml.glance(|bytes| next(&mut sheet.value, bytes)) {
        sheet.column = cell.at.column().saturating_add(1);
        sheet.cell = Some(cell);
        if let Some(fault) = sheet.close_cell()? {
            return Err(xml.refuse(&fault));
        }
    }
    Ok(())
}

struct Sheet<'a, W> {
    shared: &'a mut Shared,
    answer: &'a mut Answer<W>,
    row: u32,
    /// The column the next cell has if it does not say.
    column: u32,
    told_row: u32,
    cell: Option<Cell>,
    value: String,
}

/// A cell as its tag describes it.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub(super) at: Address,
    pub(super) kind: Kind,
    /// Its number format, by the number of its style.
    pub(super) style: usize,
}

/// What the stored value of a cell is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    /// The number of a shared text.
    Shared,
    Text,
    Boolean,
    Date,
}

impl<W: Write> Sheet<'_, W> {
    fn open_row(&mut self, tag: &Tag<'_>) {
        self.row = tag.number("r").unwrap_or(self.row.saturating_add(1));
        self.column = 0;
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        let mut cell =
            Cell { at: Address::new(self.column, self.row), kind: Kind::Number, style: usize::MAX };
        tag.each(|name, value| match name {
            "r" => cell.at = place::read(value.as_bytes()).unwrap_or(cell.at),
            "s" => cell.style = value.parse().unwrap_or(usize::MAX),
            "t" => {
                cell.kind = match value {
                    "s" => Kind::Shared,
                    "b" => Kind::Boolean,
                    "d" => Kind::Date,
                    "n" => Kind::Number,
                    _ => Kind::Text,
                }
            }
            _ => {}
        });
        self.column = cell.at.column().saturating_add(1);
        self.value.clear();
        self.cell = Some(cell);
    }

    /// Tells the cell just ended; the answer is what is wrong with it.
    fn close_cell(&mut self) -> Result<Option<String>, Refusal> {
        let Some(cell) = self.cell.take() else { return Ok(None) };
        if self.value.is_empty() {
            return Ok(None);
        }
        let (column, row) = (cell.at.column(), cell.at.row());
        if column >= limits::COLUMNS || row > limits::ROWS {
            return Ok(Some(format!("单元格 {} 超出了工作表", cell.at)));
        }
        if cell.kind == Kind::Shared {
            return self.shared_text(cell);
        }
        let said = match cell.kind {
            Kind::Boolean => if self.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            Kind::Date => self.value.trim().trim_end_matches("T00:00:00").replace('T', " "),
            Kind::Number => {
                let shows = self.shared.styles.get(cell.style).copied().unwrap_or(Shows::Number);
                if shows == Shows::Number && values::is_short(&self.value) {
                    self.begin(row);
                    self.answer.cell(column, 1, 1, &self.value)?;
                    return Ok(None);
                }
                values::said(&self.value, shows, self.shared.calendar)
            }
            Kind::Shared | Kind::Text => unescaped(&self.value).trim().to_owned(),
        };
        if !said.is_empty() {
            self.begin(row);
            self.answer.cell(column, 1, 1, &said)?;
        }
        Ok(None)
    }

    fn shared_text(&mut self, cell: Cell) -> Result<Option<String>, Refusal> {
        let strings = &mut self.shared.strings;
        let index = self.value.trim().parse().unwrap_or(usize::MAX);
        let number = match strings.sent(index) {
            Some(number) => number,
            None => match strings.get(index) {
                Some("") => return Ok(None),
                Some(text) => {
                    let number = self.answer.define(text)?;
                    strings.remember(index, number);
                    number
                }
                None => {
                    let index = shortened(&self.value);
                    return Ok(Some(format!("单元格 {} 所指的第 {index} 条共享文字不存在", cell.at)));
                }
            },
        };
        self.begin(cell.at.row());
        self.answer.known(cell.at.column(), number)?;
        Ok(None)
    }

    /// A row is told with its first cell that says something.
    fn begin(&mut self, row: u32) {
        if self.told_row != row {
            self.told_row = row;
            self.answer.row(row);
        }
    }

    fn merge(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        let range = tag.get("ref").unwrap_or_default();
        let (first, last) = range.split_once(':').unwrap_or((&range, &range));
        if let (Some(first), Some(last)) = (place::read(first.as_bytes()), place::read(last.as_bytes()))
            && let (Some(rows), Some(columns)) =
                (last.row().checked_sub(first.row()), last.column().checked_sub(first.column()))
        {
            let (rows, columns) = (rows.min(limits::ROWS - 1) + 1, columns.min(limits::COLUMNS - 1) + 1);
            self.answer.merge(first, rows, columns)?;
        }
        Ok(())
    }
}

/// What a hostile file says is not repeated at length.
fn shortened(text: &str) -> String {
    text.trim().chars().take(12).collect()
}
