//! The review of a version as a workbook.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chassis::Error;
use chassis::web::{Frame, Visit};

use super::line::{Line, lines};
use super::places;
use super::review::{in_two, number};
use crate::export::{self, CheckSheet};
use crate::operations::{self, Review};
use crate::wire::Source;

/// `GET /season/versions/{version}/check.xlsx`
pub(super) async fn give(visit: Visit, Path(version): Path<String>) -> Result<Response, Error> {
    let version = number(&version)?;
    let mut look = visit.look().await?;
    let review = operations::review(&mut look.desk(), version).await?;
    look.leave().await?;
    let frame = visit.frame("", visit.say("import-review"));
    let sheets = [values(&frame, &review), unread(&frame, &review)];
    let title = frame.title.clone();
    let bytes = tokio::task::spawn_blocking(move || export::check(&title, &sheets)).await;
    let bytes = bytes.map_err(Error::fault)?.map_err(Error::fault)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = format!("attachment; filename=\"annex-{}-{version}.xlsx\"", review.year);
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, &name), (CACHE_CONTROL, "no-store")], bytes)
        .into_response())
}

fn heads(frame: &Frame, keys: &[(&str, u16)]) -> Vec<(String, u16)> {
    keys.iter().map(|(key, width)| (frame.say(key), *width)).collect()
}

/// A line a value.
fn values(frame: &Frame, review: &Review) -> CheckSheet {
    let keys = [
        ("import-number", 6),
        ("import-item", 14),
        ("import-value", 36),
        ("import-words", 36),
        ("import-place", 22),
        ("import-before", 24),
        ("import-own-here", 20),
        ("import-state", 12),
    ];
    let of_line = |line: Line| {
        let state = line.chip.word;
        let cell = move |cell: super::line::Cell| {
            vec![
                line.number.to_string(),
                frame.say(format!("season-field-{}", cell.field)),
                cell.value,
                cell.words,
                cell.place,
                cell.before,
                cell.own,
                state.clone(),
            ]
        };
        line.cells.into_iter().map(cell).collect::<Vec<_>>()
    };
    CheckSheet {
        name: frame.say("import-fact-read"),
        heads: heads(frame, &keys),
        lines: lines(frame, review).into_iter().flat_map(of_line).collect(),
    }
}

/// What was not understood, and why.
fn unread(frame: &Frame, review: &Review) -> CheckSheet {
    let line = |it: &crate::wire::Unread| {
        let source = Source { text: String::new(), places: it.places.clone() };
        vec![it.text.clone(), places(frame, &source), in_two(frame, &it.why, &it.why_en).to_owned()]
    };
    CheckSheet {
        name: frame.say("import-fact-unread"),
        heads: heads(frame, &[("import-words", 40), ("import-place", 24), ("import-why", 60)]),
        lines: review.reading.unread.iter().map(line).collect(),
    }
}
