//! Who belongs to an institution, as what, and whether they may act.

use chassis::web::Role;
use chassis::{Desk, Error, Reach, journal};

use super::account::{self, Newcomer};
use super::link;
use crate::model::{MemberStanding, Membership, MembershipId, Opens, SchoolId};
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

/// Asks somebody to join, and gives the secret of the link they come in by.
///
/// # Errors
/// Refuses a login that is taken, and an empty name or login.
pub async fn invite(desk: &mut Desk<'_>, name: &str, login: &str, role: Role) -> Result<String, Error> {
    let school = people_school(desk)?;
    let newcomer = Newcomer { name, login, password: account::NOBODYS, school, roles: &[] };
    let invited = account::welcome(desk, &newcomer).await?;
    let membership = Membership {
        id: desk.draw_id(),
        account: invited.id,
        school,
        role: role.code().to_owned(),
        standing: MemberStanding::Invited,
    };
    store::insert_membership(desk, &membership).await?;
    let subject = format!("membership {}", membership.id);
    journal::record(desk, "membership.invite", &subject, role.code()).await?;
    link::make(desk, Opens::Join, &membership.id.to_string(), login).await
}

/// Says yes to an invitation: the invited choose a password, and wait to be
/// confirmed by whoever invited them.
pub async fn accept(desk: &mut Desk<'_>, secret: &str, login: &str, hash: &str) -> Result<(), Error> {
    let used = link::use_up(desk, Opens::Join, secret, login).await?;
    let membership: MembershipId = used.subject.parse().map_err(Error::fault)?;
    let account = store::account_of(desk, membership).await?.ok_or_else(unknown)?;
    store::set_password(desk, account, hash).await?;
    if !store::move_on(desk, membership, MemberStanding::Invited, MemberStanding::Accepted).await? {
        return Err(unknown());
    }
    journal::record(desk, "membership.accept", &format!("membership {membership}"), "").await
}

fn people_school(desk: &Desk<'_>) -> Result<Option<SchoolId>, Error> {
    match desk.reach {
        Reach::School(school) => Ok(Some(SchoolId::new(school))),
        Reach::All => Ok(None),
        Reach::Nothing => Err(unknown()),
    }
}

fn unknown() -> Error {
    Error::missing("member-unknown", "没有这位成员", "there is no such member")
}

/// Confirms or suspends a member. Whoever may not act any more is signed out with
/// the next request.
pub async fn stand(
    desk: &mut Desk<'_>,
    membership: MembershipId,
    standing: MemberStanding,
) -> Result<(), Error> {
    if !store::stand(desk, membership, standing).await? {
        return Err(unknown());
    }
    if standing != MemberStanding::Confirmed {
        store::close_of(desk, membership).await?;
    }
    journal::record(desk, "membership.stand", &format!("membership {membership}"), standing.code()).await
}
