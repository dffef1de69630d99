//! The day: what is late, what is due, what waits for the reader, what trips that are
//! home still owe; and the reader's calendar under a secret address.

mod calendar;
mod lines;
mod show;

use chassis::web::{Locale, Permit, Routes};

use super::SEE;

/// The words of these pages.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../../locale/today/zh.ftl")),
    (Locale::En, include_str!("../../../locale/today/en.ftl")),
    (Locale::Ar, include_str!("../../../locale/today/ar.ftl")),
];

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/today", Permit::MEMBER, show::show).post("/today/calendar", SEE, calendar::change).get(
        "/calendar/{secret}",
        Permit::ANYONE,
        calendar::read,
    )
}
