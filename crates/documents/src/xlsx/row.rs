//! A row of a worksheet: as the template has it, and as it is written.

use kernel::Said;

use super::band::Band;
use super::columns::Columns;
use super::picture::Shown;
use super::reference::COLUMNS;
use crate::Fact;
use crate::office::fill::Filler;
use crate::office::op::{Op, SiteId};
use crate::office::picture::size;
use crate::office::table::uneven;
use crate::office::tree::{Element, escape};
use crate::place::{Filter, Place};
use crate::scope::Path;

/// A worksheet ends here.
pub(crate) const LAST: u32 = 1_048_576;

/// A row of the template.
#[derive(Debug, Clone)]
pub(crate) struct SheetRow {
    pub(crate) number: u32,
    /// Height, style and the like, without the number.
    pub(crate) attributes: String,
    pub(crate) cells: Vec<SheetCell>,
    /// Cells of it that repeat, from left to right.
    pub(crate) repeats: Vec<Repeat>,
}

/// Cells of a row, once for each item; their columns repeat with them.
#[derive(Debug, Clone)]
pub(crate) struct Repeat {
    pub(crate) name: String,
    pub(crate) list: Path,
    pub(crate) site: SiteId,
    /// The first and the last column.
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// Which of the worksheet's repeated columns these are.
    pub(crate) band: usize,
}

/// A cell of the template.
#[derive(Debug, Clone)]
pub(crate) struct SheetCell {
    /// From 1.
    pub(crate) column: u32,
    /// ` s="3"`, or nothing.
    pub(crate) style: String,
    pub(crate) holds: Holds,
}

/// What a cell holds.
#[derive(Debug, Clone)]
pub(crate) enum Holds {
    /// What it held before: a number, a formula, words without tags.
    Kept(Element),
    /// Words with tags among them, as the inside of `<is>`.
    Words(Vec<Op>),
    /// One tag and nothing else: a number stays one.
    Fact { place: Place, site: SiteId },
}

/// A row as it is written.
#[derive(Debug)]
pub(crate) struct Printed {
    /// Its number in the template, and in the workbook.
    pub(crate) template: u32,
    pub(crate) number: u32,
    pub(crate) attributes: String,
    pub(crate) cells: Vec<PrintedCell>,
}

/// A cell as it is written.
#[derive(Debug)]
pub(crate) struct PrintedCell {
    /// Its column in the template, and in the workbook.
    pub(crate) template: u32,
    pub(crate) column: u32,
    pub(crate) style: String,
    pub(crate) holds: Written,
}

/// What is written in a cell.
#[derive(Debug)]
pub(crate) enum Written {
    Kept(Element),
    /// The inside of `<is>`.
    Words(String),
    /// Digits.
    Number(String),
    Picture(Shown),
    Nothing,
}

impl<'a> Filler<'a> {
    /// Counts how often the columns of a worksheet repeat, before it is filled.
    pub(crate) fn columns_of(&mut self, bands: &'a [Band]) {
        self.columns = Columns::default();
        for band in bands {
            let turns = self.items(&band.list, band.site).map_or(1, <[Fact]>::len);
            self.columns.repeat((band.from, band.to), turns);
        }
        if let Some(last) = bands.last().filter(|last| self.columns.last_image(last.to) > COLUMNS) {
            self.columns = Columns::default();
            self.fault(last.site, too_wide());
        }
    }

    /// Writes a row to the list of rows.
    pub(crate) fn sheet_row(&mut self, row: &'a SheetRow) -> bool {
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut rest = row.cells.as_slice();
        let mut within = true;
        while let Some(first) = rest.first() {
            let band = self.columns.band(first.column);
            let alike = rest.iter().take_while(|cell| self.columns.band(cell.column) == band).count();
            let (here, after) = rest.split_at(alike);
            rest = after;
            within &= match band {
                Some(band) => self.band(row, band, here, &mut cells),
                None => self.cells_of(here, 0, &mut cells),
            };
        }
        let attributes = row.attributes.clone();
        self.rows.push(Printed { template: row.number, number: 0, attributes, cells });
        within && self.rows.len() < LAST as usize
    }

