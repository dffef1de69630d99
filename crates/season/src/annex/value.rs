//! The small values of a row: number, stay, city, themes.

use std::collections::BTreeSet;

use crate::model::{City, StayDays, Theme};

/// Words that say nothing is decided.
const UNDECIDED: &[&str] = &["待定", "未定", "待确定", "另行通知", "tbd", "tba", "暂无", "无"];

/// Whether a text leaves the matter open, or is empty or a mere dash.
pub(crate) fn is_undecided(text: &str) -> bool {
    let folded = kernel::folded(text);
    folded.is_empty() || UNDECIDED.contains(&folded.as_str())
}

/// A row's number: `1`, `1.`, `第1站`, `一`.
pub(crate) fn number(text: &str) -> Option<u32> {
    let folded = kernel::folded(text);
    let bare = folded.trim_start_matches('第').trim_end_matches(['站', '号', '场']);
    if bare.chars().count() > 3 {
        return None;
    }
    bare.parse().ok().or_else(|| chinese(bare)).filter(|number| *number > 0)
}

/// How long a party stays: `8天`, `7-9天`, `约7天`, `7天6晚`; `None` if the text
/// says nothing of the kind.
pub(crate) fn stay(text: &str) -> Option<StayDays> {
    let told = text.trim();
    let plain: String = told.chars().filter(|char| !char.is_whitespace()).map(narrow).collect();
    let without_brackets = plain.split('(').next().unwrap_or_default();
    let about = ["约", "約", "左右", "大约", "上下"].iter().any(|word| without_brackets.contains(word));
    let mut rest = without_brackets;
    for word in ["大约", "大約", "约", "約", "共", "为期", "停留"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    for word in ["左右", "上下"] {
        rest = rest.strip_suffix(word).unwrap_or(rest);
    }
    let rest = without_nights(rest)?;
    let days = rest.strip_suffix(['天', '日']).unwrap_or(rest);
    let days = days.strip_suffix('个').unwrap_or(days);
    let (low, high) = match days.split_once(['-', '至', '到', '~', '—', '–']) {
        Some((low, high)) => {
            let low = low.strip_suffix(['天', '日']).unwrap_or(low);
            (days_said(low)?, days_said(high.trim_start_matches(['-', '—']))?)
        }
        None => (days_said(days)?, days_said(days)?),
    };
    let plausible = 0 < low && low <= high && high <= 365;
    plausible.then(|| StayDays { low, high, about, text: told.to_owned() })
}

/// Drops the nights of `7天6晚` or `6晚7天`.
fn without_nights(text: &str) -> Option<&str> {
    let Some((before, after)) = text.split_once(['晚', '夜']) else { return Some(text) };
    if after.is_empty() {
        let (days, _) = before.split_once(['天', '日'])?;
        Some(days)
    } else {
        days_said(before).map(|_| after)
    }
}

fn days_said(text: &str) -> Option<i64> {
    if text.len() > 9 {
        return None;
    }
    text.parse().ok().or_else(|| chinese(text).map(i64::from))
}

/// Full width to half width.
fn narrow(char: char) -> char {
    match char {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        '〜' => '~',
        '−' | '‐' | '‑' => '-',
        other => other,
    }
}

/// Chinese figures up to 三十一.
pub(super) fn chinese(text: &str) -> Option<u32> {
    const DIGITS: &str = "一二三四五六七八九";
    let ones = |text: &str| {
        if text == "两" {
            return Some(2);
        }
        let mut chars = text.chars();
        let digit = chars.next()?;
        let index = DIGITS.chars().position(|other| other == digit)?;
        chars.next().is_none().then(|| u32::try_from(index + 1).unwrap_or_default())
    };
    match text.split_once('十') {
        Some(("", "")) => Some(10),
        Some(("", one)) => Some(10 + ones(one)?),
        Some((ten, "")) => Some(10 * ones(ten)?),
        Some((ten, one)) => Some(10 * ones(ten)? + ones(one)?),
        None => ones(text),
    }
}

/// The city cell: 待定, one city, or several.
pub(crate) fn city(text: &str) -> City {
    if is_undecided(text) {
        return City::Undecided;
    }
    let names: Vec<String> = text
        .split(['、', '，', ',', '；', ';', '/', '／', '\n', '或'])
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|name| !is_undecided(name))
        .collect();
    if names.is_empty() { City::Undecided } else { City::Named(names) }
}

/// The themes: a slash between them is a list.
pub(crate) fn themes(text: &str) -> Vec<Theme> {
    let mut themes: Vec<Theme> = Vec::new();
    let mut seen: BTreeSet<Theme> = BTreeSet::new();
    for name in text.split(['/', '／', '、', '，', ',', '；', ';', '\n', '|']) {
        let theme = Theme(name.trim().to_owned());
        if !is_undecided(&theme.0) && seen.insert(theme.clone()) {
            themes.push(theme);
        }
    }
    themes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_stay(text: &str, expected: Option<(i64, i64, bool)>) {
        assert_eq!(stay(text).map(|stay| (stay.low, stay.high, stay.about)), expected, "{text}");
    }

    #[test]
    fn stays_are_read_as_people_write_them() {
        check_stay("8天", Some((8, 8, false)));
        check_stay("７－９天", Some((7, 9, false)));
        check_stay("7天至9天", Some((7, 9, false)));
        check_stay("约7天", Some((7, 7, true)));
        check_stay("7天左右", Some((7, 7, true)));
        check_stay("7天6晚", Some((7, 7, false)));
        check_stay("6晚7天", Some((7, 7, false)));
        check_stay("七天", Some((7, 7, false)));
        check_stay("8", Some((8, 8, false)));
        check_stay("8天（含往返）", Some((8, 8, false)));
    }

    #[test]
    fn a_stay_is_never_guessed() {
        for text in ["", "待定", "一周", "9-7天", "0天", "若干天", "999999999999天", "天", "6晚"]
        {
            check_stay(text, None);
        }
    }

    #[test]
    fn a_row_may_be_numbered_in_several_ways() {
        for (text, expected) in [("1", 1), ("１２", 12), ("3.", 3), ("第4站", 4), ("五", 5), ("十二", 12)]
        {
            assert_eq!(number(text), Some(expected), "{text}");
        }
        for text in ["", "0", "2026", "巴西", "1a", "-"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn cities_are_listed_and_undecided_ones_are_not_invented() {
        let named = |names: &[&str]| City::Named(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(city("卡萨布兰卡"), named(&["卡萨布兰卡"]));
        assert_eq!(city("圣保罗、里约热内卢"), named(&["圣保罗", "里约热内卢"]));
        assert_eq!(city("Kuala  Lumpur"), named(&["Kuala Lumpur"]));
        for text in ["待定", "", "—", "（待定）", "TBD"] {
            assert_eq!(city(text), City::Undecided, "{text}");
        }
    }

    #[test]
    fn themes_are_a_set_in_the_annexs_order() {
        let theme = |name: &str| Theme(name.to_owned());
        assert_eq!(themes("国际交流/金砖工坊建设／国际交流"), [theme("国际交流"), theme("金砖工坊建设")]);
    }
}
