//! Who a request comes from: the cookie's secret, held against the sessions.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chassis::web::{App, Caller, Site, cookie};
use chassis::{Clock, Error};

use crate::model::Policy;
use crate::operations::account::{self, Seen};

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
    let secret = cookie(request.headers(), &name(&app.site)).unwrap_or_default().to_owned();
    let clock = request.extensions().get::<Clock>().copied();
    let caller = match caller(&app, &policy, &secret, clock).await {
        Ok(caller) => caller,
        Err(error) => return error.into_response(),
    };
    request.extensions_mut().insert(caller.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(caller);
    response
}

async fn caller(app: &App, policy: &Policy, secret: &str, clock: Option<Clock>) -> Result<Caller, Error> {
    if secret.is_empty() {
        return Ok(Caller::Nobody);
    }
    let clock = match clock {
        Some(clock) => clock,
        None => (app.clock.0)()?,
    };
    let mut look = app.db.look(Caller::Nobody.who(), clock).await?;
    let known = account::recognise(&mut look.desk(), policy, secret).await?;
    look.leave().await?;
    let Some((member, seen)) = known else { return Ok(Caller::Nobody) };
    if seen == Seen::LongAgo {
        let mut change = app.db.begin(Caller::Nobody.who(), clock).await?;
        account::note_seen(&mut change.desk(), secret).await?;
        change.commit().await?;
    }
    Ok(Caller::Member(Box::new(member)))
}
