//! The persons of a school on the desk.
//!
//! Who sees whom: the coordinator keeps persons and may show their numbers. The head
//! decides who travels and the administrator answers for the accounts and for what is
//! erased, so both see persons with their numbers masked and change nothing. Teachers
//! and finance meet travellers in their delegations, which say all that a trip or a
//! claim needs; everybody else's passport is none of their business (个人信息保护法
//! art 6). The organiser belongs to no school and has none of this.

mod amend;
mod export;
mod fill;
mod form;
mod import;
mod list;
mod privacy;
mod show;
mod typed;

use axum::response::Response;
use chassis::web::{Frame, Routes, Visit};
use chassis::{Desk, Error};

use crate::KeyFile;
use crate::model::{Person, PersonId, Validity};
use crate::operations::person;

/// The words of these pages, in one language after the other.
pub(super) const ZH: &str = include_str!("../../../locale/person/zh.ftl");
pub(super) const EN: &str = include_str!("../../../locale/person/en.ftl");
pub(super) const AR: &str = include_str!("../../../locale/person/ar.ftl");

/// Where the list stands.
const LIST: &str = "/people";

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    let opened: &[fn(Routes) -> Routes] = &[
        list::routes,
        import::routes,
        export::routes,
        amend::routes,
        show::routes,
        privacy::routes,
        fill::routes,
    ];
    opened.iter().fold(routes, |routes, open| open(routes))
}

/// A word of state: icon, word and tint.
struct Chip {
    tone: &'static str,
    icon: &'static str,
    word: String,
}

impl Chip {
    fn of_validity(frame: &Frame, validity: Validity) -> Self {
        let (tone, icon) = match validity {
            Validity::Valid => ("is-ok", "i-ok"),
            Validity::Ending => ("is-warn", "i-clock"),
            Validity::Ended => ("is-block", "i-block"),
            Validity::Undated => ("is-idle", "i-ask"),
        };
        Self { tone, icon, word: frame.say(format!("person-validity-{}", validity.code())) }
    }
}

/// The key file of this installation.
fn keys(visit: &Visit) -> KeyFile {
    KeyFile::beside(visit.files())
}

/// The id in an address; whatever is no id is nobody's.
fn id(text: &str) -> Result<PersonId, Error> {
    text.parse().map_err(|_| unknown())
}

/// A person of one's own school, in words for this page when there is none.
async fn known(desk: &mut Desk<'_>, keys: &KeyFile, text: &str) -> Result<Person, Error> {
    match person::load(desk, keys, id(text)?).await {
        Err(Error::Missing(missing)) if missing.code == "person-unknown" => Err(unknown()),
        other => other,
    }
}

fn unknown() -> Error {
    Error::missing(
        "person-unknown",
        "没有这个人员，或者您看不到；请从“人员”列表重新进入",
        "there is no such person, or nobody you may see; start again from the list of people",
    )
}

/// A frame whose title says that something is wrong.
fn alarmed(mut frame: Frame) -> Frame {
    frame.title = format!("{}：{}", frame.say("error-word"), frame.title);
    frame
}

/// An answer to a form that was not taken.
fn refused(mut response: Response) -> Response {
    *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    response
}
