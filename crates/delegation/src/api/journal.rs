//! Who did what when, for the auditor.

use axum::extract::RawQuery;
use axum::http::Method;
use chassis::journal::Line;
use chassis::web::api::{Answer, Asked, Endpoint, Gives, Shape, Takes, listed};
use chassis::web::{Routes, Visit};
use kernel::Words;
use schemars::JsonSchema;
use serde::Serialize;

use super::SEE_JOURNAL;
use super::list::{Limit, asked, limit, onward, question};
use crate::operations;
use crate::wire::spelling::{Spelled, Spelling};

/// A line of the journal. Each holds the one before it: where lines between were
/// about others, the digests alone do not show it.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "JournalLine")]
struct LineWire {
    /// Its number.
    seq: i64,
    /// When.
    at: String,
    /// Who.
    actor: String,
    /// What: `delegation.keep`.
    event: String,
    /// What it was done to: kind and id.
    subject: String,
    /// In words.
    detail: String,
    /// The digest over the line and the one before.
    digest: String,
}

/// How the number of a line is spelled after a question mark.
struct Number;

impl Spelled for Number {
    fn spelled() -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 0, "maximum": i64::MAX })
    }
}

const ASKED: &[Asked] = &[
    Asked {
        name: "after",
        says: Words { zh: "接在第几行之后", en: "lines after this number" },
        shape: Shape::of::<Spelling<Number>>(),
    },
    Asked {
        name: "limit",
        says: Words { zh: "最多几行", en: "so many at most" },
        shape: Shape::of::<Spelling<Limit>>(),
    },
];

pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(
        Endpoint {
            method: Method::GET,
            path: "/api/v1/journal",
            permit: SEE_JOURNAL,
            summary: Words { zh: "本校的办理日志", en: "the journal of one's school" },
            takes: Takes::Query(ASKED),
            gives: Gives::Many(Shape::of::<Vec<LineWire>>()),
        },
        list,
    )
}

async fn list(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let query = question(query, ASKED)?;
    let most = limit(&query)?;
    let after: i64 = asked(&query, "after")?.unwrap_or(0);
    let mut look = visit.look().await?;
    let most_lines = i64::try_from(most).unwrap_or(i64::MAX);
    let lines = operations::whole::journal(&mut look.desk(), after, most_lines).await?;
    look.leave().await?;
    let next = lines.last().filter(|_| lines.len() == most).map(|last| onward(&query, &last.seq.to_string()));
    let told: Vec<LineWire> = lines.into_iter().map(Into::into).collect();
    Ok(listed(&visit.headers, &told, next.as_deref())?)
}

impl From<Line> for LineWire {
    fn from(it: Line) -> Self {
        Self {
            seq: it.seq,
            at: it.at,
            actor: it.actor,
            event: it.event,
            subject: it.subject,
            detail: it.detail,
            digest: it.digest,
        }
    }
}
