//! Sign-in and sign-out.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Complaint, Fields, Frame, Locale, Visit, cookie, page};
use serde::Deserialize;

use super::recognition::{name, session_cookie};
use crate::model::Policy;
use crate::operations::account;

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignInPage {
    frame: Frame,
    next: String,
    login: String,
    error: Option<String>,
}

/// Where to go afterwards.
#[derive(Debug, Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

impl Next {
    /// The path that was asked for, if it is ours.
    pub(super) fn ours(&self) -> String {
        Self::path(&self.next)
    }

    /// A path of ours, or the start: an address somebody else wrote is not followed.
    pub(super) fn path(text: &str) -> String {
        let is_path = text.starts_with('/') && !text.starts_with("//") && !text.contains(['\\', '\r', '\n']);
        if is_path { text.to_owned() } else { "/".to_owned() }
    }
}

/// `GET /sign-in`
pub(super) async fn show(visit: Visit, Query(query): Query<Next>) -> Result<Response, Error> {
    let next = query.ours();
    if visit.caller.member().is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    let frame = visit.frame("", visit.say("sign-in"));
    page(&SignInPage { frame, next, login: String::new(), error: None })
}

/// `POST /sign-in`
pub(super) async fn enter(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    fields: Fields,
) -> Result<Response, Error> {
    let (login, password) = (fields.text("login").to_owned(), fields.raw("password").to_owned());
    match signed_in(&visit, &policy, (&login, password)).await {
        Ok(opened) => {
            let wanted = Next::path(fields.text("next"));
            let to = if opened.must_change { "/password".to_owned() } else { wanted };
            Ok((cookie_header(&session_cookie(visit.site(), &opened.secret))?, Redirect::to(&to))
                .into_response())
        }
        Err(Error::Refused(refusal)) => {
            let frame = visit.frame("", visit.say("sign-in"));
            let error = Some(frame.said(&refusal.said).to_owned());
            let next = Next::path(fields.text("next"));
            let mut response = page(&SignInPage { frame, next, login, error })?;
            *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

async fn signed_in(
    visit: &Visit,
    policy: &Arc<Policy>,
    (login, password): (&str, String),
) -> Result<account::Opened, Error> {
    let mut look = visit.look().await?;
    let knock = account::knock(&mut look.desk(), policy, login, &visit.address).await?;
    look.leave().await?;
    let held = knock.clone();
    let fits = tokio::task::spawn_blocking(move || account::verify(&held, &password)).await;
    let mut change = visit.change().await?;
    if !fits.map_err(Error::fault)? {
        account::turn_away(&mut change.desk(), &knock, login, &visit.address).await?;
        change.commit().await?;
        return Err(account::wrong());
    }
    let opened = account::enter(&mut change.desk(), policy, &knock, login).await?;
    change.commit().await?;
    Ok(opened)
}

/// `POST /sign-out`
pub(super) async fn leave(visit: Visit) -> Result<Response, Error> {
    if let Some(secret) = cookie(&visit.headers, &name(visit.site())) {
        let mut change = visit.change().await?;
        account::leave(&mut change.desk(), secret).await?;
        change.commit().await?;
    }
    Ok((cookie_header(&session_cookie(visit.site(), ""))?, Redirect::to("/sign-in")).into_response())
}

/// `GET /locale/{locale}`: a reader's choice, kept in their browser only.
pub(super) async fn speak(
    Path(locale): Path<String>,
    Query(query): Query<Next>,
) -> Result<Response, Complaint> {
    let locale: Locale = locale.parse().map_err(|_| Complaint::nowhere())?;
    let line = format!("locale={}; Path=/; SameSite=Lax; Max-Age=31536000", locale.code());
    let headers = cookie_header(&line).map_err(|_| Complaint::nowhere())?;
    Ok((headers, Redirect::to(&query.ours())).into_response())
}

fn cookie_header(line: &str) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(SET_COOKIE, HeaderValue::from_str(line).map_err(Error::fault)?);
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::Next;

    #[test]
    fn only_paths_of_ours_are_followed() {
        assert_eq!(Next::path("/delegations/1?tab=a"), "/delegations/1?tab=a");
        for foreign in ["//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil", ""] {
            assert_eq!(Next::path(foreign), "/");
        }
    }
}
