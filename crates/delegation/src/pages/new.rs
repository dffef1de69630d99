//! A new delegation: from a filled workbook, or from whoever went last.

mod tray;
mod upload;

use std::sync::Arc;

use askama::Template;
use axum::extract::{DefaultBodyLimit, Query};
use axum::handler::Handler as _;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::web::{Fields, Frame, Locale, Routes, Visit, page};
use chassis::{Desk, Error};
use season::model::{Season, StopId};
use serde::Deserialize;

use super::EDIT;
use super::download::{Shown, file};
use crate::listing::{Asked, Order};
use crate::operations::begin::{self, Beginning};
use crate::operations::listing;
use crate::workbook;
use tray::Tray;
use upload::LARGEST;

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/new/zh.ftl")),
    (Locale::En, include_str!("../../locale/new/en.ftl")),
    (Locale::Ar, include_str!("../../locale/new/ar.ftl")),
];

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/delegations/new", EDIT, show)
        .post("/delegations/new", EDIT, upload::read.layer(DefaultBodyLimit::max(LARGEST)))
        .post("/delegations/new/kept", EDIT, upload::keep)
        .get("/delegations/new/marked/{key}", EDIT, upload::marked)
        .post("/delegations/new/people", EDIT, begin)
        .get("/delegations/template.xlsx", EDIT, template)
        .given(Arc::new(Tray::default()))
}

/// One of a list of choices.
struct Choice {
    value: String,
    name: String,
    is_chosen: bool,
}

/// What was wrong, and the field it was wrong in.
struct Wrong {
    field: &'static str,
    said: String,
}

#[derive(Template)]
#[template(path = "pages/new.html")]
struct NewPage {
    frame: Frame,
    stops: Vec<Choice>,
    parties: Vec<Choice>,
    name: String,
    wrong: Option<Wrong>,
}

/// What the page begins with.
#[derive(Debug, Default, Deserialize)]
struct Chosen {
    #[serde(default)]
    stop: String,
    #[serde(default)]
    like: String,
}

/// `GET /delegations/new`
async fn show(visit: Visit, Query(chosen): Query<Chosen>) -> Result<Response, Error> {
    let Chosen { stop, like } = chosen;
    answer(&visit, Typed { stop: &stop, like: &like, name: "" }, None).await
}

/// What was typed already.
#[derive(Debug, Clone, Copy)]
struct Typed<'a> {
    stop: &'a str,
    like: &'a str,
    name: &'a str,
}

async fn answer(visit: &Visit, typed: Typed<'_>, wrong: Option<Wrong>) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let (season, parties) = known(&mut look.desk()).await?;
    look.leave().await?;
    let mut frame = visit.frame("/delegations", visit.say("new-title"));
    if wrong.is_some() {
        frame.title = format!("{}：{}", frame.say("error-word"), frame.title);
    }
    let stop = |it: &season::model::Stop| {
        let figures = [("number", it.number.to_string()), ("region", it.site.region.clone())];
        let value = it.id.to_string();
        Choice { name: frame.tell("list-stop-name", &figures), is_chosen: value == typed.stop, value }
    };
    let party = |(value, name): (String, String)| Choice { is_chosen: value == typed.like, value, name };
    let is_wrong = wrong.is_some();
    let mut response = page(&NewPage {
        stops: season.stops.iter().map(stop).collect(),
        parties: parties.into_iter().map(party).collect(),
        name: typed.name.to_owned(),
        wrong,
        frame,
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The season, and the school's parties by their last change.
async fn known(desk: &mut Desk<'_>) -> Result<(Season, Vec<(String, String)>), Error> {
    people::operations::own(desk).await?;
    let season = season::operations::current(desk).await?;
    let order = Order::Changed;
    let asked = Asked { phase: None, stop: None, words: String::new(), order, after: None, most: 100 };
    let entries = listing::list(desk, &asked).await?.entries;
    let party = |entry: crate::listing::Entry| {
        let people = entry.staff + entry.students;
        (entry.id.to_string(), format!("{}（{people}）", entry.name))
    };
    Ok((season, entries.into_iter().map(party).collect()))
}

/// `POST /delegations/new/people`: with the people of an earlier trip, or with
/// nobody yet.
async fn begin(visit: Visit, fields: Fields) -> Result<Response, Error> {
    let typed = Typed { stop: fields.text("stop"), like: fields.text("like"), name: fields.text("name") };
    let mut change = visit.change().await?;
    let begun = begun(&mut change.desk(), typed).await;
    match begun {
        Ok(id) => {
            change.commit().await?;
            Ok(Redirect::to(&format!("/delegations/{id}/roster")).into_response())
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let field = if refusal.code == "stop-unchosen" { "stop-people" } else { "name" };
            let said = visit.frame("", "").said(&refusal.said).to_owned();
            answer(&visit, typed, Some(Wrong { field, said })).await
        }
        Err(error) => Err(error),
    }
}

async fn begun(desk: &mut Desk<'_>, typed: Typed<'_>) -> Result<crate::model::DelegationId, Error> {
    let season = season::operations::current(desk).await?;
    let stop: StopId = typed.stop.parse().map_err(|_| begin::unknown_stop())?;
    let like = if typed.like.is_empty() { None } else { Some(super::party::id(typed.like)?) };
    let beginning = Beginning { stop, name: typed.name, like };
    Ok(begin::begin(desk, &season, beginning).await?.id)
}

/// `GET /delegations/template.xlsx`
async fn template(visit: Visit) -> Result<Response, Error> {
    let bytes = tokio::task::spawn_blocking(workbook::template).await.map_err(Error::fault)?;
    file(&format!("{}.xlsx", visit.say("new-template-file")), Shown::Kept, bytes.map_err(Error::fault)?)
}
