//! What a cell says, as people type it: days written three ways, full-width
//! digits, lists parted by any of the usual signs. Each reader answers with the
//! value or with a sentence that says what to write instead.

use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::{Timestamp, tz};
use kernel::{Country, Decimal, Said, UnknownCode};

/// What is wrong with a cell, to follow its header.
pub(super) type Wrong = Said;

/// Text as typed.
#[expect(clippy::unnecessary_wraps, reason = "it has the shape of the other readers")]
pub(super) fn text(written: &str) -> Result<String, Wrong> {
    Ok(written.to_owned())
}

/// One of a closed list, by its word or its code.
pub(super) fn code<T: FromStr<Err = UnknownCode>>(written: &str) -> Result<T, Wrong> {
    T::from_str(written).map_err(|unknown| {
        Said::new(
            format!("没有“{written}”这一项；请从下拉列表中选：{}", unknown.allowed),
            format!("“{written}” is not in the list; choose one of {}", unknown.allowed),
        )
    })
}

/// 是 or 否.
pub(crate) fn yes(written: &str) -> Result<bool, Wrong> {
    match written.to_ascii_lowercase().as_str() {
        "是" | "有" | "已" | "√" | "✓" | "yes" | "true" | "1" => Ok(true),
        "否" | "无" | "未" | "×" | "no" | "false" | "0" => Ok(false),
        _ => Err(Said::new(
            format!("“{written}”不是“是”或“否”；请从下拉列表中选"),
            format!("“{written}” is neither 是 nor 否; choose one"),
        )),
    }
}

/// A day: `2026-09-12`, `2026/9/12`, `2026.9.12`, `2026年9月12日`.
pub(crate) fn day(written: &str) -> Result<Date, Wrong> {
    let refuse = || {
        Said::new(
            format!("“{written}”不是日期；请写成 2026-09-12、2026/9/12 或 2026年9月12日"),
            format!("“{written}” is no date; write 2026-09-12, 2026/9/12 or 2026年9月12日"),
        )
    };
    let plain = half_width(written);
    // A spreadsheet's day may come with its midnight.
    let plain = plain.split(['T', ' ']).next().unwrap_or_default();
    let parts = day_parts(plain).ok_or_else(refuse)?;
    match parts.as_slice() {
        [year, month, day] => date_of(year, month, day).ok_or_else(refuse),
        _ => Err(refuse()),
    }
}

/// A day or a month; a month is its first day.
pub(super) fn month(written: &str) -> Option<Date> {
    let plain = half_width(written);
    match day_parts(&plain)?.as_slice() {
        [year, month] => date_of(year, month, "1"),
        [year, month, day] => date_of(year, month, day),
        _ => None,
    }
}

fn day_parts(plain: &str) -> Option<Vec<&str>> {
    let parts: Vec<_> =
        plain.trim_end_matches(['日', '号', '月']).split(['-', '/', '.', '年', '月']).collect();
    let digits =
        |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    (parts.iter().all(digits) && parts.first()?.len() == 4).then_some(parts)
}

