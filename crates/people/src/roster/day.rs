//! Days as people type them.

use jiff::civil::Date;
use kernel::Said;

/// A day: `1980-05-06`, `1980/5/6`, `1980.5.6`, `1980年5月6日`, `19800506`.
pub(crate) fn day(written: &str) -> Result<Date, Said> {
    let half = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let plain: String = written.trim().chars().map(half).collect();
    // A spreadsheet's day may come with its midnight.
    let plain = plain.split(['T', ' ']).next().unwrap_or_default();
    parts(plain).and_then(|(year, month, day)| date(year, month, day)).ok_or_else(|| {
        Said::new(
            "不是日期；请写成 1980-05-06、1980/5/6 或 1980年5月6日",
            "is no date; write 1980-05-06, 1980/5/6 or 1980年5月6日",
        )
    })
}

fn parts(plain: &str) -> Option<(&str, &str, &str)> {
    if plain.len() == 8 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return Some((plain.get(..4)?, plain.get(4..6)?, plain.get(6..)?));
    }
    let mut parts = plain.trim_end_matches(['日', '号']).split(['-', '/', '.', '年', '月']);
    let found = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(found)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let plain = year.len() == 4 && [year, month, day].into_iter().all(digits);
    Date::new(year.parse().ok().filter(|_| plain)?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for written in [
            "1980-05-06",
            "1980/5/6",
            "1980.5.6",
            "1980年5月6日",
            "19800506",
            "1980-05-06T00:00:00",
            "１９８０／５／６",
        ] {
            assert_eq!(day(written).ok(), Some(jiff::civil::date(1980, 5, 6)), "{written}");
        }
        for written in ["", "1980", "80-5-6", "1980-13-01", "1980-5-6-7", "+980-5-6", "昨天"] {
            assert_eq!(day(written).ok(), None, "{written}");
        }
    }
}
