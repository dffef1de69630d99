//! Promises, each with all its records. Every question about them asks for the
//! same rows by the same words, so that no record is seen without its promise.

use chassis::{Desk, Error};
use people::model::SchoolId;
use season::model::SeasonId;

use super::evidence;
use crate::model::{Fulfilment, Handover, Origin, Outcome, Promise, PromiseId, Release, Subject};

/// Which promises are sought; a field that is none asks nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sought<'a> {
    pub(crate) school: Option<SchoolId>,
    pub(crate) season: Option<SeasonId>,
    pub(crate) promise: Option<PromiseId>,
    pub(crate) origin: Option<&'a Subject>,
}

/// A question about the promises that are sought.
macro_rules! of_sought {
    ($question:literal, $order:literal) => {
        concat!(
            $question,
            "
 WHERE ($1 = '' OR p.school_id = $1) AND ($2 = '' OR p.school_id = $2) AND ($3 = '' OR p.season_id = $3)
   AND ($4 = '' OR p.id = $4) AND ($5 = '' OR p.origin_module = $5) AND ($6 = '' OR p.origin_id = $6)
 ORDER BY ",
            $order
        )
    };
}
pub(super) use of_sought;

const PROMISES: &str = of_sought!(
    "
SELECT p.id, p.school_id, p.season_id, p.origin_module, p.origin_id, p.origin_name, p.source, p.task, p.kind,
       p.what, p.shown_by, p.owner, p.due_on, p.goals
  FROM promise p",
    "p.id"
);

const HANDOVERS: &str = of_sought!(
    "
SELECT h.promise_id, h.owner, h.reason, h.handed_by, h.handed_at
  FROM handover h JOIN promise p ON p.id = h.promise_id",
    "h.promise_id, h.position"
);

const FULFILMENTS: &str = of_sought!(
    "
SELECT f.promise_id, f.verdict, f.why, f.judged_by, f.judged_at
  FROM fulfilment f JOIN promise p ON p.id = f.promise_id",
    "f.promise_id, f.position"
);

const RELEASES: &str = of_sought!(
    "
SELECT r.promise_id, r.cause, r.reason, r.released_by, r.released_at
  FROM promise_release r JOIN promise p ON p.id = r.promise_id",
    "r.promise_id"
);

const ENDING: &str = "
SELECT id FROM promise WHERE ($1 = '' OR school_id = $1) AND id LIKE '%' || $2 ORDER BY id LIMIT 2";

