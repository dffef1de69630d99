//! The season: what each stop means before anyone applies, as an axis of the year.

mod ask;
mod facts;
mod plans;
mod row;
mod say;
mod visas;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Fields, Frame, Locale, Routes, Visit, page};
use kernel::Country;
use season::model::{Difference, Field, LocalEdit};
use season::operations::Publisher;
use season::pages::{DECIDE, IMPORT, SEE};
use serde::Deserialize;

use crate::board::{Board, Outlook, Verdict, Way, calendar, csv, sheet};
use crate::books::Books;
use crate::operations::board::{SeasonView, view};

use super::download::{Shown, file};
use facts::{Fact, Tile};
use plans::Plan;
use row::Row;
use visas::Border;

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../../locale/board/zh.ftl")),
    (Locale::En, include_str!("../../../locale/board/en.ftl")),
    (Locale::Ar, include_str!("../../../locale/board/ar.ftl")),
];

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/season", SEE, show)
        .get("/season.xlsx", SEE, xlsx)
        .get("/season.ics", SEE, ics)
        .get("/season.csv", SEE, separated)
        .post("/season/choices", DECIDE, choose)
}

/// What is asked to be seen; it lives in the address, so that a link carries it.
#[derive(Debug, Clone, Default, Deserialize)]
struct Filter {
    #[serde(default)]
    region: String,
    #[serde(default)]
    verdict: String,
}

impl Filter {
    fn wants(&self, stop: &Outlook) -> bool {
        let verdict = self.verdict.parse::<Verdict>().ok();
        (self.region.is_empty() || self.region == stop.region)
            && verdict.is_none_or(|verdict| verdict == stop.verdict)
    }

    fn is_set(&self) -> bool {
        !self.region.is_empty() || !self.verdict.is_empty()
    }

