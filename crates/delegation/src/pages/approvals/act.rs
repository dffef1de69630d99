//! What is done with a turn: answered, handed over, asked about, reminded of.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Complaint, Fields, Visit};
use kernel::Said;
use people::model::AccountId;

use super::card::{Refused, shown};
use super::list::{self, Told};
use crate::books::Books;
use crate::model::DelegationId;
use crate::operations::approvals::{self, Answer, Verdict};
use crate::operations::errands::{self, Errand};
use crate::pages::ground::{Shelf, account, ground, party};

/// `POST /delegations/{id}/reviews`: agree, or send back.
pub(super) async fn answer(
    visit: Visit,
    Extension(books): Shelf,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    match answered(&visit, &books, party(&id)?, &fields).await {
        Ok(()) => Ok(Redirect::to("/approvals?done=yes").into_response()),
        Err(error) => Box::pin(told(&visit, &books, &id, (error, fields))).await,
    }
}

async fn answered(visit: &Visit, books: &Books, id: DelegationId, fields: &Fields) -> Result<(), Error> {
    let words = [fields.text("phrase"), fields.text("note")];
    let note = words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    let to = Some(fields.text("to")).filter(|link| !link.is_empty()).map(str::to_owned);
    let verdict = match fields.text("act") {
        "return" => Verdict::Return(note, to),
        "refuse" => Verdict::Refuse(note),
        _ => Verdict::Agree(note),
    };
    let given = Answer {
        who: account(visit)?,
        turns: fields.all("turn").filter_map(turn).collect(),
        mark: fields.text("mark").to_owned(),
        told: fields.text("told").parse().unwrap_or(usize::MAX),
        verdict,
    };
    let mut change = visit.change().await?;
    let season = approvals::season(&mut change.desk()).await?;
    approvals::answer(&mut change.desk(), ground(books, &season), id, &given).await?;
    change.commit().await
}

/// `link/office`, as forms carry a turn.
fn turn(text: &str) -> Option<(String, String)> {
    let (link, office) = text.split_once('/')?;
    Some((link.to_owned(), office.to_owned()))
}

/// `POST /delegations/{id}/forwardings`
pub(super) async fn forward(
    visit: Visit,
    Extension(books): Shelf,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let done = async {
        let (link, office) = turn(fields.text("turn")).unwrap_or_default();
        let errand = Errand { delegation: party(&id)?, link: &link, office: &office, who: account(&visit)? };
        let mut change = visit.change().await?;
        let given = (colleague(&fields, "to"), fields.text("reason"));
        errands::forward(&mut change.desk(), &books, &errand, given).await?;
        change.commit().await
    };
    match done.await {
        Ok(()) => Ok(Redirect::to("/approvals?done=yes").into_response()),
        Err(error) => Box::pin(told(&visit, &books, &id, (error, fields))).await,
    }
}

/// `POST /delegations/{id}/consultations`
pub(super) async fn consult(
    visit: Visit,
    Extension(books): Shelf,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let done = async {
        let (link, office) = turn(fields.text("turn")).unwrap_or_default();
        let errand = Errand { delegation: party(&id)?, link: &link, office: &office, who: account(&visit)? };
        let mut change = visit.change().await?;
        let asked = (colleague(&fields, "of"), fields.text("question"));
        errands::consult(&mut change.desk(), &books, &errand, asked).await?;
        change.commit().await
    };
    match done.await {
        Ok(()) => Ok(back(&id)),
        Err(error) => Box::pin(told(&visit, &books, &id, (error, fields))).await,
    }
}

/// `POST /delegations/{id}/opinions`: what one was asked for.
pub(super) async fn advise(
    visit: Visit,
    Extension(books): Shelf,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let done = async {
        let which = fields.text("which").parse().unwrap_or_else(|_| kernel::Id::passing(0));
        let mut change = visit.change().await?;
        let who = account(&visit)?;
        errands::advise(&mut change.desk(), party(&id)?, (which, who), fields.text("opinion")).await?;
        change.commit().await
    };
    match done.await {
        Ok(()) => Ok(Redirect::to("/approvals?done=yes").into_response()),
        Err(error) => Box::pin(told(&visit, &books, &id, (error, fields))).await,
    }
}

/// `POST /delegations/{id}/reminders`
pub(super) async fn remind(
    visit: Visit,
    Extension(books): Shelf,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let done = async {
        let (link, office) = turn(fields.text("turn")).unwrap_or_default();
        let mut change = visit.change().await?;
        errands::remind(&mut change.desk(), party(&id)?, (&link, &office)).await?;
        change.commit().await
    };
    match done.await {
        Ok(()) => Ok(back(&id)),
        Err(error) => Box::pin(told(&visit, &books, &id, (error, fields))).await,
    }
}

/// `POST /approvals/stand-ins`: names one, or ends one.
pub(super) async fn stand_in(
    visit: Visit,
    Extension(books): Shelf,
    fields: Fields,
) -> Result<Response, Error> {
    match stood_in(&visit, &books, &fields).await {
        Ok(()) => Ok(Redirect::to("/approvals#h-stand-ins").into_response()),
        Err(Error::Refused(refusal)) => {
            let error = Some(refusal.said.clone());
            let (from, to) = (fields.text("from").to_owned(), fields.text("to").to_owned());
            list::shown(&visit, &Extension(books), Told { error, from, to, ..Told::default() }).await
        }
        Err(error) => Err(error),
    }
}

async fn stood_in(visit: &Visit, books: &Books, fields: &Fields) -> Result<(), Error> {
    let who = account(visit)?;
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    if let Ok(which) = fields.text("end").parse() {
        errands::stand_down(desk, which, who).await?;
    } else {
        let day = |name| {
            fields.text(name).parse().map_err(|_| {
                Error::refused(
                    "day-unreadable",
                    "代理的起止日期没有填好",
                    "the days of the stand-in are not given",
                )
            })
        };
        let days = (day("from")?, day("to")?);
        let school = people::operations::own(desk).await?;
        errands::stand_in(desk, books, school.id, (who, colleague(fields, "by")), days).await?;
    }
    change.commit().await
}

/// The colleague a form names; nobody's id where it names none.
fn colleague(fields: &Fields, name: &str) -> AccountId {
    fields.text(name).parse().unwrap_or_else(|_| AccountId::passing(0))
}

fn back(id: &str) -> Response {
    Redirect::to(&format!("/approvals/{id}")).into_response()
}

/// The card again, with what was refused on top and everything that was typed. Whose
/// turn it is not is turned away altogether.
async fn told(
    visit: &Visit,
    books: &Books,
    id: &str,
    (error, typed): (Error, Fields),
) -> Result<Response, Error> {
    let Error::Refused(refusal) = error else { return Err(error) };
    let said: Said = refusal.said.clone();
    let (status, at) = match refusal.code {
        "turn-of-another" => {
            let complaint =
                Complaint { status: StatusCode::FORBIDDEN, code: refusal.code, said, faults: Vec::new() };
            return Ok(complaint.into_response());
        }
        "reason-empty" | "paper-unnamed" => (StatusCode::UNPROCESSABLE_ENTITY, "note"),
        "colleague-unknown" => (StatusCode::UNPROCESSABLE_ENTITY, "more"),
        "opinion-empty" => (StatusCode::UNPROCESSABLE_ENTITY, ""),
        _ => (StatusCode::CONFLICT, ""),
    };
    Box::pin(shown(visit, books, id, Refused { said: Some(said), status, at, typed })).await
}
