//! A person of a school: staff, student, or a guest who travels along.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{Country, Id, PersonName, Said, Severity, codes};

use super::SchoolId;
use super::document::{DocumentKind, TravelDocument};
use super::identity::{IdentityNumber, Sex};
use super::passport_name::{PassportName, Spelling};
use super::written::{private, unified_name};

/// The id of a person.
pub type PersonId = Id<Person>;

/// Younger than this a parent must agree (个人信息保护法 art 31): not kept here.
const CHILD: i16 = 14;

/// Younger than this somebody should look.
const MINOR: i16 = 18;

/// So many other spellings are told.
const OFFERED: usize = 3;

codes! {
    /// One thing that is kept of a person (人员项目); what people call it is its
    /// column's header.
    pub enum Particular {
        /// 姓名
        Name = "name" "姓名" "name",
        /// 护照姓名
        PassportName = "passport-name" "护照姓名" "passport name",
        /// 性别
        Sex = "sex" "性别" "sex",
        /// 出生日期
        Born = "born" "出生日期" "date of birth",
        /// 国籍
        Nationality = "nationality" "国籍" "nationality",
        /// 部门
        Department = "department" "部门" "department",
        /// 职务
        Post = "post" "职务" "post",
        /// 级别职称
        Rank = "rank" "级别职称" "rank",
        /// 手机
        Phone = "phone" "手机" "phone",
        /// 邮箱
        Mail = "mail" "邮箱" "mail",
        /// 身份证号
        Identity = "identity" "身份证号" "identity number",
        /// 校验说明
        IdentityReason = "identity-reason" "校验说明" "why the check digit is wrong",
        /// 证件种类
        DocumentKind = "document-kind" "证件种类" "document kind",
        /// 证件号码
        DocumentNumber = "document-number" "证件号码" "document number",
        /// 证件有效期
        DocumentExpires = "document-expires" "证件有效期" "document valid until",
        /// 签发机关
        DocumentIssuer = "document-issuer" "签发机关" "issued by",
        /// 标签
        Tags = "tags" "标签" "tags",
    }
}

/// A person (人员).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// The school that keeps them.
    pub school: SchoolId,
    /// Name in Chinese and in passport form.
    pub name: PersonName,
    /// Sex, where it is known.
    pub sex: Option<Sex>,
    /// Date of birth, where it is known.
    pub born: Option<Date>,
    /// Nationality.
    pub nationality: Country,
    /// Department (部门): `智能制造学院`.
    pub department: String,
    /// Post (职务); for students their class.
    pub post: String,
    /// Administrative or professional rank (级别、职称).
    pub rank: String,
    /// Mobile phone.
    pub phone: String,
    /// Mail address.
    pub mail: String,
    /// The number of the identity card.
    pub identity: Option<IdentityNumber>,
    /// Why a number whose check digit is wrong is right all the same; empty otherwise.
    pub identity_reason: String,
    /// Passports.
    pub documents: Vec<TravelDocument>,
    /// Words the office files people under.
    pub tags: BTreeSet<String>,
}

/// Something to say about a person's particulars (人员疑点).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Whether it stops the keeping, asks for a reason, or only asks to look.
    pub severity: Severity,
    /// What it is about.
    pub about: Particular,
    /// What is wrong and how to mend it.
    pub says: Said,
}

impl Person {
    /// Somebody of whom no more than the name is known.
    pub fn named(id: PersonId, school: SchoolId, zh: &str) -> Self {
        let name = PersonName { zh: unified_name(zh), surname: String::new(), given: String::new() };
        Self {
            id,
            school,
            name,
            sex: None,
            born: None,
            nationality: Country::CHINA,
            department: String::new(),
            post: String::new(),
            rank: String::new(),
            phone: String::new(),
            mail: String::new(),
            identity: None,
            identity_reason: String::new(),
            documents: Vec::new(),
            tags: BTreeSet::new(),
        }
    }