    /// The address of the same view under another path.
    fn of(&self, path: &str) -> String {
        if !self.is_set() {
            return path.to_owned();
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("region", &self.region).append_pair("verdict", &self.verdict);
        format!("{path}?{}", query.finish())
    }
}

/// A choice of a filter.
struct Choice {
    value: String,
    name: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/board/page.html")]
struct BoardPage {
    frame: Frame,
    board: Board,
    facts: Vec<Fact>,
    tiles: Vec<Tile>,
    rows: Vec<Row>,
    months: Vec<(String, bool)>,
    ways: Vec<WayRow>,
    borders: Vec<Border>,
    plans: Vec<Plan>,
    regions: Vec<Choice>,
    verdicts: Vec<Choice>,
    undecided: Vec<(u32, String)>,
    version: String,
    open: Vec<u32>,
    differences: Vec<Told>,
    from: Option<i64>,
    held: i64,
    links: Links,
    may_import: bool,
    may_decide: bool,
    today: String,
    layers: String,
    error: Option<String>,
    is_filtered: bool,
}

/// The same view as files.
struct Links {
    xlsx: String,
    ics: String,
    csv: String,
}

/// One of the five ways, and what it comes to at which stops.
struct WayRow {
    name: String,
    stops: Vec<(String, String)>,
    needs: String,
    fails: String,
}

/// A difference, as it is read.
struct Told {
    about: String,
    before: String,
    after: String,
    edited: String,
}

#[derive(Template)]
#[template(path = "pages/board/empty.html")]
struct EmptyPage {
    frame: Frame,
    may_import: bool,
}

/// `GET /season`
async fn show(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    match seen(&visit, &books).await {
        Ok(view) => page(&board_page(&visit, view, &filter, None)),
        Err(Error::Missing(missing)) if missing.code == "season-none" => {
            let frame = visit.frame("/season", visit.say("board-title-none"));
            page(&EmptyPage { frame, may_import: visit.may(IMPORT) })
        }
        Err(error) => Err(error),
    }
}

async fn seen(visit: &Visit, books: &Books) -> Result<SeasonView, Error> {
    let mut look = visit.look().await?;
    let view = view(&mut look.desk(), books).await?;
    look.leave().await?;
    Ok(view)
}

/// `POST /season/choices`: decides to which countries or to which city a stop goes,
/// or takes the decision back.
async fn choose(
    visit: Visit,
    Extension(books): Extension<Arc<Books>>,
    fields: Fields,
) -> Result<Response, Error> {
    let number: u32 = fields.text("number").parse().unwrap_or_default();
    let mut change = visit.change().await?;
    match chosen(&mut change.desk(), number, &fields).await {
        Ok(()) => {
            change.commit().await?;
            Ok(Redirect::to(&format!("/season#s{number}")).into_response())
        }
        Err(Error::Refused(refusal)) => {
            drop(change);
            let view = seen(&visit, &books).await?;
            let said = visit.frame("", "").said(&refusal.said).to_owned();
            let mut response = page(&board_page(&visit, view, &Filter::default(), Some(said)))?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

async fn chosen(desk: &mut chassis::Desk<'_>, number: u32, fields: &Fields) -> Result<(), Error> {
    if let Ok(field) = fields.text("back").parse::<Field>() {
        return season::operations::take_back(desk, number, field).await;
    }
    let city = fields.text("city");
    if !city.is_empty() {
        return season::operations::edit(desk, number, Field::City, city).await;
    }
    let codes = fields.text("countries").split(',').filter(|code| !code.is_empty());
    let countries: Result<Vec<Country>, _> = codes.map(str::parse).collect();
    let countries = countries.unwrap_or_default();
    season::operations::decide(desk, number, &countries).await.map(drop)
}

/// `GET /season.xlsx`
async fn xlsx(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let board = filtered(&visit, &books, &filter).await?;
    let name = format!("{}赛季一览.xlsx", board.year);
    let bytes = tokio::task::spawn_blocking(move || sheet::workbook(&board)).await;
    let bytes = bytes.map_err(Error::fault)?.map_err(Error::fault)?;
    file(&name, Shown::Kept, bytes)
}

/// `GET /season.ics`
async fn ics(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let board = filtered(&visit, &books, &filter).await?;
    let text = calendar::ics(&board).into_bytes();
    file(&format!("{}赛季.ics", board.year), Shown::Kept, text)
}

/// `GET /season.csv`
async fn separated(
    visit: Visit,
    Query(filter): Query<Filter>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let board = filtered(&visit, &books, &filter).await?;
    let bytes = csv::text(&board).map_err(Error::fault)?;
    file(&format!("{}赛季一览.csv", board.year), Shown::Kept, bytes)
}

async fn filtered(visit: &Visit, books: &Books, filter: &Filter) -> Result<Board, Error> {
    Ok(seen(visit, books).await?.board.only(|stop| filter.wants(stop)))
}

fn board_page(visit: &Visit, view: SeasonView, filter: &Filter, error: Option<String>) -> BoardPage {
    let year = view.board.year.to_string();
    let mut frame = visit.frame("/season", String::new());
    frame.title = frame.tell("board-title", &[("year", year)]);
    if error.is_some() {
        frame.title = format!("{}{}{}", frame.say("error-word"), frame.say("board-colon"), frame.title);
    }
    let may_decide = visit.may(DECIDE);
    let facts = facts::facts(&frame, &view);
    let tiles = facts::tiles(&frame, &view);
    let rows = row::rows(&frame, &view, |stop| filter.wants(stop));
    let open = rows.iter().filter(|row| row.ask.is_some()).map(|row| row.number).collect();
    let SeasonView { board, changed, publisher, .. } = view;
    let undecided = board.stops.iter().filter(|stop| stop.cities.is_empty() && filter.wants(stop));
    let undecided = undecided.map(|stop| (stop.number, say::place(&frame, &stop.region))).collect();
    let version = frame.tell(
        "board-version",
        &[
            ("version", changed.version.version.to_string()),
            ("day", say::stamp(&frame, &changed.version.imported_at)),
        ],
    );
    BoardPage {
        months: months(&frame, board.year),
        ways: ways(&frame, &board),
        borders: visas::borders(&frame, &board, |stop| filter.wants(stop)),
        plans: plans::plans(&frame, &board, |stop| filter.wants(stop)),
        regions: regions(&frame, &board, filter),
        verdicts: verdicts(&frame, filter),
        differences: changed.differences.iter().map(|it| told(&frame, it)).collect(),
        from: changed.from,
        held: changed.version.version,
        links: Links {
            xlsx: filter.of("/season.xlsx"),
            ics: filter.of("/season.ics"),
            csv: filter.of("/season.csv"),
        },
        may_import: visit.may(IMPORT) && publisher == Publisher::Here,
        may_decide,
        today: say::day(&frame, frame.today),
        layers: board.layers.join("＋"),
        is_filtered: filter.is_set(),
        facts,
        tiles,
        rows,
        undecided,
        version,
        open,
        error,
        board,
        frame,
    }
}

fn told(frame: &Frame, difference: &Difference) -> Told {
    Told {
        about: frame.said(&difference.about.said()).to_owned(),
        before: difference.before.clone(),
        after: difference.after.clone(),
        edited: difference.edited.as_ref().map_or_else(String::new, |edit: &LocalEdit| edit.value.clone()),
    }
}

fn months(frame: &Frame, year: i16) -> Vec<(String, bool)> {
    let first = |month: i8| jiff::civil::date(year, month, 1);
    let head = |day: jiff::civil::Date| {
        let is_now = frame.today.first_of_month() == day;
        (frame.say(format!("board-head-{}", day.month())), is_now)
    };
    (1..=12).map(first).map(head).collect()
}

fn regions(frame: &Frame, board: &Board, filter: &Filter) -> Vec<Choice> {
    let mut known: Vec<&str> = Vec::new();
    for stop in &board.stops {
        if !known.contains(&stop.region.as_str()) {
            known.push(&stop.region);
        }
    }
    let choice = |region: &str| Choice {
        value: region.to_owned(),
        name: say::place(frame, region),
        is_chosen: region == filter.region,
    };
    known.into_iter().map(choice).collect()
}

fn verdicts(frame: &Frame, filter: &Filter) -> Vec<Choice> {
    let choice = |verdict: &Verdict| Choice {
        value: verdict.code().to_owned(),
        name: frame.say(format!("board-verdict-{}", verdict.code())),
        is_chosen: verdict.code() == filter.verdict,
    };
    Verdict::ALL.iter().map(choice).collect()
}

/// The five ways, each with the stops it is reckoned for.
fn ways(frame: &Frame, board: &Board) -> Vec<WayRow> {
    let over: Vec<&Outlook> = board.stops.iter().filter(|stop| !stop.ways_out.is_empty()).collect();
    if over.is_empty() {
        return Vec::new();
    }
    let row = |way: &Way| {
        let language = frame.language();
        let mut alike: Vec<(String, Vec<String>)> = Vec::new();
        for stop in &over {
            let Some(out) = stop.ways_out.iter().find(|out| out.way == *way) else { continue };
            let (brief, region) = (frame.said(&out.brief).to_owned(), say::place(frame, &stop.region));
            match alike.iter_mut().find(|(known, _)| *known == brief) {
                Some((_, regions)) => regions.push(region),
                None => alike.push((brief, vec![region])),
            }
        }
        let told = |(brief, regions): (String, Vec<String>)| (say::list(frame, &regions), brief);
        WayRow {
            name: way.words().in_language(language).to_owned(),
            stops: alike.into_iter().map(told).collect(),
            needs: way.needs().in_language(language).to_owned(),
            fails: way.fails().in_language(language).to_owned(),
        }
    };
    Way::ALL.iter().map(row).collect()
}
