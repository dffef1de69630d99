//! The crate from outside: papers in, files out.

mod papers;
mod pdf_checks;
mod pdf_page;
mod pdf_request;
mod pdf_setting;
mod pdf_tables;
mod press;
mod rendering;
mod tags;
mod values;
mod wording;
mod workbook;
