//! Cells and ranges as Excel writes them: `$B$5`, `A1:C9`, `5:7`.

/// Excel's last column, XFD.
pub(super) const COLUMNS: u32 = 16_384;

/// `C` for 3.
pub(super) fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        let digit = (column - 1) % 26;
        letters.push(char::from_u32(u32::from('A') + digit).unwrap_or('A'));
        column = (column - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A cell as it is written in a formula or a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    /// None for a whole row.
    pub(super) column: Option<u32>,
    pub(super) column_fixed: Fixed,
    /// None for a whole column.
    pub(super) row: Option<u32>,
    pub(super) row_fixed: Fixed,
}

/// Whether a `$` stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixed {
    Yes,
    No,
}

impl Fixed {
    const fn sign(self) -> &'static str {
        match self {
            Self::Yes => "$",
            Self::No => "",
        }
    }
}

impl Reference {
    /// Reads a reference at the start of a text, and says where it ends.
    pub(super) fn read(text: &str) -> Option<(Self, usize)> {
        let mut at = 0;
        let dollar = |at: &mut usize| {
            let there = text.get(*at..).is_some_and(|rest| rest.starts_with('$'));
            *at += usize::from(there);
            if there { Fixed::Yes } else { Fixed::No }
        };
        let first = dollar(&mut at);
        let rest = text.get(at..)?;
        let width = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let column = if width == 0 { None } else { Some(column(rest.get(..width)?)?) };
        at += width;
        let second = if column.is_some() { dollar(&mut at) } else { first };
        let rest = text.get(at..)?;
        let height = rest.bytes().take_while(u8::is_ascii_digit).count();
        let row: Option<u32> = if height == 0 { None } else { rest.get(..height)?.parse().ok() };
        at += height;
        if height > 0 && !row.is_some_and(|row| (1..=super::row::LAST).contains(&row))
            || height == 0 && second == Fixed::Yes
        {
            return None;
        }
        let column_fixed = if column.is_some() { first } else { Fixed::No };
        let row_fixed = if row.is_some() { second } else { Fixed::No };
        (column.is_some() || row.is_some()).then_some((Self { column, column_fixed, row, row_fixed }, at))
    }

    /// The cell `B5`; nothing else.
    pub(super) fn cell(text: &str) -> Option<(u32, u32)> {
        let (read, end) = Self::read(text)?;
        (end == text.len()).then_some((read.column?, read.row?))
    }

    /// The range `B5:C9`, or one cell of it.
    pub(super) fn range(text: &str) -> Option<(Self, Self)> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let whole = |text: &str| Self::read(text).filter(|(_, end)| *end == text.len()).map(|(read, _)| read);
        Some((whole(first)?, whole(last)?))
    }

    /// A cell, a whole column or a whole row, without `$`.
    pub(super) fn at(column: Option<u32>, row: Option<u32>) -> Self {
        Self { column, row, column_fixed: Fixed::No, row_fixed: Fixed::No }
    }

    pub(super) fn written(self) -> String {
        let column = self.column.map(letters).unwrap_or_default();
        let row = self.row.map(|row| row.to_string()).unwrap_or_default();
        format!("{}{column}{}{row}", self.column_fixed.sign(), self.row_fixed.sign())
    }
}

fn column(letters: &str) -> Option<u32> {
    if letters.len() > 3 {
        return None;
    }
    let number =
        letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (number <= COLUMNS).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_written_alike() {
        for text in ["A1", "$B$5", "C$9", "XFD1048576", "$A", "7", "$7"] {
            let (read, end) = Reference::read(text).unwrap();
            assert_eq!((read.written().as_str(), end), (text, text.len()));
        }
        for text in ["", "$", "ABCD1", "A0", "XFE1", "A1048577", "A$"] {
            let whole = Reference::read(text).filter(|(_, end)| *end == text.len());
            assert_eq!(whole, None, "{text}");
        }
        assert_eq!(letters(703), "AAA");
        assert_eq!(Reference::cell("B5"), Some((2, 5)));
    }
}
