//! One's own particulars, told without an account: a link, the address it was sent to,
//! the notice, the form. Nothing is shown before the address fits, and numbers are
//! shown masked.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chassis::Error;
use chassis::web::{Fields, Frame, Permit, Routes, Visit, page};
use kernel::Said;

use super::amend::{changed_meanwhile, told};
use super::form::{Form, Wrong};
use super::typed::{Asker, Typed, Wrongs, mark};
use super::{alarmed, keys, refused};
use crate::model::{Person, Scope};
use crate::operations::fill::{self, Admission, Told};

/// The version of the notice whose words are `person-fill-notice-…`; it changes when
/// they do.
const NOTICE: &str = "2026-04";

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/fill/{secret}", Permit::ANYONE, show).post("/fill/{secret}", Permit::ANYONE, take)
}

/// How far somebody has come.
enum Step {
    /// They are asked for the address.
    Address(Option<String>),
    /// They tell about themselves.
    Form(Box<Filling>),
    /// It is kept.
    Done,
}

/// The form, with what was typed around it.
struct Filling {
    form: Form,
    name: String,
    address: String,
    agrees: bool,
    agrees_sensitive: bool,
    error: Option<String>,
    is_filled: bool,
}

#[derive(Template)]
#[template(path = "pages/person/fill.html")]
struct FillPage {
    frame: Frame,
    school: String,
    office: String,
    notice: &'static str,
    typed: String,
    step: Step,
}

/// `GET /fill/{secret}`
async fn show(visit: Visit, Path(secret): Path<String>) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let school = fill::asked_by(&mut look.desk(), &secret).await?;
    look.leave().await?;
    answer(&visit, &school, String::new(), Step::Address(None))
}

fn answer(
    visit: &Visit,
    school: &crate::model::School,
    typed: String,
    step: Step,
) -> Result<Response, Error> {
    let mut frame = visit.frame("", visit.say("person-fill"));
    let is_wrong = match &step {
        Step::Address(error) => error.is_some(),
        Step::Form(filling) => filling.error.is_some() || !filling.form.wrongs.is_empty(),
        Step::Done => false,
    };
    if is_wrong {
        frame = alarmed(frame);
    }
    let (school, office) = match visit.locale.language() {
        kernel::Language::Zh => (school.name.clone(), school.office.clone()),
        kernel::Language::En => (school.name_en.clone(), school.name_en.clone()),
    };
    let answer = page(&FillPage { frame, school, office, notice: NOTICE, typed, step })?;
    Ok(if is_wrong { refused(answer) } else { answer })
}

/// `POST /fill/{secret}`: the address first, then the form.
async fn take(visit: Visit, Path(secret): Path<String>, fields: Fields) -> Result<Response, Error> {
    let address = fields.text("address").to_owned();
    let mut change = visit.change().await?;
    let admitted = fill::admit(&mut change.desk(), &keys(&visit), &secret, &address).await;
    let admission = match admitted {
        Ok(Some(admission)) => {
            change.leave().await?;
            admission
        }
        Ok(None) => {
            change.commit().await?;
            return turned_away(&visit, &secret, address, visit.say("person-fill-not-yours")).await;
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let said = refusal.said.in_language(visit.locale.language()).to_owned();
            return turned_away(&visit, &secret, address, said).await;
        }
        Err(error) => return Err(error),
    };
    filled(&visit, &secret, admission, &fields).await
}

async fn turned_away(visit: &Visit, secret: &str, typed: String, error: String) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let school = fill::asked_by(&mut look.desk(), secret).await?;
    look.leave().await?;
    answer(visit, &school, typed, Step::Address(Some(error)))
}

/// What whoever was let in sent.
async fn filled(
    visit: &Visit,
    secret: &str,
    Admission { person: known, school }: Admission,
    fields: &Fields,
) -> Result<Response, Error> {
    let sent = fields.text("do");
    let mut wrongs = Wrongs::default();
    let mut typed = if sent.is_empty() { Typed::about(&known) } else { Typed::of(fields) };
    typed.put("address", fields.text("address").to_owned());
    if sent.is_empty() {
        return form(visit, &known, &school, (&typed, &wrongs), (None, false));
    }
    typed.spread_zone(&known.documents, visit.clock.today, &mut wrongs);
    if sent == "zone" {
        let is_filled = wrongs.is_empty();
        return form(visit, &known, &school, (&typed, &wrongs), (None, is_filled));
    }
    let person = typed.person(&known, Asker::Themselves, &mut wrongs);
    let scope = agreed(&typed, &known, &person, &mut wrongs);
    let mut error = (typed.text("mark") != mark(&known)).then(changed_meanwhile);
    if error.is_none() && wrongs.is_empty() {
        let address = fields.text("address");
        let mut change = visit.change().await?;
        let told_now = Told { secret, address, person, scope, notice: NOTICE };
        match fill::keep(&mut change.desk(), &keys(visit), told_now).await {
            Ok(()) => {
                change.commit().await?;
                return answer(visit, &school, String::new(), Step::Done);
            }
            Err(Error::Refused(refusal)) => {
                change.leave().await?;
                error = told(refusal, &mut wrongs);
            }
            Err(error) => return Err(error),
        }
    }
    form(visit, &known, &school, (&typed, &wrongs), (error, false))
}

/// What was agreed to. Without the notice nothing is kept; numbers of cards and
/// passports need a tick of their own (个人信息保护法 art 29).
fn agreed(typed: &Typed, known: &Person, person: &Person, wrongs: &mut Wrongs) -> Scope {
    if typed.text("agree").is_empty() {
        wrongs.file(
            "agree",
            Said::new(
                "请先阅读告知书并勾选同意；不同意就不要填写，请联系发给您链接的老师",
                "read the notice and tick that you agree; if you do not, fill nothing in and tell whoever sent the link",
            ),
        );
    }
    if !typed.text("agree-sensitive").is_empty() {
        return Scope::Sensitive;
    }
    if person.identity != known.identity || person.documents != known.documents {
        wrongs.file(
            "agree-sensitive",
            Said::new(
                "填了身份证或证件号码，须单独勾选同意；不同意请把号码留空",
                "identity or passport numbers need a tick of their own; leave them empty if you do not agree",
            ),
        );
    }
    Scope::General
}

fn form(
    visit: &Visit,
    known: &Person,
    school: &crate::model::School,
    (typed, wrongs): (&Typed, &Wrongs),
    (error, is_filled): (Option<Said>, bool),
) -> Result<Response, Error> {
    let frame = visit.frame("", "");
    let filling = Filling {
        form: Form::of(&frame, known, typed, wrongs, Asker::Themselves),
        name: known.name.zh.clone(),
        address: typed.text("address").to_owned(),
        agrees: !typed.text("agree").is_empty(),
        agrees_sensitive: !typed.text("agree-sensitive").is_empty(),
        error: error.map(|said| frame.said(&said).to_owned()),
        is_filled,
    };
    answer(visit, school, String::new(), Step::Form(Box::new(filling)))
}

impl Filling {
    /// What is wrong with a field of this page, if anything is.
    fn wrong(&self, field: &str) -> Option<&Wrong> {
        self.form.wrongs.iter().find(|wrong| wrong.field == field)
    }
}
