//! A name as a passport spells it: `ZHANG XIAOMING`, `LYU PING`.

use std::fmt;

use kernel::Said;

use super::reading::{self, Parted};
use super::written::{half_width, is_han, unified_name};

/// The longest name a passport can print.
const LONGEST: usize = 39;

/// More spellings than this are not offered.
const MOST_OFFERED: usize = 12;

/// A name in passport form (护照姓名).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassportName {
    /// Surname in capitals: `LYU`.
    pub surname: String,
    /// Given name in capitals, empty if the person has one name only: `XIAOMING`.
    pub given: String,
}

/// How a name in Chinese may be spelled in a passport (拼写建议).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The likeliest.
    pub best: PassportName,
    /// What else it may be, likelier first; the passport decides.
    pub others: Vec<PassportName>,
}

/// Everything that is wrong with a text as a passport's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.0.iter().map(|said| said.zh.as_str()).collect::<Vec<_>>().join("；"))]
pub struct UnreadablePassportName(pub Vec<Said>);

impl fmt::Display for PassportName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(format!("{} {}", self.surname, self.given).trim())
    }
}

impl PassportName {
    /// Reads a name as typed or copied: surname, then given name, parted by a space,
    /// a comma, a slash or `<<`; small letters are understood.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(written: &str) -> Result<Self, UnreadablePassportName> {
        let text = half_width(written).trim().to_uppercase();
        let parted = ["<<", ",", "/"].iter().find_map(|sign| text.split_once(sign));
        let (surname, given) = parted
            .or_else(|| text.split_once(char::is_whitespace))
            .map_or((text.as_str(), String::new()), |(surname, given)| (surname, given.replace('<', " ")));
        let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = Self { surname: words(&surname.replace('<', " ")), given: words(&given) };
        let wrong = name.wrong_signs();
        if wrong.is_empty() { Ok(name) } else { Err(UnreadablePassportName(wrong)) }
    }

    fn wrong_signs(&self) -> Vec<Said> {
        let whole = self.to_string();
        let mut wrong = Vec::new();
        let mut seen = Vec::new();
        for c in whole.chars().filter(|c| !c.is_ascii_uppercase() && *c != ' ') {
            // Of several Han characters the first says it for all.
            let said = |earlier: &char| *earlier == c || is_han(c) && is_han(*earlier);
            if !seen.iter().any(said) {
                wrong.push(wrong_sign(c));
                seen.push(c);
            }
        }
        if wrong.is_empty() && self.given.is_empty() {
            wrong.push(Said::new(
                "只有一段，分不出姓和名；姓在前，名在后，中间空一格：ZHANG XIAOMING",
                "surname and given name are not parted; write ZHANG XIAOMING",
            ));
        }
        if whole.len() > LONGEST {
            wrong.push(Said::new(
                format!("超过护照能印的{LONGEST}个字母；请照护照机读码缩写"),
                format!("longer than the {LONGEST} letters a passport prints; shorten it as its zone does"),
            ));
        }
        wrong
    }

    /// What makes one doubt that this is how a passport spells a name in Chinese.
    /// The passport decides, so these are questions and not faults.
    pub fn doubts(&self, zh: &str) -> Vec<Said> {
        let zh = unified_name(zh);
        let parted = reading::parted(&zh);
        if parted.is_empty() {
            return Vec::new();
        }
        let mut doubts = Vec::new();
        let given = self.given.replace(' ', "");
        if given != self.given {
            doubts.push(Said::new(
                format!("名在护照上连写：{} 应为 {given}", self.given),
                format!("a given name is written in one word: {given}"),
            ));
        }
        if parted.iter().any(|parted| fits(parted, &self.surname, &given)) {
            return doubts;
        }
        let expected = Spelling::of(&zh).map(|spelling| spelling.best.to_string()).unwrap_or_default();
        if expected.is_empty() {
            return doubts;
        }
        let said = if parted.iter().any(|parted| fits(parted, &given, &self.surname)) {
            Said::new(
                format!("姓和名似乎写反了；姓在前：{expected}"),
                format!("surname and given name seem to have changed places: {expected}"),
            )
        } else if parted.iter().any(|parted| fits_of_old(parted, &self.surname, &given)) {
            Said::new(
                format!("ü 现行护照写作 YU：{expected}；旧护照如确为 {self}，照护照填写"),
                format!("ü is spelled YU in passports now: {expected}; keep {self} if the passport has it"),
            )
        } else {
            Said::new(
                format!("与中文姓名的读音不符，通常写作 {expected}；请对照护照"),
                format!("this is not how the Chinese name is read, usually {expected}; compare the passport"),
            )
        };
        doubts.push(said);
        doubts
    }
}

