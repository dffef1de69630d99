//! Who takes part, in figures, from the columns of the list.

use chassis::{Desk, Error};

use crate::model::life::Phase;
use season::model::StopId;

/// Sums come back as whole numbers on either engine only when they are told to.
const SHARES: &str = "
SELECT s.id AS school_id, s.name AS school_name, d.stop_id AS stop_id, d.phase AS phase,
       COUNT(*) AS parties, CAST(SUM(d.staff) AS BIGINT) AS staff, CAST(SUM(d.students) AS BIGINT) AS students
  FROM delegation d JOIN school s ON s.id = d.school_id
 WHERE ($1 = '' OR d.school_id = $1) AND ($2 = '' OR d.stop_id = $2) AND ($3 = '' OR d.phase = $3)
 GROUP BY s.id, s.name, d.stop_id, d.phase
 ORDER BY s.name, s.id, d.stop_id, d.phase";

/// The parties of one school to one stop that have got equally far.
#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) school_id: String,
    pub(crate) school_name: String,
    pub(crate) stop_id: String,
    pub(crate) phase: String,
    pub(crate) parties: i64,
    pub(crate) staff: i64,
    pub(crate) students: i64,
}

pub(crate) async fn rows(
    desk: &mut Desk<'_>,
    stop: Option<StopId>,
    phase: Option<Phase>,
) -> Result<Vec<Row>, Error> {
    Ok(sqlx::query_as(SHARES)
        .bind(desk.reach.bound())
        .bind(stop.map(|stop| stop.to_string()).unwrap_or_default())
        .bind(phase.map_or("", |phase| phase.code()))
        .fetch_all(&mut *desk.conn)
        .await?)
}
