//! The life of a delegation: what has happened, and each step by its own noun.

mod told;

use std::sync::Arc;

use axum::Extension;
use axum::extract::Path;
use axum::http::Method;
use chassis::web::api::{Answer, Gives, Sent, Shape, given};
use chassis::web::{Permit, Routes, Visit};
use chassis::{Desk, Error};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Begun, begin, change, end, named, reading, version};
use crate::books::Books;
use crate::model::life::Event;
use crate::model::{Delegation, Publicity};
use crate::operations::life::Ground;
use crate::operations::{self, life, money};
use crate::pages::{DECIDE, RECORD, SETTLE};
use crate::wire::PublicityWire;
use crate::wire::life::{NotedWire, written};
use told::Standing;

/// A step as a program tells it: what it leaves out is what holds.
trait Happening: DeserializeOwned + JsonSchema + Send + 'static {
    /// What has happened.
    fn events(self, standing: &Standing<'_>) -> Result<Vec<Event>, Error>;
}

/// What has happened to a delegation, in order.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Life")]
struct LifeWire {
    /// How far it has got.
    phase: &'static str,
    /// Every step.
    events: Vec<NotedWire>,
}

/// Nothing more needs to be said.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Nothing")]
struct NothingWire {}

pub(super) fn routes(routes: Routes) -> Routes {
    const LIFE: &str = "/api/v1/delegations/{id}/life";
    const LAST: &str = "/api/v1/delegations/{id}/life/last-step-undone";
    const PUBLICITY: &str = "/api/v1/delegations/{id}/publicity";
    let routes = routes
        .api(reading(LIFE, ("办理经过", "what has happened"), Gives::One(Shape::of::<LifeWire>())), show)
        .api(
            change::<NothingWire>(Method::POST, LAST, RECORD, ("撤销最后一步", "takes the last step back")),
            undo,
        )
        .api(
            change::<PublicityWire>(
                Method::POST,
                PUBLICITY,
                RECORD,
                ("事前公示：张贴，或补记结果", "posts the notice, or its result"),
            ),
            post,
        )
        .api(
            change::<told::ReimbursementTold>(
                Method::POST,
                "/api/v1/delegations/{id}/reimbursement",
                SETTLE,
                ("报销", "posts the claim"),
            ),
            claim,
        );
    decisions(records(routes))
}

fn step<T: Happening>(
    routes: Routes,
    path: &'static str,
    permit: Permit,
    said: (&'static str, &'static str),
) -> Routes {
    routes.api(change::<T>(Method::POST, path, permit, said), take::<T>)
}

fn decisions(routes: Routes) -> Routes {
    let routes = step::<told::ReviewTold>(
        routes,
        "/api/v1/delegations/{id}/review",
        DECIDE,
        ("一个部门同意", "an office agrees"),
    );
    step::<told::ReturnTold>(routes, "/api/v1/delegations/{id}/return", DECIDE, ("退回", "sends it back"))
}

macro_rules! recorded {
    ($routes:expr, $($told:ident $noun:literal $zh:literal $en:literal)+) => {{
        let routes = $routes;
        $(let routes = step::<told::$told>(
            routes,
            concat!("/api/v1/delegations/{id}/", $noun),
            RECORD,
            ($zh, $en),
        );)+
        routes
    }};
}

