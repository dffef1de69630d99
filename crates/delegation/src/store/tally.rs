//! How many parties of how many schools go to each stop.

use chassis::{Desk, Error};
use season::model::StopId;

const TALLY: &str = "
SELECT stop_id, COUNT(*), COUNT(DISTINCT school_id) FROM delegation
 WHERE $1 = '' OR school_id = $1
 GROUP BY stop_id ORDER BY stop_id";

/// Who goes to a stop, in figures (各站团组数).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The stop.
    pub stop: StopId,
    /// How many parties.
    pub parties: i64,
    /// Of how many schools.
    pub schools: i64,
}

pub(crate) async fn tallies(desk: &mut Desk<'_>) -> Result<Vec<Tally>, Error> {
    let rows: Vec<(String, i64, i64)> =
        sqlx::query_as(TALLY).bind(desk.reach.bound()).fetch_all(&mut *desk.conn).await?;
    let tally = |(stop, parties, schools): (String, i64, i64)| {
        Ok(Tally { stop: stop.parse().map_err(Error::fault)?, parties, schools })
    };
    rows.into_iter().map(tally).collect()
}
