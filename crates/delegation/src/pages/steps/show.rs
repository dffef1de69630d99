//! `GET` and `POST /delegations/{id}/steps`.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Fields, Frame, Visit, page};
use kernel::{Finding, Said};

use super::forms::{CLAIM, Desk, POST, StepForm, UNDO};
use super::read;
use crate::books::Books;
use crate::commands::life::make;
use crate::examination::Examination;
use crate::model::DelegationId;
use crate::model::life::{Noted, Phase};
use crate::operations::{self, Reason, approvals, life, money};
use crate::pages::RECORD;
use crate::pages::ground::{Shelf, ground, party};
use crate::tell;

#[derive(Template)]
#[template(path = "pages/steps/steps.html")]
struct StepsPage {
    frame: Frame,
    id: String,
    name: String,
    phase: String,
    may: bool,
    told: usize,
    next: Option<StepForm>,
    others: Vec<StepForm>,
    obstacles: Option<Vec<Obstacle>>,
    story: Vec<Line>,
    last: Option<String>,
    error: Option<String>,
    refused: String,
}

/// What stands in the way of handing in.
struct Obstacle {
    rule: &'static str,
    place: Said,
    says: Said,
    remedy: Said,
}

/// A line of the story.
struct Line {
    on: String,
    word: String,
    more: String,
    by: String,
}

/// `GET /delegations/{id}/steps`
pub(super) async fn show(
    visit: Visit,
    Extension(books): Shelf,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    shown(&visit, &books, party(&id)?, None).await
}

/// `POST /delegations/{id}/steps`: records the step that the form names.
pub(super) async fn record(
    visit: Visit,
    Extension(books): Shelf,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let party = party(&id)?;
    match Box::pin(recorded(&visit, &books, party, &fields)).await {
        Ok(()) => Ok(Redirect::to(&format!("/delegations/{id}/steps")).into_response()),
        Err(Error::Refused(refusal)) => {
            let said = in_page_words(refusal.code).unwrap_or_else(|| refusal.said.clone());
            shown(&visit, &books, party, Some((said, fields))).await
        }
        Err(error) => Err(error),
    }
}

async fn recorded(visit: &Visit, books: &Books, id: DelegationId, fields: &Fields) -> Result<(), Error> {
    let step = fields.text("step");
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    let told = fields.text("told").parse().unwrap_or(usize::MAX);
    let since = life::since(desk, id, told).await?;
    if is_recorded(&since, &desk.actor.name, step) {
        return change.leave().await;
    }
    let season = approvals::season(desk).await?;
    let delegation = operations::load(desk, id).await?;
    let school = people::operations::load(desk, delegation.school).await?;
    let given = read::reasons(fields)?;
    let given: Vec<Reason<'_>> =
        given.iter().map(|(rule, reason)| Reason { rule, reason, by: None }).collect();
    match step {
        POST => {
            let posted = read::posted(fields)?;
            let publicity = make::publicity(posted, delegation.publicity.as_ref(), desk.today)?;
            life::post(desk, id, publicity).await?;
        }
        CLAIM => {
            let on = read::day(fields, "on")?.unwrap_or(desk.today);
            money::post(desk, ground(books, &season), id, (on, &given)).await?;
        }
        UNDO if told != delegation.life.events().len() => return Err(moved_on()),
        UNDO => {
            life::undo(desk, id).await?;
        }
        _ => {
            let command = read::command(&delegation, fields)?;
            let events = make::events(command, &delegation, &school, books, desk.today)?;
            life::answered(desk, ground(books, &season), id, (events, &given)).await?;
        }
    }
    change.commit().await
}

/// Whether the same person recorded the step after the page was read: the form was sent
/// twice.
fn is_recorded(since: &[Noted], by: &str, step: &str) -> bool {
    !since.is_empty() && since.iter().all(|noted| noted.by == by && noted.event.step().command() == step)
}

fn moved_on() -> Error {
    Error::refused(
        "life-moved-on",
        "您打开以后已有新的记录，没有撤销；请看过下面的经过再撤销",
        "something was recorded after you opened this page, and nothing was taken back; look again below",
    )
}

/// Refusals that name options of the command line, in a page's words.
fn in_page_words(code: &str) -> Option<Said> {
    match code {
        "money-unknown" => Some(Said::new(
            "经费预算还算不出来；请填写批准的经费",
            "the budget cannot be reckoned; enter the sum that was approved",
        )),
        _ => None,
    }
}

async fn shown(
    visit: &Visit,
    books: &Books,
    id: DelegationId,
    refused: Option<(Said, Fields)>,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let season = approvals::season(desk).await?;
    let delegation = operations::load(desk, id).await?;
    let examination = operations::examine(desk, books, &season, delegation).await?;
    look.leave().await?;
    let frame = visit.frame("/delegations", visit.say("steps-title"));
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut steps = StepsPage::of(frame, &examination, refused);
    steps.may = visit.may(RECORD);
    let mut response = page(&steps)?;
    *response.status_mut() = status;
    Ok(response)
}

impl StepsPage {
    fn of(frame: Frame, examination: &Examination, refused: Option<(Said, Fields)>) -> Self {
        let delegation = &examination.delegation;
        let life = &delegation.life;
        let (error, typed) = match refused {
            Some((said, typed)) => (Some(frame.said(&said).to_owned()), typed),
            None => (None, Fields::default()),
        };
        let step = typed.text("step").to_owned();
        let desk = Desk { frame: &frame, examination, today: frame.today, typed: (&step, &typed) };
        let mut forms = desk.forms().into_iter();
        let before = matches!(life.phase(), Phase::Planned | Phase::Review | Phase::Agreed);
        let obstacles = before.then(|| life::obstacles(examination).into_iter().map(obstacle).collect());
        let (next, others) = (forms.next(), forms.collect());
        Self {
            id: delegation.id.to_string(),
            name: delegation.name.clone(),
            phase: life.phase().words().in_language(frame.language()).to_owned(),
            may: false,
            told: life.events().len(),
            next,
            others,
            obstacles,
            story: tell::story(life).rev().map(|told| line(&frame, told)).collect(),
            last: life.without_last().map(|(_, entry)| tell::entry(&entry)),
            error,
            refused: step,
            frame,
        }
    }

    fn heading(&self) -> String {
        let title = format!("{}：{}", self.frame.title, self.name);
        match &self.error {
            Some(_) => format!("{}：{title}", self.frame.say("error-word")),
            None => title,
        }
    }
}

fn obstacle(found: &Finding) -> Obstacle {
    Obstacle {
        rule: found.rule,
        place: found.place.words.clone(),
        says: found.says.clone(),
        remedy: found.remedy.clone(),
    }
}

fn line(frame: &Frame, (noted, more): (&Noted, String)) -> Line {
    Line {
        on: noted.event.on().to_string(),
        word: noted.event.step().words().in_language(frame.language()).to_owned(),
        more,
        by: noted.by.clone(),
    }
}
