//! The party: a grid that takes what is pasted.

mod grid;
mod typed;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Fields, Frame, Locale, Routes, Visit, page};
use jiff::Timestamp;

use super::download::{Shown, file};
use super::party;
use super::tone::{self, Chip};
use super::{EDIT, SEE};
use crate::books::Books;
use crate::listing::export::{Cell, Listed};
use crate::model::{Delegation, Member};
use crate::operations;
use crate::operations::roster::{Saved, last_change, save, version};
use crate::workbook::roster::{Slip, headings, masked, read, told};
use grid::{Note, Row};
use typed::Typed;

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/roster/zh.ftl")),
    (Locale::En, include_str!("../../locale/roster/en.ftl")),
    (Locale::Ar, include_str!("../../locale/roster/ar.ftl")),
];

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/delegations/{id}/roster", SEE, show)
        .post("/delegations/{id}/roster", EDIT, keep)
        .post("/delegations/{id}/roster/paste", EDIT, paste)
        .get("/delegations/{id}/roster.xlsx", SEE, export)
}

/// What somebody else kept meanwhile.
struct Other {
    when: String,
    heads: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

#[derive(Template)]
#[template(path = "pages/roster.html")]
#[expect(clippy::struct_excessive_bools, reason = "four independent switches of one page")]
struct RosterPage {
    frame: Frame,
    id: String,
    name: String,
    counted: String,
    chip: Chip,
    banner: Option<Banner>,
    version: String,
    heads: Vec<grid::Head>,
    rows: Vec<Row>,
    notes: Vec<Note>,
    left: Vec<String>,
    block: String,
    block_error: Option<String>,
    other: Option<Other>,
    is_preview: bool,
    has_stops: bool,
    has_repairs: bool,
    may_edit: bool,
}

/// What is said above the grid.
struct Banner {
    tone: &'static str,
    icon: &'static str,
    lead: String,
    text: String,
}

/// What a grid is shown with.
#[derive(Default)]
struct Shows {
    slips: Vec<Slip>,
    banner: Option<Banner>,
    left: Vec<String>,
    block: String,
    block_error: Option<String>,
    other: Option<Other>,
    is_preview: bool,
}

/// `GET /delegations/{id}/roster`
async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let examination = party::examined(&mut look.desk(), &books, &id).await?;
    look.leave().await?;
    let delegation = &examination.delegation;
    let typed = Typed::of(&delegation.members);
    let frame = visit.frame("/delegations", visit.say("roster-title"));
    let found = grid::found(&frame, &examination);
    let mut shown = shown(&visit, frame, delegation, &typed, Shows::default());
    if visit.uri.query() == Some("saved") {
        let lead = shown.frame.say("roster-saved");
        shown.banner = Some(Banner { tone: "is-ok", icon: "i-ok", lead, text: String::new() });
    }
    grid::point_out(&mut shown.rows, &found);
    shown.notes = found;
    let look = if shown.notes.is_empty() { tone::DONE } else { tone::WARN };
    let figures =
        [("people", delegation.members.len().to_string()), ("count", shown.notes.len().to_string())];
    let key = if shown.notes.is_empty() { "roster-fine" } else { "roster-to-see" };
    shown.chip = Chip::new(look, shown.frame.tell(key, &figures));
    page(&shown)
}

/// The page with a grid as it was typed.
fn shown(visit: &Visit, frame: Frame, delegation: &Delegation, typed: &Typed, shows: Shows) -> RosterPage {
    let Shows { slips, banner, left, block, block_error, other, is_preview } = shows;
    let may_edit = visit.may(EDIT);
    let notes = grid::notes(&frame, &slips);
    let has_stops = slips.iter().any(grid::stops);
    let has_repairs = slips.iter().any(|slip| slip.repair.is_some());
    let mut rows = grid::rows(typed, if may_edit { grid::FREE } else { 0 });
    grid::point_out(&mut rows, &notes);
    let (staff, students) = (delegation.staff().count(), delegation.students().count());
    let figures = [("staff", staff.to_string()), ("students", students.to_string())];
    let counted = frame.tell("roster-counted", &figures);
    let count = [("people", typed.rows.len().to_string()), ("count", notes.len().to_string())];
    let (look, key) =
        if has_stops { (tone::BLOCK, "roster-to-see") } else { (tone::GOING, "roster-not-kept") };
    RosterPage {
        id: delegation.id.to_string(),
        name: delegation.name.clone(),
        counted,
        chip: Chip::new(look, frame.tell(key, &count)),
        banner,
        version: version(delegation),
        heads: grid::heads(),
        rows,
        notes,
        left,
        block,
        block_error,
        other,
        is_preview,
        has_stops,
        has_repairs,
        may_edit,
        frame,
    }
}

