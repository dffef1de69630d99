//! Answers at rest.

use axum::http::StatusCode;
use jiff::Timestamp;

use super::{Kept, Once};
use crate::{Desk, Error};

const FORGET: &str = "DELETE FROM answered WHERE at < $1";

const CLAIM: &str = "
INSERT INTO answered (key, who, route, request, status, location, tag, body, at)
VALUES ($1, $2, $3, $4, 0, '', '', '', $5)
ON CONFLICT (who, route, key) DO NOTHING";

const ANSWERED: &str = "
SELECT request, status, location, tag, body FROM answered WHERE who = $1 AND route = $2 AND key = $3";

const KEEP: &str = "
UPDATE answered SET status = $1, location = $2, tag = $3, body = $4
 WHERE who = $5 AND route = $6 AND key = $7";

pub(super) async fn forget(desk: &mut Desk<'_>, before: Timestamp) -> Result<(), Error> {
    sqlx::query(FORGET).bind(before.to_string()).execute(&mut *desk.conn).await?;
    Ok(())
}

/// Whether the key was free.
pub(super) async fn claim(desk: &mut Desk<'_>, once: &Once) -> Result<bool, Error> {
    let claimed = sqlx::query(CLAIM)
        .bind(&once.key)
        .bind(&desk.actor.key)
        .bind(&once.route)
        .bind(&once.request)
        .bind(desk.now.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(claimed.rows_affected() == 1)
}

pub(super) async fn answered(desk: &mut Desk<'_>, once: &Once) -> Result<Option<(String, Kept)>, Error> {
    let row: Option<(String, i64, String, String, String)> = sqlx::query_as(ANSWERED)
        .bind(&desk.actor.key)
        .bind(&once.route)
        .bind(&once.key)
        .fetch_optional(&mut *desk.conn)
        .await?;
    let kept = |(request, status, location, tag, body): (String, i64, String, String, String)| {
        let status = u16::try_from(status).map_err(Error::fault)?;
        let status = StatusCode::from_u16(status).map_err(Error::fault)?;
        Ok((request, Kept { status, location, tag, body }))
    };
    row.map(kept).transpose()
}

pub(super) async fn keep(desk: &mut Desk<'_>, once: &Once, kept: &Kept) -> Result<(), Error> {
    sqlx::query(KEEP)
        .bind(i64::from(kept.status.as_u16()))
        .bind(&kept.location)
        .bind(&kept.tag)
        .bind(&kept.body)
        .bind(&desk.actor.key)
        .bind(&once.route)
        .bind(&once.key)
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}
