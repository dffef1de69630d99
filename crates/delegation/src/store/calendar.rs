//! Calendar feeds at rest: the digest of each secret, and whose calendar it opens.

use chassis::{Desk, Error};
use jiff::Timestamp;
use people::model::MembershipId;

const FEED: &str = "
INSERT INTO calendar_feed (membership_id, digest, made_at) VALUES ($1, $2, $3)
ON CONFLICT (membership_id) DO UPDATE SET digest = excluded.digest, made_at = excluded.made_at";

const END: &str = "DELETE FROM calendar_feed WHERE membership_id = $1";

const MADE: &str = "SELECT made_at FROM calendar_feed WHERE membership_id = $1";

const OPENS: &str = "
SELECT a.name, m.role, m.school_id
  FROM calendar_feed f
  JOIN membership m ON m.id = f.membership_id
  JOIN account a ON a.id = m.account_id
 WHERE f.digest = $1 AND m.standing = 'confirmed' AND m.school_id IS NOT NULL";

/// Whose calendar a secret opens.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct FeedRow {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) school_id: String,
}

/// Keeps the digest of a fresh secret; the one before opens nothing any more.
pub(crate) async fn keep(desk: &mut Desk<'_>, of: MembershipId, digest: &str) -> Result<(), Error> {
    sqlx::query(FEED)
        .bind(of.to_string())
        .bind(digest)
        .bind(desk.now.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

/// Ends a feed; `false` when there was none.
pub(crate) async fn end(desk: &mut Desk<'_>, of: MembershipId) -> Result<bool, Error> {
    let done = sqlx::query(END).bind(of.to_string()).execute(&mut *desk.conn).await?;
    Ok(done.rows_affected() == 1)
}

/// When a member's feed was made, if there is one.
pub(crate) async fn made(desk: &mut Desk<'_>, of: MembershipId) -> Result<Option<Timestamp>, Error> {
    let row: Option<(String,)> =
        sqlx::query_as(MADE).bind(of.to_string()).fetch_optional(&mut *desk.conn).await?;
    row.map(|(at,)| at.parse().map_err(Error::fault)).transpose()
}

/// Whose calendar the digest of a secret opens.
pub(crate) async fn opened(desk: &mut Desk<'_>, digest: &str) -> Result<Option<FeedRow>, Error> {
    Ok(sqlx::query_as(OPENS).bind(digest).fetch_optional(&mut *desk.conn).await?)
}
