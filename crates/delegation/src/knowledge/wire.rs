//! The knowledge files as they are written. Unknown keys are refused, so that a
//! misspelt one is not silently lost.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PerDiemRow {
    pub(super) iso2: String,
    #[serde(rename = "country_zh")]
    pub(super) _country_zh: String,
    #[serde(rename = "country_en")]
    pub(super) _country_en: String,
    pub(super) city: String,
    pub(super) currency: String,
    pub(super) lodging: String,
    pub(super) meals: String,
    pub(super) misc: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) source: String,
    pub(super) confidence: String,
    pub(super) note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VisaFile {
    pub(super) recheck: RecheckEntry,
    pub(super) exit_letter: ExitLetterEntry,
    #[serde(default)]
    pub(super) visa: Vec<VisaEntry>,
    #[serde(default)]
    pub(super) entry: Vec<EntryEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecheckEntry {
    pub(super) days: i64,
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
    pub(super) country: String,
    pub(super) document: String,
    pub(super) need: String,
    pub(super) days: Option<i64>,
    pub(super) conditions: String,
    pub(super) evidence: String,
    pub(super) checked_on: String,
    pub(super) known_start: Option<String>,
    pub(super) known_end: Option<String>,
    pub(super) confidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryEntry {
    pub(super) country: String,
    pub(super) name: String,
    pub(super) conditions: String,
    pub(super) evidence: String,
    pub(super) confidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdvisoryFile {
    #[serde(default)]
    pub(super) advisory: Vec<AdvisoryEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdvisoryEntry {
    pub(super) country: String,
    pub(super) level: String,
    pub(super) says_zh: String,
    pub(super) says_en: String,
    pub(super) from: String,
    pub(super) checked_on: String,
    pub(super) evidence: String,
    #[serde(rename = "confidence")]
    pub(super) _confidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeadTimeFile {
    pub(super) ask: AskEntries,
    pub(super) step: Vec<StepEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskEntries {
    pub(super) exempt: AskEntry,
    pub(super) visa: AskEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskEntry {
    pub(super) days: i64,
    pub(super) basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepEntry {
    pub(super) code: String,
    pub(super) name_zh: String,
    pub(super) name_en: String,
    pub(super) who: String,
    pub(super) low: i64,
    pub(super) high: i64,
    #[serde(default)]
    pub(super) visa_only: bool,
    pub(super) basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HolidayFile {
    pub(super) year: Vec<YearEntry>,
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
    pub(super) from: String,
    pub(super) to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayEntry {
    pub(super) name: String,
    pub(super) on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostFile {
    pub(super) basis: HostBasis,
    #[serde(default)]
    pub(super) vacation: Vec<HostRange>,
    #[serde(default)]
    pub(super) holiday: Vec<HostDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostBasis {
    pub(super) vacation: String,
    pub(super) holiday: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostRange {
    pub(super) country: String,
    pub(super) name: String,
    pub(super) from: String,
    pub(super) to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostDay {
    pub(super) country: String,
    pub(super) name: String,
    pub(super) on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoneyFile {
    pub(super) misc_with_host_transport: PartEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartEntry {
    pub(super) value: String,
    pub(super) basis: String,
    pub(super) confidence: String,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChainFile {
    pub(super) chain: Vec<ChainEntry>,
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
    pub(super) link: Vec<LinkEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkEntry {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) offices: Vec<String>,
    pub(super) needs: String,
    pub(super) within: u32,
}
