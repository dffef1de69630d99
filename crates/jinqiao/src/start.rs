//! The first page: who may begin, and what they begin with.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::web::{Complaint, Fields, Frame, Locale, Permit, Role, Routes, Visit, page};
use chassis::{Actor, Error, Reach, Who};
use people::model::{Policy, School};
use people::operations::account::{self, Newcomer};

use crate::specimen;

/// The words of this page.
pub(crate) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../locale/zh.ftl")),
    (Locale::En, include_str!("../locale/en.ftl")),
    (Locale::Ar, include_str!("../locale/ar.ftl")),
];

/// The doors of this page.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get("/", Permit::ANYONE, home).get("/start", Permit::ANYONE, show).post(
        "/start",
        Permit::ANYONE,
        begin,
    )
}

#[derive(Template)]
#[template(path = "pages/start.html")]
struct StartPage {
    frame: Frame,
    error: Option<String>,
    typed: Fields,
    /// What is asked of a password.
    hint: String,
}

/// `GET /`: where the day begins.
async fn home(visit: Visit) -> Result<Redirect, Error> {
    if visit.caller.member().is_some() {
        return Ok(Redirect::to("/today"));
    }
    Ok(Redirect::to(if is_unfounded(&visit).await? { "/start" } else { "/sign-in" }))
}

/// `GET /start`: there only while nobody has an account.
async fn show(visit: Visit, Extension(policy): Extension<Arc<Policy>>) -> Result<Response, Error> {
    if !is_unfounded(&visit).await? {
        return Ok(Complaint::nowhere().into_response());
    }
    let hint = people::pages::password_hint(&visit, &policy);
    page(&StartPage { frame: frame(&visit), error: None, typed: Fields::default(), hint })
}

/// `POST /start`
async fn begin(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    fields: Fields,
) -> Result<Response, Error> {
    if !is_unfounded(&visit).await? {
        return Ok(Complaint::nowhere().into_response());
    }
    match begun(&visit, &policy, &fields).await {
        Ok(secret) => {
            let cookie = people::pages::session_cookie(visit.site(), &secret);
            Ok(([(SET_COOKIE, cookie)], Redirect::to("/today")).into_response())
        }
        Err(Error::Refused(refusal)) => {
            let frame = frame(&visit);
            let error = Some(frame.said(&refusal.said).to_owned());
            let hint = people::pages::password_hint(&visit, &policy);
            let mut response = page(&StartPage { frame, error, typed: fields, hint })?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

/// Founds the school or opens the specimen, and signs its first person in.
async fn begun(visit: &Visit, policy: &Arc<Policy>, fields: &Fields) -> Result<String, Error> {
    let opens_specimen = fields.text("begin") == "specimen";
    let login = if opens_specimen { "office" } else { fields.text("login") }.to_owned();
    let password = fields.raw(if opens_specimen { "specimen-password" } else { "password" }).to_owned();
    let (held, name) = (Arc::clone(policy), login.clone());
    let hashed = tokio::task::spawn_blocking(move || account::hash(&held, &password, &name)).await;
    let hash = hashed.map_err(Error::fault)??;
    let founder = Who { actor: Actor::local("本机操作员"), reach: Reach::All };
    let mut change = visit.change_as(founder).await?;
    let desk = &mut change.desk();
    if !account::is_unfounded(desk).await? {
        return Err(Error::refused(
            "founded",
            "这里已经有账号了，请登录",
            "there is an account already; sign in",
        ));
    }
    if opens_specimen {
        specimen::open(desk, &hash).await?;
    } else {
        let school = school(desk, fields)?;
        let school = people::operations::keep(desk, school).await?;
        let roles = &[Role::Coordinator, Role::Administrator];
        let newcomer = Newcomer {
            name: fields.text("name"),
            login: &login,
            password: &hash,
            school: Some(school.id),
            roles,
        };
        account::welcome(desk, &newcomer).await?;
    }
    let opened = account::enter_as(desk, policy, &login).await?;
    change.commit().await?;
    Ok(opened.secret)
}

/// The school as the first page asks for it; the rest is added in the settings.
fn school(desk: &mut chassis::Desk<'_>, fields: &Fields) -> Result<School, Error> {
    let asked = ["school", "school-en", "province", "city", "register"];
    if asked.iter().any(|name| fields.text(name).is_empty()) {
        return Err(Error::refused(
            "school-incomplete",
            "学校的中文名、英文名、省份、城市和发文字号简称都要填写",
            "the school's Chinese and English name, province, city and document letters are all needed",
        ));
    }
    let text = |name| fields.text(name).to_owned();
    let province = text("province");
    Ok(School {
        id: desk.draw_id(),
        name: text("school"),
        name_en: text("school-en"),
        authority: format!("{province}教育厅"),
        province,
        city: text("city"),
        copied: String::new(),
        register: text("register"),
        signer: text("name"),
        office: format!("{}办公室", text("school")),
        address_en: String::new(),
        strengths: Vec::new(),
        programme: String::new(),
    })
}

async fn is_unfounded(visit: &Visit) -> Result<bool, Error> {
    let mut look = visit.look().await?;
    let is = account::is_unfounded(&mut look.desk()).await?;
    look.leave().await?;
    Ok(is)
}

fn frame(visit: &Visit) -> Frame {
    visit.frame("", visit.say("start-title"))
}
