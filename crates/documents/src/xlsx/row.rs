//! A row of a worksheet: as the template has it, and as it is written.

use kernel::Said;

use crate::Fact;
use crate::office::fill::Filler;
use crate::office::op::{Op, SiteId};
use crate::office::tree::{Element, escape};
use crate::place::{Filter, Place};

/// A worksheet ends here.
pub(crate) const LAST: u32 = 1_048_576;

/// A row of the template.
#[derive(Debug, Clone)]
pub(crate) struct SheetRow {
    pub(crate) number: u32,
    /// Height, style and the like, without the number.
    pub(crate) attributes: String,
    pub(crate) cells: Vec<SheetCell>,
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
    Nothing,
}

impl<'a> Filler<'a> {
    /// Writes a row to the list of rows.
    pub(crate) fn sheet_row(&mut self, row: &'a SheetRow) -> bool {
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut within = true;
        for cell in &row.cells {
            let holds = match &cell.holds {
                Holds::Kept(element) => Written::Kept(element.clone()),
                Holds::Words(ops) => {
                    within &= self.run(ops);
                    Written::Words(std::mem::take(&mut self.out))
                }
                Holds::Fact { place, site } => self.lone(place, *site),
            };
            cells.push(PrintedCell { column: cell.column, style: cell.style.clone(), holds });
        }
        let attributes = row.attributes.clone();
        self.rows.push(Printed { template: row.number, number: 0, attributes, cells });
        within && self.rows.len() < LAST as usize
    }

    fn lone(&mut self, place: &Place, site: SiteId) -> Written {
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
