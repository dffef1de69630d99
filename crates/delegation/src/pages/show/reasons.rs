//! What every rule found, the form that records a reason, and the ways out of a
//! stay over the cap.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Fields, Frame, Visit, page};
use kernel::Severity;

use super::super::EDIT;
use super::super::party;
use super::super::tone::{self, Chip};
use super::tasks::Note;
use crate::agenda::Task;
use crate::board::Way;
use crate::books::Books;
use crate::examination::Examination;
use crate::operations::{self, Reason};

/// A finding with all that is known of it.
struct Found {
    note: Note,
    chip: Chip,
    basis: String,
    reason: Option<Given>,
    /// Whether a reason is asked for here; one form a rule.
    form: Option<Form>,
    /// Whether the form is folded away, because a reason is there already.
    is_folded: bool,
}

/// A reason that was recorded.
struct Given {
    text: String,
    by: String,
}

/// The form for a reason.
struct Form {
    rule: &'static str,
    typed: String,
    error: Option<String>,
}

/// The findings of one task.
struct Group {
    anchor: &'static str,
    name: String,
    found: Vec<Found>,
}

/// A way out, as it is read.
struct Out {
    code: &'static str,
    name: String,
    chip: Chip,
    days: String,
    finds: Vec<String>,
    first: Vec<String>,
    reason: String,
    evidence: Vec<String>,
    basis: String,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "pages/rules.html")]
struct RulesPage {
    frame: Frame,
    id: String,
    name: String,
    chips: Vec<Chip>,
    groups: Vec<Group>,
    over: Option<String>,
    ways: Vec<Out>,
    error: Option<(String, String)>,
    may_edit: bool,
}

/// What somebody typed and why it was not recorded.
struct Refused<'a> {
    rule: &'a str,
    typed: &'a str,
    said: &'a kernel::Said,
}

/// That a reason is asked for, and what was refused before, if anything was.
struct Ask<'a>(Option<&'a Refused<'a>>);

/// `GET /delegations/{id}/rules`
pub(super) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let examination = party::examined(&mut look.desk(), &books, &id).await?;
    look.leave().await?;
    page(&told(&visit, id, &examination, None))
}

