//! Who a request comes from: the secret of a cookie, held against the sessions, or
//! that of a token, held against the tokens.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chassis::web::{App, Caller, Site, cookie};
use chassis::{Clock, Error};

use crate::model::Policy;
use crate::operations::account::{self, Seen};
use crate::operations::token;

/// The cookie with the session's secret.
pub const SESSION: &str = "jinqiao";

/// The cookie's name on a site: browsers hold `__Host-` to TLS, one host and `/`.
pub(super) fn name(site: &Site) -> String {
    if site.is_secure() { format!("__Host-{SESSION}") } else { SESSION.to_owned() }
}

/// The line that sets the session's cookie, or takes it back when the secret is empty.
pub fn session_cookie(site: &Site, secret: &str) -> String {
    let name = name(site);
    let secure = if site.is_secure() { "; Secure" } else { "" };
    let ends = if secret.is_empty() { "; Max-Age=0" } else { "" };
    format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax{secure}{ends}")
}

/// Finds out who knocks before any route is opened.
pub async fn recognise(
    State((app, policy)): State<(App, Arc<Policy>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let clock = request.extensions().get::<Clock>().copied();
    let shown = match (bearer(request.headers()), cookie(request.headers(), &name(&app.site))) {
        (Some(secret), _) => Shown::Token(secret.to_owned()),
        (None, secret) => Shown::Cookie(secret.unwrap_or_default().to_owned()),
    };
    let caller = match caller(&app, &policy, &shown, clock).await {
        Ok(caller) => caller,
        Err(error) => return error.into_response(),
    };
    request.extensions_mut().insert(caller.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(caller);
    response
}

/// What somebody shows to be recognised by.
enum Shown {
    /// The secret of a session's cookie.
    Cookie(String),
    /// The secret of a program's token.
    Token(String),
}

/// The secret of a token, where a program shows one.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (kind, secret) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let secret = secret.trim();
    (kind.eq_ignore_ascii_case("bearer") && secret.starts_with(token::PREFIX)).then_some(secret)
}

async fn caller(app: &App, policy: &Policy, shown: &Shown, clock: Option<Clock>) -> Result<Caller, Error> {
    if matches!(shown, Shown::Cookie(secret) if secret.is_empty()) {
        return Ok(Caller::Nobody);
    }
    let clock = match clock {
        Some(clock) => clock,
        None => (app.clock.0)()?,
    };
    let mut look = app.db.look(Caller::Nobody.who(), clock).await?;
    let known = match shown {
        Shown::Cookie(secret) => account::recognise(&mut look.desk(), policy, secret).await?,
        Shown::Token(secret) => token::recognise(&mut look.desk(), secret).await?,
    };
    look.leave().await?;
    let Some((member, seen)) = known else { return Ok(Caller::Nobody) };
    if seen == Seen::LongAgo {
        let mut change = app.db.begin(Caller::Nobody.who(), clock).await?;
        match shown {
            Shown::Cookie(secret) => account::note_seen(&mut change.desk(), secret).await?,
            Shown::Token(secret) => token::note_seen(&mut change.desk(), secret).await?,
        }
        change.commit().await?;
    }
    Ok(Caller::Member(Box::new(member)))
}
