//! A workbook told as comma-separated texts, one a sheet: how specimens enter by
//! the same door as a workbook.

use intake::{Address, Block, Cell, Document, Format, Place, Row, SheetName, Table};

/// A document of sheets, each a name and its comma-separated text.
///
/// # Errors
/// The sheet and what the csv reader says of it.
pub fn from_sheets(sheets: &[(&str, &str)]) -> Result<Document, UnreadableSheet> {
    let tables = sheets.iter().map(|(name, text)| table(name, text).map(Block::Table));
    Ok(Document { format: Format::Csv, blocks: tables.collect::<Result<_, _>>()? })
}

/// A sheet that is no comma-separated text.
#[derive(Debug, thiserror::Error)]
#[error("工作表“{sheet}”不是逗号分隔的文本：{source}")]
pub struct UnreadableSheet {
    /// Which sheet.
    pub sheet: String,
    /// Why.
    pub source: csv::Error,
}

fn table(name: &str, text: &str) -> Result<Table, UnreadableSheet> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let sheet = SheetName::from(name);
    let mut rows = Vec::new();
    for (row, record) in (0_u32..).zip(reader.records()) {
        let record = record.map_err(|source| UnreadableSheet { sheet: name.to_owned(), source })?;
        let cell = |(column, text): (u32, &str)| Cell {
            text: text.into(),
            column,
            columns: 1,
            rows: 1,
            place: Place::Sheet {
                sheet: sheet.clone(),
                address: Address::new(column, row.saturating_add(1)),
            },
        };
        rows.push(Row { cells: (0_u32..).zip(record.iter()).map(cell).collect() });
    }
    Ok(Table { name: name.to_owned(), rows })
}