    /// The name in passport form, if it is known.
    pub fn passport_name(&self) -> Option<PassportName> {
        let PersonName { surname, given, .. } = &self.name;
        let name = PassportName { surname: surname.clone(), given: given.clone() };
        (!name.surname.is_empty()).then_some(name)
    }

    /// Fills in what follows from the rest: birth and sex from the identity number,
    /// the passport's likeliest spelling from a Chinese name. [`Self::remarks`] says
    /// beforehand where that is a guess.
    #[must_use]
    pub fn completed(mut self) -> Self {
        if let Some(identity) = &self.identity {
            self.born = self.born.or(identity.born());
            self.sex = self.sex.or(identity.sex());
        }
        if let Some(Spelling { best, .. }) = self.guessed() {
            (self.name.surname, self.name.given) = (best.surname, best.given);
        }
        self
    }

    /// The spelling to fill in where none is given.
    fn guessed(&self) -> Option<Spelling> {
        let wanted = self.nationality.is_china() && self.name.surname.is_empty();
        wanted.then(|| Spelling::of(&self.name.zh)).flatten()
    }

    /// The same person with what is newly known; what is not said anew stays as it was
    /// known. A passport takes the place of one of its kind.
    #[must_use]
    pub fn over(mut self, known: &Self) -> Self {
        self.id = known.id;
        for (new, old) in [
            (&mut self.department, &known.department),
            (&mut self.post, &known.post),
            (&mut self.rank, &known.rank),
            (&mut self.phone, &known.phone),
            (&mut self.mail, &known.mail),
        ] {
            if new.is_empty() {
                new.clone_from(old);
            }
        }
        // A name that changed is not spelled as the one before.
        if self.name.surname.is_empty() && self.name.zh == known.name.zh {
            self.name.clone_from(&known.name);
        }
        self.sex = self.sex.or(known.sex);
        self.born = self.born.or(known.born);
        if self.identity.is_none() {
            self.identity.clone_from(&known.identity);
        }
        if self.identity_reason.is_empty() && self.identity == known.identity {
            self.identity_reason.clone_from(&known.identity_reason);
        }
        let kept = known.documents.iter().filter(|old| self.documents.iter().all(|new| new.kind != old.kind));
        let kept: Vec<TravelDocument> = kept.cloned().collect();
        self.documents.extend(kept);
        self.documents.sort();
        if self.tags.is_empty() {
            self.tags.clone_from(&known.tags);
        }
        self
    }

    /// In which respects two accounts of a person differ.
    pub fn differences(&self, other: &Self) -> Vec<Particular> {
        let documents = |person: &Self| person.documents.clone();
        let pairs = [
            (Particular::Name, self.name.zh != other.name.zh),
            (Particular::PassportName, self.passport_name() != other.passport_name()),
            (Particular::Sex, self.sex != other.sex),
            (Particular::Born, self.born != other.born),
            (Particular::Nationality, self.nationality != other.nationality),
            (Particular::Department, self.department != other.department),
            (Particular::Post, self.post != other.post),
            (Particular::Rank, self.rank != other.rank),
            (Particular::Phone, self.phone != other.phone),
            (Particular::Mail, self.mail != other.mail),
            (Particular::Identity, self.identity != other.identity),
            (Particular::IdentityReason, self.identity_reason != other.identity_reason),
            (Particular::DocumentNumber, documents(self) != documents(other)),
            (Particular::Tags, self.tags != other.tags),
        ];
        pairs.into_iter().filter(|(_, differ)| *differ).map(|(particular, _)| particular).collect()
    }

