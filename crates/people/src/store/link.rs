//! Links at rest.

use chassis::{Desk, Error, Reach};

use crate::model::{Link, SchoolId};

const INSERT: &str = "
INSERT INTO link (digest, opens, subject, addressee, school_id, made_by, made_at, ends_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const LOAD: &str = "
SELECT opens, subject, addressee, ends_at, used_at FROM link WHERE digest = $1";

const SCHOOL: &str = "SELECT school_id FROM link WHERE digest = $1";

const USE: &str = "UPDATE link SET used_at = $1 WHERE digest = $2 AND used_at IS NULL";

const END: &str = "UPDATE link SET used_at = $1 WHERE opens = $2 AND subject = $3 AND used_at IS NULL";

#[derive(sqlx::FromRow)]
struct Row {
    opens: String,
    subject: String,
    addressee: String,
    ends_at: String,
    used_at: Option<String>,
}

pub(crate) async fn insert(desk: &mut Desk<'_>, digest: &str, link: &Link) -> Result<(), Error> {
    let school = match desk.reach {
        Reach::School(school) => Some(school.to_string()),
        Reach::All | Reach::Nothing => None,
    };
    sqlx::query(INSERT)
        .bind(digest)
        .bind(link.opens.code())
        .bind(&link.subject)
        .bind(&link.addressee)
        .bind(school)
        .bind(&desk.actor.key)
        .bind(desk.now.to_string())
        .bind(link.ends_at.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn load(desk: &mut Desk<'_>, digest: &str) -> Result<Option<Link>, Error> {
    let row: Option<Row> = sqlx::query_as(LOAD).bind(digest).fetch_optional(&mut *desk.conn).await?;
    row.map(|row| {
        Ok(Link {
            opens: row.opens.parse().map_err(Error::fault)?,
            subject: row.subject,
            addressee: row.addressee,
            ends_at: row.ends_at.parse().map_err(Error::fault)?,
            used_at: row.used_at.map(|at| at.parse()).transpose().map_err(Error::fault)?,
        })
    })
    .transpose()
}

/// The school a link was made at, if it was made at one.
pub(crate) async fn school(desk: &mut Desk<'_>, digest: &str) -> Result<Option<SchoolId>, Error> {
    let row: Option<(Option<String>,)> =
        sqlx::query_as(SCHOOL).bind(digest).fetch_optional(&mut *desk.conn).await?;
    row.and_then(|(school,)| school).map(|id| id.parse().map_err(Error::fault)).transpose()
}

/// Uses a link up; `false` when somebody was faster.
pub(crate) async fn use_up(desk: &mut Desk<'_>, digest: &str) -> Result<bool, Error> {
    let done = sqlx::query(USE).bind(desk.now.to_string()).bind(digest).execute(&mut *desk.conn).await?;
    Ok(done.rows_affected() == 1)
}

/// Ends every open link of one use to one subject.
pub(crate) async fn end(desk: &mut Desk<'_>, opens: &str, subject: &str) -> Result<(), Error> {
    sqlx::query(END).bind(desk.now.to_string()).bind(opens).bind(subject).execute(&mut *desk.conn).await?;
    Ok(())
}
