//! The days of a trip, half by half, with the share of work and the tasks they
//! serve.

mod cells;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Fields, Frame, Locale, Routes, Visit, page};
use serde::Deserialize;

use self::cells::{Row, Share, rows};
use super::download::{Shown, file};
use super::{EDIT, SEE, party};
use crate::books::Books;
use crate::examination::Examination;
use crate::model::{Half, HalfDay, Work};
use crate::operations;
use crate::operations::plan::{self, HalfPlan};
use crate::timetable::{Timetable, Version};

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../../locale/itinerary/zh.ftl")),
    (Locale::En, include_str!("../../../locale/itinerary/en.ftl")),
    (Locale::Ar, include_str!("../../../locale/itinerary/ar.ftl")),
];

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/delegations/{id}/itinerary", SEE, show)
        .post("/delegations/{id}/itinerary", EDIT, keep)
        .get("/delegations/{id}/itinerary.ics", SEE, calendar)
        .get("/delegations/{id}/itinerary.xlsx", SEE, sheet)
}

/// Which half day is open for change: `2026-06-27.afternoon`.
#[derive(Debug, Deserialize)]
struct Chosen {
    #[serde(default)]
    slot: String,
}

#[derive(Template)]
#[template(path = "pages/itinerary/page.html")]
struct ItineraryPage {
    frame: Frame,
    id: String,
    name: String,
    stay: Option<(String, String, i64)>,
    cap: Option<i64>,
    rows: Vec<Row>,
    share: Option<Share>,
    covered: Vec<(u32, String, usize)>,
    form: Option<Form>,
    may_edit: bool,
    seen: u32,
}

/// The form of the chosen half day, as it is or as it was typed.
struct Form {
    slot: String,
    date: String,
    half: Half,
    work: Work,
    city: String,
    text: String,
    host: String,
    meets: String,
    tasks: String,
    error: Option<String>,
}

impl Form {
    fn of(slot: &str, date: jiff::civil::Date, half: Half, planned: &HalfDay) -> Self {
        let tasks: Vec<String> = planned.tasks.iter().map(ToString::to_string).collect();
        Self {
            slot: slot.to_owned(),
            date: date.to_string(),
            half,
            work: planned.work,
            city: planned.city.clone(),
            text: planned.text.clone(),
            host: planned.host.clone(),
            meets: planned.meets.clone(),
            tasks: tasks.join("、"),
            error: None,
        }
    }

    fn works() -> &'static [Work] {
        Work::ALL
    }
}

/// `GET /delegations/{id}/itinerary`
async fn show(
    visit: Visit,
    Extension(books): Extension<Arc<Books>>,
    Path(id): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let (examination, version) = laid_out(&visit, &books, &id).await?;
    let form = chosen.slot.split_once('.').and_then(|(date, half)| {
        let (date, half) = (date.parse().ok()?, half.parse().ok()?);
        let mut halves = examination.delegation.itinerary.halves();
        let (.., planned) = halves.find(|(on, part, _)| (*on, *part) == (date, half))?;
        Some(Form::of(&chosen.slot, date, half, planned))
    });
    answer(&visit, &books, &examination, version, form)
}

/// `POST /delegations/{id}/itinerary`
async fn keep(
    visit: Visit,
    Extension(books): Extension<Arc<Books>>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let seen = fields.text("seen").parse().unwrap_or(u32::MAX);
    let id_read = party::id(&id)?;
    let Some(plan) = typed(&fields) else {
        laid_out(&visit, &books, &id).await?;
        return Ok(Redirect::to(&format!("/delegations/{id_read}/itinerary")).into_response());
    };
    let mut change = visit.change().await?;
    let season = season::operations::current(&mut change.desk()).await?;
    let slot = format!("{}.{}", plan.date, plan.half);
    match plan::half(&mut change.desk(), &season, id_read, seen, plan.clone()).await {
        Ok(_) => {
            change.commit().await?;
            Ok(Redirect::to(&format!("/delegations/{id_read}/itinerary#d{}", plan.date)).into_response())
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let (examination, version) = laid_out(&visit, &books, &id).await?;
            let error = Some(refusal.said.in_language(visit.locale.language()).to_owned());
            let tasks = fields.text("tasks").to_owned();
            let HalfPlan { date, half, work, city, text, host, meets, .. } = plan;
            let date = date.to_string();
            let form = Form { slot, date, half, work, city, text, host, meets, tasks, error };
            let mut response = answer(&visit, &books, &examination, version, Some(form))?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

fn typed(fields: &Fields) -> Option<HalfPlan> {
    let (date, half) = fields.text("slot").split_once('.')?;
    let tasks = fields.text("tasks").split(|letter: char| !letter.is_ascii_digit());
    Some(HalfPlan {
        date: date.parse().ok()?,
        half: half.parse().ok()?,
        work: fields.text("work").parse().ok()?,
        city: fields.text("city").to_owned(),
        text: fields.text("text").to_owned(),
        host: fields.text("host").to_owned(),
        meets: fields.text("meets").to_owned(),
        tasks: tasks.filter_map(|task| task.parse().ok()).collect(),
    })
}

async fn laid_out(visit: &Visit, books: &Books, id: &str) -> Result<(Examination, Version), Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let delegation = operations::load(desk, party::id(id)?).await?;
    let season = season::operations::current(desk).await?;
    let version = operations::version(desk, &delegation).await?;
    let examination = operations::examine(desk, books, &season, delegation).await?;
    look.leave().await?;
    Ok((examination, version))
}

fn answer(
    visit: &Visit,
    books: &Books,
    examination: &Examination,
    version: Version,
    form: Option<Form>,
) -> Result<Response, Error> {
    let timetable = Timetable::of(examination, &books.knowledge.hosts, &examination.book, version);
    let delegation = &examination.delegation;
    let frame = visit.frame("/delegations", visit.say("itinerary-title"));
    let may_edit = visit.may(EDIT) && operations::life::fixed(delegation).is_none();
    let covered = examination.season.tasks.iter().map(|task| {
        let serving = delegation.itinerary.halves().filter(|(.., it)| it.tasks.contains(&task.number));
        (task.number, task.title.clone(), serving.count())
    });
    let chosen = form.as_ref().map(|form| form.slot.clone()).unwrap_or_default();
    page(&ItineraryPage {
        id: delegation.id.to_string(),
        name: delegation.name.clone(),
        stay: delegation.stay().map(|stay| (stay.exit().to_string(), stay.entry().to_string(), stay.days())),
        cap: examination.overstay.as_ref().map(|overstay| overstay.cap),
        rows: rows(&timetable, &frame, &chosen),
        share: Share::of(&timetable),
        covered: covered.collect(),
        form,
        may_edit,
        seen: version.sequence,
        frame,
    })
}

/// `GET /delegations/{id}/itinerary.ics`
async fn calendar(
    visit: Visit,
    Extension(books): Extension<Arc<Books>>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (examination, version) = laid_out(&visit, &books, &id).await?;
    let timetable = Timetable::of(&examination, &books.knowledge.hosts, &examination.book, version);
    file("itinerary.ics", Shown::Kept, crate::timetable::ics(&timetable).into_bytes())
}

/// `GET /delegations/{id}/itinerary.xlsx`
async fn sheet(
    visit: Visit,
    Extension(books): Extension<Arc<Books>>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (examination, version) = laid_out(&visit, &books, &id).await?;
    let timetable = Timetable::of(&examination, &books.knowledge.hosts, &examination.book, version);
    let bytes = crate::timetable::workbook(&timetable).map_err(Error::fault)?;
    file("itinerary.xlsx", Shown::Kept, bytes)
}
