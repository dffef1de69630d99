//! The grid as somebody typed it: rows of texts, each knowing which kept row it was.

use chassis::web::Fields;

use crate::model::Member;
use crate::pages::roster::grid;
use crate::workbook::roster::{NAME_AT, Slip, headings, masked, pasted, read, told};

/// More rows than any delegation has.
const MOST_ROWS: usize = 200;

/// The rows of a grid.
pub(super) struct Typed {
    /// The rows, in order.
    pub(super) rows: Vec<Line>,
    /// The rows that are kept.
    kept: Vec<Vec<String>>,
}

/// A row of the grid.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Which kept row it was, from 0.
    pub(super) of: Option<usize>,
    /// Its cells, numbers whole.
    pub(super) cells: Vec<String>,
    /// Whether it came with a block.
    pub(super) is_pasted: bool,
    /// How many of its cells did.
    pub(super) pasted_cells: usize,
}

impl Typed {
    /// The people as they are kept.
    pub(super) fn of(members: &[Member]) -> Self {
        let kept = told(members);
        let line = |(at, cells): (usize, &Vec<String>)| Line {
            of: Some(at),
            cells: cells.clone(),
            ..Line::default()
        };
        Self { rows: kept.iter().enumerate().map(line).collect(), kept }
    }

    /// The grid that a form sent; a number that was shown in part is the kept one.
    pub(super) fn sent(fields: &Fields, members: &[Member]) -> Self {
        let kept = told(members);
        let columns = headings();
        let count = fields.text("rows").parse::<usize>().unwrap_or_default().min(MOST_ROWS);
        let mut rows = Vec::new();
        for row in 0..count {
            if !fields.text(&format!("drop-{row}")).is_empty() {
                continue;
            }
            let of = fields.text(&format!("of-{row}")).parse().ok();
            let mut cells: Vec<String> = (0..columns.len())
                .map(|column| fields.text(&format!("c-{row}-{column}")).replace("\r\n", "\n"))
                .collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            for (column, _) in columns.iter().enumerate().filter(|(_, heading)| heading.is_secret) {
                if let Some(whole) = whole(&kept, of, &cells, column)
                    && let Some(cell) = cells.get_mut(column)
                {
                    *cell = whole;
                }
            }
            let is_pasted = !fields.text(&format!("pasted-{row}")).is_empty();
            rows.push(Line { of, cells, is_pasted, pasted_cells: 0 });
        }
        Self { rows, kept }
    }

    /// The texts of all rows.
    pub(super) fn texts(&self) -> Vec<Vec<String>> {
        self.rows.iter().map(|row| row.cells.clone()).collect()
    }

    /// Lays a block over the grid: a row of a known name takes what the block says,
    /// another comes below. Answers the headers that no column answers to.
    pub(super) fn lay_over(&mut self, block: &str) -> Result<Vec<String>, Vec<String>> {
        let block = pasted(block)?;
        let width = headings().len();
        for row in block.rows {
            let name = row.get(NAME_AT).cloned().flatten().unwrap_or_default();
            let known = self.rows.iter().position(|line| {
                !name.is_empty() && !line.is_pasted && line.cells.get(NAME_AT) == Some(&name)
            });
            let at = known.unwrap_or_else(|| {
                self.rows.push(Line { cells: vec![String::new(); width], ..Line::default() });
                self.rows.len() - 1
            });
            let Some(line) = self.rows.get_mut(at) else { continue };
            line.is_pasted = true;
            for (cell, text) in line.cells.iter_mut().zip(row) {
                // An empty cell of a block says nothing.
                let said = text.filter(|text| !text.is_empty());
                if let Some(text) = said {
                    line.pasted_cells += 1;
                    // A number that came masked is the one that is known.
                    if !(text.contains('•') && masked(cell) == text) {
                        *cell = text;
                    }
                }
            }
        }
        self.rows.truncate(MOST_ROWS);
        Ok(block.unknown)
    }

    /// Takes the repair that is offered for one cell, `row-column`, or for all.
    pub(super) fn repair(&mut self, which: &str) {
        let slips = match read(&self.texts()) {
            Ok((_, slips)) | Err(slips) => slips,
        };
        for slip in slips {
            let Some((row, repair)) = slip.row.zip(slip.repair) else { continue };
            let is_meant = which == "all" || which == format!("{row}-{}", slip.column);
            let cell = self.rows.get_mut(row).and_then(|line| line.cells.get_mut(slip.column));
            if let Some(cell) = cell.filter(|_| is_meant) {
                *cell = repair;
            }
        }
    }

