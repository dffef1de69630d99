//! What was promised, what came of it, and the account of every goal.

use axum::extract::Path;
use axum::http::Method;
use chassis::journal;
use chassis::web::api::{Answer, Endpoint, Gives, Shape, Takes, given, listed};
use chassis::web::{Routes, Visit};
use kernel::Words;
use schemars::JsonSchema;
use serde::Serialize;

use super::SEE;
use crate::model::{Account, Evidence, Fulfilment, Lasting, Progress, Promise, PromiseId};
use crate::operations::{self, Scope};

/// A promise and what came of it.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Promise")]
struct PromiseWire {
    /// Its id.
    id: String,
    /// Its school's id.
    school: String,
    /// Its season's id.
    season: String,
    /// The record that states it: module and id.
    stated_in: String,
    /// What that record is called.
    stated_in_name: String,
    /// `stated` or `added`.
    source: &'static str,
    /// The annex's task, by number.
    task: u32,
    /// Of what kind it is.
    kind: &'static str,
    /// What will exist.
    what: String,
    /// How it will be shown.
    shown_by: String,
    /// Who answers for it now.
    owner: String,
    /// By which day.
    due: String,
    /// The annex's goals, by number.
    goals: Vec<u32>,
    /// How it stands.
    progress: &'static str,
    /// Whether its day has passed and nothing was said.
    overdue: bool,
    /// What came of it, oldest first.
    fulfilments: Vec<FulfilmentWire>,
    /// Why it is no longer promised.
    released: Option<String>,
    /// What was filed for it.
    evidence: Vec<EvidenceWire>,
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Fulfilment")]
struct FulfilmentWire {
    verdict: &'static str,
    why: String,
    by: String,
    at: String,
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Evidence")]
struct EvidenceWire {
    what: String,
    /// The day it shows.
    on: String,
    /// The last day it counts; none where it happened once.
    until: Option<String>,
    /// The name of the file that holds it.
    file: Option<String>,
    /// SHA-256 of the file.
    digest: Option<String>,
    by: String,
    at: String,
}

/// The account of a goal.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "GoalAccount")]
struct AccountWire {
    /// The goal's number; none for promises that serve no goal of the season.
    goal: Option<u32>,
    /// Its heading.
    title: Option<String>,
    /// How many were promised, and what became of them.
    promised: usize,
    open: usize,
    overdue: usize,
    done: usize,
    partly: usize,
    not_done: usize,
    released: usize,
    /// The promises, the most urgent first, by id.
    promises: Vec<String>,
}

pub(super) fn routes(routes: Routes) -> Routes {
    let reading = |path, zh, en, gives| Endpoint {
        method: Method::GET,
        path,
        permit: SEE,
        summary: Words { zh, en },
        takes: Takes::Nothing,
        gives,
    };
    routes
        .api(
            reading(
                "/api/v1/promises",
                "期望成果，先到期的在前",
                "what was promised, the most urgent first",
                Gives::Many(Shape::of::<Vec<PromiseWire>>()),
            ),
            list,
        )
        .api(
            reading(
                "/api/v1/promises/{id}",
                "一项期望成果",
                "one promise",
                Gives::One(Shape::of::<PromiseWire>()),
            ),
            show,
        )
        .api(
            reading(
                "/api/v1/goals",
                "目标台账：承诺了什么、做到了什么、还差什么",
                "the account of every goal",
                Gives::Many(Shape::of::<Vec<AccountWire>>()),
            ),
            goals,
        )
}

async fn list(visit: Visit) -> Answer {
    let mut look = visit.look().await?;
    let promises = operations::list(&mut look.desk(), Scope::default()).await?;
    look.leave().await?;
    let told: Vec<PromiseWire> = promises.iter().map(|it| told(it, visit.clock.today)).collect();
    Ok(listed(&visit.headers, &told, None)?)
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    // What is no id is answered like the id of nothing.
    let id: PromiseId = id.parse().unwrap_or(PromiseId::passing(0));
    let mut look = visit.look().await?;
    let promise = operations::load(&mut look.desk(), id).await?;
    let version = journal::version(&mut look.desk(), &promise.subject().to_string()).await?;
    look.leave().await?;
    Ok(given(&visit.headers, version, &told(&promise, visit.clock.today))?)
}

async fn goals(visit: Visit) -> Answer {
    let mut look = visit.look().await?;
    let season = season::operations::current(&mut look.desk()).await?;
    let scope = Scope { season: Some(season.id), ..Scope::default() };
    let promises = operations::list(&mut look.desk(), scope).await?;
    look.leave().await?;
    let account = |it: &Account<'_>| {
        let count = |progress| it.at(progress).count();
        AccountWire {
            goal: it.goal.map(|goal| goal.number),
            title: it.goal.map(|goal| goal.title.clone()),
            promised: it.promised(),
            open: count(Progress::Open),
            overdue: it.overdue(visit.clock.today),
            done: count(Progress::Done),
            partly: count(Progress::Partly),
            not_done: count(Progress::Not),
            released: count(Progress::Released),
            promises: it.promises.iter().map(|promise| promise.id.to_string()).collect(),
        }
    };
    let told: Vec<AccountWire> = Account::of_goals(&season.goals, &promises).iter().map(account).collect();
    Ok(listed(&visit.headers, &told, None)?)
}

fn told(it: &Promise, today: jiff::civil::Date) -> PromiseWire {
    PromiseWire {
        id: it.id.to_string(),
        school: it.origin.school.to_string(),
        season: it.origin.season.to_string(),
        stated_in: it.origin.subject.to_string(),
        stated_in_name: it.origin.name.clone(),
        source: it.source.code(),
        task: it.outcome.task,
        kind: it.outcome.kind.code(),
        what: it.outcome.what.clone(),
        shown_by: it.outcome.shown_by.clone(),
        owner: it.owner().to_owned(),
        due: it.outcome.due.to_string(),
        goals: it.outcome.goals.clone(),
        progress: it.progress().code(),
        overdue: it.is_overdue(today),
        fulfilments: it.fulfilments.iter().map(Into::into).collect(),
        released: it.release.as_ref().map(|release| release.reason.clone()),
        evidence: it.evidence.iter().map(Into::into).collect(),
    }
}

impl From<&Fulfilment> for FulfilmentWire {
    fn from(it: &Fulfilment) -> Self {
        Self { verdict: it.verdict.code(), why: it.why.clone(), by: it.by.clone(), at: it.at.to_string() }
    }
}

impl From<&Evidence> for EvidenceWire {
    fn from(it: &Evidence) -> Self {
        let file = it.proof.file.as_ref();
        Self {
            what: it.proof.what.clone(),
            on: it.proof.on.to_string(),
            until: match it.proof.lasts {
                Lasting::Once => None,
                Lasting::Until(day) => Some(day.to_string()),
            },
            file: file.map(|file| file.name.clone()),
            digest: file.map(|file| file.digest.clone()),
            by: it.by.clone(),
            at: it.at.to_string(),
        }
    }
}
