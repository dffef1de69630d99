//! Lists of delegations from their columns. A statement a reach and an order, so
//! that an index leads to the first line of a page and on from there.

use chassis::{Desk, Error, Reach};
use jiff::civil::Date;
use kernel::Stay;

use crate::listing::{self, After, Asked, Entry, Order};
use crate::model::{Delegation, DelegationId};
use crate::wire;

/// A page of the list: `$reach` is the condition on the school, which takes `$1`.
macro_rules! listed {
    ($reach:literal, $key:literal, $beyond:literal, $way:literal) => {
        concat!(
            "
SELECT d.id, d.school_id, s.name AS school_name, d.stop_id, d.name, d.head, d.exit_on, d.entry_on,
       d.departs, d.staff, d.students, d.total, d.phase, d.changed_at
  FROM delegation d JOIN school s ON s.id = d.school_id
 WHERE ",
            $reach,
            " AND ($2 = '' OR d.phase = $2) AND ($3 = '' OR d.stop_id = $3)
   AND ($4 = '' OR d.sought LIKE $4 ESCAPE '!')
   AND (d.",
            $key,
            ", d.id) ",
            $beyond,
            " ($5, $6)
 ORDER BY d.",
            $key,
            " ",
            $way,
            ", d.id ",
            $way,
            " LIMIT $7"
        )
    };
}

const DEPARTS: &str = listed!("d.school_id = $1", "departs", ">", "ASC");
const DEPARTS_OF_ALL: &str = listed!("$1 = ''", "departs", ">", "ASC");
const CHANGED: &str = listed!("d.school_id = $1", "changed_at", "<", "DESC");
const CHANGED_OF_ALL: &str = listed!("$1 = ''", "changed_at", "<", "DESC");
const TOTAL: &str = listed!("d.school_id = $1", "total", "<", "DESC");
const TOTAL_OF_ALL: &str = listed!("$1 = ''", "total", "<", "DESC");

const PHASES: &str = "
SELECT phase, COUNT(*) FROM delegation WHERE ($1 = '' OR school_id = $1) GROUP BY phase";

const UNNOTED: &str = "
SELECT id, whole FROM delegation
 WHERE noted = '' AND ($1 = '' OR school_id = $1) ORDER BY id LIMIT 200";

const IS_UNNOTED: &str = "
SELECT id FROM delegation WHERE noted = '' AND ($1 = '' OR school_id = $1) LIMIT 1";

const NOTE: &str = "
UPDATE delegation
   SET phase = $2, head = $3, staff = $4, students = $5, departs = $6, sought = $7, total = $8, noted = 'yes'
 WHERE id = $1";

/// After every text that a column has.
const LAST: &str = "~";

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    school_id: String,
    school_name: String,
    stop_id: String,
    name: String,
    head: String,
    exit_on: Option<String>,
    entry_on: Option<String>,
    departs: String,
    staff: i64,
    students: i64,
    total: i64,
    phase: String,
    changed_at: String,
}

impl TryFrom<Row> for Entry {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let day = |text: Option<String>| text.map(|text| text.parse::<Date>()).transpose();
        let (exit, entry) = (day(row.exit_on), day(row.entry_on));
        let (exit, entry) = (exit.map_err(Error::fault)?, entry.map_err(Error::fault)?);
        let departs = (row.departs != listing::NO_DAY).then(|| row.departs.parse());
        Ok(Self {
            id: row.id.parse().map_err(Error::fault)?,
            school: row.school_id.parse().map_err(Error::fault)?,
            school_name: row.school_name,
            stop: row.stop_id.parse().map_err(Error::fault)?,
            name: row.name,
            head: row.head,
            stay: exit.zip(entry).and_then(|(exit, entry)| Stay::between(exit, entry).ok()),
            departs: departs.transpose().map_err(Error::fault)?,
            staff: row.staff,
            students: row.students,
            total: listing::total(row.total),
            phase: row.phase.parse().map_err(Error::fault)?,
            changed: row.changed_at.parse().map_err(Error::fault)?,
        })
    }
}

