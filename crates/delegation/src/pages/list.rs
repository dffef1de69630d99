//! Every delegation a reader may see.

mod export;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::response::Response;
use chassis::web::{Frame, Locale, Routes, Visit, page};
use chassis::{Desk, Error, Reach};
use season::model::Stop;
use serde::Deserialize;

use super::tone::{self, Chip};
use super::{EDIT, SEE};
use crate::books::Books;
use crate::listing::{After, Asked, Entry, Listing, Order, PAGE};
use crate::model::life::Phase;
use crate::operations::listing;

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/list/zh.ftl")),
    (Locale::En, include_str!("../../locale/list/en.ftl")),
    (Locale::Ar, include_str!("../../locale/list/ar.ftl")),
];

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/delegations", SEE, show).get("/delegations.xlsx", SEE, export::xlsx).get(
        "/delegations.csv",
        SEE,
        export::csv,
    )
}

/// What stands in the address: filters, order, where the page begins.
#[derive(Debug, Clone, Default, Deserialize)]
struct Filter {
    #[serde(default)]
    phase: String,
    #[serde(default)]
    stop: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
}

impl Filter {
    /// What is asked for; a value that nobody offered filters nothing.
    fn asked(&self, most: i64) -> Asked {
        Asked {
            phase: Phase::ALL.iter().copied().find(|phase| phase.code() == self.phase),
            stop: self.stop.parse().ok(),
            words: self.q.clone(),
            order: self.order(),
            after: After::read(&self.after),
            most,
        }
    }

    fn order(&self) -> Order {
        Order::ALL.iter().copied().find(|order| order.code() == self.sort).unwrap_or(Order::Departs)
    }

    /// The address of the same list with something else in it.
    fn path(&self, start: &str, other: &[(&str, &str)]) -> String {
        let own = [
            ("phase", self.phase.as_str()),
            ("stop", &self.stop),
            ("q", &self.q),
            ("sort", &self.sort),
            ("after", ""),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in own {
            let value = other.iter().find(|(known, _)| *known == name).map_or(value, |(_, value)| *value);
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { start.to_owned() } else { format!("{start}?{query}") }
    }
}

/// What a reader came to see, before it is said.
struct Found {
    listing: Listing,
    stops: Vec<Stop>,
    of_all: bool,
}

/// Reads the list, once its columns are filled.
async fn find(visit: &Visit, books: &Books, asked: &Asked) -> Result<Found, Error> {
    let mut look = visit.look().await?;
    let is_noted = listing::is_noted(&mut look.desk()).await?;
    if !is_noted {
        look.leave().await?;
        let mut change = visit.change().await?;
        listing::note(&mut change.desk(), books).await?;
        change.commit().await?;
        look = visit.look().await?;
    }
    let found = read(&mut look.desk(), asked).await?;
    look.leave().await?;
    Ok(found)
}

async fn read(desk: &mut Desk<'_>, asked: &Asked) -> Result<Found, Error> {
    let listing = listing::list(desk, asked).await?;
    let stops = match season::operations::current(desk).await {
        Ok(season) => season.stops,
        Err(Error::Missing(_)) => Vec::new(),
        Err(error) => return Err(error),
    };
    Ok(Found { listing, stops, of_all: desk.reach == Reach::All })
}

/// A line, as it is read.
struct Line {
    path: String,
    name: String,
    head: String,
    school: String,
    stop: String,
    dates: String,
    days: String,
    people: String,
    total: String,
    changed: String,
    phase: Chip,
}

impl Line {
    fn of(frame: &Frame, stops: &[Stop], entry: &Entry) -> Self {
        let stop = stops.iter().find(|stop| stop.id == entry.stop);
        let (dates, days) = match (entry.stay, entry.departs) {
            (Some(stay), _) => (
                format!("{} — {}", stay.exit(), stay.entry()),
                frame.tell("list-days", &[("days", stay.days().to_string())]),
            ),
            (None, Some(day)) => (day.to_string(), String::new()),
            (None, None) => (frame.say("list-unknown"), String::new()),
        };
        let staff = ("staff", entry.staff.to_string());
        let people = if entry.students == 0 {
            frame.tell("list-staff", &[staff])
        } else {
            frame.tell("list-people", &[staff, ("students", entry.students.to_string())])
        };
        Self {
            path: format!("/delegations/{}", entry.id),
            name: entry.name.clone(),
            head: entry.head.clone(),
            school: entry.school_name.clone(),
            stop: stop.map_or_else(|| frame.say("list-stop-gone"), |stop| stop_name(frame, stop)),
            dates,
            days,
            people,
            total: entry.total.map_or_else(|| frame.say("list-unknown"), tone::money),
            changed: tone::day_of(entry.changed),
            phase: Chip::of_phase(frame, entry.phase),
        }
    }
}

/// `第 3 站 巴西`.
fn stop_name(frame: &Frame, stop: &Stop) -> String {
    let figures = [("number", stop.number.to_string()), ("region", stop.site.region.clone())];
    frame.tell("list-stop-name", &figures)
}

/// A saved view: how many have got so far.
struct Tab {
    path: String,
    name: String,
    count: i64,
    is_chosen: bool,
}

/// One of a list of choices.
struct Choice {
    value: String,
    name: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
    tabs: Vec<Tab>,
    stops: Vec<Choice>,
    orders: Vec<Choice>,
    filter: Filter,
    next: Option<String>,
    is_filtered: bool,
    of_all: bool,
    may_begin: bool,
    xlsx: String,
    csv: String,
}

/// `GET /delegations`
async fn show(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let found = find(&visit, &books, &filter.asked(PAGE)).await?;
    let frame = visit.frame("/delegations", visit.say("list-title"));
    let chosen = |value: String, name, current: &str| Choice { is_chosen: value == current, value, name };
    let stops = found.stops.iter();
    let stops = stops.map(|stop| chosen(stop.id.to_string(), stop_name(&frame, stop), &filter.stop));
    let order = |order: &Order| {
        chosen(order.to_string(), frame.say(format!("list-by-{order}")), filter.order().code())
    };
    let next = found.listing.next.as_ref();
    page(&ListPage {
        lines: found.listing.entries.iter().map(|entry| Line::of(&frame, &found.stops, entry)).collect(),
        tabs: tabs(&frame, &filter, &found.listing.phases),
        stops: stops.collect(),
        orders: Order::ALL.iter().map(order).collect(),
        next: next.map(|after| filter.path("/delegations", &[("after", &after.to_string())])),
        is_filtered: !filter.path("", &[("sort", "")]).is_empty(),
        of_all: found.of_all,
        may_begin: visit.may(EDIT),
        xlsx: filter.path("/delegations.xlsx", &[]),
        csv: filter.path("/delegations.csv", &[]),
        filter,
        frame,
    })
}

fn tabs(frame: &Frame, filter: &Filter, phases: &[(Phase, i64)]) -> Vec<Tab> {
    let all = Tab {
        path: filter.path("/delegations", &[("phase", "")]),
        name: frame.say("list-all"),
        count: phases.iter().map(|(_, count)| count).sum(),
        is_chosen: filter.phase.is_empty(),
    };
    let tab = |(phase, count): &(Phase, i64)| Tab {
        path: filter.path("/delegations", &[("phase", phase.code())]),
        name: frame.say(format!("list-phase-{phase}")),
        count: *count,
        is_chosen: filter.phase == phase.code(),
    };
    std::iter::once(all).chain(phases.iter().map(tab)).collect()
}
