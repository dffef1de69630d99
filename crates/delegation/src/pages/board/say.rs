//! Days, windows, places and sums in the reader's language.

use chassis::web::{Frame, Locale};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Country, Currency, Money, Precision, Region, Span, Stay, Window, Zone};

use crate::board::{Behind, CostRange};

/// `6月3日`, `3 Jun`.
pub(super) fn day(frame: &Frame, day: Date) -> String {
    let month = frame.say(format!("board-month-{}", day.month()));
    frame.tell("board-day", &[("month", month), ("day", day.day().to_string())])
}

/// The day of a moment that was written down.
pub(super) fn stamp(frame: &Frame, at: &str) -> String {
    let read = at.parse::<Timestamp>();
    read.map_or_else(|_| at.to_owned(), |at| day(frame, Zone::beijing().clock(at).date()))
}

/// A window as the annex says it; month by month where the reader has no Chinese.
pub(super) fn window(frame: &Frame, window: &Window) -> String {
    if window.is_undecided() {
        return frame.say("board-open");
    }
    if frame.locale == Locale::Zh {
        return window.to_string();
    }
    let spans: Vec<String> = window.spans.iter().map(|it| span(frame, it)).collect();
    spans.join(&frame.say("board-or"))
}

fn span(frame: &Frame, span: &Span) -> String {
    let month = |day: Date| frame.say(format!("board-month-{}", day.month()));
    match span.precision {
        Precision::Month if month(span.from) == month(span.to) => month(span.from),
        Precision::Month => format!("{}–{}", month(span.from), month(span.to)),
        Precision::Day | Precision::Third => days(frame, span.from, span.to),
    }
}

/// `6月22–28日`.
pub(super) fn stay(frame: &Frame, stay: Stay) -> String {
    days(frame, stay.exit(), stay.entry())
}

/// The month once where both days lie in it.
pub(super) fn days(frame: &Frame, from: Date, to: Date) -> String {
    if from.first_of_month() != to.first_of_month() {
        return format!("{}–{}", day(frame, from), day(frame, to));
    }
    let month = frame.say(format!("board-month-{}", from.month()));
    let (first, last) = (from.day().to_string(), to.day().to_string());
    frame.tell("board-span", &[("month", month), ("from", first), ("to", last)])
}

/// What people call a region or a country.
pub(super) fn place(frame: &Frame, name: &str) -> String {
    if frame.locale == Locale::Zh {
        return name.to_owned();
    }
    let region = Region::find(name).map(|region| region.en.clone());
    region.or_else(|| Country::find(name).map(|country| country.en().to_owned())).unwrap_or(name.to_owned())
}

/// A country in the reader's language, or in the nearer of two.
pub(super) fn country(frame: &Frame, country: Country) -> String {
    if frame.locale == Locale::Zh { country.zh().to_owned() } else { country.en().to_owned() }
}

/// A city the same way.
pub(super) fn city(frame: &Frame, name: &str) -> String {
    let known = kernel::City::find(name).filter(|_| frame.locale != Locale::Zh);
    known.map_or_else(|| name.to_owned(), |city| city.en.to_owned())
}

/// Names one after the other.
pub(super) fn list(frame: &Frame, names: &[String]) -> String {
    names.join(&frame.say("board-and"))
}

/// `1,905 至 2,935 美元`: what a table of whole units gives is whole.
pub(super) fn cost(frame: &Frame, range: &CostRange) -> String {
    let whole = |money: Money| money.grouped().trim_end_matches(".00").to_owned();
    let (low, high) = (whole(range.low), whole(range.high));
    let figures = if low == high { low } else { format!("{low}–{high}") };
    frame.tell("board-cost", &[("figures", figures), ("currency", currency(frame, range.currency))])
}

fn currency(frame: &Frame, currency: Currency) -> String {
    if frame.locale == Locale::Zh { currency.words().zh } else { currency.code() }.to_owned()
}

/// `晚 7 小时`, `晚 2–3 小时`, `同北京时间`.
pub(super) fn behind(frame: &Frame, behind: Behind) -> String {
    let (near, far) = (behind.low.abs().min(behind.high.abs()), behind.low.abs().max(behind.high.abs()));
    let figures = if near == far { hours(far) } else { format!("{}–{}", hours(near), hours(far)) };
    let key = match (behind.low, behind.high) {
        (0, 0) => "board-clock-same",
        (low, _) if low >= 0 => "board-clock-behind",
        (_, high) if high <= 0 => "board-clock-ahead",
        _ => {
            return frame
                .tell("board-clock-both", &[("ahead", hours(-behind.low)), ("behind", hours(behind.high))]);
        }
    };
    frame.tell(key, &[("hours", figures)])
}

/// Minutes as hours and their decimals: `4.5`.
fn hours(minutes: i64) -> String {
    match minutes % 60 {
        0 => (minutes / 60).to_string(),
        rest => format!("{}.{}", minutes / 60, (rest * 100 / 60).to_string().trim_end_matches('0')),
    }
}
