//! When a stop takes place. The annex says it loosely (`6月`, `7-8月`,
//! `9月、11月`, `待定`), and every way must survive a round trip.

use jiff::civil::Date;

/// The days in which a stop may be held (举办时间): spans in order, each with
/// the text that said so. No span at all means undecided (待定).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// The spans, in order of their first day.
    pub spans: Vec<Span>,
}

/// One span of a window, both days counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How exactly the annex says it.
    pub precision: Precision,
    /// The words that said so: `7-8月`.
    pub text: String,
}

/// How exactly a span is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the third of a month (旬).
    Third,
    /// To the month.
    Month,
}

/// A text that names no window.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("看不懂举办时间“{0}”；可写 6月、7-8月、9月、11月、10月下旬至11月上旬、2026年9月12日至20日或待定")]
pub struct UnreadableWindow(pub String);
