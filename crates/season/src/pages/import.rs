//! Handing in an annex: a drop zone that is a plain file field.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Frame, Parcel, ParcelFile, Visit, page};

use crate::annex::{self, Reading};
use crate::operations::{self, Import, Incoming, Publisher};
use crate::received::{self, Received};

#[derive(Template)]
#[template(path = "pages/import.html")]
struct ImportPage {
    frame: Frame,
    is_published: bool,
    error: Option<String>,
}

/// `GET /season/import`
pub(super) async fn show(visit: Visit) -> Result<Response, Error> {
    page(&import_page(&visit, None).await?)
}

async fn import_page(visit: &Visit, error: Option<String>) -> Result<ImportPage, Error> {
    let mut look = visit.look().await?;
    let publisher = operations::publisher(&mut look.desk()).await?;
    look.leave().await?;
    let mut frame = visit.frame("/season", visit.say("import-title"));
    if error.is_some() {
        frame.title = format!("{}{}{}", frame.say("error-word"), frame.say("import-colon"), frame.title);
    }
    Ok(ImportPage { frame, is_published: publisher != Publisher::Here, error })
}

/// `POST /season/import`: reads the file in a child process, keeps it as a
/// version, and leads to its review.
pub(super) async fn receive(visit: Visit, parcel: Parcel) -> Result<Response, Error> {
    match received(&visit, parcel.file("file")).await {
        Ok(version) => Ok(Redirect::to(&format!("/season/versions/{version}")).into_response()),
        Err(Error::Refused(refusal)) => {
            let said = visit.frame("", "").said(&refusal.said).to_owned();
            let mut response = page(&import_page(&visit, Some(said)).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

/// Keeps what was handed in; the version to read over.
async fn received(visit: &Visit, file: Option<&ParcelFile>) -> Result<i64, Error> {
    let Some(file) = file else {
        return Err(Error::refused(
            "file-none",
            "还没有选文件；请选主办方的附件（Word、Excel、CSV、文本或带文字层的 PDF）",
            "no file was chosen; choose the organiser's annex (Word, Excel, CSV, text, or PDF with text)",
        ));
    };
    let (program, bytes, name) = (visit.site().program.clone(), file.bytes.clone(), file.name.clone());
    let today = visit.clock.today;
    let read = tokio::task::spawn_blocking(move || received::read(&program, &bytes, &name, today)).await;
    let Received { reading, digest } = read.map_err(Error::fault)??;
    let annex = annex::as_written(&reading);
    let json = received::json(&reading)?;
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    refuse_past(desk, &reading).await?;
    let incoming = Incoming { annex: &annex, file: &reading.file, digest: &digest, reading: &json };
    let import = operations::import(desk, incoming).await?;
    let version = match import {
        Import::Newer { version, .. } => version,
        Import::First | Import::Same => operations::versions(desk).await?.1,
    };
    change.commit().await?;
    Ok(version)
}

/// The desk shows the latest season; the annex of an earlier year would come in
/// and never be seen.
async fn refuse_past(desk: &mut chassis::Desk<'_>, reading: &Reading) -> Result<(), Error> {
    let latest = match operations::current(desk).await {
        Ok(season) => season.year,
        Err(Error::Missing(_)) => return Ok(()),
        Err(error) => return Err(error),
    };
    if reading.year >= latest || reading.stops.is_empty() {
        return Ok(());
    }
    let year = reading.year;
    Err(Error::refused(
        "annex-of-the-past",
        format!("附件是{year}年的，这里已是{latest}赛季；年份写错了请在附件标题里改正后再导入"),
        format!(
            "the annex is of {year}, the season here of {latest}; mend the year in its heading if it is wrong"
        ),
    ))
}