    /// The people without the cells that are wrong: a kept row keeps what it said
    /// there, a new row with a wrong cell stays out. Answers what was left out.
    pub(super) fn without_wrong(&self, slips: Vec<Slip>) -> Result<(Vec<Member>, Vec<Slip>), Vec<Slip>> {
        let mut rows: Vec<(usize, Line)> = self.rows.iter().cloned().enumerate().collect();
        let mut slips = slips;
        let mut left: Vec<Slip> = Vec::new();
        // Each round mends or drops something; two of a kind may show one by one.
        for _ in 0..MOST_ROWS {
            let stops: Vec<Slip> = slips.into_iter().filter(grid::stops).collect();
            let mut drop = Vec::new();
            let mut moved = false;
            for slip in &stops {
                let Some((original, line)) = slip.row.and_then(|row| rows.get_mut(row)) else { continue };
                let kept = line.of.and_then(|of| self.kept.get(of)?.get(slip.column));
                match (kept, line.cells.get_mut(slip.column)) {
                    (Some(kept), Some(cell)) if cell != kept => cell.clone_from(kept),
                    // Of a new row one fault is told: it stays out whatever else is wrong.
                    _ if line.of.is_none() && !drop.contains(&slip.row) => drop.push(slip.row),
                    _ => continue,
                }
                moved = true;
                left.push(Slip { row: Some(*original), ..slip.clone() });
            }
            drop.sort_unstable();
            for row in drop.into_iter().flatten().rev() {
                rows.remove(row);
            }
            let texts: Vec<Vec<String>> = rows.iter().map(|(_, line)| line.cells.clone()).collect();
            match read(&texts) {
                Ok((members, _)) => return Ok((members, left)),
                Err(more) if moved => slips = more,
                Err(more) => return Err(more),
            }
        }
        Err(stops_of(left))
    }
}

fn stops_of(slips: Vec<Slip>) -> Vec<Slip> {
    slips.into_iter().filter(grid::stops).collect()
}

/// The whole of a number that was shown in part, if it stands as it was shown.
fn whole(kept: &[Vec<String>], of: Option<usize>, cells: &[String], column: usize) -> Option<String> {
    let typed = cells.get(column).filter(|typed| typed.contains('•'))?;
    let name = cells.get(NAME_AT)?;
    let own = of.and_then(|of| kept.get(of));
    let namesakes = kept.iter().filter(|row| row.get(NAME_AT) == Some(name));
    let candidates = own.into_iter().chain(namesakes);
    let mut numbers = candidates.filter_map(|row| row.get(column));
    numbers.find(|number| masked(number) == *typed).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<Member> {
        let mut people = crate::rules::scene::Scene::of("staff: 3").trip.members;
        for (member, number) in people.iter_mut().zip(1..) {
            member.document.as_mut().unwrap().number = format!("PE000000{number}");
        }
        people
    }

    fn at(header: &str) -> usize {
        headings().iter().position(|heading| heading.header == header).unwrap()
    }

    #[test]
    fn a_number_shown_in_part_is_the_kept_one_and_another_is_the_typed_one() {
        let kept = told(&people());
        let passport = at("证照号码");
        let whole_of = |text: &str| {
            let mut cells = kept[1].clone();
            cells[passport] = text.to_owned();
            whole(&kept, Some(1), &cells, passport)
        };
        assert_eq!(whole_of(&masked(&kept[1][passport])), Some(kept[1][passport].clone()));
        assert_eq!(whole_of("PE•••••99"), None);
        assert_eq!(whole_of("PE7654321"), None);
    }

    #[test]
    fn the_rest_is_written_and_what_was_wrong_is_told() {
        let people = people();
        let mut typed = Typed::of(&people);
        typed.rows[1].cells[at("出生日期")] = "昨天".to_owned();
        typed.rows[1].cells[at("职务")] = "示例主任".to_owned();
        typed.rows.push(Line { cells: vec!["示例新人".to_owned(); headings().len()], ..Line::default() });
        let slips = read(&typed.texts()).unwrap_err();
        let (members, left) = typed.without_wrong(slips).unwrap();
        let mut expected = people.clone();
        expected[1].post = "示例主任".to_owned();
        assert_eq!(members, expected);
        assert!(left.iter().any(|slip| (slip.row, slip.column) == (Some(1), at("出生日期"))));
        assert!(left.iter().any(|slip| slip.row == Some(3)));
    }

    #[test]
    fn a_block_changes_who_is_known_and_adds_who_is_not() {
        let people = people();
        let name = people[2].name.zh.clone();
        let mut typed = Typed::of(&people);
        let unknown =
            typed.lay_over(&format!("姓名\t职务\t星座\n{name}\t示例主任\t天秤\n示例新人\t教师\t\n"));
        assert_eq!(unknown, Ok(vec!["星座".to_owned()]));
        assert_eq!(typed.rows.len(), 4);
        assert_eq!(typed.rows[2].cells[at("职务")], "示例主任");
        assert_eq!(typed.rows[3].cells[NAME_AT], "示例新人");
        assert_eq!(
            typed.rows.iter().map(|row| row.is_pasted).collect::<Vec<_>>(),
            [false, false, true, true]
        );
    }
}
