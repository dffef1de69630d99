//! A Word table while it is being read. Word tells merges row by row (`w:gridSpan`,
//! `w:vMerge`); here each cell is kept once, with what it covers.

use std::collections::BTreeMap;
use std::io::Write;

use super::properties::{OfCell, OfRow, Tall};
use crate::limits;
use crate::refusal::Refusal;
use crate::wire::Answer;

/// A table being read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    of_row: OfRow,
    column: u32,
    /// The cell being read, if one is open.
    cell: Option<(OfCell, String)>,
    /// Cells that may grow downwards: first column → row and index.
    tall: BTreeMap<u32, (usize, usize)>,
    next_tall: BTreeMap<u32, (usize, usize)>,
}

#[derive(Debug)]
struct Cell {
    column: u32,
    columns: u32,
    rows: u32,
    text: String,
}

impl Grid {
    /// A row begins.
    pub(super) fn open_row(&mut self) {
        self.row.clear();
        self.of_row = OfRow::default();
        self.column = 0;
        self.next_tall.clear();
    }

    /// What the row says of itself.
    pub(super) fn shape_row(&mut self, of_row: OfRow) {
        self.of_row = of_row;
        self.column = of_row.before.min(limits::COLUMNS);
    }

    /// A cell begins.
    pub(super) fn open_cell(&mut self) {
        self.cell = Some((OfCell::default(), String::new()));
    }

    /// What the cell says of itself.
    pub(super) fn shape_cell(&mut self, of_cell: OfCell) {
        if let Some((shape, _)) = &mut self.cell {
            *shape = of_cell;
        }
    }

    /// A paragraph of the cell; empty ones at its edges are not kept.
    pub(super) fn add(&mut self, paragraph: &str) {
        if let Some((_, text)) = &mut self.cell {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(paragraph);
        }
    }

    /// The cell ends.
    pub(super) fn close_cell(&mut self) {
        let Some((shape, mut text)) = self.cell.take() else { return };
        if shape.deleted || self.column >= limits::COLUMNS {
            return;
        }
        text.truncate(text.trim_end().len());
        let column = self.column;
        let columns = shape.columns.clamp(1, limits::COLUMNS - column);
        self.column += columns;
        if let (true, Some(left)) = (shape.joins_left, self.row.last_mut()) {
            left.columns += columns;
            return;
        }
        if let (Tall::Continues, Some(&(row, index))) = (shape.tall, self.tall.get(&column)) {
            self.next_tall.insert(column, (row, index));
            if let Some(above) =
                self.rows.get_mut(row).and_then(|row| row.get_mut(index)).filter(|_| !self.of_row.deleted)
            {
                above.rows += 1;
            }
            return;
        }
        if shape.tall != Tall::No {
            self.next_tall.insert(column, (self.rows.len(), self.row.len()));
        }
        self.row.push(Cell { column, columns, rows: 1, text });
    }

    /// The row ends.
    pub(super) fn close_row(&mut self) {
        if self.of_row.deleted {
            self.row.clear();
            return;
        }
        self.tall = std::mem::take(&mut self.next_tall);
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// Tells the table.
    pub(super) fn tell<W: Write>(&self, number: u32, answer: &mut Answer<W>) -> Result<(), Refusal> {
        answer.table(number)?;
        for (number, row) in (1..).zip(&self.rows) {
            answer.row(number);
            for cell in row {
                answer.cell(cell.column, cell.columns, cell.rows, &cell.text)?;
            }
        }
        Ok(())
    }

    /// The table as text, for one that stands inside a cell: cells parted by
    /// tabs, rows by line feeds.
    pub(super) fn flat(&self) -> String {
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t");
        self.rows.iter().map(row).collect::<Vec<_>>().join("\n")
    }
}
