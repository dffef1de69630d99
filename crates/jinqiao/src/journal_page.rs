//! The journal as the auditor reads it: who did what when, newest first, and whether
//! the chain holds. The journal names people by id; their names are looked up, so that
//! an erased one is an id here too.
//!
//! A journal is one chain for everybody who works on an installation. Where several
//! schools share one, an auditor reads what was done by their own school's people and
//! to their own school's accounts and persons; the numbers of the lines between are
//! seen to exist, and no more. Where there is one school, its auditor reads everything.

mod csv;
mod reading;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use chassis::Error;
use chassis::journal::{self, Line};
use chassis::web::{Frame, Locale, Permit, Routes, Visit, page};
use jiff::civil::Date;
use serde::Deserialize;

use reading::{Readable, Sought};

/// Reading the journal.
const SEE: Permit = Permit("journal.see");

/// Lines of a page.
const PAGE: usize = 50;

/// The words of this page.
pub(crate) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../locale/journal/zh.ftl")),
    (Locale::En, include_str!("../locale/journal/en.ftl")),
    (Locale::Ar, include_str!("../locale/journal/ar.ftl")),
];

/// The doors of this page.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get("/journal", SEE, show).get("/journal.csv", SEE, csv::csv)
}

/// What stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
struct Filter {
    #[serde(default)]
    since: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    event: String,
    /// Only lines before this number: where the page before ended.
    #[serde(default)]
    before: String,
}

impl Filter {
    fn sought(&self) -> Sought {
        Sought {
            since: self.since.trim().parse::<Date>().ok(),
            subject: self.subject.trim().to_owned(),
            event: self.event.trim().to_owned(),
            before: self.before.parse().ok(),
        }
    }

    /// Whether a day was written that is none.
    fn is_dateless(&self) -> bool {
        let since = self.since.trim();
        !since.is_empty() && since.parse::<Date>().is_err()
    }

    /// The address of the same lines from a number down, or of their file.
    fn path(&self, start: &str, before: Option<i64>) -> String {
        let before = before.map(|seq| seq.to_string()).unwrap_or_default();
        let parts = [
            ("since", self.since.trim()),
            ("subject", self.subject.trim()),
            ("event", self.event.trim()),
            ("before", &before),
        ];
        let parts = parts.iter().filter(|(_, value)| !value.is_empty());
        let parts: Vec<String> =
            parts.map(|(name, value)| format!("{name}={}", chassis::web::encoded(value))).collect();
        if parts.is_empty() { start.to_owned() } else { format!("{start}?{}", parts.join("&")) }
    }
}

/// A line, as it is read.
struct Told {
    seq: i64,
    at: String,
    who: String,
    event: String,
    subject: String,
    detail: String,
}

impl Told {
    fn of(readable: &Readable, line: &Line) -> Self {
        Self {
            seq: line.seq,
            at: reading::in_china(&line.at),
            who: readable.name(&line.actor),
            event: line.event.clone(),
            subject: line.subject.clone(),
            detail: line.detail.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/journal.html")]
struct JournalPage {
    frame: Frame,
    lines: Vec<Told>,
    filter: Filter,
    wrong: Option<String>,
    next: Option<String>,
    csv: String,
    is_filtered: bool,
    holds: bool,
    /// Where the chain ends, or what is wrong with it.
    verdict: String,
}

/// `GET /journal`
async fn show(visit: Visit, Query(filter): Query<Filter>) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let readable = Readable::within_reach(desk).await?;
    // One more than the page holds tells whether there are more.
    let mut lines = readable.lines(desk, &filter.sought(), PAGE + 1).await?;
    let verdict = journal::verify(desk, None).await?;
    look.leave().await?;
    let is_more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let frame = visit.frame("/journal", visit.say("journal-title"));
    let (holds, verdict) = match verdict {
        Ok(head) => (true, frame.tell("journal-holds", &[("count", head.seq.to_string())])),
        Err(found) => (false, frame.said(&found.says()).to_owned()),
    };
    let last = lines.last().filter(|_| is_more);
    page(&JournalPage {
        next: last.map(|last| filter.path("/journal", Some(last.seq))),
        lines: lines.iter().map(|line| Told::of(&readable, line)).collect(),
        wrong: filter.is_dateless().then(|| frame.say("journal-no-day")),
        csv: filter.path("/journal.csv", None),
        is_filtered: !filter.path("", None).is_empty(),
        holds,
        verdict,
        filter,
        frame,
    })
}
