//! The Chinese working-day calendar: public holidays and make-up workdays as
//! the State Council announces them, year by year. The figures are data and come
//! in from outside; a year nobody has announced knows weekends only, and
//! [`Workdays::announced`] says so.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

/// Working days (工作日) over the announced years.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workdays {
    /// Days off, with the name of the holiday.
    pub holidays: BTreeMap<Date, String>,
    /// Weekend days that are worked (调休上班).
    pub makeup: BTreeMap<Date, String>,
    /// The notice behind each announced year.
    pub notices: BTreeMap<i16, String>,
}

impl Workdays {
    /// Whether offices work on a day.
    pub fn is_workday(&self, date: Date) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.makeup.contains_key(&date) || (!weekend && !self.holidays.contains_key(&date))
    }

    /// Working days from one day to another, both counted; none if `to` comes
    /// first.
    pub fn between(&self, from: Date, to: Date) -> i64 {
        let mut count = 0;
        let mut day = from;
        while day <= to {
            count += i64::from(self.is_workday(day));
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        count
    }

    /// The `n`th working day after a day; the day itself for none or fewer.
    pub fn add(&self, date: Date, n: i64) -> Date {
        self.walk(date, n, Date::tomorrow)
    }

    /// The `n`th working day before a day; the day itself for none or fewer.
    pub fn back(&self, date: Date, n: i64) -> Date {
        self.walk(date, n, Date::yesterday)
    }

    /// The notice that announced a year, `国办发明电〔2025〕7号`; `None` means the
    /// calendar knows that year's weekends only.
    pub fn announced(&self, year: i16) -> Option<&str> {
        self.notices.get(&year).map(String::as_str)
    }

    /// What a day off is called, or what a make-up workday makes up for.
    pub fn name(&self, date: Date) -> Option<&str> {
        self.holidays.get(&date).or_else(|| self.makeup.get(&date)).map(String::as_str)
    }

    fn walk(&self, date: Date, n: i64, step: fn(Date) -> Result<Date, jiff::Error>) -> Date {
        let mut day = date;
        let mut left = n;
        while left > 0 {
            let Ok(next) = step(day) else { break };
            day = next;
            left -= i64::from(self.is_workday(day));
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// National Day 2026: 1–7 October off, 20 September and 10 October worked.
    fn autumn() -> Workdays {
        Workdays {
            holidays: (1..=7).map(|day| (date(2026, 10, day), "国庆节".to_owned())).collect(),
            makeup: [date(2026, 9, 20), date(2026, 10, 10)].map(|day| (day, "国庆节".to_owned())).into(),
            notices: [(2026, "国办发明电〔2025〕7号".to_owned())].into(),
        }
    }

    #[test]
    fn a_make_up_sunday_is_worked_and_a_holiday_monday_is_not() {
        let days = autumn();
        assert!(days.is_workday(date(2026, 9, 20)));
        assert!(!days.is_workday(date(2026, 9, 19)));
        assert!(!days.is_workday(date(2026, 10, 5)));
        assert!(days.is_workday(date(2026, 10, 8)));
    }

    #[test]
    fn five_working_days_over_national_day_take_more_than_a_week() {
        let days = autumn();
        assert_eq!(days.between(date(2026, 9, 29), date(2026, 10, 10)), 5);
        assert_eq!(days.between(date(2026, 10, 1), date(2026, 10, 7)), 0);
        assert_eq!(days.between(date(2026, 10, 8), date(2026, 10, 1)), 0);
        assert_eq!(days.add(date(2026, 9, 30), 3), date(2026, 10, 10));
        assert_eq!(days.back(date(2026, 10, 8), 2), date(2026, 9, 29));
        assert_eq!(days.back(date(2026, 10, 8), 0), date(2026, 10, 8));
    }

    #[test]
    fn a_year_without_a_notice_says_so() {
        let days = autumn();
        assert_eq!(days.announced(2026), Some("国办发明电〔2025〕7号"));
        assert_eq!(days.announced(2027), None);
        assert!(days.is_workday(date(2027, 10, 1)));
    }

    #[test]
    fn the_end_of_time_is_no_trap() {
        assert_eq!(autumn().add(Date::MAX, 5), Date::MAX);
        assert_eq!(autumn().between(Date::MAX, Date::MAX), 1);
    }

    proptest! {
        #[test]
        fn walking_n_working_days_passes_n_working_days(ahead in 0_i32..400, n in 1_i64..60) {
            let days = autumn();
            let start = date(2026, 6, 1) + jiff::Span::new().days(ahead);
            let end = days.add(start, n);
            prop_assert_eq!(days.between(start.tomorrow().unwrap(), end), n);
            prop_assert!(days.is_workday(end));
            let begin = days.back(start, n);
            prop_assert_eq!(days.between(begin, start.yesterday().unwrap()), n);
        }
    }
}
