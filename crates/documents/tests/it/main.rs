//! The crate from outside: papers in, files out.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a panic is the report")]

mod forms;
mod grid;
mod office;
mod papers;
mod pdf_checks;
mod pdf_page;
mod pdf_request;
mod pdf_setting;
mod pdf_tables;
mod press;
mod rendering;
mod sheets;
mod tags;
mod values;
mod wording;
mod workbook;
