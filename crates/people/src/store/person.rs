//! Persons at rest. Numbers come and go sealed; what opens them is elsewhere.

use std::collections::BTreeMap;

use chassis::{Desk, Error};
use jiff::civil::Date;

use crate::keys::hex;
use crate::model::{PersonId, SchoolId, Sex, search};

mod row;

use row::{DocumentRow, Row};
pub(crate) use row::{Sealed, SealedDocument};

/// The columns of a person, with the wrapped key.
macro_rules! person_where {
    ($rest:literal) => {
        concat!(
            "
SELECT p.id, p.school_id, p.name, p.surname, p.given, p.sex, p.born, p.nationality, p.department, p.post,
       p.rank, p.phone, p.mail, p.tags, p.identity, p.identity_reason, p.pinned, s.wrapped
  FROM person p LEFT JOIN person_seal s ON s.person_id = p.id ",
            $rest
        )
    };
}

const LOAD: &str = person_where!("WHERE p.id = $1 AND ($2 = '' OR p.school_id = $2)");

const PAGE: &str = person_where!("WHERE p.school_id = $1 AND p.sort_key > $2 ORDER BY p.sort_key LIMIT $3");

const FOUND: &str = person_where!(
    "WHERE p.id IN (SELECT k.person_id FROM person_key k
                     WHERE k.school_id = $1 AND k.key >= $2 AND k.key < $3)
     ORDER BY p.sort_key LIMIT $4"
);

const ALIKE: &str = person_where!("WHERE p.school_id = $1 AND p.name = $2 AND p.born = $3 ORDER BY p.id");

const BY_MARK: &str = person_where!("WHERE p.school_id = $1 AND p.identity_mark = $2");

const PLACE: &str = "SELECT sort_key FROM person WHERE id = $1 AND school_id = $2";

const DOCUMENTS: &str = "
SELECT person_id, kind, number, expires, issued_by FROM person_document WHERE person_id = $1 ORDER BY place";

const DOCUMENTS_OF_PAGE: &str = "
SELECT d.person_id, d.kind, d.number, d.expires, d.issued_by
  FROM person_document d JOIN person p ON p.id = d.person_id
 WHERE p.school_id = $1 AND p.sort_key > $2
   AND p.sort_key <= (SELECT sort_key FROM person WHERE id = $3) ORDER BY d.person_id, d.place";

