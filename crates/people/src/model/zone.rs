//! The machine-readable zone of a passport (TD3, two lines of 44) or of a card
//! (TD1, three lines of 30), ICAO Doc 9303 parts 4 and 5. Every check digit is
//! reckoned; one that does not agree refuses the zone and names its field.

use jiff::civil::Date;
use kernel::{Said, codes};

use super::document::{DocumentKind, DocumentNumber, TravelDocument};
use super::identity::Sex;
use super::passport_name::PassportName;
use super::written::bare;

codes! {
    /// A field of a zone that has a check digit (机读码校验项).
    pub enum ZoneField {
        /// 证件号码
        Number = "number" "证件号码" "document number",
        /// 出生日期
        Birth = "birth" "出生日期" "date of birth",
        /// 有效期
        Expiry = "expiry" "有效期" "date of expiry",
        /// 个人号码
        Personal = "personal" "个人号码" "personal number",
        /// 总校验
        Composite = "composite" "总校验位" "composite check",
    }
}

/// What a zone says (机读码).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineReadableZone {
    /// The first two letters, without fillers: `P`, `PO`, `I`.
    pub code: String,
    /// Who issued it, in three letters: `CHN`.
    pub issuer: String,
    /// The holder's name.
    pub name: PassportName,
    /// The document's number.
    pub number: DocumentNumber,
    /// The holder's nationality, in three letters.
    pub nationality: String,
    /// The day of birth; a zone may leave parts of it open.
    pub born: Option<Date>,
    /// The sex; a zone may leave it open.
    pub sex: Option<Sex>,
    /// The last day of validity.
    pub expires: Date,
}

/// Why a text is no zone. Nothing of it is repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said().zh)]
pub enum UnreadableZone {
    /// It is neither two lines of 44 nor three of 30.
    Length(usize),
    /// A sign that no zone holds.
    Character(char),
    /// These check digits do not agree.
    Checks(Vec<ZoneField>),
    /// A date or number that does not exist.
    Field(ZoneField),
}

impl UnreadableZone {
    /// What is wrong and how to mend it.
    pub fn said(&self) -> Said {
        match self {
            Self::Length(count) => Said::new(
                format!(
                    "机读码应为两行各44个字符（护照）或三行各30个字符（卡式证件），这里共{count}个；请整段重新录入"
                ),
                format!(
                    "a zone has 2 lines of 44 (passport) or 3 of 30 (card) characters, this has {count}; enter it again"
                ),
            ),
            Self::Character(c) => Said::new(
                format!("机读码中不会有“{c}”；只有大写字母、数字和“<”"),
                format!("no zone holds “{c}”; only capitals, digits and “<”"),
            ),
            Self::Checks(fields) => {
                let list = |word: fn(kernel::Words) -> &'static str| {
                    fields.iter().map(|field| word(field.words())).collect::<Vec<_>>()
                };
                Said::new(
                    format!(
                        "机读码的{}校验不符；请对照证件检查（常见：0与O、1与I、8与B）",
                        list(|w| w.zh).join("、")
                    ),
                    format!(
                        "check digits disagree: {}; compare 0 and O, 1 and I, 8 and B",
                        list(|w| w.en).join(", ")
                    ),
                )
            }
            Self::Field(field) => {
                let words = field.words();
                Said::new(
                    format!("机读码的{}读不出来；请对照证件检查", words.zh),
                    format!("the zone's {} cannot be read; compare it with the document", words.en),
                )
            }
        }
    }
}

impl MachineReadableZone {
    /// Reads a zone as scanned or typed; line breaks and blanks do not matter. The
    /// day tells whether a person born in `26` is a baby or a hundred.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(written: &str, today: Date) -> Result<Self, UnreadableZone> {
        let text = bare(written).replace('«', "<<");
        let known = |c: &char| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == '<';
        if let Some(wrong) = text.chars().find(|c| !known(c)) {
            return Err(UnreadableZone::Character(wrong));
        }
        let lines = Lines(&text);
        match text.len() {
            88 => passport(lines, today),
            90 => card(lines, today),
            count => Err(UnreadableZone::Length(count)),
        }
    }

    /// The document the zone stands on.
    pub fn document(&self) -> TravelDocument {
        let chinese = self.issuer == "CHN";
        let told = DocumentKind::of_number(&self.number).unwrap_or(DocumentKind::Ordinary);
        TravelDocument {
            kind: if chinese { told } else { DocumentKind::Foreign },
            number: self.number.clone(),
            expires: Some(self.expires),
            issued_by: self.issuer.clone(),
        }
    }
}

