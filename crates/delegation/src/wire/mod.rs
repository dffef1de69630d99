//! A delegation as JSON, the form it is stored and exchanged in. The model knows
//! nothing of it.

pub(crate) mod checked;
pub(crate) mod coded;
pub(crate) mod extract;
pub(crate) mod life;
pub(crate) mod money;
pub(crate) mod party;
pub(crate) mod programme;
mod promise;
mod settlement;
pub(crate) mod spelling;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{
    Answered, Category, Delegation, Justification, PlanEntry, Publicity, Purpose, TripMode, Witness,
};
use life::NotedWire;
use money::FundingWire;
use party::MemberWire;
use programme::{DayWire, InvitationWire};
use promise::OutcomeWire;
use settlement::SettlementWire;
use spelling::Spelling;

/// A delegation as JSON.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DelegationWire {
    id: String,
    school: String,
    stop: String,
    name: String,
    #[serde(with = "coded")]
    mode: TripMode,
    #[serde(with = "coded")]
    category: Category,
    plan: Option<PlanWire>,
    members: Vec<MemberWire>,
    days: Vec<DayWire>,
    invitations: Vec<InvitationWire>,
    purposes: Vec<PurposeWire>,
    witnesses: Vec<WitnessWire>,
    funding: FundingWire,
    publicity: Option<PublicityWire>,
    contact: String,
    justifications: Vec<JustificationWire>,
    /// Absent in documents from before lives were told.
    #[serde(default)]
    life: Vec<NotedWire>,
    /// Absent in documents from before money was settled.
    #[serde(default)]
    settlement: SettlementWire,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Plan")]
