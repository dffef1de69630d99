//! What is left of a file once it has been read: paragraphs and tables, in
//! reading order, every piece with the place it came from.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A file that has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What kind of file it was.
    pub format: Format,
    /// Its pieces, in reading order. A worksheet is one table.
    pub blocks: Vec<Block>,
}

/// The kind of a file, told by its bytes and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Word, OOXML.
    Docx,
    /// Excel, OOXML.
    Xlsx,
    /// Comma- or tab-separated text.
    Csv,
    /// Plain text.
    Text,
    /// The text layer of a PDF.
    Pdf,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A paragraph outside tables, or a line of plain text.
    Paragraph(Paragraph),
    /// A table, or a worksheet.
    Table(Table),
}

/// A paragraph outside tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its text; an automatic number (`1.`) is written out in front.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A table, or a worksheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The worksheet's name; empty for a table in a text.
    pub name: String,
    /// Its rows, top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its cells, left to right; a cell swallowed by a merge is not listed.
    pub cells: Vec<Cell>,
}

/// A cell, merged ones once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text, paragraphs joined by line feeds.
    pub text: String,
    /// First grid column it covers, from 0.
    pub column: u32,
    /// Grid columns it covers, at least 1.
    pub columns: u32,
    /// Rows it covers, at least 1.
    pub rows: u32,
    /// Where it stands.
    pub place: Place,
}

/// Where in the file something stands; all numbers are counted from 1, as a
/// person counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// A paragraph of a text.
    Paragraph {
        /// Which paragraph outside tables.
        paragraph: u32,
    },
    /// A cell of a table in a text.
    Cell {
        /// Which table.
        table: u32,
        /// Which row of it.
        row: u32,
        /// Which grid column of it.
        column: u32,
    },
    /// A cell of a worksheet: `人员名单!C7`.
    Sheet {
        /// The worksheet's name.
        sheet: String,
        /// The address: `C7`.
        address: String,
    },
    /// A line of a plain text or of a PDF page.
    Line {
        /// Which page, for a PDF.
        page: Option<u32>,
        /// Which line.
        line: u32,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph { paragraph } => write!(f, "第{paragraph}段"),
            Self::Cell { table, row, column } => write!(f, "表{table}第{row}行第{column}列"),
            Self::Sheet { sheet, address } => write!(f, "{sheet}!{address}"),
            Self::Line { page: Some(page), line } => write!(f, "第{page}页第{line}行"),
            Self::Line { page: None, line } => write!(f, "第{line}行"),
        }
    }
}
