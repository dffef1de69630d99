//! The annex on the desk: handing it in, reading it over, what changed.

mod import;
mod line;
mod review;
mod sheet;
mod versions;

use chassis::web::{Frame, Grant, Locale, Permit, Role, Routes};
use jiff::Timestamp;
use kernel::Zone;

use crate::wire::{Place, Source};

/// Reading the season.
pub const SEE: Permit = Permit("season.see");
/// Handing in an annex and making a version hold.
pub const IMPORT: Permit = Permit("season.import");
/// Deciding what the annex left open, for one's own school.
pub const DECIDE: Permit = Permit("season.decide");

/// What each role may do with the season.
pub const GRANTS: &[Grant] = &[
    (Role::Coordinator, &[SEE, IMPORT, DECIDE]),
    (Role::Teacher, &[SEE]),
    (Role::Head, &[SEE, DECIDE]),
    (Role::Finance, &[SEE]),
    (Role::Organiser, &[SEE, IMPORT]),
];

/// The words of these pages.
pub const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/import/zh.ftl")),
    (Locale::En, include_str!("../../locale/import/en.ftl")),
    (Locale::Ar, include_str!("../../locale/import/ar.ftl")),
];

/// The routes of this context.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/season/import", IMPORT, import::show)
        .post("/season/import", IMPORT, import::receive)
        .get("/season/versions", SEE, versions::show)
        .get("/season/versions/{version}", SEE, review::show)
        .get("/season/versions/{version}/check.xlsx", SEE, sheet::give)
        .post("/season/versions/{version}/hold", IMPORT, review::hold)
}

/// Where words stand, in the reader's language: `表1第2行第3列`, `table 1, row 2, column 3`.
fn places(frame: &Frame, source: &Source) -> String {
    let told: Vec<String> = source.places.iter().map(|it| place(frame, it)).collect();
    told.join(&frame.say("import-and"))
}

/// The same in a table whose columns are narrow: `行2 列3`. Whoever has one table
/// needs no number for it.
fn places_in_brief(frame: &Frame, source: &Source) -> String {
    let text = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    let brief = |it: &Place| match it.table {
        Some(1) => frame.tell("import-place-brief", &[("row", text(it.row)), ("column", text(it.column))]),
        _ => place(frame, it),
    };
    source.places.iter().map(brief).collect::<Vec<_>>().join(&frame.say("import-and"))
}

fn place(frame: &Frame, place: &Place) -> String {
    let text = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    match place {
        _ if frame.locale == Locale::Zh => place.words.clone(),
        Place { table: Some(_), .. } => frame.tell(
            "import-place-cell",
            &[("table", text(place.table)), ("row", text(place.row)), ("column", text(place.column))],
        ),
        Place { page: Some(_), .. } => {
            frame.tell("import-place-page", &[("page", text(place.page)), ("line", text(place.line))])
        }
        Place { line: Some(_), .. } => frame.tell("import-place-line", &[("line", text(place.line))]),
        Place { paragraph: Some(_), .. } => {
            frame.tell("import-place-paragraph", &[("paragraph", text(place.paragraph))])
        }
        _ => place.words.clone(),
    }
}

/// The minute something came in, in Beijing: `2026-04-28 09:00`.
fn minute(at: &str) -> String {
    let read = at.parse::<Timestamp>();
    read.map_or_else(|_| at.to_owned(), |at| Zone::beijing().clock(at).strftime("%Y-%m-%d %H:%M").to_string())
}
