//! Reasons: those that are recorded, and one more.

use std::sync::Arc;

use axum::Extension;
use axum::extract::Path;
use axum::http::Method;
use chassis::web::api::{Answer, Gives, Sent, Shape, given};
use chassis::web::{Routes, Visit};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Begun, begin, change, end, named, reading, version};
use crate::books::Books;
use crate::operations::{self, Reason};
use crate::pages::EDIT;
use crate::wire::JustificationWire;

/// A reason that answers what a rule found.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewJustification")]
struct GivenWire {
    /// The rule's code: `R07`.
    rule: String,
    /// The reason, as it will be printed.
    reason: String,
    /// Who answers for it; whoever records it, unless named.
    by: Option<String>,
}

pub(super) fn routes(routes: Routes) -> Routes {
    const PATH: &str = "/api/v1/delegations/{id}/justifications";
    routes
        .api(
            reading(PATH, ("情况说明", "its reasons"), Gives::One(Shape::of::<Vec<JustificationWire>>())),
            list,
        )
        .api(change::<GivenWire>(Method::POST, PATH, EDIT, ("写一条情况说明", "records a reason")), give)
}

async fn list(visit: Visit, Path(id): Path<String>) -> Answer {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let delegation = operations::load(desk, named(&id)).await?;
    let version = version(desk, delegation.id).await?;
    look.leave().await?;
    let told: Vec<JustificationWire> = delegation.justifications.iter().map(Into::into).collect();
    Ok(given(&visit.headers, version, &told)?)
}

async fn give(
    visit: Visit,
    Path(id): Path<String>,
    Extension(books): Extension<Arc<Books>>,
    sent: Sent,
) -> Answer {
    let mut work = visit.change().await?;
    let desk = &mut work.desk();
    let (delegation, once, told) = match begin::<GivenWire>(desk, &sent, &id).await? {
        Begun::Again(first) => return Ok(first),
        Begun::First(delegation, once, told) => (*delegation, once, told),
    };
    let rule = told.rule.trim().to_uppercase();
    let given = Reason { rule: &rule, reason: &told.reason, by: told.by.as_deref() };
    let season = season::operations::current(desk).await?;
    let kept = operations::justify(desk, &books, &season, delegation.id, given).await?;
    let response = end(desk, once.as_ref(), &kept).await?;
    work.commit().await?;
    Ok(response)
}