fn date_of(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A time of day: `15:00`, `15：00`, `15点`, `15点30分`.
pub(super) fn time(written: &str) -> Result<Time, Wrong> {
    let refuse = || {
        Said::new(
            format!("“{written}”不是时间；请写成 15:00"),
            format!("“{written}” is no time of day; write 15:00"),
        )
    };
    let plain = half_width(written);
    let plain = plain.trim_end_matches('分').trim_end_matches(['点', '时']);
    let mut parts = plain.split([':', '点', '时']);
    let number = |part: Option<&str>| part.map_or(Ok(0), str::parse::<i8>).map_err(|_| refuse());
    let (hour, minute, second) = (number(parts.next())?, number(parts.next())?, number(parts.next())?);
    if parts.next().is_some() {
        return Err(refuse());
    }
    Time::new(hour, minute, second, 0).map_err(|_| refuse())
}

/// The moment something was said: a day means its beginning in Beijing.
pub(super) fn moment(written: &str) -> Result<Timestamp, Wrong> {
    if let Ok(moment) = Timestamp::from_str(written) {
        return Ok(moment);
    }
    let day = day(written)?;
    day.to_zoned_datetime(beijing()).map(|zoned| zoned.timestamp()).map_err(|_| {
        Said::new(format!("“{written}”超出可用的日期范围"), format!("“{written}” is out of range"))
    })
}

/// Beijing time, which has known no summer time since 1991.
pub(super) fn beijing() -> tz::TimeZone {
    tz::TimeZone::fixed(tz::offset(8))
}

/// A count that is not negative.
pub(super) fn count(written: &str) -> Result<i64, Wrong> {
    let refuse = || {
        Said::new(
            format!("“{written}”不是整数；请填 0 或正整数"),
            format!("“{written}” is no whole number; write 0 or more"),
        )
    };
    let number = decimal(written).map_err(|_| refuse())?.normalize();
    if number.scale() > 0 {
        return Err(refuse());
    }
    i64::try_from(number).ok().filter(|count| (0..=1_000_000).contains(count)).ok_or_else(refuse)
}

/// A count of persons or trips.
pub(super) fn small_count(written: &str) -> Result<u32, Wrong> {
    count(written).map(|count| u32::try_from(count).unwrap_or(u32::MAX))
}

/// A number with decimals: `7.1`, `60%`.
pub(super) fn decimal(written: &str) -> Result<Decimal, Wrong> {
    let plain: String = half_width(written).chars().filter(|c| !matches!(c, ',' | '%' | ' ')).collect();
    Decimal::from_str(&plain).map_err(|_| {
        Said::new(
            format!("“{written}”不是数字；请写成 7.1 的样子"),
            format!("“{written}” is no number; write 7.1"),
        )
    })
}

/// Numbers of tasks or goals: `1、3`, `1,3`, `1-3` is refused.
pub(super) fn numbers(written: &str) -> Result<Vec<u32>, Wrong> {
    let parts = list(written);
    let read =
        parts.iter().map(|part| half_width(part).parse().ok().filter(|number| (1..=99).contains(number)));
    read.collect::<Option<Vec<_>>>().ok_or_else(|| {
        Said::new(
            format!("“{written}”不是序号；请写数字，用顿号分开，如 1、3"),
            format!("“{written}” are no numbers; write figures parted by 、 as in 1、3"),
        )
    })
}

/// A country by its name; a misspelt one is answered with the nearest.
pub(super) fn country(written: &str) -> Result<Country, Wrong> {
    if let Some(country) = Country::find(written).or_else(|| written.parse().ok()) {
        return Ok(country);
    }
    Err(match super::nearest::country(written) {
        Some(near) => Said::new(
            format!("没有名为“{written}”的国家或地区；是否为“{near}”？请写通用中文名称"),
            format!("no country is called “{written}”; did you mean “{near}”?"),
        ),
        None => Said::new(
            format!("没有名为“{written}”的国家或地区；请写通用中文名称，如巴西"),
            format!("no country is called “{written}”; write its usual Chinese name"),
        ),
    })
}

/// A name in passport letters, in capitals.
pub(super) fn latin(written: &str) -> Result<String, Wrong> {
    let plain = half_width(written).to_uppercase();
    let fits = |c: char| c.is_ascii_uppercase() || matches!(c, ' ' | '-' | '\'');
    if plain.contains(['Ü', 'Ǖ', 'Ǘ', 'Ǚ', 'Ǜ']) {
        return Err(Said::new(
            format!("“{written}”含有 Ü；护照上写作 YU，如 LYU"),
            format!("“{written}” has an Ü; passports write YU, as in LYU"),
        ));
    }
    if !plain.is_empty() && plain.chars().all(fits) {
        return Ok(plain);
    }
    Err(Said::new(
        format!("“{written}”不是护照上的拼音；只用大写字母，不带声调"),
        format!("“{written}” is no passport spelling; use capital letters only"),
    ))
}

/// The parts of a list, by any sign people part them with.
pub(super) fn list(written: &str) -> Vec<String> {
    parts(written, &['、', ',', '，', ';', '；', '\n', ' '])
}

/// The lines of a cell; a semicolon parts like a line.
pub(super) fn lines(written: &str) -> Vec<String> {
    parts(written, &['\n', ';', '；'])
}

fn parts(written: &str, signs: &[char]) -> Vec<String> {
    if matches!(written.trim(), "无" | "没有" | "—" | "-" | "/") {
        return Vec::new();
    }
    written.split(signs).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Full-width digits, letters and signs made half width.
pub(super) fn half_width(written: &str) -> String {
    written
        .trim()
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time as clock};

    use super::*;

    #[test]
    fn a_day_is_read_however_it_is_written() {
        let read = |written| day(written).ok();
        let expected = Some(date(2026, 9, 12));
        for written in [
            "2026-09-12",
            "2026/9/12",
            "2026.09.12",
            "2026年9月12日",
            "２０２６年９月１２日",
            " 2026-9-12 ",
            "2026-09-12 00:00:00",
            "2026-09-12T00:00:00",
        ] {
            assert_eq!(read(written), expected, "{written}");
        }
        for written in
            ["", "9月12日", "2026-13-01", "2026-02-30", "26-9-12", "12/9/2026", "2026年9月", "四月"]
        {
            assert_eq!(read(written), None, "{written}");
        }
    }

    #[test]
    fn an_unreadable_day_is_answered_with_the_ways_to_write_it() {
        assert_eq!(
            day("2026年13月1日").unwrap_err().zh,
            "“2026年13月1日”不是日期；请写成 2026-09-12、2026/9/12 或 2026年9月12日"
        );
    }

    #[test]
    fn a_month_is_its_first_day() {
        assert_eq!(month("2025-05"), Some(date(2025, 5, 1)));
        assert_eq!(month("2025年5月"), Some(date(2025, 5, 1)));
        assert_eq!(month("2025.05.17"), Some(date(2025, 5, 17)));
        assert_eq!(month("去年"), None);
    }

    #[test]
    fn a_time_is_read_however_it_is_written() {
        for (written, expected) in [
            ("15:00", Some(clock(15, 0, 0, 0))),
            ("15：30", Some(clock(15, 30, 0, 0))),
            ("5:05:00", Some(clock(5, 5, 0, 0))),
            ("15点", Some(clock(15, 0, 0, 0))),
            ("15时30分", Some(clock(15, 30, 0, 0))),
            ("25:00", None),
            ("下午三点", None),
            ("1:2:3:4", None),
        ] {
            assert_eq!(time(written).ok(), expected, "{written}");
        }
    }

    #[test]
    fn numbers_come_in_any_list() {
        assert_eq!(numbers("1、3"), Ok(vec![1, 3]));
        assert_eq!(numbers("１，２；４"), Ok(vec![1, 2, 4]));
        assert_eq!(numbers(""), Ok(vec![]));
        assert!(numbers("1-3").is_err());
        assert!(numbers("0").is_err());
    }

    #[test]
    fn passport_names_are_capitals() {
        assert_eq!(latin("lyu"), Ok("LYU".to_owned()));
        assert_eq!(latin("ＬＹＵ"), Ok("LYU".to_owned()));
        assert!(latin("LÜ").unwrap_err().zh.contains("YU"));
        assert!(latin("王").is_err());
    }

    #[test]
    fn a_day_without_an_hour_means_its_beginning_in_beijing() {
        assert_eq!(moment("2026-06-01").unwrap().to_string(), "2026-05-31T16:00:00Z");
        assert_eq!(moment("2026-05-31T16:00:01Z").unwrap().to_string(), "2026-05-31T16:00:01Z");
    }
}
