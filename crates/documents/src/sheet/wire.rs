//! `sheet.toml` as it is written.

use serde::Deserialize;

/// The file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Book {
    pub(super) name: String,
    pub(super) title: String,
    #[serde(default)]
    pub(super) subtitle: String,
    pub(super) rows: String,
    #[serde(rename = "as")]
    pub(super) row: String,
    #[serde(default)]
    pub(super) landscape: bool,
    #[serde(default)]
    pub(super) notes: Vec<String>,
    pub(super) column: Vec<Column>,
    pub(super) total: Option<Total>,
}

/// One column: a text, a number, or a product of other columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    pub(super) key: String,
    pub(super) head: String,
    /// In characters of the sheet's own font.
    pub(super) width: u16,
    pub(super) text: Option<String>,
    pub(super) number: Option<String>,
    /// The number is in minor units of the currency named here.
    pub(super) minor_of: Option<String>,
    pub(super) product: Option<Vec<String>>,
    pub(super) round: Option<u32>,
    /// The fact, in fen, that the product must equal.
    pub(super) agrees: Option<String>,
    #[serde(default)]
    pub(super) format: String,
}

/// The last row.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Total {
    pub(super) label: String,
    pub(super) sum: String,
    /// The fact, in fen, that the sum must equal.
    pub(super) agrees: Option<String>,
}
