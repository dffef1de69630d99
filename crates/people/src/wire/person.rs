//! A person as a file: `person.toml`, one key per particular, passports in
//! `[[documents]]` by their fields or by their machine-readable zone.

use jiff::civil::Date;
use kernel::{Country, Said};
use serde::Deserialize;

use crate::model::{
    DocumentKind, DocumentNumber, IdentityNumber, MachineReadableZone, PassportName, Person, PersonId,
    SchoolId, TravelDocument, UnreadableNumber,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonFile {
    name: String,
    passport_name: Option<String>,
    sex: Option<String>,
    born: Option<String>,
    nationality: Option<String>,
    #[serde(default)]
    department: String,
    #[serde(default)]
    post: String,
    #[serde(default)]
    rank: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    mail: String,
    identity: Option<String>,
    #[serde(default)]
    identity_reason: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    documents: Vec<DocumentTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentTable {
    zone: Option<String>,
    kind: Option<String>,
    number: Option<String>,
    expires: Option<String>,
    #[serde(default)]
    issued_by: String,
}

/// Everything that is wrong with a person's file, each with its key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("看不懂人员文件：{}", self.0.iter().map(|said| said.zh.as_str()).collect::<Vec<_>>().join("；"))]
pub struct UnreadablePerson(pub Vec<Said>);

/// Reads a person's file. What TOML itself refuses is told by line and kind only:
/// its own message would repeat the line, and a line may hold a number.
///
/// # Errors
/// Everything that is wrong with it.
pub fn person(text: &str, id: PersonId, school: SchoolId, today: Date) -> Result<Person, UnreadablePerson> {
    let file: PersonFile = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        // A value in the message is blotted out: it may be a number.
        let message = error.message().replace(|c: char| c.is_ascii_digit(), "*");
        UnreadablePerson(vec![Said::new(format!("第{line}行，{message}"), format!("line {line}: {message}"))])
    })?;
    let mut wrong = Wrong::default();
    let mut person = Person::named(id, school, &file.name);
    let read = |text: &str| PassportName::read(text).map_err(|error| joined(&error.0));
    if let Some(PassportName { surname, given }) = wrong.read("passport_name", file.passport_name, read) {
        (person.name.surname, person.name.given) = (surname, given);
    }
    person.sex = wrong.read("sex", file.sex, coded);
    person.born = wrong.read("born", file.born, day);
    person.nationality = wrong.read("nationality", file.nationality, country).unwrap_or(Country::CHINA);
    let identity = |text: &str| IdentityNumber::read(text).map_err(|error| error.said());
    person.identity = wrong.read("identity", file.identity, identity);
    person.department = file.department;
    person.post = file.post;
    person.rank = file.rank;
    person.phone = file.phone;
    person.mail = file.mail;
    person.identity_reason = file.identity_reason;
    person.tags = file.tags.into_iter().collect();
    person.documents =
        file.documents.into_iter().filter_map(|table| document(table, today, &mut wrong)).collect();
    if wrong.0.is_empty() { Ok(person) } else { Err(UnreadablePerson(wrong.0)) }
}

fn document(table: DocumentTable, today: Date, wrong: &mut Wrong) -> Option<TravelDocument> {
    let DocumentTable { zone, kind, number, expires, issued_by } = table;
    let read = |text: &str| MachineReadableZone::read(text, today).map_err(|error| error.said());
    let zone = wrong.read("documents.zone", zone, read).as_ref().map(MachineReadableZone::document);
    let kind = wrong.read("documents.kind", kind, coded::<DocumentKind>);
    let expires = wrong.read("documents.expires", expires, day);
    let read = |text: &str| DocumentNumber::read(text).map_err(UnreadableNumber::said);
    let number = wrong.read("documents.number", number, read);
    if let Some(zone) = zone {
        return Some(TravelDocument { kind: kind.unwrap_or(zone.kind), ..zone });
    }
    let number = number?;
    let kind = kind.or_else(|| DocumentKind::of_number(&number));
    if kind.is_none() {
        wrong.file(
            "documents.kind",
            &Said::new("从号码看不出种类，请填写", "is needed: the number does not tell it"),
        );
    }
    Some(TravelDocument { kind: kind?, number, expires, issued_by })
}

