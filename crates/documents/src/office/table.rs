//! Writing a table whose rows or cells repeat, so that its grid stays whole:
//! every row fills it, and a cell goes on from above only where there is
//! something above to go on from.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kernel::Said;

use super::fill::Filler;
use super::op::{Cells, Merged, Table};

/// Word shows no more columns.
const COLUMNS: usize = 63;

/// A merged block, and which repetition of its columns it stands in.
type Block = (usize, usize);

/// A table being written.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// Blocks that reach down to the row above, and to this row.
    above: Vec<Block>,
    here: Vec<Block>,
    /// What every block said when it last began.
    says: BTreeMap<Block, String>,
    /// How often each region repeats, and how wide it is.
    regions: Vec<(usize, usize)>,
    /// Which repetition is being written; 0 outside of them.
    turn: usize,
    rows: usize,
}

impl<'a> Filler<'a> {
    /// A table without rows is none.
    pub(super) fn table(&mut self, table: &'a Table) -> bool {
        let mut open = OpenTable::default();
        let mut columns = table.columns;
        for region in &table.regions {
            let Some(items) = self.items(&region.list, region.site) else { return true };
            let (turns, width) = (items.len().max(1), region.to - region.from);
            columns += (turns - 1) * width;
            if columns > COLUMNS {
                self.fault(region.site, too_wide());
                return true;
            }
            open.regions.push((turns, width));
        }
        let start = self.out.len();
        self.tables.push(open);
        let within = self.run(&table.open) && self.run(&table.rows);
        if self.tables.pop().is_some_and(|open| open.rows == 0) {
            self.out.truncate(start);
        } else {
            self.out.push_str("</w:tbl>");
        }
        within
    }

    pub(super) fn row(&mut self) {
        if let Some(open) = self.tables.last_mut() {
            open.above = std::mem::take(&mut open.here);
            open.turn = 0;
            open.rows += 1;
        }
    }

    /// A loop is entered: what grew before says nothing any more.
    pub(super) fn begin_anew(&mut self, slots: &[usize]) {
        if let Some(open) = self.tables.last_mut().filter(|_| !slots.is_empty()) {
            open.says.retain(|(slot, _), _| !slots.contains(slot));
        }
    }

    pub(super) fn merged(&mut self, merged: &'a Merged) -> bool {
        let start = self.out.len();
        let mut within = self.run(&merged.open);
        let body = self.out.len();
        within &= self.run(&merged.body);
        let said = self.out.get(body..).unwrap_or_default().to_owned();
        let Some(open) = self.tables.last_mut() else { return within };
        let block = (merged.slot, open.turn);
        let open_above = open.above.contains(&block);
        let says_the_same = || open.says.get(&block) == Some(&said);
        let goes_on = open_above && (!merged.begins || merged.grows && says_the_same());
        open.here.push(block);
        if goes_on {
            self.out.truncate(start);
            within &= self.run(&merged.continued);
        } else {
            open.says.insert(block, said);
            self.out.push_str("</w:tc>");
        }
        within
    }

    pub(super) fn cells(&mut self, cells: &'a Cells) -> bool {
        let Some(items) = self.items(&cells.list, cells.site) else { return true };
        let turns = self.tables.last().and_then(|open| open.regions.get(cells.region)).map_or(1, |it| it.0);
        if items.len().max(1) != turns {
            self.fault(cells.site, uneven(items.len(), turns));
            return true;
        }
        if items.is_empty() {
            return self.run(&cells.blank);
        }
        for (index, item) in items.iter().enumerate() {
            if let Some(open) = self.tables.last_mut() {
                open.turn = index + 1;
            }
            self.scope.enter(&cells.name, item, index, items.len());
            let within = self.run(&cells.body);
            self.scope.leave();
            if !within {
                return false;
            }
        }
        if let Some(open) = self.tables.last_mut() {
            open.turn = 0;
        }
        true
    }

    pub(super) fn columns(&mut self, region: usize, widths: &[u64]) {
        let turns = self.turns(region);
        for _ in 0..turns {
            for width in widths {
                let width = width / turns.max(1) as u64;
                let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
            }
        }
    }

    pub(super) fn share(&mut self, region: usize, width: u64) {
        let width = width / self.turns(region).max(1) as u64;
        self.out.push_str(&width.to_string());
    }

    pub(super) fn span(&mut self, columns: usize, regions: &[usize]) {
        let grown = |region: &usize| {
            let of = self.tables.last().and_then(|open| open.regions.get(*region));
            of.map_or(0, |(turns, width)| turns.saturating_sub(1) * width)
        };
        let columns = columns + regions.iter().map(grown).sum::<usize>();
        self.out.push_str(&columns.to_string());
    }

    fn turns(&self, region: usize) -> usize {
        self.tables.last().and_then(|open| open.regions.get(region)).map_or(1, |it| it.0)
    }
}

fn too_wide() -> Said {
    Said::new(
        format!("重复后表格超过{COLUMNS}列，Word 显示不了；请改为逐行重复"),
        format!("the table would have more than {COLUMNS} columns; repeat rows instead"),
    )
}

pub(crate) fn uneven(own: usize, above: impl std::fmt::Display) -> Said {
    Said::new(
        format!("这一行要重复{own}次，同样的列在上面重复{above}次；请让两行逐项写同样长的列表"),
        format!("this row repeats its cells {own} times, the same columns above {above} times"),
    )
}
