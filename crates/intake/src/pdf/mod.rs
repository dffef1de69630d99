//! The text layer of a PDF.

use std::io::Write;

use crate::document::Format;
use crate::refusal::Refusal;
use crate::wire::Answer;

/// Tells the text layer of a PDF.
pub(crate) fn read<W: Write>(_bytes: &[u8], _answer: &mut Answer<W>) -> Result<Format, Refusal> {
    Err(Refusal::NoTextLayer)
}