async fn stored(visit: &Visit, id: &str) -> Result<Delegation, Error> {
    let mut look = visit.look().await?;
    let delegation = operations::load(&mut look.desk(), party::id(id)?).await?;
    look.leave().await?;
    Ok(delegation)
}

/// `POST /delegations/{id}/roster`: everything, or all but the cells that are wrong.
async fn keep(visit: Visit, Path(id): Path<String>, fields: Fields) -> Result<Response, Error> {
    let delegation = stored(&visit, &id).await?;
    let mut typed = Typed::sent(&fields, &delegation.members);
    if !fields.text("repair").is_empty() {
        typed.repair(fields.text("repair"));
        return preview(&visit, &delegation, &typed, Shows::default());
    }
    let wants_rest = !fields.text("rest").is_empty();
    match read(&typed.texts()) {
        Ok((members, _)) => write(&visit, &delegation, &fields, (&typed, members), Vec::new()).await,
        Err(slips) if wants_rest => match typed.without_wrong(slips) {
            Ok((members, left)) => write(&visit, &delegation, &fields, (&typed, members), left).await,
            Err(slips) => wrong(&visit, &delegation, &typed, slips),
        },
        Err(slips) => wrong(&visit, &delegation, &typed, slips),
    }
}

fn wrong(visit: &Visit, delegation: &Delegation, typed: &Typed, slips: Vec<Slip>) -> Result<Response, Error> {
    let mut frame = visit.frame("/delegations", visit.say("roster-title"));
    frame.title = format!("{}：{}", frame.say("error-word"), frame.title);
    let stops = slips.iter().filter(|slip| grid::stops(slip)).count();
    let banner = Banner {
        tone: "is-block",
        icon: "i-block",
        lead: frame.tell("roster-wrong", &[("count", stops.to_string())]),
        text: frame.say("roster-wrong-note"),
    };
    let shows = Shows { slips, banner: Some(banner), ..Shows::default() };
    let mut response = page(&shown(visit, frame, delegation, typed, shows))?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn write(
    visit: &Visit,
    delegation: &Delegation,
    fields: &Fields,
    (typed, members): (&Typed, Vec<Member>),
    left: Vec<Slip>,
) -> Result<Response, Error> {
    let mut change = visit.change().await?;
    let saved = save(&mut change.desk(), delegation.id, fields.text("version"), members).await;
    match saved {
        Ok(Saved::Kept(_)) if left.is_empty() => {
            change.commit().await?;
            Ok(Redirect::to(&format!("/delegations/{}/roster?saved", delegation.id)).into_response())
        }
        Ok(Saved::Kept(kept)) => {
            change.commit().await?;
            rest_left(visit, &kept, typed, &left)
        }
        Ok(Saved::Changed(now)) => {
            let last = last_change(&mut change.desk(), delegation.id).await?;
            change.leave().await?;
            conflict(visit, &now, typed, last)
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let frame = visit.frame("/delegations", visit.say("roster-title"));
            let lead = frame.said(&refusal.said).to_owned();
            let banner = Banner { tone: "is-block", icon: "i-lock", lead, text: String::new() };
            let shows = Shows { banner: Some(banner), ..Shows::default() };
            let mut response = page(&shown(visit, frame, delegation, typed, shows))?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

/// The rest is written; what was not is told with what was typed.
fn rest_left(visit: &Visit, kept: &Delegation, typed: &Typed, left: &[Slip]) -> Result<Response, Error> {
    let frame = visit.frame("/delegations", visit.say("roster-title"));
    let banner = Banner {
        tone: "is-warn",
        icon: "i-warn",
        lead: frame.tell("roster-rest-kept", &[("count", left.len().to_string())]),
        text: frame.say("roster-rest-note"),
    };
    let line = |slip: &Slip| grid::told(&frame, typed, slip);
    let left = left.iter().map(line).collect();
    let shows = Shows { banner: Some(banner), left, ..Shows::default() };
    page(&shown(visit, frame, kept, &Typed::of(&kept.members), shows))
}

/// Two people at once: both versions side by side, one's own kept in the grid.
fn conflict(
    visit: &Visit,
    now: &Delegation,
    typed: &Typed,
    last: Option<Timestamp>,
) -> Result<Response, Error> {
    let frame = visit.frame("/delegations", visit.say("roster-title"));
    let when = last.map_or_else(|| frame.say("list-unknown"), tone::time_of);
    let banner = Banner {
        tone: "is-warn",
        icon: "i-warn",
        lead: frame.say("roster-conflict"),
        text: frame.say("roster-conflict-note"),
    };
    let heads = headings();
    let secret = |at: usize| heads.get(at).is_some_and(|head| head.is_secret);
    let row = |row: Vec<String>| {
        row.into_iter().enumerate().map(|(at, text)| if secret(at) { masked(&text) } else { text }).collect()
    };
    let rows = told(&now.members).into_iter().map(row).collect();
    let heads = heads.iter().map(|head| head.header).collect();
    let other = Other { when, heads, rows };
    let shows = Shows { banner: Some(banner), other: Some(other), ..Shows::default() };
    let mut response = page(&shown(visit, frame, now, typed, shows))?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// `POST /delegations/{id}/roster/paste`: a block laid over the grid, nothing kept yet.
async fn paste(visit: Visit, Path(id): Path<String>, fields: Fields) -> Result<Response, Error> {
    let delegation = stored(&visit, &id).await?;
    let block = fields.raw("block").to_owned();
    let mut typed = Typed::of(&delegation.members);
    match typed.lay_over(&block) {
        Ok(unknown) => preview(&visit, &delegation, &typed, laid(&visit, &typed, &unknown)),
        Err(head) => {
            let mut frame = visit.frame("/delegations", visit.say("roster-title"));
            frame.title = format!("{}：{}", frame.say("error-word"), frame.title);
            let seen = head.join("、").chars().take(80).collect::<String>();
            let block_error = Some(frame.tell("roster-no-head", &[("head", seen)]));
            let shows = Shows { block, block_error, ..Shows::default() };
            let mut response = page(&shown(&visit, frame, &delegation, &typed, shows))?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}

fn laid(visit: &Visit, typed: &Typed, unknown: &[String]) -> Shows {
    let frame = visit.frame("", "");
    let rows = typed.rows.iter().filter(|row| row.is_pasted).count();
    let cells = typed.rows.iter().map(|row| row.pasted_cells).sum::<usize>();
    let figures = [("rows", rows.to_string()), ("cells", cells.to_string())];
    let mut text = frame.say("roster-pasted-note");
    if !unknown.is_empty() {
        text = format!("{text}{}", frame.tell("roster-unknown", &[("heads", unknown.join("、"))]));
    }
    let lead = frame.tell("roster-pasted", &figures);
    let banner = Some(Banner { tone: "is-info", icon: "i-info", lead, text });
    Shows { banner, ..Shows::default() }
}

/// A grid that nobody has kept yet, with what is wrong with it.
fn preview(visit: &Visit, delegation: &Delegation, typed: &Typed, shows: Shows) -> Result<Response, Error> {
    let slips = match read(&typed.texts()) {
        Ok((_, slips)) | Err(slips) => slips,
    };
    let frame = visit.frame("/delegations", visit.say("roster-title"));
    page(&shown(visit, frame, delegation, typed, Shows { slips, is_preview: true, ..shows }))
}

/// `GET /delegations/{id}/roster.xlsx`: the grid as it is seen, numbers in part.
async fn export(visit: Visit, Path(id): Path<String>) -> Result<Response, Error> {
    let delegation = stored(&visit, &id).await?;
    let heads = headings();
    let secret = |at: usize| heads.get(at).is_some_and(|head| head.is_secret);
    let cell = |(at, text): (usize, String)| Cell::Text(if secret(at) { masked(&text) } else { text });
    let lines = told(&delegation.members);
    let lines = lines.into_iter().map(|row| row.into_iter().enumerate().map(cell).collect()).collect();
    let title = format!("{}-{}", visit.say("roster-title"), delegation.name);
    let heads = heads.iter().map(|head| (head.header.to_owned(), head.width)).collect();
    let listed = Listed { title: title.clone(), heads, lines };
    let bytes = tokio::task::spawn_blocking(move || listed.xlsx()).await.map_err(Error::fault)?;
    file(&format!("{title}.xlsx"), Shown::Kept, bytes.map_err(Error::fault)?)
}
