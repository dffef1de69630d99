//! The Chinese working-day calendar: public holidays and make-up workdays as
//! the State Council announces them, year by year.

use std::collections::BTreeMap;

use jiff::civil::Date;

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

/// A calendar file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("看不懂节假日安排：{0}")]
pub struct UnreadableWorkdays(pub String);
