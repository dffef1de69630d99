//! A version read over: every value with its origin, what was not read as loud as
//! what was, what differs, and what becomes of one's own decisions.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::web::{Fields, Frame, Visit, page};
use chassis::{Desk, Error};

use super::line::{self, Line};
use super::{IMPORT, minute, places};
use crate::model::{Difference, Field, LocalEdit};
use crate::operations::{self, Edits, Publisher, Review};
use crate::wire::{Reading, Source};

#[derive(Template)]
#[template(path = "pages/review.html")]
struct ReviewPage {
    frame: Frame,
    version: i64,
    holds: i64,
    file: String,
    about: String,
    facts: Vec<Fact>,
    lines: Vec<Line>,
    gone: Vec<String>,
    items: Vec<ItemLine>,
    unread: Vec<UnreadLine>,
    notes: Vec<(String, String)>,
    kept: Vec<(String, String)>,
    differences: Vec<DifferenceLine>,
    own: Vec<Own>,
    open: Vec<(u32, String)>,
    may_hold: bool,
    is_published: bool,
    has_places: bool,
    errors: Vec<(String, String)>,
}

struct Fact {
    tone: &'static str,
    is_hot: bool,
    name: String,
    lead: String,
    sub: String,
}

/// A task or a goal, and where it stands.
struct ItemLine {
    name: String,
    text: String,
    place: String,
}

/// What was not understood.
struct UnreadLine {
    text: String,
    place: String,
    why: String,
}

struct DifferenceLine {
    about: String,
    before: String,
    after: String,
}

/// A value of one's own that the version would change: it stays, or gives way.
struct Own {
    field: String,
    about: String,
    ours: String,
    after: String,
    answer: String,
    is_missing: bool,
}

/// `GET /season/versions/{version}`
pub(super) async fn show(visit: Visit, Path(version): Path<String>) -> Result<Response, Error> {
    let version = number(&version)?;
    let mut look = visit.look().await?;
    let (review, publisher) = read(&mut look.desk(), version).await?;
    look.leave().await?;
    page(&review_page(&visit, &review, publisher, None))
}

/// `POST /season/versions/{version}/hold`
pub(super) async fn hold(
    visit: Visit,
    Path(version): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let version = number(&version)?;
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    let (review, publisher) = read(desk, version).await?;
    let Some(columns) = giving_way(&review, &fields) else {
        drop(change);
        let mut response = page(&review_page(&visit, &review, publisher, Some(&fields)))?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    };
    operations::apply(desk, review.year, version, Edits::Yield(&columns)).await?;
    change.commit().await?;
    Ok(Redirect::to("/season").into_response())
}

async fn read(desk: &mut Desk<'_>, version: i64) -> Result<(Review, Publisher), Error> {
    Ok((operations::review(desk, version).await?, operations::publisher(desk).await?))
}

/// Versions are numbered; anything else is none.
pub(super) fn number(version: &str) -> Result<i64, Error> {
    version.parse().map_err(|_| {
        Error::missing("version-unknown", "没有这一版附件", "there is no such version of the annex")
    })
}

/// The name of the field that asks about a value of one's own.
fn name(edit: &LocalEdit) -> String {
    format!("own-{}-{}", edit.number, edit.field.code())
}

fn edited(review: &Review) -> impl Iterator<Item = (&Difference, &LocalEdit)> {
    review.differences.iter().filter_map(|it| Some((it, it.edited.as_ref()?)))
}

/// The columns that give way; `None` while a question has no answer.
fn giving_way(review: &Review, fields: &Fields) -> Option<Vec<(u32, Field)>> {
    let mut columns = Vec::new();
    for (_, edit) in edited(review) {
        match fields.text(&name(edit)) {
            "keep" => {}
            "annex" => columns.push((edit.number, edit.field)),
            _ => return None,
        }
    }
    Some(columns)
}

fn review_page(visit: &Visit, review: &Review, publisher: Publisher, sent: Option<&Fields>) -> ReviewPage {
    let reading = &review.reading;
    let mut frame = visit.frame("/season", visit.say("import-review"));
    let own = own(&frame, review, sent);
    let errors: Vec<(String, String)> = own
        .iter()
        .filter(|own| own.is_missing)
        .map(|own| {
            (format!("{}-keep", own.field), frame.tell("import-own-missing", &[("about", own.about.clone())]))
        })
        .collect();
    if !errors.is_empty() {
        frame.title = format!("{}{}{}", frame.say("error-word"), frame.say("import-colon"), frame.title);
    }
    let is_published = publisher != Publisher::Here;
    let (version, holds) = (review.version.version, review.holds);
    let key = if version == holds { "import-about-holds" } else { "import-about" };
    let about = [
        ("version", version.to_string()),
        ("holds", holds.to_string()),
        ("by", review.version.imported_by.clone()),
        ("at", minute(&review.version.imported_at)),
    ];
    let lines = line::lines(&frame, review);
    let open = reading.stops.iter().filter(|stop| stop.choice == "open");
    ReviewPage {
        version,
        holds,
        file: review.version.file.clone(),
        about: frame.tell(key, &about),
        facts: facts(&frame, review),
        gone: line::gone(review),
        items: items(&frame, reading),
        unread: unread(&frame, reading),
        notes: notes(&frame, reading),
        kept: reading.kept.iter().map(|source| (source.text.clone(), places(&frame, source))).collect(),
        differences: review.differences.iter().map(|it| difference(&frame, it)).collect(),
        own,
        open: open.map(|stop| (stop.number, stop.site.clone())).collect(),
        may_hold: visit.may(IMPORT) && !is_published && version != holds,
        is_published: visit.may(IMPORT) && is_published,
        has_places: reading.stops.iter().any(|stop| !stop.source.site.places.is_empty()),
        errors,
        lines,
        frame,
    }
}

