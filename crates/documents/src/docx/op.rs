//! A compiled template: what to write, in order. Filling walks these once.

use crate::expression::Expression;
use crate::place::Place;
use crate::scope::Path;

/// The number of a [`Site`] in its template.
pub(super) type SiteId = usize;

/// Where a tag stands, for messages.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) place: kernel::Said,
    pub(super) written: String,
}

/// One step of filling.
#[derive(Debug, Clone)]
pub(super) enum Op {
    /// XML that is always the same.
    Raw(String),
    /// A fact inside a `w:t`.
    Value {
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
        merges: std::ops::Range<usize>,
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
    /// A merged cell of a repeated row: it grows while it says the same.
    Merged(Box<Merged>),
    /// The number of the first page; the template's own is given.
    FirstPage(String),
}

/// See [`Op::Lines`].
#[derive(Debug, Clone)]
pub(super) struct Lines {
    pub(super) place: Place,
    pub(super) site: SiteId,
    /// Up to where an indent belongs.
    pub(super) before: String,
    /// From there to the text.
    pub(super) between: String,
    pub(super) after: String,
}

/// See [`Op::Merged`].
#[derive(Debug, Clone)]
pub(super) struct Merged {
    /// The cell's number in the template.
    pub(super) slot: usize,
    pub(super) open: String,
    pub(super) body: Vec<Op>,
    /// The whole cell where it goes on from the row above.
    pub(super) continued: String,
}

impl Op {
    /// Whether filling can change this.
    pub(super) fn is_fixed(&self) -> bool {
        matches!(self, Self::Raw(_))
    }
}

/// Adds an op, running fixed XML together.
pub(super) fn push(ops: &mut Vec<Op>, op: Op) {
    match (ops.last_mut(), op) {
        (Some(Op::Raw(before)), Op::Raw(more)) => before.push_str(&more),
        (_, op) => ops.push(op),
    }
}

/// Adds many.
pub(super) fn extend(ops: &mut Vec<Op>, more: Vec<Op>) {
    for op in more {
        push(ops, op);
    }
}
