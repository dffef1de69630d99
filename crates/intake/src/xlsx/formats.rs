//! Number formats. A date in a worksheet is a count of days that only its format
//! makes a date; what the format shows decides what the cell says.

use std::collections::BTreeMap;
use std::io::BufRead;

use crate::archive::Pieces;
use crate::refusal::Refusal;
use crate::xml::{Token, Xml};

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// The number.
    Number,
    /// A hundredth: `0.3` is `30%`.
    Percent,
    /// So many digits at least: `7` is `007`.
    Padded(u8),
    /// A month: `2026-09`.
    Month,
    /// A day: `2026-09-12`.
    Day,
    /// A day and a time: `2026-09-12 08:30`.
    Moment,
    /// A time of day: `08:30`.
    Time,
    /// Hours that do not stop at 24: `26:30`.
    Hours,
}

/// Reads `styles.xml`: what each cell style shows.
pub(super) fn read<R: BufRead + Pieces>(xml: &mut Xml<R>) -> Result<Vec<Shows>, Refusal> {
    let mut codes: BTreeMap<u32, Shows> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.local() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.get("formatCode")) {
                        codes.insert(id, shown_by(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    styles.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Token::Close(name) if name.local() == "cellXfs" => in_cells = false,
            Token::End => return Ok(styles),
            _ => {}
        }
    }
}

/// The formats every reader has to know by number; 27 to 36 and 50 to 58 are the
/// Chinese ones (ECMA-376, 18.8.30).
fn built_in(id: u32) -> Shows {
    match id {
        9 | 10 => Shows::Percent,
        27 | 57 => Shows::Month,
        14..=17 | 28..=31 | 36 | 50..=54 | 58 => Shows::Day,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Shows::Time,
        22 => Shows::Moment,
        46 => Shows::Hours,
        _ => Shows::Number,
    }
}

/// What a format code shows: `yyyy"年"m"月"d"日"`, `[h]:mm`, `0.00%`, `000000`.
fn shown_by(code: &str) -> Shows {
    let (letters, elapsed) = bare(code);
    let has = |wanted: &[char]| letters.contains(wanted);
    let plain = letters.replace("general", "");
    if plain.len() != letters.len() || has(&['0', '#', '?']) {
        // Seconds may have decimals, `ss.00`; anything else with a digit is a number.
        if !(has(&['s']) && has(&['h', 'm'])) {
            return number(&letters);
        }
    }
    if elapsed {
        return Shows::Hours;
    }
    let clock = has(&['h', 's', '时', '分', '秒']);
    let day = has(&['d', '日', '号', '\u{1}']);
    let year = has(&['y', 'e', '年']);
    let month = has(&['m', '月']) && (year || day || !clock);
    match (year || month || day, clock) {
        (true, true) => Shows::Moment,
        (true, false) if year && month && !day => Shows::Month,
        (true, false) => Shows::Day,
        (false, true) => Shows::Time,
        (false, false) => Shows::Number,
    }
}

fn number(letters: &str) -> Shows {
    if letters.contains('%') {
        return Shows::Percent;
    }
    match u8::try_from(letters.len()) {
        Ok(count @ 2..=20) if letters.bytes().all(|byte| byte == b'0') => Shows::Padded(count),
        _ => Shows::Number,
    }
}

/// The first section of a code without quoted text, escapes, colours and locales,
/// in small letters; and whether it counts elapsed time. Weekdays are told as \u{1}.
fn bare(code: &str) -> (String, bool) {
    let mut letters = String::new();
    let mut elapsed = false;
    let mut rest = code.chars().take(1000);
    while let Some(character) = rest.next() {
        match character {
            ';' => break,
            '"' => drop(rest.by_ref().find(|character| *character == '"')),
            '\\' | '_' | '*' => drop(rest.next()),
            '[' => {
                let inside: String = rest.by_ref().take_while(|character| *character != ']').collect();
                let inside = inside.to_lowercase();
                elapsed |=
                    !inside.is_empty() && inside.chars().all(|letter| matches!(letter, 'h' | 'm' | 's'));
            }
            _ => letters.extend(character.to_lowercase()),
        }
    }
    let letters = letters.replace("am/pm", "h").replace("a/p", "h").replace("上午/下午", "h");
    (letters.replace("aaaa", "\u{1}").replace("aaa", "\u{1}"), elapsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_code_is_known_by_what_it_shows() {
        let told = [
            ("General", Shows::Number),
            ("0.00", Shows::Number),
            ("#,##0.00\"元\"", Shows::Number),
            ("0.00E+00", Shows::Number),
            ("[Red]-0", Shows::Number),
            ("@", Shows::Number),
            ("0%", Shows::Percent),
            ("000000", Shows::Padded(6)),
            ("yyyy-mm-dd", Shows::Day),
            ("yyyy\"年\"m\"月\"d\"日\";@", Shows::Day),
            ("[$-804]yyyy年m月d日", Shows::Day),
            ("m\"月\"d\"日\"", Shows::Day),
            ("[$-804]aaaa;@", Shows::Day),
            ("yyyy\"年\"m\"月\"", Shows::Month),
            ("yyyy/m/d h:mm", Shows::Moment),
            ("h:mm AM/PM", Shows::Time),
            ("上午/下午h\"时\"mm\"分\"", Shows::Time),
            ("mm:ss.0", Shows::Time),
            ("[h]:mm:ss", Shows::Hours),
        ];
        for (code, shows) in told {
            assert_eq!(shown_by(code), shows, "{code}");
        }
    }
}
