//! The number of an identity card (GB 11643—1999): six digits of region, eight of
//! birth, three of order with the sex in the last, one check digit (ISO 7064,
//! MOD 11-2). Residence permits of Hong Kong, Macao and Taiwan residents begin with
//! 81, 82 and 83; a foreigner's permanent residence card of 2023 begins with 9, has
//! the receiving province in the next two and the country in three more. Cards of
//! before 2023 have three letters and twelve digits, whose check rule is not public:
//! of those only the form is looked at.

use std::fmt;

use jiff::civil::Date;
use kernel::{Said, codes};

use super::written::{bare, masked};

/// Codes of the provinces (GB/T 2260) and of the three kinds of residence permits.
const PROVINCES: &str = include_str!("../../data/provinces.csv");

/// The weight of each of the first seventeen digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check digit for each remainder.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

codes! {
    /// Sex (性别).
    pub enum Sex {
        /// 男
        Male = "male" "男" "male",
        /// 女
        Female = "female" "女" "female",
    }
}

codes! {
    /// Whose card a number is of (证号类别).
    pub enum IdentityKind {
        /// 居民身份证
        Resident = "resident" "居民身份证" "resident identity card",
        /// 港澳台居民居住证
        Permit = "permit" "港澳台居民居住证" "residence permit of a Hong Kong, Macao or Taiwan resident",
        /// 外国人永久居留身份证, of 2023 and later.
        Foreigner = "foreigner" "外国人永久居留身份证" "foreign permanent resident's identity card",
        /// The same of before 2023.
        EarlierForeigner = "earlier-foreigner" "外国人永久居留身份证（旧版）"
            "foreign permanent resident's identity card, earlier form",
    }
}

/// The number of an identity card (身份证号). Printed and debugged it is masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IdentityNumber {
    text: String,
    kind: IdentityKind,
    born: Option<Date>,
    sex: Option<Sex>,
    right_check: Option<char>,
}

/// Why a text is no number of an identity card. No digit of it is repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said().zh)]
pub enum UnreadableIdentity {
    /// It has another length.
    Length(usize),
    /// A place holds what cannot stand there.
    Character {
        /// Which place, from 1.
        at: usize,
        /// What stands there.
        found: char,
    },
    /// The first digits name no province.
    Region,
    /// The birth date does not exist.
    Birth,
    /// It is masked.
    Masked,
}

impl UnreadableIdentity {
    /// What is wrong and how to mend it.
    pub fn said(&self) -> Said {
        match self {
            Self::Length(15) => Said::new(
                "15位的旧身份证号已停用；请填18位号码",
                "identity numbers of 15 digits are out of use; write the one of 18",
            ),
            Self::Length(count) => Said::new(
                format!("身份证号应为18位，这里有{count}位；请对照证件补正"),
                format!("an identity number has 18 places, this has {count}; compare it with the card"),
            ),
            Self::Character { at, found } => Said::new(
                format!("身份证号第{at}位是“{found}”；前17位是数字，最后一位是数字或X"),
                format!("place {at} is “{found}”; the first 17 are digits, the last a digit or X"),
            ),
            Self::Region => Said::new(
                "身份证号前两位不是省级行政区代码；请对照证件检查",
                "the first two digits name no province; compare them with the card",
            ),
            Self::Birth => Said::new(
                "身份证号第7至14位不是一个日期；请对照证件检查",
                "places 7 to 14 are no date; compare them with the card",
            ),
            Self::Masked => Said::new(
                "身份证号带有星号，不是完整号码；请填完整号码，或留空不改",
                "the number is masked; write it in full, or leave it empty to keep what is stored",
            ),
        }
    }
}

impl IdentityNumber {
    /// Reads a number as typed: full-width digits, spaces and `x` are understood. A
    /// wrong check digit is not refused here; ask [`Self::right_check`].
    ///
    /// # Errors
    /// What is wrong with length, characters, region or date.
    pub fn read(written: &str) -> Result<Self, UnreadableIdentity> {
        let text = bare(written);
        if text.contains('*') {
            return Err(UnreadableIdentity::Masked);
        }
        let count = text.chars().count();
        if count == 15 && text.starts_with(|c: char| c.is_ascii_uppercase()) {
            return earlier_foreigner(text);
        }
        if count != 18 {
            return Err(UnreadableIdentity::Length(count));
        }
        let fits = |at: usize, c: char| c.is_ascii_digit() || at == 17 && c == 'X';
        let wrong = text.chars().enumerate().find(|(at, c)| !fits(*at, *c));
        if let Some((at, found)) = wrong {
            return Err(UnreadableIdentity::Character { at: at + 1, found });
        }
        let kind = kind_of(&text)?;
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let born = date(part(6, 10), part(10, 12), part(12, 14)).ok_or(UnreadableIdentity::Birth)?;
        let order: u32 = part(14, 17).parse().unwrap_or_default();
        let sex = if order % 2 == 1 { Sex::Male } else { Sex::Female };
        let right = check_digit(part(0, 17));
        let right_check = right.filter(|right| !text.ends_with(*right));
        Ok(Self { text, kind, born: Some(born), sex: Some(sex), right_check })
    }

    /// Whose card it is of.
    pub const fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// The day of birth in it; earlier cards of foreigners give none.
    pub const fn born(&self) -> Option<Date> {
        self.born
    }

    /// The sex in it.
    pub const fn sex(&self) -> Option<Sex> {
        self.sex
    }

    /// The check digit there should be, if another one stands there.
    pub const fn right_check(&self) -> Option<char> {
        self.right_check
    }

    /// All of it: for the store, for papers, and for whoever gave a reason.
    pub fn in_full(&self) -> &str {
        &self.text
    }

    /// What may be shown: `110105********002X`.
    pub fn masked(&self) -> String {
        masked(&self.text, 6, 4)
    }
}

impl fmt::Display for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// The check digit of seventeen digits.
fn check_digit(digits: &str) -> Option<char> {
    let product = |(c, weight): (char, u32)| Some(c.to_digit(10)? * weight);
    let sum: u32 = digits.chars().zip(WEIGHTS).map(product).sum::<Option<u32>>()?;
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

fn kind_of(text: &str) -> Result<IdentityKind, UnreadableIdentity> {
    if let Some(rest) = text.strip_prefix('9') {
        let province = rest.get(..2).unwrap_or_default();
        return if is_province(province) {
            Ok(IdentityKind::Foreigner)
        } else {
            Err(UnreadableIdentity::Region)
        };
    }
    match text.get(..2).unwrap_or_default() {
        "81" | "82" | "83" => Ok(IdentityKind::Permit),
        province if is_province(province) => Ok(IdentityKind::Resident),
        _ => Err(UnreadableIdentity::Region),
    }
}

fn is_province(code: &str) -> bool {
    PROVINCES.lines().filter_map(|line| line.split(',').next()).any(|known| known == code)
}

fn earlier_foreigner(text: String) -> Result<IdentityNumber, UnreadableIdentity> {
    let fits = |(at, c): &(usize, char)| if *at < 3 { c.is_ascii_uppercase() } else { c.is_ascii_digit() };
    if let Some((at, found)) = text.chars().enumerate().find(|place| !fits(place)) {
        return Err(UnreadableIdentity::Character { at: at + 1, found });
    }
    if !is_province(text.get(3..5).unwrap_or_default()) {
        return Err(UnreadableIdentity::Region);
    }
    Ok(IdentityNumber {
        text,
        kind: IdentityKind::EarlierForeigner,
        born: None,
        sex: None,
        right_check: None,
    })
}

/// A day from its digits, if there is one.
fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| *year >= 1850)?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests;
