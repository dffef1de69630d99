//! Seasons at rest: every version of the annex as written, what the user decided
//! on top, and ids that stops keep from version to version.

mod edit;

use chassis::{Desk, Error};

use crate::model::{Annex, Goal, Row, SeasonId, StopId, Task};

pub(crate) use edit::{edit, edits, unedit};

/// A season's row: which version holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) id: SeasonId,
    pub(crate) year: i16,
    pub(crate) version: i64,
}

/// A version of an annex, as lists show it (版本).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Version {
    /// Its number, from 1.
    pub version: i64,
    /// The file it came from.
    pub file: String,
    /// The digest of the file's bytes.
    pub digest: String,
    /// Who imported it.
    pub imported_by: String,
    /// When, RFC 3339.
    pub imported_at: String,
}

const LATEST: &str = "SELECT id, year, version FROM season ORDER BY year DESC LIMIT 1";

const OF_YEAR: &str = "SELECT id, year, version FROM season WHERE year = $1";

const NEW_SEASON: &str = "INSERT INTO season (id, year, version) VALUES ($1, $2, $3)";

const HOLD: &str = "UPDATE season SET version = $2 WHERE id = $1";

const NEW_ANNEX: &str = "
INSERT INTO annex (season_id, version, name, file, digest, reading, imported_by, imported_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const NEW_ROW: &str = "
INSERT INTO annex_row (season_id, version, position, number, site, city, held, stay, themes, title)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const NEW_ITEM: &str = "
INSERT INTO annex_item (season_id, version, kind, number, title, text) VALUES ($1, $2, $3, $4, $5, $6)";

const NAME: &str = "SELECT name FROM annex WHERE season_id = $1 AND version = $2";

const READING: &str = "SELECT reading FROM annex WHERE season_id = $1 AND version = $2";

const ROWS: &str = "
SELECT number, site, city, held, stay, themes, title FROM annex_row
 WHERE season_id = $1 AND version = $2 ORDER BY position";

const ITEMS: &str = "
SELECT kind, number, title, text FROM annex_item
 WHERE season_id = $1 AND version = $2 ORDER BY kind, number";

const VERSIONS: &str = "
SELECT version, file, digest, imported_by, imported_at FROM annex WHERE season_id = $1 ORDER BY version";

const STOPS: &str = "SELECT number, id, known_as FROM stop WHERE season_id = $1 ORDER BY number";

const SEASON_OF: &str = "SELECT season_id FROM stop WHERE id = $1";

const SET_ASIDE: &str = "UPDATE stop SET number = $2 WHERE id = $1";

const PLACE_STOP: &str = "
INSERT INTO stop (id, season_id, number, known_as) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET number = excluded.number, known_as = excluded.known_as";

pub(crate) async fn latest(desk: &mut Desk<'_>) -> Result<Option<Held>, Error> {
    let row: Option<(String, i64, i64)> = sqlx::query_as(LATEST).fetch_optional(&mut *desk.conn).await?;
    row.map(held).transpose()
}

pub(crate) async fn of_year(desk: &mut Desk<'_>, year: i16) -> Result<Option<Held>, Error> {
    let row: Option<(String, i64, i64)> =
        sqlx::query_as(OF_YEAR).bind(i64::from(year)).fetch_optional(&mut *desk.conn).await?;
    row.map(held).transpose()
}

fn held((id, year, version): (String, i64, i64)) -> Result<Held, Error> {
    Ok(Held {
        id: id.parse().map_err(Error::fault)?,
        year: i16::try_from(year).map_err(Error::fault)?,
        version,
    })
}

pub(crate) async fn new_season(desk: &mut Desk<'_>, held: Held) -> Result<(), Error> {
    sqlx::query(NEW_SEASON)
        .bind(held.id.to_string())
        .bind(i64::from(held.year))
        .bind(held.version)
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(crate) async fn season_of(desk: &mut Desk<'_>, stop: StopId) -> Result<Option<SeasonId>, Error> {
    let row: Option<(String,)> =
        sqlx::query_as(SEASON_OF).bind(stop.to_string()).fetch_optional(&mut *desk.conn).await?;
    row.map(|(season,)| season.parse().map_err(Error::fault)).transpose()
}

pub(crate) async fn hold(desk: &mut Desk<'_>, id: SeasonId, version: i64) -> Result<(), Error> {
    sqlx::query(HOLD).bind(id.to_string()).bind(version).execute(&mut *desk.conn).await?;
    Ok(())
}

/// What is kept beside the annex's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filing<'a> {
    pub(crate) season: SeasonId,
    pub(crate) version: i64,
    pub(crate) file: &'a str,
    pub(crate) digest: &'a str,
    pub(crate) reading: &'a str,
}

pub(crate) async fn file(desk: &mut Desk<'_>, filing: Filing<'_>, annex: &Annex) -> Result<(), Error> {
    let Filing { season, version, file, digest, reading } = filing;
    let season = season.to_string();
    sqlx::query(NEW_ANNEX)
        .bind(&season)
        .bind(version)
        .bind(&annex.name)
        .bind(file)
        .bind(digest)
        .bind(reading)
        .bind(&desk.actor.name)
        .bind(desk.now.to_string())
        .execute(&mut *desk.conn)
        .await?;
    for (position, row) in (0_i64..).zip(&annex.rows) {
        sqlx::query(NEW_ROW)
            .bind(&season)
            .bind(version)
            .bind(position)
            .bind(i64::from(row.number))
            .bind(&row.site)
            .bind(&row.city)
            .bind(&row.window)
            .bind(&row.stay)
            .bind(&row.themes)
            .bind(&row.title)
            .execute(&mut *desk.conn)
            .await?;
    }
    let tasks = annex.tasks.iter().map(|task| ("task", task.number, &task.title, &task.text));
    let goals = annex.goals.iter().map(|goal| ("goal", goal.number, &goal.title, &goal.text));
    for (kind, number, title, text) in tasks.chain(goals) {
        sqlx::query(NEW_ITEM)
            .bind(&season)
            .bind(version)
            .bind(kind)
            .bind(i64::from(number))
            .bind(title)
            .bind(text)
            .execute(&mut *desk.conn)
            .await?;
    }
    Ok(())
}

pub(crate) async fn annex(desk: &mut Desk<'_>, held: Held, version: i64) -> Result<Option<Annex>, Error> {
    let season = held.id.to_string();
    let name: Option<(String,)> =
        sqlx::query_as(NAME).bind(&season).bind(version).fetch_optional(&mut *desk.conn).await?;
    let Some((name,)) = name else { return Ok(None) };
    let rows: Vec<RowAtRest> =
        sqlx::query_as(ROWS).bind(&season).bind(version).fetch_all(&mut *desk.conn).await?;
    let items: Vec<(String, i64, String, String)> =
        sqlx::query_as(ITEMS).bind(&season).bind(version).fetch_all(&mut *desk.conn).await?;
    let mut annex = Annex { year: held.year, name, ..Annex::default() };
    annex.rows = rows.into_iter().map(Row::try_from).collect::<Result<_, _>>()?;
    for (kind, number, title, text) in items {
        let number = counted(number)?;
        if kind == "task" {
            annex.tasks.push(Task { number, title, text });
        } else {
            annex.goals.push(Goal { number, title, text });
        }
    }
    Ok(Some(annex))
}

pub(crate) async fn reading(
    desk: &mut Desk<'_>,
    season: SeasonId,
    version: i64,
) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = sqlx::query_as(READING)
        .bind(season.to_string())
        .bind(version)
        .fetch_optional(&mut *desk.conn)
        .await?;
    Ok(row.map(|(reading,)| reading))
}

