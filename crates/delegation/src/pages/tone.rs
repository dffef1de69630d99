//! How a state looks: icon, word and tint, never one of them alone.

use chassis::web::Frame;
use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use kernel::{Money, Severity};

use crate::model::life::Phase;

/// A word of state (状态标签).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chip {
    /// The tint: `is-ok`.
    pub(super) tone: &'static str,
    /// The icon.
    pub(super) icon: &'static str,
    /// The word.
    pub(super) word: String,
}

impl Chip {
    pub(super) fn new((tone, icon): (&'static str, &'static str), word: impl Into<String>) -> Self {
        Self { tone, icon, word: word.into() }
    }

    /// How far a party has got.
    pub(super) fn of_phase(frame: &Frame, phase: Phase) -> Self {
        let look = match phase {
            Phase::Planned => IDLE,
            Phase::Review | Phase::Agreed => GOING,
            Phase::Submitted => ("is-info", "i-stamp"),
            Phase::Approved => DONE,
            Phase::Abroad => ("is-info", "i-plane"),
            Phase::Home => ("is-warn", "i-clock"),
            Phase::Rejected | Phase::Cancelled => ("is-idle", "i-undo"),
            Phase::Closed => ("is-ok", "i-lock"),
        };
        Self::new(look, frame.say(format!("list-phase-{}", phase.code())))
    }
}

/// Not begun.
pub(super) const IDLE: (&str, &str) = ("is-idle", "i-idle");
/// Under way.
pub(super) const GOING: (&str, &str) = ("is-info", "i-half");
/// Done, may go.
pub(super) const DONE: (&str, &str) = ("is-ok", "i-ok");
/// To be mended or explained.
pub(super) const WARN: (&str, &str) = ("is-warn", "i-warn");
/// Cannot go on.
pub(super) const BLOCK: (&str, &str) = ("is-block", "i-block");

/// How a finding of a severity looks.
pub(super) const fn of_severity(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Block => BLOCK,
        Severity::Justify => WARN,
        Severity::Warn => ("is-idle", "i-info"),
    }
}

/// The day of a moment in China: `2026-04-28`.
pub(super) fn day_of(at: Timestamp) -> String {
    TimeZone::fixed(offset(8)).to_datetime(at).date().to_string()
}

/// The same with the time: `2026-04-28 09:30`.
pub(super) fn time_of(at: Timestamp) -> String {
    TimeZone::fixed(offset(8)).to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// `¥146,524.00`; other currencies by their letters.
pub(super) fn money(amount: Money) -> String {
    match amount.currency {
        kernel::Currency::Cny => format!("¥{}", amount.grouped()),
        other => format!("{} {}", other.code(), amount.grouped()),
    }
}
