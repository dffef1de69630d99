//! The papers of a delegation, as pages and as files.

mod files;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::Response;
use chassis::Error;
use chassis::web::{Frame, Locale, Routes, Visit, page};
use documents::paper::Format;
use serde::Deserialize;

use super::SEE;
use super::party;
use super::show::Note;
use super::tone::{self, Chip};
use crate::examination::Examination;
use crate::offer::{Offered, offered};
use crate::press_room::PressRoom;

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/papers/zh.ftl")),
    (Locale::En, include_str!("../../locale/papers/en.ftl")),
    (Locale::Ar, include_str!("../../locale/papers/ar.ftl")),
];

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/delegations/{id}/papers", SEE, show)
        .get("/delegations/{id}/papers.zip", SEE, files::package)
        .get("/delegations/{id}/papers/{file}", SEE, files::file_of)
        .get("/delegations/{id}/papers/{code}/{page}", SEE, files::picture)
}

/// Which paper is looked at, and whose copy.
#[derive(Debug, Default, Deserialize)]
struct Chosen {
    #[serde(default)]
    paper: String,
    #[serde(default)]
    copy: usize,
}

/// A paper in the list.
struct Row {
    path: String,
    name: String,
    copies: usize,
    chip: Chip,
    is_chosen: bool,
}

/// The papers of a stage.
struct Group {
    name: String,
    rows: Vec<Row>,
}

