//! Everybody as a file: masked for whoever sees them, in full after a proof and for a
//! reason. Both are written down.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::response::Response;
use chassis::Error;
use chassis::web::{Fields, Frame, Routes, Visit, attachment, page};

use super::{LIST, alarmed, keys, refused};
use crate::model::Policy;
use crate::operations::{self, roster as table};
use crate::pages::{REVEAL_PERSONS, SEE_PERSONS, proof};
use crate::roster::{self, Numbers};

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/people.xlsx", SEE_PERSONS, xlsx)
        .get("/people.csv", SEE_PERSONS, csv)
        .get("/people/export", REVEAL_PERSONS, ask)
        .post("/people/export", REVEAL_PERSONS, in_full)
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Xlsx,
    Csv,
}

#[derive(Template)]
#[template(path = "pages/person/export.html")]
struct ExportPage {
    frame: Frame,
    reason: String,
    is_csv: bool,
    error: Option<String>,
}

/// `GET /people.xlsx`
async fn xlsx(visit: Visit) -> Result<Response, Error> {
    written(&visit, Manner::Xlsx, Numbers::Masked, "").await
}

/// `GET /people.csv`
async fn csv(visit: Visit) -> Result<Response, Error> {
    written(&visit, Manner::Csv, Numbers::Masked, "").await
}

async fn written(visit: &Visit, manner: Manner, numbers: Numbers, reason: &str) -> Result<Response, Error> {
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    let school = operations::own(desk).await?;
    let persons = table::export(desk, &keys(visit), school.id, numbers, reason).await?;
    change.commit().await?;
    let write = move || match manner {
        Manner::Xlsx => roster::xlsx(&persons, numbers),
        Manner::Csv => roster::csv(&persons, numbers),
    };
    let bytes = tokio::task::spawn_blocking(write).await.map_err(Error::fault)?.map_err(Error::fault)?;
    let ending = if manner == Manner::Csv { "csv" } else { "xlsx" };
    let title = visit.say(if numbers == Numbers::InFull { "person-file-full" } else { "person-file" });
    attachment(&format!("{title}-{}.{ending}", visit.clock.today), bytes)
}

/// `GET /people/export`
async fn ask(visit: Visit, Extension(policy): Extension<Arc<Policy>>) -> Result<Response, Error> {
    if let Err(elsewhere) = proof(&visit, &policy) {
        return Ok(*elsewhere);
    }
    answer(&visit, &Fields::default(), None)
}

fn answer(visit: &Visit, typed: &Fields, error: Option<String>) -> Result<Response, Error> {
    let mut frame = visit.frame(LIST, visit.say("person-export-full"));
    let is_wrong = error.is_some();
    if is_wrong {
        frame = alarmed(frame);
    }
    let (reason, is_csv) = (typed.text("reason").to_owned(), typed.text("manner") == "csv");
    let answer = page(&ExportPage { frame, reason, is_csv, error })?;
    Ok(if is_wrong { refused(answer) } else { answer })
}

/// `POST /people/export`: with the numbers in full.
async fn in_full(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    fields: Fields,
) -> Result<Response, Error> {
    if let Err(elsewhere) = proof(&visit, &policy) {
        return Ok(*elsewhere);
    }
    let manner = if fields.text("manner") == "csv" { Manner::Csv } else { Manner::Xlsx };
    match written(&visit, manner, Numbers::InFull, fields.text("reason")).await {
        Err(Error::Refused(refusal)) => {
            let error = refusal.said.in_language(visit.locale.language()).to_owned();
            answer(&visit, &fields, Some(error))
        }
        other => other,
    }
}
