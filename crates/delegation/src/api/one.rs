//! One delegation: its application whole, its party, its days.

use axum::extract::Path;
use axum::http::Method;
use chassis::web::api::{Answer, Gives, Sent, Shape, given};
use chassis::web::{Routes, Visit};
use chassis::{Desk, Error};
use people::model::SchoolId;
use schemars::JsonSchema;
use season::model::StopId;
use serde::{Deserialize, Serialize};

use super::{Begun, begin, change, end, named, reading, version};
use crate::model::life::Life;
use crate::model::settlement::Settlement;
use crate::model::{Category, Delegation, DelegationId, TripMode};
use crate::operations;
use crate::pages::EDIT;
use crate::wire::money::FundingWire;
use crate::wire::party::MemberWire;
use crate::wire::programme::{DayWire, InvitationWire, itinerary};
use crate::wire::spelling::Spelling;
use crate::wire::{JustificationWire, PlanWire, PublicityWire, PurposeWire, WitnessWire, coded};

/// An application as it is planned: who, where, when, what for, with what money.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Application")]
pub(super) struct DraftWire {
    /// The number of its stop in the annex; 0 where the season has it no more.
    pub(super) stop: u32,
    /// 团组名称
    name: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<TripMode>")]
    mode: TripMode,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Category>")]
    category: Category,
    /// The line of the annual plan it fills, if it is in the plan.
    plan: Option<PlanWire>,
    /// Everybody who travels, leader first.
    #[serde(default)]
    members: Vec<MemberWire>,
    /// One entry a calendar day, in order, without gaps.
    #[serde(default)]
    days: Vec<DayWire>,
    #[serde(default)]
    invitations: Vec<InvitationWire>,
    #[serde(default)]
    purposes: Vec<PurposeWire>,
    #[serde(default)]
    witnesses: Vec<WitnessWire>,
    funding: FundingWire,
    /// The notice before the application.
    publicity: Option<PublicityWire>,
    /// Whom the authority may ring.
    #[serde(default)]
    contact: String,
}

/// A delegation, whole.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Delegation")]
struct OneWire {
    /// Its id.
    id: String,
    /// Its school's id.
    school: String,
    /// How far it has got.
    phase: &'static str,
    /// Its version, as `If-Match` takes it.
    version: i64,
    /// The application.
    application: DraftWire,
    /// Recorded reasons.
    justifications: Vec<JustificationWire>,
}

/// Everybody who travels.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Party")]
struct PartyWire {
    /// Leader first; staff and students alike.
    members: Vec<MemberWire>,
}

/// The days of the trip.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Itinerary")]
struct ItineraryWire {
    /// One entry a calendar day, in order, without gaps.
    days: Vec<DayWire>,
}

pub(super) fn routes(routes: Routes) -> Routes {
    const ONE: &str = "/api/v1/delegations/{id}";
    const PARTY: &str = "/api/v1/delegations/{id}/party";
    const DAYS: &str = "/api/v1/delegations/{id}/itinerary";
    routes
        .api(reading(ONE, ("一个团组的申报内容", "one delegation"), Gives::One(Shape::of::<OneWire>())), show)
        .api(reading(PARTY, ("人员名单", "its party"), Gives::One(Shape::of::<PartyWire>())), party)
        .api(change::<PartyWire>(Method::PUT, PARTY, EDIT, ("改人员名单", "sets another party")), set_party)
        .api(reading(DAYS, ("日程", "its days"), Gives::One(Shape::of::<ItineraryWire>())), days)
        .api(change::<ItineraryWire>(Method::PUT, DAYS, EDIT, ("改日程", "sets other days")), set_days)
}

/// A delegation that is looked at, with its version and the number of its stop.
async fn seen(visit: &Visit, id: &str) -> Result<(Delegation, i64, u32), Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let delegation = operations::load(desk, named(id)).await?;
    let version = version(desk, delegation.id).await?;
    let number = number(desk, delegation.stop).await?;
    look.leave().await?;
    Ok((delegation, version, number))
}