/// The paper that is looked at.
struct Shown {
    name: String,
    basis: String,
    pages: Vec<String>,
    people: Vec<Person>,
    files: Vec<(String, &'static str)>,
    pdf: Option<String>,
    fonts: Vec<(String, String)>,
    fault: Option<String>,
}

/// One's copy of a paper.
struct Person {
    name: String,
    path: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/papers.html")]
struct PapersPage {
    frame: Frame,
    id: String,
    name: String,
    chip: Chip,
    groups: Vec<Group>,
    shown: Option<Shown>,
    missing: Vec<(String, String)>,
    notes: Vec<Note>,
    is_final: bool,
    has_package: bool,
}

/// `GET /delegations/{id}/papers`
async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(chosen): Query<Chosen>,
    Extension(room): Extension<Arc<PressRoom>>,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let examination = party::examined(&mut look.desk(), room.books(), &id).await?;
    look.leave().await?;
    let examination = Arc::new(examination);
    let frame = visit.frame("/delegations", visit.say("papers-title"));
    let (all, missing) = match &examination.budget {
        Ok(budget) => (offered(room.books(), &examination, budget)?, Vec::new()),
        Err(faults) => (Vec::new(), faults.iter().map(ToString::to_string).collect::<Vec<_>>()),
    };
    let first = all.iter().find(|paper| paper.is_of_package).or(all.first());
    let looked_at = all.iter().find(|paper| paper.code == chosen.paper).or(first);
    let shown = match looked_at {
        Some(paper) => Some(shown(&room, &examination, (&id, paper, chosen.copy)).await),
        None => None,
    };
    let held: Vec<&Offered> = all.iter().filter(|paper| paper.missing.is_some()).collect();
    let fact = |said: String| (said, format!("/delegations/{id}/money"));
    let mut lacks: Vec<(String, String)> = missing.into_iter().map(fact).collect();
    lacks.extend(held.iter().map(|paper| {
        let said = paper.missing.clone().unwrap_or_default();
        (format!("{}：{said}", frame.said(&paper.name)), format!("/delegations/{id}"))
    }));
    page(&PapersPage {
        name: examination.delegation.name.clone(),
        chip: chip(&frame, &examination, all.len(), held.len()),
        groups: groups(&frame, &id, &all, looked_at),
        notes: notes(&frame, &examination, looked_at),
        missing: lacks,
        is_final: examination.is_in_order(),
        has_package: !all.is_empty(),
        shown,
        id,
        frame,
    })
}

fn chip(frame: &Frame, examination: &Examination, all: usize, held: usize) -> Chip {
    let figures = [("all", all.to_string()), ("ready", (all - held).to_string())];
    match (&examination.budget, examination.is_in_order(), held) {
        (Err(_), ..) => Chip::new(tone::IDLE, frame.say("papers-no-budget")),
        (Ok(_), true, 0) => Chip::new(tone::DONE, frame.tell("papers-ready", &figures)),
        (Ok(_), false, 0) => Chip::new(tone::WARN, frame.tell("papers-draft", &figures)),
        (Ok(_), ..) => Chip::new(tone::WARN, frame.tell("papers-some", &figures)),
    }
}

/// The package first, then the other papers by their stage.
fn groups(frame: &Frame, id: &str, all: &[Offered], looked_at: Option<&Offered>) -> Vec<Group> {
    let row = |paper: &Offered| Row {
        path: format!("/delegations/{id}/papers?paper={}", paper.code),
        name: frame.said(&paper.name).to_owned(),
        copies: paper.people.len(),
        chip: match &paper.missing {
            None => Chip::new(tone::DONE, frame.say("papers-printable")),
            Some(_) => Chip::new(tone::WARN, frame.say("papers-lacks")),
        },
        is_chosen: looked_at.is_some_and(|it| it.code == paper.code),
    };
    let mut groups = vec![Group {
        name: frame.say("papers-package"),
        rows: all.iter().filter(|paper| paper.is_of_package).map(row).collect(),
    }];
    for stage in documents::paper::Stage::ALL {
        let of_stage = all.iter().filter(|paper| !paper.is_of_package && paper.stage == *stage);
        groups.push(Group { name: frame.say(format!("papers-{stage}")), rows: of_stage.map(row).collect() });
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

async fn shown(
    room: &Arc<PressRoom>,
    examination: &Arc<Examination>,
    (id, paper, copy): (&str, &Offered, usize),
) -> Shown {
    let copy = if copy < paper.people.len() { copy } else { 0 };
    let of_copy = if copy == 0 { String::new() } else { format!("?copy={copy}") };
    let start = format!("/delegations/{id}/papers/{}", paper.code);
    let files = paper
        .formats
        .iter()
        .map(|format| (format!("{start}.{}{of_copy}", format.extension()), format.extension()));
    let person = |(at, name): (usize, &String)| Person {
        name: name.clone(),
        path: format!("/delegations/{id}/papers?paper={}&copy={at}", paper.code),
        is_chosen: at == copy,
    };
    let mut shown = Shown {
        name: paper.name.zh.clone(),
        basis: paper.basis.clone(),
        pages: Vec::new(),
        people: paper.people.iter().enumerate().map(person).collect(),
        files: files.collect(),
        pdf: None,
        fonts: Vec::new(),
        fault: None,
    };
    if !paper.formats.contains(&Format::Pdf) {
        return shown;
    }
    shown.pdf = Some(format!("{start}.pdf{of_copy}"));
    match room.pictures(Arc::clone(examination), &paper.code).await {
        Ok(pictured) => {
            if let Some(own) = pictured.get(copy) {
                let picture = |at| format!("{start}/{}.svg{of_copy}", at + 1);
                shown.pages = (0..own.pictures.pages.len()).map(picture).collect();
                let stands_in = own.pictures.fonts.iter().filter(|font| !font.asked.is_empty());
                shown.fonts = stands_in.map(|font| (font.asked.clone(), font.used.clone())).collect();
            }
        }
        Err(error) => shown.fault = Some(error.to_string()),
    }
    shown
}

/// What the rules found in the paper that is looked at.
fn notes(frame: &Frame, examination: &Examination, looked_at: Option<&Offered>) -> Vec<Note> {
    let Some(paper) = looked_at else { return Vec::new() };
    let field = format!("papers.{}", paper.code);
    let found = examination.findings.iter().filter(|finding| finding.place.field == field);
    found.map(|finding| Note::of(frame, finding)).collect()
}
