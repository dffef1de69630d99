//! The party as JSON.

use jiff::civil::Date;
use kernel::{Country, PersonName};
use serde::{Deserialize, Serialize};

use super::coded;
use crate::model::{
    DocumentKind, Duty, Kind, Member, PastTrip, Politics, Relative, Secrecy, Sex, Standing, TravelDocument,
};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberWire {
    name: String,
    surname: String,
    given: String,
    #[serde(with = "coded")]
    sex: Sex,
    #[serde(with = "coded")]
    born: Date,
    unit: String,
    post: String,
    rank: String,
    #[serde(with = "coded")]
    kind: Kind,
    #[serde(with = "coded")]
    duty: Duty,
    #[serde(with = "coded")]
    standing: Standing,
    leadership: Option<String>,
    document: Option<DocumentWire>,
    second_document: Option<DocumentWire>,
    past_trips: Vec<PastTripWire>,
    family: Vec<RelativeWire>,
    tasks: Vec<u32>,
    #[serde(with = "coded::option")]
    foreign_residence: Option<Country>,
    #[serde(default, with = "coded::option")]
    politics: Option<Politics>,
    #[serde(default = "no_secrets", with = "coded")]
    secrecy: Secrecy,
}

/// What documents from before this was asked say.
const fn no_secrets() -> Secrecy {
    Secrecy::No
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentWire {
    #[serde(with = "coded")]
    kind: DocumentKind,
    number: String,
    #[serde(with = "coded")]
    expires: Date,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PastTripWire {
    #[serde(with = "coded")]
    from: Date,
    #[serde(with = "coded::list")]
    countries: Vec<Country>,
    purpose: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelativeWire {
    relation: String,
    name: String,
}

impl From<MemberWire> for Member {
    fn from(it: MemberWire) -> Self {
        Self {
            name: PersonName { zh: it.name, surname: it.surname, given: it.given },
            sex: it.sex,
            born: it.born,
            unit: it.unit,
            post: it.post,
            rank: it.rank,
            kind: it.kind,
            duty: it.duty,
            standing: it.standing,
            leadership: it.leadership,
            document: it.document.map(Into::into),
            second_document: it.second_document.map(Into::into),
            past_trips: it
                .past_trips
                .into_iter()
                .map(|trip| PastTrip { from: trip.from, countries: trip.countries, purpose: trip.purpose })
                .collect(),
            family: it
                .family
                .into_iter()
                .map(|it| Relative { relation: it.relation, name: it.name })
                .collect(),
            tasks: it.tasks,
            foreign_residence: it.foreign_residence,
            politics: it.politics,
            secrecy: it.secrecy,
        }
    }
}

impl From<&Member> for MemberWire {
    fn from(it: &Member) -> Self {
        Self {
            name: it.name.zh.clone(),
            surname: it.name.surname.clone(),
            given: it.name.given.clone(),
            sex: it.sex,
            born: it.born,
            unit: it.unit.clone(),
            post: it.post.clone(),
            rank: it.rank.clone(),
            kind: it.kind,
            duty: it.duty,
            standing: it.standing,
            leadership: it.leadership.clone(),
            document: it.document.as_ref().map(Into::into),
            second_document: it.second_document.as_ref().map(Into::into),
            past_trips: it
                .past_trips
                .iter()
                .map(|trip| PastTripWire {
                    from: trip.from,
                    countries: trip.countries.clone(),
                    purpose: trip.purpose.clone(),
                })
                .collect(),
            family: it
                .family
                .iter()
                .map(|it| RelativeWire { relation: it.relation.clone(), name: it.name.clone() })
                .collect(),
            tasks: it.tasks.clone(),
            foreign_residence: it.foreign_residence,
            politics: it.politics,
            secrecy: it.secrecy,
        }
    }
}

impl From<DocumentWire> for TravelDocument {
    fn from(it: DocumentWire) -> Self {
        Self { kind: it.kind, number: it.number, expires: it.expires }
    }
}

impl From<&TravelDocument> for DocumentWire {
    fn from(it: &TravelDocument) -> Self {
        Self { kind: it.kind, number: it.number.clone(), expires: it.expires }
    }
}
