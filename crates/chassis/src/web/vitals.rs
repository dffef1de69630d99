//! Whether the server lives, and what it has been doing: for those who run it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Extension;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::{App, Caller, Complaint};

/// What a server has been doing (运行指标): how often each route answered with each
/// status, and how long it took. Routes stand here with their places, never with
/// what was in them.
#[derive(Debug, Default)]
pub(super) struct Vitals(Mutex<BTreeMap<(String, u16), Answers>>);

#[derive(Debug, Default, Clone, Copy)]
struct Answers {
    count: u64,
    time: Duration,
}

impl Vitals {
    pub(super) fn note(&self, route: &str, status: StatusCode, took: Duration) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answers = kept.entry((route.to_owned(), status.as_u16())).or_default();
        answers.count += 1;
        answers.time += took;
    }

    /// The figures as Prometheus reads them.
    fn told(&self) -> String {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut told = String::from("# TYPE jinqiao_answers_total counter\n");
        for ((route, status), answers) in kept.iter() {
            let _ = writeln!(
                told,
                "jinqiao_answers_total{{route=\"{route}\",status=\"{status}\"}} {}",
                answers.count
            );
        }
        told.push_str("# TYPE jinqiao_answer_seconds_total counter\n");
        for ((route, status), answers) in kept.iter() {
            let seconds = answers.time.as_secs_f64();
            let _ = writeln!(
                told,
                "jinqiao_answer_seconds_total{{route=\"{route}\",status=\"{status}\"}} {seconds:.6}"
            );
        }
        told
    }
}

/// `GET /health`: the process answers.
pub(super) async fn health() -> &'static str {
    "ok\n"
}

/// `GET /ready`: the database answers, so requests may be sent here.
pub(super) async fn ready(State(app): State<App>) -> Response {
    let clock = (app.clock.0)();
    let looked = match clock {
        Ok(clock) => app.db.look(Caller::Nobody.who(), clock).await,
        Err(error) => Err(error),
    };
    match looked {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// `GET /metrics`: for the machine itself only.
pub(super) async fn metrics(Extension(vitals): Extension<Arc<Vitals>>, request: Request) -> Response {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
    if !from.is_some_and(|ConnectInfo(address)| address.ip().is_loopback()) {
        return Complaint::nowhere().into_response();
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], vitals.told()).into_response()
}