fn records(routes: Routes) -> Routes {
    recorded! { routes,
        StartTold "start" "启动，选定审批链" "begins, with a chain of reviews"
        NoticeTold "notice" "组团单位的任务通知书" "the organiser's task notice"
        SubmissionTold "submission" "报送" "hands the application in"
        WithdrawalTold "withdrawal" "撤回" "takes the application back"
        RejectionTold "rejection" "不予批准" "refuses the application"
        ApprovalTold "approval" "任务批件" "the authority's approval"
        LoanTold "loan" "领用证照" "passports leave their keeper"
        VisaTold "visa" "签证" "visas"
        SessionTold "session" "行前教育" "pre-departure education"
        SecrecyReviewTold "secrecy-review" "保密审查" "the secrecy review"
        ChangeRequestTold "change-request" "变更申请" "asks for a change"
        ConsentTold "consent" "变更会签" "an office consents to the change"
        ChangeGrantTold "change-grant" "变更获批准" "the change is granted"
        ChangeRefusalTold "change-refusal" "变更未获批准" "the change is refused"
        DepartureTold "departure" "出境" "the party leaves"
        HomecomingTold "homecoming" "回国" "the party is home"
        PassportReturnTold "passport-return" "上缴证照" "passports come back"
        ReportTold "report" "出访报告" "the trip report"
        PublicationTold "publication" "回国后公示" "publicity after return"
        CancellationTold "cancellation" "取消" "the trip is cancelled"
        ClosureTold "closure" "归档" "the file is closed"
    }
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let delegation = operations::load(desk, named(&id)).await?;
    let version = version(desk, delegation.id).await?;
    look.leave().await?;
    let told = LifeWire { phase: delegation.life.phase().code(), events: written(&delegation.life) };
    Ok(given(&visit.headers, version, &told)?)
}

async fn take<T: Happening>(
    visit: Visit,
    Path(id): Path<String>,
    Extension(books): Extension<Arc<Books>>,
    sent: Sent,
) -> Answer {
    let mut work = visit.change().await?;
    let desk = &mut work.desk();
    let (delegation, once, told) = match begin::<T>(desk, &sent, &id).await? {
        Begun::Again(first) => return Ok(first),
        Begun::First(delegation, once, told) => (*delegation, once, told),
    };
    let kept = taken(desk, &books, &delegation, told).await?;
    let response = end(desk, once.as_ref(), &kept).await?;
    work.commit().await?;
    Ok(response)
}

async fn taken<T: Happening>(
    desk: &mut Desk<'_>,
    books: &Books,
    delegation: &Delegation,
    told: T,
) -> Result<Delegation, Error> {
    let season = season::operations::current(desk).await?;
    let school = people::operations::load(desk, delegation.school).await?;
    let standing = Standing { delegation, school: &school, books, today: desk.today };
    let events = told.events(&standing)?;
    life::record(desk, Ground { books, season: &season }, delegation.id, events).await
}

async fn undo(visit: Visit, Path(id): Path<String>, sent: Sent) -> Answer {
    let mut work = visit.change().await?;
    let desk = &mut work.desk();
    let (delegation, once, told) = match begin::<NothingWire>(desk, &sent, &id).await? {
        Begun::Again(first) => return Ok(first),
        Begun::First(delegation, once, told) => (*delegation, once, told),
    };
    let NothingWire {} = told;
    let (kept, _) = life::undo(desk, delegation.id).await?;
    let response = end(desk, once.as_ref(), &kept).await?;
    work.commit().await?;
    Ok(response)
}

async fn post(visit: Visit, Path(id): Path<String>, sent: Sent) -> Answer {
    let mut work = visit.change().await?;
    let desk = &mut work.desk();
    let (delegation, once, told) = match begin::<PublicityWire>(desk, &sent, &id).await? {
        Begun::Again(first) => return Ok(first),
        Begun::First(delegation, once, told) => (*delegation, once, told),
    };
    let publicity = Publicity::from(told);
    told::thinkable([publicity.from, publicity.to])?;
    let kept = life::post(desk, delegation.id, publicity).await?;
    let response = end(desk, once.as_ref(), &kept).await?;
    work.commit().await?;
    Ok(response)
}

async fn claim(
    visit: Visit,
    Path(id): Path<String>,
    Extension(books): Extension<Arc<Books>>,
    sent: Sent,
) -> Answer {
    let mut work = visit.change().await?;
    let desk = &mut work.desk();
    let (delegation, once, told) = match begin::<told::ReimbursementTold>(desk, &sent, &id).await? {
        Begun::Again(first) => return Ok(first),
        Begun::First(delegation, once, told) => (*delegation, once, told),
    };
    let on = told.on.unwrap_or(desk.today);
    told::thinkable([on])?;
    let season = season::operations::current(desk).await?;
    let ground = Ground { books: &books, season: &season };
    let kept = money::post(desk, ground, delegation.id, (on, &[])).await?;
    let response = end(desk, once.as_ref(), &kept).await?;
    work.commit().await?;
    Ok(response)
}