fn facts(frame: &Frame, review: &Review) -> Vec<Fact> {
    let reading = &review.reading;
    let cells = |stop: &crate::wire::Stop| {
        line::sources(stop).iter().filter(|source| !source.text.is_empty()).count()
    };
    let cells: usize = reading.stops.iter().map(cells).sum();
    let open = reading.stops.iter().filter(|stop| stop.choice == "open");
    let open: Vec<String> = open.map(|stop| stop.number.to_string()).collect();
    let (unread, differences) = (reading.unread.len(), review.differences.len());
    let count = |count: usize| frame.tell("import-count", &[("count", count.to_string())]);
    let fact = |tone, key: &str, lead, sub| Fact { tone, is_hot: false, name: frame.say(key), lead, sub };
    let read = [("stops", reading.stops.len().to_string()), ("cells", cells.to_string())];
    let items = [("tasks", reading.tasks.len().to_string()), ("goals", reading.goals.len().to_string())];
    let concluded = frame.tell("import-fact-concluded", &[("count", reading.notes.len().to_string())]);
    let open_sub = if open.is_empty() {
        String::new()
    } else {
        frame.tell("import-fact-open-stops", &[("stops", open.join(&frame.say("import-and")))])
    };
    let own = edited(review).count();
    let differ_sub =
        if own > 0 { frame.tell("import-fact-own", &[("count", own.to_string())]) } else { String::new() };
    let lost = frame.say(if unread > 0 { "import-fact-not-blank" } else { "import-fact-whole" });
    let mut facts = vec![
        fact(
            "",
            "import-fact-read",
            frame.tell("import-fact-cells", &read),
            frame.tell("import-fact-items", &items),
        ),
        Fact {
            is_hot: unread > 0,
            ..fact(if unread > 0 { "is-block" } else { "" }, "import-fact-unread", count(unread), lost)
        },
        fact(if open.is_empty() { "" } else { "is-info" }, "import-fact-open", count(open.len()), open_sub),
        fact("", "import-fact-notes", count(reading.notes.len()), concluded),
    ];
    if review.version.version != review.holds {
        let mut differ = fact(
            if differences > 0 { "is-warn" } else { "" },
            "import-fact-differ",
            count(differences),
            differ_sub,
        );
        differ.name = frame.tell("import-fact-differ", &[("holds", review.holds.to_string())]);
        facts.push(differ);
    }
    facts
}

fn items(frame: &Frame, reading: &Reading) -> Vec<ItemLine> {
    let line = |key: &str, item: &crate::wire::Item, source: Option<&Source>| ItemLine {
        name: frame.tell(key, &[("number", item.number.to_string())]),
        text: if item.title.is_empty() {
            item.text.clone()
        } else {
            format!("{}：{}", item.title, item.text)
        },
        place: source.map_or_else(String::new, |source| places(frame, source)),
    };
    let tasks = reading.tasks.iter().enumerate();
    let goals = reading.goals.iter().enumerate();
    let tasks = tasks.map(|(at, item)| line("import-task", item, reading.sources.tasks.get(at)));
    tasks.chain(goals.map(|(at, item)| line("import-goal", item, reading.sources.goals.get(at)))).collect()
}

fn unread(frame: &Frame, reading: &Reading) -> Vec<UnreadLine> {
    let line = |it: &crate::wire::Unread| UnreadLine {
        text: it.text.clone(),
        place: places(frame, &Source { text: String::new(), places: it.places.clone() }),
        why: in_two(frame, &it.why, &it.why_en).to_owned(),
    };
    reading.unread.iter().map(line).collect()
}

fn notes(frame: &Frame, reading: &Reading) -> Vec<(String, String)> {
    let line = |it: &crate::wire::Note| {
        (in_two(frame, &it.text, &it.text_en).to_owned(), it.place.clone().unwrap_or_default())
    };
    reading.notes.iter().map(line).collect()
}

pub(super) fn in_two<'a>(frame: &Frame, zh: &'a str, en: &'a str) -> &'a str {
    match frame.language() {
        kernel::Language::Zh => zh,
        kernel::Language::En => en,
    }
}

fn difference(frame: &Frame, it: &Difference) -> DifferenceLine {
    let about = frame.said(&it.about.said()).to_owned();
    DifferenceLine { about, before: it.before.clone(), after: it.after.clone() }
}

/// What is asked about one's own values; `sent` is what was answered, if a form
/// came.
fn own(frame: &Frame, review: &Review, sent: Option<&Fields>) -> Vec<Own> {
    let own = |(difference, edit): (&Difference, &LocalEdit)| {
        let field = name(edit);
        let answer = sent.map_or_else(String::new, |sent| sent.text(&field).to_owned());
        let is_missing = sent.is_some() && !matches!(answer.as_str(), "keep" | "annex");
        let about = frame.said(&difference.about.said()).to_owned();
        Own { about, ours: edit.value.clone(), after: difference.after.clone(), answer, is_missing, field }
    };
    edited(review).map(own).collect()
}
