//! Many persons at once: a file or a pasted block, shown with every fault at its cell,
//! kept when somebody has seen what it would change.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::web::{Frame, Parcel, Routes, Visit, page};
use chassis::{Error, Refusal};
use intake::{Block, Document, Format};

use super::{LIST, alarmed, keys, refused};
use crate::operations::person::{Change, Keeping};
use crate::operations::{self, roster as table};
use crate::pages::EDIT_PERSONS;
use crate::roster::{self, Fault};

/// So many faults and names are shown; the rest is counted.
const SHOWN: usize = 200;

/// What the fields that carry a table back begin with.
const TABLE: &str = "table-";

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/people/import", EDIT_PERSONS, ask).post("/people/import", EDIT_PERSONS, take)
}

#[derive(Template)]
#[template(path = "pages/person/import.html")]
struct ImportPage {
    frame: Frame,
    pasted: String,
    error: Option<String>,
}

/// A fault, as it is read.
struct Line {
    tone: &'static str,
    icon: &'static str,
    place: String,
    says: String,
}

/// Somebody the table is about, as the preview tells.
struct Somebody {
    name: String,
    department: String,
    tone: &'static str,
    icon: &'static str,
    word: String,
}

#[derive(Template)]
#[template(path = "pages/person/preview.html")]
struct PreviewPage {
    frame: Frame,
    added: usize,
    changed: usize,
    unchanged: usize,
    refused: usize,
    lines: Vec<Line>,
    more_lines: usize,
    somebody: Vec<Somebody>,
    more_somebody: usize,
    tables: Vec<(String, String)>,
    may_keep: bool,
}

/// `GET /people/import`
async fn ask(visit: Visit) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    operations::own(&mut look.desk()).await?;
    look.leave().await?;
    form(&visit, "", None)
}

fn form(visit: &Visit, pasted: &str, error: Option<String>) -> Result<Response, Error> {
    let mut frame = visit.frame(LIST, visit.say("person-import"));
    let is_wrong = error.is_some();
    if is_wrong {
        frame = alarmed(frame);
    }
    let answer = page(&ImportPage { frame, pasted: pasted.to_owned(), error })?;
    Ok(if is_wrong { refused(answer) } else { answer })
}

/// `POST /people/import`: looks at a table, or keeps the one that was looked at.
async fn take(visit: Visit, parcel: Parcel) -> Result<Response, Error> {
    let document = match document(&visit, &parcel).await {
        Ok(document) => document,
        Err(Error::Refused(refusal)) => {
            return form(&visit, parcel.fields.text("pasted"), Some(said(&visit, &refusal)));
        }
        Err(error) => return Err(error),
    };
    let is_to_keep = parcel.fields.text("do") == "keep";
    let keys = keys(&visit);
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    let school = operations::own(desk).await?;
    let reading = roster::read(&document, school.id);
    let preview = table::preview(desk, &keys, reading).await?;
    let is_faulty = preview.refused > 0 || preview.faults.iter().any(Fault::stops);
    if !is_to_keep || is_faulty {
        change.leave().await?;
        return shown(&visit, &document, &preview);
    }
    table::import(desk, &keys, preview).await?;
    change.commit().await?;
    Ok(Redirect::to(LIST).into_response())
}

/// The table that came: a stranger's file is read in the child, a pasted block and one
/// that was looked at already are text.
async fn document(visit: &Visit, parcel: &Parcel) -> Result<Document, Error> {
    let back: Vec<&str> =
        parcel.fields.iter().filter(|(name, _)| name.starts_with(TABLE)).map(|(_, text)| text).collect();
    if !back.is_empty() {
        let mut blocks = Vec::new();
        for text in back {
            blocks.extend(pasted(text)?.blocks);
        }
        return Ok(Document { format: Format::Csv, blocks });
    }
    if let Some(file) = parcel.file("file") {
        let (program, bytes) = (visit.site().program.clone(), file.bytes.clone());
        let read = tokio::task::spawn_blocking(move || intake::read(&program, &bytes)).await;
        return read
            .map_err(Error::fault)?
            .map_err(|refusal| Error::refused("file-unreadable", refusal.to_string(), refusal.en()));
    }
    let text = parcel.fields.raw("pasted");
    if text.trim().is_empty() {
        return Err(Error::refused(
            "roster-empty",
            "没有内容；请选择文件，或把表格连同表头粘贴进来",
            "there is nothing to read; choose a file, or paste the table with its header",
        ));
    }
    pasted(text)
}

fn pasted(text: &str) -> Result<Document, Error> {
    roster::pasted(text).map_err(|error| {
        let en = "more than 8 MiB was pasted; import a file instead";
        Error::refused("paste-too-large", error.to_string(), en)
    })
}

fn said(visit: &Visit, refusal: &Refusal) -> String {
    refusal.said.in_language(visit.locale.language()).to_owned()
}

/// What a table would change, and what is wrong with it.
fn shown(visit: &Visit, document: &Document, preview: &table::Preview) -> Result<Response, Error> {
    let mut frame = visit.frame(LIST, visit.say("person-preview"));
    let is_wrong = preview.refused > 0 || preview.faults.iter().any(Fault::stops);
    if is_wrong {
        frame = alarmed(frame);
    }
    let (stops, others): (Vec<&Fault>, Vec<&Fault>) = preview.faults.iter().partition(|fault| fault.stops());
    let lines = stops.into_iter().chain(others).take(SHOWN).map(|fault| line(&frame, fault)).collect();
    let counted = preview.keepings().count();
    let answer = page(&PreviewPage {
        added: preview.count(Change::Added),
        changed: preview.count(Change::Changed),
        unchanged: preview.count(Change::Unchanged),
        refused: preview.refused,
        more_lines: preview.faults.len().saturating_sub(SHOWN),
        somebody: preview.keepings().take(SHOWN).map(|keeping| somebody(&frame, keeping)).collect(),
        more_somebody: counted.saturating_sub(SHOWN),
        tables: if is_wrong { Vec::new() } else { tables(document) },
        may_keep: !is_wrong && counted > preview.count(Change::Unchanged),
        lines,
        frame,
    })?;
    Ok(if is_wrong { refused(answer) } else { answer })
}

fn line(frame: &Frame, fault: &Fault) -> Line {
    let (tone, icon) = if fault.stops() { ("is-block", "i-block") } else { ("is-warn", "i-warn") };
    Line { tone, icon, place: fault.place.to_string(), says: frame.said(&fault.says).to_owned() }
}

fn somebody(frame: &Frame, keeping: &Keeping) -> Somebody {
    let (tone, icon, word) = match keeping.change {
        Change::Added => ("is-ok", "i-plus", "person-is-added"),
        Change::Changed => ("is-info", "i-edit", "person-is-changed"),
        Change::Unchanged => ("is-idle", "i-idle", "person-is-unchanged"),
    };
    let (name, department) = (keeping.person.name.zh.clone(), keeping.person.department.clone());
    Somebody { name, department, tone, icon, word: frame.say(word) }
}

/// The tables of a document, to come back with the form that keeps them.
fn tables(document: &Document) -> Vec<(String, String)> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(roster::copied(table)),
        Block::Paragraph(_) => None,
    });
    tables.enumerate().map(|(at, text)| (format!("{TABLE}{at}"), text)).collect()
}
