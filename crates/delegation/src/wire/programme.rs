//! Days and letters as JSON.

use jiff::civil::{Date, Time};
use kernel::{Country, Zone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::coded;
use super::spelling::Spelling;
use crate::model::{Border, Day, HalfDay, Invitation, Inviter, Itinerary, Leg, Night, Work};

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Day")]
pub(crate) struct DayWire {
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    date: Date,
    morning: HalfDayWire,
    afternoon: HalfDayWire,
    night: NightWire,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "HalfDay")]
struct HalfDayWire {
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Country>")]
    country: Country,
    city: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Work>")]
    work: Work,
    text: String,
    host: String,
    meets: String,
    tasks: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    participants: Vec<String>,
    leg: Option<LegWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    onward: Vec<LegWire>,
    #[serde(default, with = "coded::option")]
    #[schemars(with = "Option<Spelling<Border>>")]
    border: Option<Border>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    beside: Vec<HalfDayWire>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Leg")]
struct LegWire {
    number: String,
    carrier: String,
    home_carrier: bool,
    from: String,
    to: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Time>")]
    departs: Time,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Time>")]
    arrives: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days_later: Option<i8>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "coded::option")]
    #[schemars(with = "Option<Spelling<Zone>>")]
    from_zone: Option<Zone>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "coded::option")]
    #[schemars(with = "Option<Spelling<Zone>>")]
    to_zone: Option<Zone>,
    via: Option<ViaWire>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Via")]
struct ViaWire {
    city: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Country>")]
    country: Country,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
#[schemars(rename = "Night")]
enum NightWire {
    Lodging {
        #[serde(with = "coded")]
        #[schemars(with = "Spelling<Country>")]
        country: Country,
        city: String,
    },
    Aboard,
    Home,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Invitation")]
pub(crate) struct InvitationWire {
    inviter: String,
    inviter_foreign: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Inviter>")]
    kind: Inviter,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Country>")]
    country: Country,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Country>")]
    issued_in: Country,
    city: String,
    address: String,
    phone: String,
    email: String,
    profile: String,
    signer: String,
    signer_post: String,
    rank_matches: bool,
    direct: bool,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    from: Date,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    to: Date,
    #[serde(default, with = "coded::option")]
    #[schemars(with = "Option<Spelling<Date>>")]
    issued: Option<Date>,
    names: Vec<String>,
    pays: String,
}

pub(crate) fn itinerary(days: Vec<DayWire>) -> Itinerary {
    let day = |it: DayWire| Day {
        date: it.date,
        morning: it.morning.into(),
        afternoon: it.afternoon.into(),
        night: match it.night {
            NightWire::Lodging { country, city } => Night::Lodging { country, city },
            NightWire::Aboard => Night::Aboard,
            NightWire::Home => Night::Home,
        },
    };
    Itinerary { days: days.into_iter().map(day).collect() }
}

impl From<&Day> for DayWire {
    fn from(it: &Day) -> Self {
        Self {
            date: it.date,
            morning: (&it.morning).into(),
            afternoon: (&it.afternoon).into(),
            night: match &it.night {
                Night::Lodging { country, city } => {
                    NightWire::Lodging { country: *country, city: city.clone() }
                }
                Night::Aboard => NightWire::Aboard,
                Night::Home => NightWire::Home,
            },
        }
    }
}

impl From<HalfDayWire> for HalfDay {
    fn from(it: HalfDayWire) -> Self {
        Self {
            country: it.country,
            city: it.city,
            work: it.work,
            text: it.text,
            host: it.host,
            meets: it.meets,
            tasks: it.tasks,
            participants: it.participants,
            leg: it.leg.map(Into::into),
            onward: it.onward.into_iter().map(Into::into).collect(),
            border: it.border,
            beside: it.beside.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&HalfDay> for HalfDayWire {
    fn from(it: &HalfDay) -> Self {
        Self {
            country: it.country,
            city: it.city.clone(),
            work: it.work,
            text: it.text.clone(),
            host: it.host.clone(),
            meets: it.meets.clone(),
            tasks: it.tasks.clone(),
            participants: it.participants.clone(),
            leg: it.leg.as_ref().map(Into::into),
            onward: it.onward.iter().map(Into::into).collect(),
            border: it.border,
            beside: it.beside.iter().map(Into::into).collect(),
        }
    }
}

impl From<LegWire> for Leg {
    fn from(it: LegWire) -> Self {
        Self {
            number: it.number,
            carrier: it.carrier,
            home_carrier: it.home_carrier,
            from: it.from,
            to: it.to,
            departs: it.departs,
            arrives: it.arrives,
            days_later: it.days_later,
            from_zone: it.from_zone,
            to_zone: it.to_zone,
            via: it.via.map(|via| (via.city, via.country)),
        }
    }
}

impl From<&Leg> for LegWire {
    fn from(it: &Leg) -> Self {
        Self {
            number: it.number.clone(),
            carrier: it.carrier.clone(),
            home_carrier: it.home_carrier,
            from: it.from.clone(),
            to: it.to.clone(),
            departs: it.departs,
            arrives: it.arrives,
            days_later: it.days_later,
            from_zone: it.from_zone.clone(),
            to_zone: it.to_zone.clone(),
            via: it.via.as_ref().map(|(city, country)| ViaWire { city: city.clone(), country: *country }),
        }
    }
}

impl From<InvitationWire> for Invitation {
    fn from(it: InvitationWire) -> Self {
        Self {
            inviter: it.inviter,
            inviter_foreign: it.inviter_foreign,
            kind: it.kind,
            country: it.country,
            issued_in: it.issued_in,
            city: it.city,
            address: it.address,
            phone: it.phone,
            email: it.email,
            profile: it.profile,
            signer: it.signer,
            signer_post: it.signer_post,
            rank_matches: it.rank_matches,
            direct: it.direct,
            from: it.from,
            to: it.to,
            issued: it.issued,
            names: it.names,
            pays: it.pays,
        }
    }
}

impl From<&Invitation> for InvitationWire {
    fn from(it: &Invitation) -> Self {
        Self {
            inviter: it.inviter.clone(),
            inviter_foreign: it.inviter_foreign.clone(),
            kind: it.kind,
            country: it.country,
            issued_in: it.issued_in,
            city: it.city.clone(),
            address: it.address.clone(),
            phone: it.phone.clone(),
            email: it.email.clone(),
            profile: it.profile.clone(),
            signer: it.signer.clone(),
            signer_post: it.signer_post.clone(),
            rank_matches: it.rank_matches,
            direct: it.direct,
            from: it.from,
            to: it.to,
            issued: it.issued,
            names: it.names.clone(),
            pays: it.pays.clone(),
        }
    }
}