impl Spelling {
    /// How a name in Chinese may be spelled; nothing for a name that is not Chinese.
    pub fn of(zh: &str) -> Option<Self> {
        let zh = unified_name(zh);
        let mut names = if zh.contains('·') { with_dots(&zh) } else { parted_names(&zh) };
        if names.is_empty() {
            return None;
        }
        let best = names.remove(0);
        names.truncate(MOST_OFFERED);
        Some(Self { best, others: names })
    }
}

/// The spellings of every reading of every way to part a name.
fn parted_names(zh: &str) -> Vec<PassportName> {
    let mut names = Vec::new();
    for parted in reading::parted(zh) {
        let surnames = reading::likely_surname(&parted.surname);
        for given in reading::likely_given(&parted.given) {
            for surname in &surnames {
                let name = PassportName { surname: spelled(surname), given: spelled(&given) };
                if !names.contains(&name) && !name.surname.is_empty() {
                    names.push(name);
                }
            }
        }
    }
    names
}

/// A name of several parts (少数民族姓名): either part may stand first in the passport.
fn with_dots(zh: &str) -> Vec<PassportName> {
    let part = |text: &str| reading::likely_given(text).first().map(|reading| spelled(reading));
    let Some(parts) = zh.split('·').map(part).collect::<Option<Vec<String>>>() else { return Vec::new() };
    let [first, rest @ ..] = parts.as_slice() else { return Vec::new() };
    let rest = rest.concat();
    vec![
        PassportName { surname: first.clone(), given: rest.clone() },
        PassportName { surname: rest, given: first.clone() },
    ]
}

fn spelled(reading: &[String]) -> String {
    reading.iter().map(|syllable| reading::passport_syllable(syllable)).collect()
}

fn fits(parted: &Parted, surname: &str, given: &str) -> bool {
    reading::surname(&parted.surname).iter().any(|reading| spelled(reading) == surname)
        && every_character_sounds(&parted.given, given)
}

/// The same with the spellings of ü that passports had before 2012.
fn fits_of_old(parted: &Parted, surname: &str, given: &str) -> bool {
    let old = |reading: &reading::Reading, vowel: &str| reading.concat().replace('v', vowel).to_uppercase();
    let sounds = |readings: Vec<reading::Reading>, wanted: &str| {
        ["v", "u", "yu"].iter().any(|vowel| readings.iter().any(|reading| old(reading, vowel) == wanted))
    };
    sounds(reading::surname(&parted.surname), surname) && sounds(reading::text(&parted.given), given)
}

fn every_character_sounds(han: &str, spelling: &str) -> bool {
    reading::text(han).iter().any(|reading| spelled(reading) == spelling)
}

fn wrong_sign(c: char) -> Said {
    match c {
        'Ü' | 'Ǖ' | 'Ǘ' | 'Ǚ' | 'Ǜ' => {
            Said::new("ü 在护照上写作 YU：吕为 LYU", "ü is YU in a passport: 吕 is LYU")
        }
        '\'' | '’' | '‘' | '`' => {
            Said::new("护照姓名不写隔音号：XI’AN 为 XIAN", "no apostrophe in a passport's name: XIAN")
        }
        '-' | '–' => Said::new(
            "护照姓名不写连字符；中文名连写，外文名空一格",
            "no hyphen: a Chinese given name is one word, others are parted by a space",
        ),
        c if is_han(c) => Said::new(
            "这里填护照上的拼音，不填汉字",
            "write the letters of the passport here, not characters",
        ),
        c => Said::new(
            format!("护照姓名中不会有“{c}”；只有字母A至Z和空格"),
            format!("a passport's name never holds “{c}”; only A to Z and spaces"),
        ),
    }
}

#[cfg(test)]
mod tests;
