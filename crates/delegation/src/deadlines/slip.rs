//! What slips when a step slips (顺延): the stages that are still to come, one
//! after the other from today, against the plan.

use jiff::civil::Date;
use kernel::Said;

use super::{Ground, before};
use crate::model::Delegation;
use crate::model::life::Phase;

/// A party that cannot leave as planned by the usual times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The party's name.
    pub party: String,
    /// The departure that is planned.
    pub planned: Date,
    /// The earliest departure if every stage takes its usual time.
    pub earliest: Date,
    /// The earliest departure if every stage goes quickly.
    pub quickest: Date,
    /// Calendar days between planned and earliest.
    pub days: i32,
    /// Every stage that is still to come.
    pub stages: Vec<Slipped>,
}

/// One stage, as planned and as it now stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slipped {
    /// What it is.
    pub name: Said,
    /// The last day it was planned for.
    pub planned: Date,
    /// The last day it will take from today.
    pub now: Date,
}

/// The slip of a party that has not left, if it slips.
pub(super) fn of(delegation: &Delegation, ground: Ground<'_>) -> Option<Slip> {
    let over = [Phase::Abroad, Phase::Home, Phase::Rejected, Phase::Cancelled, Phase::Closed];
    if over.contains(&delegation.life.phase()) || before::passed(delegation, ground.today).is_some() {
        return None;
    }
    let plan = before::plan(delegation, ground)?;
    let known = ground.knowledge;
    let mut now = ground.today;
    let mut quick = ground.today;
    let mut stages = Vec::new();
    for step in &plan.steps {
        let Some(milestone) = step.milestone.filter(|it| !before::is_done(delegation, *it)) else { continue };
        let low = known.lead_times.stages.iter().find(|it| it.milestone == milestone).map_or(0, |it| it.low);
        now = known.workdays.add(now, step.days);
        quick = known.workdays.add(quick, low);
        stages.push(Slipped { name: step.name.clone(), planned: step.to, now });
    }
    let earliest = now.tomorrow().unwrap_or(now);
    let quickest = quick.tomorrow().unwrap_or(quick);
    let days = (earliest - plan.departure).get_days();
    (days > 0 && !stages.is_empty()).then(|| Slip {
        party: delegation.name.clone(),
        planned: plan.departure,
        earliest,
        quickest,
        days,
        stages,
    })
}