    /// Cells of a row that stand in repeated columns.
    fn band(
        &mut self,
        row: &'a SheetRow,
        band: usize,
        cells: &'a [SheetCell],
        out: &mut Vec<PrintedCell>,
    ) -> bool {
        let turns = self.columns.turns(band);
        let Some(repeat) = row.repeats.iter().find(|repeat| repeat.band == band) else {
            return (0..turns).all(|turn| self.beside(cells, turn, out));
        };
        let Some(items) = self.items(&repeat.list, repeat.site) else { return true };
        if items.is_empty() {
            out.extend(cells.iter().map(|cell| self.printed(cell, 0, Written::Nothing)));
            return true;
        }
        if u32::try_from(items.len()) != Ok(turns) {
            self.fault(repeat.site, uneven(items.len(), turns));
            return true;
        }
        for ((index, item), turn) in items.iter().enumerate().zip(0..) {
            self.scope.enter(&repeat.name, item, index, items.len());
            let within = self.cells_of(cells, turn, out);
            self.scope.leave();
            if !within {
                return false;
            }
        }
        true
    }

    /// Cells of a row that does not repeat in columns that do: formulae go with
    /// every turn, words stand in the first.
    fn beside(&mut self, cells: &'a [SheetCell], turn: u32, out: &mut Vec<PrintedCell>) -> bool {
        if turn == 0 {
            return self.cells_of(cells, turn, out);
        }
        for cell in cells {
            let holds = match &cell.holds {
                Holds::Kept(element) if !cell.holds.says() => Written::Kept(element.clone()),
                _ => Written::Nothing,
            };
            out.push(self.printed(cell, turn, holds));
        }
        self.walked(cells.len())
    }

    fn cells_of(&mut self, cells: &'a [SheetCell], turn: u32, out: &mut Vec<PrintedCell>) -> bool {
        let mut within = true;
        for cell in cells {
            let holds = match &cell.holds {
                Holds::Kept(element) => Written::Kept(element.clone()),
                Holds::Words(ops) => {
                    within &= self.run(ops);
                    Written::Words(std::mem::take(&mut self.out))
                }
                Holds::Fact { place, site } => self.lone(place, *site),
            };
            out.push(self.printed(cell, turn, holds));
        }
        within && self.walked(cells.len())
    }

    fn printed(&self, cell: &SheetCell, turn: u32, holds: Written) -> PrintedCell {
        let column = self.columns.image(cell.column, turn);
        PrintedCell { template: cell.column, column, style: cell.style.clone(), holds }
    }

    fn lone(&mut self, place: &Place, site: SiteId) -> Written {
        if let Some(Fact::Picture(picture)) = self.scope.lent(&place.path) {
            let (width, height) = size(picture, place);
            return Written::Picture(Shown { number: self.gallery.keep(picture), width, height });
        }
        if place.filters.is_empty()
            && let Some(fact) = self.scope.find(&place.path)
            && let Fact::Number(number) = fact.as_ref()
        {
            return Written::Number(number.to_string());
        }
        let Some(text) = self.value(place, site) else { return Written::Nothing };
        if !place.filters.contains(&Filter::Number) {
            let mut xml = "<t xml:space=\"preserve\">".to_owned();
            escape(&text.replace('\r', ""), &mut xml);
            xml.push_str("</t>");
            return if text.is_empty() { Written::Nothing } else { Written::Words(xml) };
        }
        match digits(&text) {
            Some(digits) if digits.is_empty() => Written::Nothing,
            Some(digits) => Written::Number(digits),
            None => {
                self.fault(site, no_number(&text));
                Written::Nothing
            }
        }
    }
}

/// `￥189,327.00元` as `189327.00`; nothing stays nothing.
fn digits(text: &str) -> Option<String> {
    let bare: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '￥' | '¥' | '元')).collect();
    let unsigned = bare.strip_prefix('-').unwrap_or(&bare);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let good = |text: &str| !text.is_empty() && text.len() <= 15 && text.bytes().all(|c| c.is_ascii_digit());
    (bare.is_empty() || good(whole) && good(part)).then_some(bare)
}

fn too_wide() -> Said {
    Said::new(
        format!("成列重复后超过一张工作表的{COLUMNS}列；请改用 {{{{#for x in 列表}}}} 逐行重复"),
        format!("the worksheet would have more than {COLUMNS} columns; repeat rows with #for instead"),
    )
}

fn no_number(text: &str) -> Said {
    Said::new(
        format!("“{text}”不是数字；请去掉 |number"),
        format!("“{text}” is no number; leave out |number"),
    )
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn money_as_it_is_printed_becomes_digits() {
        let read = ["189,327.00", "￥1,000元", "-3.5", "", "约3元", "1.2.3", "."].map(digits);
        let expected = [Some("189327.00"), Some("1000"), Some("-3.5"), Some(""), None, None, None];
        assert_eq!(read, expected.map(|text| text.map(str::to_owned)));
    }
}
