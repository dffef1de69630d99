//! What one may do with a delegation. Pages, API and commands all come here.

pub mod approvals;
pub mod begin;
pub mod board;
pub mod calendar;
pub mod colleges;
pub mod errands;
pub mod life;
pub mod listing;
pub mod money;
pub mod plan;
mod reasons;
pub mod roster;
pub mod today;
pub mod whole;

use chassis::{Desk, Error, journal, outbox};
use jiff::Timestamp;
use objective::operations::Settled;
use people::model::SchoolId;
use season::model::{Season, Stop};

use crate::archive::{self, Standing};
use crate::board::Way;
use crate::books::Books;
use crate::examination::{Examination, Ground};
use crate::model::{Delegation, DelegationId};
use crate::rules::Findings;
use crate::timetable::Version;
use crate::ways::Overstay;
use crate::{promises, store};

pub use reasons::Reason;

/// Keeps a delegation. One of the same school, stop and name is the same party:
/// it keeps its id, its life, and the reasons recorded since.
///
/// # Errors
/// Refuses to change what has been handed in or approved (R31).
pub async fn keep(desk: &mut Desk<'_>, delegation: Delegation) -> Result<Delegation, Error> {
    Ok(keep_with_promises(desk, delegation).await?.0)
}

/// Keeps a delegation, and says what became of its promises: those of the same
/// party are settled, so that what is stated again keeps its id and what came of it.
///
/// # Errors
/// As [`keep`].
pub async fn keep_with_promises(
    desk: &mut Desk<'_>,
    delegation: Delegation,
) -> Result<(Delegation, Settled), Error> {
    let kept = keep_party(desk, delegation).await?;
    let settled = promises::settle(desk, &kept).await?;
    Ok((kept, settled))
}

async fn keep_party(desk: &mut Desk<'_>, mut delegation: Delegation) -> Result<Delegation, Error> {
    let known = store::named(desk, delegation.school, delegation.stop, &delegation.name).await?;
    if let Some(id) = known {
        delegation.id = id;
        let stored = load(desk, id).await?;
        delegation.justifications = reasons::merged(&stored, delegation.justifications);
        delegation.life = stored.life.clone();
        delegation.settlement = stored.settlement.clone();
        if stored == delegation {
            desk.leave_unchanged();
            return Ok(stored);
        }
        if let Some(refused) = life::fixed(&stored).or_else(|| life::reposted(&stored, &delegation)) {
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

/// A delegation by its id.
pub async fn load(desk: &mut Desk<'_>, id: DelegationId) -> Result<Delegation, Error> {
    store::load(desk, id)
        .await?
        .ok_or_else(|| Error::missing("delegation-unknown", "没有这个团组", "there is no such delegation"))
}

/// A delegation that nobody else changes until the desk's business is done: what
/// was seen of it can be held against what stands.
pub async fn hold(desk: &mut Desk<'_>, id: DelegationId) -> Result<Delegation, Error> {
    store::hold(desk, id).await?;
    load(desk, id).await
}

/// What the journal calls a delegation; its version is the last line about it.
pub fn subject(id: DelegationId) -> String {
    format!("delegation {id}")
}

/// Which version of a delegation is kept: the journal has a line for each.
pub async fn version(desk: &mut Desk<'_>, delegation: &Delegation) -> Result<Version, Error> {
    let subject = format!("delegation {}", delegation.id);
    let lines = journal::about(desk, &subject).await?;
    let kept: Vec<_> = lines.iter().filter(|line| line.event == "delegation.keep").collect();
    let at = kept.last().and_then(|line| line.at.parse().ok()).unwrap_or(desk.now);
    Ok(Version { sequence: u32::try_from(kept.len()).unwrap_or(u32::MAX).saturating_sub(1), at })
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

/// Records the reason that answers the findings of one rule: the rule must find
/// something here, and what it finds must be of the kind a reason answers.
pub async fn justify(
    desk: &mut Desk<'_>,
    books: &Books,
    season: &Season,
    id: DelegationId,
    given: Reason<'_>,
) -> Result<Delegation, Error> {
    let delegation = load(desk, id).await?;
    let examination = examine(desk, books, season, delegation).await?;
    reasons::answerable(&examination.findings, given)?;
    record(desk, (examination.delegation, &examination.findings), given).await
}

/// Takes a way out of a stay over the cap: its paragraph becomes the reason that
/// answers the rule, or it is said what must be changed before.
pub async fn adopt(
    desk: &mut Desk<'_>,
    books: &Books,
    season: &Season,
    id: DelegationId,
    (way, by): (Way, Option<&str>),
) -> Result<(Delegation, Overstay), Error> {
    let delegation = load(desk, id).await?;
    let examination = examine(desk, books, season, delegation).await?;
    let Some(overstay) = examination.overstay else {
        return Err(Error::refused(
            "stay-fits",
            "在外天数没有超过上限，不需要出路",
            "the stay does not exceed the cap; no way out is needed",
        ));
    };
    let remedy = overstay.way(way).ok_or_else(|| Error::fault("a way out is not reckoned"))?;
    if !remedy.first.is_empty() {
        let told = |of: fn(&kernel::Said) -> &str| {
            remedy.first.iter().flat_map(|said| ["\n  ", of(said)]).collect::<String>()
        };
        return Err(Error::refused(
            "way-not-open",
            format!("“{}”还不能采用，先办：{}", way.words().zh, told(|said| &said.zh)),
            format!("“{}” cannot be taken yet; first:{}", way.words().en, told(|said| &said.en)),
        ));
    }
    let given = Reason { rule: overstay.rule, reason: &remedy.reason, by };
    let kept = record(desk, (examination.delegation, &examination.findings), given).await?;
    Ok((kept, overstay))
}

async fn record(
    desk: &mut Desk<'_>,
    (mut delegation, findings): (Delegation, &Findings),
    given: Reason<'_>,
) -> Result<Delegation, Error> {
    let id = delegation.id;
    reasons::give(desk, &mut delegation, given, findings);
    store::keep(desk, &delegation).await?;
    journal::record(desk, "delegation.justify", &format!("delegation {id}"), given.rule).await?;
    Ok(delegation)
}

/// Every line of the journal about a delegation, oldest first.
pub async fn journal_of(desk: &mut Desk<'_>, id: DelegationId) -> Result<Vec<journal::Link>, Error> {
    load(desk, id).await?;
    journal::links_about(desk, &format!("delegation {id}")).await
}

/// Writes down that a delegation was packed into an archive, and the file's digest.
pub async fn archived(desk: &mut Desk<'_>, id: DelegationId, digest: &str) -> Result<(), Error> {
    journal::record(desk, archive::EVENT, &format!("delegation {id}"), digest).await
}

/// What the journal knows of an archive: its digest, and when it says it was made.
pub async fn standing(desk: &mut Desk<'_>, digest: &str, made: Option<&str>) -> Result<Standing, Error> {
    Ok(Standing::of(&journal::lines(desk).await?, digest, made))
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
    let promises = promises::of(desk, &delegation).await?;
    let mut examination = Examination::of(delegation, stop, school, ground)?;
    examination.promises = promises;
    Ok(examination)
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
