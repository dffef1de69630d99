//! `GET /approvals/{id}`: one application on a phone. It leads with five facts, then
//! what consent would approve besides, then what is otherwise than last time.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chassis::Error;
use chassis::web::{Fields, Frame, Visit, page};
use kernel::Said;

use super::HERE;
use super::card_lines::{Choice, Exception, Facts, Told, choices, exceptions, story};
use super::list::name_of;
use crate::books::Books;
use crate::model::approval::{Alteration, CHANGE, Capacity, Consultation, Turn};
use crate::operations::approvals::{self, Application, Roll};
use crate::pages::ground::{Shelf, account, day_of, ground, party};
use crate::papers::Selection;
use crate::print::Order;
use crate::rules;

#[derive(Template)]
#[template(path = "pages/approvals/card.html")]
struct CardPage {
    frame: Frame,
    id: String,
    place: Option<(usize, usize)>,
    by: Option<(String, String)>,
    name: String,
    blocks: usize,
    open: usize,
    rules: usize,
    facts: Facts,
    exceptions: Vec<Exception>,
    altered: Option<(String, Vec<Alteration>)>,
    papers: Vec<(String, Said)>,
    story: Vec<Told>,
    mine: Vec<Mine>,
    is_change: bool,
    on_paper: bool,
    waits_for: Option<String>,
    questions: Vec<Question>,
    open_turns: Vec<Turn>,
    links: Vec<Choice>,
    others: Vec<Choice>,
    mark: String,
    told: usize,
    typed: Fields,
    error: Option<String>,
    error_at: &'static str,
}

/// A turn of the reader's.
struct Mine {
    value: String,
    office: String,
    instead: Option<String>,
}

/// An opinion the reader is asked for.
struct Question {
    id: String,
    by: String,
    office: String,
    text: String,
}

/// `GET /approvals/{id}`
pub(super) async fn show(
    visit: Visit,
    Extension(books): Shelf,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    Box::pin(shown(&visit, &books, &id, Refused::default())).await
}

/// What was not done, and what was typed.
#[derive(Debug, Default)]
pub(super) struct Refused {
    pub(super) said: Option<Said>,
    pub(super) status: StatusCode,
    /// The field to mend.
    pub(super) at: &'static str,
    pub(super) typed: Fields,
}

/// The card as it stands now, with what was refused on top.
pub(super) async fn shown(
    visit: &Visit,
    books: &Books,
    id: &str,
    refused: Refused,
) -> Result<Response, Error> {
    let who = account(visit)?;
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let season = approvals::season(desk).await?;
    let ground = ground(books, &season);
    let application = approvals::open(desk, ground, party(id)?, who).await?;
    let school = application.examination.school.id;
    let waiting = approvals::waiting(desk, ground, school, who).await?;
    look.leave().await?;
    let delegation = &application.examination.delegation;
    let place = waiting.iter().position(|it| it.delegation.id == delegation.id);
    let frame = visit.frame(HERE, delegation.name.clone()).counted(HERE, waiting.len());
    let status = refused.status;
    let mut card = CardPage::of(frame, books, &application, who, refused)?;
    card.place = place.map(|place| (place + 1, waiting.len()));
    let mut response = page(&card)?;
    *response.status_mut() = status;
    Ok(response)
}

impl CardPage {
    fn of(
        frame: Frame,
        books: &Books,
        application: &Application,
        who: people::model::AccountId,
        refused: Refused,
    ) -> Result<Self, Error> {
        let Application { examination, roll, .. } = application;
        let delegation = &examination.delegation;
        let life = &delegation.life;
        let docket = roll.docket(books, frame.today);
        let awaited: Vec<&Consultation> =
            application.turns.iter().flat_map(|turn| docket.awaited(life, turn)).collect();
        let exceptions = exceptions(examination);
        let own = |office: &str| application.mine.iter().any(|(turn, _)| turn.office == office);
        let on_paper = |office: &str| docket.seats.of(office).is_some_and(|seat| seat.on_paper);
        Ok(Self {
            id: delegation.id.to_string(),
            place: None,
            by: life.events().first().map(|noted| (noted.by.clone(), noted.event.on().to_string())),
            name: delegation.name.clone(),
            blocks: exceptions.iter().filter(|it| !it.is_answered).count(),
            open: exceptions.iter().filter(|it| it.is_answered).count(),
            rules: rules::ALL.len(),
            facts: Facts::of(&frame, examination),
            altered: application.altered.clone().map(|(at, all)| (day_of(at).to_string(), all)),
            papers: papers(books, application)?,
            story: story(&frame, application),
            mine: application.mine.iter().map(|(turn, as_what)| Mine::of(roll, turn, *as_what)).collect(),
            is_change: application.mine.iter().any(|(turn, _)| turn.link == CHANGE),
            on_paper: application.mine.iter().any(|(turn, _)| on_paper(&turn.office)),
            waits_for: awaited.iter().find(|it| own(&it.office)).map(|it| name_of(roll, it.of)),
            questions: awaited.iter().filter(|it| it.of == who).map(|it| Question::of(roll, it)).collect(),
            open_turns: application.turns.iter().filter(|turn| !own(&turn.office)).cloned().collect(),
            links: earlier_links(application),
            others: choices(&frame, docket.others(who)),
            mark: application.mark.clone(),
            told: life.events().len(),
            error: refused.said.as_ref().map(|said| frame.said(said).to_owned()),
            error_at: refused.at,
            typed: refused.typed,
            exceptions,
            frame,
        })
    }

    /// The title; one that begins with what went wrong where something did.
    fn heading(&self) -> String {
        let title = format!("{}：{}", self.frame.say("approvals-title"), self.name);
        match &self.error {
            Some(_) => format!("{}：{title}", self.frame.say("error-word")),
            None => title,
        }
    }
}

impl Mine {
    fn of(roll: &Roll, turn: &Turn, as_what: Capacity) -> Self {
        Self {
            value: format!("{}/{}", turn.link, turn.office),
            office: turn.office.clone(),
            instead: match as_what {
                Capacity::Own => None,
                Capacity::InsteadOf(other) => Some(name_of(roll, other)),
            },
        }
    }
}

impl Question {
    fn of(roll: &Roll, asked: &Consultation) -> Self {
        Self {
            id: asked.id.to_string(),
            by: name_of(roll, asked.by),
            office: asked.office.clone(),
            text: asked.question.clone(),
        }
    }
}

/// Links before the one that is asked: those a return may begin from again.
fn earlier_links(application: &Application) -> Vec<Choice> {
    let chain = application.examination.delegation.life.chain();
    let links = chain.map(|chain| chain.links.as_slice()).unwrap_or_default();
    let asked = application.turns.first().map(|turn| turn.link.as_str());
    links
        .iter()
        .take_while(|link| Some(link.code.as_str()) != asked)
        .map(|link| Choice { value: link.code.clone(), name: link.name.clone() })
        .collect()
}

/// The papers that the application is handed in with, as far as it can be reckoned.
fn papers(books: &Books, application: &Application) -> Result<Vec<(String, Said)>, Error> {
    let examination = &application.examination;
    let Ok(budget) = &examination.budget else { return Ok(Vec::new()) };
    let subject = examination.subject(books, budget, Order::default());
    let facts = crate::facts::of(&subject);
    let offered = books.papers()?.offered(&Selection::Package, &facts)?;
    Ok(offered.into_iter().map(|paper| (paper.code().to_owned(), paper.name())).collect())
}
