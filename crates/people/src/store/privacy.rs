//! What persons agreed to, and who was erased.

use chassis::{Desk, Error};
use kernel::Id;

use crate::model::{Person, PersonId, PrivacyConsent};

const ADD: &str = "
INSERT INTO person_consent (id, person_id, decision, scope, notice, channel, at)
VALUES ($1, $2, $3, $4, $5, $6, $7)";

const OF: &str = "
SELECT person_id, decision, scope, notice, channel, at FROM person_consent WHERE person_id = $1 ORDER BY at, id";

const BURY: &str = "INSERT INTO person_erased (person_id, school_id, erased_on) VALUES ($1, $2, $3)";

const ERASED: &str =
    "SELECT erased_on FROM person_erased WHERE person_id = $1 AND ($2 = '' OR school_id = $2)";

pub(crate) async fn add(desk: &mut Desk<'_>, consent: &PrivacyConsent) -> Result<(), Error> {
    let id: Id<PrivacyConsent> = desk.draw_id();
    sqlx::query(ADD)
        .bind(id.to_string())
        .bind(consent.person.to_string())
        .bind(consent.decision.code())
        .bind(consent.scope.code())
        .bind(&consent.notice)
        .bind(consent.channel.code())
        .bind(consent.at.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn of(desk: &mut Desk<'_>, person: PersonId) -> Result<Vec<PrivacyConsent>, Error> {
    let rows: Vec<Row> = sqlx::query_as(OF).bind(person.to_string()).fetch_all(&mut *desk.conn).await?;
    rows.into_iter().map(PrivacyConsent::try_from).collect()
}

/// Leaves the stone of a person who was erased.
pub(crate) async fn bury(desk: &mut Desk<'_>, person: &Person) -> Result<(), Error> {
    sqlx::query(BURY)
        .bind(person.id.to_string())
        .bind(person.school.to_string())
        .bind(desk.today.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

/// On which day a person was erased, if they were and the desk may know.
pub(crate) async fn erased(desk: &mut Desk<'_>, person: PersonId) -> Result<Option<String>, Error> {
    Ok(sqlx::query_scalar(ERASED)
        .bind(person.to_string())
        .bind(desk.reach.bound())
        .fetch_optional(&mut *desk.conn)
        .await?)
}

#[derive(sqlx::FromRow)]
struct Row {
    person_id: String,
    decision: String,
    scope: String,
    notice: String,
    channel: String,
    at: String,
}

impl TryFrom<Row> for PrivacyConsent {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            person: row.person_id.parse().map_err(Error::fault)?,
            decision: row.decision.parse().map_err(Error::fault)?,
            scope: row.scope.parse().map_err(Error::fault)?,
            notice: row.notice,
            channel: row.channel.parse().map_err(Error::fault)?,
            at: row.at.parse().map_err(Error::fault)?,
        })
    }
}
