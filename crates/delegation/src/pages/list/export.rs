//! What is seen, as a file: the filter of the address, the columns of the page.

use std::sync::Arc;

use axum::Extension;
use axum::extract::Query;
use axum::response::Response;
use chassis::Error;
use chassis::web::{Frame, Visit};

use super::{Filter, Found, find, stop_name};
use crate::books::Books;
use crate::listing::export::{Cell, Listed};
use crate::listing::{Entry, MOST};
use crate::pages::download::{Shown, file};
use crate::pages::tone;

/// `GET /delegations.xlsx`
pub(super) async fn xlsx(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let listed = listed(&visit, &books, &filter).await?;
    let bytes = tokio::task::spawn_blocking(move || listed.xlsx()).await.map_err(Error::fault)?;
    file(&name(&visit, "xlsx"), Shown::Kept, bytes.map_err(Error::fault)?)
}

/// `GET /delegations.csv`
pub(super) async fn csv(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let bytes = listed(&visit, &books, &filter).await?.csv().map_err(Error::fault)?;
    file(&name(&visit, "csv"), Shown::Kept, bytes)
}

fn name(visit: &Visit, ending: &str) -> String {
    format!("{}-{}.{ending}", visit.say("list-title"), visit.clock.today)
}

async fn listed(visit: &Visit, books: &Books, filter: &Filter) -> Result<Listed, Error> {
    let asked = Filter { after: String::new(), ..filter.clone() }.asked(MOST);
    let found = find(visit, books, &asked).await?;
    let frame = visit.frame("", "");
    let mut heads = Vec::new();
    if found.of_all {
        heads.push((frame.say("list-school"), 24));
    }
    let others = [
        ("list-party", 36),
        ("list-head", 12),
        ("list-stop", 18),
        ("list-exit", 12),
        ("list-entry", 12),
        ("list-days-head", 8),
        ("list-staff-head", 8),
        ("list-students-head", 8),
        ("list-total", 16),
        ("list-phase", 12),
        ("list-changed", 12),
    ];
    heads.extend(others.map(|(key, width)| (frame.say(key), width)));
    let lines = found.listing.entries.iter().map(|entry| line(&frame, &found, entry)).collect();
    Ok(Listed { title: frame.say("list-title"), heads, lines })
}

fn line(frame: &Frame, found: &Found, entry: &Entry) -> Vec<Cell> {
    let stop = found.stops.iter().find(|stop| stop.id == entry.stop);
    let stop = stop.map_or_else(|| frame.say("list-stop-gone"), |stop| stop_name(frame, stop));
    let day = |day: Option<String>| day.unwrap_or_else(|| frame.say("list-unknown"));
    let texts = [
        entry.name.clone(),
        entry.head.clone(),
        stop,
        day(entry.departs.map(|day| day.to_string())),
        day(entry.stay.map(|stay| stay.entry().to_string())),
        day(entry.stay.map(|stay| stay.days().to_string())),
        entry.staff.to_string(),
        entry.students.to_string(),
    ];
    let mut cells: Vec<Cell> =
        found.of_all.then(|| Cell::Text(entry.school_name.clone())).into_iter().collect();
    cells.extend(texts.map(Cell::Text));
    cells.push(
        entry
            .total
            .map_or_else(|| Cell::Text(frame.say("list-unknown")), |total| Cell::Number(total.plain())),
    );
    cells.push(Cell::Text(frame.say(format!("list-phase-{}", entry.phase))));
    cells.push(Cell::Text(tone::day_of(entry.changed)));
    cells
}
