//! The year as an axis from left to right: where windows, trips, preparations and
//! latest starts stand on it, in percent, so that a page draws them without
//! reckoning. What lies outside the year is cut at its ends.

use std::fmt;

use jiff::civil::{Date, date};
use kernel::Stay;

use super::Outlook;

/// The whole year, in hundredths of a percent.
const WHOLE: i32 = 10_000;

/// A place or a length on the axis (位置), printed as a drawing takes it: `24.66%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(i32);

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

/// A run of days on the axis (一段).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Where its first day begins.
    pub from: Mark,
    /// Where its last day ends.
    pub to: Mark,
    /// From one to the other.
    pub width: Mark,
}

/// A latest start on the axis (最迟启动).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dot {
    /// Where it stands.
    pub at: Mark,
    /// Whether the day has passed.
    pub is_late: bool,
}

/// A trip with fixed days on the axis (已定日期).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trip {
    /// Its days.
    pub bar: Bar,
    /// Whether it is over.
    pub is_over: bool,
}

/// What one stop's line of the axis shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The day of the board, if it lies in the year.
    pub today: Option<Mark>,
    /// The annex's windows.
    pub windows: Vec<Bar>,
    /// From each latest start to its window.
    pub preparations: Vec<Bar>,
    /// The latest starts that lie in the year.
    pub starts: Vec<Dot>,
    /// Trips whose days are fixed.
    pub trips: Vec<Trip>,
}

/// A season's year as an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    year: i16,
    today: Date,
}

impl Axis {
    /// The axis of a year, seen on a day.
    pub const fn of(year: i16, today: Date) -> Self {
        Self { year, today }
    }

    /// The line of a stop, and of the trips to it.
    pub fn lane(self, stop: &Outlook, trips: &[Stay]) -> Lane {
        let trip = |stay: &Stay| {
            let bar = self.bar(stay.exit(), stay.entry())?;
            Some(Trip { bar, is_over: stay.entry() < self.today })
        };
        let starts = stop.starts.iter();
        let preparation = |start: &super::Start| {
            let until = start.span.from.yesterday().unwrap_or(start.span.from);
            self.bar(start.plan.latest_start, until)
        };
        let dot = |start: &super::Start| {
            let day = start.plan.latest_start;
            Some(Dot { at: self.begins(day)?, is_late: day < self.today })
        };
        Lane {
            today: self.begins(self.today),
            windows: stop.window.spans.iter().filter_map(|span| self.bar(span.from, span.to)).collect(),
            preparations: starts.clone().filter_map(preparation).collect(),
            starts: starts.filter_map(dot).collect(),
            trips: trips.iter().filter_map(trip).collect(),
        }
    }

    /// The part of a run of days that lies in the year.
    fn bar(self, from: Date, to: Date) -> Option<Bar> {
        let (first, last) = (date(self.year, 1, 1), date(self.year, 12, 31));
        if to < first || last < from || to < from {
            return None;
        }
        let (from, to) = (self.place(from.max(first), 0), self.place(to.min(last), 1));
        Some(Bar { from, to, width: Mark(to.0 - from.0) })
    }

    /// Where a day of the year begins.
    fn begins(self, day: Date) -> Option<Mark> {
        (day.year() == self.year).then(|| self.place(day, 0))
    }

    /// Where a day of the year begins, or some days later, rounded half up.
    fn place(self, day: Date, later: i32) -> Mark {
        let days = i32::from(date(self.year, 1, 1).days_in_year());
        let gone = i32::from(day.day_of_year()) - 1 + later;
        Mark((gone * WHOLE + days / 2) / days)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn bar(from: Date, to: Date) -> String {
        let bar = Axis::of(2026, date(2026, 4, 28)).bar(from, to);
        bar.map_or("-".to_owned(), |bar| format!("{} {} {}", bar.from, bar.width, bar.to))
    }

    #[test]
    fn days_stand_where_the_year_puts_them() {
        assert_eq!(bar(date(2026, 1, 1), date(2026, 12, 31)), "0.00% 100.00% 100.00%");
        assert_eq!(bar(date(2026, 4, 1), date(2026, 5, 31)), "24.66% 16.71% 41.37%");
        assert_eq!(bar(date(2026, 6, 22), date(2026, 6, 22)), "47.12% 0.28% 47.40%");
    }

    #[test]
    fn what_lies_outside_the_year_is_cut_or_left_out() {
        assert_eq!(bar(date(2025, 11, 20), date(2026, 1, 10)), "0.00% 2.74% 2.74%");
        assert_eq!(bar(date(2026, 12, 20), date(2027, 1, 10)), "96.71% 3.29% 100.00%");
        assert_eq!(bar(date(2025, 3, 1), date(2025, 3, 9)), "-");
        assert_eq!(bar(date(2026, 3, 9), date(2026, 3, 1)), "-");
    }

    proptest! {
        #[test]
        fn a_bar_never_leaves_the_axis_and_never_vanishes(from in 0_i32..1200, days in 1_i32..400) {
            let first = date(2025, 1, 1) + jiff::Span::new().days(from);
            let last = first + jiff::Span::new().days(days - 1);
            if let Some(bar) = Axis::of(2026, first).bar(first, last) {
                prop_assert!(0 <= bar.from.0 && bar.to.0 <= WHOLE);
                prop_assert!(bar.width.0 >= 27);
                prop_assert_eq!(bar.from.0 + bar.width.0, bar.to.0);
            } else {
                prop_assert!(last.year() < 2026 || first.year() > 2026);
            }
        }
    }
}
