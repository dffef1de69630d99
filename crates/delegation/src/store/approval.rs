//! Holders, forwardings, consultations, stand-ins, reminders and extracts at rest. A
//! party's are reached by the party, which its school alone can load.

use chassis::{Desk, Error};
use jiff::Timestamp;
use people::model::{AccountId, SchoolId};

use crate::model::DelegationId;
use crate::model::approval::{
    Consultation, ConsultationId, Extract, Forwarding, Holder, Opinion, Reminder, StandIn, StandInId,
};
use crate::wire::extract;

const HOLDERS: &str = "
SELECT office, account_id FROM seat_holder
 WHERE school_id = $1 AND ($2 = '' OR school_id = $2) ORDER BY office, account_id";

const VACATE: &str = "DELETE FROM seat_holder WHERE school_id = $1 AND office = $2";

const SEAT: &str = "INSERT INTO seat_holder (school_id, office, account_id) VALUES ($1, $2, $3)";

const FORWARDINGS: &str = "
SELECT id, delegation_id, link, office, from_account, to_account, reason, at FROM forwarding
 WHERE delegation_id = $1 ORDER BY id";

const FORWARD: &str = "
INSERT INTO forwarding (id, delegation_id, link, office, from_account, to_account, reason, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const CONSULTATIONS: &str = "
SELECT id, delegation_id, link, office, by_account, of_account, question, at, answer, answered_at
  FROM consultation WHERE delegation_id = $1 ORDER BY id";

const CONSULT: &str = "
INSERT INTO consultation (id, delegation_id, link, office, by_account, of_account, question, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const ANSWER: &str = "UPDATE consultation SET answer = $1, answered_at = $2 WHERE id = $3 AND answer IS NULL";

const STAND_INS: &str = "
SELECT id, of_account, by_account, from_on, to_on FROM stand_in
 WHERE school_id = $1 AND ($2 = '' OR school_id = $2) ORDER BY from_on, id";

const STAND_IN: &str = "
INSERT INTO stand_in (id, school_id, of_account, by_account, from_on, to_on)
VALUES ($1, $2, $3, $4, $5, $6)";

const STAND_DOWN: &str = "DELETE FROM stand_in WHERE id = $1 AND of_account = $2";

const REMINDERS: &str =
    "SELECT link, office, by_name, on_day FROM reminder WHERE delegation_id = $1 ORDER BY id";

const REMIND: &str = "
INSERT INTO reminder (id, delegation_id, link, office, by_name, on_day) VALUES ($1, $2, $3, $4, $5, $6)";

const EXTRACT: &str = "
INSERT INTO extract (delegation_id, at, told) VALUES ($1, $2, $3)
ON CONFLICT (delegation_id, at) DO UPDATE SET told = excluded.told";

const LAST_EXTRACT: &str = "
SELECT at, told FROM extract WHERE delegation_id = $1 ORDER BY at DESC LIMIT 1";

#[derive(sqlx::FromRow)]
struct ForwardingRow {
    id: String,
    delegation_id: String,
    link: String,
    office: String,
    from_account: String,
    to_account: String,
    reason: String,
    at: String,
}

#[derive(sqlx::FromRow)]
struct ConsultationRow {
    id: String,
    delegation_id: String,
    link: String,
    office: String,
    by_account: String,
    of_account: String,
    question: String,
    at: String,
    answer: Option<String>,
    answered_at: Option<String>,
}

#[derive(sqlx::FromRow)]
struct StandInRow {
    id: String,
    of_account: String,
    by_account: String,
    from_on: String,
    to_on: String,
}

pub(crate) async fn holders(desk: &mut Desk<'_>, school: SchoolId) -> Result<Vec<Holder>, Error> {
    let rows: Vec<(String, String)> = sqlx::query_as(HOLDERS)
        .bind(school.to_string())
        .bind(desk.reach.bound())
        .fetch_all(&mut *desk.conn)
        .await?;
    let holder = |(office, account): (String, String)| {
        Ok(Holder { office, account: account.parse().map_err(Error::fault)? })
    };
    rows.into_iter().map(holder).collect()
}

/// Names the holders of an office in place of those before.
pub(crate) async fn seat(
    desk: &mut Desk<'_>,
    school: SchoolId,
    office: &str,
    accounts: &[AccountId],
) -> Result<(), Error> {
    sqlx::query(VACATE).bind(school.to_string()).bind(office).execute(&mut *desk.conn).await?;
    for account in accounts {
        sqlx::query(SEAT)
            .bind(school.to_string())
            .bind(office)
            .bind(account.to_string())
            .execute(&mut *desk.conn)
            .await?;
    }
    Ok(())
}

pub(crate) async fn forwardings(desk: &mut Desk<'_>, id: DelegationId) -> Result<Vec<Forwarding>, Error> {
    let rows: Vec<ForwardingRow> =
        sqlx::query_as(FORWARDINGS).bind(id.to_string()).fetch_all(&mut *desk.conn).await?;
    rows.into_iter().map(Forwarding::try_from).collect()
}

pub(crate) async fn forward(desk: &mut Desk<'_>, it: &Forwarding) -> Result<(), Error> {
    sqlx::query(FORWARD)
        .bind(it.id.to_string())
        .bind(it.delegation.to_string())
        .bind(&it.link)
        .bind(&it.office)
        .bind(it.from.to_string())
        .bind(it.to.to_string())
        .bind(&it.reason)
        .bind(it.at.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn consultations(desk: &mut Desk<'_>, id: DelegationId) -> Result<Vec<Consultation>, Error> {
    let rows: Vec<ConsultationRow> =
        sqlx::query_as(CONSULTATIONS).bind(id.to_string()).fetch_all(&mut *desk.conn).await?;
    rows.into_iter().map(Consultation::try_from).collect()
}

pub(crate) async fn consult(desk: &mut Desk<'_>, it: &Consultation) -> Result<(), Error> {
    sqlx::query(CONSULT)
        .bind(it.id.to_string())
        .bind(it.delegation.to_string())
        .bind(&it.link)
        .bind(&it.office)
        .bind(it.by.to_string())
        .bind(it.of.to_string())
        .bind(&it.question)
        .bind(it.at.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

/// Keeps an answer; `false` when one was given already.
pub(crate) async fn answer(
    desk: &mut Desk<'_>,
    id: ConsultationId,
    opinion: &Opinion,
) -> Result<bool, Error> {
    let done = sqlx::query(ANSWER)
        .bind(&opinion.text)
        .bind(opinion.at.to_string())
        .bind(id.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn stand_ins(desk: &mut Desk<'_>, school: SchoolId) -> Result<Vec<StandIn>, Error> {
    let rows: Vec<StandInRow> = sqlx::query_as(STAND_INS)
        .bind(school.to_string())
        .bind(desk.reach.bound())
        .fetch_all(&mut *desk.conn)
        .await?;
    rows.into_iter().map(StandIn::try_from).collect()
}

pub(crate) async fn stand_in(desk: &mut Desk<'_>, school: SchoolId, it: &StandIn) -> Result<(), Error> {
    sqlx::query(STAND_IN)
        .bind(it.id.to_string())
        .bind(school.to_string())
        .bind(it.of.to_string())
        .bind(it.by.to_string())
        .bind(it.from.to_string())
        .bind(it.to.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

/// Ends a stand-in of one's own; `false` when there is none.
pub(crate) async fn stand_down(desk: &mut Desk<'_>, id: StandInId, of: AccountId) -> Result<bool, Error> {
    let done =
        sqlx::query(STAND_DOWN).bind(id.to_string()).bind(of.to_string()).execute(&mut *desk.conn).await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn reminders(desk: &mut Desk<'_>, id: DelegationId) -> Result<Vec<Reminder>, Error> {
    let rows: Vec<(String, String, String, String)> =
        sqlx::query_as(REMINDERS).bind(id.to_string()).fetch_all(&mut *desk.conn).await?;
    let reminder = |(link, office, by, on): (String, String, String, String)| {
        Ok(Reminder { link, office, by, on: on.parse().map_err(Error::fault)? })
    };
    rows.into_iter().map(reminder).collect()
}

pub(crate) async fn remind(desk: &mut Desk<'_>, id: DelegationId, it: &Reminder) -> Result<(), Error> {
    let key = desk.draw_id::<Reminder>().to_string();
    sqlx::query(REMIND)
        .bind(key)
        .bind(id.to_string())
        .bind(&it.link)
        .bind(&it.office)
        .bind(&it.by)
        .bind(it.on.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn keep_extract(desk: &mut Desk<'_>, id: DelegationId, told: &Extract) -> Result<(), Error> {
    sqlx::query(EXTRACT)
        .bind(id.to_string())
        .bind(desk.now.to_string())
        .bind(extract::write(told).map_err(Error::fault)?)
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

/// What it said when it was sent back last, and when that was.
pub(crate) async fn last_extract(
    desk: &mut Desk<'_>,
    id: DelegationId,
) -> Result<Option<(Timestamp, Extract)>, Error> {
    let row: Option<(String, String)> =
        sqlx::query_as(LAST_EXTRACT).bind(id.to_string()).fetch_optional(&mut *desk.conn).await?;
    let Some((at, told)) = row else { return Ok(None) };
    Ok(Some((at.parse().map_err(Error::fault)?, extract::read(&told).map_err(Error::fault)?)))
}

impl TryFrom<ForwardingRow> for Forwarding {
    type Error = Error;

    fn try_from(row: ForwardingRow) -> Result<Self, Error> {
        Ok(Self {
            id: row.id.parse().map_err(Error::fault)?,
            delegation: row.delegation_id.parse().map_err(Error::fault)?,
            link: row.link,
            office: row.office,
            from: row.from_account.parse().map_err(Error::fault)?,
            to: row.to_account.parse().map_err(Error::fault)?,
            reason: row.reason,
            at: row.at.parse().map_err(Error::fault)?,
        })
    }
}

impl TryFrom<ConsultationRow> for Consultation {
    type Error = Error;

    fn try_from(row: ConsultationRow) -> Result<Self, Error> {
        let answer = match (row.answer, row.answered_at) {
            (Some(text), Some(at)) => Some(Opinion { text, at: at.parse().map_err(Error::fault)? }),
            _ => None,
        };
        Ok(Self {
            id: row.id.parse().map_err(Error::fault)?,
            delegation: row.delegation_id.parse().map_err(Error::fault)?,
            link: row.link,
            office: row.office,
            by: row.by_account.parse().map_err(Error::fault)?,
            of: row.of_account.parse().map_err(Error::fault)?,
            question: row.question,
            at: row.at.parse().map_err(Error::fault)?,
            answer,
        })
    }
}

impl TryFrom<StandInRow> for StandIn {
    type Error = Error;

    fn try_from(row: StandInRow) -> Result<Self, Error> {
        Ok(Self {
            id: row.id.parse().map_err(Error::fault)?,
            of: row.of_account.parse().map_err(Error::fault)?,
            by: row.by_account.parse().map_err(Error::fault)?,
            from: row.from_on.parse().map_err(Error::fault)?,
            to: row.to_on.parse().map_err(Error::fault)?,
        })
    }
}
