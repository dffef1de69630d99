//! The stages still to come, as bars over nine columns of whole weeks.

use chassis::web::Frame;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::deadlines::{Course, Stretch};

/// Columns of the axis, as the style sheet draws them.
const COLUMNS: i32 = 9;

/// The drawing and its words.
pub(super) struct Axis {
    pub(super) heads: Vec<String>,
    pub(super) today: String,
    pub(super) departure: String,
    pub(super) bars: Vec<Bar>,
}

/// A stage: solid as quickly as it can be, hatched as long as it may last.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) from: String,
    pub(super) quick: String,
    pub(super) long: String,
    pub(super) soonest: String,
    pub(super) latest: String,
    pub(super) late: Option<String>,
}

impl Axis {
    /// The axis from this week to the last day that matters.
    pub(super) fn of(frame: &Frame, course: &Course, today: Date) -> Option<Self> {
        let start = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
        let end = course.stretches.iter().map(|it| it.latest).fold(course.departure, Date::max);
        let weeks = ((end - start).get_days() / 7 + 1).max(1);
        let column = (weeks + COLUMNS - 1) / COLUMNS * 7;
        let scale = Scale { start, whole: column * COLUMNS };
        let heads = (0..COLUMNS).map(|number| short(frame, start.saturating_add((number * column).days())));
        (!course.stretches.is_empty()).then(|| Self {
            heads: heads.collect(),
            today: scale.at(today),
            departure: scale.at(course.departure),
            bars: course.stretches.iter().map(|stretch| scale.bar(frame, stretch)).collect(),
        })
    }
}

/// Days as hundredths of a percent of the width.
struct Scale {
    start: Date,
    whole: i32,
}

impl Scale {
    fn at(&self, day: Date) -> String {
        percent((day - self.start).get_days(), self.whole)
    }

    fn bar(&self, frame: &Frame, it: &Stretch) -> Bar {
        let length = |last: Date| percent((last - it.from).get_days() + 1, self.whole);
        let (low, high) = it.days;
        let days = if low == high { low.to_string() } else { format!("{low}–{high}") };
        let figures = [("name", frame.said(&it.name).to_owned()), ("days", days)];
        Bar {
            name: frame.tell("show-stage", &figures),
            from: self.at(it.from),
            quick: length(it.soonest),
            long: length(it.latest),
            soonest: short(frame, it.soonest),
            latest: short(frame, it.latest),
            late: (it.late > 0).then(|| frame.tell("show-stage-late", &[("days", it.late.to_string())])),
        }
    }
}

/// `12.34%`, in whole hundredths.
fn percent(days: i32, whole: i32) -> String {
    let hundredths = i64::from(days.max(0)) * 10_000 / i64::from(whole.max(1));
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// `6月22日`, or the day as it is written elsewhere.
pub(super) fn short(frame: &Frame, day: Date) -> String {
    let figures =
        [("date", day.to_string()), ("month", day.month().to_string()), ("day", day.day().to_string())];
    frame.tell("show-day-short", &figures)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_place_on_the_axis_is_told_in_hundredths() {
        assert_eq!(percent(1, 63), "1.58%");
        assert_eq!(percent(63, 63), "100.00%");
        assert_eq!(percent(-3, 63), "0.00%");
    }
}
