//! What goes near a person's rights: numbers in full, decisions about the data, a link
//! for the person, erasure.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chassis::web::{App, Fields, Frame, Routes, Visit, page};
use chassis::{Error, Refusal};

use super::show::{self, Beside};
use super::{LIST, alarmed, keys, known, refused};
use crate::model::{Person, Policy, PrivacyConsent};
use crate::operations::fill;
use crate::operations::privacy::{self, Ground};
use crate::pages::{EDIT_PERSONS, REVEAL_PERSONS, proof};

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/people/{id}/reveal", REVEAL_PERSONS, ask_why)
        .post("/people/{id}/reveal", REVEAL_PERSONS, reveal)
        .post("/people/{id}/consents", EDIT_PERSONS, consent)
        .post("/people/{id}/links", EDIT_PERSONS, send)
        .get("/people/{id}/erasure", EDIT_PERSONS, ask_to_erase)
        .post("/people/{id}/erasure", EDIT_PERSONS, erase)
}

#[derive(Template)]
#[template(path = "pages/person/reveal.html")]
struct RevealPage {
    frame: Frame,
    path: String,
    name: String,
    reason: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/person/erasure.html")]
struct ErasurePage {
    frame: Frame,
    path: String,
    name: String,
    grounds: Vec<(&'static str, String, bool)>,
    error: Option<String>,
}

/// The person an address means.
async fn person_of(visit: &Visit, id: &str) -> Result<Person, Error> {
    let mut look = visit.look().await?;
    let person = known(&mut look.desk(), &keys(visit), id).await?;
    look.leave().await?;
    Ok(person)
}

/// `GET /people/{id}/reveal`
async fn ask_why(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let person = person_of(&visit, &id).await?;
    if let Err(elsewhere) = proof(&visit, &policy) {
        return Ok(*elsewhere);
    }
    reason_page(&visit, &person, "", None)
}

fn reason_page(
    visit: &Visit,
    person: &Person,
    reason: &str,
    error: Option<String>,
) -> Result<Response, Error> {
    let mut frame = visit.frame(LIST, visit.say("person-reveal"));
    let is_wrong = error.is_some();
    if is_wrong {
        frame = alarmed(frame);
    }
    let (path, name) = (format!("{LIST}/{}", person.id), person.name.zh.clone());
    let answer = page(&RevealPage { frame, path, name, reason: reason.to_owned(), error })?;
    Ok(if is_wrong { refused(answer) } else { answer })
}

/// `POST /people/{id}/reveal`: the numbers once, and the reason for ever.
async fn reveal(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let person = person_of(&visit, &id).await?;
    if let Err(elsewhere) = proof(&visit, &policy) {
        return Ok(*elsewhere);
    }
    let mut change = visit.change().await?;
    match privacy::reveal(&mut change.desk(), &keys(&visit), person.id, fields.text("reason")).await {
        Ok(person) => {
            let consents = privacy::consents(&mut change.desk(), person.id).await?;
            change.commit().await?;
            show::answer(&visit, &person, &consents, Beside { is_revealed: true, ..Beside::default() })
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let error = Some(said(&visit, &refusal));
            reason_page(&visit, &person, fields.text("reason"), error)
        }
        Err(error) => Err(error),
    }
}

fn said(visit: &Visit, refusal: &Refusal) -> String {
    refusal.said.in_language(visit.locale.language()).to_owned()
}

/// The person's page again, with what is wrong with one of its forms.
async fn again(
    visit: &Visit,
    id: &str,
    (field, refusal): (&'static str, Refusal),
    typed: Fields,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let (person, consents) = show::of(&mut look.desk(), &keys(visit), id).await?;
    look.leave().await?;
    let wrong = Some((field, said(visit, &refusal)));
    show::answer(visit, &person, &consents, Beside { wrong, typed, ..Beside::default() })
}

/// `POST /people/{id}/consents`
async fn consent(visit: Visit, Path(id): Path<String>, fields: Fields) -> Result<Response, Error> {
    let person = person_of(&visit, &id).await?;
    let mut change = visit.change().await?;
    let chosen =
        (fields.text("decision").parse(), fields.text("scope").parse(), fields.text("channel").parse());
    let kept = match chosen {
        (Ok(decision), Ok(scope), Ok(channel)) => {
            let (notice, at) = (fields.text("notice").to_owned(), visit.clock.now);
            let consent = PrivacyConsent { person: person.id, decision, scope, notice, channel, at };
            privacy::consent(&mut change.desk(), &consent).await
        }
        _ => Err(Error::refused(
            "consent-not-chosen",
            "请选择决定、范围和方式",
            "choose the decision, what it covers and how it was said",
        )),
    };
    match kept {
        Ok(()) => {
            change.commit().await?;
            Ok(Redirect::to(&format!("{LIST}/{id}?done=consent")).into_response())
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            again(&visit, &id, ("notice", refusal), fields).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /people/{id}/links`: the address of the link is shown once.
async fn send(visit: Visit, Path(id): Path<String>, fields: Fields) -> Result<Response, Error> {
    let person = person_of(&visit, &id).await?;
    let mut change = visit.change().await?;
    match fill::ask(&mut change.desk(), person.id, fields.text("addressee")).await {
        Ok(secret) => {
            let consents = privacy::consents(&mut change.desk(), person.id).await?;
            change.commit().await?;
            let link = Some(format!("{}/fill/{secret}", visit.site().base));
            show::answer(&visit, &person, &consents, Beside { link, typed: fields, ..Beside::default() })
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            again(&visit, &id, ("addressee", refusal), fields).await
        }
        Err(error) => Err(error),
    }
}

/// `GET /people/{id}/erasure`
async fn ask_to_erase(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let person = person_of(&visit, &id).await?;
    if let Err(elsewhere) = proof(&visit, &policy) {
        return Ok(*elsewhere);
    }
    erasure_page(&visit, &person, "", None)
}

fn erasure_page(
    visit: &Visit,
    person: &Person,
    chosen: &str,
    error: Option<String>,
) -> Result<Response, Error> {
    let mut frame = visit.frame(LIST, visit.say("person-erase"));
    let is_wrong = error.is_some();
    if is_wrong {
        frame = alarmed(frame);
    }
    let ground = |ground: &Ground| {
        let name = frame.say(format!("person-ground-{}", ground.code()));
        (ground.code(), name, ground.code() == chosen)
    };
    let grounds = Ground::ALL.iter().map(ground).collect();
    let (path, name) = (format!("{LIST}/{}", person.id), person.name.zh.clone());
    let answer = page(&ErasurePage { frame, path, name, grounds, error })?;
    Ok(if is_wrong { refused(answer) } else { answer })
}

/// `POST /people/{id}/erasure`: for good, and off the disk.
async fn erase(
    visit: Visit,
    State(app): State<App>,
    Extension(policy): Extension<Arc<Policy>>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let person = person_of(&visit, &id).await?;
    if let Err(elsewhere) = proof(&visit, &policy) {
        return Ok(*elsewhere);
    }
    let ground: Option<Ground> = fields.text("ground").parse().ok();
    let Some(ground) = ground.filter(|_| !fields.text("sure").is_empty()) else {
        let error = Some(visit.say("person-erase-unsure"));
        return erasure_page(&visit, &person, fields.text("ground"), error);
    };
    let mut change = visit.change().await?;
    privacy::erase(&mut change.desk(), person.id, ground).await?;
    change.commit().await?;
    app.db.sweep(privacy::TABLES).await?;
    let mut frame = visit.frame(LIST, visit.say("person-erased"));
    LIST.clone_into(&mut frame.path);
    page(&ErasedPage { frame })
}

#[derive(Template)]
#[template(path = "pages/person/erased.html")]
struct ErasedPage {
    frame: Frame,
}
