//! The words of a window: figures with their unit, dashes, list marks. Every
//! word keeps the piece of the text it was read from.

use std::ops::Range;

/// A word of a window and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Year(u16),
    Month(u16),
    Day(u16),
    /// A third of a month, 0 to 2.
    Third(u8),
    /// A figure without a unit.
    Bare(u16),
    /// From … to.
    Dash,
    /// One more.
    Also,
    /// A word that changes nothing: 约, 拟, a bracket.
    Quiet,
    /// 待定 and its like.
    Undecided,
}

/// Nobody writes a window longer than this.
const LONGEST: usize = 200;

/// Words that count for nothing or say that nothing is decided; longest first.
const PHRASES: &[(&str, Kind)] = &[
    ("另行通知", Kind::Undecided),
    ("时间待定", Kind::Undecided),
    ("時間待定", Kind::Undecided),
    ("待确定", Kind::Undecided),
    ("待定", Kind::Undecided),
    ("未定", Kind::Undecided),
    ("上旬", Kind::Third(0)),
    ("中旬", Kind::Third(1)),
    ("下旬", Kind::Third(2)),
    ("拟于", Kind::Quiet),
    ("擬於", Kind::Quiet),
    ("预计", Kind::Quiet),
    ("暂定", Kind::Quiet),
    ("左右", Kind::Quiet),
    ("期间", Kind::Quiet),
    ("或者", Kind::Also),
    ("以及", Kind::Also),
    ("初", Kind::Third(0)),
    ("底", Kind::Third(2)),
    ("末", Kind::Third(2)),
    ("约", Kind::Quiet),
    ("約", Kind::Quiet),
    ("拟", Kind::Quiet),
    ("（", Kind::Quiet),
    ("）", Kind::Quiet),
    ("(", Kind::Quiet),
    (")", Kind::Quiet),
    ("至", Kind::Dash),
    ("到", Kind::Dash),
    ("-", Kind::Dash),
    ("－", Kind::Dash),
    ("‐", Kind::Dash),
    ("‑", Kind::Dash),
    ("–", Kind::Dash),
    ("—", Kind::Dash),
    ("―", Kind::Dash),
    ("−", Kind::Dash),
    ("~", Kind::Dash),
    ("～", Kind::Dash),
    ("〜", Kind::Dash),
    ("、", Kind::Also),
    ("，", Kind::Also),
    (",", Kind::Also),
    ("；", Kind::Also),
    (";", Kind::Also),
    ("/", Kind::Also),
    ("／", Kind::Also),
    ("或", Kind::Also),
    ("和", Kind::Also),
    ("及", Kind::Also),
    ("与", Kind::Also),
    ("\n", Kind::Also),
];

/// The words of a text, or nothing if one of them has no place in a window.
pub(super) fn words(text: &str) -> Option<Vec<Word>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let next = rest.chars().next()?;
        if next.is_whitespace() && next != '\n' {
            at += next.len_utf8();
        } else if let Some(length) = date(rest, at, &mut words).or_else(|| thirds(rest, at, &mut words)) {
            at += length;
        } else if let Some((figure, length)) = figure(rest) {
            let (kind, unit) = with_unit(figure, rest.get(length..)?);
            words.push(Word { kind, at: at..at + length + unit });
            at += length + unit;
        } else {
            let (phrase, kind) = PHRASES.iter().find(|(phrase, _)| rest.starts_with(phrase))?;
            words.push(Word { kind: *kind, at: at..at + phrase.len() });
            at += phrase.len();
        }
    }
    Some(words)
}