/// The zone without its line breaks, all of it ASCII.
#[derive(Clone, Copy)]
struct Lines<'a>(&'a str);

impl<'a> Lines<'a> {
    fn part(self, from: usize, to: usize) -> &'a str {
        self.0.get(from..to).unwrap_or_default()
    }

    fn plain(self, from: usize, to: usize) -> String {
        self.part(from, to).trim_matches('<').to_owned()
    }
}

fn passport(zone: Lines<'_>, today: Date) -> Result<MachineReadableZone, UnreadableZone> {
    // The second line begins at 44.
    let composite = [(44, 54), (57, 64), (65, 87)].map(|(from, to)| zone.part(from, to)).concat();
    let personal = zone.part(72, 86);
    let blank = personal.chars().all(|c| c == '<') && zone.part(86, 87) == "<";
    let checks = [
        (ZoneField::Number, agrees(zone.part(44, 53), zone.part(53, 54))),
        (ZoneField::Birth, agrees(zone.part(57, 63), zone.part(63, 64))),
        (ZoneField::Expiry, agrees(zone.part(65, 71), zone.part(71, 72))),
        (ZoneField::Personal, blank || agrees(personal, zone.part(86, 87))),
        (ZoneField::Composite, agrees(&composite, zone.part(87, 88))),
    ];
    all_agree(&checks)?;
    Ok(MachineReadableZone {
        code: zone.plain(0, 2),
        issuer: zone.plain(2, 5),
        name: name(zone.part(5, 44)),
        number: number(zone.part(44, 53))?,
        nationality: zone.plain(54, 57),
        born: birth(zone.part(57, 63), today)?,
        sex: sex(zone.part(64, 65)),
        expires: expiry(zone.part(65, 71))?,
    })
}

fn card(zone: Lines<'_>, today: Date) -> Result<MachineReadableZone, UnreadableZone> {
    let composite = [(5, 30), (30, 37), (38, 45), (48, 59)].map(|(from, to)| zone.part(from, to)).concat();
    // A number longer than nine signs goes on in the optional field, its check after it.
    let long = zone.part(14, 15) == "<";
    let rest = zone.part(15, 30).split('<').next().unwrap_or_default();
    let (more, check) = rest.split_at_checked(rest.len().saturating_sub(1)).unwrap_or_default();
    let whole = if long { format!("{}<{more}", zone.part(5, 14)) } else { zone.part(5, 14).to_owned() };
    let check = if long { check } else { zone.part(14, 15) };
    let checks = [
        (ZoneField::Number, agrees(&whole, check)),
        (ZoneField::Birth, agrees(zone.part(30, 36), zone.part(36, 37))),
        (ZoneField::Expiry, agrees(zone.part(38, 44), zone.part(44, 45))),
        (ZoneField::Composite, agrees(&composite, zone.part(59, 60))),
    ];
    all_agree(&checks)?;
    Ok(MachineReadableZone {
        code: zone.plain(0, 2),
        issuer: zone.plain(2, 5),
        name: name(zone.part(60, 90)),
        number: number(&whole)?,
        nationality: zone.plain(45, 48),
        born: birth(zone.part(30, 36), today)?,
        sex: sex(zone.part(37, 38)),
        expires: expiry(zone.part(38, 44))?,
    })
}

/// Whether a check digit is that of its field: weights 7, 3, 1; letters count from
/// 10, fillers nothing.
fn agrees(field: &str, check: &str) -> bool {
    let value = |c: char| if c == '<' { Some(0) } else { c.to_digit(36) };
    let weighed = field.chars().zip([7, 3, 1].into_iter().cycle());
    let sum: Option<u32> = weighed.map(|(c, weight)| Some(value(c)? * weight)).sum();
    sum.and_then(|sum| char::from_digit(sum % 10, 10)).is_some_and(|digit| check == digit.to_string())
}

fn all_agree(checks: &[(ZoneField, bool)]) -> Result<(), UnreadableZone> {
    let wrong: Vec<ZoneField> =
        checks.iter().filter(|(_, agrees)| !agrees).map(|(field, _)| *field).collect();
    if wrong.is_empty() { Ok(()) } else { Err(UnreadableZone::Checks(wrong)) }
}

fn name(field: &str) -> PassportName {
    let (surname, given) = field.split_once("<<").unwrap_or((field, ""));
    let words = |part: &str| part.split('<').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    PassportName { surname: words(surname), given: words(given) }
}

fn number(field: &str) -> Result<DocumentNumber, UnreadableZone> {
    DocumentNumber::read(&field.replace('<', "")).map_err(|_| UnreadableZone::Field(ZoneField::Number))
}

