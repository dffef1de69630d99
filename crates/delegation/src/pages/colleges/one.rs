//! One college: its parties, without a traveller's name.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::Response;
use chassis::Error;
use chassis::web::{Frame, Visit, page};
use people::model::SchoolId;
use season::model::Stop;
use serde::Deserialize;

use super::{note, stop_name, stops};
use crate::books::Books;
use crate::listing::{After, Asked, Entry, Order, PAGE};
use crate::operations::colleges;
use crate::pages::tone::Chip;

/// A party, as it is read.
struct Line {
    party: String,
    stop: String,
    dates: String,
    staff: i64,
    students: i64,
    phase: Chip,
    changed: String,
}

#[derive(Template)]
#[template(path = "pages/colleges/one.html")]
struct CollegePage {
    frame: Frame,
    lines: Vec<Line>,
    next: Option<String>,
}

/// Where the page begins.
#[derive(Debug, Default, Deserialize)]
pub(super) struct From {
    #[serde(default)]
    after: String,
}

/// `GET /colleges/{school}`
pub(super) async fn show(
    visit: Visit,
    Path(school): Path<String>,
    Query(from): Query<From>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let school: SchoolId = school
        .parse()
        .map_err(|_| Error::missing("school-unknown", "没有这所学校的登记", "there is no such school"))?;
    note(&visit, &books).await?;
    let asked = Asked {
        phase: None,
        stop: None,
        words: String::new(),
        order: Order::Departs,
        after: After::read(&from.after),
        most: PAGE,
    };
    let mut look = visit.look().await?;
    let stops = stops(&mut look.desk()).await?;
    let (school, listing) = colleges::of_college(&mut look.desk(), school, &asked).await?;
    look.leave().await?;
    let title = match visit.locale.language() {
        kernel::Language::Zh => school.name,
        kernel::Language::En => school.name_en,
    };
    let frame = visit.frame("/colleges", title);
    let onward = |after: &After| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("after", &after.to_string());
        format!("/colleges/{}?{}", school.id, query.finish())
    };
    page(&CollegePage {
        lines: listing.entries.iter().map(|entry| line(&frame, &stops, entry)).collect(),
        next: listing.next.as_ref().map(onward),
        frame,
    })
}

fn line(frame: &Frame, stops: &[Stop], entry: &Entry) -> Line {
    let stop = stops.iter().find(|stop| stop.id == entry.stop);
    let dates = match (entry.stay, entry.departs) {
        (Some(stay), _) => format!("{} — {}", stay.exit(), stay.entry()),
        (None, Some(day)) => day.to_string(),
        (None, None) => frame.say("list-unknown"),
    };
    Line {
        party: entry.name.clone(),
        stop: stop.map_or_else(|| frame.say("list-stop-gone"), |stop| stop_name(frame, stop)),
        dates,
        staff: entry.staff,
        students: entry.students,
        phase: Chip::of_phase(frame, entry.phase),
        changed: entry.changed.strftime("%Y-%m-%d").to_string(),
    }
}
