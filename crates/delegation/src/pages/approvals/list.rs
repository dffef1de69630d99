//! `GET /approvals`: what waits for the reader, and who stands in for them.

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use chassis::Error;
use chassis::web::{Frame, Visit, page};
use jiff::civil::Date;
use people::model::AccountId;
use serde::Deserialize;

use super::HERE;
use super::card_lines::{Choice, choices, span};
use crate::model::approval::{Capacity, StandIn};
use crate::operations::approvals::{self, Roll, Waiting};
use crate::pages::ground::{Shelf, account, ground};

#[derive(Template)]
#[template(path = "pages/approvals/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    stand_ins: Vec<StandInRow>,
    others: Vec<Choice>,
    done: bool,
    error: Option<String>,
    from: String,
    to: String,
}

/// One thing that waits.
struct Row {
    id: String,
    name: String,
    days: String,
    offices: String,
    instead: Option<String>,
    is_question: bool,
}

/// Somebody who stands in for the reader, or for whom the reader does.
struct StandInRow {
    id: String,
    of: String,
    by: String,
    from: String,
    to: String,
    is_own: bool,
    holds: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    done: String,
}

/// `GET /approvals`
pub(super) async fn show(
    visit: Visit,
    Extension(books): Shelf,
    Query(said): Query<Said>,
) -> Result<Response, Error> {
    let told = Told { done: !said.done.is_empty(), ..Told::default() };
    shown(&visit, &Extension(books), told).await
}

/// What is said on the list besides what waits.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) done: bool,
    pub(super) error: Option<kernel::Said>,
    pub(super) from: String,
    pub(super) to: String,
}

pub(super) async fn shown(visit: &Visit, Extension(books): &Shelf, told: Told) -> Result<Response, Error> {
    let who = account(visit)?;
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let season = approvals::season(desk).await?;
    let school = people::operations::own(desk).await?;
    let waiting = approvals::waiting(desk, ground(books, &season), school.id, who).await?;
    let roll = crate::operations::errands::seats(desk, school.id).await?;
    look.leave().await?;
    let today = visit.clock.today;
    let frame = visit.frame(HERE, visit.say("approvals-title")).counted(HERE, waiting.len());
    let failed = told.error.is_some();
    let list = ListPage {
        rows: waiting.iter().map(|it| row(&frame, it, &roll)).collect(),
        stand_ins: roll
            .stand_ins
            .iter()
            .filter(|it| (it.of == who || it.by == who) && today <= it.to)
            .map(|it| stand_in(it, &roll, (who, today)))
            .collect(),
        others: choices(&frame, roll.docket(books, today).others(who)),
        done: told.done,
        error: told.error.map(|said| frame.said(&said).to_owned()),
        from: if told.from.is_empty() { today.to_string() } else { told.from },
        to: told.to,
        frame,
    };
    let mut response = page(&list)?;
    if failed {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn row(frame: &Frame, waiting: &Waiting, roll: &Roll) -> Row {
    let delegation = &waiting.delegation;
    let mut offices: Vec<&str> = waiting.turns.iter().map(|(turn, _)| turn.office.as_str()).collect();
    offices.extend(waiting.asked.iter().map(|it| it.office.as_str()));
    let instead = waiting.turns.iter().find_map(|(_, capacity)| match capacity {
        Capacity::InsteadOf(other) => Some(name_of(roll, *other)),
        Capacity::Own => None,
    });
    Row {
        id: delegation.id.to_string(),
        name: delegation.name.clone(),
        days: delegation.stay().map(|stay| span(frame, stay)).unwrap_or_default(),
        offices: offices.join("、"),
        instead,
        is_question: waiting.turns.is_empty(),
    }
}

fn stand_in(it: &StandIn, roll: &Roll, (who, today): (AccountId, Date)) -> StandInRow {
    StandInRow {
        id: it.id.to_string(),
        of: name_of(roll, it.of),
        by: name_of(roll, it.by),
        from: it.from.to_string(),
        to: it.to.to_string(),
        is_own: it.of == who,
        holds: it.holds_on(today),
    }
}

pub(super) fn name_of(roll: &Roll, account: AccountId) -> String {
    roll.colleagues.iter().find(|it| it.account == account).map(|it| it.name.clone()).unwrap_or_default()
}