const INSERT: &str = "
INSERT INTO promise (id, school_id, season_id, origin_module, origin_id, origin_name, source, task, kind, what,
                     shown_by, owner, due_on, goals, made_by, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

const CHANGE: &str = "
UPDATE promise SET task = $2, kind = $3, what = $4, shown_by = $5, owner = $6, due_on = $7, goals = $8
 WHERE id = $1";

const HAND_OVER: &str = "
INSERT INTO handover (promise_id, position, owner, reason, handed_by, handed_at)
VALUES ($1, $2, $3, $4, $5, $6)";

const KEEP_OWNER: &str = "DELETE FROM handover WHERE promise_id = $1";

const FULFIL: &str = "
INSERT INTO fulfilment (promise_id, position, verdict, why, judged_by, judged_at)
VALUES ($1, $2, $3, $4, $5, $6)";

const RELEASE: &str = "
INSERT INTO promise_release (promise_id, cause, reason, released_by, released_at) VALUES ($1, $2, $3, $4, $5)";

const RESTORE: &str = "DELETE FROM promise_release WHERE promise_id = $1";

/// The promises that are sought, the most urgent first.
pub(crate) async fn sought(desk: &mut Desk<'_>, which: Sought<'_>) -> Result<Vec<Promise>, Error> {
    let rows: Vec<Row> = asked(desk, PROMISES, which).await?;
    let mut promises: Vec<Promise> = rows.into_iter().map(Promise::try_from).collect::<Result<_, _>>()?;
    if promises.is_empty() {
        return Ok(promises);
    }
    let handovers: Vec<(String, String, String, String, String)> = asked(desk, HANDOVERS, which).await?;
    let fulfilments: Vec<(String, String, String, String, String)> = asked(desk, FULFILMENTS, which).await?;
    let releases: Vec<(String, String, String, String, String)> = asked(desk, RELEASES, which).await?;
    let evidence = evidence::of_promises(desk, which).await?;
    for promise in &mut promises {
        let id = promise.id.to_string();
        for (_, owner, reason, by, at) in handovers.iter().filter(|row| row.0 == id) {
            let (owner, reason, by) = (owner.clone(), reason.clone(), by.clone());
            promise.handovers.push(Handover { owner, reason, by, at: at.parse().map_err(Error::fault)? });
        }
        for (_, verdict, why, by, at) in fulfilments.iter().filter(|row| row.0 == id) {
            let verdict = verdict.parse().map_err(Error::fault)?;
            let (why, by) = (why.clone(), by.clone());
            promise.fulfilments.push(Fulfilment { verdict, why, by, at: at.parse().map_err(Error::fault)? });
        }
        for (_, cause, reason, by, at) in releases.iter().filter(|row| row.0 == id) {
            let (cause, at) = (cause.parse().map_err(Error::fault)?, at.parse().map_err(Error::fault)?);
            promise.release = Some(Release { cause, reason: reason.clone(), by: by.clone(), at });
        }
        let subject = promise.subject();
        promise.evidence.extend(evidence.iter().filter(|known| known.subject == subject).cloned());
    }
    promises.sort_by(|one, other| one.urgency().cmp(&other.urgency()));
    Ok(promises)
}

/// The rows of a question about the promises that are sought.
pub(super) async fn asked<R>(
    desk: &mut Desk<'_>,
    question: &'static str,
    which: Sought<'_>,
) -> Result<Vec<R>, Error>
where
    R: for<'r> sqlx::FromRow<'r, sqlx::any::AnyRow> + Send + Unpin,
{
    let text = |id: Option<String>| id.unwrap_or_default();
    Ok(sqlx::query_as(question)
        .bind(desk.reach.bound())
        .bind(text(which.school.map(|id| id.to_string())))
        .bind(text(which.season.map(|id| id.to_string())))
        .bind(text(which.promise.map(|id| id.to_string())))
        .bind(which.origin.map_or("", Subject::module).to_owned())
        .bind(which.origin.map_or("", Subject::id).to_owned())
        .fetch_all(&mut *desk.conn)
        .await?)
}

/// The promises whose id ends so; two are enough to know that it is not one.
pub(crate) async fn ending(desk: &mut Desk<'_>, ending: &str) -> Result<Vec<PromiseId>, Error> {
    let rows: Vec<(String,)> =
        sqlx::query_as(ENDING).bind(desk.reach.bound()).bind(ending).fetch_all(&mut *desk.conn).await?;
    rows.iter().map(|(id,)| id.parse().map_err(Error::fault)).collect()
}

pub(crate) async fn insert(desk: &mut Desk<'_>, promise: &Promise) -> Result<(), Error> {
    let Promise { id, origin, source, outcome, .. } = promise;
    sqlx::query(INSERT)
        .bind(id.to_string())
        .bind(origin.school.to_string())
        .bind(origin.season.to_string())
        .bind(origin.subject.module())
        .bind(origin.subject.id())
        .bind(&origin.name)
        .bind(source.code())
        .bind(i64::from(outcome.task))
        .bind(outcome.kind.code())
        .bind(&outcome.what)
        .bind(&outcome.shown_by)
        .bind(&outcome.owner)
        .bind(outcome.due.to_string())
        .bind(serde_json::to_string(&outcome.goals).map_err(Error::fault)?)
        .bind(&desk.actor.name)
        .bind(desk.now.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn change(desk: &mut Desk<'_>, id: PromiseId, outcome: &Outcome) -> Result<(), Error> {
    sqlx::query(CHANGE)
        .bind(id.to_string())
        .bind(i64::from(outcome.task))
        .bind(outcome.kind.code())
        .bind(&outcome.what)
        .bind(&outcome.shown_by)
        .bind(&outcome.owner)
        .bind(outcome.due.to_string())
        .bind(serde_json::to_string(&outcome.goals).map_err(Error::fault)?)
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

/// Adds the last handover of a promise.
pub(crate) async fn hand_over(desk: &mut Desk<'_>, promise: &Promise) -> Result<(), Error> {
    let Some(Handover { owner, reason, by, at }) = promise.handovers.last() else { return Ok(()) };
    sqlx::query(HAND_OVER)
        .bind(promise.id.to_string())
        .bind(position(promise.handovers.len())?)
        .bind(owner)
        .bind(reason)
        .bind(by)
        .bind(at.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

/// Forgets handovers: the owner that is stated holds again.
pub(crate) async fn keep_owner(desk: &mut Desk<'_>, id: PromiseId) -> Result<(), Error> {
    sqlx::query(KEEP_OWNER).bind(id.to_string()).execute(&mut *desk.conn).await?;
    Ok(())
}

/// Adds the last fulfilment of a promise.
pub(crate) async fn fulfil(desk: &mut Desk<'_>, promise: &Promise) -> Result<(), Error> {
    let Some(Fulfilment { verdict, why, by, at }) = promise.fulfilments.last() else { return Ok(()) };
    sqlx::query(FULFIL)
        .bind(promise.id.to_string())
        .bind(position(promise.fulfilments.len())?)
        .bind(verdict.code())
        .bind(why)
        .bind(by)
        .bind(at.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn release(desk: &mut Desk<'_>, id: PromiseId, release: &Release) -> Result<(), Error> {
    sqlx::query(RELEASE)
        .bind(id.to_string())
        .bind(release.cause.code())
        .bind(&release.reason)
        .bind(&release.by)
        .bind(release.at.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn restore(desk: &mut Desk<'_>, id: PromiseId) -> Result<(), Error> {
    sqlx::query(RESTORE).bind(id.to_string()).execute(&mut *desk.conn).await?;
    Ok(())
}

fn position(length: usize) -> Result<i64, Error> {
    i64::try_from(length).map_err(Error::fault)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    school_id: String,
    season_id: String,
    origin_module: String,
    origin_id: String,
    origin_name: String,
    source: String,
    task: i64,
    kind: String,
    what: String,
    shown_by: String,
    owner: String,
    due_on: String,
    goals: String,
}

impl TryFrom<Row> for Promise {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let subject = format!("{}/{}", row.origin_module, row.origin_id);
        Ok(Self {
            id: row.id.parse().map_err(Error::fault)?,
            origin: Origin {
                school: row.school_id.parse().map_err(Error::fault)?,
                season: row.season_id.parse().map_err(Error::fault)?,
                subject: subject.parse().map_err(Error::fault)?,
                name: row.origin_name,
            },
            source: row.source.parse().map_err(Error::fault)?,
            outcome: Outcome {
                task: u32::try_from(row.task).map_err(Error::fault)?,
                kind: row.kind.parse().map_err(Error::fault)?,
                what: row.what,
                shown_by: row.shown_by,
                owner: row.owner,
                due: row.due_on.parse().map_err(Error::fault)?,
                goals: serde_json::from_str(&row.goals).map_err(Error::fault)?,
            },
            handovers: Vec::new(),
            fulfilments: Vec::new(),
            release: None,
            evidence: Vec::new(),
        })
    }
}
