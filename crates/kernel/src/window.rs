//! When a stop takes place. The annex says it loosely (`6月`, `7-8月`,
//! `9月、11月`, `待定`), and every way must survive a round trip.

mod read;
mod scan;

use std::fmt;

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

impl Window {
    /// Reads what an annex writes about time. `year` is the season's, for months
    /// that name none; a span that ends before it begins runs into the next year
    /// (`12月下旬至1月上旬`), but never for longer than half a year.
    pub fn parse(text: &str, year: i16) -> Result<Self, UnreadableWindow> {
        read::window(text, year).ok_or_else(|| UnreadableWindow(text.trim().to_owned()))
    }

    /// Whether nothing is decided yet (待定).
    pub fn is_undecided(&self) -> bool {
        self.spans.is_empty()
    }

    /// The first day of all.
    pub fn first_day(&self) -> Option<Date> {
        self.spans.iter().map(|span| span.from).min()
    }

    /// The last day of all.
    pub fn last_day(&self) -> Option<Date> {
        self.spans.iter().map(|span| span.to).max()
    }

    /// Whether a day lies in one of the spans.
    pub fn covers(&self, day: Date) -> bool {
        self.spans.iter().any(|span| span.from <= day && day <= span.to)
    }
}

/// As the annex says it; `待定` if nothing is decided.
impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.spans.is_empty() {
            return f.write_str("待定");
        }
        for (index, span) in self.spans.iter().enumerate() {
            if index > 0 {
                f.write_str("、")?;
            }
            f.write_str(&span.text)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> String {
        match Window::parse(text, 2026) {
            Err(_) => "unreadable".to_owned(),
            Ok(window) if window.is_undecided() => "undecided".to_owned(),
            Ok(window) => {
                let spans = window.spans.iter();
                spans
                    .map(|span| format!("{}..{} {:?}", span.from, span.to, span.precision))
                    .collect::<Vec<_>>()
                    .join(" + ")
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(told(text), expected, "{text}");
        if expected != "unreadable" {
            let window = Window::parse(text, 2026).unwrap();
            assert_eq!(Window::parse(&window.to_string(), 2026), Ok(window), "{text} survives");
        }
    }

    #[test]
    fn the_annex_writes_months() {
        check("6月", "2026-06-01..2026-06-30 Month");
        check("2月", "2026-02-01..2026-02-28 Month");
        check("4-5月", "2026-04-01..2026-05-31 Month");
        check("7至8月", "2026-07-01..2026-08-31 Month");
        check("4－5月", "2026-04-01..2026-05-31 Month");
        check("４月～５月", "2026-04-01..2026-05-31 Month");
        check("7月—8月", "2026-07-01..2026-08-31 Month");
        check("９月", "2026-09-01..2026-09-30 Month");
        check("十一月", "2026-11-01..2026-11-30 Month");
    }

    #[test]
    fn a_list_of_months_is_a_set_of_spans() {
        let set = "2026-09-01..2026-09-30 Month + 2026-11-01..2026-11-30 Month";
        check("9月、11月", set);
        check("9、11月", set);
        check("9月/11月", set);
        check("9月或11月", set);
        check("9月\n11月", set);
        check("11月、9月", set);
        check("9月、9月", "2026-09-01..2026-09-30 Month");
    }

    #[test]
    fn thirds_of_a_month_keep_their_precision() {
        check("6月中旬", "2026-06-11..2026-06-20 Third");
        check("10月下旬至11月上旬", "2026-10-21..2026-11-10 Third");
        check("10月上中旬", "2026-10-01..2026-10-20 Third");
        check("10月上旬至中旬", "2026-10-01..2026-10-20 Third");
        check("12月下旬至1月上旬", "2026-12-21..2027-01-10 Third");
        check("5月底", "2026-05-21..2026-05-31 Third");
    }

    #[test]
    fn full_dates_and_ranges_cross_months_and_years() {
        let range = "2026-09-12..2026-09-20 Day";
        check("2026年9月12日至20日", range);
        check("9月12-20日", range);
        check("9月12日-9月20日", range);
        check("2026-09-12至2026-09-20", range);
        check("2026/9/12-2026/9/20", range);
        check("2026.9.12—2026.9.20", range);
        check("9.12-9.20", range);
        check("2026-09-12", "2026-09-12..2026-09-12 Day");
        check("2026年12月28日至2027年1月5日", "2026-12-28..2027-01-05 Day");
        check("12月28日至1月5日", "2026-12-28..2027-01-05 Day");
        check("2027年3月", "2027-03-01..2027-03-31 Month");
    }

    #[test]
    fn undecided_is_said_in_several_words() {
        for text in ["待定", "", " — ", "未定", "時間待定", "另行通知"] {
            check(text, "undecided");
        }
        check("10月（待定）", "2026-10-01..2026-10-31 Month");
        check("拟于10月", "2026-10-01..2026-10-31 Month");
    }

    #[test]
    fn what_names_no_time_is_refused_with_its_text() {
        for text in ["13月", "6", "5-4月", "春季", "9月31日", "0月", "6月至", "月", "2026年", "8天"]
        {
            check(text, "unreadable");
        }
        assert_eq!(Window::parse(" 春季 ", 2026), Err(UnreadableWindow("春季".to_owned())));
    }

    #[test]
    fn a_window_knows_its_first_and_last_day() {
        let window = Window::parse("9月、11月", 2026).unwrap();
        assert_eq!(window.first_day(), Some(jiff::civil::date(2026, 9, 1)));
        assert_eq!(window.last_day(), Some(jiff::civil::date(2026, 11, 30)));
        assert!(!window.covers(jiff::civil::date(2026, 10, 1)));
        assert_eq!(Window::default().first_day(), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            if let Ok(window) = Window::parse(&text, 2026) {
                prop_assert_eq!(Window::parse(&window.to_string(), 2026), Ok(window));
            }
        }

        #[test]
        fn whatever_is_made_of_the_annexs_words_survives(
            words in proptest::collection::vec(
                prop_oneof![
                    (1..=12_u8).prop_map(|month| format!("{month}月")),
                    (1..=31_u8).prop_map(|day| format!("{day}日")),
                    (1..=31_u8).prop_map(|bare| bare.to_string()),
                    (2025..=2028_u16).prop_map(|year| format!("{year}年")),
                    prop_oneof!["上旬", "中旬", "下旬", "至", "-", "、", "/", "待定", "（", "）"],
                ],
                1..9,
            )
        ) {
            let text = words.concat();
            if let Ok(window) = Window::parse(&text, 2026) {
                prop_assert_eq!(Window::parse(&window.to_string(), 2026), Ok(window), "{}", text);
            }
        }
    }
}
