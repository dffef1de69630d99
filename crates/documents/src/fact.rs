//! Facts: the one tree of values that every paper of a package is printed from.
//!
//! The Word template, the Typst source and the workbook read the same tree, so
//! two papers of one package cannot disagree. Leaves are texts that are ready
//! to be printed; numbers exist for conditions and for the workbook's formulae.

use std::collections::BTreeMap;

use crate::picture::Picture;

/// A value a paper may say (事实).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Words, ready to be printed. The empty text means "nothing".
    Text(String),
    /// A whole number: persons, days, or money in minor units.
    Number(i64),
    /// Yes or no, for conditions.
    Yes(bool),
    /// A picture; its bytes come with the facts.
    Picture(Picture),
    /// Things in order.
    List(Vec<Fact>),
    /// Things by name.
    Record(BTreeMap<String, Fact>),
}

impl Fact {
    /// The empty text.
    pub fn nothing() -> Self {
        Self::Text(String::new())
    }

    /// The fact at a path such as `stop.title` or `members.0.name`.
    /// `None` if there is no such fact.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |fact, step| match fact {
            Self::Record(fields) => fields.get(step),
            Self::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// This record with one more field; a path such as `paper.head` goes into
    /// the records on the way, making those that are missing. A fact that is
    /// no record becomes one.
    #[must_use]
    pub fn with(mut self, path: &str, value: impl Into<Self>) -> Self {
        self.put(path, value.into());
        self
    }

    fn put(&mut self, path: &str, value: Self) {
        if !matches!(self, Self::Record(_)) {
            *self = Self::Record(BTreeMap::new());
        }
        let Self::Record(fields) = self else { return };
        match path.split_once('.') {
            Some((first, rest)) => {
                fields
                    .entry(first.to_owned())
                    .or_insert_with(|| Self::Record(BTreeMap::new()))
                    .put(rest, value);
            }
            None => {
                fields.insert(path.to_owned(), value);
            }
        }
    }

    /// The words of a text; `None` for every other kind.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number, also when it is written as a text (`"6"`).
    pub fn as_number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// The items of a list; `None` for every other kind.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The fields of a record; `None` for every other kind.
    pub fn as_record(&self) -> Option<&BTreeMap<String, Self>> {
        match self {
            Self::Record(fields) => Some(fields),
            _ => None,
        }
    }

    /// Whether there is something to say: a text that is not empty, a number
    /// that is not zero, a yes, a list with items, any record.
    pub fn is_something(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => *number != 0,
            Self::Yes(yes) => *yes,
            Self::List(items) => !items.is_empty(),
            Self::Record(_) | Self::Picture(_) => true,
        }
    }

    /// What facts of this kind look like: of every list one item, which has
    /// all that any of its items has. A template is checked against this.
    #[must_use]
    pub fn shape(&self) -> Self {
        match self {
            Self::Record(fields) => {
                Self::Record(fields.iter().map(|(name, fact)| (name.clone(), fact.shape())).collect())
            }
            Self::List(items) => {
                Self::List(items.iter().map(Self::shape).reduce(Self::joined).into_iter().collect())
            }
            leaf => leaf.clone(),
        }
    }

    /// Two shapes in one; of two leaves the first stays.
    fn joined(self, other: Self) -> Self {
        match (self, other) {
            (Self::Record(mut fields), Self::Record(more)) => {
                for (name, fact) in more {
                    let fact = match fields.remove(&name) {
                        Some(own) => own.joined(fact),
                        None => fact,
                    };
                    fields.insert(name, fact);
                }
                Self::Record(fields)
            }
            (Self::List(items), Self::List(more)) => {
                Self::List(items.into_iter().chain(more).reduce(Self::joined).into_iter().collect())
            }
            (own, _) => own,
        }
    }

    /// What stands on paper: the text, the digits, 是 or 否. A list or a
    /// record cannot be printed as it is.
    pub fn printed(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Yes(yes) => Some(if *yes { "是" } else { "否" }.to_owned()),
            Self::Picture(_) | Self::List(_) | Self::Record(_) => None,
        }
    }

    /// What kind of thing this is, for messages: 文字, 数字, 是否, 图片, 列表 or 记录.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "文字",
            Self::Number(_) => "数字",
            Self::Yes(_) => "是否",
            Self::Picture(_) => "图片",
            Self::List(_) => "列表",
            Self::Record(_) => "记录",
        }
    }
}

