//! How long somebody has after a day (期限): so many days of the calendar, or so many
//! working days. Instruments say either, so the unit stands with the figure.

use std::fmt;

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Workdays, codes};

codes! {
    /// What days a term is counted in (计算单位).
    pub enum Unit {
        /// Every day of the calendar counts.
        Day = "days" "天" "days",
        /// Days on which offices work.
        Workday = "workdays" "个工作日" "working days",
    }
}

/// So many days of one kind (期限).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// How many.
    pub days: i64,
    /// Of which kind.
    pub unit: Unit,
}

impl Term {
    /// The last day of the term that begins the day after this one.
    pub fn after(self, day: Date, workdays: &Workdays) -> Date {
        match self.unit {
            Unit::Day => day.saturating_add(self.days.days()),
            Unit::Workday => workdays.add(day, self.days),
        }
    }

    /// A term as a file writes it: `"15 workdays"`, `"15个工作日"`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let split = text.find(|sign: char| !sign.is_ascii_digit())?;
        let (days, unit) = text.split_at_checked(split)?;
        let unit = unit.trim();
        let named = |it: &&Unit| it.code() == unit || it.words().zh == unit;
        let days = days.parse().ok().filter(|days| (0..=1000).contains(days))?;
        Some(Self { days, unit: *Unit::ALL.iter().find(named)? })
    }
}

/// As people say it: `15个工作日`.
impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.days, self.unit.words().zh)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_term_is_counted_in_its_own_days() {
        let workdays = Workdays::default();
        let friday = date(2026, 6, 5);
        let after = |text: &str| Term::read(text).unwrap().after(friday, &workdays);
        assert_eq!(after("5 days"), date(2026, 6, 10));
        assert_eq!(after("5 workdays"), date(2026, 6, 12));
        assert_eq!(after("5个工作日"), date(2026, 6, 12));
        assert_eq!(after("1个工作日"), date(2026, 6, 8));
    }

    #[test]
    fn what_names_no_unit_is_no_term() {
        for text in ["", "5", "workdays", "5 weeks", "-5 days", "99999999999999999999 days", "五天"] {
            assert_eq!(Term::read(text), None, "{text}");
        }
    }
}
