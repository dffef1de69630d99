//! What a form of particulars says: the texts as they were typed, and the person they
//! make of somebody known.

use std::collections::BTreeMap;
use std::fmt;

use chassis::digest;
use chassis::web::Fields;
use jiff::civil::Date;
use kernel::{Country, Said, UnknownCode};

use crate::model::{
    DocumentKind, DocumentNumber, IdentityNumber, MachineReadableZone, Particular, PassportName, Person, Sex,
    TravelDocument, UnreadableNumber, unified_name,
};
use crate::roster::day;

/// The longest text of a field, in characters.
const LONGEST: usize = 200;

/// The field a passport's zone is pasted into.
pub(super) const ZONE: &str = "zone";

/// The texts of a form, by field.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(BTreeMap<String, String>);

/// What is wrong with what was typed, field by field.
#[derive(Debug, Default)]
pub(super) struct Wrongs(pub(super) Vec<(String, Said)>);

/// Whose form it is: what the office keeps of a person, or what a person tells of
/// themselves, which is no more than the trip asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asker {
    /// The office.
    Office,
    /// The person.
    Themselves,
}

/// A field of one of several documents: `document-number-0`.
pub(super) fn of_document(what: impl fmt::Display, at: usize) -> String {
    format!("{what}-{at}")
}

/// What a page saw of a person, to tell whether it changed meanwhile.
pub(super) fn mark(person: &Person) -> String {
    // Numbers are masked in this writing, so that the mark gives none away.
    digest(format!("{person:?}").as_bytes())
}

impl Typed {
    pub(super) fn of(fields: &Fields) -> Self {
        let field = |(name, text): (&str, &str)| (name.to_owned(), text.trim().to_owned());
        Self(fields.iter().map(field).collect())
    }

    /// A form filled with what is known. Numbers do not go out again: an empty field
    /// stands for the one that is kept.
    pub(super) fn about(person: &Person) -> Self {
        let mut typed = Self::default();
        let tags: Vec<String> = person.tags.iter().cloned().collect();
        for (what, text) in [
            (Particular::Name, person.name.zh.clone()),
            (
                Particular::PassportName,
                person.passport_name().map(|name| name.to_string()).unwrap_or_default(),
            ),
            (Particular::Sex, person.sex.map(|sex| sex.code().to_owned()).unwrap_or_default()),
            (Particular::Born, person.born.map(|day| day.to_string()).unwrap_or_default()),
            (Particular::Nationality, person.nationality.zh().to_owned()),
            (Particular::Department, person.department.clone()),
            (Particular::Post, person.post.clone()),
            (Particular::Rank, person.rank.clone()),
            (Particular::Phone, person.phone.clone()),
            (Particular::Mail, person.mail.clone()),
            (Particular::IdentityReason, person.identity_reason.clone()),
            (Particular::Tags, tags.join("、")),
        ] {
            typed.put(what.code(), text);
        }
        for (at, document) in person.documents.iter().enumerate() {
            typed.put(of_document(Particular::DocumentKind, at), document.kind.code().to_owned());
            let expires = document.expires.map(|day| day.to_string()).unwrap_or_default();
            typed.put(of_document(Particular::DocumentExpires, at), expires);
            typed.put(of_document(Particular::DocumentIssuer, at), document.issued_by.clone());
        }
        typed
    }

