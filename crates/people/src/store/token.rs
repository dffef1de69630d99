//! Tokens at rest. `Reach` decides whose a desk sees.

use chassis::{Desk, Error};

use crate::model::{AccessToken, AccessTokenId};

const INSERT: &str = "
INSERT INTO access_token (id, digest, membership_id, name, made_at, ends_at)
VALUES ($1, $2, $3, $4, $5, $6)";

const LIST: &str = "
SELECT t.id, t.membership_id, t.name, t.made_at, t.ends_at, t.seen_at, a.login
  FROM access_token t
  JOIN membership m ON m.id = t.membership_id
  JOIN account a ON a.id = m.account_id
 WHERE ($1 = '' OR m.school_id = $1)
 ORDER BY a.login, t.made_at, t.id";

const REVOKE: &str = "
DELETE FROM access_token
 WHERE id = $1 AND ($2 = '' OR membership_id IN (SELECT id FROM membership WHERE school_id = $2))";

const SHOWN: &str = "
SELECT t.ends_at, t.seen_at, m.id AS membership_id, m.role, m.standing, m.school_id,
       a.id AS account_id, a.name, COALESCE(c.name, '') AS school_name
  FROM access_token t
  JOIN membership m ON m.id = t.membership_id
  JOIN account a ON a.id = m.account_id
  LEFT JOIN school c ON c.id = m.school_id
 WHERE t.digest = $1";

const SEEN: &str = "UPDATE access_token SET seen_at = $1 WHERE digest = $2";

/// A token as a list shows it.
#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) membership_id: String,
    pub(crate) name: String,
    pub(crate) made_at: String,
    pub(crate) ends_at: String,
    pub(crate) seen_at: Option<String>,
    pub(crate) login: String,
}

/// Whom a token stands for.
#[derive(sqlx::FromRow)]
pub(crate) struct ShownRow {
    pub(crate) ends_at: String,
    pub(crate) seen_at: Option<String>,
    pub(crate) membership_id: String,
    pub(crate) role: String,
    pub(crate) standing: String,
    pub(crate) school_id: Option<String>,
    pub(crate) account_id: String,
    pub(crate) name: String,
    pub(crate) school_name: String,
}

pub(crate) async fn insert(desk: &mut Desk<'_>, token: &AccessToken, digest: &str) -> Result<(), Error> {
    sqlx::query(INSERT)
        .bind(token.id.to_string())
        .bind(digest)
        .bind(token.membership.to_string())
        .bind(&token.name)
        .bind(token.made.to_string())
        .bind(token.ends.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn list(desk: &mut Desk<'_>) -> Result<Vec<Row>, Error> {
    Ok(sqlx::query_as(LIST).bind(desk.reach.bound()).fetch_all(&mut *desk.conn).await?)
}

/// Whether there was such a token.
pub(crate) async fn revoke(desk: &mut Desk<'_>, id: AccessTokenId) -> Result<bool, Error> {
    let gone = sqlx::query(REVOKE).bind(id.to_string()).bind(desk.reach.bound()).execute(&mut *desk.conn);
    Ok(gone.await?.rows_affected() == 1)
}

pub(crate) async fn shown(desk: &mut Desk<'_>, digest: &str) -> Result<Option<ShownRow>, Error> {
    Ok(sqlx::query_as(SHOWN).bind(digest).fetch_optional(&mut *desk.conn).await?)
}

pub(crate) async fn seen(desk: &mut Desk<'_>, digest: &str) -> Result<(), Error> {
    sqlx::query(SEEN).bind(desk.now.to_string()).bind(digest).execute(&mut *desk.conn).await?;
    Ok(())
}
