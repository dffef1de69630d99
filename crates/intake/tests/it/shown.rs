//! A document as text, one line a piece, so that a test reads like the file.

use intake::{Block, Document, Refusal};

/// Pieces with their places; merged cells with what they cover.
pub(crate) fn shown(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                text += &format!("{} | {}\n", paragraph.place, paragraph.text.replace('\n', "⏎"));
            }
            Block::Table(table) => {
                text += &format!("[{}]\n", table.name);
                for row in &table.rows {
                    for cell in &row.cells {
                        let covers = match (cell.columns, cell.rows) {
                            (1, 1) => String::new(),
                            (columns, rows) => format!(" ({columns}×{rows})"),
                        };
                        text += &format!("{}{covers} | {}\n", cell.place, cell.text.replace('\n', "⏎"));
                    }
                }
            }
        }
    }
    text
}

/// What is read from a file, or why not.
#[track_caller]
pub(crate) fn check(file: &[u8], expected: &str) {
    let text = match intake::read_here(file) {
        Ok(document) => shown(&document),
        Err(refusal) => format!("{refusal}\n"),
    };
    let expected: String = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(text, expected, "\n--- told\n{text}--- expected\n{expected}");
}

/// Why a file is refused.
#[track_caller]
pub(crate) fn refused(file: &[u8]) -> Refusal {
    intake::read_here(file).expect_err("the file should be refused")
}
