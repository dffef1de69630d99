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
    pub(crate) fn of(tag: u8) -> Option<Self> {
        const ALL: [Record; 12] = [
            Record::Paragraph,
            Record::Line,
            Record::Table,
            Record::Sheet,
            Record::Row,
            Record::Cell,
            Record::Wide,
            Record::Define,
            Record::Known,
            Record::Merge,
            Record::Done,
            Record::Refused,
        ];
        ALL.into_iter().find(|record| *record as u8 == tag)
    }
}
