//! Plain text, as copying the table out of Word flattens it: a tab before every
//! cell, a blank line between rows.

use super::shape::{HEADER, LABEL, cells, sections};
use crate::model::Annex;

/// The annex as plain text, UTF-8.
pub fn text(annex: &Annex) -> String {
    let mut out = format!("{LABEL}\n{}\n", annex.name);
    for header in HEADER {
        cell(&mut out, header);
    }
    for row in &annex.rows {
        out.push('\n');
        for text in cells(row) {
            cell(&mut out, &text);
        }
    }
    for (heading, items) in sections(annex) {
        out.push('\n');
        cell(&mut out, heading);
        out.push('\t');
        for paragraph in items.iter().flatten() {
            out.push_str(paragraph);
            out.push('\n');
        }
    }
    out
}

fn cell(out: &mut String, text: &str) {
    out.push('\t');
    out.push_str(text);
    out.push('\n');
}
