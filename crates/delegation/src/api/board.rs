//! The board of a season: what each stop means before anyone applies.

use std::sync::Arc;

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use chassis::web::api::{Answer, Endpoint, Gives, Shape, given};
use chassis::web::{Complaint, Routes, Visit};
use chassis::{Error, Reach};

use super::reading;
use crate::board::Board;
use crate::board::wire::{BoardWire, StopWire};
use crate::books::Books;

pub(super) fn routes(routes: Routes) -> Routes {
    let open = |endpoint: Endpoint| Endpoint { permit: season::pages::SEE, ..endpoint };
    routes
        .api(
            open(reading(
                "/api/v1/stops",
                (
                    "赛站一览：能不能去、超几天、怎么办、最晚何时启动、要花多少钱",
                    "the board: whether a stop fits, what to do, when to begin, what it costs",
                ),
                Gives::One(Shape::of::<BoardWire<'static>>()),
            )),
            board,
        )
        .api(
            open(reading(
                "/api/v1/stops/{number}",
                ("一个赛站", "one stop of the board"),
                Gives::One(Shape::of::<StopWire<'static>>()),
            )),
            stop,
        )
}

/// The board by the rules of the caller's school, or by the nation's.
async fn judged(visit: &Visit, books: &Books) -> Result<Board, Error> {
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let season = season::operations::current(desk).await?;
    let (province, college) = match desk.reach {
        Reach::School(_) => {
            let school = people::operations::own(desk).await?;
            (school.province, school.name)
        }
        Reach::All | Reach::Nothing => (String::new(), String::new()),
    };
    look.leave().await?;
    let today = visit.clock.today;
    let book =
        books.shelf.effective(&province, &college, today).map_err(|fault| Error::fault(fault.to_string()))?;
    Ok(Board::of(&season, &books.knowledge, &book, today))
}

async fn board(visit: Visit, Extension(books): Extension<Arc<Books>>) -> Answer {
    let board = judged(&visit, &books).await?;
    Ok(given(&visit.headers, 0, &BoardWire::from(&board))?)
}

async fn stop(visit: Visit, Extension(books): Extension<Arc<Books>>, Path(number): Path<String>) -> Answer {
    let board = judged(&visit, &books).await?;
    let number: Option<u32> = number.parse().ok();
    let Some(stop) = board.stops.iter().find(|stop| Some(stop.number) == number) else {
        let complaint = Complaint::new(
            StatusCode::NOT_FOUND,
            "stop-unknown",
            "当前赛季没有这一站；/api/v1/stops 列出全部",
            "the season has no such stop; /api/v1/stops lists them all",
        );
        return Err(complaint.into());
    };
    Ok(given(&visit.headers, 0, &StopWire::from(stop))?)
}
