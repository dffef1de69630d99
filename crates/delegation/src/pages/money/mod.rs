//! The money of a trip: known prices and rates, the budget reckoned from them
//! while one types, and budget, approval and actual side by side.

mod typed;

use std::borrow::Borrow;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::Error;
use chassis::web::{Fields, Frame, Locale, Routes, Visit, page};
use kernel::{Money, in_capitals};

use self::typed::{Fault, PriceRow, RateRow, read, written};
use super::{EDIT, SEE, party};
use crate::books::Books;
use crate::budget::BudgetFault;
use crate::claim::Compared;
use crate::examination::Examination;
use crate::model::{Budget, CostItem, OverStandard};
use crate::operations;
use crate::operations::plan;

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../../locale/money/zh.ftl")),
    (Locale::En, include_str!("../../../locale/money/en.ftl")),
    (Locale::Ar, include_str!("../../../locale/money/ar.ftl")),
];

/// Empty lines that wait to be filled in.
const SPARE: usize = 2;

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/delegations/{id}/money", SEE, show).post("/delegations/{id}/money", EDIT, keep).post(
        "/delegations/{id}/money/reckoning",
        SEE,
        reckon,
    )
}

/// The budget as it follows from what is typed: a piece of the page.
#[derive(Template)]
#[template(path = "pages/money/reckoned.html")]
struct Reckoned {
    frame: Frame,
    budget: Result<Budget, Vec<BudgetFault>>,
    students: Option<Result<Budget, Vec<BudgetFault>>>,
}

impl Reckoned {
    fn of(frame: Frame, examination: &Examination) -> Self {
        Self { frame, budget: examination.budget.clone(), students: examination.students_budget.clone() }
    }

    fn over<'a>(budget: &'a Budget, item: CostItem, what: &str) -> Option<&'a OverStandard> {
        budget.over.iter().find(|over| over.item == item && over.what.zh == what)
    }

    fn capitals(total: &Money) -> String {
        in_capitals(*total)
    }

    fn each(budget: &Budget) -> String {
        Money::new(budget.total.minor / budget.persons.max(1), budget.total.currency).grouped()
    }
}

#[derive(Template)]
#[template(path = "pages/money/page.html")]
struct MoneyPage {
    frame: Frame,
    id: String,
    name: String,
    source: String,
    reckoned: String,
    prices: Vec<PriceRow>,
    rates: Vec<RateRow>,
    faults: Vec<Fault>,
    error: Option<String>,
    compared: Vec<Compared>,
    is_home: bool,
    may_edit: bool,
    seen: u32,
}

impl MoneyPage {
    fn items() -> &'static [CostItem] {
        CostItem::ALL
    }

    fn shown(money: impl Borrow<Option<Money>>) -> String {
        money.borrow().map_or_else(|| "—".to_owned(), Money::grouped)
    }

    fn fault(&self, field: impl AsRef<str>) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.field == field.as_ref())
    }
}

/// `GET /delegations/{id}/money`
async fn show(
    visit: Visit,
    Extension(books): Extension<Arc<Books>>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (examination, seen) = examined(&visit, &books, &id).await?;
    let (prices, rates) = written(&examination.delegation.funding, SPARE);
    answer(&visit, &examination, seen, (prices, rates), (Vec::new(), None))
}

/// `POST /delegations/{id}/money`
async fn keep(
    visit: Visit,
    Extension(books): Extension<Arc<Books>>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let (examination, seen_now) = examined(&visit, &books, &id).await?;
    let (prices, faults) = read(&fields, &examination.delegation.funding);
    let typed = (typed::price_rows(&fields), typed::rate_rows(&fields));
    let refused = if faults.is_empty() {
        let seen = fields.text("seen").parse().unwrap_or(u32::MAX);
        let mut change = visit.change().await?;
        match plan::prices(&mut change.desk(), examination.delegation.id, seen, prices).await {
            Ok(_) => {
                change.commit().await?;
                return Ok(Redirect::to(&format!("/delegations/{}/money", examination.delegation.id))
                    .into_response());
            }
            Err(Error::Refused(refusal)) => {
                Some(refusal.said.in_language(visit.locale.language()).to_owned())
            }
            Err(error) => return Err(error),
        }
    } else {
        None
    };
    let mut response = answer(&visit, &examination, seen_now, typed, (faults, refused))?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// `POST /delegations/{id}/money/reckoning`: the budget of what is typed, kept nowhere.
async fn reckon(
    visit: Visit,
    Extension(books): Extension<Arc<Books>>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let mut delegation = operations::load(desk, party::id(&id)?).await?;
    let (prices, faults) = read(&fields, &delegation.funding);
    if faults.is_empty() {
        delegation.funding.rates = prices.rates;
        delegation.funding.expenses = prices.expenses;
    }
    let season = season::operations::current(desk).await?;
    let examination = operations::examine(desk, &books, &season, delegation).await?;
    look.leave().await?;
    page(&Reckoned::of(visit.frame("", ""), &examination))
}

async fn examined(visit: &Visit, books: &Books, id: &str) -> Result<(Examination, u32), Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let delegation = operations::load(desk, party::id(id)?).await?;
    let season = season::operations::current(desk).await?;
    let seen = operations::version(desk, &delegation).await?.sequence;
    let examination = operations::examine(desk, books, &season, delegation).await?;
    look.leave().await?;
    Ok((examination, seen))
}

fn answer(
    visit: &Visit,
    examination: &Examination,
    seen: u32,
    (prices, rates): (Vec<PriceRow>, Vec<RateRow>),
    (faults, error): (Vec<Fault>, Option<String>),
) -> Result<Response, Error> {
    let delegation = &examination.delegation;
    let frame = visit.frame("/delegations", visit.say("money-title"));
    let reckoned = Reckoned::of(frame.clone(), examination).render().map_err(Error::fault)?;
    let comparison = &examination.accounts.comparison;
    page(&MoneyPage {
        id: delegation.id.to_string(),
        name: delegation.name.clone(),
        source: delegation.funding.source.clone(),
        reckoned,
        prices,
        rates,
        faults,
        error,
        compared: comparison.rows.iter().chain([&comparison.total]).copied().collect(),
        is_home: delegation.life.homecoming.is_some(),
        may_edit: visit.may(EDIT) && operations::life::fixed(delegation).is_none(),
        seen,
        frame,
    })
}
