//! Accounts, memberships, sessions and failed sign-ins at rest.

use chassis::{Desk, Error};
use jiff::Timestamp;

use crate::model::{Account, AccountId, MemberStanding, Membership, MembershipId, SchoolId};

const COUNT: &str = "SELECT COUNT(*) FROM account";

const COUNT_OF_ROLE: &str = "SELECT COUNT(*) FROM membership WHERE role = $1 AND standing = 'confirmed'";

const INSERT_ACCOUNT: &str = "
INSERT INTO account (id, name, login, password, password_set_at, made_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (login) DO NOTHING";

const INSERT_MEMBERSHIP: &str = "
INSERT INTO membership (id, account_id, school_id, role, standing, made_at)
VALUES ($1, $2, $3, $4, $5, $6)";

const CREDENTIAL: &str = "SELECT id, name, password, password_set_at FROM account WHERE login = $1";

const CREDENTIAL_OF: &str = "SELECT id, name, password, password_set_at FROM account WHERE id = $1";

const SET_PASSWORD: &str = "UPDATE account SET password = $1, password_set_at = $2 WHERE id = $3";

const CLOSE_OTHERS: &str = "
DELETE FROM session
 WHERE digest <> $1 AND membership_id IN (SELECT id FROM membership WHERE account_id = $2)";

const MEMBERS: &str = "
SELECT m.id, a.name, a.login, m.role, m.standing
  FROM membership m JOIN account a ON a.id = m.account_id
 WHERE ($1 = '' OR m.school_id = $1)
 ORDER BY a.name, m.role, m.id";

const STAND: &str = "
UPDATE membership SET standing = $1 WHERE id = $2 AND ($3 = '' OR school_id = $3)";

const ACCOUNT_OF: &str = "SELECT account_id FROM membership WHERE id = $1";

const MOVE_ON: &str = "UPDATE membership SET standing = $1 WHERE id = $2 AND standing = $3";

const CLOSE_OF: &str = "DELETE FROM session WHERE membership_id = $1";

/// Of those made at one moment the running of the machine comes last: whoever founds
/// a school begins with its work.
const MEMBERSHIPS: &str = "
SELECT m.id, m.account_id, m.school_id, m.role, m.standing
  FROM membership m WHERE m.account_id = $1
 ORDER BY m.made_at, CASE WHEN m.role = 'administrator' THEN 1 ELSE 0 END, m.id";

const NAMES: &str = "
SELECT DISTINCT a.id, a.name FROM account a JOIN membership m ON m.account_id = a.id
 WHERE ($1 = '' OR m.school_id = $1) ORDER BY a.id";

const COLLEAGUES: &str = "
SELECT m.id, m.account_id, a.name, m.role
  FROM membership m JOIN account a ON a.id = m.account_id
 WHERE m.school_id = $1 AND ($2 = '' OR m.school_id = $2) AND m.standing = 'confirmed'
 ORDER BY a.name, m.id";

const OPEN: &str = "
INSERT INTO session (digest, membership_id, made_at, seen_at, proved_at) VALUES ($1, $2, $3, $4, $5)";

const SESSION: &str = "
SELECT s.made_at, s.seen_at, s.proved_at, m.id AS membership_id, m.role, m.standing, m.school_id,
       a.id AS account_id, a.name, COALESCE(c.name, '') AS school_name
  FROM session s
  JOIN membership m ON m.id = s.membership_id
  JOIN account a ON a.id = m.account_id
  LEFT JOIN school c ON c.id = m.school_id
 WHERE s.digest = $1";

const SEEN: &str = "UPDATE session SET seen_at = $1 WHERE digest = $2";

const PROVED: &str = "UPDATE session SET proved_at = $1 WHERE digest = $2";

const CLOSE: &str = "DELETE FROM session WHERE digest = $1";

const CLOSE_OLD: &str = "DELETE FROM session WHERE made_at < $1 OR seen_at < $2";

const FAIL: &str = "INSERT INTO sign_in_failure (id, tried, at) VALUES ($1, $2, $3)";

const FAILURES: &str = "SELECT COUNT(*) FROM sign_in_failure WHERE tried = $1 AND at >= $2";

const FORGIVE: &str = "DELETE FROM sign_in_failure WHERE tried = $1 OR at < $2";

/// What a sign-in is held against.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Credential {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) password: String,
    pub(crate) password_set_at: String,
}

/// A member as a list of them shows it.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct MemberRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) role: String,
    pub(crate) standing: String,
}

