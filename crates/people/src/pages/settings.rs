//! The settings of a school: its particulars as papers name them.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Fields, Frame, Permit, Routes, Visit, page};

use super::{MANAGE_MEMBERS, SEE_SETTINGS, SET_SCHOOL};
use crate::model::School;
use crate::operations;

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/settings", SEE_SETTINGS, show).get("/settings/school", SET_SCHOOL, school).post(
        "/settings/school",
        SET_SCHOOL,
        keep,
    )
}

/// One door of the settings.
struct Part {
    path: &'static str,
    name: &'static str,
    what: &'static str,
    permit: Permit,
}

const PARTS: &[Part] = &[
    Part {
        path: "/settings/school",
        name: "settings-school",
        what: "settings-school-what",
        permit: SET_SCHOOL,
    },
    Part {
        path: "/settings/members",
        name: "settings-members",
        what: "settings-members-what",
        permit: MANAGE_MEMBERS,
    },
    Part {
        path: "/password",
        name: "password-change",
        what: "settings-password-what",
        permit: Permit::MEMBER,
    },
];

#[derive(Template)]
#[template(path = "pages/settings.html")]
struct SettingsPage {
    frame: Frame,
    parts: Vec<&'static Part>,
}

/// `GET /settings`
async fn show(visit: Visit) -> Result<Response, Error> {
    let parts = PARTS.iter().filter(|part| visit.may(part.permit)).collect();
    page(&SettingsPage { frame: visit.frame("/settings", visit.say("settings")), parts })
}

/// A text of the school, as its form asks for it.
struct Asked {
    name: &'static str,
    value: String,
    hint: bool,
}

#[derive(Template)]
#[template(path = "pages/settings_school.html")]
struct SchoolPage {
    frame: Frame,
    asked: Vec<Asked>,
    error: Option<String>,
}

/// `GET /settings/school`
async fn school(visit: Visit) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let school = operations::own(&mut look.desk()).await?;
    look.leave().await?;
    page(&SchoolPage { frame: frame(&visit), asked: asked(&school), error: None })
}

/// `POST /settings/school`
async fn keep(visit: Visit, fields: Fields) -> Result<Response, Error> {
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    let own = operations::own(desk).await?;
    let typed = typed(&own, &fields);
    match operations::describe(desk, typed.clone()).await {
        Ok(()) => {
            change.commit().await?;
            Ok(Redirect::to("/settings").into_response())
        }
        Err(Error::Refused(refusal)) => {
            let frame = frame(&visit);
            let error = Some(frame.said(&refusal.said).to_owned());
            let mut response = page(&SchoolPage { frame, asked: asked(&typed), error })?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

fn frame(visit: &Visit) -> Frame {
    visit.frame("/settings", visit.say("settings-school"))
}

fn asked(school: &School) -> Vec<Asked> {
    let text = |name, value: &str| Asked { name, value: value.to_owned(), hint: false };
    let hinted = |name, value: &str| Asked { name, value: value.to_owned(), hint: true };
    vec![
        hinted("name", &school.name),
        text("name-en", &school.name_en),
        hinted("province", &school.province),
        text("city", &school.city),
        hinted("authority", &school.authority),
        text("copied", &school.copied),
        hinted("register", &school.register),
        text("signer", &school.signer),
        text("office", &school.office),
        hinted("address-en", &school.address_en),
        hinted("strengths", &school.strengths.join("、")),
        hinted("programme", &school.programme),
    ]
}

fn typed(own: &School, fields: &Fields) -> School {
    let text = |name| fields.text(name).to_owned();
    let strengths = fields.text("strengths").split(['、', '，', ',', '\n']).map(str::trim);
    School {
        id: own.id,
        name: text("name"),
        name_en: text("name-en"),
        province: text("province"),
        city: text("city"),
        authority: text("authority"),
        copied: text("copied"),
        register: text("register"),
        signer: text("signer"),
        office: text("office"),
        address_en: text("address-en"),
        strengths: strengths.filter(|strength| !strength.is_empty()).map(str::to_owned).collect(),
        programme: text("programme"),
    }
}
