//! Who belongs to the school: inviting, confirming, suspending; and coming in by an
//! invitation.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Complaint, Fields, Frame, Permit, Role, Routes, Visit, page};

use super::{MANAGE_MEMBERS, password_hint, proof};
use crate::model::{MemberStanding, MembershipId, Opens, Policy};
use crate::operations::membership::{self, Listed};
use crate::operations::{account, link};

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/settings/members", MANAGE_MEMBERS, show)
        .post("/settings/members", MANAGE_MEMBERS, invite)
        .post("/settings/members/{membership}/standing", MANAGE_MEMBERS, stand)
        .get("/join/{secret}", Permit::ANYONE, ask)
        .post("/join/{secret}", Permit::ANYONE, join)
}

/// Roles that a school gives; the organiser's are not its to give.
const GIVEN: &[Role] =
    &[Role::Coordinator, Role::Teacher, Role::Head, Role::Finance, Role::Administrator, Role::Auditor];

#[derive(Template)]
#[template(path = "pages/members.html")]
struct MembersPage {
    frame: Frame,
    members: Vec<Listed>,
    own: MembershipId,
    typed: Fields,
    error: Option<String>,
    /// The address of a link that was just made; it is shown once.
    made: Option<String>,
}

impl MembersPage {
    fn tone(standing: MemberStanding) -> (&'static str, &'static str) {
        match standing {
            MemberStanding::Invited => ("is-idle", "i-idle"),
            MemberStanding::Accepted => ("is-info", "i-half"),
            MemberStanding::Confirmed => ("is-ok", "i-ok"),
            MemberStanding::Suspended => ("is-block", "i-block"),
        }
    }

    fn given() -> &'static [Role] {
        GIVEN
    }
}

/// `GET /settings/members`
async fn show(visit: Visit) -> Result<Response, Error> {
    listed(&visit, Fields::default(), None, None).await
}

async fn listed(
    visit: &Visit,
    typed: Fields,
    error: Option<String>,
    made: Option<String>,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let members = membership::members(&mut look.desk()).await?;
    look.leave().await?;
    let own = visit.caller.member().map(|member| MembershipId::new(member.membership));
    let own = own.unwrap_or_else(|| MembershipId::passing(0));
    let frame = visit.frame("/settings", visit.say("settings-members"));
    page(&MembersPage { frame, members, own, typed, error, made })
}

/// `POST /settings/members`: asks somebody to join.
async fn invite(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    fields: Fields,
) -> Result<Response, Error> {
    if let Err(elsewhere) = proof(&visit, &policy) {
        return Ok(*elsewhere);
    }
    let role = fields.text("role").parse().ok().filter(|role| GIVEN.contains(role));
    let mut change = visit.change().await?;
    let asked = match role {
        Some(role) => {
            membership::invite(&mut change.desk(), fields.text("name"), fields.text("login"), role).await
        }
        None => Err(Error::refused("role-not-chosen", "请选择角色", "choose a role")),
    };
    match asked {
        Ok(secret) => {
            change.commit().await?;
            let address = format!("{}/join/{secret}", visit.site().base);
            listed(&visit, Fields::default(), None, Some(address)).await
        }
        Err(Error::Refused(refusal)) => {
            change.leave().await?;
            let error = refusal.said.in_language(visit.locale.language()).to_owned();
            let mut response = listed(&visit, fields, Some(error), None).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

/// `POST /settings/members/{membership}/standing`
async fn stand(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    if let Err(elsewhere) = proof(&visit, &policy) {
        return Ok(*elsewhere);
    }
    let Ok(id) = id.parse::<MembershipId>() else { return Ok(Complaint::nowhere().into_response()) };
    let to = match fields.text("standing") {
        "confirmed" => MemberStanding::Confirmed,
        _ => MemberStanding::Suspended,
    };
    let own = visit.caller.member().is_some_and(|member| member.membership == id.uuid());
    if own {
        return Err(Error::refused(
            "own-standing",
            "不能停用自己；请让另一位系统管理员操作",
            "you cannot suspend yourself; ask another administrator",
        ));
    }
    let mut change = visit.change().await?;
    membership::stand(&mut change.desk(), id, to).await?;
    change.commit().await?;
    Ok(Redirect::to("/settings/members").into_response())
}

#[derive(Template)]
#[template(path = "pages/join.html")]
struct JoinPage {
    frame: Frame,
    error: Option<String>,
    done: bool,
    login: String,
    hint: String,
}

/// `GET /join/{secret}`
async fn ask(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    Path(secret): Path<String>,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    link::open(&mut look.desk(), Opens::Join, &secret).await?;
    look.leave().await?;
    let (frame, hint) = (join_frame(&visit), password_hint(&visit, &policy));
    page(&JoinPage { frame, error: None, done: false, login: String::new(), hint })
}

/// `POST /join/{secret}`: the invited say who they are and choose a password.
async fn join(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    Path(secret): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let (login, frame) = (fields.text("login").to_owned(), join_frame(&visit));
    let hint = password_hint(&visit, &policy);
    match joined(&visit, &policy, &secret, &fields).await {
        Ok(()) => page(&JoinPage { frame, error: None, done: true, login, hint }),
        Err(Error::Refused(refusal)) => {
            let error = Some(frame.said(&refusal.said).to_owned());
            let mut response = page(&JoinPage { frame, error, done: false, login, hint })?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

async fn joined(visit: &Visit, policy: &Arc<Policy>, secret: &str, fields: &Fields) -> Result<(), Error> {
    let (held, password, login) =
        (Arc::clone(policy), fields.raw("password").to_owned(), fields.text("login").to_owned());
    let hashed = tokio::task::spawn_blocking(move || account::hash(&held, &password, &login)).await;
    let hash = hashed.map_err(Error::fault)??;
    let mut change = visit.change().await?;
    membership::accept(&mut change.desk(), secret, fields.text("login"), &hash).await?;
    change.commit().await
}

fn join_frame(visit: &Visit) -> Frame {
    visit.frame("", visit.say("join"))
}
