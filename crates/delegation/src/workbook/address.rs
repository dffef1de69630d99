//! What stands beside a cell, for columns that were left out.

use intake::{Address, Place};

/// The upper left corner of a sheet.
pub(super) fn corner(sheet: &str) -> Place {
    Place::Sheet { sheet: sheet.into(), address: Address::A1 }
}

/// The cell of the same row in another column, counted from 0.
pub(super) fn beside(place: &Place, column: u32) -> Place {
    match place {
        Place::Sheet { sheet, address } => {
            Place::Sheet { sheet: sheet.clone(), address: Address::new(column, address.row()) }
        }
        Place::Cell { table, row, .. } => {
            Place::Cell { table: *table, row: *row, column: column.saturating_add(1) }
        }
        other => other.clone(),
    }
}
