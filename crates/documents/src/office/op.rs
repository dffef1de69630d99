//! A compiled template: what to write, in order. Filling walks these once.

use crate::expression::Expression;
use crate::place::{Filter, Place};
use crate::scope::Path;
use crate::xlsx::row::SheetRow;

/// The number of a [`Site`] in its template.
pub(crate) type SiteId = usize;

/// Where a tag stands, for messages.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    pub(crate) place: kernel::Said,
    pub(crate) written: String,
}

/// One step of filling.
#[derive(Debug, Clone)]
pub(crate) enum Op {
    /// XML that is always the same.
    Raw(String),
    /// A fact inside a `w:t`.
    Value {
        place: Place,
        site: SiteId,
    },
    /// A fact among the words of a worksheet's cell or margin.
    Text {
        place: Place,
        site: SiteId,
    },
    /// A fact that stands alone in its paragraph: one paragraph for each line.
    Lines(Box<Lines>),
    /// Once for each item; the merged cells `merges` begin anew.
    For {
        name: String,
        list: Path,
        body: Vec<Op>,
        merges: Vec<usize>,
        site: SiteId,
    },
    If {
        condition: Expression,
        then: Vec<Op>,
        otherwise: Vec<Op>,
        site: SiteId,
    },
    /// What a cell holds: it must end with a paragraph.
    Cell(Vec<Op>),
    /// A table whose rows or cells repeat.
    Table(Box<Table>),
    /// A row of such a table begins.
    Row,
    /// A cell of such a table that is merged downwards.
    Merged(Box<Merged>),
    /// Cells of a row, once for each item.
    Cells(Box<Cells>),
    /// Grid columns of a region, as often as its list has items.
    Columns {
        region: usize,
        widths: Vec<u64>,
    },
    /// A width that the repetitions of a region share.
    Share {
        region: usize,
        width: u64,
    },
    /// The columns a cell spans, when regions under it grow.
    Span {
        columns: usize,
        regions: Vec<usize>,
    },
    /// A row of a worksheet.
    SheetRow(Box<SheetRow>),
    /// The number of the first page; the template's own is given.
    FirstPage(String),
}

/// See [`Op::Lines`].
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    pub(crate) place: Place,
    pub(crate) site: SiteId,
    /// Up to where an indent belongs.
    pub(crate) before: String,
    /// From there to the text.
    pub(crate) between: String,
    pub(crate) after: String,
}

/// See [`Op::Table`].
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Up to its first row.
    pub(crate) open: Vec<Op>,
    pub(crate) rows: Vec<Op>,
    pub(crate) regions: Vec<Region>,
    /// Columns of the grid in the template.
    pub(crate) columns: usize,
}

/// Grid columns of a table that repeat (成组重复的列).
#[derive(Debug, Clone)]
pub(crate) struct Region {
    /// The first column, and the first one after.
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) list: Path,
    pub(crate) site: SiteId,
}

/// See [`Op::Merged`].
#[derive(Debug, Clone)]
pub(crate) struct Merged {
    /// The number of the merged block in the template.
    pub(crate) slot: usize,
    /// Whether the cell begins the block there, or goes on with it.
    pub(crate) begins: bool,
    /// Whether a block that begins may go on from the row above instead.
    pub(crate) grows: bool,
    /// Whether the block says nothing of the loops around its row.
    pub(crate) label: bool,
    pub(crate) open: Vec<Op>,
    pub(crate) body: Vec<Op>,
    /// The whole cell where it goes on from the row above.
    pub(crate) continued: Vec<Op>,
}

/// See [`Op::Cells`].
#[derive(Debug, Clone)]
pub(crate) struct Cells {
    pub(crate) name: String,
    pub(crate) list: Path,
    pub(crate) region: usize,
    pub(crate) body: Vec<Op>,
    /// The same cells with nothing in them, for a list without items.
    pub(crate) blank: Vec<Op>,
    pub(crate) site: SiteId,
}

impl Op {
    /// The paths asked for in here.
    pub(crate) fn paths<'o>(&'o self, found: &mut Vec<&'o Path>) {
        let place = |place: &'o Place, found: &mut Vec<&'o Path>| {
            found.push(&place.path);
            found.extend(place.filters.iter().filter_map(Filter::path));
        };
        match self {
            Self::Value { place: it, .. } | Self::Text { place: it, .. } => place(it, found),
            Self::Lines(lines) => place(&lines.place, found),
            Self::For { list, body, .. } => {
                found.push(list);
                for op in body {
                    op.paths(found);
                }
            }
            Self::If { condition, then, otherwise, .. } => {
                condition.paths(found);
                for op in then.iter().chain(otherwise) {
                    op.paths(found);
                }
            }
            Self::Cell(body) => body.iter().for_each(|op| op.paths(found)),
            Self::Table(table) => table.rows.iter().for_each(|op| op.paths(found)),
            Self::Merged(merged) => merged.body.iter().for_each(|op| op.paths(found)),
            Self::Cells(cells) => {
                found.push(&cells.list);
                cells.body.iter().for_each(|op| op.paths(found));
            }
            _ => {}
        }
    }

    /// Whether filling can change this.
    pub(crate) fn is_fixed(&self) -> bool {
        matches!(self, Self::Raw(_))
    }
}

/// Adds an op, running fixed XML together.
pub(crate) fn push(ops: &mut Vec<Op>, op: Op) {
    match (ops.last_mut(), op) {
        (Some(Op::Raw(before)), Op::Raw(more)) => before.push_str(&more),
        (_, op) => ops.push(op),
    }
}

/// Adds many.
pub(crate) fn extend(ops: &mut Vec<Op>, more: Vec<Op>) {
    for op in more {
        push(ops, op);
    }
}
