//! What a column is: header, other names it goes by, advice, entry and sample,
//! said once. The writer draws the workbook from it, the reader finds its way by
//! it, and so the two cannot part.

/// One column of a table, or one line of a form (列).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// The header as the template prints it; unique within its section.
    pub(crate) header: &'static str,
    /// Other headers that mean the same.
    pub(crate) aliases: &'static [&'static str],
    /// What to write, for the person who fills it in.
    pub(crate) note: &'static str,
    /// Width in characters of half width.
    pub(crate) width: u16,
    /// What may stand in it.
    pub(crate) entry: Entry,
    /// Whether it must be filled in.
    pub(crate) required: bool,
    /// What the sample row shows.
    pub(crate) sample: &'static str,
}

/// What a cell of a column may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Entry {
    /// A short text.
    Text,
    /// A text of several lines.
    Prose,
    /// A calendar day.
    Day,
    /// An amount or a count.
    Number,
    /// One of a closed list; the words are those of the list itself.
    Choice(fn() -> Vec<&'static str>),
}

/// A table or a form on a sheet (分区).
#[derive(Debug)]
pub(crate) struct Section {
    /// The sheet it stands on.
    pub(crate) sheet: &'static str,
    /// Its heading, where a sheet holds more than one.
    pub(crate) title: &'static str,
    /// Whether it runs down the sheet, one line a field.
    pub(crate) shape: Shape,
    /// Its columns, in the template's order.
    pub(crate) columns: &'static [&'static Column],
    /// Rows the template leaves free.
    pub(crate) room: u32,
    /// Whether a workbook without it is incomplete.
    pub(crate) required: bool,
}

/// How a section lies on its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A row a record, under a row of headers.
    Table,
    /// A line a field: name, value, advice.
    Form,
}

impl Column {
    /// A column of short texts.
    pub(crate) const fn text(header: &'static str, width: u16) -> Self {
        Self { header, aliases: &[], note: "", width, entry: Entry::Text, required: false, sample: "" }
    }

    /// A column of longer texts.
    pub(crate) const fn prose(header: &'static str, width: u16) -> Self {
        Self { entry: Entry::Prose, ..Self::text(header, width) }
    }

    /// A column of days.
    pub(crate) const fn day(header: &'static str) -> Self {
        Self { entry: Entry::Day, ..Self::text(header, 13) }
    }

    /// A column of amounts or counts.
    pub(crate) const fn number(header: &'static str, width: u16) -> Self {
        Self { entry: Entry::Number, ..Self::text(header, width) }
    }

    /// A column whose cells take one of a closed list.
    pub(crate) const fn choice(header: &'static str, width: u16, words: fn() -> Vec<&'static str>) -> Self {
        Self { entry: Entry::Choice(words), ..Self::text(header, width) }
    }

    /// The same column, which must be filled in.
    pub(crate) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same column under other names as well.
    pub(crate) const fn also(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    /// The same column with advice.
    pub(crate) const fn note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    /// The same column with a sample.
    pub(crate) const fn sample(self, sample: &'static str) -> Self {
        Self { sample, ..self }
    }

    /// Whether a header means this column; it must have been made plain before.
    pub(crate) fn answers_to(&self, plain: &str) -> bool {
        plain == self.header || self.aliases.contains(&plain)
    }
}

/// The Chinese words of a closed list, for a drop-down.
macro_rules! words {
    ($list:ty) => {
        <$list>::ALL.iter().map(|value| value.words().zh).collect()
    };
}
pub(crate) use words;

/// Yes or no, as drop-downs offer it.
pub(crate) fn yes_or_no() -> Vec<&'static str> {
    vec!["是", "否"]
}

/// A header without spaces, line breaks, marks and remarks in brackets, in half
/// width: `*出生日期（必填）` and `出生 日期` are one. A header longer than any
/// column's is cut.
pub(crate) fn plain_header(header: &str) -> String {
    let mut depth = 0_usize;
    header
        .chars()
        .take(60)
        .filter(|c| match c {
            '（' | '(' | '〔' | '[' => {
                depth += 1;
                false
            }
            '）' | ')' | '〕' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            '*' | '＊' | '：' | ':' | '、' | '／' | '/' => false,
            _ => depth == 0 && !c.is_whitespace(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BORN: Column = Column::day("出生日期").also(&["出生年月日"]);

    #[test]
    fn a_header_is_known_by_its_meaning() {
        for header in ["出生日期", " 出生\n日期 ", "*出生日期（必填）", "出生年月日："]
        {
            assert!(BORN.answers_to(&plain_header(header)), "{header}");
        }
        assert!(!BORN.answers_to(&plain_header("出生地")));
        assert!(!BORN.answers_to(&plain_header("")));
    }
}
