//! The parent's side: puts the document together. A child that was taken over
//! can say anything here, so every number is checked and nothing is reserved on
//! a promise.

use std::io::{BufRead, Read};
use std::sync::Arc;

use super::answer::within;
use super::{Record, refused};
use crate::document::{Block, Cell, Document, Format, Paragraph, Row, Table};
use crate::limits;
use crate::place::{Address, Place, SheetName};
use crate::refusal::Refusal;

/// Rows that may be walked through to apply merges, all together.
const MERGED_ROWS: u64 = 8_000_000;

/// Reads an answer to its last record.
///
/// # Errors
/// The child's refusal, or [`Refusal::Crashed`] for an answer that breaks off.
pub(crate) fn read(input: impl BufRead) -> Result<Document, Refusal> {
    let mut told = Told {
        input,
        bytes: Vec::new(),
        blocks: Vec::new(),
        rows: Vec::new(),
        numbers: Vec::new(),
        cells: Vec::new(),
        known: Vec::new(),
        open: None,
        kept: 0,
        merged: 0,
    };
    loop {
        if let Some(format) = told.record()? {
            return Ok(Document { format, blocks: told.blocks });
        }
    }
}

/// The table being told.
enum Open {
    Table { number: u32 },
    Sheet { name: SheetName },
}

struct Told<R> {
    input: R,
    bytes: Vec<u8>,
    blocks: Vec<Block>,
    open: Option<Open>,
    rows: Vec<Row>,
    /// The number of each row in `rows`.
    numbers: Vec<u32>,
    /// Cells of the row being told.
    cells: Vec<Cell>,
    known: Vec<Arc<str>>,
    kept: u64,
    merged: u64,
}

impl<R: BufRead> Told<R> {
    fn record(&mut self) -> Result<Option<Format>, Refusal> {
        let record = Record::of(self.byte()?).ok_or(Refusal::Crashed)?;
        match record {
            Record::Paragraph => {
                let place = Place::Paragraph { paragraph: self.small()? };
                self.paragraph(place)?;
            }
            Record::Line => {
                let page = Some(self.small()?).filter(|page| *page > 0);
                let place = Place::Line { page, line: self.small()? };
                self.paragraph(place)?;
            }
            Record::Table => {
                self.close_table();
                self.count(1)?;
                self.open = Some(Open::Table { number: self.small()? });
            }
            Record::Sheet => {
                self.close_table();
                self.count(1)?;
                self.open = Some(Open::Sheet { name: self.text()?.into() });
            }
            Record::Row => {
                self.close_row();
                self.count(1)?;
                let number = self.small()?;
                self.numbers.push(number);
            }
            Record::Cell | Record::Wide => {
                let column = self.small()?;
                let wide = record == Record::Wide;
                let (columns, rows) = if wide { (self.small()?, self.small()?) } else { (1, 1) };
                let text = Arc::from(self.text()?);
                self.cell(column, columns, rows, text)?;
            }
            Record::Define => {
                self.count(1)?;
                let text = Arc::from(self.text()?);
                self.known.push(text);
            }
            Record::Known => {
                let column = self.small()?;
                let number = self.small()? as usize;
                let text = number.checked_sub(1).and_then(|index| self.known.get(index));
                let text = Arc::clone(text.ok_or(Refusal::Crashed)?);
                self.cell(column, 1, 1, text)?;
            }
            Record::Merge => {
                self.close_row();
                let (row, column) = (self.small()?, self.small()?);
                let (rows, columns) = (self.small()?, self.small()?);
                self.merge(row, column, rows, columns)?;
            }
            Record::Done => return self.done().map(Some),
            Record::Refused => return Err(self.refusal()?),
        }
        Ok(None)
    }

    fn paragraph(&mut self, place: Place) -> Result<(), Refusal> {
        self.close_table();
        self.count(1)?;
        let text = self.text()?.to_owned();
        self.blocks.push(Block::Paragraph(Paragraph { text, place }));
        Ok(())
    }

