//! Separated text. Nobody names the separator, so the first records are tried:
//! it is a table if one separator cuts them all into the same number of cells.

use std::io::Write;

use csv::{ReaderBuilder, StringRecord};

use crate::document::Format;
use crate::refusal::Refusal;
use crate::wire::Answer;

/// Records looked at to tell a table from prose.
const LOOKED_AT: usize = 40;

/// The separator, if the text is a table.
pub(crate) fn separator(text: &str) -> Option<u8> {
    if let Some(said) = said(text) {
        return Some(said);
    }
    let widths = |separator: u8| {
        let mut reader = reader(text, separator);
        let mut record = StringRecord::new();
        let mut widths = Vec::new();
        while widths.len() < LOOKED_AT && matches!(reader.read_record(&mut record), Ok(true)) {
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                widths.push(record.len());
            }
        }
        widths
    };
    [b'\t', b',', b';'].into_iter().find(|separator| {
        let widths = widths(*separator);
        let first = widths.first().copied().unwrap_or(0);
        first >= 2 && widths.len() >= 2 && widths.iter().all(|width| *width == first)
    })
}

/// Excel writes `sep=;` into the first line when asked to be clear.
fn said(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim().trim_matches('"');
    match line.strip_prefix("sep=")?.as_bytes() {
        [separator @ (b',' | b';' | b'\t' | b'|')] => Some(*separator),
        [] if line.len() < text.lines().next()?.len() => Some(b'\t'),
        _ => None,
    }
}

/// Tells a separated text as one table; places are record and field.
pub(crate) fn read<W: Write>(text: &str, separator: u8, answer: &mut Answer<W>) -> Result<Format, Refusal> {
    let text = match said(text) {
        Some(_) => text.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    };
    answer.table(1)?;
    let mut reader = reader(text, separator);
    let mut record = StringRecord::new();
    for number in 1_u32.. {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let byte = error.position().map_or(0, csv::Position::byte) + 1;
                return Err(Refusal::Unreadable { byte });
            }
        }
        answer.row(number);
        for (column, cell) in (0_u32..).zip(&record) {
            answer.cell(column, 1, 1, cell.trim())?;
        }
    }
    Ok(Format::Csv)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_told_from_prose_by_its_even_cells() {
        let told = [
            "a,b\n1,2\n",
            "a;b\n1,5;2\n",
            "a\tb\n1\t2\n",
            "\"a,b\",c\n1,2\n",
            "sep=;\na;b\n",
            "甲，乙\n丙，丁\n",
            "Dear Sir, hello\nyes\n",
            "a,b\n",
        ]
        .map(separator);
        assert_eq!(told, [Some(b','), Some(b';'), Some(b'\t'), Some(b','), Some(b';'), None, None, None]);
    }
}
