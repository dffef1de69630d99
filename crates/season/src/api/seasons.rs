//! The season that holds: its stops, tasks and goals as they were read.

use axum::http::Method;
use chassis::journal;
use chassis::web::api::{Answer, Endpoint, Gives, Shape, Takes, given};
use chassis::web::{Routes, Visit};
use kernel::Words;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{City, Season, Stop};
use crate::operations;
use crate::pages::SEE;

/// A season.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Season")]
struct SeasonWire {
    /// Its id.
    id: String,
    /// The year.
    year: i16,
    /// The annex's own heading.
    name: String,
    /// Its stops, in the annex's order.
    stops: Vec<StopWire>,
    /// What a delegation travels for.
    tasks: Vec<NumberedWire>,
    /// What makes the trip necessary.
    goals: Vec<NumberedWire>,
}

/// A stop, as it was read.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Stop")]
struct StopWire {
    /// Its id.
    id: String,
    /// Its number in the annex.
    number: u32,
    /// The cell as written.
    place: String,
    /// What people call it.
    region: String,
    /// Its countries, by code.
    countries: Vec<String>,
    /// Names of countries that no list knows.
    unknown_countries: Vec<String>,
    /// Its cities; empty while undecided.
    cities: Vec<String>,
    /// When it may be held, as written.
    window: String,
    /// The spans of it, to the day.
    spans: Vec<SpanWire>,
    /// The fewest days a party stays.
    days_low: Option<i64>,
    /// The most days a party stays.
    days: Option<i64>,
    /// What it is about.
    themes: Vec<String>,
    /// Its full title.
    title: String,
}

/// Days in which a stop may be held, both counted.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Span")]
struct SpanWire {
    /// The first.
    from: String,
    /// The last.
    to: String,
    /// The words that said so.
    text: String,
}

/// A task or a goal of the annex.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Numbered")]
struct NumberedWire {
    /// Its number.
    number: u32,
    /// Its heading.
    title: String,
    /// Its text as written.
    text: String,
}

pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(
        Endpoint {
            method: Method::GET,
            path: "/api/v1/seasons/current",
            permit: SEE,
            summary: Words {
                zh: "当前赛季：赛站、任务、目标",
                en: "the season that holds: stops, tasks, goals",
            },
            takes: Takes::Nothing,
            gives: Gives::One(Shape::of::<SeasonWire>()),
        },
        current,
    )
}

async fn current(visit: Visit) -> Answer {
    let mut look = visit.look().await?;
    let season = operations::current(&mut look.desk()).await?;
    let version = journal::version(&mut look.desk(), &format!("season {}", season.year)).await?;
    look.leave().await?;
    Ok(given(&visit.headers, version, &SeasonWire::from(&season))?)
}

impl From<&Season> for SeasonWire {
    fn from(it: &Season) -> Self {
        let numbered = |number: u32, title: &str, text: &str| NumberedWire {
            number,
            title: title.to_owned(),
            text: text.to_owned(),
        };
        Self {
            id: it.id.to_string(),
            year: it.year,
            name: it.name.clone(),
            stops: it.stops.iter().map(Into::into).collect(),
            tasks: it.tasks.iter().map(|task| numbered(task.number, &task.title, &task.text)).collect(),
            goals: it.goals.iter().map(|goal| numbered(goal.number, &goal.title, &goal.text)).collect(),
        }
    }
}

impl From<&Stop> for StopWire {
    fn from(it: &Stop) -> Self {
        let span = |span: &kernel::Span| SpanWire {
            from: span.from.to_string(),
            to: span.to.to_string(),
            text: span.text.clone(),
        };
        Self {
            id: it.id.to_string(),
            number: it.number,
            place: it.site.text.clone(),
            region: it.site.region.clone(),
            countries: it.site.countries.iter().map(ToString::to_string).collect(),
            unknown_countries: it.site.unknown.clone(),
            cities: match &it.city {
                City::Undecided => Vec::new(),
                City::Named(cities) => cities.clone(),
            },
            window: it.window.to_string(),
            spans: it.window.spans.iter().map(span).collect(),
            days_low: it.stay.as_ref().map(|stay| stay.low),
            days: it.stay.as_ref().map(|stay| stay.high),
            themes: it.themes.iter().map(|theme| theme.0.clone()).collect(),
            title: it.title.clone(),
        }
    }
}