/// The lines that are asked for, as far as the desk reaches.
pub(crate) async fn entries(desk: &mut Desk<'_>, asked: &Asked) -> Result<Vec<Entry>, Error> {
    let of_all = desk.reach == Reach::All;
    let statement = match (asked.order, of_all) {
        (Order::Departs, false) => DEPARTS,
        (Order::Departs, true) => DEPARTS_OF_ALL,
        (Order::Changed, false) => CHANGED,
        (Order::Changed, true) => CHANGED_OF_ALL,
        (Order::Total, false) => TOTAL,
        (Order::Total, true) => TOTAL_OF_ALL,
    };
    let query = sqlx::query_as::<_, Row>(statement)
        .bind(desk.reach.bound())
        .bind(asked.phase.map_or("", |phase| phase.code()))
        .bind(asked.stop.map(|stop| stop.to_string()).unwrap_or_default())
        .bind(pattern(&asked.words));
    let (key, id) = beyond(asked);
    let query = match asked.order {
        Order::Total => query.bind(key.parse().unwrap_or(i64::MAX)),
        Order::Departs | Order::Changed => query.bind(key),
    };
    let rows = query.bind(id).bind(asked.most).fetch_all(&mut *desk.conn).await?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// Beyond which line the page begins: upwards from nothing, downwards from the last.
fn beyond(asked: &Asked) -> (String, String) {
    match (&asked.after, asked.order) {
        (Some(After { key, id }), _) => (key.clone(), id.clone()),
        (None, Order::Departs) => (String::new(), String::new()),
        (None, Order::Changed | Order::Total) => (LAST.to_owned(), LAST.to_owned()),
    }
}

/// Words as a pattern that holds them, whatever signs they have.
fn pattern(words: &str) -> String {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return words;
    }
    let plain = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{plain}%")
}

/// How many parties have got how far.
pub(crate) async fn phases(desk: &mut Desk<'_>) -> Result<Vec<(String, i64)>, Error> {
    let reach = desk.reach.bound();
    Ok(sqlx::query_as(PHASES).bind(reach).fetch_all(&mut *desk.conn).await?)
}

/// Some delegations whose columns are to be filled in anew.
pub(crate) async fn unnoted(desk: &mut Desk<'_>) -> Result<Vec<(DelegationId, Delegation)>, Error> {
    let reach = desk.reach.bound();
    let rows: Vec<(String, String)> = sqlx::query_as(UNNOTED).bind(reach).fetch_all(&mut *desk.conn).await?;
    let row = |(id, whole): &(String, String)| {
        Ok((id.parse().map_err(Error::fault)?, wire::read(whole).map_err(Error::fault)?))
    };
    rows.iter().map(row).collect()
}

/// Whether there is one whose columns are to be filled in anew.
pub(crate) async fn is_unnoted(desk: &mut Desk<'_>) -> Result<bool, Error> {
    let reach = desk.reach.bound();
    let row: Option<(String,)> =
        sqlx::query_as(IS_UNNOTED).bind(reach).fetch_optional(&mut *desk.conn).await?;
    Ok(row.is_some())
}

/// Fills the columns of a delegation; nothing that anybody said changes.
pub(crate) async fn note(
    desk: &mut Desk<'_>,
    (id, delegation): (DelegationId, &Delegation),
    total: Option<i64>,
) -> Result<(), Error> {
    sqlx::query(NOTE)
        .bind(id.to_string())
        .bind(delegation.life.phase().code())
        .bind(head(delegation))
        .bind(count(delegation.staff().count()))
        .bind(count(delegation.students().count()))
        .bind(departs(delegation))
        .bind(sought(delegation))
        .bind(total.unwrap_or(listing::NO_TOTAL))
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

pub(super) fn head(delegation: &Delegation) -> &str {
    delegation.head().map_or("", |head| head.name.zh.as_str())
}

pub(super) fn count(people: usize) -> i64 {
    i64::try_from(people).unwrap_or(i64::MAX)
}

pub(super) fn departs(delegation: &Delegation) -> String {
    delegation.itinerary.exit().map_or_else(|| listing::NO_DAY.to_owned(), |day| day.to_string())
}

/// Names, as they are looked for.
pub(super) fn sought(delegation: &Delegation) -> String {
    let people = delegation.members.iter().map(|member| {
        let name = &member.name;
        format!("{} {} {}{}", name.zh, name.surname, name.given, name.surname)
    });
    std::iter::once(delegation.name.clone()).chain(people).collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn signs_of_a_pattern_are_looked_for_as_they_stand() {
        assert_eq!(pattern(" Wang "), "%wang%");
        assert_eq!(pattern("50%_!"), "%50!%!_!!%");
        assert_eq!(pattern("  "), "");
    }
}