    pub(super) fn text(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    pub(super) fn put(&mut self, field: impl Into<String>, text: String) {
        self.0.insert(field.into(), text);
    }

    /// Spreads a pasted zone over the fields it says something about: the passport's
    /// own spelling and number take the place of what stood there, and what disagrees
    /// with it is told.
    pub(super) fn spread_zone(&mut self, known: &[TravelDocument], today: Date, wrongs: &mut Wrongs) {
        let text = self.text(ZONE).to_owned();
        if text.is_empty() {
            return;
        }
        let zone = match MachineReadableZone::read(&text, today) {
            Ok(zone) => zone,
            Err(error) => return wrongs.file(ZONE, error.said()),
        };
        let document = zone.document();
        let alike = known.iter().position(|other| other.kind == document.kind);
        let at = alike.unwrap_or(known.len());
        self.put(of_document(Particular::DocumentKind, at), document.kind.code().to_owned());
        self.put(of_document(Particular::DocumentNumber, at), document.number.in_full().to_owned());
        self.put(of_document(Particular::DocumentExpires, at), zone.expires.to_string());
        if self.text(&of_document(Particular::DocumentIssuer, at)).is_empty() {
            self.put(of_document(Particular::DocumentIssuer, at), document.issued_by);
        }
        self.put(Particular::PassportName.code(), zone.name.to_string());
        self.agree(
            Particular::Born,
            zone.born.map(|day| day.to_string()),
            |text| day(text).ok()?.to_string().into(),
            wrongs,
        );
        let sex = |text: &str| Some(text.parse::<Sex>().ok()?.code().to_owned());
        self.agree(Particular::Sex, zone.sex.map(|sex| sex.code().to_owned()), sex, wrongs);
        self.put(ZONE, String::new());
    }

    /// Fills a field with what the zone says, or tells that it says something else.
    fn agree(
        &mut self,
        what: Particular,
        said: Option<String>,
        read: impl Fn(&str) -> Option<String>,
        wrongs: &mut Wrongs,
    ) {
        let Some(said) = said else { return };
        let typed = self.text(what.code());
        if typed.is_empty() {
            self.put(what.code(), said);
        } else if read(typed).is_some_and(|typed| typed != said) {
            wrongs.file(
                what.code(),
                Said::new(
                    format!("与机读码（{said}）不一致；请对照护照改正其一"),
                    format!("differs from the zone ({said}); compare the passport and mend one of them"),
                ),
            );
        }
    }

    /// The person that a known one becomes by what was typed.
    pub(super) fn person(&self, known: &Person, asker: Asker, wrongs: &mut Wrongs) -> Person {
        let mut person = known.clone();
        let mut form = Form { typed: self, wrongs };
        form.names(&mut person, asker);
        person.sex = form.may(Particular::Sex.code(), coded);
        person.born = form.may(Particular::Born.code(), day);
        person.nationality = form.may(Particular::Nationality.code(), country).unwrap_or(Country::CHINA);
        person.phone = form.short(Particular::Phone);
        person.mail = form.short(Particular::Mail);
        let read = |text: &str| IdentityNumber::read(text).map_err(|error| error.said());
        if let Some(number) = form.may(Particular::Identity.code(), read) {
            person.identity = Some(number);
        } else if form.is_ticked("identity-gone") {
            person.identity = None;
        }
        person.identity_reason = form.short(Particular::IdentityReason);
        if asker == Asker::Office {
            person.department = form.short(Particular::Department);
            person.post = form.short(Particular::Post);
            person.rank = form.short(Particular::Rank);
            let tags = form.short(Particular::Tags);
            let tags = tags.split(['、', ',', '，', ';', '；']).map(str::trim);
            person.tags = tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        }
        let documents = (0..=known.documents.len()).filter_map(|at| form.document(at, known));
        person.documents = documents.collect();
        person
    }
}

/// A form that is being read.
struct Form<'a> {
    typed: &'a Typed,
    wrongs: &'a mut Wrongs,
}

impl Form<'_> {
    fn may<T>(&mut self, field: &str, read: impl FnOnce(&str) -> Result<T, Said>) -> Option<T> {
        let text = self.typed.text(field);
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|said| self.wrongs.file(field, said)).ok()
    }

    fn is_ticked(&self, field: &str) -> bool {
        !self.typed.text(field).is_empty()
    }

    /// A short text in one line.
    fn short(&mut self, what: Particular) -> String {
        self.line(what.code())
    }

    fn line(&mut self, field: &str) -> String {
        let fits = |text: &str| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().count() <= LONGEST {
                return Ok(text);
            }
            Err(Said::new(
                format!("超过{LONGEST}个字；请缩短"),
                format!("has more than {LONGEST} characters; shorten it"),
            ))
        };
        self.may(field, fits).unwrap_or_default()
    }

    fn names(&mut self, person: &mut Person, asker: Asker) {
        if asker == Asker::Office {
            person.name.zh = unified_name(&self.short(Particular::Name));
        }
        let read = |text: &str| {
            PassportName::read(text).map_err(|error| {
                let en: Vec<&str> = error.0.iter().map(|said| said.en.as_str()).collect();
                Said::new(error.to_string(), en.join("; "))
            })
        };
        let spelled = self.may(Particular::PassportName.code(), read).unwrap_or_default();
        (person.name.surname, person.name.given) = (spelled.surname, spelled.given);
    }

    /// One of the known documents as it is told now, or the one that is new.
    fn document(&mut self, at: usize, known: &Person) -> Option<TravelDocument> {
        let kept = known.documents.get(at);
        if kept.is_some() && self.is_ticked(&of_document("document-gone", at)) {
            return None;
        }
        let kind = self.may(&of_document(Particular::DocumentKind, at), coded::<DocumentKind>);
        let expires = self.may(&of_document(Particular::DocumentExpires, at), day);
        let issued_by = self.line(&of_document(Particular::DocumentIssuer, at));
        let field = of_document(Particular::DocumentNumber, at);
        let read = |text: &str| DocumentNumber::read(text).map_err(UnreadableNumber::said);
        let written = !self.typed.text(&field).is_empty();
        let number = self.may(&field, read).or_else(|| kept.map(|document| document.number.clone()));
        let Some(number) = number else {
            if !written && (kind.is_some() || expires.is_some() || !issued_by.is_empty()) {
                self.wrongs.file(
                    &field,
                    Said::new(
                        "填了证件的其他各项，没有填号码；请补填，或把这一份都留空",
                        "is empty beside other entries of the document; write it, or leave all of them empty",
                    ),
                );
            }
            return None;
        };
        let told = if known.nationality.is_china() {
            DocumentKind::of_number(&number)
        } else {
            Some(DocumentKind::Foreign)
        };
        let Some(kind) = kind.or(told) else {
            let field = of_document(Particular::DocumentKind, at);
            let wrong =
                Said::new("从号码看不出证件种类；请选择", "the number does not tell the kind; choose it");
            self.wrongs.file(&field, wrong);
            return None;
        };
        Some(TravelDocument { kind, number, expires, issued_by })
    }
}

