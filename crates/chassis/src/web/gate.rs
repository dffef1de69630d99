//! What stands before every route: the time, the host's name, where a change
//! comes from, the permit; and what every answer carries.

use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    VARY, WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{Router, get};

use super::vitals::{self, Vitals};
use super::{App, Caller, Complaint, House, Permit, Site, Visit, asset, problem};
use crate::Error;

/// Everything a page may load comes from here, and nothing runs in line.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'; manifest-src 'self'";

/// Puts the router behind the gate. What recognises the caller lies inside it.
pub fn enclose(router: Router<App>, app: App) -> Router {
    let vitals = Arc::new(Vitals::default());
    router
        .route("/assets/{mark}/{name}", get(asset::show))
        .route("/health", get(vitals::health))
        .route("/ready", get(vitals::ready))
        .route("/metrics", get(vitals::metrics))
        .fallback(async || Complaint::nowhere())
        .method_not_allowed_fallback(async || Complaint::wrong_method())
        .layer(Extension(Arc::clone(&vitals)))
        .layer(from_fn_with_state((app.clone(), vitals), arrive))
        .with_state(app)
}

/// Lets a request in whose host and origin are in order, and clothes the answer.
async fn arrive(
    State((app, vitals)): State<(App, Arc<Vitals>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    // The pattern, never the path: secrets of links stand in paths.
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();

    let clock = match (app.clock.0)() {
        Ok(clock) => clock,
        Err(error) => return error.into_response(),
    };
    request.extensions_mut().insert(clock);
    request.extensions_mut().insert(Arc::clone(&app.house));
    let (parts, body) = request.into_parts();
    let refused = wrong_host(&app.site, &parts.headers)
        .or_else(|| foreign_change(&app.site, &parts.method, &parts.headers));
    let asked = (parts.method.clone(), parts.uri.clone(), parts.headers.clone(), parts.extensions.clone());
    let response = match refused {
        Some(complaint) => complaint.into_response(),
        None => next.run(Request::from_parts(parts, body)).await,
    };
    let mut response = explain(&app, asked, response).await;
    clothe(&app.site, response.headers_mut());
    let (status, took) = (response.status(), begun.elapsed());
    vitals.note(&route, status, took);
    tracing::info!(%method, route, status = status.as_u16(), micros = took.as_micros(), "answered");
    response
}

/// A name the server was not told to answer to: links made of it would lead away.
fn wrong_host(site: &Site, headers: &HeaderMap) -> Option<Complaint> {
    let host = headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if site.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) {
        return None;
    }
    Some(Complaint::new(
        StatusCode::MISDIRECTED_REQUEST,
        "host-unknown",
        "这个网址不是本系统的网址；请用单位公布的网址打开，管理员可用 --site 设置网址",
        "this is not the address of this system; use the one your institution published, or set it with --site",
    ))
}

/// A change that another site's page sent.
fn foreign_change(site: &Site, method: &Method, headers: &HeaderMap) -> Option<Complaint> {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return None;
    }
    let told = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let fetched = told(HeaderName::from_static("sec-fetch-site"));
    let origin = told(ORIGIN).and_then(|origin| origin.split_once("://"));
    let is_ours = match (fetched, origin) {
        (Some("same-origin" | "none"), _) => true,
        (Some(_), _) => false,
        (None, Some((_, host))) => site.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)),
        // A program with a token of its own sends no cookie, so nobody can ride on it.
        (None, None) => !headers.contains_key(axum::http::header::COOKIE),
    };
    (!is_ours).then(|| {
        Complaint::new(
            StatusCode::FORBIDDEN,
            "origin-foreign",
            "这次提交来自别的网站的页面，没有执行；请在本系统的页面里操作",
            "this change was sent by another site's page and was not carried out; work in this system's own pages",
        )
    })
}

/// Asks for the permit of one route.
pub(super) async fn guard(State(permit): State<Permit>, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    let admitted =
        request.extensions().get::<Arc<House>>().is_some_and(|house| house.admits(&caller, permit));
    if admitted {
        return next.run(request).await;
    }
    match caller {
        Caller::Member(_) => Complaint::closed(permit).into_response(),
        Caller::Nobody if problem::asked_by_a_program(request.uri(), request.headers()) => Complaint::new(
            StatusCode::UNAUTHORIZED,
            "not-signed-in",
            "请先登录，或在 Authorization 里带上令牌",
            "sign in first, or send a token in Authorization",
        )
        .into_response(),
        Caller::Nobody => {
            let back = if request.method() == Method::GET { request.uri().path() } else { "/" };
            let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
            Redirect::to(&format!("/sign-in?next={back}")).into_response()
        }
    }
}

type Asked = (Method, axum::http::Uri, HeaderMap, axum::http::Extensions);

/// Says a complaint in the reader's language: as a page, or as a problem document.
async fn explain(app: &App, asked: Asked, response: Response) -> Response {
    let (method, uri, headers, extensions) = asked;
    let by_a_program = problem::asked_by_a_program(&uri, &headers);
    let status = response.status();
    let said = response.extensions().get::<Arc<Complaint>>().cloned();
    let unsaid = || Arc::new(Complaint::unexplained(status));
    let fails = status.is_client_error() || status.is_server_error();
    let Some(complaint) = said.or_else(|| (by_a_program && fails).then(unsaid)) else { return response };
    let reference = response.extensions().get::<Arc<Error>>().map(|error| problem::log(error));
    if by_a_program {
        let mut told = problem::document(&complaint, reference.as_deref());
        if let Some(methods) = response.headers().get(ALLOW) {
            told.headers_mut().insert(ALLOW, methods.clone());
        }
        if complaint.status == StatusCode::UNAUTHORIZED {
            told.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"jinqiao\""));
        }
        return told;
    }
    let request = Request::builder().method(method).uri(uri).body(());
    let Ok(request) = request else { return complaint.status.into_response() };
    let (mut parts, ()) = request.into_parts();
    parts.headers = headers;
    parts.extensions = extensions;
    if let Some(caller) = response.extensions().get::<Caller>() {
        parts.extensions.insert(caller.clone());
    }
    match Visit::from_request_parts(&mut parts, app).await {
        Ok(visit) => problem::as_page(&visit, &complaint, reference),
        Err(_) => complaint.status.into_response(),
    }
}

/// What every answer carries.
fn clothe(site: &Site, headers: &mut HeaderMap) {
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(CONTENT_SECURITY_POLICY, POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    set(CACHE_CONTROL, "no-store");
    set(VARY, "cookie, authorization, accept-language");
    if site.is_secure() {
        set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}
