//! Proving who one is again, and setting another password.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Complaint, Fields, Frame, Visit, cookie, page};

use super::password_hint;
use super::recognition::name;
use super::sign_in::Next;
use crate::model::{AccountId, Policy};
use crate::operations::account;

#[derive(Template)]
#[template(path = "pages/password.html")]
struct PasswordPage {
    frame: Frame,
    error: Option<String>,
    basis: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "pages/proof.html")]
struct ProofPage {
    frame: Frame,
    error: Option<String>,
    next: String,
}

/// `GET /password`
pub(super) async fn show(visit: Visit, Extension(policy): Extension<Arc<Policy>>) -> Result<Response, Error> {
    page(&PasswordPage {
        frame: visit.frame("", visit.say("password-change")),
        error: None,
        basis: policy.basis.clone(),
        hint: password_hint(&visit, &policy),
    })
}

/// `POST /password`: the old one, and twice the new one.
pub(super) async fn change(
    visit: Visit,
    Extension(policy): Extension<Arc<Policy>>,
    fields: Fields,
) -> Result<Response, Error> {
    match changed(&visit, &policy, &fields).await {
        Ok(()) => Ok(Redirect::to("/").into_response()),
        Err(Error::Refused(refusal)) => {
            let frame = visit.frame("", visit.say("password-change"));
            let error = Some(frame.said(&refusal.said).to_owned());
            let (basis, hint) = (policy.basis.clone(), password_hint(&visit, &policy));
            Ok(refused(page(&PasswordPage { frame, error, basis, hint })?))
        }
        Err(error) => Err(error),
    }
}

async fn changed(visit: &Visit, policy: &Arc<Policy>, fields: &Fields) -> Result<(), Error> {
    proven(visit, fields.raw("old")).await?;
    if fields.raw("new") != fields.raw("again") {
        return Err(Error::refused(
            "password-differs",
            "两次输入的新口令不一样，请重新输入",
            "the two new passwords differ; type them again",
        ));
    }
    let (held, new) = (Arc::clone(policy), fields.raw("new").to_owned());
    let hashed = tokio::task::spawn_blocking(move || account::hash(&held, &new, "")).await;
    let hash = hashed.map_err(Error::fault)??;
    let mut change = visit.change().await?;
    account::set_password(&mut change.desk(), account_of(visit)?, &hash, secret(visit)).await?;
    change.commit().await
}

/// `GET /proof`
pub(super) async fn ask(visit: Visit, Query(query): Query<Next>) -> Result<Response, Error> {
    let next = query.ours();
    page(&ProofPage { frame: visit.frame("", visit.say("proof")), error: None, next })
}

/// `POST /proof`: the password once more, before what is sensitive.
pub(super) async fn prove(visit: Visit, fields: Fields) -> Result<Response, Error> {
    let next = Next::path(fields.text("next"));
    match proven(&visit, fields.raw("password")).await {
        Ok(()) => {
            let mut change = visit.change().await?;
            account::prove(&mut change.desk(), secret(&visit)).await?;
            change.commit().await?;
            Ok(Redirect::to(&next).into_response())
        }
        Err(Error::Refused(refusal)) => {
            let frame = visit.frame("", visit.say("proof"));
            let error = Some(frame.said(&refusal.said).to_owned());
            Ok(refused(page(&ProofPage { frame, error, next })?))
        }
        Err(error) => Err(error),
    }
}

/// Holds a password against that of whoever is signed in. Failures count like
/// those of a sign-in from the same address.
async fn proven(visit: &Visit, password: &str) -> Result<(), Error> {
    let account = account_of(visit)?;
    let mut look = visit.look().await?;
    let knock = account::own_knock(&mut look.desk(), account).await?;
    look.leave().await?;
    let (held, password) = (knock.clone(), password.to_owned());
    let fits = tokio::task::spawn_blocking(move || account::verify(&held, &password)).await;
    if fits.map_err(Error::fault)? {
        return Ok(());
    }
    let mut change = visit.change().await?;
    account::turn_away(&mut change.desk(), &knock, &account.to_string(), &visit.address).await?;
    change.commit().await?;
    Err(Error::refused("password-wrong", "口令不对，请再试", "the password is wrong; try again"))
}

fn account_of(visit: &Visit) -> Result<AccountId, Error> {
    let member = visit.caller.member().ok_or_else(account::wrong)?;
    Ok(AccountId::new(member.account))
}

fn secret(visit: &Visit) -> &str {
    cookie(&visit.headers, &name(visit.site())).unwrap_or_default()
}

fn refused(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// Whether whoever visits has proved who they are lately; else where to do it.
pub fn proof(visit: &Visit, policy: &Policy) -> Result<(), Box<Response>> {
    let lasts = jiff::SignedDuration::from_mins(policy.proof_minutes);
    match visit.caller.member() {
        None => Err(Box::new(Complaint::nowhere().into_response())),
        Some(member) if visit.clock.now < member.proved_at + lasts => Ok(()),
        Some(_) => {
            let path = visit.uri.path();
            let next: String = path
                .bytes()
                .map(|byte| {
                    if byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte) {
                        char::from(byte).to_string()
                    } else {
                        format!("%{byte:02X}")
                    }
                })
                .collect();
            Err(Box::new(Redirect::to(&format!("/proof?next={next}")).into_response()))
        }
    }
}
