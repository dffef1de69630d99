//! The child's side: what the readers say as they go.

use std::io::Write;

use super::{Record, refused};
use crate::document::Format;
use crate::limits;
use crate::place::Address;
use crate::refusal::Refusal;

/// An answer being written.
pub(crate) struct Answer<W> {
    out: W,
    buffer: Vec<u8>,
    cells: u64,
    paragraphs: u64,
    merges: u64,
    bytes: u64,
    defined: u32,
}

impl<W: Write> Answer<W> {
    /// Begins an answer.
    pub(crate) fn new(out: W) -> Self {
        Self {
            out,
            buffer: Vec::with_capacity(80 << 10),
            cells: 0,
            paragraphs: 0,
            merges: 0,
            bytes: 0,
            defined: 0,
        }
    }

    /// A paragraph of a text.
    pub(crate) fn paragraph(&mut self, number: u32, text: &str) -> Result<(), Refusal> {
        self.count_paragraph()?;
        self.record(Record::Paragraph);
        self.number(u64::from(number));
        self.text(text)
    }

    /// A line; page 0 for a text without pages.
    pub(crate) fn line(&mut self, page: u32, line: u32, text: &str) -> Result<(), Refusal> {
        self.count_paragraph()?;
        self.record(Record::Line);
        self.number(u64::from(page));
        self.number(u64::from(line));
        self.text(text)
    }

    /// A table of a text begins.
    pub(crate) fn table(&mut self, number: u32) -> Result<(), Refusal> {
        self.count_paragraph()?;
        self.record(Record::Table);
        self.number(u64::from(number));
        self.flush_if_full()
    }

    /// A worksheet begins.
    pub(crate) fn sheet(&mut self, name: &str) -> Result<(), Refusal> {
        self.count_paragraph()?;
        self.record(Record::Sheet);
        self.text(name)
    }

    /// A row begins, counted from 1.
    pub(crate) fn row(&mut self, number: u32) {
        self.record(Record::Row);
        self.number(u64::from(number));
    }

    /// A cell, its column counted from 0.
    pub(crate) fn cell(&mut self, column: u32, columns: u32, rows: u32, text: &str) -> Result<(), Refusal> {
        self.count_cell()?;
        if columns == 1 && rows == 1 {
            self.record(Record::Cell);
            self.number(u64::from(column));
        } else {
            self.record(Record::Wide);
            for number in [column, columns, rows] {
                self.number(u64::from(number));
            }
        }
        self.text(text)
    }

    /// Sends a text that will be used again; the answer is its number.
    pub(crate) fn define(&mut self, text: &str) -> Result<u32, Refusal> {
        self.record(Record::Define);
        self.text(text)?;
        self.defined += 1;
        Ok(self.defined)
    }

    /// A cell holding a text sent before.
    pub(crate) fn known(&mut self, column: u32, text: u32) -> Result<(), Refusal> {
        self.count_cell()?;
        self.record(Record::Known);
        self.number(u64::from(column));
        self.number(u64::from(text));
        self.flush_if_full()
    }

    /// Cells of the worksheet just told are one.
    pub(crate) fn merge(&mut self, first: Address, rows: u32, columns: u32) -> Result<(), Refusal> {
        self.merges += 1;
        within(self.merges, limits::MERGES, "合并单元格的个数")?;
        self.record(Record::Merge);
        for number in [first.row(), first.column(), rows, columns] {
            self.number(u64::from(number));
        }
        self.flush_if_full()
    }

    /// Ends the answer: complete, or refused.
    pub(crate) fn finish(mut self, outcome: Result<Format, Refusal>) -> std::io::Result<()> {
        match outcome {
            Ok(format) => {
                self.record(Record::Done);
                self.buffer.push(match format {
                    Format::Docx => b'w',
                    Format::Xlsx => b'x',
                    Format::Csv => b'c',
                    Format::Text => b't',
                    Format::Pdf => b'p',
                });
            }
            Err(refusal) => {
                self.record(Record::Refused);
                let (letter, word, second, number) = refused::taken_apart(&refusal);
                self.buffer.push(letter);
                for text in [word, second] {
                    self.number(text.len() as u64);
                    self.buffer.extend_from_slice(text.as_bytes());
                }
                self.number(number);
            }
        }
        self.out.write_all(&self.buffer)?;
        self.out.flush()
    }

    fn count_paragraph(&mut self) -> Result<(), Refusal> {
        self.paragraphs += 1;
        within(self.paragraphs, limits::PARAGRAPHS, "段落或行数")
    }

    fn count_cell(&mut self) -> Result<(), Refusal> {
        self.cells += 1;
        within(self.cells, limits::CELLS, "单元格数")
    }

    fn record(&mut self, record: Record) {
        self.buffer.push(record as u8);
    }

    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.buffer.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.buffer.push((number & 0x7f) as u8);
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        within(text.len() as u64, limits::TEXT_BYTES as u64, "一段文字的字节数")?;
        self.number(text.len() as u64);
        self.buffer.extend_from_slice(text.as_bytes());
        self.flush_if_full()
    }

    fn flush_if_full(&mut self) -> Result<(), Refusal> {
        if self.buffer.len() < 64 << 10 {
            return Ok(());
        }
        self.bytes += self.buffer.len() as u64;
        within(self.bytes, limits::ANSWER_BYTES, "文字的总字节数")?;
        self.out.write_all(&self.buffer).map_err(|error| Refusal::NoReader { why: error.to_string() })?;
        self.buffer.clear();
        Ok(())
    }
}

/// Refuses what there is too much of.
pub(crate) fn within(count: u64, limit: u64, what: &str) -> Result<(), Refusal> {
    if count > limit { Err(Refusal::TooLarge { what: what.to_owned(), limit }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_cells_than_anybody_fills_in_are_refused() {
        let mut answer = Answer::new(std::io::sink());
        answer.row(1);
        let told = (0..=limits::CELLS).try_for_each(|_| answer.cell(0, 1, 1, "x"));
        assert_eq!(told, Err(Refusal::TooLarge { what: "单元格数".to_owned(), limit: limits::CELLS }));
    }
}