    /// Everything there is to say about the particulars on a day.
    pub fn remarks(&self, today: Date) -> Vec<Remark> {
        let mut remarks = Vec::new();
        self.remark_on_name(&mut remarks);
        self.remark_on_age(today, &mut remarks);
        self.remark_on_identity(&mut remarks);
        for document in &self.documents {
            let told = DocumentKind::of_number(&document.number).filter(|_| self.nationality.is_china());
            if let Some(told) = told.filter(|told| *told != document.kind) {
                let (told, kind) = (told.words(), document.kind.words());
                remarks.push(Remark::warn(
                    Particular::DocumentKind,
                    format!("证件种类填的是{}，号码的字头是{}的；请对照证件", kind.zh, told.zh),
                    format!("filed as a {}, numbered like a {}; compare the document", kind.en, told.en),
                ));
            }
        }
        remarks
    }

    fn remark_on_name(&self, remarks: &mut Vec<Remark>) {
        if self.name.zh.is_empty() {
            remarks.push(Remark::block(Particular::Name, "姓名没有填写；请补填", "the name is missing"));
        }
        if let Some(c) = private(&self.name.zh) {
            let code = u32::from(c);
            remarks.push(Remark::block(
                Particular::Name,
                format!("姓名中有自造字（U+{code:04X}），换一台电脑就看不见；请用输入法打出同一个字，打不出时用部首检字"),
                format!("U+{code:04X} is a private character that other machines cannot show; type the real one"),
            ));
        }
        if let Some(Spelling { best, others }) = self.guessed().filter(|guess| !guess.others.is_empty()) {
            let others = others.iter().take(OFFERED).map(PassportName::to_string).collect::<Vec<_>>();
            remarks.push(Remark::warn(
                Particular::PassportName,
                format!(
                    "护照姓名没有填写，按常用读音填为 {best}（也可能是 {}）；请对照护照",
                    others.join("、")
                ),
                format!(
                    "no passport name: {best} is filled in (or {}); compare the passport",
                    others.join(", ")
                ),
            ));
        }
        let doubts = self.passport_name().map(|name| name.doubts(&self.name.zh)).unwrap_or_default();
        remarks.extend(doubts.into_iter().map(|says| Remark {
            severity: Severity::Warn,
            about: Particular::PassportName,
            says,
        }));
    }

    fn remark_on_age(&self, today: Date, remarks: &mut Vec<Remark>) {
        let told = self.identity.as_ref().and_then(IdentityNumber::born);
        let Some(born) = self.born.or(told) else { return };
        let younger = |years: i16| born.saturating_add(jiff::Span::new().years(years)) > today;
        if born > today {
            remarks.push(Remark::block(
                Particular::Born,
                format!("出生日期{born}在今天之后；请检查"),
                format!("born on {born}, after today; check it"),
            ));
        } else if younger(CHILD) {
            remarks.push(Remark::block(
                Particular::Born,
                format!("未满{CHILD}周岁，须监护人同意，本系统不登记；请检查出生日期"),
                format!(
                    "younger than {CHILD}: a guardian must agree, so not kept here; check the birth date"
                ),
            ));
        } else if younger(MINOR) {
            remarks.push(Remark::warn(
                Particular::Born,
                format!("未满{MINOR}周岁；出访须有监护人书面同意"),
                format!("younger than {MINOR}: a guardian must agree in writing to the trip"),
            ));
        }
    }

    fn remark_on_identity(&self, remarks: &mut Vec<Remark>) {
        let Some(identity) = &self.identity else { return };
        if let Some(right) = identity.right_check() {
            let (severity, then) = if self.identity_reason.trim().is_empty() {
                (Severity::Justify, "；请对照证件，确属如此时在“校验说明”中写明理由")
            } else {
                (Severity::Warn, "；已说明理由")
            };
            remarks.push(Remark {
                severity,
                about: Particular::Identity,
                says: Said::new(
                    format!("身份证号最后一位按规则应为{right}{then}"),
                    format!("the last place should be {right}; if the card has it otherwise, give a reason"),
                ),
            });
        }
        if identity.born().zip(self.born).is_some_and(|(told, said)| told != said) {
            remarks.push(Remark::block(
                Particular::Born,
                "出生日期与身份证号不一致；请对照证件改正其一",
                "the birth date is not the one in the identity number; mend one of them",
            ));
        }
        if identity.sex().zip(self.sex).is_some_and(|(told, said)| told != said) {
            remarks.push(Remark::block(
                Particular::Sex,
                "性别与身份证号不一致；请对照证件改正其一",
                "the sex is not the one in the identity number; mend one of them",
            ));
        }
    }
}

