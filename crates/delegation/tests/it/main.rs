//! What the delegation crate does from outside, one file a noun.

mod mark;
mod roundtrip;
mod specimens;
mod workbook;
