#![doc = include_str!("../README.md")]

mod archive;
pub mod child;
mod csv;
mod detect;
mod document;
mod docx;
mod limits;
#[cfg(target_os = "linux")]
mod lock;
mod pdf;
mod place;
mod refusal;
mod relations;
mod sandbox;
mod text;
mod wire;
mod xlsx;
mod xml;

use std::io::Write;

pub use child::CHILD_VERB;
pub use document::{Block, Cell, Document, Format, Paragraph, Row, Table};
pub use limits::REQUEST_BYTES;
pub use place::{Address, NoAddress, Place, SheetName};
pub use refusal::Refusal;
pub use sandbox::{converse, read, read_within};

use detect::Kind;
use wire::Answer;

/// Reads a file in this very process: for our own papers and for tests. A
/// stranger's file goes through [`read`].
///
/// # Errors
/// Why the file was not read.
pub fn read_here(bytes: &[u8]) -> Result<Document, Refusal> {
    let mut told = Vec::new();
    child::answer(bytes, &mut told).map_err(|error| Refusal::NoReader { why: error.to_string() })?;
    wire::read(told.as_slice())
}

/// Tells what is in a file, record by record.
fn read_into<W: Write>(bytes: &[u8], answer: &mut Answer<W>) -> Result<Format, Refusal> {
    match detect::detect(bytes)? {
        Kind::Word(archive, main) => docx::read(archive, &main, answer),
        Kind::Sheets(archive, main) => xlsx::read(archive, &main, answer),
        Kind::Pdf => pdf::read(bytes, answer),
        Kind::Text(text) => match csv::separator(&text) {
            Some(separator) => csv::read(&text, separator, answer),
            None => text::read(&text, answer),
        },
    }
}
