//! Tokens: a program works under the membership of whoever made one for it, and
//! can never prove to be that person.

use chassis::web::{Member, Role};
use chassis::{Desk, Error, digest, journal};
use jiff::{SignedDuration, Timestamp};

use super::account::{self, Seen};
use crate::model::{AccessToken, AccessTokenId, AccountId, MemberStanding, MembershipId, SchoolId, login_of};
use crate::store::{account as accounts, token as store};

/// What every token begins with, so that one that got out is found by its looks.
pub const PREFIX: &str = "jq_";

/// The longest a token lasts: a year and a day.
const LONGEST_DAYS: i64 = 366;

/// A token as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The token.
    pub token: AccessToken,
    /// The login of whoever it works for.
    pub login: String,
}

/// Makes a token for the first membership of a login that may act, and tells its
/// secret, this once.
///
/// # Errors
/// Refuses an unknown login, one that may not act, an empty name, and a life of no
/// days or more than a year.
pub async fn make(
    desk: &mut Desk<'_>,
    login: &str,
    name: &str,
    days: i64,
) -> Result<(AccessToken, String), Error> {
    if name.trim().is_empty() || !(1..=LONGEST_DAYS).contains(&days) {
        return Err(Error::refused(
            "token-incomplete",
            format!("令牌要写明用途，期限在1至{LONGEST_DAYS}天之间"),
            format!("say what the token is for; it lasts between 1 and {LONGEST_DAYS} days"),
        ));
    }
    let known = accounts::credential(desk, &login_of(login)).await?.ok_or_else(|| nobody(login))?;
    let account: AccountId = known.id.parse().map_err(Error::fault)?;
    let memberships = accounts::memberships(desk, account).await?;
    let may = memberships.iter().find(|it| it.standing == MemberStanding::Confirmed);
    let membership = may.ok_or_else(|| nobody(login))?.id;
    let secret = format!("{PREFIX}{}", desk.draw_secret()?);
    let token = AccessToken {
        id: desk.draw_id(),
        membership,
        name: name.trim().to_owned(),
        made: desk.now,
        ends: desk.now + SignedDuration::from_hours(24 * days),
        seen: None,
    };
    store::insert(desk, &token, &digest(secret.as_bytes())).await?;
    journal::record(desk, "token.make", &format!("account {account}"), &token.id.to_string()).await?;
    Ok((token, secret))
}

/// Every token within the desk's reach, by login.
pub async fn list(desk: &mut Desk<'_>) -> Result<Vec<Listed>, Error> {
    let time = |text: &str| text.parse::<Timestamp>().map_err(Error::fault);
    let listed = |row: store::Row| {
        let token = AccessToken {
            id: row.id.parse().map_err(Error::fault)?,
            membership: row.membership_id.parse().map_err(Error::fault)?,
            name: row.name,
            made: time(&row.made_at)?,
            ends: time(&row.ends_at)?,
            seen: row.seen_at.as_deref().map(time).transpose()?,
        };
        Ok(Listed { token, login: row.login })
    };
    store::list(desk).await?.into_iter().map(listed).collect()
}

/// Takes a token back; whoever shows it is nobody from then on.
pub async fn revoke(desk: &mut Desk<'_>, id: AccessTokenId) -> Result<(), Error> {
    if !store::revoke(desk, id).await? {
        return Err(Error::missing(
            "token-unknown",
            "没有这个令牌；jinqiao token list 可列出",
            "there is no such token; see `jinqiao token list`",
        ));
    }
    journal::record(desk, "token.revoke", &format!("token {id}"), "").await
}

/// The member a token's secret stands for, while it lasts and the member may act.
/// It has never proved anybody's identity.
pub async fn recognise(desk: &mut Desk<'_>, secret: &str) -> Result<Option<(Member, Seen)>, Error> {
    let Some(row) = store::shown(desk, &digest(secret.as_bytes())).await? else { return Ok(None) };
    let time = |text: &str| text.parse::<Timestamp>().map_err(Error::fault);
    let standing: MemberStanding = row.standing.parse().map_err(Error::fault)?;
    if desk.now >= time(&row.ends_at)? || standing != MemberStanding::Confirmed {
        return Ok(None);
    }
    let role: Role = row.role.parse().map_err(Error::fault)?;
    let school: Option<SchoolId> = row.school_id.map(|id| id.parse()).transpose().map_err(Error::fault)?;
    let member = Member {
        account: row.account_id.parse::<AccountId>().map_err(Error::fault)?.uuid(),
        membership: row.membership_id.parse::<MembershipId>().map_err(Error::fault)?.uuid(),
        name: row.name,
        institution: row.school_name,
        role,
        reach: account::reach(role, school),
        proved_at: Timestamp::MIN,
    };
    let seen = row.seen_at.as_deref().map(time).transpose()?;
    let lately = seen.is_some_and(|seen| desk.now < seen + account::SEEN_EVERY);
    Ok(Some((member, if lately { Seen::Lately } else { Seen::LongAgo })))
}

/// Notes that a token was shown. Nothing that anybody did: no line is due.
pub async fn note_seen(desk: &mut Desk<'_>, secret: &str) -> Result<(), Error> {
    store::seen(desk, &digest(secret.as_bytes())).await?;
    desk.leave_unchanged();
    Ok(())
}

fn nobody(login: &str) -> Error {
    let login = login.trim();
    Error::missing(
        "login-unknown",
        format!("没有登录名为“{login}”的、已确认的成员；请核对登录名"),
        format!("no confirmed member has the login “{login}”; check it"),
    )
}
