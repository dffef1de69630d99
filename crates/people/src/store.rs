//! Schools at rest. One statement per question; `TEXT` and `BIGINT` only.

pub(crate) mod account;
pub(crate) mod link;
pub(crate) mod person;
pub(crate) mod privacy;
pub(crate) mod token;

use chassis::{Desk, Error};

use crate::model::{School, SchoolId};

const COUNT: &str = "SELECT COUNT(*) FROM school";

const LOAD: &str = "
SELECT id, name, name_en, province, city, authority, copied, register, signer, office, address_en,
       strengths, programme
  FROM school WHERE id = $1 AND ($2 = '' OR id = $2)";

const BY_NAME: &str = "
SELECT id, name, name_en, province, city, authority, copied, register, signer, office, address_en,
       strengths, programme
  FROM school WHERE name = $1";

const LIST: &str = "
SELECT id, name, name_en, province, city, authority, copied, register, signer, office, address_en,
       strengths, programme
  FROM school WHERE ($1 = '' OR id = $1) ORDER BY name";

const INSERT: &str = "
INSERT INTO school (name, name_en, province, city, authority, copied, register, signer, office, address_en,
                    strengths, programme, id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

const UPDATE: &str = "
UPDATE school
   SET name = $1, name_en = $2, province = $3, city = $4, authority = $5, copied = $6, register = $7,
       signer = $8, office = $9, address_en = $10, strengths = $11, programme = $12
 WHERE id = $13";

pub(crate) async fn load(desk: &mut Desk<'_>, id: SchoolId) -> Result<Option<School>, Error> {
    let row: Option<Row> = sqlx::query_as(LOAD)
        .bind(id.to_string())
        .bind(desk.reach.bound())
        .fetch_optional(&mut *desk.conn)
        .await?;
    row.map(School::try_from).transpose()
}

pub(crate) async fn by_name(desk: &mut Desk<'_>, name: &str) -> Result<Option<School>, Error> {
    let row: Option<Row> = sqlx::query_as(BY_NAME).bind(name).fetch_optional(&mut *desk.conn).await?;
    row.map(School::try_from).transpose()
}

/// How many schools are kept here, whoever asks.
pub(crate) async fn count(desk: &mut Desk<'_>) -> Result<i64, Error> {
    Ok(sqlx::query_scalar(COUNT).fetch_one(&mut *desk.conn).await?)
}

pub(crate) async fn list(desk: &mut Desk<'_>) -> Result<Vec<School>, Error> {
    let rows: Vec<Row> = sqlx::query_as(LIST).bind(desk.reach.bound()).fetch_all(&mut *desk.conn).await?;
    rows.into_iter().map(School::try_from).collect()
}

pub(crate) async fn insert(desk: &mut Desk<'_>, school: &School) -> Result<(), Error> {
    write(INSERT, desk, school).await
}

pub(crate) async fn update(desk: &mut Desk<'_>, school: &School) -> Result<(), Error> {
    write(UPDATE, desk, school).await
}

async fn write(statement: &'static str, desk: &mut Desk<'_>, school: &School) -> Result<(), Error> {
    sqlx::query(statement)
        .bind(&school.name)
        .bind(&school.name_en)
        .bind(&school.province)
        .bind(&school.city)
        .bind(&school.authority)
        .bind(&school.copied)
        .bind(&school.register)
        .bind(&school.signer)
        .bind(&school.office)
        .bind(&school.address_en)
        .bind(serde_json::to_string(&school.strengths).map_err(Error::fault)?)
        .bind(&school.programme)
        .bind(school.id.to_string())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    name_en: String,
    province: String,
    city: String,
    authority: String,
    copied: String,
    register: String,
    signer: String,
    office: String,
    address_en: String,
    strengths: String,
    programme: String,
}

impl TryFrom<Row> for School {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.id.parse().map_err(Error::fault)?,
            name: row.name,
            name_en: row.name_en,
            province: row.province,
            city: row.city,
            authority: row.authority,
            copied: row.copied,
            register: row.register,
            signer: row.signer,
            office: row.office,
            address_en: row.address_en,
            strengths: serde_json::from_str(&row.strengths).map_err(Error::fault)?,
            programme: row.programme,
        })
    }
}
