//! The table of shared texts. A hundred thousand rows name them by number; they
//! are kept in one piece here and sent on once each.

use std::borrow::Cow;
use std::io::BufRead;

use crate::archive::Pieces;
use crate::refusal::Refusal;
use crate::xml::{Token, Xml};

/// The shared texts of a workbook.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
    /// Under which number each has been sent on; 0 for not yet.
    sent: Vec<u32>,
}

impl Strings {
    /// Reads `sharedStrings.xml`.
    pub(super) fn read<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<Self, Refusal> {
        let mut strings = Self::default();
        let mut in_text = false;
        loop {
            match xml.next()? {
                Token::Open(tag) => match tag.local() {
                    "t" => in_text = true,
                    "rPh" => xml.skip()?,
                    _ => {}
                },
                Token::Close(name) => match name.local() {
                    "t" => in_text = false,
                    "si" => strings.end(),
                    _ => {}
                },
                Token::Text(text) => {
                    if in_text {
                        strings.text.push_str(&text);
                    }
                }
                Token::End => break,
            }
        }
        strings.sent = vec![0; strings.ends.len()];
        Ok(strings)
    }

    fn end(&mut self) {
        let start = self.ends.last().copied().unwrap_or(0) as usize;
        let last = self.text.get(start..).unwrap_or_default();
        // Only a text with an escape is touched; hardly any has one.
        if let Cow::Owned(clean) = unescaped(last) {
            self.text.truncate(start);
            self.text.push_str(&clean);
        }
        // Inflated bytes are limited far below four gigabytes.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Under which number a text has been sent on.
    pub(super) fn sent(&self, index: usize) -> Option<u32> {
        self.sent.get(index).copied().filter(|number| *number > 0)
    }

    /// A text has been sent on under a number.
    pub(super) fn remember(&mut self, index: usize, number: u32) {
        if let Some(sent) = self.sent.get_mut(index) {
            *sent = number;
        }
    }

    /// The text of a number, without blanks at its edges.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0) as usize;
        self.text.get(start..end).map(str::trim)
    }
}

/// Control characters are written `_x000D_` in worksheets; a carriage return is
/// half a line end and goes, others become what they are.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        clean.push_str(before);
        let code = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let meant = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let used = match meant {
            Some('\r') => 7,
            Some(character) if !character.is_control() || character == '\n' || character == '\t' => {
                clean.push(character);
                7
            }
            Some(_) => 7,
            None => {
                clean.push_str("_x");
                2
            }
        };
        rest = from.get(used..).unwrap_or_default();
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_become_what_they_mean() {
        let told = ["a_x000D_\nb", "_x005F_x000D_", "a_xZZZZ_", "_x0041", "甲_x4E00_", "_x"].map(unescaped);
        assert_eq!(told, ["a\nb", "_x000D_", "a_xZZZZ_", "_x0041", "甲一", "_x"]);
    }
}
