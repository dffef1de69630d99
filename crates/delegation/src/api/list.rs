//! Delegations by the list, and a new one.

use std::num::NonZero;
use std::str::FromStr;

use axum::extract::RawQuery;
use axum::http::{Method, StatusCode};
use chassis::web::api::{Answer, Asked, Endpoint, Gives, Sent, Shape, Takes, listed, made};
use chassis::web::{Complaint, Fields, Once, Routes, Visit};
use chassis::{Desk, Error};
use jiff::civil::Date;
use kernel::Words;
use schemars::JsonSchema;
use season::model::StopId;
use serde::Serialize;

use super::one::DraftWire;
use super::{KeptWire, version};
use crate::model::Delegation;
use crate::model::life::Phase;
use crate::operations;
use crate::operations::whole::Wanted;
use crate::pages::{EDIT, SEE};
use crate::wire::spelling::{Spelled, Spelling};

/// A delegation as a list shows it.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Listed")]
struct ListedWire {
    /// Its id.
    id: String,
    /// Its school's id.
    school: String,
    /// The number of its stop, where the season has it.
    stop: Option<u32>,
    /// Its name.
    name: String,
    /// How far it has got.
    phase: &'static str,
    /// How many travel.
    persons: usize,
    /// The day of the exit stamp, where it is planned.
    exit: Option<String>,
    /// The day of the entry stamp, where it is planned.
    entry: Option<String>,
}

/// How many are listed unless told otherwise, and at most.
const USUAL: usize = 50;
const MOST: usize = 100;

const ASKED: &[Asked] = &[
    Asked {
        name: "after",
        says: Words { zh: "接在哪个团组之后", en: "those after this delegation's id" },
        shape: Shape::of::<Spelling<Id>>(),
    },
    Asked {
        name: "limit",
        says: Words { zh: "最多几个", en: "so many at most" },
        shape: Shape::of::<Spelling<Limit>>(),
    },
    Asked {
        name: "stop",
        says: Words { zh: "去第几站", en: "to the stop of this number" },
        shape: Shape::of::<Spelling<Number>>(),
    },
    Asked {
        name: "from",
        says: Words { zh: "这一天或之后出境", en: "that leave on this day or later" },
        shape: Shape::of::<Spelling<Date>>(),
    },
    Asked {
        name: "until",
        says: Words { zh: "这一天或之前出境", en: "that leave on this day or before" },
        shape: Shape::of::<Spelling<Date>>(),
    },
    Asked {
        name: "phase",
        says: Words { zh: "办到哪一步", en: "that have got so far" },
        shape: Shape::of::<Spelling<Phase>>(),
    },
];

/// How ids, limits and numbers of stops are spelled after a question mark.
pub(super) struct Id;
pub(super) struct Limit;
struct Number;

impl Spelled for Id {
    fn spelled() -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "uuid" })
    }
}

impl Spelled for Limit {
    fn spelled() -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": MOST })
    }
}

impl Spelled for Number {
    fn spelled() -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })
    }
}

impl Spelled for Phase {
    fn spelled() -> schemars::Schema {
        let codes: Vec<&str> = Self::ALL.iter().map(|phase| phase.code()).collect();
        schemars::json_schema!({ "type": "string", "enum": codes })
    }
}

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(
            Endpoint {
                method: Method::GET,
                path: "/api/v1/delegations",
                permit: SEE,
                summary: Words { zh: "看得到的团组", en: "the delegations within reach" },
                takes: Takes::Query(ASKED),
                gives: Gives::Many(Shape::of::<Vec<ListedWire>>()),
            },
            list,
        )
        .api(
            Endpoint {
                method: Method::POST,
                path: "/api/v1/delegations",
                permit: EDIT,
                summary: Words { zh: "新建一个团组", en: "plans a delegation" },
                takes: Takes::Body(Shape::of::<DraftWire>()),
                gives: Gives::Made(Shape::of::<KeptWire>()),
            },
            create,
        )
}

/// One word after the question mark, if it is there.
pub(super) fn asked<T: FromStr>(query: &Fields, name: &str) -> Result<Option<T>, Complaint> {
    let text = query.text(name);
    if !query.iter().any(|(known, _)| known == name) {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| unasked(name, text))
}

/// How many are asked for.
pub(super) fn limit(query: &Fields) -> Result<usize, Complaint> {
    let limit = asked(query, "limit")?.unwrap_or(USUAL);
    if (1..=MOST).contains(&limit) { Ok(limit) } else { Err(unasked("limit", query.text("limit"))) }
}

