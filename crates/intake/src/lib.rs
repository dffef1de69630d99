#![doc = include_str!("../README.md")]

mod document;
mod place;
mod refusal;

pub use document::{Block, Cell, Document, Format, Paragraph, Row, Table};
pub use place::{Address, NoAddress, Place};
pub use refusal::Refusal;