const INSERT: &str = "
INSERT INTO person (school_id, name, surname, given, sex, born, nationality, department, post, rank, phone,
                    mail, tags, identity, identity_mark, identity_reason, pinned, sort_key, id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";

const UPDATE: &str = "
UPDATE person
   SET school_id = $1, name = $2, surname = $3, given = $4, sex = $5, born = $6, nationality = $7,
       department = $8, post = $9, rank = $10, phone = $11, mail = $12, tags = $13, identity = $14,
       identity_mark = $15, identity_reason = $16, pinned = $17, sort_key = $18
 WHERE id = $19";

const FORGET_KEYS: &str = "DELETE FROM person_key WHERE person_id = $1";

const ADD_KEY: &str = "INSERT INTO person_key (school_id, key, person_id) VALUES ($1, $2, $3)";

const FORGET_DOCUMENTS: &str = "DELETE FROM person_document WHERE person_id = $1";

const ADD_DOCUMENT: &str = "
INSERT INTO person_document (person_id, place, kind, number, expires, issued_by, kept_on)
VALUES ($1, $2, $3, $4, $5, $6, $7)";

const KEEP_SEAL: &str = "
INSERT INTO person_seal (person_id, wrapped) VALUES ($1, $2)
    ON CONFLICT (person_id) DO UPDATE SET wrapped = EXCLUDED.wrapped";

const FORGET_SEAL: &str = "DELETE FROM person_seal WHERE person_id = $1";

const FORGET: &str = "DELETE FROM person WHERE id = $1";

const ANY_SEAL: &str = "SELECT person_id FROM person_seal LIMIT 1";

const ENDED: &str = "
SELECT DISTINCT d.person_id FROM person_document d JOIN person p ON p.id = d.person_id
 WHERE p.school_id = $1 AND p.pinned = '' AND d.kept_on <= $2 ORDER BY d.person_id";

/// One person, if the desk may see them.
pub(crate) async fn load(desk: &mut Desk<'_>, id: PersonId) -> Result<Option<Sealed>, Error> {
    let row: Option<Row> = sqlx::query_as(LOAD)
        .bind(id.to_string())
        .bind(desk.reach.bound())
        .fetch_optional(&mut *desk.conn)
        .await?;
    Ok(with_documents(desk, row.into_iter().collect()).await?.pop())
}

/// Those of a school after one of them, in order; nobody after somebody unknown.
pub(crate) async fn page(
    desk: &mut Desk<'_>,
    school: SchoolId,
    after: Option<PersonId>,
    most: i64,
) -> Result<Vec<Sealed>, Error> {
    let from = match after {
        None => String::new(),
        Some(id) => {
            let place: Option<String> = sqlx::query_scalar(PLACE)
                .bind(id.to_string())
                .bind(school.to_string())
                .fetch_optional(&mut *desk.conn)
                .await?;
            let Some(place) = place else { return Ok(Vec::new()) };
            place
        }
    };
    let rows: Vec<Row> = sqlx::query_as(PAGE)
        .bind(school.to_string())
        .bind(&from)
        .bind(most)
        .fetch_all(&mut *desk.conn)
        .await?;
    let Some(last) = rows.last() else { return Ok(Vec::new()) };
    let documents: Vec<DocumentRow> = sqlx::query_as(DOCUMENTS_OF_PAGE)
        .bind(school.to_string())
        .bind(&from)
        .bind(&last.id)
        .fetch_all(&mut *desk.conn)
        .await?;
    let mut of: BTreeMap<String, Vec<DocumentRow>> = BTreeMap::new();
    for document in documents {
        of.entry(document.person_id.clone()).or_default().push(document);
    }
    rows.into_iter()
        .map(|row| {
            let own = of.remove(&row.id).unwrap_or_default();
            row.sealed(own)
        })
        .collect()
}

/// Those of a school whose key begins like this, in order.
pub(crate) async fn found(
    desk: &mut Desk<'_>,
    school: SchoolId,
    beginning: &str,
    most: i64,
) -> Result<Vec<Sealed>, Error> {
    let from = hex(beginning.as_bytes());
    // `g` comes after every hexadecimal digit.
    let to = format!("{from}g");
    let rows: Vec<Row> = sqlx::query_as(FOUND)
        .bind(school.to_string())
        .bind(from)
        .bind(to)
        .bind(most)
        .fetch_all(&mut *desk.conn)
        .await?;
    with_documents(desk, rows).await
}

/// Those of a name and a birthday.
pub(crate) async fn alike(
    desk: &mut Desk<'_>,
    school: SchoolId,
    name: &str,
    born: Date,
) -> Result<Vec<Sealed>, Error> {
    let rows: Vec<Row> = sqlx::query_as(ALIKE)
        .bind(school.to_string())
        .bind(name)
        .bind(born.to_string())
        .fetch_all(&mut *desk.conn)
        .await?;
    with_documents(desk, rows).await
}

/// The one with the mark of an identity number.
pub(crate) async fn by_mark(
    desk: &mut Desk<'_>,
    school: SchoolId,
    mark: &str,
) -> Result<Option<Sealed>, Error> {
    let row: Option<Row> =
        sqlx::query_as(BY_MARK).bind(school.to_string()).bind(mark).fetch_optional(&mut *desk.conn).await?;
    Ok(with_documents(desk, row.into_iter().collect()).await?.pop())
}

/// Whether anything is sealed at all.
pub(crate) async fn anything_sealed(desk: &mut Desk<'_>) -> Result<bool, Error> {
    let any: Option<String> = sqlx::query_scalar(ANY_SEAL).fetch_optional(&mut *desk.conn).await?;
    Ok(any.is_some())
}

/// Those of a school whose passports were kept no later than a day and are not pinned.
pub(crate) async fn ended(desk: &mut Desk<'_>, school: SchoolId, by: Date) -> Result<Vec<PersonId>, Error> {
    let ids: Vec<String> = sqlx::query_scalar(ENDED)
        .bind(school.to_string())
        .bind(by.to_string())
        .fetch_all(&mut *desk.conn)
        .await?;
    ids.iter().map(|id| id.parse().map_err(Error::fault)).collect()
}

/// Keeps somebody new.
pub(crate) async fn insert(desk: &mut Desk<'_>, sealed: &Sealed, mark: Option<&str>) -> Result<(), Error> {
    write(INSERT, desk, sealed, mark).await?;
    write_keys(desk, sealed).await?;
    write_rest(desk, sealed).await
}

/// Keeps somebody anew; keys follow the name.
pub(crate) async fn update(
    desk: &mut Desk<'_>,
    sealed: &Sealed,
    mark: Option<&str>,
    renamed: Renamed,
) -> Result<(), Error> {
    write(UPDATE, desk, sealed, mark).await?;
    if renamed == Renamed::Yes {
        run(FORGET_KEYS, desk, sealed.person.id).await?;
        write_keys(desk, sealed).await?;
    }
    run(FORGET_DOCUMENTS, desk, sealed.person.id).await?;
    write_rest(desk, sealed).await
}

/// Whether a person's name is another than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renamed {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// Takes a person out of every table of persons.
pub(crate) async fn forget(desk: &mut Desk<'_>, id: PersonId) -> Result<(), Error> {
    for statement in [FORGET_SEAL, FORGET_KEYS, FORGET_DOCUMENTS, FORGET] {
        run(statement, desk, id).await?;
    }
    Ok(())
}

/// Takes the key of somebody who has no numbers any more.
pub(crate) async fn forget_seal(desk: &mut Desk<'_>, id: PersonId) -> Result<(), Error> {
    run(FORGET_SEAL, desk, id).await
}

async fn run(statement: &'static str, desk: &mut Desk<'_>, id: PersonId) -> Result<(), Error> {
    sqlx::query(statement).bind(id.to_string()).execute(&mut *desk.conn).await?;
    Ok(())
}

async fn with_documents(desk: &mut Desk<'_>, rows: Vec<Row>) -> Result<Vec<Sealed>, Error> {
    let mut sealed = Vec::with_capacity(rows.len());
    for row in rows {
        let documents: Vec<DocumentRow> =
            sqlx::query_as(DOCUMENTS).bind(&row.id).fetch_all(&mut *desk.conn).await?;
        sealed.push(row.sealed(documents)?);
    }
    Ok(sealed)
}

async fn write(
    statement: &'static str,
    desk: &mut Desk<'_>,
    sealed: &Sealed,
    mark: Option<&str>,
) -> Result<(), Error> {
    let person = &sealed.person;
    // The id makes the place one of its own, so that a page ends somewhere.
    let place = hex(format!("{} {}", search::order(&person.name), person.id).as_bytes());
    sqlx::query(statement)
        .bind(person.school.to_string())
        .bind(&person.name.zh)
        .bind(&person.name.surname)
        .bind(&person.name.given)
        .bind(person.sex.map(Sex::code))
        .bind(person.born.map(|day| day.to_string()))
        .bind(person.nationality.iso2())
        .bind(&person.department)
        .bind(&person.post)
        .bind(&person.rank)
        .bind(&person.phone)
        .bind(&person.mail)
        .bind(serde_json::to_string(&person.tags).map_err(Error::fault)?)
        .bind(&sealed.identity)
        .bind(mark)
        .bind(&person.identity_reason)
        .bind(&sealed.pinned)
        .bind(place)
        .bind(person.id.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

async fn write_keys(desk: &mut Desk<'_>, sealed: &Sealed) -> Result<(), Error> {
    for key in search::keys(&sealed.person.name) {
        sqlx::query(ADD_KEY)
            .bind(sealed.person.school.to_string())
            .bind(hex(key.as_bytes()))
            .bind(sealed.person.id.to_string())
            .execute(&mut *desk.conn)
            .await?;
    }
    Ok(())
}

async fn write_rest(desk: &mut Desk<'_>, sealed: &Sealed) -> Result<(), Error> {
    let id = sealed.person.id.to_string();
    for (place, document) in (0_i64..).zip(&sealed.documents) {
        sqlx::query(ADD_DOCUMENT)
            .bind(&id)
            .bind(place)
            .bind(document.kind.code())
            .bind(&document.number)
            .bind(document.expires.map(|day| day.to_string()))
            .bind(&document.issued_by)
            .bind(desk.today.to_string())
            .execute(&mut *desk.conn)
            .await?;
    }
    if let Some(wrapped) = &sealed.wrapped {
        sqlx::query(KEEP_SEAL).bind(&id).bind(wrapped).execute(&mut *desk.conn).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chassis::testing::on_a_bench;
    use jiff::civil::date;
    use sqlx::AssertSqlSafe;

    use super::*;

    /// What SQLite means to do for a question.
    async fn plan(desk: &mut Desk<'_>, question: &str) -> Result<Vec<String>, Error> {
        let rows: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {question}")))
                .bind("school")
                .bind("7a")
                .bind("7ag")
                .bind(20_i64)
                .fetch_all(&mut *desk.conn)
                .await?;
        Ok(rows.into_iter().map(|(_, _, _, step)| step).collect())
    }

    #[test]
    fn a_search_goes_by_the_keys_and_a_page_by_the_order() {
        on_a_bench(&[crate::MODULE], date(2026, 3, 2), async |bench| {
            bench.door.db().await.unwrap();
            if !bench.door.files.beside("jinqiao.sqlite").exists() {
                return; // PostgreSQL plans by what the tables hold.
            }
            let steps = bench.door.look(async |desk| plan(desk, FOUND).await).await.unwrap();
            let by_key = "person_key_1 (school_id=? AND key>? AND key<?)";
            assert!(steps.iter().any(|step| step.contains(by_key)), "{steps:?}");
            assert!(!steps.iter().any(|step| step.starts_with("SCAN")), "{steps:?}");
            let steps = bench.door.look(async |desk| plan(desk, PAGE).await).await.unwrap();
            assert!(
                steps.iter().any(|step| step.contains("person_order (school_id=? AND sort_key>?)")),
                "{steps:?}"
            );
            assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{steps:?}");
        });
    }
}
