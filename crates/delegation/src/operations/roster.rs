//! The people of a delegation, changed together: whoever changes them says which
//! roster they had before them, and nobody overwrites another's work unseen.

use chassis::{Desk, Error, digest, journal};
use jiff::Timestamp;

use super::life::{self, keep};
use super::load;
use crate::model::{Delegation, DelegationId, Member};
use crate::workbook::roster;

/// What became of a roster that was to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Kept(Box<Delegation>),
    /// Somebody changed the people meanwhile; nothing is kept.
    Changed(Box<Delegation>),
}

/// Which roster a delegation has: the same people say the same.
pub fn version(delegation: &Delegation) -> String {
    let told: Vec<String> =
        roster::told(&delegation.members).into_iter().map(|row| row.join("\u{1f}")).collect();
    digest(told.join("\u{1e}").as_bytes()).chars().take(16).collect()
}

/// Keeps the people of a delegation, if they are still those that were read.
///
/// # Errors
/// Refuses to change what has been agreed to, handed in or approved (R31).
pub async fn save(
    desk: &mut Desk<'_>,
    id: DelegationId,
    read: &str,
    members: Vec<Member>,
) -> Result<Saved, Error> {
    let mut delegation = load(desk, id).await?;
    if delegation.members == members {
        desk.leave_unchanged();
        return Ok(Saved::Kept(Box::new(delegation)));
    }
    if version(&delegation) != read {
        desk.leave_unchanged();
        return Ok(Saved::Changed(Box::new(delegation)));
    }
    if let Some(refused) = life::fixed(&delegation) {
        return Err(refused);
    }
    let before = std::mem::replace(&mut delegation.members, members);
    keep(desk, &delegation, "roster", &told(&before, &delegation.members)).await?;
    Ok(Saved::Kept(Box::new(delegation)))
}

/// When the people were changed last, as the journal says.
pub async fn last_change(desk: &mut Desk<'_>, id: DelegationId) -> Result<Option<Timestamp>, Error> {
    let lines = journal::about(desk, &format!("delegation {id}")).await?;
    let of_people =
        |line: &&journal::Line| line.event == "delegation.roster" || line.event == "delegation.keep";
    Ok(lines.iter().rev().find(of_people).and_then(|line| line.at.parse().ok()))
}

/// `8人，加入2人，退出1人，改动3人`, without a name: the journal outlives people.
fn told(before: &[Member], after: &[Member]) -> String {
    let known = |all: &[Member], member: &Member| all.iter().any(|other| other.name.zh == member.name.zh);
    let joined = after.iter().filter(|member| !known(before, member)).count();
    let left = before.iter().filter(|member| !known(after, member)).count();
    let changed = after.iter().filter(|member| known(before, member) && !before.contains(member)).count();
    format!("{}人，加入{joined}人，退出{left}人，改动{changed}人", after.len())
}