fn sex(field: &str) -> Option<Sex> {
    match field {
        "M" => Some(Sex::Male),
        "F" => Some(Sex::Female),
        _ => None,
    }
}

fn six_digits(field: &str, century: i16) -> Option<Date> {
    let part = |from: usize, to: usize| field.get(from..to)?.parse::<i8>().ok();
    Date::new(century + i16::from(part(0, 2)?), part(2, 4)?, part(4, 6)?).ok()
}

fn birth(field: &str, today: Date) -> Result<Option<Date>, UnreadableZone> {
    if field.contains('<') {
        return Ok(None);
    }
    let recent = six_digits(field, 2000).filter(|day| *day <= today);
    let born = recent.or_else(|| six_digits(field, 1900));
    born.map(Some).ok_or(UnreadableZone::Field(ZoneField::Birth))
}

fn expiry(field: &str) -> Result<Date, UnreadableZone> {
    six_digits(field, 2000).ok_or(UnreadableZone::Field(ZoneField::Expiry))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// The specimens of Doc 9303.
    const PASSPORT: &str =
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
    const CARD: &str =
        "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
    const LONG_CARD: &str =
        "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<";

    fn read(text: &str) -> Result<MachineReadableZone, UnreadableZone> {
        MachineReadableZone::read(text, date(2026, 3, 2))
    }

    #[test]
    fn the_specimens_of_passport_and_card_tell_the_same_person() {
        let (passport, card) = (read(PASSPORT).unwrap(), read(CARD).unwrap());
        assert_eq!(passport.name.to_string(), "ERIKSSON ANNA MARIA");
        assert_eq!(passport.number.in_full(), "L898902C3");
        assert_eq!((passport.born, passport.sex), (Some(date(1974, 8, 12)), Some(Sex::Female)));
        assert_eq!((passport.expires, passport.issuer.as_str()), (date(2012, 4, 15), "UTO"));
        assert_eq!((card.name, card.born, card.expires), (passport.name, passport.born, passport.expires));
        assert_eq!(card.number.in_full(), "D23145890");
    }

    #[test]
    fn a_long_number_goes_on_in_the_optional_field() {
        let zone = read(LONG_CARD).unwrap();
        assert_eq!(zone.number.in_full(), "D23145890734");
        assert_eq!(zone.born, Some(date(1934, 7, 12)));
    }

    #[test]
    fn a_chinese_passport_tells_its_kind() {
        let line = "PE1234567CHN9001018M3001019<<<<<<<<<<<<<<";
        let digit =
            |field: &str| (0..10).find(|digit| agrees(field, &digit.to_string())).unwrap().to_string();
        let number = format!("PE1234567{}", digit("PE1234567"));
        let born = format!("900101{}", digit("900101"));
        let ends = format!("300101{}", digit("300101"));
        let composite = digit(&format!("{number}{born}{ends}<<<<<<<<<<<<<<<"));
        let zone = format!(
            "P<CHNSHILI<<XIAOMING<<<<<<<<<<<<<<<<<<<<<<<<\n{number}CHN{born}M{ends}<<<<<<<<<<<<<<<{composite}"
        );
        let document = read(&zone).unwrap().document();
        assert_eq!((document.kind, document.expires), (DocumentKind::PublicAffairs, Some(date(2030, 1, 1))));
        assert!(read(line).is_err());
    }

    #[test]
    fn a_misread_sign_names_its_field() {
        let wrong = PASSPORT.replace("L898902C3", "L898902O3");
        let expected = UnreadableZone::Checks(vec![ZoneField::Number, ZoneField::Composite]);
        assert_eq!(read(&wrong), Err(expected));
        assert_eq!(read("P<UTO"), Err(UnreadableZone::Length(5)));
        assert_eq!(read("护照"), Err(UnreadableZone::Character('护')));
        assert_eq!(read(&PASSPORT.to_lowercase().replace('<', "＜")), read(PASSPORT));
    }

    proptest! {
        #[test]
        fn any_one_digit_of_the_second_line_mistyped_is_noticed(at in 0_usize..44, by in 1_u32..10) {
            let zone = PASSPORT.replace('\n', "");
            let c = zone.chars().nth(44 + at).unwrap();
            prop_assume!(c.is_ascii_digit());
            let other = char::from_digit((c.to_digit(10).unwrap() + by) % 10, 10).unwrap();
            let typed: String = zone.chars().enumerate().map(|(i, c)| if i == 44 + at { other } else { c }).collect();
            prop_assert!(read(&typed).is_err());
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[A-Z0-9<]{88}|[A-Z0-9<]{90}|\\PC{0,100}") {
            let _ = read(&text);
        }
    }
}
