//! What one may do with a delegation. Pages, API and commands all come here.

pub mod life;

use chassis::{Desk, Error, journal, outbox};
use jiff::Timestamp;
use people::model::SchoolId;
use season::model::{Season, Stop};

use crate::books::Books;
use crate::examination::{Examination, Ground};
use crate::model::{Delegation, DelegationId, Justification};
use crate::store;

/// Keeps a delegation. One of the same school, stop and name is the same party:
/// it keeps its id, its life, and the reasons recorded since.
///
/// # Errors
/// Refuses to change what has been handed in or approved (R31).
pub async fn keep(desk: &mut Desk<'_>, mut delegation: Delegation) -> Result<Delegation, Error> {
    let known = store::named(desk, delegation.school, delegation.stop, &delegation.name).await?;
    if let Some(id) = known {
        delegation.id = id;
        let stored = load(desk, id).await?;
        delegation.justifications = reasons(&stored, delegation.justifications);
        delegation.life = stored.life.clone();
        if stored == delegation {
            desk.leave_unchanged();
            return Ok(stored);
        }
        if let Some(refused) = life::fixed(&stored) {
            return Err(refused);
        }
    }
    store::keep(desk, &delegation).await?;
    let subject = format!("delegation {}", delegation.id);
    let persons = delegation.members.len();
    journal::record(desk, "delegation.keep", &subject, &format!("{}，{persons}人", delegation.name)).await?;
    outbox::post(desk, "delegation.changed", &subject).await?;
    Ok(delegation)
}

/// The reasons of a workbook, and those recorded elsewhere for other rules.
fn reasons(stored: &Delegation, read: Vec<Justification>) -> Vec<Justification> {
    let mut reasons = read;
    for earlier in &stored.justifications {
        if !reasons.iter().any(|reason| reason.rule == earlier.rule) {
            reasons.push(earlier.clone());
        }
    }
    reasons
}

/// A delegation by its id.
pub async fn load(desk: &mut Desk<'_>, id: DelegationId) -> Result<Delegation, Error> {
    store::load(desk, id)
        .await?
        .ok_or_else(|| Error::missing("delegation-unknown", "没有这个团组", "there is no such delegation"))
}

/// A school's delegations of a season, by day of departure.
pub async fn of_school(
    desk: &mut Desk<'_>,
    school: SchoolId,
    season: &Season,
) -> Result<Vec<Delegation>, Error> {
    let all = store::of_school(desk, school).await?;
    let of_season = |delegation: &Delegation| season.stops.iter().any(|stop| stop.id == delegation.stop);
    Ok(all.into_iter().filter(of_season).collect())
}

/// A school's delegations of a season with the time of their last change.
pub async fn changed(
    desk: &mut Desk<'_>,
    school: SchoolId,
    season: &Season,
) -> Result<Vec<(Delegation, Timestamp)>, Error> {
    let all = store::changed(desk, school).await?;
    let of_season = |it: &(Delegation, Timestamp)| season.stops.iter().any(|stop| stop.id == it.0.stop);
    Ok(all.into_iter().filter(of_season).collect())
}

/// Records the reason that answers the findings of one rule.
pub async fn justify(
    desk: &mut Desk<'_>,
    id: DelegationId,
    rule: &str,
    reason: &str,
) -> Result<Delegation, Error> {
    let mut delegation = load(desk, id).await?;
    if reason.trim().is_empty() {
        return Err(Error::refused(
            "reason-empty",
            format!("{rule} 的理由是空的；请写明为什么必要、依据什么材料"),
            format!("the reason for {rule} is empty; say why it is necessary and what proves it"),
        ));
    }
    delegation.justifications.retain(|earlier| earlier.rule != rule);
    delegation.justifications.push(Justification {
        rule: rule.to_owned(),
        reason: reason.trim().to_owned(),
        by: desk.actor.0.clone(),
        at: desk.now,
    });
    store::keep(desk, &delegation).await?;
    journal::record(desk, "delegation.justify", &format!("delegation {id}"), rule).await?;
    Ok(delegation)
}

/// Brings together what the rules look at and lets them look.
pub async fn examine(
    desk: &mut Desk<'_>,
    books: &Books,
    season: &Season,
    delegation: Delegation,
) -> Result<Examination, Error> {
    let school = people::operations::load(desk, delegation.school).await?;
    let others = store::of_school(desk, delegation.school).await?;
    let stop = stop_of(season, &delegation)?.clone();
    let ground = Ground { books, season, others: &others, today: desk.today };
    Examination::of(delegation, stop, school, ground)
}

fn stop_of<'a>(season: &'a Season, delegation: &Delegation) -> Result<&'a Stop, Error> {
    season.stops.iter().find(|stop| stop.id == delegation.stop).ok_or_else(|| {
        Error::missing(
            "stop-unknown",
            format!("“{}”所去的赛站不在当前赛季里；请检查是否导入了新的附件", delegation.name),
            format!(
                "the stop of “{}” is not in the season; has another annex been imported?",
                delegation.name
            ),
        )
    })
}