impl Wrongs {
    pub(super) fn file(&mut self, field: &str, said: Said) {
        self.0.push((field.to_owned(), said));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn coded<T: std::str::FromStr<Err = UnknownCode>>(text: &str) -> Result<T, Said> {
    T::from_str(text).map_err(|unknown| {
        let allowed = unknown.allowed;
        Said::new(format!("没有这一项；可填：{allowed}"), format!("not in the list: {allowed}"))
    })
}

fn country(text: &str) -> Result<Country, Said> {
    Country::find(text).ok_or_else(|| {
        Said::new(
            "不是已知的国家或地区；请写通用简称，例如“中国”",
            "is no known country; write its usual name, such as “China”",
        )
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::Id;

    use super::*;

    const ZONE_OF_ANNA: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n\
                                L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    fn nobody() -> Person {
        Person::named(Id::passing(1), Id::passing(2), "")
    }

    fn told(wrongs: &Wrongs) -> Vec<String> {
        wrongs.0.iter().map(|(field, said)| format!("{field} {}", said.zh)).collect()
    }

    #[test]
    fn a_zone_fills_in_what_a_passport_says_and_tells_what_disagrees() {
        let mut form = typed(&[("zone", ZONE_OF_ANNA), ("name", "安娜示例"), ("born", "1974-08-13")]);
        let mut wrongs = Wrongs::default();
        form.spread_zone(&[], date(2010, 1, 1), &mut wrongs);
        assert_eq!(told(&wrongs), ["born 与机读码（1974-08-12）不一致；请对照护照改正其一"]);
        let filled =
            ["passport-name", "sex", "document-number-0", "document-kind-0", "document-expires-0", "zone"];
        assert_eq!(
            filled.map(|field| form.text(field)),
            ["ERIKSSON ANNA MARIA", "female", "L898902C3", "foreign", "2012-04-15", ""]
        );
    }

    #[test]
    fn an_empty_number_keeps_what_is_known_and_a_tick_takes_it_away() {
        let mut known = nobody();
        known.identity = IdentityNumber::read("11010519491231002X").ok();
        let number = DocumentNumber::read("E12345678").unwrap();
        let kind = DocumentKind::Ordinary;
        known.documents = vec![TravelDocument { kind, number, expires: None, issued_by: String::new() }];
        let mut wrongs = Wrongs::default();
        let form = Typed::about(&known);
        assert_eq!(form.person(&known, Asker::Office, &mut wrongs), known);
        let form = typed(&[("identity-gone", "yes"), ("document-gone-0", "yes")]);
        let person = form.person(&known, Asker::Office, &mut wrongs);
        assert_eq!((person.identity, person.documents.len()), (None, 0));
        assert_eq!(told(&wrongs), [""; 0]);
    }

    #[test]
    fn every_fault_stands_at_its_field() {
        let form = typed(&[
            ("born", "昨天"),
            ("nationality", "火星"),
            ("identity", "110105********002X"),
            ("passport-name", "示例"),
            ("document-issuer-0", "示例机关"),
        ]);
        let mut wrongs = Wrongs::default();
        form.person(&nobody(), Asker::Office, &mut wrongs);
        let fields: Vec<&str> = wrongs.0.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["passport-name", "born", "nationality", "identity", "document-number-0"]);
    }

    #[test]
    fn whoever_tells_of_themselves_changes_nothing_of_the_offices() {
        let mut known = nobody();
        (known.name.zh, known.department) = ("吕示例".to_owned(), "示例教务处".to_owned());
        let form = typed(&[("name", "别人"), ("department", "别处"), ("phone", "13800000000")]);
        let person = form.person(&known, Asker::Themselves, &mut Wrongs::default());
        let kept = (person.name.zh.as_str(), person.department.as_str(), person.phone.as_str());
        assert_eq!(kept, ("吕示例", "示例教务处", "13800000000"));
    }
}
