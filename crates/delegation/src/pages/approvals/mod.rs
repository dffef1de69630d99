//! What waits for a decision: the list, the card a leader reads on a phone, and what
//! may be done with a turn.

mod act;
mod card;
mod card_lines;
mod list;
mod seats;

use chassis::web::{Locale, Routes};

use super::{DECIDE, SEAT};

/// The words of these pages.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../../locale/approvals/zh.ftl")),
    (Locale::En, include_str!("../../../locale/approvals/en.ftl")),
    (Locale::Ar, include_str!("../../../locale/approvals/ar.ftl")),
];

/// The rail's link that these pages stand under.
const HERE: &str = "/approvals";

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/approvals", DECIDE, list::show)
        .post("/approvals/stand-ins", DECIDE, act::stand_in)
        .get("/approvals/seats", SEAT, seats::show)
        .post("/approvals/seats", SEAT, seats::keep)
        .get("/approvals/{id}", DECIDE, card::show)
        .post("/delegations/{id}/reviews", DECIDE, act::answer)
        .post("/delegations/{id}/forwardings", DECIDE, act::forward)
        .post("/delegations/{id}/consultations", DECIDE, act::consult)
        .post("/delegations/{id}/opinions", DECIDE, act::advise)
        .post("/delegations/{id}/reminders", DECIDE, act::remind)
}
