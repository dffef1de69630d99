//! An annex written back in the organiser's table shape. Reading what was
//! written gives the same annex again, and the same annex gives the same bytes.

mod check;
mod csv;
mod docx;
mod shape;
mod text;
mod xlsx;

pub use check::{CheckSheet, check};
pub use csv::csv;
pub use docx::docx;
pub use text::text;
pub use xlsx::xlsx;

/// A file that could not be written; a fault of the writer, not of the annex.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// The package of a Word file.
    #[error("docx: {0}")]
    Docx(#[from] zip::result::ZipError),
    /// A part of the package.
    #[error("docx: {0}")]
    Part(#[from] std::io::Error),
    /// A workbook.
    #[error("xlsx: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}