/// `POST /delegations/{id}/justifications`: a reason for what one rule found.
pub(super) async fn justify(
    visit: Visit,
    Path(id): Path<String>,
    Extension(books): Extension<Arc<Books>>,
    fields: Fields,
) -> Result<Response, Error> {
    let (rule, reason) = (fields.text("rule").to_owned(), fields.text("reason").to_owned());
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    let season = season::operations::current(desk).await?;
    let given = Reason { rule: &rule, reason: &reason, by: None };
    match operations::justify(desk, &books, &season, party::id(&id)?, given).await {
        Ok(_) => {
            change.commit().await?;
            Ok(Redirect::to(&format!("/delegations/{id}/rules#{rule}")).into_response())
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let refused = Refused { rule: &rule, typed: &reason, said: &refusal.said };
            again(&visit, id, &books, &refused).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /delegations/{id}/ways`: takes a way out of a stay over the cap.
pub(super) async fn adopt(
    visit: Visit,
    Path(id): Path<String>,
    Extension(books): Extension<Arc<Books>>,
    fields: Fields,
) -> Result<Response, Error> {
    let party = party::id(&id)?;
    let Some(way) = Way::ALL.iter().copied().find(|way| way.code() == fields.text("way")) else {
        // What is not there is said before what is wrong with the form.
        let mut look = visit.look().await?;
        operations::load(&mut look.desk(), party).await?;
        look.leave().await?;
        return Err(Error::refused("way-unknown", "没有这条出路；请从页面上选一条", "there is no such way"));
    };
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    let season = season::operations::current(desk).await?;
    match operations::adopt(desk, &books, &season, party, (way, None)).await {
        Ok(_) => {
            change.commit().await?;
            Ok(Redirect::to(&format!("/delegations/{id}/rules#ways")).into_response())
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let refused = Refused { rule: "ways", typed: "", said: &refusal.said };
            again(&visit, id, &books, &refused).await
        }
        Err(error) => Err(error),
    }
}

async fn again(visit: &Visit, id: String, books: &Books, refused: &Refused<'_>) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let examination = party::examined(&mut look.desk(), books, &id).await?;
    look.leave().await?;
    let mut response = page(&told(visit, id, &examination, Some(refused)))?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn told(visit: &Visit, id: String, examination: &Examination, refused: Option<&Refused<'_>>) -> RulesPage {
    let mut frame = visit.frame("/delegations", visit.say("rules-title"));
    if refused.is_some() {
        frame.title = format!("{}：{}", frame.say("error-word"), frame.title);
    }
    let may_edit = visit.may(EDIT);
    let mut asked: Vec<&str> = Vec::new();
    let mut groups = Vec::new();
    for task in Task::ALL {
        let of_task = |finding: &&kernel::Finding| Task::of_field(&finding.place.field) == *task;
        let mut found = Vec::new();
        for finding in examination.findings.iter().filter(of_task) {
            let is_first = !asked.contains(&finding.rule);
            let asks = finding.severity == Severity::Justify && may_edit && is_first;
            if asks {
                asked.push(finding.rule);
            }
            found.push(entry(&frame, examination, finding, asks.then_some(Ask(refused))));
        }
        if !found.is_empty() {
            let name = frame.say(format!("show-task-{task}"));
            groups.push(Group { anchor: task.code(), name, found });
        }
    }
    RulesPage {
        name: examination.delegation.name.clone(),
        chips: super::chips(&frame, examination),
        over: over(&frame, examination),
        ways: ways(&frame, examination),
        error: refused.map(|it| (it.rule.to_owned(), frame.said(it.said).to_owned())),
        may_edit,
        groups,
        id,
        frame,
    }
}

fn entry(
    frame: &Frame,
    examination: &Examination,
    finding: &kernel::Finding,
    asks: Option<Ask<'_>>,
) -> Found {
    let given = examination.reason_for(finding).filter(|_| examination.answers(finding));
    let look = if given.is_some() { tone::DONE } else { tone::of_severity(finding.severity) };
    let word = if given.is_some() {
        frame.say("rules-answered")
    } else {
        frame.say(format!("rules-{}", finding.severity))
    };
    let form = asks.map(|Ask(refused)| {
        let refused = refused.filter(|refused| refused.rule == finding.rule);
        let kept = given.map(|given| given.reason.clone()).unwrap_or_default();
        Form {
            rule: finding.rule,
            typed: refused.map_or(kept, |refused| refused.typed.to_owned()),
            error: refused.map(|refused| frame.said(refused.said).to_owned()),
        }
    });
    let mut note = Note::of(frame, finding);
    if given.is_some() {
        (note.tone, note.icon) = tone::DONE;
    }
    Found {
        note,
        chip: Chip::new(look, word),
        basis: finding.basis.clone(),
        is_folded: given.is_some() && form.as_ref().is_some_and(|form| form.error.is_none()),
        reason: given.map(|given| Given { text: given.reason.clone(), by: given.by.clone() }),
        form,
    }
}

fn over(frame: &Frame, examination: &Examination) -> Option<String> {
    let over = examination.overstay.as_ref()?;
    let figures = [
        ("days", over.days.to_string()),
        ("cap", over.cap.to_string()),
        ("more", over.more.to_string()),
        ("rule", over.rule.to_owned()),
    ];
    Some(frame.tell("rules-over", &figures))
}

fn ways(frame: &Frame, examination: &Examination) -> Vec<Out> {
    let Some(overstay) = &examination.overstay else { return Vec::new() };
    let given = overstay.answered(&examination.delegation);
    let taken = given.and_then(|given| overstay.taken(&given.reason)).map(|remedy| remedy.way);
    let said = |all: &[kernel::Said]| all.iter().map(|said| frame.said(said).to_owned()).collect();
    let out = |remedy: &crate::ways::Remedy| {
        let is_open = remedy.first.is_empty();
        let chip = match (taken == Some(remedy.way), is_open) {
            (true, _) => Chip::new(tone::DONE, frame.say("rules-way-taken")),
            (false, true) => Chip::new(tone::GOING, frame.say("rules-way-open")),
            (false, false) => Chip::new(tone::WARN, frame.say("rules-way-first")),
        };
        Out {
            code: remedy.way.code(),
            name: remedy.way.words().in_language(frame.language()).to_owned(),
            chip,
            days: remedy.days.map_or_else(
                || frame.say("rules-way-as-needed"),
                |days| frame.tell("rules-way-days", &[("days", days.to_string())]),
            ),
            finds: said(&remedy.finds),
            first: said(&remedy.first),
            reason: remedy.reason.clone(),
            evidence: remedy.evidence.clone(),
            basis: remedy.basis.clone(),
            is_open: is_open && taken != Some(remedy.way),
        }
    };
    overstay.ways.iter().map(out).collect()
}
