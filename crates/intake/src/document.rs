//! What is left of a file once it has been read: paragraphs and tables, in
//! reading order, every piece with the place it came from.

use std::sync::Arc;

use crate::place::Place;

/// A file that has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What kind of file it was.
    pub format: Format,
    /// Its pieces, in reading order. A worksheet is one table.
    pub blocks: Vec<Block>,
}

/// The kind of a file, told by its bytes and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word, OOXML.
    Docx,
    /// Excel, OOXML.
    Xlsx,
    /// Comma-, semicolon- or tab-separated text.
    Csv,
    /// Plain text.
    Text,
    /// The text layer of a PDF.
    Pdf,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph outside tables, or a line of plain text.
    Paragraph(Paragraph),
    /// A table, or a worksheet.
    Table(Table),
}

/// A paragraph outside tables. Empty ones are not listed; the numbers of the
/// others still count them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text; an automatic number (`1.`) is written out in front.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A table, or a worksheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The worksheet's name; empty for a table in a text.
    pub name: String,
    /// Its rows, top to bottom. A worksheet's blank rows are not listed.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells, left to right; a cell swallowed by a merge is not listed,
    /// nor a blank cell of a worksheet.
    pub cells: Vec<Cell>,
}

/// A cell, merged ones once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text, paragraphs joined by line feeds. Equal texts of one workbook
    /// share their bytes, so that a hundred thousand rows stay small.
    pub text: Arc<str>,
    /// First grid column it covers, from 0.
    pub column: u32,
    /// Grid columns it covers, at least 1.
    pub columns: u32,
    /// Rows it covers, at least 1.
    pub rows: u32,
    /// Where it stands.
    pub place: Place,
}
