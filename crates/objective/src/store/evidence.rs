//! Evidence, of promises and of anything else.

use chassis::{Desk, Error};

use super::promise::{Sought, asked, of_sought};
use crate::model::{Enclosure, Evidence, Lasting, Proof, Subject};

const OF_PROMISES: &str = of_sought!(
    "
SELECT e.id, e.school_id, e.subject_module, e.subject_id, e.what, e.shown_on, e.lasts_until, e.file_name,
       e.file_digest, e.record, e.filed_by, e.filed_at
  FROM evidence e
  JOIN promise p ON e.subject_module = 'objective' AND e.subject_id = p.id AND e.school_id = p.school_id",
    "e.shown_on, e.filed_at, e.id"
);

const OF_SUBJECT: &str = "
SELECT id, school_id, subject_module, subject_id, what, shown_on, lasts_until, file_name, file_digest, record,
       filed_by, filed_at
  FROM evidence
 WHERE ($1 = '' OR school_id = $1) AND subject_module = $2 AND subject_id = $3
 ORDER BY shown_on, filed_at, id";

const FILE: &str = "
INSERT INTO evidence (id, school_id, subject_module, subject_id, what, shown_on, lasts_until, file_name,
                      file_digest, record, filed_by, filed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// Evidence that their own schools filed of the promises that are sought, by day.
pub(super) async fn of_promises(desk: &mut Desk<'_>, which: Sought<'_>) -> Result<Vec<Evidence>, Error> {
    let rows: Vec<Row> = asked(desk, OF_PROMISES, which).await?;
    rows.into_iter().map(Evidence::try_from).collect()
}

/// Evidence of one subject, by day.
pub(crate) async fn of_subject(desk: &mut Desk<'_>, subject: &Subject) -> Result<Vec<Evidence>, Error> {
    let rows: Vec<Row> = sqlx::query_as(OF_SUBJECT)
        .bind(desk.reach.bound())
        .bind(subject.module())
        .bind(subject.id())
        .fetch_all(&mut *desk.conn)
        .await?;
    rows.into_iter().map(Evidence::try_from).collect()
}

pub(crate) async fn file(desk: &mut Desk<'_>, evidence: &Evidence) -> Result<(), Error> {
    let Evidence { id, school, subject, proof, by, at } = evidence;
    let lasts_until = match proof.lasts {
        Lasting::Once => None,
        Lasting::Until(last) => Some(last.to_string()),
    };
    sqlx::query(FILE)
        .bind(id.to_string())
        .bind(school.to_string())
        .bind(subject.module())
        .bind(subject.id())
        .bind(&proof.what)
        .bind(proof.on.to_string())
        .bind(lasts_until)
        .bind(proof.file.as_ref().map(|file| &file.name))
        .bind(proof.file.as_ref().map(|file| &file.digest))
        .bind(proof.record.as_ref().map(ToString::to_string))
        .bind(by)
        .bind(at.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    school_id: String,
    subject_module: String,
    subject_id: String,
    what: String,
    shown_on: String,
    lasts_until: Option<String>,
    file_name: Option<String>,
    file_digest: Option<String>,
    record: Option<String>,
    filed_by: String,
    filed_at: String,
}

impl TryFrom<Row> for Evidence {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let lasts = match row.lasts_until {
            None => Lasting::Once,
            Some(last) => Lasting::Until(last.parse().map_err(Error::fault)?),
        };
        let subject = format!("{}/{}", row.subject_module, row.subject_id);
        Ok(Self {
            id: row.id.parse().map_err(Error::fault)?,
            school: row.school_id.parse().map_err(Error::fault)?,
            subject: subject.parse().map_err(Error::fault)?,
            proof: Proof {
                what: row.what,
                on: row.shown_on.parse().map_err(Error::fault)?,
                lasts,
                file: row.file_name.zip(row.file_digest).map(|(name, digest)| Enclosure { name, digest }),
                record: row.record.map(|record| record.parse().map_err(Error::fault)).transpose()?,
            },
            by: row.filed_by,
            at: row.filed_at.parse().map_err(Error::fault)?,
        })
    }
}
