//! Excel.

use std::io::Write;

use crate::archive::Archive;
use crate::document::Format;
use crate::refusal::Refusal;
use crate::wire::Answer;

/// Tells the worksheets.
pub(crate) fn read<W: Write>(
    _archive: Archive<'_>,
    _main: &str,
    _answer: &mut Answer<W>,
) -> Result<Format, Refusal> {
    Err(Refusal::NoTextLayer)
}
