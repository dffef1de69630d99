//! Reads `per_diem.csv`. A fault names its line and its column.

use csv::StringRecord;
use jiff::civil::Date;
use kernel::{Currency, Money, Said, Words};

use super::PerDiem;
use crate::rulebook::Confidence;
use crate::rulebook::fault::RulebookFault;

const COLUMNS: [&str; 13] = [
    "iso2",
    "country_zh",
    "country_en",
    "city",
    "currency",
    "lodging",
    "meals",
    "misc",
    "from",
    "to",
    "source",
    "confidence",
    "note",
];

/// Every row of a table of rates, or every fault.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<PerDiem>, Vec<RulebookFault>> {
    let mut faults = Vec::new();
    let mut fault = |line: u64, column: &str, says: Said| {
        let line = usize::try_from(line).ok();
        faults.push(RulebookFault { file: file.to_owned(), line, key: column.to_owned(), says });
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().into_iter().flatten().map(str::to_owned).collect();
    if head != COLUMNS {
        let columns = COLUMNS.join(",");
        fault(
            1,
            "",
            Said::new(format!("第一行应是 {columns}"), format!("the first line should be {columns}")),
        );
        return Err(faults);
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                fault(
                    line,
                    "",
                    Said::new(format!("读不懂这一行（{error}）"), format!("cannot be read ({error})")),
                );
                continue;
            }
        };
        let line = record.position().map_or(1, csv::Position::line);
        if record.len() != COLUMNS.len() {
            let (found, wanted) = (record.len(), COLUMNS.len());
            let says = Said::new(
                format!("有{found}格，应有{wanted}格；格里有逗号的要加引号"),
                format!("has {found} cells instead of {wanted}; a cell with a comma needs quotes"),
            );
            fault(line, "", says);
            continue;
        }
        match row(&record) {
            Ok(row) => rows.push(row),
            Err(wrong) => wrong.into_iter().for_each(|(column, says)| fault(line, column, says)),
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// What is wrong in a cell, by its column.
type Wrong = (&'static str, Said);

/// A row being read: its cells, and what was wrong so far.
struct Row<'a> {
    record: &'a StringRecord,
    wrong: Vec<Wrong>,
}

impl<'a> Row<'a> {
    fn cell(&self, column: &str) -> &'a str {
        let at = COLUMNS.iter().position(|known| *known == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default().trim()
    }

    fn read<T>(&mut self, column: &'static str, says: Words, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.cell(column);
        let value = read(text);
        if value.is_none() {
            self.wrong.push((column, says.fill(&[("text", Said::plain(text))])));
        }
        value
    }

    fn amount(&mut self, column: &'static str, currency: Currency) -> Option<Money> {
        const SAYS: Words = Words {
            zh: "“{text}”不是金额；写数字，不带单位和逗号",
            en: "“{text}” is no amount; write digits without unit or comma",
        };
        self.read(column, SAYS, |text| Money::parse(text, currency).ok().filter(|amount| amount.minor >= 0))
    }

    /// A day, if the cell holds anything.
    fn day(&mut self, column: &'static str) -> Option<Date> {
        const SAYS: Words = Words {
            zh: "“{text}”不是日期；写成 2026-09-14 的样子，或留空",
            en: "“{text}” is no date; write it like 2026-09-14 or leave it empty",
        };
        if self.cell(column).is_empty() {
            return None;
        }
        self.read(column, SAYS, |text| text.parse().ok())
    }

    fn confidence(&mut self) -> Option<Confidence> {
        const SAYS: Words = Words {
            zh: "“{text}”不是可信程度；只可写 high、medium、low、practice",
            en: "“{text}” is no confidence; it may be high, medium, low or practice",
        };
        self.read("confidence", SAYS, |text| text.parse().ok())
    }

    /// The three amounts; without a currency none can be read, and the currency
    /// is the fault.
    fn amounts(&mut self) -> Option<[Money; 3]> {
        const SAYS: Words = Words {
            zh: "“{text}”不是币种代码；写三个字母，如 USD",
            en: "“{text}” is no currency's code; write three letters, like USD",
        };
        let currency = self.read("currency", SAYS, |text| text.parse().ok())?;
        let (lodging, meals, misc) =
            (self.amount("lodging", currency), self.amount("meals", currency), self.amount("misc", currency));
        Some([lodging?, meals?, misc?])
    }
}

fn row(record: &StringRecord) -> Result<PerDiem, Vec<Wrong>> {
    const COUNTRY: Words = Words {
        zh: "“{text}”不是国家或地区代码；写两个字母，如 BR",
        en: "“{text}” is no country's code; write two letters, like BR",
    };
    const SOURCE: Words = Words {
        zh: "缺少依据；请写文件名称和文号",
        en: "no source is given; write the instrument",
    };
    let mut row = Row { record, wrong: Vec::new() };
    let country = row.read("iso2", COUNTRY, |text| text.parse().ok());
    let amounts = row.amounts();
    let (from, to) = (row.day("from"), row.day("to"));
    let basis = row.read("source", SOURCE, |text| Some(text.to_owned()).filter(|text| !text.is_empty()));
    let confidence = row.confidence();
    let cities = row.cell("city").split('、').map(str::trim).filter(|city| !city.is_empty());
    match (country, amounts, confidence, basis) {
        (Some(country), Some([lodging, meals, misc]), Some(confidence), Some(basis))
            if row.wrong.is_empty() =>
        {
            let cities = cities.map(str::to_owned).collect();
            let note = row.cell("note").to_owned();
            Ok(PerDiem { country, cities, lodging, meals, misc, from, to, basis, confidence, note })
        }
        _ => Err(row.wrong),
    }
}
