//! The documents people travel on, and whether one will do for a trip.

use std::fmt;

use jiff::civil::Date;
use kernel::{Said, codes};

use super::written::{bare, masked};

codes! {
    /// The kind of a travel document (证件种类).
    pub enum DocumentKind {
        /// 公务普通护照, for staff on official trips.
        PublicAffairs = "public-affairs" "公务普通护照" "passport for public affairs",
        /// 公务护照
        Service = "service" "公务护照" "service passport",
        /// 外交护照
        Diplomatic = "diplomatic" "外交护照" "diplomatic passport",
        /// 普通护照, for students and private trips.
        Ordinary = "ordinary" "普通护照" "ordinary passport",
        /// 外国护照
        Foreign = "foreign" "外国护照" "foreign passport",
    }
}

codes! {
    /// On whose business a trip is made (出访性质).
    pub enum Errand {
        /// 因公
        Official = "official" "因公" "official",
        /// 因私; students travel so.
        Private = "private" "因私" "private",
    }
}

impl DocumentKind {
    /// Whether it is an official one (因公护照).
    pub const fn is_official(self) -> bool {
        matches!(self, Self::PublicAffairs | Self::Service | Self::Diplomatic)
    }

    /// The kind a Chinese passport's number tells: `E12345678` and `EA1234567` are
    /// ordinary, `PE`, `SE` and `DE` for public affairs, service and diplomats; `G`,
    /// `P`, `S` and `D` were the same before passports had a chip.
    pub fn of_number(number: &DocumentNumber) -> Option<Self> {
        let text = number.in_full();
        let letters: String = text.chars().take_while(char::is_ascii_uppercase).collect();
        let digits = text.get(letters.len()..).filter(|rest| rest.bytes().all(|b| b.is_ascii_digit()))?;
        match (letters.as_str(), digits.len()) {
            ("PE" | "P", 7) => Some(Self::PublicAffairs),
            ("SE" | "S", 7) => Some(Self::Service),
            ("DE" | "D", 7) => Some(Self::Diplomatic),
            ("E" | "G", 8) => Some(Self::Ordinary),
            (two, 7) if two.len() == 2 && two.starts_with('E') => Some(Self::Ordinary),
            _ => None,
        }
    }
}

/// The number of a travel document (证件号码). Printed and debugged it is masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentNumber(String);

/// A text that is no number of a travel document. It is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said().zh)]
pub enum UnreadableNumber {
    /// It holds other signs than letters and digits, or too few or too many.
    Form,
    /// It is masked.
    Masked,
}

impl UnreadableNumber {
    /// What is wrong and how to mend it.
    pub fn said(self) -> Said {
        match self {
            Self::Form => Said::new(
                "证件号码应为5至20位字母和数字；请对照证件检查",
                "a document's number has 5 to 20 letters and digits; compare it with the document",
            ),
            Self::Masked => Said::new(
                "证件号码带有星号，不是完整号码；请填完整号码，或留空不改",
                "the number is masked; write it in full, or leave it empty to keep what is stored",
            ),
        }
    }
}

impl DocumentNumber {
    /// Reads a number as typed.
    ///
    /// # Errors
    /// It is masked, or holds anything but 5 to 20 Latin letters and digits.
    pub fn read(written: &str) -> Result<Self, UnreadableNumber> {
        let text = bare(written);
        if text.contains('*') {
            return Err(UnreadableNumber::Masked);
        }
        let fits = (5..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits { Ok(Self(text)) } else { Err(UnreadableNumber::Form) }
    }

    /// All of it: for the store, for papers, and for whoever gave a reason.
    pub fn in_full(&self) -> &str {
        &self.0
    }

    /// What may be shown: `E1******8`.
    pub fn masked(&self) -> String {
        masked(&self.0, 2, 1)
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Debug for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// A passport or what stands in for one (证件).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TravelDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Its number.
    pub number: DocumentNumber,
    /// Last day of validity, where it is known.
    pub expires: Option<Date>,
    /// Who issued it (签发机关); empty where it is not known.
    pub issued_by: String,
}

/// What a trip asks of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// On whose business it is made.
    pub errand: Errand,
    /// The day of entry into China.
    pub home: Date,
    /// How many months it must be valid after that; a figure of the rulebook.
    pub months: i32,
}

/// Why a document will not do for a trip (证件不符).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Its last day is not known.
    Undated,
    /// It ends too early.
    TooShort {
        /// Its last day.
        expires: Date,
        /// The first last day that would do.
        needed: Date,
    },
    /// Its kind is not the kind for the errand.
    WrongKind(DocumentKind, Errand),
}

impl Unfit {
    /// What is wrong and how to mend it.
    pub fn said(&self) -> Said {
        match self {
            Self::Undated => Said::new(
                "证件有效期没有填写；请对照证件补填",
                "the document's validity is missing; take it from the document",
            ),
            Self::TooShort { expires, needed } => Said::new(
                format!("证件有效期至{expires}，本次出访须不早于{needed}；请先换发证件"),
                format!("the document ends on {expires}, this trip needs {needed} or later; renew it first"),
            ),
            Self::WrongKind(kind, errand) => {
                let (kind, errand) = (kind.words(), errand.words());
                Said::new(
                    format!("{}不能用于{}出访；请改持与出访性质相符的证件", kind.zh, errand.zh),
                    format!("a {} is not for an {} trip; travel on the kind that fits", kind.en, errand.en),
                )
            }
        }
    }
}

