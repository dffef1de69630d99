//! The lines that are asked for as a file, with their digests, so that the chain can
//! be held against a copy.

use axum::extract::Query;
use axum::response::Response;
use chassis::Error;
use chassis::web::{Visit, attachment};
use delegation::listing::export::{Cell, Listed};

use super::Filter;
use super::reading::{Readable, in_china};

/// Lines of a file at most; a narrower filter gets the rest.
const MOST: usize = 50_000;

/// `GET /journal.csv`
pub(super) async fn csv(visit: Visit, Query(filter): Query<Filter>) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let readable = Readable::within_reach(desk).await?;
    let lines = readable.lines(desk, &filter.sought(), MOST).await?;
    look.leave().await?;
    let heads = [
        "journal-head-seq",
        "journal-head-at",
        "journal-head-who",
        "journal-head-id",
        "journal-head-event",
        "journal-head-subject",
        "journal-head-detail",
        "journal-head-digest",
    ];
    let heads = heads.map(|head| (visit.say(head), 20));
    let line = |line: &chassis::journal::Line| {
        let texts = [
            line.seq.to_string(),
            in_china(&line.at),
            readable.name(&line.actor),
            line.actor.clone(),
            line.event.clone(),
            line.subject.clone(),
            line.detail.clone(),
            line.digest.clone(),
        ];
        texts.map(Cell::Text).into()
    };
    let title = visit.say("journal-title");
    let name = format!("{title}-{}.csv", visit.clock.today);
    let listed = Listed { title, heads: heads.into(), lines: lines.iter().map(line).collect() };
    attachment(&name, listed.csv().map_err(Error::fault)?)
}
