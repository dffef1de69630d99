//! Comma-separated text with a byte order mark, so that Excel opens it right.

use super::Unwritable;
use super::shape::{HEADER, cells, sections};
use crate::model::Annex;

/// The annex as csv: heading, table, and one record each for tasks and goals.
pub fn csv(annex: &Annex) -> Result<Vec<u8>, Unwritable> {
    let mut out = String::from("\u{feff}");
    record(&mut out, [annex.name.as_str()]);
    record(&mut out, HEADER);
    for row in &annex.rows {
        let cells = cells(row);
        record(&mut out, cells.iter().map(String::as_str));
    }
    for (heading, items) in sections(annex) {
        record(&mut out, [heading, items.concat().join("\n").as_str()]);
    }
    Ok(out.into_bytes())
}

/// One record, as wide as the table.
fn record<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    let mut width = 0;
    for cell in cells {
        if width > 0 {
            out.push(',');
        }
        width += 1;
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str(&",".repeat(HEADER.len().saturating_sub(width)));
    out.push_str("\r\n");
}