pub(crate) async fn versions(desk: &mut Desk<'_>, season: SeasonId) -> Result<Vec<Version>, Error> {
    Ok(sqlx::query_as(VERSIONS).bind(season.to_string()).fetch_all(&mut *desk.conn).await?)
}

/// A stop's number before, if it was listed, and its row now.
pub(crate) type Move<'a> = (Option<u32>, &'a Row);

/// Gives every row the id of its stop: the one it had under its number before, or
/// that of a stop which was gone and comes back, or a new one. What is not among
/// the rows is set aside with its edits.
pub(crate) async fn settle(desk: &mut Desk<'_>, season: SeasonId, moves: &[Move<'_>]) -> Result<(), Error> {
    let mut known = stops_at_rest(desk, season).await?;
    let mut aside = known.first().map_or(0, |stop| stop.number).min(0);
    for stop in known.iter().filter(|stop| stop.number > 0) {
        // Numbers are unique, so all make room before any takes its new one.
        aside -= 1;
        let (id, aside) = (stop.id.to_string(), aside);
        sqlx::query(SET_ASIDE).bind(id).bind(aside).execute(&mut *desk.conn).await?;
    }
    for (before, row) in moves {
        let known_as = row.known_as();
        let of_old = before.map(i64::from);
        let at = known
            .iter()
            .position(|stop| Some(stop.number) == of_old)
            .or_else(|| known.iter().position(|stop| stop.number < 0 && stop.known_as == known_as));
        let id: StopId = match at {
            Some(at) => known.swap_remove(at).id,
            None => desk.draw_id(),
        };
        sqlx::query(PLACE_STOP)
            .bind(id.to_string())
            .bind(season.to_string())
            .bind(i64::from(row.number))
            .bind(known_as)
            .execute(&mut *desk.conn)
            .await?;
    }
    Ok(())
}

/// The ids of the stops that are listed, by number.
pub(crate) async fn stop_ids(desk: &mut Desk<'_>, season: SeasonId) -> Result<Vec<(u32, StopId)>, Error> {
    let known = stops_at_rest(desk, season).await?;
    let listed = known.into_iter().filter(|stop| stop.number > 0);
    listed.map(|stop| Ok((counted(stop.number)?, stop.id))).collect()
}

struct StopAtRest {
    number: i64,
    id: StopId,
    known_as: String,
}

async fn stops_at_rest(desk: &mut Desk<'_>, season: SeasonId) -> Result<Vec<StopAtRest>, Error> {
    let rows: Vec<(i64, String, String)> =
        sqlx::query_as(STOPS).bind(season.to_string()).fetch_all(&mut *desk.conn).await?;
    let stop = |(number, id, known_as): (i64, String, String)| {
        Ok(StopAtRest { number, id: id.parse().map_err(Error::fault)?, known_as })
    };
    rows.into_iter().map(stop).collect()
}

fn counted(number: i64) -> Result<u32, Error> {
    u32::try_from(number).map_err(Error::fault)
}

#[derive(sqlx::FromRow)]
struct RowAtRest {
    number: i64,
    site: String,
    city: String,
    held: String,
    stay: String,
    themes: String,
    title: String,
}

impl TryFrom<RowAtRest> for Row {
    type Error = Error;

    fn try_from(row: RowAtRest) -> Result<Self, Error> {
        Ok(Self {
            number: counted(row.number)?,
            site: row.site,
            city: row.city,
            window: row.held,
            stay: row.stay,
            themes: row.themes,
            title: row.title,
        })
    }
}
