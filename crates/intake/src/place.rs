//! Where in a file a piece stands, as a person would point at it.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::Arc;

/// Where in the file something stands; all numbers are counted from 1, as a
/// person counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A paragraph of a text.
    Paragraph {
        /// Which paragraph outside tables.
        paragraph: u32,
    },
    /// A cell of a table in a text.
    Cell {
        /// Which table.
        table: u32,
        /// Which row of it.
        row: u32,
        /// Which grid column of it.
        column: u32,
    },
    /// A cell of a worksheet: `人员名单!C7`.
    Sheet {
        /// The worksheet's name.
        sheet: SheetName,
        /// The address: `C7`.
        address: Address,
    },
    /// A line of a plain text or of a PDF page.
    Line {
        /// Which page, for a PDF.
        page: Option<u32>,
        /// Which line.
        line: u32,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph { paragraph } => write!(f, "第{paragraph}段"),
            Self::Cell { table, row, column } => write!(f, "表{table}第{row}行第{column}列"),
            Self::Sheet { sheet, address } => write!(f, "{sheet}!{address}"),
            Self::Line { page: Some(page), line } => write!(f, "第{page}页第{line}行"),
            Self::Line { page: None, line } => write!(f, "第{line}行"),
        }
    }
}

/// The name of a worksheet (工作表名), shared by the places of all its cells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetName(Arc<String>);

impl From<&str> for SheetName {
    fn from(name: &str) -> Self {
        Self(Arc::new(name.to_owned()))
    }
}

impl Deref for SheetName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SheetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address of a cell of a worksheet: `C7` (单元格地址).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    row: u32,
    column: u32,
}

impl Address {
    /// The upper left cell.
    pub const A1: Self = Self { row: 1, column: 0 };

    /// The cell of a column counted from 0 and a row counted from 1: `(2, 7)`
    /// is `C7`. Row 0 is taken for row 1.
    pub const fn new(column: u32, row: u32) -> Self {
        Self { row: if row == 0 { 1 } else { row }, column }
    }

    /// The column, counted from 0.
    pub const fn column(self) -> u32 {
        self.column
    }

    /// The row, counted from 1.
    pub const fn row(self) -> u32 {
        self.row
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = u64::from(self.column) + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(b'A' + u8::try_from(rest % 26).unwrap_or_default());
            rest /= 26;
        }
        for letter in letters.into_iter().rev() {
            write!(f, "{}", char::from(letter))?;
        }
        write!(f, "{}", self.row)
    }
}

/// A text that is no address of a cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是单元格地址，应写作 C7 的样子")]
pub struct NoAddress(
    /// The text as it was given.
    pub String,
);

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        read(text.as_bytes()).ok_or_else(|| NoAddress(text.to_owned()))
    }
}

/// Reads `C7`; capitals only, as spreadsheets write it.
pub(crate) fn read(text: &[u8]) -> Option<Address> {
    let digits = text.iter().position(u8::is_ascii_digit)?;
    let (letters, digits) = text.split_at_checked(digits)?;
    let column = letters.iter().try_fold(0_u32, |sum, letter| {
        letter.is_ascii_uppercase().then(|| sum.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1))?
    })?;
    let row = digits.iter().try_fold(0_u32, |sum, digit| {
        digit.is_ascii_digit().then(|| sum.checked_mul(10)?.checked_add(u32::from(digit - b'0')))?
    })?;
    Some(Address { row: (row > 0).then_some(row)?, column: column.checked_sub(1)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_there_and_back() {
        for (column, row, text) in [(0, 1, "A1"), (25, 7, "Z7"), (26, 10, "AA10"), (702, 1, "AAA1")] {
            assert_eq!(Address::new(column, row).to_string(), text);
            assert_eq!(text.parse(), Ok(Address::new(column, row)));
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_text_it_was_given() {
        for text in ["", "7", "C", "C0", "c7", "C7D", "ZZZZZZZZZ1", "A99999999999"] {
            assert_eq!(text.parse::<Address>(), Err(NoAddress(text.to_owned())));
        }
    }

    #[test]
    fn a_place_is_told_as_a_person_points_at_it() {
        let told = [
            Place::Paragraph { paragraph: 3 },
            Place::Cell { table: 1, row: 2, column: 3 },
            Place::Sheet { sheet: "人员名单".into(), address: Address::new(2, 7) },
            Place::Line { page: Some(2), line: 4 },
            Place::Line { page: None, line: 4 },
        ]
        .map(|place| place.to_string());
        assert_eq!(told, ["第3段", "表1第2行第3列", "人员名单!C7", "第2页第4行", "第4行"]);
    }

    #[test]
    fn a_place_is_small_because_there_are_a_million_of_them() {
        assert!(size_of::<Place>() <= 24);
    }
}
