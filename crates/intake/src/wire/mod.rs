//! How a document travels from the child to its parent: a plain stream of small
//! records, written while the file is being read, so that neither side holds more
//! than it must. A text that repeats is sent once. The parent trusts nothing: it
//! checks every length, and an answer without its last record is no answer.

mod answer;
mod refused;
mod told;

pub(crate) use answer::{Answer, within};
pub(crate) use told::read;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Record {
    /// A paragraph: number, text.
    Paragraph = b'P',
    /// A line: page (0 for none), number, text.
    Line = b'L',
    /// A table begins: number.
    Table = b'T',
    /// A worksheet begins: name.
    Sheet = b'S',
    /// A row begins: number.
    Row = b'R',
    /// A cell of one column and row: column, text.
    Cell = b'c',
    /// A wider cell: column, columns, rows, text.
    Wide = b'C',
    /// A text that will be asked for by its number: text.
    Define = b'D',
    /// A cell of one column and row: column, number of the defined text.
    Known = b'k',
    /// Cells of the worksheet are merged: row, column, rows, columns.
    Merge = b'M',
    /// The document is complete: its format.
    Done = b'E',
    /// The file is refused: which way, its words and numbers.
    Refused = b'X',
}

impl Record {
    /// What a record beginning with this letter is.
    pub(crate) fn of(tag: u8) -> Option<Self> {
        Some(match tag {
            b'c' => Self::Cell,
            b'k' => Self::Known,
            b'D' => Self::Define,
            b'R' => Self::Row,
            b'C' => Self::Wide,
            b'P' => Self::Paragraph,
            b'L' => Self::Line,
            b'T' => Self::Table,
            b'S' => Self::Sheet,
            b'M' => Self::Merge,
            b'E' => Self::Done,
            b'X' => Self::Refused,
            _ => return None,
        })
    }
}
