//! What follows from a delegation: what the rules find, the ways out of too long a
//! stay, the budget, what is due.

use std::sync::Arc;

use axum::Extension;
use axum::extract::Path;
use chassis::Error;
use chassis::web::api::{Answer, Gives, Shape, given};
use chassis::web::{Routes, Visit};
use kernel::Money;
use schemars::JsonSchema;
use serde::Serialize;

use super::{named, reading, version};
use crate::books::Books;
use crate::budget::BudgetFault;
use crate::deadlines::wire::DeadlinesWire;
use crate::deadlines::{Deadlines, Ground};
use crate::examination::Examination;
use crate::model::{Budget, Line};
use crate::operations;
use crate::ways::wire::Told;
use crate::wire::checked::{Both, Checked};

/// What a trip costs: the staff book, and the students' own.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Budgets")]
struct BudgetsWire {
    /// The staff book; none while something is missing to reckon it.
    staff: Option<BudgetWire>,
    /// What is missing to reckon the staff book.
    missing: Vec<String>,
    /// The students' book; none where no student travels or something is missing.
    students: Option<BudgetWire>,
    /// What is missing to reckon the students' book.
    students_missing: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Budget")]
struct BudgetWire {
    persons: i64,
    days: i64,
    /// In yuan.
    total: String,
    lines: Vec<LineWire>,
    over_standard: Vec<OverWire>,
    shares: Vec<ShareWire>,
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BudgetLine")]
struct LineWire {
    item: &'static str,
    mode: &'static str,
    what: Both,
    price: AmountWire,
    persons: i64,
    units: i64,
    amount: AmountWire,
    /// In yuan.
    yuan: String,
    basis: String,
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OverStandard")]
struct OverWire {
    item: &'static str,
    what: Both,
    price: AmountWire,
    cap: Option<AmountWire>,
    approved: bool,
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BudgetShare")]
struct ShareWire {
    payer: String,
    /// In yuan.
    yuan: String,
}

/// A sum: an exact decimal and its currency.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Amount")]
struct AmountWire {
    value: String,
    currency: &'static str,
}

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(
            reading(
                "/api/v1/delegations/{id}/findings",
                ("核对结果", "what the rules find"),
                Gives::One(Shape::of::<Checked>()),
            ),
            findings,
        )
        .api(
            reading(
                "/api/v1/delegations/{id}/ways",
                ("超期的出路", "the ways out of too long a stay"),
                Gives::One(Shape::of::<Told<'static>>()),
            ),
            ways,
        )
        .api(
            reading(
                "/api/v1/delegations/{id}/budget",
                ("经费预算", "what it costs"),
                Gives::One(Shape::of::<BudgetsWire>()),
            ),
            budget,
        )
        .api(
            reading(
                "/api/v1/delegations/{id}/deadlines",
                ("时限：什么该办、最晚哪天", "what is due, and by when"),
                Gives::One(Shape::of::<DeadlinesWire<'static>>()),
            ),
            deadlines,
        )
        .api(
            reading(
                "/api/v1/deadlines",
                (
                    "本校全部团组的时限、顺延和冲突",
                    "what is due of all delegations, what slips, what clashes",
                ),
                Gives::One(Shape::of::<DeadlinesWire<'static>>()),
            ),
            all_deadlines,
        )
}

/// What is due of every delegation of one's school.
async fn all_deadlines(visit: Visit, Extension(books): Extension<Arc<Books>>) -> Answer {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let school = people::operations::own(desk).await?;
    let season = season::operations::current(desk).await?;
    let delegations = operations::of_school(desk, school.id, &season).await?;
    look.leave().await?;
    let today = visit.clock.today;
    let book = books
        .shelf
        .effective(&school.province, &school.name, today)
        .map_err(|fault| Error::fault(fault.to_string()))?;
    let ground = Ground { knowledge: &books.knowledge, book: &book, season: &season, today };
    let deadlines = Deadlines::of(&delegations, ground);
    Ok(given(&visit.headers, 0, &DeadlinesWire::from(&deadlines))?)
}

async fn examined(visit: &Visit, books: &Books, id: &str) -> Result<(Examination, i64), Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let delegation = operations::load(desk, named(id)).await?;
    let season = season::operations::current(desk).await?;
    let version = version(desk, delegation.id).await?;
    let examination = operations::examine(desk, books, &season, delegation).await?;
    look.leave().await?;
    Ok((examination, version))
}

async fn findings(visit: Visit, Path(id): Path<String>, Extension(books): Extension<Arc<Books>>) -> Answer {
    let (examination, version) = examined(&visit, &books, &id).await?;
    Ok(given(&visit.headers, version, &Checked::from(&examination))?)
}

async fn ways(visit: Visit, Path(id): Path<String>, Extension(books): Extension<Arc<Books>>) -> Answer {
    let (examination, version) = examined(&visit, &books, &id).await?;
    Ok(given(&visit.headers, version, &Told::of(examination.overstay.as_ref()))?)
}

async fn budget(visit: Visit, Path(id): Path<String>, Extension(books): Extension<Arc<Books>>) -> Answer {
    let (examination, version) = examined(&visit, &books, &id).await?;
    let missing = |book: &Result<Budget, Vec<BudgetFault>>| {
        book.as_ref().err().into_iter().flatten().map(ToString::to_string).collect()
    };
    let students = examination.students_budget.as_ref();
    let told = BudgetsWire {
        staff: examination.budget.as_ref().ok().map(Into::into),
        missing: missing(&examination.budget),
        students: students.and_then(|book| book.as_ref().ok()).map(Into::into),
        students_missing: students.map(missing).unwrap_or_default(),
    };
    Ok(given(&visit.headers, version, &told)?)
}

async fn deadlines(visit: Visit, Path(id): Path<String>, Extension(books): Extension<Arc<Books>>) -> Answer {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let delegation = operations::load(desk, named(&id)).await?;
    let season = season::operations::current(desk).await?;
    let version = version(desk, delegation.id).await?;
    let school = people::operations::load(desk, delegation.school).await?;
    look.leave().await?;
    let today = visit.clock.today;
    let book = books
        .shelf
        .effective(&school.province, &school.name, today)
        .map_err(|fault| Error::fault(fault.to_string()))?;
    let ground = Ground { knowledge: &books.knowledge, book: &book, season: &season, today };
    let all = [delegation];
    let deadlines = Deadlines::of(&all, ground);
    Ok(given(&visit.headers, version, &DeadlinesWire::from(&deadlines))?)
}

impl From<&Budget> for BudgetWire {
    fn from(it: &Budget) -> Self {
        let over = |it: &crate::model::OverStandard| OverWire {
            item: it.item.code(),
            what: (&it.what).into(),
            price: it.price.into(),
            cap: it.cap.map(Into::into),
            approved: it.approved,
        };
        let share = |(payer, sum): &(String, Money)| ShareWire { payer: payer.clone(), yuan: sum.plain() };
        Self {
            persons: it.persons,
            days: it.days,
            total: it.total.plain(),
            lines: it.lines.iter().map(Into::into).collect(),
            over_standard: it.over.iter().map(over).collect(),
            shares: it.shares.iter().map(share).collect(),
        }
    }
}

impl From<&Line> for LineWire {
    fn from(it: &Line) -> Self {
        Self {
            item: it.item.code(),
            mode: it.mode.code(),
            what: (&it.what).into(),
            price: it.price.into(),
            persons: it.persons,
            units: it.units,
            amount: it.amount.into(),
            yuan: it.yuan.plain(),
            basis: it.basis.clone(),
        }
    }
}

impl From<Money> for AmountWire {
    fn from(it: Money) -> Self {
        Self { value: it.plain(), currency: it.currency.code() }
    }
}
