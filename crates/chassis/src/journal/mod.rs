//! Who did what when (办理日志): append-only, each line chained to the one before,
//! so that a changed line shows.

mod chain;

use sha2::{Digest, Sha256};

pub use chain::{Break, Chain, Head, NoHead};

use crate::desk::Journalled;
use crate::digest::hex;
use crate::{Desk, Error};

const QUEUE: &str = "UPDATE journal_head SET seq = seq + 1 WHERE id = 1 RETURNING seq, digest";

const ADVANCE: &str = "UPDATE journal_head SET digest = $1 WHERE id = 1";

const APPEND: &str = "
INSERT INTO journal (seq, at, actor, event, subject, detail, digest)
VALUES ($1, $2, $3, $4, $5, $6, $7)";

const ALL: &str = "SELECT seq, at, actor, event, subject, detail, digest FROM journal ORDER BY seq";

const PAGE: &str = "
SELECT seq, at, actor, event, subject, detail, digest FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2";

const HEAD: &str = "SELECT seq, digest FROM journal_head WHERE id = 1";

/// Lines held at once while all of them are gone through.
const AT_ONCE: i64 = 1_000;

const ABOUT: &str = "
SELECT line.seq AS seq, line.at AS at, line.actor AS actor, line.event AS event,
    line.subject AS subject, line.detail AS detail, line.digest AS digest,
    COALESCE(previous.digest, '') AS previous
FROM journal line LEFT JOIN journal previous ON previous.seq = line.seq - 1
WHERE line.subject = $1 ORDER BY line.seq";

const VERSION: &str = "SELECT COALESCE(MAX(seq), 0) FROM journal WHERE subject = $1";

const SINCE: &str = "
SELECT seq, at, actor, event, subject, detail, digest FROM journal
 WHERE subject = $1 AND seq > $2 ORDER BY seq";

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What: `season.import`.
    pub event: String,
    /// What it was done to: kind and id.
    pub subject: String,
    /// In words, without personal data.
    pub detail: String,
    /// The digest over the line and the one before.
    pub digest: String,
}

/// A line with the digest of the one before it, so that it can be recomputed
/// where the other lines are not at hand.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Link {
    /// The line.
    #[sqlx(flatten)]
    pub line: Line,
    /// The digest of the line before, whatever that was about; none before the first.
    pub previous: String,
}

/// Writes a line. Writers queue at the head of the chain until they commit.
pub async fn record(desk: &mut Desk<'_>, event: &str, subject: &str, detail: &str) -> Result<(), Error> {
    let (seq, before): (i64, String) = sqlx::query_as(QUEUE).fetch_one(&mut *desk.conn).await?;
    let mut line = Line {
        seq,
        at: desk.now.to_string(),
        actor: desk.actor.key.clone(),
        event: event.to_owned(),
        subject: subject.to_owned(),
        detail: detail.to_owned(),
        digest: String::new(),
    };
    line.digest = line.chained_to(&before);
    sqlx::query(APPEND)
        .bind(line.seq)
        .bind(&line.at)
        .bind(&line.actor)
        .bind(&line.event)
        .bind(&line.subject)
        .bind(&line.detail)
        .bind(&line.digest)
        .execute(&mut *desk.conn)
        .await?;
    sqlx::query(ADVANCE).bind(&line.digest).execute(&mut *desk.conn).await?;
    *desk.journalled = Journalled::Line;
    Ok(())
}

/// Every line, oldest first.
pub async fn lines(desk: &mut Desk<'_>) -> Result<Vec<Line>, Error> {
    Ok(sqlx::query_as(ALL).fetch_all(&mut *desk.conn).await?)
}

/// Every line about one subject, oldest first.
pub async fn about(desk: &mut Desk<'_>, subject: &str) -> Result<Vec<Line>, Error> {
    Ok(links_about(desk, subject).await?.into_iter().map(|link| link.line).collect())
}

/// Every line about one subject, oldest first, each with its hold on the one before.
pub async fn links_about(desk: &mut Desk<'_>, subject: &str) -> Result<Vec<Link>, Error> {
    Ok(sqlx::query_as(ABOUT).bind(subject).fetch_all(&mut *desk.conn).await?)
}

/// Lines after one, oldest first, so many at most.
pub async fn page(desk: &mut Desk<'_>, after: i64, most: i64) -> Result<Vec<Line>, Error> {
    Ok(sqlx::query_as(PAGE).bind(after).bind(most).fetch_all(&mut *desk.conn).await?)
}

/// Where the chain says that it ends.
pub async fn head(desk: &mut Desk<'_>) -> Result<Head, Error> {
    let found: Option<(i64, String)> = sqlx::query_as(HEAD).fetch_optional(&mut *desk.conn).await?;
    Ok(found.map(|(seq, digest)| Head { seq, digest }).unwrap_or_default())
}

/// Follows the whole chain, page by page, and holds it against a head that was
/// kept elsewhere: where it ends, or what is wrong first.
pub async fn verify(desk: &mut Desk<'_>, kept: Option<Head>) -> Result<Result<Head, Break>, Error> {
    let own = head(desk).await?;
    let mut chain = Chain::held_against(kept);
    let mut after = i64::MIN;
    loop {
        let lines = page(desk, after, AT_ONCE).await?;
        for line in &lines {
            if let Err(found) = chain.follow(line) {
                return Ok(Err(found));
            }
        }
        match lines.last() {
            Some(last) => after = last.seq,
            None => return Ok(chain.end(&own)),
        }
    }
}

/// The version of a subject: the number of the last line about it, 0 before the first.
pub async fn version(desk: &mut Desk<'_>, subject: &str) -> Result<i64, Error> {
    let (seq,): (i64,) = sqlx::query_as(VERSION).bind(subject).fetch_one(&mut *desk.conn).await?;
    Ok(seq)
}

/// Every line about one subject after a version of it.
pub async fn since(desk: &mut Desk<'_>, subject: &str, version: i64) -> Result<Vec<Line>, Error> {
    Ok(sqlx::query_as(SINCE).bind(subject).bind(version).fetch_all(&mut *desk.conn).await?)
}

/// The first line that does not follow from the one before, if any.
pub fn first_broken(lines: &[Line]) -> Option<i64> {
    let mut chain = Chain::default();
    lines.iter().find(|line| chain.follow(line).is_err()).map(|line| line.seq)
}

impl Line {
    fn chained_to(&self, before: &str) -> String {
        let mut hash = Sha256::new();
        let seq = self.seq.to_string();
        for part in [before, &seq, &self.at, &self.actor, &self.event, &self.subject, &self.detail] {
            hash.update(part.len().to_string().as_bytes());
            hash.update(b":");
            hash.update(part.as_bytes());
        }
        hex(&hash.finalize())
    }
}
