//! The cells of a sheet: a faulty one takes its format's coloured twin; one that
//! is not there yet is put where it belongs.

use std::collections::BTreeSet;
use std::iter::Peekable;

use super::styles::Styles;
use super::xml::{Edits, Kind, Tag, each_tag};
use super::{At, Mark, Marks, address, at};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What may follow the hook of the comments' drawing (ECMA-376, `CT_Worksheet`).
const AFTER_HOOK: &[&str] =
    &["legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

/// The sheet with its faulty cells coloured, and the comments' drawing hooked in
/// if it is new. `None` if the sheet is not well-formed.
pub(super) fn mark(text: &str, marks: &Marks, styles: &mut Styles, hook: Option<&str>) -> Option<String> {
    let mut pass = Pass {
        marks,
        styles,
        edits: Edits::default(),
        waiting: marks.iter().peekable(),
        row: None,
        last: (0, None),
        seen: BTreeSet::new(),
        hook,
        data: false,
    };
    each_tag(text, |tag| pass.look(&tag))?;
    (pass.data && pass.hook.is_none()).then_some(())?;
    pass.edits.apply(text)
}

type Waiting<'a> = Peekable<std::collections::btree_map::Iter<'a, At, Mark>>;

struct Pass<'a> {
    marks: &'a Marks,
    styles: &'a mut Styles,
    edits: Edits,
    /// Marks whose cells have not been met yet, in the order of the sheet.
    waiting: Waiting<'a>,
    /// The row being read.
    row: Option<u32>,
    /// The row met last, and the cell met last in it.
    last: (u32, Option<u32>),
    seen: BTreeSet<At>,
    hook: Option<&'a str>,
    data: bool,
}

impl Pass<'_> {
    fn look(&mut self, tag: &Tag<'_>) {
        match (tag.local(), tag.kind) {
            ("sheetData", Kind::Close) => {
                let rows = self.rows_before(u32::MAX, tag.prefix());
                self.edits.insert(tag.range.start, rows);
                self.data = true;
            }
            ("sheetData", Kind::Empty) => {
                let rows = self.rows_before(u32::MAX, tag.prefix());
                let (prefix, name) = (tag.prefix(), &tag.name);
                self.edits.replace(tag.range.clone(), format!("<{prefix}sheetData>{rows}</{name}>"));
                self.data = true;
            }
            ("row", Kind::Open | Kind::Empty) if tag.depth == 2 => self.row(tag),
            ("row", Kind::Close) if tag.depth == 2 => {
                if let Some(row) = self.row.take() {
                    let cells = self.cells_before(row, u32::MAX, tag.prefix());
                    self.edits.insert(tag.range.start, cells);
                }
            }
            ("c", Kind::Open | Kind::Empty) if tag.depth == 3 => self.cell(tag),
            (local, kind) if tag.depth <= 1 => self.hang(tag, local, kind),
            _ => {}
        }
    }

    fn row(&mut self, tag: &Tag<'_>) {
        let said = tag.attribute("r").and_then(|row| row.parse().ok());
        let row = said.unwrap_or_else(|| self.last.0.saturating_add(1));
        let before = self.rows_before(row, tag.prefix());
        self.last = (row, None);
        if tag.kind == Kind::Open {
            self.edits.insert(tag.range.start, before);
            self.row = Some(row);
            return;
        }
        let cells = self.cells_before(row, u32::MAX, tag.prefix());
        if cells.is_empty() {
            self.edits.insert(tag.range.start, before);
        } else {
            let open = tag.with(&[]);
            let open = open.trim_end_matches("/>");
            self.edits.replace(tag.range.clone(), format!("{before}{open}>{cells}</{}>", tag.name));
        }
    }

    fn cell(&mut self, tag: &Tag<'_>) {
        let Some(row) = self.row else { return };
        let said = tag.attribute("r").and_then(|address| at(&address));
        let next = self.last.1.map_or(0, |column| column.saturating_add(1));
        let column = said.map_or(next, |(_, column)| column);
        self.last.1 = Some(column);
        let before = self.cells_before(row, column, tag.prefix());
        self.edits.insert(tag.range.start, before);
        let Some(mark) = self.marks.get(&(row, column)).filter(|_| self.seen.insert((row, column))) else {
            return;
        };
        self.waiting.next_if(|(at, _)| **at == (row, column));
        let format = tag.attribute("s").and_then(|format| format.parse().ok()).unwrap_or_default();
        let twin = self.styles.twin(format, mark.gravity);
        self.edits.replace(tag.range.clone(), tag.with(&[("s", twin.to_string())]));
    }

    /// Marked cells of this row that stand before a column and are not there.
    fn cells_before(&mut self, row: u32, column: u32, prefix: &str) -> String {
        let mut cells = Vec::new();
        while let Some((cell, mark)) = self.waiting.next_if(|((r, c), _)| *r == row && *c < column) {
            if self.seen.insert(*cell) {
                let twin = self.styles.twin(0, mark.gravity);
                let address = address(*cell);
                cells.push(format!("<{prefix}c r=\"{address}\" s=\"{twin}\"/>"));
            }
        }
        cells.concat()
    }

    /// Rows of marked cells that stand before a row and are not there.
    fn rows_before(&mut self, row: u32, prefix: &str) -> String {
        let mut rows = Vec::new();
        while let Some(at) = self.waiting.peek().map(|((at, _), _)| *at).filter(|at| *at < row) {
            let cells = self.cells_before(at, u32::MAX, prefix);
            if !cells.is_empty() {
                rows.push(format!("<{prefix}row r=\"{at}\">{cells}</{prefix}row>"));
            }
        }
        rows.concat()
    }

    /// Hooks the comments' drawing in before the first element that may follow it.
    fn hang(&mut self, tag: &Tag<'_>, local: &str, kind: Kind) {
        let ends = tag.depth == 0 && kind == Kind::Close;
        let follows = tag.depth == 1 && kind != Kind::Close && AFTER_HOOK.contains(&local);
        if (ends || follows)
            && let Some(id) = self.hook.take()
        {
            let prefix = tag.prefix();
            let hook = format!("<{prefix}legacyDrawing xmlns:mark=\"{RELATIONS}\" mark:id=\"{id}\"/>");
            self.edits.insert(tag.range.start, hook);
        }
    }
}
