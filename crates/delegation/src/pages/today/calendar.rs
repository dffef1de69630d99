//! `GET /calendar/{secret}.ics`, and the making and ending of such an address.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use chassis::web::{Complaint, Fields, Frame, Visit, page};
use chassis::{Actor, Error, Reach, Who};
use people::model::MembershipId;

use crate::operations::calendar;
use crate::pages::ground::{Shelf, reader};

#[derive(Template)]
#[template(path = "pages/today/calendar.html")]
struct CalendarPage {
    frame: Frame,
    address: String,
}

/// `GET /calendar/{secret}.ics`: whoever knows the address. An address that opens
/// nothing is answered like one that never could.
pub(super) async fn read(
    visit: Visit,
    Extension(books): Shelf,
    Path(secret): Path<String>,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let feed = calendar::opened(&mut look.desk(), secret.strip_suffix(".ics").unwrap_or(&secret)).await?;
    look.leave().await?;
    let Some(feed) = feed else { return Ok(Complaint::nowhere().into_response()) };
    let who = Who { actor: Actor::local("日历"), reach: Reach::School(feed.school.uuid()) };
    let mut look = visit.look_as(who).await?;
    let text = calendar::written(&mut look.desk(), &books, &feed).await?;
    look.leave().await?;
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8"), (CACHE_CONTROL, "no-store")], text).into_response())
}

/// `POST /today/calendar`: makes a fresh address and shows it once, or ends it.
pub(super) async fn change(visit: Visit, fields: Fields) -> Result<Response, Error> {
    let of = MembershipId::new(reader(&visit)?.membership);
    let mut change = visit.change().await?;
    let desk = &mut change.desk();
    people::operations::own(desk).await?;
    if fields.text("act") == "end" {
        calendar::end(desk, of).await?;
        change.commit().await?;
        return Ok(Redirect::to("/today").into_response());
    }
    let secret = calendar::renew(desk, of).await?;
    change.commit().await?;
    let address = format!("{}/calendar/{secret}.ics", visit.site().base);
    page(&CalendarPage { frame: visit.frame("/today", visit.say("today-calendar")), address })
}