    fn cell(&mut self, column: u32, columns: u32, rows: u32, text: Arc<str>) -> Result<(), Refusal> {
        self.count(1)?;
        let row = *self.numbers.last().ok_or(Refusal::Crashed)?;
        let place = match self.open.as_ref().ok_or(Refusal::Crashed)? {
            Open::Table { number } => Place::Cell { table: *number, row, column: column.saturating_add(1) },
            Open::Sheet { name } => Place::Sheet { sheet: name.clone(), address: Address::new(column, row) },
        };
        self.cells.push(Cell { text, column, columns: columns.max(1), rows: rows.max(1), place });
        Ok(())
    }

    fn close_row(&mut self) {
        if self.rows.len() < self.numbers.len() {
            // Told one by one, kept to size: a hundred thousand rows add up.
            let mut cells = Vec::with_capacity(self.cells.len());
            cells.append(&mut self.cells);
            self.rows.push(Row { cells });
        }
    }

    fn close_table(&mut self) {
        self.close_row();
        let rows = std::mem::take(&mut self.rows);
        self.numbers.clear();
        let name = match self.open.take() {
            None => return,
            Some(Open::Table { .. }) => String::new(),
            Some(Open::Sheet { name }) => name.to_string(),
        };
        self.blocks.push(Block::Table(Table { name, rows }));
    }

    /// Widens the first cell of a range and drops the others.
    fn merge(&mut self, row: u32, column: u32, rows: u32, columns: u32) -> Result<(), Refusal> {
        let start = self.numbers.partition_point(|number| *number < row);
        let last = row.saturating_add(rows.saturating_sub(1));
        let covered = column..column.saturating_add(columns);
        for (number, told) in self.numbers.iter().zip(&mut self.rows).skip(start) {
            if *number > last {
                break;
            }
            self.merged += 1;
            within(self.merged, MERGED_ROWS, "合并单元格跨越的行数")?;
            let first_row = *number == row;
            told.cells.retain(|cell| !covered.contains(&cell.column) || (first_row && cell.column == column));
            if let Some(cell) = told.cells.iter_mut().find(|cell| first_row && cell.column == column) {
                (cell.columns, cell.rows) = (columns.max(1), rows.max(1));
            }
        }
        Ok(())
    }

    fn done(&mut self) -> Result<Format, Refusal> {
        self.close_table();
        match self.byte()? {
            b'w' => Ok(Format::Docx),
            b'x' => Ok(Format::Xlsx),
            b'c' => Ok(Format::Csv),
            b't' => Ok(Format::Text),
            b'p' => Ok(Format::Pdf),
            _ => Err(Refusal::Crashed),
        }
    }

    fn refusal(&mut self) -> Result<Refusal, Refusal> {
        let letter = self.byte()?;
        let word = self.text()?.to_owned();
        let second = self.text()?.to_owned();
        Ok(refused::put_together(letter, word, second, self.number()?))
    }

    /// Counts what is kept, whatever the child may say of itself.
    fn count(&mut self, more: u64) -> Result<(), Refusal> {
        self.kept += more;
        within(self.kept, limits::CELLS * 3, "内容的条数")
    }

    #[inline]
    fn byte(&mut self) -> Result<u8, Refusal> {
        let buffer = self.input.fill_buf().map_err(|_| Refusal::Crashed)?;
        let byte = *buffer.first().ok_or(Refusal::Crashed)?;
        self.input.consume(1);
        Ok(byte)
    }

    #[inline]
    fn number(&mut self) -> Result<u64, Refusal> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Refusal::Crashed)
    }

    fn small(&mut self) -> Result<u32, Refusal> {
        self.number()?.try_into().map_err(|_| Refusal::Crashed)
    }

    fn text(&mut self) -> Result<&str, Refusal> {
        let length = self.number()?;
        within(length, limits::TEXT_BYTES as u64, "一段文字的字节数")?;
        self.bytes.clear();
        let wanted = usize::try_from(length).map_err(|_| Refusal::Crashed)?;
        // Nearly every text lies in the buffer whole.
        if let Some(text) = self.input.fill_buf().ok().and_then(|buffer| buffer.get(..wanted)) {
            self.bytes.extend_from_slice(text);
            self.input.consume(wanted);
        } else {
            let read = self.input.by_ref().take(length).read_to_end(&mut self.bytes);
            if read.map_err(|_| Refusal::Crashed)? != wanted {
                return Err(Refusal::Crashed);
            }
        }
        std::str::from_utf8(&self.bytes).map_err(|_| Refusal::Crashed)
    }
}
