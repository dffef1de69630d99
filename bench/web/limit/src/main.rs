//! What the pages cost when nothing stands between the rows and the answer: a
//! connection a thread, prepared statements, strings pushed together. Sessions are
//! looked up, as everywhere.
//!
//! `limit PEER.sqlite PORT`; the cookie is `sessionid=…` of the other peer.

use std::cell::RefCell;
use std::fmt::Write;
use std::sync::OnceLock;

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header::COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use rusqlite::Connection;
use serde::Deserialize;

static FILE: OnceLock<String> = OnceLock::new();

thread_local! {
    static OPEN: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

const HEAD: &str = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>出访</title>\
<link rel=\"stylesheet\" href=\"/desk.css\"></head><body><nav><a href=\"/board\">赛季</a><a href=\"/delegations\">出访</a>\
<a href=\"/people\">人员</a></nav><main>";

fn asked(headers: &HeaderMap, write: impl FnOnce(&Connection, &mut String) -> rusqlite::Result<()>) -> Response {
    let cookie = headers.get(COOKIE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let key = cookie.rsplit('=').next().unwrap_or_default().to_owned();
    let done = OPEN.with_borrow_mut(|open| {
        if open.is_none() {
            *open = Some(Connection::open(FILE.get().unwrap())?);
        }
        let conn = open.as_ref().unwrap();
        let known: bool = conn
            .prepare_cached("SELECT COUNT(*) FROM django_session WHERE session_key = ?1")?
            .query_row([&key], |row| row.get::<_, i64>(0))
            .map(|count| count == 1)?;
        if !known {
            return Ok(None);
        }
        let mut page = String::with_capacity(32 * 1024);
        write(conn, &mut page)?;
        rusqlite::Result::Ok(Some(page))
    });
    match done {
        Ok(Some(page)) => Html(page).into_response(),
        Ok(None) => StatusCode::FORBIDDEN.into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

fn escaped(text: &str, page: &mut String) {
    for letter in text.chars() {
        match letter {
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '&' => page.push_str("&amp;"),
            '"' => page.push_str("&quot;"),
            other => page.push(other),
        }
    }
}

/// Rows of texts as rows of a table.
fn table(conn: &Connection, page: &mut String, sql: &str, bound: &[&str], columns: usize) -> rusqlite::Result<()> {
    let mut question = conn.prepare_cached(sql)?;
    let mut rows = question.query(rusqlite::params_from_iter(bound))?;
    page.push_str("<table>");
    while let Some(row) = rows.next()? {
        page.push_str("<tr>");
        for column in 0..columns {
            page.push_str("<td>");
            match row.get_ref(column)? {
                rusqlite::types::ValueRef::Integer(number) => {
                    let _ = write!(page, "{number}");
                }
                rusqlite::types::ValueRef::Text(text) => escaped(std::str::from_utf8(text).unwrap_or_default(), page),
                _ => {}
            }
            page.push_str("</td>");
        }
        page.push_str("</tr>");
    }
    page.push_str("</table>");
    Ok(())
}

async fn board(headers: HeaderMap) -> Response {
    asked(&headers, |conn, page| {
        page.push_str(HEAD);
        let sql = "SELECT s.place, s.number, s.held, s.title, COUNT(d.id), SUM(d.staff), SUM(d.total)
                     FROM stop s LEFT JOIN delegation d ON d.stop_id = s.id GROUP BY s.id ORDER BY s.number";
        table(conn, page, sql, &[], 7)
    })
}

async fn list(headers: HeaderMap) -> Response {
    asked(&headers, |conn, page| {
        page.push_str(HEAD);
        let sql = "SELECT d.name, d.id, i.name, s.place, d.phase, d.head, d.staff, d.students, d.departs, d.total
                     FROM delegation d JOIN institution i ON i.id = d.institution_id JOIN stop s ON s.id = d.stop_id
                    ORDER BY d.departs, d.id LIMIT 50";
        table(conn, page, sql, &[], 10)
    })
}

async fn detail(headers: HeaderMap, Path(id): Path<String>) -> Response {
    asked(&headers, |conn, page| {
        page.push_str(HEAD);
        let sql = "SELECT d.name, i.name, s.title, d.phase, d.head, d.total FROM delegation d
                     JOIN institution i ON i.id = d.institution_id JOIN stop s ON s.id = d.stop_id WHERE d.id = ?1";
        table(conn, page, sql, &[&id], 6)?;
        table(conn, page, "SELECT name, duty, post FROM member WHERE delegation_id = ?1", &[&id], 3)?;
        let halves = "SELECT date, half, city, text FROM half WHERE delegation_id = ?1 ORDER BY date, half DESC";
        table(conn, page, halves, &[&id], 4)?;
        let lines = "SELECT at, actor, event, detail FROM line WHERE subject = ?1 ORDER BY seq DESC LIMIT 20";
        table(conn, page, lines, &[&format!("delegation {id}")], 4)
    })
}

#[derive(Deserialize)]
struct Sought {
    #[serde(default)]
    q: String,
}

async fn people(headers: HeaderMap, Query(sought): Query<Sought>) -> Response {
    asked(&headers, |conn, page| {
        page.push_str(HEAD);
        let sql = "SELECT name, id, post, department FROM person WHERE name LIKE '%' || ?1 || '%' ORDER BY name LIMIT 50";
        table(conn, page, sql, &[&sought.q], 4)
    })
}

async fn api(headers: HeaderMap) -> Response {
    asked(&headers, |conn, page| {
        let mut question = conn.prepare_cached(
            "SELECT d.id, d.name, d.phase, d.head, d.departs, i.name, s.place, d.staff, d.students, d.total
               FROM delegation d JOIN institution i ON i.id = d.institution_id JOIN stop s ON s.id = d.stop_id
              ORDER BY d.departs, d.id LIMIT 100",
        )?;
        let text = |row: &rusqlite::Row<'_>, at| row.get::<_, String>(at);
        let rows = question.query_map([], |row| {
            Ok(serde_json::json!({
                "id": text(row, 0)?, "name": text(row, 1)?, "phase": text(row, 2)?, "head": text(row, 3)?,
                "departs": text(row, 4)?, "school": text(row, 5)?, "place": text(row, 6)?,
                "staff": row.get::<_, i64>(7)?, "students": row.get::<_, i64>(8)?, "total": row.get::<_, i64>(9)?,
            }))
        })?;
        let rows: Vec<serde_json::Value> = rows.collect::<rusqlite::Result<_>>()?;
        *page = serde_json::json!({ "delegations": rows }).to_string();
        Ok(())
    })
}

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().collect();
    FILE.set(words[1].clone()).unwrap();
    let router = Router::new()
        .route("/board", get(board))
        .route("/delegations", get(list))
        .route("/delegations/{id}", get(detail))
        .route("/people", get(people))
        .route("/api/v1/delegations", get(api));
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{}", words[2])).await.unwrap();
    axum::serve(listener, router).await.unwrap();
}
