//! Everybody of one's school, a page at a time; or those that a few letters mean.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use chassis::Error;
use chassis::web::{Frame, Routes, Visit, encoded, page};
use serde::Deserialize;

use super::{Chip, LIST, keys};
use crate::model::{IdentityNumber, Person, PersonId, TravelDocument};
use crate::operations::{self, person};
use crate::pages::{EDIT_PERSONS, REVEAL_PERSONS, SEE_PERSONS};

/// Persons of a page.
const PAGE: usize = 50;

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(LIST, SEE_PERSONS, show)
}

/// What stands in the address: whom to look for, where the page begins.
#[derive(Debug, Default, Deserialize)]
struct Filter {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

/// A document, as a line shows it.
struct Paper {
    told: String,
    number: String,
    expires: String,
    chip: Chip,
}

/// A person, as a line shows them.
struct Line {
    path: String,
    name: String,
    spelled: String,
    department: String,
    post: String,
    identity: String,
    papers: Vec<Paper>,
}

impl Line {
    fn of(frame: &Frame, person: &Person) -> Self {
        let paper = |document: &TravelDocument| Paper {
            told: frame.say(format!("person-kind-{}", document.kind.code())),
            number: document.number.masked(),
            expires: document.expires.map_or_else(|| frame.say("person-unknown"), |day| day.to_string()),
            chip: Chip::of_validity(frame, document.validity(frame.today)),
        };
        Self {
            path: format!("{LIST}/{}", person.id),
            name: person.name.zh.clone(),
            spelled: person.passport_name().map(|name| name.to_string()).unwrap_or_default(),
            department: person.department.clone(),
            post: person.post.clone(),
            identity: person.identity.as_ref().map(IdentityNumber::masked).unwrap_or_default(),
            papers: person.documents.iter().map(paper).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/person/list.html")]
struct PeoplePage {
    frame: Frame,
    q: String,
    lines: Vec<Line>,
    next: Option<String>,
    /// Whether a search found more than a page holds.
    is_cut: bool,
    /// What is said when there is nobody.
    none: String,
    may_edit: bool,
    may_reveal: bool,
}

/// `GET /people`
async fn show(visit: Visit, Query(filter): Query<Filter>) -> Result<Response, Error> {
    let keys = keys(&visit);
    let q = filter.q.trim().to_owned();
    let after: Option<PersonId> = filter.after.parse().ok();
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let school = operations::own(desk).await?;
    // One more than the page holds tells whether there are more.
    let mut found = if q.is_empty() {
        person::list(desk, &keys, school.id, after, PAGE + 1).await?
    } else {
        person::find(desk, &keys, school.id, &q, PAGE + 1).await?
    };
    look.leave().await?;
    let is_more = found.len() > PAGE;
    found.truncate(PAGE);
    let last = found.last().filter(|_| is_more && q.is_empty());
    let next = last.map(|last| format!("{LIST}?after={}", encoded(&last.id.to_string())));
    let frame = visit.frame(LIST, visit.say("person-list"));
    let none = match (q.is_empty(), after) {
        (false, _) => "person-none-found",
        (true, Some(_)) => "person-none-later",
        (true, None) => "person-none",
    };
    page(&PeoplePage {
        lines: found.iter().map(|person| Line::of(&frame, person)).collect(),
        is_cut: is_more && !q.is_empty(),
        none: frame.say(none),
        may_edit: visit.may(EDIT_PERSONS),
        may_reveal: visit.may(REVEAL_PERSONS),
        next,
        q,
        frame,
    })
}
