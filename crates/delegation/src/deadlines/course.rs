//! The stages that are still to come, one after the other from today (倒排到出发):
//! how soon each may be over and how long it may last, against the departure.

use jiff::civil::Date;
use kernel::Said;

use super::{Ground, before};
use crate::model::Delegation;
use crate::model::life::Phase;

/// The way from today to the departure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The day of departure.
    pub departure: Date,
    /// The stages still to come, first to last.
    pub stretches: Vec<Stretch>,
}

/// A stage on the way, from today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// What it is.
    pub name: Said,
    /// Working days, at the least and at the most.
    pub days: (i64, i64),
    /// Its first day, if all before it goes quickly.
    pub from: Date,
    /// Its last day, if it and all before it goes quickly.
    pub soonest: Date,
    /// Its last day, if it and all before it takes its usual time.
    pub latest: Date,
    /// The day by which it is to be over.
    pub planned: Date,
    /// Calendar days by which the latest is too late for the departure; 0 = in time.
    pub late: i32,
}

/// The way of a party that has not left; `None` where no departure is planned.
pub fn course(delegation: &Delegation, ground: Ground<'_>) -> Option<Course> {
    let over = [Phase::Abroad, Phase::Home, Phase::Rejected, Phase::Cancelled, Phase::Closed];
    if over.contains(&delegation.life.phase()) || before::passed(delegation, ground.today).is_some() {
        return None;
    }
    let plan = before::plan(delegation, ground)?;
    let known = ground.knowledge;
    let (mut soonest, mut latest) = (ground.today, ground.today);
    let mut stretches = Vec::new();
    for step in &plan.steps {
        let Some(milestone) = step.milestone.filter(|it| !before::is_done(delegation, *it)) else { continue };
        let low = known.lead_times.stages.iter().find(|it| it.milestone == milestone).map_or(0, |it| it.low);
        let from = known.workdays.add(soonest, 1);
        soonest = known.workdays.add(soonest, low);
        latest = known.workdays.add(latest, step.days);
        let late = ((latest - plan.departure).get_days() + 1).max(0);
        let (name, days, planned) = (step.name.clone(), (low, step.days), step.to);
        stretches.push(Stretch { name, days, from: from.min(soonest), soonest, latest, planned, late });
    }
    Some(Course { departure: plan.departure, stretches })
}
