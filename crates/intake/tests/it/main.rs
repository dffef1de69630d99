//! Every kind of file, as a person would hand it in and as an enemy would.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "fixtures are short texts built once, and a broken fixture should fail loudly"
)]

mod docx;
mod hostile;
mod package;
mod pdf;
mod shown;
mod texts;
mod xlsx;
