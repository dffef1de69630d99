//! The board as separated text, for whoever has no workbook at hand: the first
//! sheet of the workbook, with a mark at its beginning by which offices know UTF-8.

use super::Board;
use super::sheet::{Cell, stops};

/// The text's bytes.
///
/// # Errors
/// What the writer says.
pub fn text(board: &Board) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    let (heads, rows) = stops(board);
    writer.write_record(heads.iter().map(|(title, _)| *title))?;
    for row in rows {
        writer.write_record(row.iter().map(told))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A cell as text. What a sheet would take for a formula begins with a quotation
/// mark, as Excel itself writes it.
fn told(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Amount(minor, 0) => minor.to_string(),
        Cell::Amount(minor, places) => {
            let unit = 10_i64.pow(*places);
            let width = usize::try_from(*places).unwrap_or_default();
            format!("{}.{:0width$}", minor / unit, (minor % unit).abs())
        }
    }
}