impl From<Picture> for Fact {
    fn from(picture: Picture) -> Self {
        Self::Picture(picture)
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Fact {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Fact {
    fn from(yes: bool) -> Self {
        Self::Yes(yes)
    }
}

macro_rules! from_numbers {
    ($($kind:ty)*) => {$(
        impl From<$kind> for Fact {
            fn from(number: $kind) -> Self {
                Self::Number(i64::from(number))
            }
        }
    )*};
}

from_numbers!(i8 i16 i32 i64 u8 u16 u32);

impl From<usize> for Fact {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<T: Into<Fact>> From<Option<T>> for Fact {
    /// An absent thing is the empty text.
    fn from(value: Option<T>) -> Self {
        value.map_or_else(Self::nothing, Into::into)
    }
}

impl<T: Into<Fact>> From<Vec<T>> for Fact {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl From<BTreeMap<String, Fact>> for Fact {
    fn from(fields: BTreeMap<String, Fact>) -> Self {
        Self::Record(fields)
    }
}

impl<T: Into<Fact>> FromIterator<T> for Fact {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl From<serde_json::Value> for Fact {
    /// A specimen file is JSON. `null` is nothing; a fraction, which no paper
    /// says as a number, becomes its digits.
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::nothing(),
            Value::Bool(yes) => Self::Yes(yes),
            Value::Number(number) => {
                number.as_i64().map_or_else(|| Self::Text(number.to_string()), Self::Number)
            }
            Value::String(text) => Self::Text(text),
            Value::Array(items) => items.into_iter().collect(),
            Value::Object(fields) => {
                Self::Record(fields.into_iter().map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}

/// A record of facts: `record! { name: "林一帆", days: 9, rows: vec![…] }`.
/// Every value is anything that can become a [`Fact`].
#[macro_export]
macro_rules! record {
    ($($name:ident : $value:expr),* $(,)?) => {
        $crate::Fact::Record(::std::collections::BTreeMap::from([
            $((::std::string::String::from(::std::stringify!($name)), $crate::Fact::from($value)),)*
        ]))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trip() -> Fact {
        record! {
            title: "巴西技术创新赛",
            days: 9_u32,
            far: true,
            members: vec![record! { name: "林一帆" }, record! { name: "许五洲" }],
            note: None::<String>,
        }
    }

    #[test]
    fn a_path_leads_through_records_and_lists() {
        assert_eq!(trip().at("members.1.name"), Some(&Fact::from("许五洲")));
        assert_eq!(trip().at("members.2.name"), None);
        assert_eq!(trip().at("title.name"), None);
    }

    #[test]
    fn a_field_can_be_added_deep_in_a_record() {
        let trip = trip().with("paper.head", "none");
        assert_eq!(trip.at("paper.head"), Some(&Fact::from("none")));
        assert_eq!(trip.at("days"), Some(&Fact::Number(9)));
    }

    #[test]
    fn nothing_is_the_empty_text() {
        assert_eq!(trip().at("note"), Some(&Fact::nothing()));
        assert!(!Fact::nothing().is_something());
    }

    #[test]
    fn json_reads_as_the_same_facts() {
        let json = serde_json::json!({
            "title": "巴西技术创新赛", "days": 9, "far": true, "note": null,
            "members": [{"name": "林一帆"}, {"name": "许五洲"}],
        });
        assert_eq!(Fact::from(json), trip());
    }
}
