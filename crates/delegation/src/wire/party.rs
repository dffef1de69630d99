//! The party as JSON.

use jiff::civil::Date;
use kernel::{Country, PersonName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::coded;
use super::spelling::Spelling;
use crate::model::{
    DocumentKind, Duty, Kind, Member, PastTrip, Politics, Relative, Secrecy, Sex, Standing, TravelDocument,
};

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Member")]
pub(crate) struct MemberWire {
    name: String,
    surname: String,
    given: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Sex>")]
    sex: Sex,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    born: Date,
    unit: String,
    post: String,
    rank: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Kind>")]
    kind: Kind,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Duty>")]
    duty: Duty,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Standing>")]
    standing: Standing,
    leadership: Option<String>,
    document: Option<DocumentWire>,
    second_document: Option<DocumentWire>,
    past_trips: Vec<PastTripWire>,
    family: Vec<RelativeWire>,
    tasks: Vec<u32>,
    #[serde(default, with = "coded::option")]
    #[schemars(with = "Option<Spelling<Country>>")]
    foreign_residence: Option<Country>,
    #[serde(default, with = "coded::option")]
    #[schemars(with = "Option<Spelling<Politics>>")]
    politics: Option<Politics>,
    #[serde(default = "no_secrets", with = "coded")]
    #[schemars(with = "Spelling<Secrecy>")]
    secrecy: Secrecy,
}

/// What documents from before this was asked say.
const fn no_secrets() -> Secrecy {
    Secrecy::No
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Document")]
struct DocumentWire {
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<DocumentKind>")]
    kind: DocumentKind,
    number: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    expires: Date,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PastTrip")]
struct PastTripWire {
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    from: Date,
    #[serde(with = "coded::list")]
    #[schemars(with = "Vec<Spelling<Country>>")]
    countries: Vec<Country>,
    purpose: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Relative")]
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
