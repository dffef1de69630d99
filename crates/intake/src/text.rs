//! Plain text: which encoding, and which lines. Tables flattened by
//! copy-and-paste stay lines here; what they mean is for others to say.

use std::borrow::Cow;
use std::io::Write;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::Format;
use crate::refusal::Refusal;
use crate::wire::Answer;

/// Decodes text by its byte order mark, else as UTF-8, else as GB18030 (which
/// includes GBK and GB 2312).
///
/// # Errors
/// [`Refusal::Unreadable`] where the bytes stop being text.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return whole(encoding, rest, mark).and_then(printable);
    }
    if let Some(encoding) = wide(bytes) {
        return whole(encoding, bytes, 0).and_then(printable);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return printable(Cow::Borrowed(text));
    }
    whole(GB18030, bytes, 0).and_then(printable)
}

fn whole<'a>(encoding: &'static Encoding, bytes: &'a [u8], before: usize) -> Result<Cow<'a, str>, Refusal> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text);
    }
    let readable = if encoding == UTF_8 { Encoding::utf8_valid_up_to(bytes) } else { 0 };
    Err(Refusal::Unreadable { byte: (before + readable + 1) as u64 })
}

/// UTF-16 without its mark: nearly every other byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..256).unwrap_or(bytes);
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let many = (head.len() / 4).max(2);
    match (zeros(0), zeros(1)) {
        (0, odd) if odd >= many => Some(UTF_16LE),
        (even, 0) if even >= many => Some(UTF_16BE),
        _ => None,
    }
}

/// Control characters are no text, whatever the encoding says.
fn printable(text: Cow<'_, str>) -> Result<Cow<'_, str>, Refusal> {
    let strange = |character: char| {
        character.is_ascii_control() && !matches!(character, '\t'..='\r' | '\u{1a}' | '\u{1b}')
    };
    match text.find(strange) {
        Some(at) => Err(Refusal::Unreadable { byte: at as u64 + 1 }),
        None if text.trim().is_empty() => Err(Refusal::Empty),
        None => Ok(text),
    }
}

/// Tells the lines of a text. Blank lines are counted, not told; a tab at the
/// beginning of a line is kept, it was the edge of a cell.
pub(crate) fn read<W: Write>(text: &str, answer: &mut Answer<W>) -> Result<Format, Refusal> {
    for (number, line) in (1_u32..).zip(lines(text)) {
        let line = line.trim_end();
        if !line.is_empty() {
            answer.line(0, number, line)?;
        }
    }
    Ok(Format::Text)
}

/// Lines by any of the three conventions.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes).as_deref(), Ok(expected));
    }

    #[test]
    fn every_encoding_an_office_sends_is_read() {
        check("金桥".as_bytes(), "金桥");
        check("\u{feff}金桥".as_bytes(), "金桥");
        check(&GB18030.encode("金桥㐀").0, "金桥㐀");
        check(b"\xff\xfe\xd1\x91\x65\x68", "金桥");
        check(b"\xfe\xff\x91\xd1\x68\x65", "金桥");
        check(b"a\0,\0b\0\r\0\n\0", "a,b\r\n");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        assert_eq!(decode(b"ab\x00c"), Err(Refusal::Unreadable { byte: 3 }));
        assert_eq!(decode(b"\xff\xff\xff"), Err(Refusal::Unreadable { byte: 1 }));
        assert_eq!(decode(b"\xef\xbb\xbfa\xff"), Err(Refusal::Unreadable { byte: 5 }));
    }

    #[test]
    fn lines_end_as_on_any_system() {
        assert_eq!(lines("a\r\nb\nc\rd").collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }
}
