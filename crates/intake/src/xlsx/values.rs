//! What a stored number says in its cell.

use super::formats::Shows;

/// The day a workbook counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calendar {
    /// 31 December 1899 is day 0.
    Of1900,
    /// 1 January 1904 is day 0: workbooks that began on a Macintosh.
    Of1904,
}

/// The text of a number as stored, in a format; what is no number stays as it is.
pub(super) fn said(stored: &str, shows: Shows, calendar: Calendar) -> String {
    let stored = stored.trim();
    let Ok(value) = stored.parse::<f64>() else { return stored.to_owned() };
    if !value.is_finite() {
        return stored.to_owned();
    }
    let number = || if is_short(stored) { stored.to_owned() } else { plain(value) };
    match shows {
        Shows::Percent => format!("{}%", plain(value * 100.0)),
        Shows::Padded(digits) if value >= 0.0 && value.fract() == 0.0 => {
            format!("{:0>width$}", plain(value), width = usize::from(digits))
        }
        Shows::Number | Shows::Padded(_) => number(),
        Shows::Month | Shows::Day | Shows::Moment | Shows::Time | Shows::Hours => {
            moment(value, shows, calendar).unwrap_or_else(number)
        }
    }
}

/// An integer or a short decimal is already what a person sees.
pub(super) fn is_short(stored: &str) -> bool {
    let digits = stored.strip_prefix('-').unwrap_or(stored);
    let decimal = digits.contains('.');
    digits.len() <= 15
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !(decimal && digits.ends_with(['0', '.']))
        && !digits.starts_with('.')
        && (digits == "0" || !digits.starts_with('0') || digits.starts_with("0."))
}

/// Fifteen digits, as a spreadsheet shows and no more: 0.1 + 0.2 is 0.3.
fn plain(value: f64) -> String {
    let scientific = format!("{value:.14e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let before = exponent + 1;
    match usize::try_from(before) {
        Ok(before) if before > 21 => format!("{value:e}"),
        Ok(before) if before >= digits.len() => format!("{sign}{digits:0<before$}"),
        Ok(before) if before > 0 => {
            let (whole, rest) = digits.split_at_checked(before).unwrap_or((digits, ""));
            format!("{sign}{whole}.{rest}")
        }
        _ if before < -9 => format!("{value:e}"),
        _ => format!("{sign}0.{}{digits}", "0".repeat(before.unsigned_abs() as usize)),
    }
}

const DAY: i64 = 86_400;

fn moment(value: f64, shows: Shows, calendar: Calendar) -> Option<String> {
    // The last day spreadsheets know is 31 December 9999.
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 2,958,466 days of 86,400 seconds")]
    let seconds = (value * 86_400.0).round() as i64;
    let (days, second) = (seconds / DAY, seconds % DAY);
    let (hour, minute, rest) = (second / 3600, second / 60 % 60, second % 60);
    let clock = |hour: i64| {
        if rest == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{rest:02}") }
    };
    if shows == Shows::Hours {
        return Some(clock(seconds / 3600));
    }
    if shows == Shows::Time && days == 0 {
        return Some(clock(hour));
    }
    let (year, month, day) = date(days, calendar)?;
    Some(match shows {
        Shows::Month => format!("{year:04}-{month:02}"),
        Shows::Moment | Shows::Time if second != 0 => {
            format!("{year:04}-{month:02}-{day:02} {}", clock(hour))
        }
        _ => format!("{year:04}-{month:02}-{day:02}"),
    })
}

/// The date of a day number. The calendar of 1900 counts a 29 February that never
/// was, for the sake of a spreadsheet of 1983; day 60 is told as it shows.
fn date(days: i64, calendar: Calendar) -> Option<(i64, i64, i64)> {
    // Days from 1 March of the year 0 to the calendar's day 0.
    let from_march = match (calendar, days) {
        (Calendar::Of1904, _) => days + 695_361,
        (Calendar::Of1900, 60) => return Some((1900, 2, 29)),
        (Calendar::Of1900, 0) => return None,
        (Calendar::Of1900, ..60) => days + 693_900,
        (Calendar::Of1900, _) => days + 693_899,
    };
    let era = from_march.div_euclid(146_097);
    let day_of_era = from_march.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    Some((year_of_era + era * 400 + i64::from(month <= 2), month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stored: &str, shows: Shows, expected: &str) {
        assert_eq!(said(stored, shows, Calendar::Of1900), expected, "{stored} {shows:?}");
    }

    #[test]
    fn numbers_are_told_as_a_person_sees_them() {
        check("7", Shows::Number, "7");
        check("-12.5", Shows::Number, "-12.5");
        check("1.0", Shows::Number, "1");
        check("0.30000000000000004", Shows::Number, "0.3");
        check("13812345678", Shows::Number, "13812345678");
        check("1.3812345678E10", Shows::Number, "13812345678");
        check("1E-3", Shows::Number, "0.001");
        check("-0.05", Shows::Number, "-0.05");
        check("1E300", Shows::Number, "1e300");
        check("0.285", Shows::Percent, "28.5%");
        check("7", Shows::Padded(6), "000007");
        check("no number", Shows::Day, "no number");
        check("NaN", Shows::Number, "NaN");
    }

    #[test]
    fn days_are_told_as_dates() {
        check("46277", Shows::Day, "2026-09-12");
        check("46277.354166666664", Shows::Moment, "2026-09-12 08:30");
        check("46277.99", Shows::Day, "2026-09-12");
        check("46277", Shows::Month, "2026-09");
        check("0.354166666666667", Shows::Time, "08:30");
        check("1.10416666666667", Shows::Hours, "26:30");
        check("1", Shows::Day, "1900-01-01");
        check("59", Shows::Day, "1900-02-28");
        check("60", Shows::Day, "1900-02-29");
        check("61", Shows::Day, "1900-03-01");
        check("36585", Shows::Day, "2000-02-29");
        check("2958465", Shows::Day, "9999-12-31");
        check("2958466", Shows::Day, "2958466");
        check("-1", Shows::Day, "-1");
        assert_eq!(said("44815", Shows::Day, Calendar::Of1904), "2026-09-12");
    }
}
