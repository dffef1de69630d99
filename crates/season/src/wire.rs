//! The reading as JSON: what `season read --json` prints, and what every imported
//! version keeps beside its text. `docs/reading.md` tells the fields.

mod out;

use serde::{Deserialize, Serialize};

pub use out::reading;

/// An annex that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Year and name.
    pub season: Head,
    /// The file's name.
    pub file: String,
    /// `docx`, `xlsx`, `csv`, `text` or `pdf`.
    pub format: String,
    /// The rows.
    pub stops: Vec<Stop>,
    /// 出访任务
    pub tasks: Vec<Item>,
    /// 出访必要性
    pub goals: Vec<Item>,
    /// What was not understood, with its place and a remedy.
    pub unread: Vec<Unread>,
    /// What was kept as text.
    pub kept: Vec<Source>,
    /// What was concluded and not read.
    pub notes: Vec<Note>,
    /// Where name, tasks, goals and headings stand.
    pub sources: Sources,
}

/// Year and name of the season.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The year.
    pub year: i16,
    /// The annex's heading.
    pub name: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// 序号
    pub number: u32,
    /// What people call the stop.
    pub region: String,
    /// The cell 国家/地区 as written.
    pub site: String,
    /// The countries, in order.
    pub countries: Vec<Country>,
    /// Whether the countries follow from the city only.
    pub inferred: bool,
    /// Names no list knows.
    pub unknown: Vec<String>,
    /// `all`, `either` or `open`.
    pub choice: String,
    /// The city, several joined by `、`; null if undecided.
    pub city: Option<String>,
    /// The same as a list.
    pub cities: Vec<String>,
    /// When; empty if undecided.
    pub windows: Vec<Span>,
    /// The most days said; null if undecided.
    pub stay_days: Option<i64>,
    /// The same in full.
    pub stay: Option<Stay>,
    /// 活动主题
    pub themes: Vec<String>,
    /// 名称
    pub title: String,
    /// Where all this stands.
    pub source: StopSource,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// The Chinese short name.
    pub name: String,
}

/// A span of days, both counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub to: String,
    /// `day`, `third` or `month`.
    pub precision: String,
    /// The words that said so.
    pub text: String,
}

/// How long a party stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stay {
    /// The fewest days said.
    pub low: i64,
    /// The most days said.
    pub high: i64,
    /// Said loosely (约).
    pub about: bool,
    /// The words that said so.
    pub text: String,
}

/// A task or a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number.
    pub number: u32,
    /// Its heading.
    pub title: String,
    /// Its text.
    pub text: String,
}

/// Words of the file and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The text as written.
    pub text: String,
    /// The places, in reading order.
    pub places: Vec<Place>,
}

/// A place, in words and in figures counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// In words: `表1第2行第3列`.
    pub words: String,
    /// Which paragraph outside tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Which table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Which row of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Which column of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Which worksheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Which cell of it: `C7`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Which page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Which line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// Where the values of a stop stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopSource {
    /// The file's name.
    pub file: String,
    /// 序号
    pub number: Source,
    /// 国家/地区
    pub site: Source,
    /// 城市
    pub city: Source,
    /// 时间
    pub windows: Source,
    /// 停留天数
    pub stay_days: Source,
    /// 活动主题
    pub themes: Source,
    /// 名称
    pub title: Source,
    /// Cells of further columns.
    pub others: Vec<Other>,
}

/// A cell of a column Jinqiao has no use for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Other {
    /// Its header.
    pub header: String,
    /// The cell.
    pub source: Source,
}

/// A text that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unread {
    /// The text as written.
    pub text: String,
    /// Where it stands, in words.
    pub place: String,
    /// Why, and what to write instead.
    pub why: String,
    /// The same in English.
    pub why_en: String,
    /// The places.
    pub places: Vec<Place>,
}

/// Something concluded, for a person to confirm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The sentence.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// Where it comes from, in words.
    pub place: Option<String>,
}

/// Where the general parts stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// The heading of the annex.
    pub name: Vec<Source>,
    /// Each task.
    pub tasks: Vec<Source>,
    /// Each goal.
    pub goals: Vec<Source>,
    /// Header cells and headings.
    pub headings: Vec<Source>,
}

impl Reading {
    /// The same where no file stands behind it: no words have a place.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.file.clear();
        self.kept.clear();
        self.sources = Sources::default();
        for note in &mut self.notes {
            note.place = None;
        }
        for stop in &mut self.stops {
            let StopSource { number, site, city, windows, stay_days, themes, title, .. } = &mut stop.source;
            for source in [number, site, city, windows, stay_days, themes, title] {
                source.places.clear();
            }
        }
        self
    }
}
