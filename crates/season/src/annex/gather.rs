//! First pass: a document of any format becomes raw rows of stops and a stream
//! of lines. Nothing is understood yet except which column a cell stands in.

use intake::{Block, Document, Place};

use super::column::Column;
use super::reading::Source;
use super::{flat, grid};

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) place: Place,
}

/// A line outside the rows of stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) place: Place,
    /// An empty line or another cell stands before it.
    pub(super) apart: bool,
}

/// A row that describes a stop: its pieces under their columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RawStop {
    pub(super) pieces: Vec<(Column, Piece)>,
}

/// What the first pass has found so far.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Lines before the first stop.
    pub(super) before: Vec<Line>,
    /// Header cells of the table of stops.
    pub(super) headings: Vec<Source>,
    /// The rows.
    pub(super) stops: Vec<RawStop>,
    /// Lines after the first stop.
    pub(super) after: Vec<Line>,
    /// Pieces of the table that belong to no stop.
    pub(super) stray: Vec<Piece>,
    /// The columns of the table, for a table that goes on without a header.
    pub(super) columns: Vec<Option<Column>>,
}

impl Gathered {
    pub(super) fn from(document: &Document) -> Self {
        let mut gathered = Self::default();
        let mut run: Vec<Line> = Vec::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let apart = run.last().is_none_or(|before| !follows(&before.place, &paragraph.place));
                    run.push(Line { text: paragraph.text.clone(), place: paragraph.place.clone(), apart });
                }
                Block::Table(table) => {
                    flat::gather(&mut gathered, std::mem::take(&mut run));
                    grid::gather(&mut gathered, table);
                }
            }
        }
        flat::gather(&mut gathered, run);
        gathered
    }

    /// Takes lines that belong to no row.
    pub(super) fn keep(&mut self, lines: impl IntoIterator<Item = Line>) {
        let lines = lines.into_iter().filter(|line| !line.text.trim().is_empty());
        if self.stops.is_empty() { self.before.extend(lines) } else { self.after.extend(lines) }
    }
}

/// Whether a line stands right below another. Blank ones are not listed, so a
/// blank line is a gap in the numbers.
fn follows(before: &Place, place: &Place) -> bool {
    match (before, place) {
        (Place::Line { page: one, line: before }, Place::Line { page: other, line }) => {
            one != other || before + 1 == *line
        }
        (Place::Paragraph { paragraph: before }, Place::Paragraph { paragraph }) => before + 1 == *paragraph,
        _ => false,
    }
}

impl RawStop {
    /// The pieces of one column, in reading order.
    pub(super) fn of(&self, column: &Column) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(move |(other, _)| other == column).map(|(_, piece)| piece)
    }
}
