//! The colleges of a season, for its organiser: who goes where, how many, how far. No
//! traveller is named: the organiser needs the figures of a stop, and the people are
//! the colleges' own.

mod export;
mod one;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::response::Response;
use chassis::web::{Frame, Locale, Routes, Visit, page};
use chassis::{Desk, Error};
use season::model::Stop;
use serde::Deserialize;

use super::ORGANISE;
use super::tone::Chip;
use crate::books::Books;
use crate::model::life::Phase;
use crate::operations::colleges::{self, Share};
use crate::operations::listing;

/// The words of these pages.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../../locale/colleges/zh.ftl")),
    (Locale::En, include_str!("../../../locale/colleges/en.ftl")),
    (Locale::Ar, include_str!("../../../locale/colleges/ar.ftl")),
];

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/colleges", ORGANISE, show)
        .get("/colleges.xlsx", ORGANISE, export::xlsx)
        .get("/colleges.csv", ORGANISE, export::csv)
        .get("/colleges/{school}", ORGANISE, one::show)
}

/// What stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
struct Filter {
    #[serde(default)]
    stop: String,
    #[serde(default)]
    phase: String,
}

impl Filter {
    fn phase(&self) -> Option<Phase> {
        Phase::ALL.iter().copied().find(|phase| phase.code() == self.phase)
    }

    /// The address of a file with the same lines.
    fn path(&self, start: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("stop", &self.stop), ("phase", &self.phase)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { start.to_owned() } else { format!("{start}?{query}") }
    }
}

/// What was found, before it is said.
struct Found {
    shares: Vec<Share>,
    stops: Vec<Stop>,
}

impl Found {
    /// `第 3 站 巴西`.
    fn stop_name(&self, frame: &Frame, share: &Share) -> String {
        let stop = self.stops.iter().find(|stop| stop.id == share.stop);
        stop.map_or_else(|| frame.say("list-stop-gone"), |stop| stop_name(frame, stop))
    }
}

fn stop_name(frame: &Frame, stop: &Stop) -> String {
    let figures = [("number", stop.number.to_string()), ("region", stop.site.region.clone())];
    frame.tell("list-stop-name", &figures)
}

/// Fills the columns that the figures come from, where they are behind.
async fn note(visit: &Visit, books: &Books) -> Result<(), Error> {
    let mut look = visit.look().await?;
    let is_noted = listing::is_noted(&mut look.desk()).await?;
    look.leave().await?;
    if !is_noted {
        let mut change = visit.change().await?;
        listing::note(&mut change.desk(), books).await?;
        change.commit().await?;
    }
    Ok(())
}

async fn find(visit: &Visit, books: &Books, filter: &Filter) -> Result<Found, Error> {
    note(visit, books).await?;
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let stops = stops(desk).await?;
    let mut shares = colleges::shares(desk, filter.stop.parse().ok(), filter.phase()).await?;
    // A college's stops in the order of the season.
    let place = |share: &Share| stops.iter().position(|stop| stop.id == share.stop);
    shares.sort_by_key(|share| (share.school_name.clone(), share.school, place(share)));
    look.leave().await?;
    Ok(Found { shares, stops })
}

/// The stops of the season, if there is one yet.
async fn stops(desk: &mut Desk<'_>) -> Result<Vec<Stop>, Error> {
    match season::operations::current(desk).await {
        Ok(season) => Ok(season.stops),
        Err(Error::Missing(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// A college at a stop, as it is read.
struct Line {
    path: String,
    school: String,
    stop: String,
    parties: i64,
    staff: i64,
    students: i64,
    phases: Vec<(Chip, i64)>,
}

/// One of a list of choices.
struct Choice {
    value: String,
    name: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/colleges/page.html")]
struct CollegesPage {
    frame: Frame,
    lines: Vec<Line>,
    stops: Vec<Choice>,
    phases: Vec<Choice>,
    colleges: usize,
    parties: i64,
    staff: i64,
    students: i64,
    is_filtered: bool,
    xlsx: String,
    csv: String,
}

/// `GET /colleges`
async fn show(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let found = find(&visit, &books, &filter).await?;
    let frame = visit.frame("/colleges", visit.say("colleges-title"));
    let stop = |stop: &Stop| {
        let value = stop.id.to_string();
        Choice { is_chosen: value == filter.stop, name: stop_name(&frame, stop), value }
    };
    let phase = |phase: &Phase| {
        let name = frame.say(format!("list-phase-{}", phase.code()));
        Choice { value: phase.code().to_owned(), name, is_chosen: phase.code() == filter.phase }
    };
    let schools: std::collections::BTreeSet<_> = found.shares.iter().map(|share| share.school).collect();
    page(&CollegesPage {
        lines: found.shares.iter().map(|share| line(&frame, &found, share)).collect(),
        stops: found.stops.iter().map(stop).collect(),
        phases: Phase::ALL.iter().map(phase).collect(),
        colleges: schools.len(),
        parties: found.shares.iter().map(|share| share.parties).sum(),
        staff: found.shares.iter().map(|share| share.staff).sum(),
        students: found.shares.iter().map(|share| share.students).sum(),
        is_filtered: !filter.path("").is_empty(),
        xlsx: filter.path("/colleges.xlsx"),
        csv: filter.path("/colleges.csv"),
        frame,
    })
}

fn line(frame: &Frame, found: &Found, share: &Share) -> Line {
    let phases = share.phases.iter().map(|(phase, count)| (Chip::of_phase(frame, *phase), *count));
    Line {
        path: format!("/colleges/{}", share.school),
        school: share.school_name.clone(),
        stop: found.stop_name(frame, share),
        parties: share.parties,
        staff: share.staff,
        students: share.students,
        phases: phases.collect(),
    }
}