/// What is wrong, as it is found.
#[derive(Default)]
struct Wrong(Vec<Said>);

impl Wrong {
    fn file(&mut self, key: &str, said: &Said) {
        self.0.push(Said::new(format!("{key}：{}", said.zh), format!("{key}: {}", said.en)));
    }

    fn read<T>(
        &mut self,
        key: &str,
        text: Option<String>,
        read: impl FnOnce(&str) -> Result<T, Said>,
    ) -> Option<T> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        read(&text).map_err(|said| self.file(key, &said)).ok()
    }
}

fn joined(all: &[Said]) -> Said {
    let list =
        |said: fn(&Said) -> &str, between: &str| all.iter().map(said).collect::<Vec<_>>().join(between);
    Said::new(list(|said| &said.zh, "；"), list(|said| &said.en, "; "))
}

fn coded<T: std::str::FromStr<Err = kernel::UnknownCode>>(text: &str) -> Result<T, Said> {
    T::from_str(text).map_err(|unknown| {
        Said::new(
            format!("没有这一项；可填：{}", unknown.allowed),
            format!("not in the list: {}", unknown.allowed),
        )
    })
}

fn day(text: &str) -> Result<Date, Said> {
    text.parse().map_err(|_| Said::new("不是日期；请写成 1980-05-06", "is no date; write 1980-05-06"))
}

fn country(text: &str) -> Result<Country, Said> {
    Country::find(text).ok_or_else(|| {
        Said::new("不是已知的国家或地区；请写通用简称", "is no known country; write its usual name")
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::Id;

    use super::*;

    fn read(text: &str) -> Result<Person, UnreadablePerson> {
        person(text, Id::passing(1), Id::passing(2), date(2026, 3, 2))
    }

    #[test]
    fn a_file_tells_a_person_and_a_zone_a_passport() {
        let told = read(
            "name = \"吕示例\"\npassport_name = \"LYU SHILI\"\nborn = \"1980-05-06\"\nidentity = \"11010519491231002x\"\n\
             tags = [\"外语\"]\n[[documents]]\nnumber = \"PE1234567\"\nexpires = \"2032-01-01\"\n[[documents]]\nzone = \"\"\"\n\
             P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\"\"\"\n",
        )
        .unwrap();
        let kinds: Vec<DocumentKind> = told.documents.iter().map(|document| document.kind).collect();
        assert_eq!(kinds, [DocumentKind::PublicAffairs, DocumentKind::Foreign]);
        assert_eq!((told.name.surname.as_str(), told.tags.len()), ("LYU", 1));
    }

    #[test]
    fn every_fault_is_told_with_its_key_and_no_number_is_repeated() {
        let error = read("name = \"示例\"\nidentity = \"11010519491331002X\"\nsex = \"？\"\nborn = \"昨天\"")
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "看不懂人员文件：sex：没有这一项；可填：男、女；born：不是日期；请写成 1980-05-06；\
             identity：身份证号第7至14位不是一个日期；请对照证件检查"
        );
        let error = read("name = \"示例\"\nidentity = 11010519491231002X\n").unwrap_err().to_string();
        assert!(error.contains("第2行") && !error.contains("110105"), "{error}");
        let error = read("name = \"示例\"\ntags = \"11010519491231002X\"\n").unwrap_err().to_string();
        assert!(error.contains("第2行") && !error.contains("110105"), "{error}");
        let error = read("name = \"示例\"\nidentiti = \"1\"\n").unwrap_err().to_string();
        assert!(error.contains("identiti"), "{error}");
    }
}