pub(crate) struct PlanWire {
    entry: String,
    quota: u32,
    used: u32,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Purpose")]
pub(crate) struct PurposeWire {
    task: u32,
    title: String,
    text: String,
    necessity: String,
    outcome: String,
    goals: Vec<u32>,
    #[serde(default)]
    promises: Vec<OutcomeWire>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Witness")]
pub(crate) struct WitnessWire {
    name: String,
    agreement: String,
    approved: bool,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Publicity")]
pub(crate) struct PublicityWire {
    place: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    from: Date,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    to: Date,
    result: String,
    objections: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Justification")]
pub(crate) struct JustificationWire {
    rule: String,
    reason: String,
    by: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Timestamp>")]
    at: Timestamp,
    /// Absent where it came with the workbook, and in documents from before reasons
    /// were bound.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<AnsweredWire>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Answered")]
struct AnsweredWire {
    place: String,
    figures: String,
}

/// Why a JSON is no delegation; line and column are serde's.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    /// It is not JSON of this shape.
    #[error("看不懂团组数据：{0}")]
    Json(#[from] serde_json::Error),
    /// An id in it is none.
    #[error(transparent)]
    Id(#[from] kernel::UnreadableId),
}

/// Writes a delegation; the same delegation always gives the same bytes.
pub(crate) fn write(delegation: &Delegation) -> Result<String, Unreadable> {
    Ok(serde_json::to_string(&DelegationWire::from(delegation))?)
}

/// Reads a delegation back.
pub(crate) fn read(json: &str) -> Result<Delegation, Unreadable> {
    let wire: DelegationWire = serde_json::from_str(json)?;
    Ok(Delegation {
        id: wire.id.parse()?,
        school: wire.school.parse()?,
        stop: wire.stop.parse()?,
        name: wire.name,
        mode: wire.mode,
        category: wire.category,
        plan: wire.plan.map(Into::into),
        members: wire.members.into_iter().map(Into::into).collect(),
        itinerary: programme::itinerary(wire.days),
        invitations: wire.invitations.into_iter().map(Into::into).collect(),
        purposes: wire.purposes.into_iter().map(Into::into).collect(),
        witnesses: wire.witnesses.into_iter().map(Into::into).collect(),
        funding: wire.funding.into(),
        publicity: wire.publicity.map(Into::into),
        contact: wire.contact,
        justifications: wire.justifications.into_iter().map(Into::into).collect(),
        life: life::read(wire.life),
        settlement: wire.settlement.into(),
    })
}

impl From<&Delegation> for DelegationWire {
    fn from(it: &Delegation) -> Self {
        Self {
            id: it.id.to_string(),
            school: it.school.to_string(),
            stop: it.stop.to_string(),
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
            justifications: it.justifications.iter().map(Into::into).collect(),
            life: life::written(&it.life),
            settlement: (&it.settlement).into(),
        }
    }
}

impl From<PlanWire> for PlanEntry {
    fn from(it: PlanWire) -> Self {
        Self { entry: it.entry, quota: it.quota, used: it.used }
    }
}

impl From<&PlanEntry> for PlanWire {
    fn from(it: &PlanEntry) -> Self {
        Self { entry: it.entry.clone(), quota: it.quota, used: it.used }
    }
}

impl From<WitnessWire> for Witness {
    fn from(it: WitnessWire) -> Self {
        Self { name: it.name, agreement: it.agreement, approved: it.approved }
    }
}

impl From<PurposeWire> for Purpose {
    fn from(it: PurposeWire) -> Self {
        Self {
            task: it.task,
            title: it.title,
            text: it.text,
            necessity: it.necessity,
            outcome: it.outcome,
            goals: it.goals,
            promises: it.promises.into_iter().map(|outcome| outcome.of(it.task)).collect(),
        }
    }
}

impl From<&Purpose> for PurposeWire {
    fn from(it: &Purpose) -> Self {
        Self {
            task: it.task,
            title: it.title.clone(),
            text: it.text.clone(),
            necessity: it.necessity.clone(),
            outcome: it.outcome.clone(),
            goals: it.goals.clone(),
            promises: it.promises.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Witness> for WitnessWire {
    fn from(it: &Witness) -> Self {
        Self { name: it.name.clone(), agreement: it.agreement.clone(), approved: it.approved }
    }
}

impl From<PublicityWire> for Publicity {
    fn from(it: PublicityWire) -> Self {
        Self { place: it.place, from: it.from, to: it.to, result: it.result, objections: it.objections }
    }
}

impl From<&Publicity> for PublicityWire {
    fn from(it: &Publicity) -> Self {
        Self {
            place: it.place.clone(),
            from: it.from,
            to: it.to,
            result: it.result.clone(),
            objections: it.objections.clone(),
        }
    }
}

impl From<JustificationWire> for Justification {
    fn from(it: JustificationWire) -> Self {
        let answered = |it: AnsweredWire| Answered { place: it.place, figures: it.figures };
        let answers = it.answers.into_iter().map(answered).collect();
        Self { rule: it.rule, reason: it.reason, by: it.by, at: it.at, answers }
    }
}

impl From<&Justification> for JustificationWire {
    fn from(it: &Justification) -> Self {
        let answered = |it: &Answered| AnsweredWire { place: it.place.clone(), figures: it.figures.clone() };
        Self {
            rule: it.rule.clone(),
            reason: it.reason.clone(),
            by: it.by.clone(),
            at: it.at,
            answers: it.answers.iter().map(answered).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HalfDay;
    use crate::rules::scene::Scene;

    fn plain() -> Delegation {
        let mut trip = Scene::of("").trip;
        for day in &mut trip.itinerary.days {
            for leg in day.morning.leg.iter_mut().chain(&mut day.afternoon.leg) {
                (leg.days_later, leg.from_zone, leg.to_zone) = (None, None, None);
            }
        }
        trip
    }

    #[test]
    fn a_document_of_before_groups_and_zones_is_read() {
        let trip = plain();
        let text = write(&trip).unwrap();
        let later = ["participants", "onward", "beside", "days_later", "from_zone", "to_zone"];
        assert_eq!(
            later.into_iter().filter(|key| text.contains(key)).collect::<Vec<_>>(),
            Vec::<&str>::new()
        );
        assert_eq!(read(&text).unwrap(), trip);
    }

    #[test]
    fn groups_and_zones_come_back_alike() {
        let mut trip = plain();
        let morning = &mut trip.itinerary.days[0].morning;
        let leg = morning.leg.as_mut().unwrap();
        (leg.days_later, leg.to_zone) = (Some(-1), Some(kernel::Zone::beijing()));
        morning.onward = morning.leg.iter().cloned().collect();
        morning.beside = vec![HalfDay { participants: vec!["示例甲".to_owned()], ..morning.clone() }];
        assert_eq!(read(&write(&trip).unwrap()).unwrap(), trip);
    }
}
