//! A block copied from a spreadsheet: cells parted by tabs, rows by line breaks,
//! whatever their lengths; a cell with a line break stands in quotation marks. It
//! comes as text that a person put in, so it is read here and not in the child.

use intake::{Block, Cell, Document, Format, Place, Row, Table};

/// The most that is pasted at once.
const LARGEST: usize = 8 << 20;

/// A text too large to have been copied: more than 8 MiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("粘贴的内容超过 8 MiB；请改用文件导入")]
pub struct Unpasteable;

/// A pasted block as a table; its rows are counted as the spreadsheet counts them.
///
/// # Errors
/// It is too large.
pub fn pasted(text: &str) -> Result<Document, Unpasteable> {
    if text.len() > LARGEST {
        return Err(Unpasteable);
    }
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    let row = |(row, cells): (u32, Vec<String>)| {
        let cell = |(column, text): (u32, String)| Cell {
            text: text.trim().into(),
            column,
            columns: 1,
            rows: 1,
            place: Place::Cell { table: 1, row, column: column + 1 },
        };
        Row { cells: (0_u32..).zip(cells).map(cell).collect() }
    };
    let table = Table { name: String::new(), rows: (1_u32..).zip(rows(&text)).map(row).collect() };
    Ok(Document { format: Format::Csv, blocks: vec![Block::Table(table)] })
}

/// A table as a spreadsheet copies it: what [`pasted`] reads again, each cell in its
/// row and column.
pub fn copied(table: &Table) -> String {
    table.rows.iter().map(copied_row).collect::<Vec<_>>().join("\n")
}

fn copied_row(row: &Row) -> String {
    let mut line = String::new();
    let mut at = 0;
    for cell in &row.cells {
        while at < cell.column {
            line.push('\t');
            at += 1;
        }
        if cell.text.contains(['\t', '\n', '"']) {
            line.extend(["\"", &cell.text.replace('"', "\"\""), "\""]);
        } else {
            line.push_str(&cell.text);
        }
    }
    line
}

/// The cells of each row. A cell that begins with a quotation mark ends with one;
/// two of them inside are one.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let cell = rows.last_mut().and_then(|row| row.last_mut());
        match c {
            '"' if quoted && signs.next_if_eq(&'"').is_none() => quoted = false,
            '"' if !quoted && cell.as_ref().is_some_and(|cell| cell.is_empty()) => quoted = true,
            '\t' if !quoted => rows.last_mut().into_iter().for_each(|row| row.push(String::new())),
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => cell.into_iter().for_each(|cell| cell.push(c)),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_pasted_is_copied_as_it_was() {
        let text = "姓名\t部门\n\n\t\"李\"\"示\"\"例\"\t教务处\n\"两\n行\"\t\t尾";
        let document = pasted(text).unwrap();
        let [Block::Table(table)] = document.blocks.as_slice() else { panic!("one table") };
        assert_eq!(copied(table), text);
    }

    #[test]
    fn a_block_keeps_its_places_whatever_its_lengths() {
        let document = pasted("姓名\t部门\r\n张示例\n\n\"李\n\"\"示\"\"例\"\t教务\"处\"\t多").unwrap();
        let [Block::Table(table)] = document.blocks.as_slice() else { panic!("one table") };
        let told: Vec<String> = table
            .rows
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| format!("{}={}", cell.place, cell.text))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        assert_eq!(
            told,
            [
                "表1第1行第1列=姓名 表1第1行第2列=部门",
                "表1第2行第1列=张示例",
                "表1第3行第1列=",
                "表1第4行第1列=李\n\"示\"例 表1第4行第2列=教务\"处\" 表1第4行第3列=多"
            ]
        );
    }
}