/// A session with whom it stands for.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct SessionRow {
    pub(crate) made_at: String,
    pub(crate) seen_at: String,
    pub(crate) proved_at: String,
    pub(crate) membership_id: String,
    pub(crate) role: String,
    pub(crate) standing: String,
    pub(crate) school_id: Option<String>,
    pub(crate) account_id: String,
    pub(crate) name: String,
    pub(crate) school_name: String,
}

#[derive(sqlx::FromRow)]
struct MembershipRow {
    id: String,
    account_id: String,
    school_id: Option<String>,
    role: String,
    standing: String,
}

pub(crate) async fn count_of_role(desk: &mut Desk<'_>, role: &str) -> Result<i64, Error> {
    let (count,): (i64,) = sqlx::query_as(COUNT_OF_ROLE).bind(role).fetch_one(&mut *desk.conn).await?;
    Ok(count)
}

pub(crate) async fn count(desk: &mut Desk<'_>) -> Result<i64, Error> {
    Ok(sqlx::query_scalar(COUNT).fetch_one(&mut *desk.conn).await?)
}

/// Keeps an account; `false` when the login is taken.
pub(crate) async fn insert(desk: &mut Desk<'_>, account: &Account, password: &str) -> Result<bool, Error> {
    let done = sqlx::query(INSERT_ACCOUNT)
        .bind(account.id.to_string())
        .bind(&account.name)
        .bind(&account.login)
        .bind(password)
        .bind(account.password_set_at.to_string())
        .bind(desk.now.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn insert_membership(desk: &mut Desk<'_>, membership: &Membership) -> Result<(), Error> {
    sqlx::query(INSERT_MEMBERSHIP)
        .bind(membership.id.to_string())
        .bind(membership.account.to_string())
        .bind(membership.school.map(|school| school.to_string()))
        .bind(&membership.role)
        .bind(membership.standing.code())
        .bind(desk.now.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn credential(desk: &mut Desk<'_>, login: &str) -> Result<Option<Credential>, Error> {
    Ok(sqlx::query_as(CREDENTIAL).bind(login).fetch_optional(&mut *desk.conn).await?)
}

pub(crate) async fn credential_of(
    desk: &mut Desk<'_>,
    account: AccountId,
) -> Result<Option<Credential>, Error> {
    Ok(sqlx::query_as(CREDENTIAL_OF).bind(account.to_string()).fetch_optional(&mut *desk.conn).await?)
}

pub(crate) async fn set_password(
    desk: &mut Desk<'_>,
    account: AccountId,
    password: &str,
) -> Result<(), Error> {
    sqlx::query(SET_PASSWORD)
        .bind(password)
        .bind(desk.now.to_string())
        .bind(account.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn close_others(desk: &mut Desk<'_>, account: AccountId, digest: &str) -> Result<(), Error> {
    sqlx::query(CLOSE_OTHERS).bind(digest).bind(account.to_string()).execute(&mut *desk.conn).await?;
    Ok(())
}

pub(crate) async fn members(desk: &mut Desk<'_>) -> Result<Vec<MemberRow>, Error> {
    Ok(sqlx::query_as(MEMBERS).bind(desk.reach.bound()).fetch_all(&mut *desk.conn).await?)
}

/// Every account within reach, whatever its standing: id and name.
pub(crate) async fn names(desk: &mut Desk<'_>) -> Result<Vec<(String, String)>, Error> {
    Ok(sqlx::query_as(NAMES).bind(desk.reach.bound()).fetch_all(&mut *desk.conn).await?)
}

/// Moves a membership within the desk's reach; `false` when there is none.
pub(crate) async fn stand(
    desk: &mut Desk<'_>,
    membership: MembershipId,
    standing: MemberStanding,
) -> Result<bool, Error> {
    let done = sqlx::query(STAND)
        .bind(standing.code())
        .bind(membership.to_string())
        .bind(desk.reach.bound())
        .execute(&mut *desk.conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn account_of(
    desk: &mut Desk<'_>,
    membership: MembershipId,
) -> Result<Option<AccountId>, Error> {
    let found: Option<(String,)> =
        sqlx::query_as(ACCOUNT_OF).bind(membership.to_string()).fetch_optional(&mut *desk.conn).await?;
    found.map(|(id,)| id.parse().map_err(Error::fault)).transpose()
}

/// Moves a membership on from where it must stand; `false` when it stands elsewhere.
pub(crate) async fn move_on(
    desk: &mut Desk<'_>,
    membership: MembershipId,
    from: MemberStanding,
    to: MemberStanding,
) -> Result<bool, Error> {
    let done = sqlx::query(MOVE_ON)
        .bind(to.code())
        .bind(membership.to_string())
        .bind(from.code())
        .execute(&mut *desk.conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn close_of(desk: &mut Desk<'_>, membership: MembershipId) -> Result<(), Error> {
    sqlx::query(CLOSE_OF).bind(membership.to_string()).execute(&mut *desk.conn).await?;
    Ok(())
}

pub(crate) async fn memberships(desk: &mut Desk<'_>, account: AccountId) -> Result<Vec<Membership>, Error> {
    let rows: Vec<MembershipRow> =
        sqlx::query_as(MEMBERSHIPS).bind(account.to_string()).fetch_all(&mut *desk.conn).await?;
    rows.into_iter().map(Membership::try_from).collect()
}

/// The confirmed members of a school: membership, account, name, role.
pub(crate) async fn colleagues(
    desk: &mut Desk<'_>,
    school: SchoolId,
) -> Result<Vec<(String, String, String, String)>, Error> {
    let rows = sqlx::query_as(COLLEAGUES)
        .bind(school.to_string())
        .bind(desk.reach.bound())
        .fetch_all(&mut *desk.conn)
        .await?;
    Ok(rows)
}

pub(crate) async fn open(desk: &mut Desk<'_>, digest: &str, membership: MembershipId) -> Result<(), Error> {
    let now = desk.now.to_string();
    sqlx::query(OPEN)
        .bind(digest)
        .bind(membership.to_string())
        .bind(&now)
        .bind(&now)
        .bind(&now)
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn session(desk: &mut Desk<'_>, digest: &str) -> Result<Option<SessionRow>, Error> {
    Ok(sqlx::query_as(SESSION).bind(digest).fetch_optional(&mut *desk.conn).await?)
}

pub(crate) async fn seen(desk: &mut Desk<'_>, digest: &str) -> Result<(), Error> {
    sqlx::query(SEEN).bind(desk.now.to_string()).bind(digest).execute(&mut *desk.conn).await?;
    Ok(())
}

pub(crate) async fn proved(desk: &mut Desk<'_>, digest: &str) -> Result<(), Error> {
    sqlx::query(PROVED).bind(desk.now.to_string()).bind(digest).execute(&mut *desk.conn).await?;
    Ok(())
}

pub(crate) async fn close(desk: &mut Desk<'_>, digest: &str) -> Result<(), Error> {
    sqlx::query(CLOSE).bind(digest).execute(&mut *desk.conn).await?;
    Ok(())
}

/// Ends the sessions made before one time or last seen before another.
pub(crate) async fn close_old(
    desk: &mut Desk<'_>,
    made_before: Timestamp,
    seen_before: Timestamp,
) -> Result<(), Error> {
    sqlx::query(CLOSE_OLD)
        .bind(made_before.to_string())
        .bind(seen_before.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn fail(desk: &mut Desk<'_>, tried: &str) -> Result<(), Error> {
    let id = desk.draw_id::<Account>().to_string();
    sqlx::query(FAIL).bind(id).bind(tried).bind(desk.now.to_string()).execute(&mut *desk.conn).await?;
    Ok(())
}

pub(crate) async fn failures(desk: &mut Desk<'_>, tried: &str, since: Timestamp) -> Result<i64, Error> {
    Ok(sqlx::query_scalar(FAILURES).bind(tried).bind(since.to_string()).fetch_one(&mut *desk.conn).await?)
}

/// Forgets what failed on one account, and everything that no longer counts.
pub(crate) async fn forgive(desk: &mut Desk<'_>, tried: &str, before: Timestamp) -> Result<(), Error> {
    sqlx::query(FORGIVE).bind(tried).bind(before.to_string()).execute(&mut *desk.conn).await?;
    Ok(())
}

impl TryFrom<MembershipRow> for Membership {
    type Error = Error;

    fn try_from(row: MembershipRow) -> Result<Self, Error> {
        Ok(Self {
            id: row.id.parse().map_err(Error::fault)?,
            account: row.account_id.parse().map_err(Error::fault)?,
            school: row.school_id.map(|id| id.parse()).transpose().map_err(Error::fault)?,
            role: row.role,
            standing: row.standing.parse().map_err(Error::fault)?,
        })
    }
}
