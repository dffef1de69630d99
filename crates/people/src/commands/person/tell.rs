//! A person in words for the terminal.

use crate::model::{Particular, Person, PrivacyConsent, TravelDocument, standing};
use crate::roster::Numbers;

/// A person in one line.
pub(super) fn line(person: &Person) -> String {
    let spelled = person.passport_name().map(|name| name.to_string()).unwrap_or_default();
    let parts = [person.name.zh.clone(), spelled, person.department.clone(), person.post.clone()];
    let told: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\t{}", person.id, told.join("，"))
}

/// Everything that is kept of a person, a line a particular.
pub(super) fn whole(person: &Person, numbers: Numbers, consents: &[PrivacyConsent]) -> String {
    let identity = person.identity.as_ref().map(|number| match numbers {
        Numbers::Masked => number.masked(),
        Numbers::InFull => number.in_full().to_owned(),
    });
    let mut lines = vec![("编号", person.id.to_string())];
    let known = [
        (Particular::Name, person.name.zh.clone()),
        (Particular::PassportName, person.passport_name().map(|name| name.to_string()).unwrap_or_default()),
        (Particular::Sex, person.sex.map(|sex| sex.words().zh.to_owned()).unwrap_or_default()),
        (Particular::Born, person.born.map(|day| day.to_string()).unwrap_or_default()),
        (Particular::Nationality, person.nationality.zh().to_owned()),
        (Particular::Department, person.department.clone()),
        (Particular::Post, person.post.clone()),
        (Particular::Rank, person.rank.clone()),
        (Particular::Phone, person.phone.clone()),
        (Particular::Mail, person.mail.clone()),
        (Particular::Identity, identity.unwrap_or_default()),
        (Particular::IdentityReason, person.identity_reason.clone()),
        (Particular::Tags, person.tags.iter().cloned().collect::<Vec<_>>().join("、")),
    ];
    let filled = known.into_iter().filter(|(_, value)| !value.is_empty());
    lines.extend(filled.map(|(what, value)| (what.words().zh, value)));
    lines.extend(person.documents.iter().map(|document| ("证件", told(document, numbers))));
    let consent = standing(consents).map_or_else(
        || "没有有效的同意记录；用 jinqiao person consent 记录".to_owned(),
        |consent| {
            format!("{}，告知书{}，{}", consent.scope.words().zh, consent.notice, consent.channel.words().zh)
        },
    );
    lines.push(("个人信息同意", consent));
    lines.into_iter().map(|(what, value)| format!("{what}：{value}")).collect::<Vec<_>>().join("\n")
}

fn told(document: &TravelDocument, numbers: Numbers) -> String {
    let number = match numbers {
        Numbers::Masked => document.number.masked(),
        Numbers::InFull => document.number.in_full().to_owned(),
    };
    let until = document.expires.map(|day| format!("，有效期至{day}")).unwrap_or_default();
    format!("{} {number}{until}", document.kind.words().zh)
}
