//! Checking: the same walk as filling, along every way and into every loop
//! once, over a tree that shows what facts there may be. Nothing is written.

use kernel::Said;

use super::op::{Op, Site, SiteId};
use crate::Fact;
use crate::fault::Fault;
use crate::place::Place;
use crate::scope::{Path, Scope};
use crate::xlsx::row::{Holds, SheetCell, SheetRow};

/// A template under check.
pub(crate) struct Checker<'a> {
    scope: Scope<'a>,
    sites: &'a [Site],
    part: &'a str,
    told: Vec<SiteId>,
    pub(crate) faults: Vec<Fault>,
    /// Loops over lists without an item to show what theirs are like.
    unknown: Vec<&'a str>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(shape: &'a Fact, sites: &'a [Site]) -> Self {
        let (told, faults, unknown) = (Vec::new(), Vec::new(), Vec::new());
        Self { scope: Scope::new(shape), sites, part: "", told, faults, unknown }
    }

    pub(crate) fn part(&mut self, name: &'a str, ops: &'a [Op]) {
        self.part = name;
        self.walk(ops);
    }

    fn walk(&mut self, ops: &'a [Op]) {
        for op in ops {
            self.step(op);
        }
    }

    fn step(&mut self, op: &'a Op) {
        match op {
            Op::Value { place, site } => self.place(place, *site),
            Op::Text { place, site } => self.text(place, *site),
            Op::Lines(lines) => self.place(&lines.place, lines.site),
            Op::For { name, list, body, site, .. } => self.repeat(name, list, *site, body),
            Op::If { condition, then, otherwise, site } => {
                let mut paths = Vec::new();
                condition.paths(&mut paths);
                for path in paths {
                    self.path(path, *site);
                }
                self.walk(then);
                self.walk(otherwise);
            }
            Op::Cell(body) => self.walk(body),
            Op::Table(table) => self.walk(&table.rows),
            Op::Merged(merged) => self.walk(&merged.body),
            Op::Cells(cells) => self.repeat(&cells.name, &cells.list, cells.site, &cells.body),
            Op::SheetRow(row) => self.row(row),
            Op::Raw(_)
            | Op::Row
            | Op::Columns { .. }
            | Op::Share { .. }
            | Op::Span { .. }
            | Op::FirstPage(_) => {}
        }
    }

    fn row(&mut self, row: &'a SheetRow) {
        let of =
            |cell: &SheetCell| row.repeats.iter().position(|it| (it.from..=it.to).contains(&cell.column));
        for cell in row.cells.iter().filter(|cell| of(cell).is_none()) {
            self.cell(cell);
        }
        for (number, repeat) in row.repeats.iter().enumerate() {
            self.enter(&repeat.name, &repeat.list, repeat.site, |checker| {
                for cell in row.cells.iter().filter(|cell| of(cell) == Some(number)) {
                    checker.cell(cell);
                }
            });
        }
    }

    fn cell(&mut self, cell: &'a SheetCell) {
        match &cell.holds {
            Holds::Words(ops) => self.walk(ops),
            Holds::Fact { place, site } => self.place(place, *site),
            Holds::Kept(_) => {}
        }
    }

    fn repeat(&mut self, name: &'a str, list: &'a Path, site: SiteId, body: &'a [Op]) {
        self.enter(name, list, site, |checker| checker.walk(body));
    }

    /// Enters a loop once, over its first item or over nothing.
    fn enter(&mut self, name: &'a str, list: &'a Path, site: SiteId, body: impl FnOnce(&mut Self)) {
        let items = match self.scope.list(list) {
            Ok(items) => items,
            Err(_) if self.is_unknown(list) => &[],
            Err(says) => {
                self.fault(site, says);
                &[]
            }
        };
        if let Some(item) = items.first() {
            self.scope.enter(name, item, 0, 1);
            body(self);
            self.scope.leave();
        } else {
            self.scope.enter(name, &NOTHING, 0, 1);
            self.unknown.push(name);
            body(self);
            self.unknown.pop();
            self.scope.leave();
        }
    }

    fn place(&mut self, place: &'a Place, site: SiteId) {
        if !matches!(self.scope.lent(&place.path), Some(Fact::Picture(_))) {
            self.text(place, site);
        }
    }

    fn text(&mut self, place: &'a Place, site: SiteId) {
        if self.is_unknown(&place.path) {
            return;
        }
        if let Err(says) = place.fill(&self.scope) {
            self.fault(site, says);
        }
        for path in place.filters.iter().filter_map(crate::place::Filter::path) {
            self.path(path, site);
        }
    }

    fn path(&mut self, path: &Path, site: SiteId) {
        if !self.is_unknown(path) && self.scope.find(path).is_none() {
            let says = self.scope.explain(path);
            self.fault(site, says);
        }
    }

    fn is_unknown(&self, path: &Path) -> bool {
        path.first().is_some_and(|first| self.unknown.contains(&first))
    }

    /// A label may be written in several rows; its tag is told once.
    fn fault(&mut self, site: SiteId, says: Said) {
        if let Some(Site { place, written }) = self.sites.get(site).filter(|_| !self.told.contains(&site)) {
            self.told.push(site);
            let (place, tag) = (place.clone(), written.clone());
            let fault = Fault { file: self.part.to_owned(), place, tag, says };
            // A text box is stored twice.
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
    }
}

static NOTHING: Fact = Fact::Text(String::new());
