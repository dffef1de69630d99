//! Delegations at rest: the whole as JSON, and columns for what is asked across
//! delegations. `Reach` decides whose rows a desk sees.

pub(crate) mod approval;
pub(crate) mod calendar;
pub(crate) mod colleges;
pub(crate) mod listing;
mod tally;

use chassis::journal::Line;
use chassis::{Desk, Error};
use jiff::Timestamp;
use people::model::SchoolId;
use season::model::StopId;

use crate::model::{Delegation, DelegationId};
use crate::wire;

pub use tally::Tally;
pub(crate) use tally::tallies;

const LOAD: &str = "SELECT whole FROM delegation WHERE id = $1 AND ($2 = '' OR school_id = $2)";

const OF_SCHOOL: &str = "
SELECT whole FROM delegation
 WHERE school_id = $1 AND ($2 = '' OR school_id = $2)
 ORDER BY exit_on, name, id";

const CHANGED: &str = "
SELECT whole, changed_at FROM delegation
 WHERE school_id = $1 AND ($2 = '' OR school_id = $2)
 ORDER BY exit_on, name, id";

const NAMED: &str = "SELECT id FROM delegation WHERE school_id = $1 AND stop_id = $2 AND name = $3";

const PAGE: &str = "
SELECT whole FROM delegation
 WHERE ($1 = '' OR school_id = $1) AND id > $2 AND ($3 = '' OR stop_id = $3)
   AND ($4 = '' OR exit_on >= $4) AND ($5 = '' OR exit_on <= $5)
 ORDER BY id LIMIT $6";

// Sets nothing, and yet nobody else changes the row until the change is done.
const HOLD: &str = "
UPDATE delegation SET changed_at = changed_at WHERE id = $1 AND ($2 = '' OR school_id = $2)";

const JOURNAL: &str = "
SELECT seq, at, actor, event, subject, detail, digest FROM journal line
 WHERE seq > $1 AND ($2 = ''
    OR subject = 'school ' || $2
    OR subject IN (SELECT 'delegation ' || id FROM delegation WHERE school_id = $2)
    OR subject IN (SELECT 'objective/' || id FROM promise WHERE school_id = $2)
    OR subject IN (SELECT 'membership ' || id FROM membership WHERE school_id = $2)
    OR subject IN (SELECT 'account ' || account_id FROM membership WHERE school_id = $2)
    OR actor IN (SELECT 'account ' || account_id FROM membership WHERE school_id = $2))
 ORDER BY seq LIMIT $3";

const KEEP: &str = "
INSERT INTO delegation (id, school_id, stop_id, name, exit_on, entry_on, whole, changed_at,
                        phase, head, staff, students, departs, sought, noted)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '')
ON CONFLICT (id) DO UPDATE
   SET name = excluded.name, exit_on = excluded.exit_on, entry_on = excluded.entry_on,
       whole = excluded.whole, changed_at = excluded.changed_at, phase = excluded.phase,
       head = excluded.head, staff = excluded.staff, students = excluded.students,
       departs = excluded.departs, sought = excluded.sought, noted = ''";

pub(crate) async fn load(desk: &mut Desk<'_>, id: DelegationId) -> Result<Option<Delegation>, Error> {
    let row: Option<(String,)> = sqlx::query_as(LOAD)
        .bind(id.to_string())
        .bind(desk.reach.bound())
        .fetch_optional(&mut *desk.conn)
        .await?;
    row.map(|(whole,)| wire::read(&whole).map_err(Error::fault)).transpose()
}

pub(crate) async fn of_school(desk: &mut Desk<'_>, school: SchoolId) -> Result<Vec<Delegation>, Error> {
    let rows: Vec<(String,)> = sqlx::query_as(OF_SCHOOL)
        .bind(school.to_string())
        .bind(desk.reach.bound())
        .fetch_all(&mut *desk.conn)
        .await?;
    rows.iter().map(|(whole,)| wire::read(whole).map_err(Error::fault)).collect()
}

pub(crate) async fn changed(
    desk: &mut Desk<'_>,
    school: SchoolId,
) -> Result<Vec<(Delegation, Timestamp)>, Error> {
    let rows: Vec<(String, String)> = sqlx::query_as(CHANGED)
        .bind(school.to_string())
        .bind(desk.reach.bound())
        .fetch_all(&mut *desk.conn)
        .await?;
    let row = |(whole, at): &(String, String)| {
        Ok((wire::read(whole).map_err(Error::fault)?, at.parse().map_err(Error::fault)?))
    };
    rows.iter().map(row).collect()
}

pub(crate) async fn named(
    desk: &mut Desk<'_>,
    school: SchoolId,
    stop: StopId,
    name: &str,
) -> Result<Option<DelegationId>, Error> {
    let row: Option<(String,)> = sqlx::query_as(NAMED)
        .bind(school.to_string())
        .bind(stop.to_string())
        .bind(name)
        .fetch_optional(&mut *desk.conn)
        .await?;
    row.map(|(id,)| id.parse().map_err(Error::fault)).transpose()
}

/// What is sought of delegations, by id.
pub(crate) struct Sought<'a> {
    /// Those after this id.
    pub(crate) after: &'a str,
    /// To one stop; empty for every one.
    pub(crate) stop: &'a str,
    /// That leave on this day or later; empty for whenever.
    pub(crate) from: &'a str,
    /// That leave on this day or before; empty for whenever.
    pub(crate) until: &'a str,
    /// So many at most.
    pub(crate) most: i64,
}

pub(crate) async fn page(desk: &mut Desk<'_>, sought: &Sought<'_>) -> Result<Vec<Delegation>, Error> {
    let rows: Vec<(String,)> = sqlx::query_as(PAGE)
        .bind(desk.reach.bound())
        .bind(sought.after)
        .bind(sought.stop)
        .bind(sought.from)
        .bind(sought.until)
        .bind(sought.most)
        .fetch_all(&mut *desk.conn)
        .await?;
    rows.iter().map(|(whole,)| wire::read(whole).map_err(Error::fault)).collect()
}

/// Holds a delegation for the rest of the change; whether it is there.
pub(crate) async fn hold(desk: &mut Desk<'_>, id: DelegationId) -> Result<bool, Error> {
    let held = sqlx::query(HOLD).bind(id.to_string()).bind(desk.reach.bound()).execute(&mut *desk.conn);
    Ok(held.await?.rows_affected() == 1)
}

/// Lines of the journal about what the desk may see, or by whom it may see.
pub(crate) async fn journal(desk: &mut Desk<'_>, after: i64, most: i64) -> Result<Vec<Line>, Error> {
    Ok(sqlx::query_as(JOURNAL)
        .bind(after)
        .bind(desk.reach.bound())
        .bind(most)
        .fetch_all(&mut *desk.conn)
        .await?)
}

pub(crate) async fn keep(desk: &mut Desk<'_>, delegation: &Delegation) -> Result<(), Error> {
    let stay = delegation.stay();
    sqlx::query(KEEP)
        .bind(delegation.id.to_string())
        .bind(delegation.school.to_string())
        .bind(delegation.stop.to_string())
        .bind(&delegation.name)
        .bind(stay.map(|stay| stay.exit().to_string()))
        .bind(stay.map(|stay| stay.entry().to_string()))
        .bind(wire::write(delegation).map_err(Error::fault)?)
        .bind(desk.now.to_string())
        .bind(delegation.life.phase().code())
        .bind(listing::head(delegation))
        .bind(listing::count(delegation.staff().count()))
        .bind(listing::count(delegation.students().count()))
        .bind(listing::departs(delegation))
        .bind(listing::sought(delegation))
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}
