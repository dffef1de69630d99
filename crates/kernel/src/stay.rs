//! Days abroad, counted as the regulations count them.

use jiff::civil::Date;

/// Days abroad (在外停留): from the exit stamp to the entry stamp at the Chinese
/// border, both days counted (R09).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stay {
    exit: Date,
    entry: Date,
}

/// A stay that would end before it begins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("入境日 {entry} 早于出境日 {exit}")]
pub struct UnreadableStay {
    /// The day of the exit stamp.
    pub exit: Date,
    /// The day of the entry stamp.
    pub entry: Date,
}

impl Stay {
    /// The stay between two border stamps.
    pub fn between(exit: Date, entry: Date) -> Result<Self, UnreadableStay> {
        if entry < exit { Err(UnreadableStay { exit, entry }) } else { Ok(Self { exit, entry }) }
    }

    /// The day of the exit stamp (出境日).
    pub const fn exit(self) -> Date {
        self.exit
    }

    /// The day of the entry stamp (入境日).
    pub const fn entry(self) -> Date {
        self.entry
    }

    /// Days abroad, both border days counted.
    pub fn days(self) -> i64 {
        i64::from((self.entry - self.exit).get_days()) + 1
    }

    /// Every day of the stay, in order.
    pub fn each_day(self) -> impl Iterator<Item = Date> {
        self.exit.series(jiff::Span::new().days(1)).take_while(move |day| *day <= self.entry)
    }

    /// Whether a day lies within the stay.
    pub fn covers(self, day: Date) -> bool {
        self.exit <= day && day <= self.entry
    }

    /// Whether two stays share a day.
    pub fn meets(self, other: Self) -> bool {
        self.exit <= other.entry && other.exit <= self.entry
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn both_border_days_count() {
        let stay = Stay::between(date(2026, 9, 12), date(2026, 9, 20)).unwrap();
        assert_eq!(stay.days(), 9);
        assert_eq!(stay.each_day().count(), 9);
    }

    #[test]
    fn a_month_end_is_crossed_whole() {
        let stay = Stay::between(date(2026, 8, 29), date(2026, 9, 5)).unwrap();
        assert_eq!(stay.days(), 8);
    }

    #[test]
    fn a_stay_cannot_end_before_it_begins() {
        let (exit, entry) = (date(2026, 9, 20), date(2026, 9, 12));
        assert_eq!(Stay::between(exit, entry), Err(UnreadableStay { exit, entry }));
    }
}
