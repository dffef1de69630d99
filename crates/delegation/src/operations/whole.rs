//! A trip as a program plans it: the whole application at once, or the party or the
//! days of one that is there.

use chassis::journal::Line;
use chassis::{Desk, Error, FieldFault};
use jiff::civil::Date;
use kernel::Said;
use season::model::StopId;

use super::{keep, store};
use crate::model::life::Phase;
use crate::model::{Delegation, DelegationId, Itinerary, Member};

/// Which delegations are listed (筛选).
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Those after this one, by id.
    pub after: Option<DelegationId>,
    /// To one stop.
    pub stop: Option<StopId>,
    /// That leave on this day or later.
    pub from: Option<Date>,
    /// That leave on this day or before.
    pub until: Option<Date>,
    /// That have got so far.
    pub phase: Option<Phase>,
}

/// Delegations within the desk's reach by id, so many at most.
pub async fn list(desk: &mut Desk<'_>, wanted: Wanted, most: usize) -> Result<Vec<Delegation>, Error> {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (from, until) = (day(wanted.from), day(wanted.until));
    let stop = wanted.stop.map(|stop| stop.to_string()).unwrap_or_default();
    let mut after = wanted.after.map(|id| id.to_string()).unwrap_or_default();
    let mut found = Vec::new();
    loop {
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let sought = store::Sought { after: &after, stop: &stop, from: &from, until: &until, most: limit };
        let page = store::page(desk, &sought).await?;
        let Some(last) = page.last().filter(|_| page.len() == most) else {
            found.extend(
                page.into_iter().filter(|it| wanted.phase.is_none_or(|phase| it.life.phase() == phase)),
            );
            break;
        };
        after = last.id.to_string();
        found.extend(page.into_iter().filter(|it| wanted.phase.is_none_or(|phase| it.life.phase() == phase)));
        if found.len() >= most {
            break;
        }
    }
    found.truncate(most);
    Ok(found)
}

/// Plans a trip.
///
/// # Errors
/// Names every place of the application that is wrong; refuses one of the school,
/// the stop and the name of another, which is changed and not planned again.
pub async fn plan(desk: &mut Desk<'_>, delegation: Delegation) -> Result<Delegation, Error> {
    sound(&delegation)?;
    let known = store::named(desk, delegation.school, delegation.stop, &delegation.name).await?;
    if known.is_some() {
        return Err(Error::refused(
            "delegation-known",
            format!("本校去这一站的团组里已经有“{}”；请修改它，或换一个团组名称", delegation.name),
            format!(
                "there is a delegation “{}” to this stop already; change it, or take another name",
                delegation.name
            ),
        ));
    }
    keep(desk, delegation).await
}

/// Sets another party.
///
/// # Errors
/// As [`plan`], and refuses what has been handed in or approved (R31).
pub async fn set_party(
    desk: &mut Desk<'_>,
    mut delegation: Delegation,
    members: Vec<Member>,
) -> Result<Delegation, Error> {
    delegation.members = members;
    sound(&delegation)?;
    keep(desk, delegation).await
}

/// Sets other days.
///
/// # Errors
/// As [`set_party`].
pub async fn set_days(
    desk: &mut Desk<'_>,
    mut delegation: Delegation,
    itinerary: Itinerary,
) -> Result<Delegation, Error> {
    delegation.itinerary = itinerary;
    sound(&delegation)?;
    keep(desk, delegation).await
}

/// Lines of the journal about what the desk may see, after a number.
pub async fn journal(desk: &mut Desk<'_>, after: i64, most: i64) -> Result<Vec<Line>, Error> {
    store::journal(desk, after, most).await
}

fn sound(delegation: &Delegation) -> Result<(), Error> {
    let faults = delegation.faults();
    if faults.is_empty() {
        return Ok(());
    }
    let count = faults.len();
    let told = |of: fn(&Said) -> &str, by: &str| {
        faults.iter().map(|(place, said)| format!("{place} {}", of(said))).collect::<Vec<_>>().join(by)
    };
    let said = Said::new(
        format!("团组有{count}处不对，没有保存；请逐处改正：{}", told(|said| &said.zh, "；")),
        format!(
            "the delegation has {count} faults and was not kept; mend each: {}",
            told(|said| &said.en, "; ")
        ),
    );
    let faults = faults.into_iter().map(|(place, said)| FieldFault { place, said }).collect();
    Err(Error::refused_at("delegation-faulty", said, faults))
}
