//! What is seen, as a file: the filter of the address, the columns of the page.

use std::sync::Arc;

use axum::Extension;
use axum::extract::Query;
use axum::response::Response;
use chassis::Error;
use chassis::web::Visit;

use super::{Filter, find};
use crate::books::Books;
use crate::listing::export::{Cell, Listed};
use crate::pages::download::{Shown, file};

/// `GET /colleges.xlsx`
pub(super) async fn xlsx(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let listed = listed(&visit, &books, &filter).await?;
    let bytes = tokio::task::spawn_blocking(move || listed.xlsx()).await.map_err(Error::fault)?;
    file(&name(&visit, "xlsx"), Shown::Kept, bytes.map_err(Error::fault)?)
}

/// `GET /colleges.csv`
pub(super) async fn csv(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let bytes = listed(&visit, &books, &filter).await?.csv().map_err(Error::fault)?;
    file(&name(&visit, "csv"), Shown::Kept, bytes)
}

fn name(visit: &Visit, ending: &str) -> String {
    format!("{}-{}.{ending}", visit.say("colleges-title"), visit.clock.today)
}

async fn listed(visit: &Visit, books: &Books, filter: &Filter) -> Result<Listed, Error> {
    let found = find(visit, books, filter).await?;
    let frame = visit.frame("", "");
    let heads = [
        ("list-school", 32),
        ("list-stop", 18),
        ("colleges-parties", 8),
        ("list-staff-head", 8),
        ("list-students-head", 8),
        ("list-phase", 24),
    ];
    let line = |share: &crate::operations::colleges::Share| {
        let phase = |(phase, count): &(crate::model::life::Phase, i64)| {
            format!("{} {count}", frame.say(format!("list-phase-{}", phase.code())))
        };
        let phases: Vec<String> = share.phases.iter().map(phase).collect();
        let texts = [
            share.school_name.clone(),
            found.stop_name(&frame, share),
            share.parties.to_string(),
            share.staff.to_string(),
            share.students.to_string(),
            phases.join("；"),
        ];
        texts.map(Cell::Text).into()
    };
    Ok(Listed {
        title: frame.say("colleges-title"),
        heads: heads.map(|(key, width)| (frame.say(key), width)).into(),
        lines: found.shares.iter().map(line).collect(),
    })
}