/// Words after a question mark, if each of them may stand there.
pub(super) fn question(query: Option<String>, known: &[Asked]) -> Result<Fields, Complaint> {
    let query = Fields::read(query.unwrap_or_default().as_bytes());
    let strange = query.iter().find(|(name, _)| !known.iter().any(|asked| asked.name == *name));
    match strange {
        None => Ok(query),
        Some((name, text)) => Err(unasked(name, text)),
    }
}

fn unasked(name: &str, text: &str) -> Complaint {
    let (zh, en) = (format!("“{text}”不能这样写"), format!("“{text}” cannot stand here"));
    Complaint::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "query-wrong",
        format!("查询项 {name} 的写法不对；请对照接口说明"),
        format!("{name} after the question mark is not as described"),
    )
    .with_fault(name, zh, en)
}

async fn list(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let query = question(query, ASKED)?;
    let limit = limit(&query)?;
    let number: Option<NonZero<u32>> = asked(&query, "stop")?;
    let number = number.map(NonZero::get);
    let mut wanted = Wanted {
        after: asked(&query, "after")?,
        stop: None,
        from: asked::<Date>(&query, "from")?,
        until: asked::<Date>(&query, "until")?,
        phase: asked::<Phase>(&query, "phase")?,
    };
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let stops = stops(desk).await?;
    let found = match number {
        // A stop that the season has not is nobody's.
        Some(number) if !stops.iter().any(|(known, _)| *known == number) => Vec::new(),
        number => {
            wanted.stop = stops.iter().find(|(known, _)| Some(*known) == number).map(|(_, id)| *id);
            operations::whole::list(desk, wanted, limit).await?
        }
    };
    look.leave().await?;
    let next = found.last().filter(|_| found.len() == limit).map(|last| onward(&query, &last.id.to_string()));
    let told: Vec<ListedWire> = found.iter().map(|delegation| told(delegation, &stops)).collect();
    Ok(listed(&visit.headers, &told, next.as_deref())?)
}

/// The same question, after the last that was answered.
pub(super) fn onward(query: &Fields, last: &str) -> String {
    let mut words = form_urlencoded::Serializer::new(String::new());
    words.extend_pairs(query.iter().filter(|(name, _)| *name != "after")).append_pair("after", last);
    format!("?{}", words.finish())
}

/// Numbers and ids of the season's stops; none before there is a season.
async fn stops(desk: &mut Desk<'_>) -> Result<Vec<(u32, StopId)>, Error> {
    match season::operations::current(desk).await {
        Ok(season) => Ok(season.stops.iter().map(|stop| (stop.number, stop.id)).collect()),
        Err(Error::Missing(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn told(it: &Delegation, stops: &[(u32, StopId)]) -> ListedWire {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    ListedWire {
        id: it.id.to_string(),
        school: it.school.to_string(),
        stop: stops.iter().find(|(_, id)| *id == it.stop).map(|(number, _)| *number),
        name: it.name.clone(),
        phase: it.life.phase().code(),
        persons: it.members.len(),
        exit: day(it.itinerary.exit()),
        entry: day(it.itinerary.entry()),
    }
}

async fn create(visit: Visit, sent: Sent) -> Answer {
    let draft: DraftWire = sent.read()?;
    let once = sent.once()?;
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    if let Some(once) = &once
        && let Some(first) = once.claim(desk).await?
    {
        return Ok(first);
    }
    let school = people::operations::own(desk).await?;
    let known = stops(desk).await?;
    let Some((_, stop)) = known.into_iter().find(|(number, _)| *number == draft.stop) else {
        let complaint = Complaint::new(
            StatusCode::CONFLICT,
            "stop-unknown",
            format!("当前赛季没有第{}站；/api/v1/stops 列出全部", draft.stop),
            format!("the season has no stop {}; /api/v1/stops lists them all", draft.stop),
        );
        return Err(complaint.with_fault("stop", "没有这一站", "there is no such stop").into());
    };
    let delegation = draft.delegation(desk.draw_id(), school.id, stop);
    let kept = operations::whole::plan(desk, delegation).await?;
    let version = version(desk, kept.id).await?;
    let location = format!("/api/v1/delegations/{}", kept.id);
    let answer = made(&location, version, &KeptWire::of(&kept, version))?;
    let response = Once::answer(once.as_ref(), desk, answer).await?;
    change.commit().await?;
    Ok(response)
}