/// `2026-09-12`, `2026/9/12`, `2026.9.12`, and `9.12` for month and day.
fn date(rest: &str, at: usize, words: &mut Vec<Word>) -> Option<usize> {
    let (first, length) = digits(rest)?;
    let mark = rest.get(length..)?.chars().next().filter(|mark| "-/.．".contains(*mark))?;
    let second_at = length + mark.len_utf8();
    let (second, second_length) = digits(rest.get(second_at..)?)?;
    let end = second_at + second_length;
    let third = rest.get(end..)?.strip_prefix(mark).and_then(digits);
    let mut push = |kind, from: usize, to: usize| words.push(Word { kind, at: at + from..at + to });
    match third {
        Some((day, day_length)) if first >= 1000 => {
            let day_at = end + mark.len_utf8();
            push(Kind::Year(first), 0, length);
            push(Kind::Month(second), length, end);
            push(Kind::Day(day), end, day_at + day_length);
            Some(day_at + day_length)
        }
        None if first < 100 && matches!(mark, '.' | '．') => {
            push(Kind::Month(first), 0, length);
            push(Kind::Day(second), length, end);
            Some(end)
        }
        _ => None,
    }
}

/// `上中旬`: two thirds in one word.
fn thirds(rest: &str, at: usize, words: &mut Vec<Word>) -> Option<usize> {
    let (first, last) = if rest.starts_with("上中旬") {
        (0, 1)
    } else if rest.starts_with("中下旬") {
        (1, 2)
    } else {
        return None;
    };
    let char = "上".len();
    words.push(Word { kind: Kind::Third(first), at: at..at + char });
    words.push(Word { kind: Kind::Dash, at: at + char..at + char });
    words.push(Word { kind: Kind::Third(last), at: at + char..at + 3 * char });
    Some(3 * char)
}

fn with_unit(figure: u16, after: &str) -> (Kind, usize) {
    let blank = after.len() - after.trim_start_matches([' ', '\u{3000}']).len();
    let after = after.trim_start_matches([' ', '\u{3000}']);
    let unit = |unit: &str| blank + unit.len();
    if after.starts_with('年') {
        (Kind::Year(figure), unit("年"))
    } else if after.starts_with("月份") {
        (Kind::Month(figure), unit("月份"))
    } else if after.starts_with('月') {
        (Kind::Month(figure), unit("月"))
    } else if after.starts_with(['日', '号', '號']) {
        (Kind::Day(figure), unit("日"))
    } else {
        (Kind::Bare(figure), 0)
    }
}

/// A figure in Arabic digits of either width, or in Chinese up to 三十一.
fn figure(rest: &str) -> Option<(u16, usize)> {
    digits(rest).or_else(|| chinese(rest))
}

fn digits(rest: &str) -> Option<(u16, usize)> {
    let mut figure = 0_u16;
    let mut length = 0;
    for char in rest.chars() {
        let Some(digit) = digit(char) else { break };
        figure = figure.checked_mul(10)?.checked_add(digit)?;
        length += char.len_utf8();
    }
    (length > 0).then_some((figure, length))
}

fn digit(char: char) -> Option<u16> {
    let plain = match char {
        '０'..='９' => u32::from(char) - u32::from('０'),
        _ => char.to_digit(10)?,
    };
    u16::try_from(plain).ok()
}

fn chinese(rest: &str) -> Option<(u16, usize)> {
    const DIGITS: &str = "一二三四五六七八九";
    let run: Vec<char> =
        rest.chars().take_while(|char| *char == '十' || DIGITS.contains(*char)).take(4).collect();
    let ones = |char: char| {
        DIGITS.chars().position(|digit| digit == char).and_then(|index| u16::try_from(index + 1).ok())
    };
    let figure = match run.as_slice() {
        [ten] if *ten == '十' => 10,
        [one] => ones(*one)?,
        [ten, one] if *ten == '十' => 10 + ones(*one)?,
        [tens, ten] if *ten == '十' => 10 * ones(*tens)?,
        [tens, ten, one] if *ten == '十' => 10 * ones(*tens)? + ones(*one)?,
        _ => return None,
    };
    Some((figure, run.iter().map(|char| char.len_utf8()).sum()))
}
