//! `GET /approvals/seats`: who answers for which office of the chain.

use std::collections::BTreeSet;

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Fields, Frame, Visit, page};
use people::model::AccountId;

use crate::model::Category;
use crate::operations::errands;
use crate::pages::ground::Shelf;

#[derive(Template)]
#[template(path = "pages/approvals/seats.html")]
struct SeatsPage {
    frame: Frame,
    chain: String,
    offices: Vec<OfficeRow>,
}

/// An office with who might hold it.
struct OfficeRow {
    name: String,
    role: String,
    on_paper: bool,
    is_named: bool,
    people: Vec<PersonRow>,
}

struct PersonRow {
    account: String,
    name: String,
    holds: bool,
}

/// `GET /approvals/seats`
pub(super) async fn show(visit: Visit, Extension(books): Shelf) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let school = people::operations::own(desk).await?;
    let roll = errands::seats(desk, school.id).await?;
    look.leave().await?;
    let known = books.knowledge.chains.of(&school.name, &school.province, Category::Administrative);
    let chain = known.map(|it| &it.chain);
    let links = chain.map(|chain| chain.links.as_slice()).unwrap_or_default();
    let named = links.iter().flat_map(|link| &link.offices);
    let mut seen = BTreeSet::new();
    let offices: Vec<&String> = named.filter(|office| seen.insert((*office).clone())).collect();
    let frame = visit.frame("/settings", visit.say("approvals-seats"));
    let row = |office: &&String| {
        let seat = books.knowledge.seats.of(office);
        let holds = |account| roll.holders.iter().any(|it| it.office == **office && it.account == account);
        OfficeRow {
            name: (*office).clone(),
            role: seat.map(|it| frame.say(format!("role-{}", it.role).as_str())).unwrap_or_default(),
            on_paper: seat.is_some_and(|it| it.on_paper),
            is_named: roll.holders.iter().any(|it| it.office == **office),
            people: roll
                .colleagues
                .iter()
                .filter(|it| books.knowledge.seats.answers(&it.role))
                .map(|it| PersonRow {
                    account: it.account.to_string(),
                    name: format!("{} · {}", it.name, frame.say(format!("role-{}", it.role).as_str())),
                    holds: holds(it.account),
                })
                .collect(),
        }
    };
    let offices = offices.iter().map(row).collect();
    page(&SeatsPage { chain: chain.map(|it| it.name.clone()).unwrap_or_default(), offices, frame })
}

/// `POST /approvals/seats`: names the holders of one office.
pub(super) async fn keep(visit: Visit, Extension(books): Shelf, fields: Fields) -> Result<Response, Error> {
    let mut accounts: Vec<AccountId> = Vec::new();
    for text in fields.all("holder") {
        accounts.push(text.parse().unwrap_or_else(|_| AccountId::passing(0)));
    }
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    let school = people::operations::own(desk).await?;
    errands::seat(desk, &books, school.id, (fields.text("office"), &accounts)).await?;
    change.commit().await?;
    Ok(Redirect::to("/approvals/seats").into_response())
}
