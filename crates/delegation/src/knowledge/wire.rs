//! The knowledge files as they are written, entry by entry. Unknown keys are
//! refused, so that a misspelt one is not silently lost; texts that are read
//! further know where they stand.

use serde::Deserialize;
use toml::Spanned;

/// A text that is read further.
pub(super) type Text = Spanned<String>;
/// A number that must lie within bounds.
pub(super) type Count = Spanned<i64>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecheckEntry {
    pub(super) days: Count,
    #[serde(rename = "basis")]
    pub(super) _basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExitLetterEntry {
    pub(super) name: String,
    #[serde(rename = "evidence")]
    pub(super) _evidence: String,
    #[serde(rename = "confidence")]
    pub(super) _confidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VisaEntry {
    pub(super) country: Text,
    pub(super) document: Text,
    pub(super) need: Text,
    pub(super) days: Option<Count>,
    pub(super) conditions: String,
    pub(super) evidence: String,
    pub(super) checked_on: Text,
    pub(super) known_start: Option<Text>,
    pub(super) known_end: Option<Text>,
    pub(super) confidence: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryEntry {
    pub(super) country: Text,
    pub(super) name: String,
    pub(super) conditions: String,
    pub(super) evidence: String,
    pub(super) confidence: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdvisoryEntry {
    pub(super) country: Text,
    pub(super) level: Text,
    pub(super) says_zh: String,
    pub(super) says_en: String,
    pub(super) from: Text,
    pub(super) checked_on: Text,
    pub(super) evidence: String,
    #[serde(rename = "confidence")]
    pub(super) _confidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskEntries {
    pub(super) exempt: Option<AskEntry>,
    pub(super) visa: Option<AskEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskEntry {
    pub(super) days: Count,
    pub(super) basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepEntry {
    pub(super) code: Text,
    pub(super) name_zh: String,
    pub(super) name_en: String,
    pub(super) who: String,
    pub(super) low: Count,
    pub(super) high: Count,
    #[serde(default)]
    pub(super) visa_only: bool,
    pub(super) basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YearEntry {
    pub(super) year: i16,
    pub(super) notice: String,
    #[serde(rename = "issued")]
    pub(super) _issued: String,
    pub(super) off: Vec<RangeEntry>,
    pub(super) worked: Vec<DayEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RangeEntry {
    pub(super) name: String,
    pub(super) from: Text,
    pub(super) to: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayEntry {
    pub(super) name: String,
    pub(super) on: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostBasis {
    pub(super) vacation: Option<String>,
    pub(super) holiday: Option<String>,
    pub(super) ramadan: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostRange {
    pub(super) country: Text,
    pub(super) name: String,
    pub(super) from: Text,
    pub(super) to: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostDay {
    pub(super) country: Text,
    pub(super) name: String,
    pub(super) on: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThresholdEntry {
    pub(super) yuan: Text,
    pub(super) basis: String,
    pub(super) confidence: Text,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartEntry {
    pub(super) value: Text,
    pub(super) basis: String,
    pub(super) confidence: Text,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChainEntry {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) basis: String,
    #[serde(default)]
    pub(super) schools: Vec<String>,
    #[serde(default)]
    pub(super) provinces: Vec<String>,
    #[serde(default)]
    pub(super) academic: bool,
    pub(super) change: Vec<String>,
    #[serde(default)]
    pub(super) authorities: Vec<String>,
    pub(super) before_publicity: Option<Text>,
    pub(super) link: Vec<LinkEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeatEntry {
    pub(super) office: Text,
    pub(super) role: Text,
    #[serde(default)]
    pub(super) on_paper: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkEntry {
    pub(super) code: Text,
    pub(super) name: String,
    pub(super) kind: Text,
    pub(super) offices: Spanned<Vec<String>>,
    pub(super) needs: Text,
    pub(super) within: u32,
}
