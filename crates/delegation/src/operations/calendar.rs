//! A member's calendar under a secret address: whoever knows the address reads it,
//! so it is kept as a digest, renewed and revoked at will, and shows what the member
//! may see.

use std::collections::BTreeMap;

use chassis::web::Role;
use chassis::{Desk, Error, digest, journal};
use documents::ics::timed_calendar;
use jiff::Timestamp;
use people::model::{MembershipId, SchoolId};

use super::{changed, examine, version};
use crate::books::Books;
use crate::deadlines::{self, Deadlines};
use crate::model::Delegation;
use crate::model::life::Phase;
use crate::store;
use crate::timetable::{self, Timetable};

/// Whose calendar a secret opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What the member is called.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// At which school.
    pub school: SchoolId,
}

/// Makes a fresh secret for a member's calendar; an address given before opens nothing
/// any more. The secret is told once and never kept.
pub async fn renew(desk: &mut Desk<'_>, of: MembershipId) -> Result<String, Error> {
    let secret = desk.draw_secret()?;
    store::calendar::keep(desk, of, &digest(secret.as_bytes())).await?;
    journal::record(desk, "calendar.renew", &format!("membership {of}"), "").await?;
    Ok(secret)
}

/// Ends a member's calendar: its address opens nothing any more.
pub async fn end(desk: &mut Desk<'_>, of: MembershipId) -> Result<(), Error> {
    if !store::calendar::end(desk, of).await? {
        desk.leave_unchanged();
        return Ok(());
    }
    journal::record(desk, "calendar.end", &format!("membership {of}"), "").await
}

/// When a member's calendar was made, if there is one.
pub async fn made(desk: &mut Desk<'_>, of: MembershipId) -> Result<Option<Timestamp>, Error> {
    store::calendar::made(desk, of).await
}

/// Whose calendar a secret opens. What could never be a secret is looked up like one
/// that is unknown, so that neither answers sooner.
pub async fn opened(desk: &mut Desk<'_>, secret: &str) -> Result<Option<Feed>, Error> {
    let Some(row) = store::calendar::opened(desk, &digest(secret.as_bytes())).await? else {
        return Ok(None);
    };
    Ok(Some(Feed {
        name: row.name,
        role: row.role.parse().map_err(Error::fault)?,
        school: row.school_id.parse().map_err(Error::fault)?,
    }))
}

/// The calendar's text: what is due, and the days of the trips that are approved. Who
/// travels sees the own trips only.
pub async fn written(desk: &mut Desk<'_>, books: &Books, feed: &Feed) -> Result<String, Error> {
    let season = season::operations::current(desk).await?;
    let school = people::operations::load(desk, feed.school).await?;
    let all = changed(desk, feed.school, &season).await?;
    let own = |delegation: &Delegation| feed.role != Role::Teacher || travels(delegation, &feed.name);
    let at: BTreeMap<_, _> = all.iter().map(|(delegation, at)| (delegation.id, *at)).collect();
    let delegations: Vec<Delegation> = all.into_iter().map(|(delegation, _)| delegation).collect();
    let book = books
        .shelf
        .effective(&school.province, &school.name, desk.today)
        .map_err(|fault| Error::fault(fault.to_string()))?;
    let ground =
        deadlines::Ground { knowledge: &books.knowledge, book: &book, season: &season, today: desk.today };
    let mut due = Deadlines::of(&delegations, ground);
    let seen: Vec<_> = delegations.iter().filter(|it| own(it)).map(|it| it.id).collect();
    due.due.retain(|it| it.delegation.map_or(feed.role != Role::Teacher, |id| seen.contains(&id)));
    let mut events = deadlines::calendar::events(&due, &at);
    let mut appointments = Vec::new();
    for delegation in delegations.into_iter().filter(|it| own(it) && goes(it)) {
        let version = version(desk, &delegation).await?;
        let examination = examine(desk, books, &season, delegation).await?;
        let laid = Timetable::of(&examination, &books.knowledge.hosts, &examination.book, version);
        let (beds, hours) = timetable::appointments(&laid);
        events.extend(beds);
        appointments.extend(hours);
    }
    Ok(timed_calendar(&format!("金桥·{}", feed.name), &events, &appointments))
}

/// Whether a person of that name is in the party.
pub(super) fn travels(delegation: &Delegation, name: &str) -> bool {
    delegation.members.iter().any(|member| member.name.zh == name)
}

/// Whether the days of a trip are fixed and not over yet.
fn goes(delegation: &Delegation) -> bool {
    matches!(delegation.life.phase(), Phase::Approved | Phase::Abroad)
}
