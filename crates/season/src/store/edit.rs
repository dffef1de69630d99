//! What was decided above the annex, each school's apart.

use chassis::{Desk, Error};

use super::counted;
use crate::model::{Field, LocalEdit, Owner, SeasonId};

/// In order of whom they belong to: what is a school's own comes after what is
/// everybody's.
const EDITS: &str = "
SELECT s.number, e.field, e.value, e.edited_by, e.school_id
  FROM school_edit e JOIN stop s ON s.id = e.stop_id
 WHERE s.season_id = $1 AND s.number > 0 AND (e.school_id = '' OR e.school_id = $2)
 ORDER BY e.school_id, s.number, e.field";

const EDIT: &str = "
INSERT INTO school_edit (school_id, stop_id, field, value, edited_by, edited_at)
SELECT $7, id, $3, $4, $5, $6 FROM stop WHERE season_id = $1 AND number = $2
ON CONFLICT (school_id, stop_id, field) DO UPDATE
   SET value = excluded.value, edited_by = excluded.edited_by, edited_at = excluded.edited_at";

const UNEDIT: &str = "
DELETE FROM school_edit
 WHERE field = $3 AND school_id = $4
   AND stop_id IN (SELECT id FROM stop WHERE season_id = $1 AND number = $2)";

/// What stands above the annex for an owner: everybody's and their own, one value
/// a field.
pub(crate) async fn edits(
    desk: &mut Desk<'_>,
    season: SeasonId,
    owner: Owner,
) -> Result<Vec<LocalEdit>, Error> {
    let rows: Vec<(i64, String, String, String, String)> =
        sqlx::query_as(EDITS).bind(season.to_string()).bind(owner.bound()).fetch_all(&mut *desk.conn).await?;
    let mut standing: Vec<LocalEdit> = Vec::new();
    for (number, field, value, by, whose) in rows {
        let field: Field = field.parse().map_err(Error::fault)?;
        let whose = if whose.is_empty() { Owner::Everybody } else { owner };
        let edit = LocalEdit { number: counted(number)?, field, value, by, owner: whose };
        standing.retain(|known| (known.number, known.field) != (edit.number, edit.field));
        standing.push(edit);
    }
    standing.sort_by_key(|edit| (edit.number, edit.field));
    Ok(standing)
}

pub(crate) async fn edit(desk: &mut Desk<'_>, season: SeasonId, edit: &LocalEdit) -> Result<(), Error> {
    sqlx::query(EDIT)
        .bind(season.to_string())
        .bind(i64::from(edit.number))
        .bind(edit.field.code())
        .bind(&edit.value)
        .bind(&edit.by)
        .bind(desk.now.to_string())
        .bind(edit.owner.bound())
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

/// Takes an edit back; whether there was one.
pub(crate) async fn unedit(
    desk: &mut Desk<'_>,
    season: SeasonId,
    (number, field): (u32, Field),
    owner: Owner,
) -> Result<bool, Error> {
    let taken = sqlx::query(UNEDIT)
        .bind(season.to_string())
        .bind(i64::from(number))
        .bind(field.code())
        .bind(owner.bound())
        .execute(&mut *desk.conn)
        .await?;
    Ok(taken.rows_affected() > 0)
}