async fn number(desk: &mut Desk<'_>, stop: StopId) -> Result<u32, Error> {
    match season::operations::current(desk).await {
        Ok(season) => Ok(season.stops.iter().find(|it| it.id == stop).map_or(0, |it| it.number)),
        Err(Error::Missing(_)) => Ok(0),
        Err(error) => Err(error),
    }
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let (delegation, version, number) = seen(&visit, &id).await?;
    let told = OneWire {
        id: delegation.id.to_string(),
        school: delegation.school.to_string(),
        phase: delegation.life.phase().code(),
        version,
        application: DraftWire::of(&delegation, number),
        justifications: delegation.justifications.iter().map(Into::into).collect(),
    };
    Ok(given(&visit.headers, version, &told)?)
}

async fn party(visit: Visit, Path(id): Path<String>) -> Answer {
    let (delegation, version, _) = seen(&visit, &id).await?;
    let members = delegation.members.iter().map(Into::into).collect();
    Ok(given(&visit.headers, version, &PartyWire { members })?)
}

async fn days(visit: Visit, Path(id): Path<String>) -> Answer {
    let (delegation, version, _) = seen(&visit, &id).await?;
    let days = delegation.itinerary.days.iter().map(Into::into).collect();
    Ok(given(&visit.headers, version, &ItineraryWire { days })?)
}

async fn set_party(visit: Visit, Path(id): Path<String>, sent: Sent) -> Answer {
    let mut work = visit.change().await?;
    let desk = &mut work.desk();
    let (delegation, once, told) = match begin::<PartyWire>(desk, &sent, &id).await? {
        Begun::Again(first) => return Ok(first),
        Begun::First(delegation, once, told) => (*delegation, once, told),
    };
    let members = told.members.into_iter().map(Into::into).collect();
    let kept = operations::whole::set_party(desk, delegation, members).await?;
    let response = end(desk, once.as_ref(), &kept).await?;
    work.commit().await?;
    Ok(response)
}

async fn set_days(visit: Visit, Path(id): Path<String>, sent: Sent) -> Answer {
    let mut work = visit.change().await?;
    let desk = &mut work.desk();
    let (delegation, once, told) = match begin::<ItineraryWire>(desk, &sent, &id).await? {
        Begun::Again(first) => return Ok(first),
        Begun::First(delegation, once, told) => (*delegation, once, told),
    };
    let kept = operations::whole::set_days(desk, delegation, itinerary(told.days)).await?;
    let response = end(desk, once.as_ref(), &kept).await?;
    work.commit().await?;
    Ok(response)
}

impl DraftWire {
    /// The delegation that is planned.
    pub(super) fn delegation(self, id: DelegationId, school: SchoolId, stop: StopId) -> Delegation {
        Delegation {
            id,
            school,
            stop,
            name: self.name.trim().to_owned(),
            mode: self.mode,
            category: self.category,
            plan: self.plan.map(Into::into),
            members: self.members.into_iter().map(Into::into).collect(),
            itinerary: itinerary(self.days),
            invitations: self.invitations.into_iter().map(Into::into).collect(),
            purposes: self.purposes.into_iter().map(Into::into).collect(),
            witnesses: self.witnesses.into_iter().map(Into::into).collect(),
            funding: self.funding.into(),
            publicity: self.publicity.map(Into::into),
            contact: self.contact,
            justifications: Vec::new(),
            life: Life::default(),
            settlement: Settlement::default(),
        }
    }

    /// What a delegation says of itself.
    fn of(it: &Delegation, stop: u32) -> Self {
        Self {
            stop,
            name: it.name.clone(),
            mode: it.mode,
            category: it.category,
            plan: it.plan.as_ref().map(Into::into),
            members: it.members.iter().map(Into::into).collect(),
            days: it.itinerary.days.iter().map(Into::into).collect(),
            invitations: it.invitations.iter().map(Into::into).collect(),
            purposes: it.purposes.iter().map(Into::into).collect(),
            witnesses: it.witnesses.iter().map(Into::into).collect(),
            funding: (&it.funding).into(),
            publicity: it.publicity.as_ref().map(Into::into),
            contact: it.contact.clone(),
        }
    }
}
