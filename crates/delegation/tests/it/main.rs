//! What the delegation crate does from outside, one file a noun.

mod specimens;
mod workbook;