/// A document that ends within so many months is pointed out, so that there is time
/// to renew it. What a trip asks of it is the trip's to say: [`Demand`].
pub(crate) const SOON_MONTHS: i32 = 6;

codes! {
    /// Whether a document is still valid (证件效期).
    pub enum Validity {
        /// 有效
        Valid = "valid" "有效" "valid",
        /// 六个月内到期
        Ending = "ending" "六个月内到期" "ends within six months",
        /// 已过期
        Ended = "ended" "已过期" "has ended",
        /// 效期待定
        Undated = "undated" "效期待定" "last day not known",
    }
}

impl TravelDocument {
    /// Whether it is valid on a day, and for how long yet.
    pub fn validity(&self, today: Date) -> Validity {
        let soon = today.saturating_add(jiff::Span::new().months(SOON_MONTHS));
        match self.expires {
            None => Validity::Undated,
            Some(last) if last < today => Validity::Ended,
            Some(last) if last <= soon => Validity::Ending,
            Some(_) => Validity::Valid,
        }
    }

    /// Everything that makes the document unfit for a trip. A foreigner travels on
    /// the passport of his own country, whatever the errand.
    pub fn unfit(&self, demand: &Demand) -> Vec<Unfit> {
        let mut unfit = Vec::new();
        let official = demand.errand == Errand::Official;
        if self.kind != DocumentKind::Foreign && self.kind.is_official() != official {
            unfit.push(Unfit::WrongKind(self.kind, demand.errand));
        }
        let needed = demand.home.saturating_add(jiff::Span::new().months(demand.months));
        match self.expires {
            None => unfit.push(Unfit::Undated),
            Some(expires) if expires < needed => unfit.push(Unfit::TooShort { expires, needed }),
            Some(_) => {}
        }
        unfit
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn number(text: &str) -> DocumentNumber {
        DocumentNumber::read(text).unwrap()
    }

    fn passport(text: &str, expires: Option<Date>) -> TravelDocument {
        let number = number(text);
        let kind = DocumentKind::of_number(&number).unwrap();
        TravelDocument { kind, number, expires, issued_by: String::new() }
    }

    #[test]
    fn a_chinese_number_tells_the_kind() {
        for (text, kind) in [
            ("E12345678", Some(DocumentKind::Ordinary)),
            ("ea1234567", Some(DocumentKind::Ordinary)),
            ("Ｅ1234 5678", Some(DocumentKind::Ordinary)),
            ("G12345678", Some(DocumentKind::Ordinary)),
            ("PE1234567", Some(DocumentKind::PublicAffairs)),
            ("P1234567", Some(DocumentKind::PublicAffairs)),
            ("SE1234567", Some(DocumentKind::Service)),
            ("DE1234567", Some(DocumentKind::Diplomatic)),
            ("L898902C3", None),
            ("E1234567", None),
        ] {
            assert_eq!(DocumentKind::of_number(&number(text)), kind, "{text}");
        }
    }

    #[test]
    fn a_number_is_shown_masked_and_a_masked_one_is_not_read_back() {
        assert_eq!(format!("{} {:?}", number("E12345678"), number("E12345678")), "E1******8 E1******8");
        assert_eq!(DocumentNumber::read("E1******8"), Err(UnreadableNumber::Masked));
        assert_eq!(DocumentNumber::read("护照"), Err(UnreadableNumber::Form));
    }

    #[test]
    fn six_months_after_coming_home_are_counted_to_the_day() {
        let demand = Demand { errand: Errand::Official, home: date(2026, 9, 12), months: 6 };
        assert_eq!(passport("PE1234567", Some(date(2027, 3, 12))).unfit(&demand), []);
        let needed = date(2027, 3, 12);
        let short = Unfit::TooShort { expires: date(2027, 3, 11), needed };
        assert_eq!(passport("PE1234567", Some(date(2027, 3, 11))).unfit(&demand), [short]);
        assert_eq!(passport("PE1234567", None).unfit(&demand), [Unfit::Undated]);
    }

    #[test]
    fn a_document_that_ends_within_six_months_is_pointed_out() {
        let today = date(2026, 4, 28);
        for (last, validity) in [
            (None, Validity::Undated),
            (Some(date(2026, 4, 27)), Validity::Ended),
            (Some(date(2026, 4, 28)), Validity::Ending),
            (Some(date(2026, 10, 28)), Validity::Ending),
            (Some(date(2026, 10, 29)), Validity::Valid),
        ] {
            assert_eq!(passport("E12345678", last).validity(today), validity);
        }
    }

    #[test]
    fn the_kind_must_fit_the_errand() {
        let expires = Some(date(2035, 1, 1));
        let demand = |errand| Demand { errand, home: date(2026, 9, 12), months: 6 };
        let wrong = Unfit::WrongKind(DocumentKind::Ordinary, Errand::Official);
        assert_eq!(passport("E12345678", expires).unfit(&demand(Errand::Official)), [wrong]);
        assert_eq!(passport("E12345678", expires).unfit(&demand(Errand::Private)), []);
        assert_eq!(passport("PE1234567", expires).unfit(&demand(Errand::Private)).len(), 1);
        assert_eq!(wrong.said().zh, "普通护照不能用于因公出访；请改持与出访性质相符的证件");
    }
}
