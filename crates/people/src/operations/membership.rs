//! Who belongs to an institution, as what, and whether they may act.

use chassis::web::Role;
use chassis::{Desk, Error, journal};

use crate::model::{MemberStanding, MembershipId};
use crate::store::account as store;

/// A member as a list of them shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The membership.
    pub id: MembershipId,
    /// What the person is called.
    pub name: String,
    /// What is typed to sign in.
    pub login: String,
    /// As what.
    pub role: Role,
    /// Whether they may act.
    pub standing: MemberStanding,
}

/// Everybody within the desk's reach, by name.
pub async fn members(desk: &mut Desk<'_>) -> Result<Vec<Listed>, Error> {
    let rows = store::members(desk).await?;
    let listed = |row: store::MemberRow| {
        Ok(Listed {
            id: row.id.parse().map_err(Error::fault)?,
            name: row.name,
            login: row.login,
            role: row.role.parse().map_err(Error::fault)?,
            standing: row.standing.parse().map_err(Error::fault)?,
        })
    };
    rows.into_iter().map(listed).collect()
}

/// Confirms or suspends a member. Whoever may not act any more is signed out with
/// the next request.
pub async fn stand(
    desk: &mut Desk<'_>,
    membership: MembershipId,
    standing: MemberStanding,
) -> Result<(), Error> {
    if !store::stand(desk, membership, standing).await? {
        return Err(Error::missing("member-unknown", "没有这位成员", "there is no such member"));
    }
    if standing != MemberStanding::Confirmed {
        store::close_of(desk, membership).await?;
    }
    journal::record(desk, "membership.stand", &format!("membership {membership}"), standing.code()).await
}
