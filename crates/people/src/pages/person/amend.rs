//! Somebody new, and somebody told anew: one form, every remark at its field.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::web::{Fields, Frame, Routes, Visit, page};
use chassis::{Error, Refusal};
use kernel::{Id, Said};

use super::form::Form;
use super::typed::{Asker, Typed, Wrongs, mark};
use super::{LIST, alarmed, keys, known, refused};
use crate::model::{Particular, Person};
use crate::operations::person::Change;
use crate::operations::{self, person};
use crate::pages::EDIT_PERSONS;

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/people/new", EDIT_PERSONS, begin)
        .post("/people/new", EDIT_PERSONS, add)
        .get("/people/{id}/edit", EDIT_PERSONS, edit)
        .post("/people/{id}", EDIT_PERSONS, amend)
}

#[derive(Template)]
#[template(path = "pages/person/amend.html")]
struct AmendPage {
    frame: Frame,
    /// Where the form goes.
    path: String,
    /// Where one goes without keeping anything.
    back: String,
    back_name: String,
    form: Form,
    /// What is wrong and at no field.
    error: Option<String>,
    /// Whether a zone was read into the fields.
    is_filled: bool,
}

/// Whether a form is about somebody new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Somebody,
    Known,
}

/// A form, as it is shown.
struct Shown<'a> {
    person: &'a Person,
    typed: &'a Typed,
    wrongs: &'a Wrongs,
    error: Option<Said>,
    about: About,
    is_filled: bool,
}

impl<'a> Shown<'a> {
    fn of(person: &'a Person, typed: &'a Typed, wrongs: &'a Wrongs, about: About) -> Self {
        Self { person, typed, wrongs, error: None, about, is_filled: false }
    }

    fn answer(self, visit: &Visit) -> Result<Response, Error> {
        let Self { person, typed, wrongs, error, about, is_filled } = self;
        let is_new = about == About::Somebody;
        let is_wrong = error.is_some() || !wrongs.is_empty();
        let title = if is_new { "person-new" } else { "person-edit" };
        let mut frame = visit.frame(LIST, visit.say(title));
        let form = Form::of(&frame, person, typed, wrongs, Asker::Office);
        let own = format!("{LIST}/{}", person.id);
        let (path, back, back_name) = if is_new {
            (format!("{LIST}/new"), LIST.to_owned(), frame.say("person-list"))
        } else {
            (own.clone(), own, person.name.zh.clone())
        };
        let error = error.map(|said| frame.said(&said).to_owned());
        if is_wrong {
            frame = alarmed(frame);
        }
        let answer = page(&AmendPage { frame, path, back, back_name, form, error, is_filled })?;
        Ok(if is_wrong { refused(answer) } else { answer })
    }
}

/// `GET /people/new`
async fn begin(visit: Visit) -> Result<Response, Error> {
    let nobody = nobody(&visit).await?;
    Shown::of(&nobody, &Typed::default(), &Wrongs::default(), About::Somebody).answer(&visit)
}

/// Somebody of one's school of whom nothing is known.
async fn nobody(visit: &Visit) -> Result<Person, Error> {
    let mut look = visit.look().await?;
    let school = operations::own(&mut look.desk()).await?;
    look.leave().await?;
    Ok(Person::named(Id::passing(0), school.id, ""))
}

/// `GET /people/{id}/edit`
async fn edit(visit: Visit, Path(id): Path<String>) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let person = known(&mut look.desk(), &keys(&visit), &id).await?;
    look.leave().await?;
    Shown::of(&person, &Typed::about(&person), &Wrongs::default(), About::Known).answer(&visit)
}

/// `POST /people/new`: somebody known already takes what is new.
async fn add(visit: Visit, fields: Fields) -> Result<Response, Error> {
    let nobody = nobody(&visit).await?;
    let mut typed = Typed::of(&fields);
    let mut wrongs = Wrongs::default();
    typed.spread_zone(&[], visit.clock.today, &mut wrongs);
    if typed.text("do") == "zone" {
        let is_filled = wrongs.is_empty();
        return Shown { is_filled, ..Shown::of(&nobody, &typed, &wrongs, About::Somebody) }.answer(&visit);
    }
    let mut person = typed.person(&nobody, Asker::Office, &mut wrongs);
    if person.name.zh.is_empty() {
        let missing = Said::new("没有填写；请补填", "is empty; write it");
        wrongs.file(Particular::Name.code(), missing);
    }
    if !wrongs.is_empty() {
        return Shown::of(&nobody, &typed, &wrongs, About::Somebody).answer(&visit);
    }
    let mut change = visit.change().await?;
    person.id = change.desk().draw_id();
    match person::keep(&mut change.desk(), &keys(&visit), person).await {
        Ok(keeping) => {
            change.commit().await?;
            let done = match keeping.change {
                Change::Added => "added",
                Change::Changed | Change::Unchanged => "known",
            };
            Ok(Redirect::to(&format!("{LIST}/{}?done={done}", keeping.person.id)).into_response())
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let error = told(refusal, &mut wrongs);
            Shown { error, ..Shown::of(&nobody, &typed, &wrongs, About::Somebody) }.answer(&visit)
        }
        Err(error) => Err(error),
    }
}

/// `POST /people/{id}`: exactly as told; a number that is left empty stays.
async fn amend(visit: Visit, Path(id): Path<String>, fields: Fields) -> Result<Response, Error> {
    let keys = keys(&visit);
    let mut change = visit.change().await?;
    let before = known(&mut change.desk(), &keys, &id).await?;
    let mut typed = Typed::of(&fields);
    let mut wrongs = Wrongs::default();
    if typed.text("mark") != mark(&before) {
        change.leave().await?;
        let error = Some(changed_meanwhile());
        return Shown { error, ..Shown::of(&before, &typed, &wrongs, About::Known) }.answer(&visit);
    }
    typed.spread_zone(&before.documents, visit.clock.today, &mut wrongs);
    let person = typed.person(&before, Asker::Office, &mut wrongs);
    let is_read_only = typed.text("do") == "zone";
    if is_read_only || !wrongs.is_empty() {
        change.leave().await?;
        let is_filled = is_read_only && wrongs.is_empty();
        return Shown { is_filled, ..Shown::of(&before, &typed, &wrongs, About::Known) }.answer(&visit);
    }
    match person::amend(&mut change.desk(), &keys, person).await {
        Ok(keeping) => {
            change.commit().await?;
            let done = if keeping.change == Change::Unchanged { "unchanged" } else { "changed" };
            Ok(Redirect::to(&format!("{LIST}/{id}?done={done}")).into_response())
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let error = told(refusal, &mut wrongs);
            Shown { error, ..Shown::of(&before, &typed, &wrongs, About::Known) }.answer(&visit)
        }
        Err(error) => Err(error),
    }
}

/// A refusal spread over the fields it names; what names none is said above them.
pub(super) fn told(refusal: Refusal, wrongs: &mut Wrongs) -> Option<Said> {
    if refusal.faults.is_empty() {
        return Some(refusal.said);
    }
    refusal.faults.into_iter().for_each(|fault| wrongs.file(&fault.place, fault.said));
    None
}

/// Somebody else was faster.
pub(super) fn changed_meanwhile() -> Said {
    Said::new(
        "您打开这一页之后，别人改过此人的信息；您填的还在下面，请核对后再保存一次",
        "somebody changed this person after you opened the page; what you typed stands below, check it and keep it again",
    )
}
