//! A delegation told in the workbook's own columns, so that what is written can
//! be read again without loss.

mod rows;

use jiff::civil::Date;
use kernel::Decimal;

use super::column::{Column, Section, Shape};
use super::sections::{self, NUMBER};
use super::xlsx::{self, Unwritable};
use crate::model::Delegation;

/// A section with its records, each a value per column.
pub(super) struct Filled {
    /// Which section.
    pub(super) section: &'static Section,
    /// Its records, values in the order of the section's columns.
    pub(super) records: Vec<Vec<Value>>,
}

/// What goes into a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    #[default]
    Blank,
    /// Text as it stands.
    Text(String),
    /// A day.
    Day(Date),
    /// A number.
    Number(Decimal),
}

/// A record being written: every value under its column.
pub(super) struct Record {
    section: &'static Section,
    values: Vec<Value>,
}

impl Record {
    pub(super) fn of(section: &'static Section) -> Self {
        Self { section, values: vec![Value::Blank; section.columns.len()] }
    }

    /// Puts a value under a column of the section.
    pub(super) fn put(mut self, column: &Column, value: impl Into<Value>) -> Self {
        let at = self.section.columns.iter().position(|known| known.header == column.header);
        if let Some(slot) = at.and_then(|at| self.values.get_mut(at)) {
            *slot = value.into();
        }
        self
    }

    pub(super) fn numbered(self, index: usize) -> Self {
        self.put(&NUMBER, Decimal::from(index + 1))
    }

    pub(super) fn done(self) -> Vec<Value> {
        self.values
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::from(if yes { "是" } else { "否" })
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}

impl Value {
    /// The value as comma-separated text has it.
    fn plain(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.normalize().to_string(),
        }
    }
}

/// The workbook of a delegation.
///
/// # Errors
/// A text too long for a cell (32,767 signs).
pub fn write(delegation: &Delegation) -> Result<Vec<u8>, Unwritable> {
    xlsx::workbook(&rows::of(delegation), &delegation.name)
}

/// A member as texts under the roster's columns, without the number of the row.
pub(super) fn member_texts(member: &crate::model::Member) -> Vec<String> {
    let texts = rows::roster_row(member);
    texts.iter().skip(1).map(Value::plain).collect()
}

/// The same sheets as comma-separated texts, each with its name.
pub fn sheets(delegation: &Delegation) -> Vec<(&'static str, String)> {
    let filled = rows::of(delegation);
    let mut names: Vec<&'static str> = sections::ALL.iter().map(|section| section.sheet).collect();
    names.dedup();
    names
        .into_iter()
        .map(|name| (name, sheet(filled.iter().filter(|filled| filled.section.sheet == name))))
        .collect()
}

fn sheet<'a>(filled: impl Iterator<Item = &'a Filled>) -> String {
    let mut lines = Vec::new();
    for Filled { section, records } in filled {
        let headers = section.columns.iter().map(|column| column.header.to_owned());
        match section.shape {
            Shape::Form => {
                let record = records.iter().flatten().map(Value::plain);
                lines.extend(headers.zip(record).map(|(header, value)| vec![header, value]));
            }
            Shape::Table => {
                if section.title != section.sheet {
                    lines.push(vec![section.title.to_owned()]);
                }
                lines.push(headers.collect());
                lines.extend(records.iter().map(|record| record.iter().map(Value::plain).collect()));
            }
        }
    }
    lines
        .iter()
        .map(|line| line.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(",") + "\n")
        .collect()
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
