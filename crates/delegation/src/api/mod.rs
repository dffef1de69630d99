//! Delegations, for programs: the same operations as pages and commands, and the
//! same answers.

mod board;
mod journal;
mod justifications;
mod list;
mod one;
mod reckoned;
mod steps;

use axum::http::Method;
use axum::response::Response;
use chassis::web::api::{Endpoint, Gives, Sent, Shape, Takes, Trouble, changed};
use chassis::web::{Grant, Once, Permit, Role, Routes};
use chassis::{Desk, Error, journal as lines};
use kernel::Words;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::{Delegation, DelegationId};
use crate::operations;

/// Reading the journal.
pub(crate) const SEE_JOURNAL: Permit = Permit("journal.see");

/// What each role may do by the API alone.
pub const GRANTS: &[Grant] = &[(Role::Auditor, &[SEE_JOURNAL])];

/// The ways in of this context.
pub fn routes(routes: Routes) -> Routes {
    let opened: &[fn(Routes) -> Routes] = &[
        board::routes,
        list::routes,
        one::routes,
        reckoned::routes,
        justifications::routes,
        steps::routes,
        journal::routes,
    ];
    opened.iter().fold(routes, |routes, open| open(routes))
}

/// What became of a delegation.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Kept")]
struct KeptWire {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// How far it has got.
    phase: &'static str,
    /// Its version, as `If-Match` takes it.
    version: i64,
}

impl KeptWire {
    fn of(delegation: &Delegation, version: i64) -> Self {
        Self {
            id: delegation.id.to_string(),
            name: delegation.name.clone(),
            phase: delegation.life.phase().code(),
            version,
        }
    }
}

/// A reading.
fn reading(path: &'static str, (zh, en): (&'static str, &'static str), gives: Gives) -> Endpoint {
    let summary = Words { zh, en };
    Endpoint { method: Method::GET, path, permit: crate::pages::SEE, summary, takes: Takes::Nothing, gives }
}

/// A change of a delegation that is there.
fn change<T: JsonSchema>(
    method: Method,
    path: &'static str,
    permit: Permit,
    (zh, en): (&'static str, &'static str),
) -> Endpoint {
    let (summary, takes) = (Words { zh, en }, Takes::Body(Shape::of::<T>()));
    Endpoint { method, path, permit, summary, takes, gives: Gives::Changed(Shape::of::<KeptWire>()) }
}

/// The id that stands in a path. What is no id is answered like the id of nothing.
fn named(id: &str) -> DelegationId {
    id.parse().unwrap_or(DelegationId::passing(0))
}

/// A change that has begun, or one that was carried out before.
enum Begun<T> {
    /// The first answer, again.
    Again(Response),
    /// The delegation as it stands and as the sender has seen it, the key, and what
    /// was told.
    First(Box<Delegation>, Option<Once>, T),
}

/// Begins a change: once, by whoever has seen what stands. That there is no such
/// delegation is said before anything else, and what is wrong with the document
/// before it is asked whether it comes too late.
async fn begin<T: DeserializeOwned>(desk: &mut Desk<'_>, sent: &Sent, id: &str) -> Result<Begun<T>, Trouble> {
    let once = sent.once();
    if let Ok(Some(once)) = &once
        && let Some(first) = once.claim(desk).await?
    {
        return Ok(Begun::Again(first));
    }
    let delegation = operations::hold(desk, named(id)).await?;
    let (once, told) = (once?, sent.read()?);
    sent.agrees(desk, &operations::subject(delegation.id)).await?;
    Ok(Begun::First(Box::new(delegation), once, told))
}

/// Answers what became of it, and keeps the answer beside it.
async fn end(desk: &mut Desk<'_>, once: Option<&Once>, kept: &Delegation) -> Result<Response, Error> {
    let version = version(desk, kept.id).await?;
    Once::answer(once, desk, changed(version, &KeptWire::of(kept, version))?).await
}

/// The version that stands.
async fn version(desk: &mut Desk<'_>, id: DelegationId) -> Result<i64, Error> {
    lines::version(desk, &operations::subject(id)).await
}
