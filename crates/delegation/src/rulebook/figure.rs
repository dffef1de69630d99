//! A figure of the rulebook: its value and everything that makes it believable.

use jiff::civil::Date;
use kernel::codes;

codes! {
    /// How sure the rulebook is of a figure (可信程度).
    pub enum Confidence {
        /// Two independent institutions or an official page say it.
        High = "high" "高" "high",
        /// One page, or several pages of one institution.
        Medium = "medium" "中" "medium",
        /// Indirect evidence.
        Low = "low" "低" "low",
        /// Office practice without a text behind it.
        Practice = "practice" "惯例" "practice",
    }
}

/// A dated figure with its source (数值及依据).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure<T> {
    /// The figure itself, in the unit its key names.
    pub value: T,
    /// The instrument it comes from, 文号 first.
    pub basis: String,
    /// First day it holds; `None` = always held.
    pub from: Option<Date>,
    /// Last day it holds; `None` = still holds.
    pub to: Option<Date>,
    /// How sure the rulebook is of it.
    pub confidence: Confidence,
    /// What a reader should know besides; may be empty.
    pub note: String,
    /// The layer that gave it: `全国`, `四川`, a college's name.
    pub layer: String,
}

impl<T> Figure<T> {
    /// Whether the figure holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The same figure with its value read another way.
    pub(super) fn with<U>(&self, value: U) -> Figure<U> {
        Figure {
            value,
            basis: self.basis.clone(),
            from: self.from,
            to: self.to,
            confidence: self.confidence,
            note: self.note.clone(),
            layer: self.layer.clone(),
        }
    }
}
