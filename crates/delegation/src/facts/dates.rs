//! Dates as papers write them: `2026年9月12日`, no leading zero (GB/T 9704—2012,
//! 7.3.5.4); ranges never repeat what both ends share.

use jiff::civil::{Date, Weekday};

/// `2026年9月12日`.
pub(crate) fn zh(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

pub(crate) fn day_zh(date: Date) -> String {
    format!("{}月{}日", date.month(), date.day())
}

pub(super) fn range(from: Date, to: Date) -> String {
    let end = if from == to {
        return zh(from);
    } else if from.year() != to.year() {
        zh(to)
    } else if from.month() != to.month() {
        day_zh(to)
    } else {
        format!("{}日", to.day())
    };
    format!("{}至{end}", zh(from))
}

/// The same in a table of one year, which says the year itself.
pub(super) fn range_within(from: Date, to: Date) -> String {
    let range = range(from, to);
    let year = format!("{}年", from.year());
    range.strip_prefix(&year).map_or(range.clone(), str::to_owned)
}

pub(super) fn range_en(from: Date, to: Date) -> String {
    let start = if from == to {
        return en(from);
    } else if from.year() != to.year() {
        en(from)
    } else if from.month() != to.month() {
        format!("{} {}", from.day(), month_en(from))
    } else {
        return format!("{}–{}", from.day(), en(to));
    };
    format!("{start} – {}", en(to))
}

pub(super) fn en(date: Date) -> String {
    format!("{} {} {}", date.day(), month_en(date), date.year())
}

/// `星期六`.
pub(crate) fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "星期一",
        Weekday::Tuesday => "星期二",
        Weekday::Wednesday => "星期三",
        Weekday::Thursday => "星期四",
        Weekday::Friday => "星期五",
        Weekday::Saturday => "星期六",
        Weekday::Sunday => "星期日",
    }
}

fn month_en(date: Date) -> &'static str {
    match date.month() {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_range_says_what_differs_and_no_more() {
        assert_eq!(range(date(2026, 9, 12), date(2026, 9, 20)), "2026年9月12日至20日");
        assert_eq!(range(date(2026, 8, 29), date(2026, 9, 5)), "2026年8月29日至9月5日");
        assert_eq!(range(date(2026, 12, 29), date(2027, 1, 5)), "2026年12月29日至2027年1月5日");
        assert_eq!(range(date(2026, 9, 12), date(2026, 9, 12)), "2026年9月12日");
        assert_eq!(range_within(date(2026, 9, 12), date(2026, 9, 20)), "9月12日至20日");
        assert_eq!(range_within(date(2026, 12, 29), date(2027, 1, 5)), "12月29日至2027年1月5日");
    }

    #[test]
    fn a_letter_says_it_in_english() {
        assert_eq!(range_en(date(2026, 9, 12), date(2026, 9, 20)), "12–20 September 2026");
        assert_eq!(range_en(date(2026, 8, 29), date(2026, 9, 5)), "29 August – 5 September 2026");
    }
}
