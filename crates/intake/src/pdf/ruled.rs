//! Finds tables by their ruled lines. Where two cells have no line between them
//! they are one; this is how merged cells come back.

use super::geometry::{Page, Rule};

/// Lines this close are one, and ends this close meet.
const NEAR: f64 = 3.0;
/// Lines of one page looked at; a drawing has more and is no table.
const MOST: usize = 4000;

/// A ruled table on a page.
#[derive(Debug, PartialEq)]
pub(super) struct Ruled {
    /// Upright lines, from the left.
    pub(super) columns: Vec<f64>,
    /// Level lines, from the top.
    pub(super) rows: Vec<f64>,
    /// Its cells, row by row.
    pub(super) cells: Vec<Area>,
}

/// Where a cell lies in the grid, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl Ruled {
    /// The edges of a cell: left, right, top, bottom.
    pub(super) fn edges(&self, area: Area) -> [f64; 4] {
        let line = |lines: &[f64], index: usize| lines.get(index).copied().unwrap_or_default();
        [
            line(&self.columns, area.column),
            line(&self.columns, area.column + area.columns),
            line(&self.rows, area.row),
            line(&self.rows, area.row + area.rows),
        ]
    }

    /// Whether a point is inside.
    pub(super) fn holds(&self, (x, y): (f64, f64)) -> bool {
        let inside = |lines: &[f64], at: f64| match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => (first.min(*last)..=first.max(*last)).contains(&at),
            _ => false,
        };
        inside(&self.columns, x) && inside(&self.rows, y)
    }
}

/// The tables of a page, from the top.
pub(super) fn tables(page: &Page) -> Vec<Ruled> {
    let (level, upright) = (merged(&page.level), merged(&page.upright));
    if level.len() > MOST || upright.len() > MOST {
        return Vec::new();
    }
    let mut tables: Vec<Ruled> =
        touching(&level, &upright).iter().filter_map(|(level, upright)| table(level, upright)).collect();
    let top = |table: &Ruled| table.rows.first().copied().unwrap_or_default();
    tables.sort_by(|one, other| top(other).total_cmp(&top(one)));
    tables
}

/// Each cell's border is drawn on its own: pieces of one line become one.
fn merged(rules: &[Rule]) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules
        .iter()
        .filter(|rule| [rule.at, rule.from, rule.to].iter().all(|at| at.is_finite()))
        .copied()
        .collect();
    rules.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut merged: Vec<Rule> = Vec::new();
    for band in rules.chunk_by(|one, other| other.at - one.at < NEAR / 2.0) {
        let mut band = band.to_vec();
        band.sort_by(|one, other| one.from.total_cmp(&other.from));
        let start = merged.len();
        for rule in band {
            match merged.get_mut(start..).and_then(<[Rule]>::last_mut) {
                Some(last) if rule.from <= last.to + NEAR => last.to = last.to.max(rule.to),
                _ => merged.push(rule),
            }
        }
    }
    merged
}

/// Lines that meet, directly or through others.
fn touching(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut group: Vec<Option<usize>> = vec![None; upright.len()];
    let mut seen = vec![false; level.len()];
    let mut groups: Vec<(Vec<Rule>, Vec<Rule>)> = Vec::new();
    for (start, _) in level.iter().enumerate() {
        if seen.get(start).copied().unwrap_or(true) {
            continue;
        }
        let mut found: (Vec<Rule>, Vec<Rule>) = (Vec::new(), Vec::new());
        let mut waiting = vec![start];
        while let Some(next) = waiting.pop() {
            let (Some(rule), Some(known @ false)) = (level.get(next), seen.get_mut(next)) else { continue };
            *known = true;
            found.0.push(*rule);
            for (other, group) in upright.iter().zip(&mut group).filter(|(_, group)| group.is_none()) {
                if meet(rule, other) {
                    *group = Some(groups.len());
                    found.1.push(*other);
                    let met = level.iter().enumerate().filter(|(_, rule)| meet(rule, other));
                    waiting.extend(met.map(|(index, _)| index));
                }
            }
        }
        groups.push(found);
    }
    groups
}

fn meet(level: &Rule, upright: &Rule) -> bool {
    covers(level, upright.at) && covers(upright, level.at)
}

fn covers(rule: &Rule, at: f64) -> bool {
    (rule.from - NEAR..=rule.to + NEAR).contains(&at)
}

/// The distinct places of lines, ascending.
fn places(rules: &[Rule]) -> Vec<f64> {
    let mut places: Vec<f64> = rules.iter().map(|rule| rule.at).collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, before| *next - *before < NEAR);
    places
}

fn table(level: &[Rule], upright: &[Rule]) -> Option<Ruled> {
    let columns = places(upright);
    let mut rows = places(level);
    rows.reverse();
    let (wide, high) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
    if wide * high < 2 || wide * high > 100_000 {
        return None;
    }
    let middle =
        |lines: &[f64], index: usize| Some(f64::midpoint(*lines.get(index)?, *lines.get(index + 1)?));
    let ruled = |rules: &[Rule], at: Option<&f64>, across: Option<f64>| match (at, across) {
        (Some(at), Some(across)) => {
            rules.iter().any(|rule| (rule.at - at).abs() < NEAR && rule.from < across && across < rule.to)
        }
        _ => true,
    };
    let mut taken = vec![false; wide * high];
    let mut cells = Vec::new();
    for row in 0..high {
        for column in 0..wide {
            if taken.get(row * wide + column).copied().unwrap_or(true) {
                continue;
            }
            let mut area = Area { row, column, rows: 1, columns: 1 };
            while !ruled(upright, columns.get(column + area.columns), middle(&rows, row)) {
                area.columns += 1;
            }
            area.columns = area.columns.min(wide - column);
            while !ruled(level, rows.get(row + area.rows), middle(&columns, column)) {
                area.rows += 1;
            }
            area.rows = area.rows.min(high - row);
            for covered in row..row + area.rows {
                if let Some(row) =
                    taken.get_mut(covered * wide + column..covered * wide + column + area.columns)
                {
                    row.fill(true);
                }
            }
            cells.push(area);
        }
    }
    Some(Ruled { columns, rows, cells })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(at: f64, from: f64, to: f64) -> Rule {
        Rule { at, from, to }
    }

    #[test]
    fn cells_without_a_line_between_them_are_one() {
        // Two columns, three rows; the last row is one cell, the first column's
        // first two rows are one cell.
        let page = Page {
            level: vec![
                rule(300.0, 0.0, 50.0),
                rule(300.5, 50.0, 100.0),
                rule(200.0, 50.0, 100.0),
                rule(100.0, 0.0, 100.0),
                rule(0.0, 0.0, 100.0),
            ],
            upright: vec![rule(0.0, 0.0, 300.0), rule(50.0, 100.0, 300.0), rule(100.0, 0.0, 300.0)],
            ..Page::default()
        };
        let tables = tables(&page);
        let cells: Vec<_> = tables
            .iter()
            .flat_map(|table| &table.cells)
            .map(|area| (area.row, area.column, area.rows, area.columns))
            .collect();
        assert_eq!(cells, [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 0, 1, 2)]);
    }

    #[test]
    fn a_frame_or_a_lone_line_is_no_table() {
        let frame = Page {
            level: vec![rule(300.0, 0.0, 100.0), rule(0.0, 0.0, 100.0), rule(500.0, 0.0, 100.0)],
            upright: vec![rule(0.0, 0.0, 300.0), rule(100.0, 0.0, 300.0)],
            ..Page::default()
        };
        assert_eq!(tables(&frame), []);
    }
}
