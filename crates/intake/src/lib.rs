//! Strangers' files, read into tables whose every cell has a place.
//!
//! The parsers run in a child process without network, under memory and time
//! limits ([`sandbox`]); what comes back is plain data of bounded size. Nothing
//! here knows what an annex or a roster is.

mod document;

pub use document::{Block, Cell, Document, Format, Paragraph, Place, Row, Table};