impl Remark {
    /// Something that must be mended first.
    fn block(about: Particular, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity: Severity::Block, about, says: Said::new(zh, en) }
    }

    /// Something somebody should look at.
    fn warn(about: Particular, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity: Severity::Warn, about, says: Said::new(zh, en) }
    }

    /// Whether the person is not kept as long as it stands.
    pub fn stops(&self) -> bool {
        self.severity != Severity::Warn
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn person(identity: &str) -> Person {
        let mut person = Person::named(Id::passing(1), Id::passing(2), "Anna");
        person.identity = Some(IdentityNumber::read(identity).unwrap());
        person
    }

    fn said(person: &Person) -> Vec<String> {
        person
            .remarks(date(2026, 3, 2))
            .into_iter()
            .map(|r| format!("{} {}", r.severity, r.says.zh))
            .collect()
    }

    #[test]
    fn an_identity_number_fills_in_birth_and_sex() {
        let person = person("11010519491231002X").completed();
        assert_eq!((person.born, person.sex), (Some(date(1949, 12, 31)), Some(Sex::Female)));
        assert_eq!(said(&person), [""; 0]);
    }

    #[test]
    fn a_wrong_check_digit_asks_for_a_reason_and_takes_one() {
        let mut person = person("110105194912310021");
        assert_eq!(
            said(&person),
            ["justify 身份证号最后一位按规则应为X；请对照证件，确属如此时在“校验说明”中写明理由"]
        );
        "证件如此，派出所已出证明".clone_into(&mut person.identity_reason);
        assert_eq!(said(&person), ["warn 身份证号最后一位按规则应为X；已说明理由"]);
    }

    #[test]
    fn what_disagrees_with_the_number_stops() {
        let mut person = person("11010519491231002X");
        (person.born, person.sex) = (Some(date(1949, 12, 30)), Some(Sex::Male));
        assert_eq!(
            said(&person),
            [
                "block 出生日期与身份证号不一致；请对照证件改正其一",
                "block 性别与身份证号不一致；请对照证件改正其一"
            ]
        );
    }

    #[test]
    fn children_are_not_kept_and_minors_are_pointed_out() {
        let mut person = Person::named(Id::passing(1), Id::passing(2), "Anna");
        person.born = Some(date(2012, 3, 3));
        assert_eq!(said(&person), ["block 未满14周岁，须监护人同意，本系统不登记；请检查出生日期"]);
        person.born = Some(date(2012, 3, 2));
        assert_eq!(said(&person), ["warn 未满18周岁；出访须有监护人书面同意"]);
        person.born = Some(date(2008, 3, 2));
        assert_eq!(said(&person), [""; 0]);
    }

    #[test]
    fn a_private_character_is_named_by_its_code() {
        let person = Person::named(Id::passing(1), Id::passing(2), "张\u{E0AB}");
        assert!(said(&person).iter().any(|said| said.contains("U+E0AB")));
    }

    #[test]
    fn a_missing_spelling_is_filled_in_and_told_where_it_is_a_guess() {
        let person = Person::named(Id::passing(1), Id::passing(2), "翟萍");
        assert_eq!(
            said(&person),
            ["warn 护照姓名没有填写，按常用读音填为 ZHAI PING（也可能是 DI PING）；请对照护照"]
        );
        let completed = person.completed();
        assert_eq!(completed.passport_name().map(|name| name.to_string()), Some("ZHAI PING".to_owned()));
        assert_eq!(said(&completed), [""; 0]);
        assert_eq!(Person::named(Id::passing(1), Id::passing(2), "Anna").completed().passport_name(), None);
    }
}
