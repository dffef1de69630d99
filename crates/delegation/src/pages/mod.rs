//! The delegation on the desk: one file a screen, its page beside it.

mod approvals;
mod board;
mod colleges;
mod download;
mod ground;
mod itinerary;
mod list;
mod money;
mod new;
mod papers;
mod party;
mod roster;
mod show;
mod steps;
mod today;
mod tone;

use chassis::web::{Grant, Locale, Permit, Role, Routes};

/// Reading delegations of one's school.
pub(crate) const SEE: Permit = Permit("delegation.see");
/// Changing a party, its days, its money and its reasons.
pub(crate) const EDIT: Permit = Permit("delegation.edit");
/// Recording what happened: publicity, submission, departure, return.
pub(crate) const RECORD: Permit = Permit("delegation.record");
/// Deciding: agree, return, refuse.
pub(crate) const DECIDE: Permit = Permit("delegation.decide");
/// Naming who holds an office of the chain.
pub(crate) const SEAT: Permit = Permit("delegation.seat");
/// Seeing which colleges take part, in figures.
pub(crate) const ORGANISE: Permit = Permit("organiser.see");
/// Receipts and claims.
pub(crate) const SETTLE: Permit = Permit("delegation.settle");

/// What each role may do with delegations.
pub const GRANTS: &[Grant] = &[
    (Role::Administrator, &[SEAT]),
    (Role::Coordinator, &[SEE, EDIT, RECORD, DECIDE, SETTLE]),
    (Role::Teacher, &[SEE]),
    (Role::Head, &[SEE, DECIDE]),
    (Role::Finance, &[SEE, DECIDE, SETTLE]),
    (Role::Organiser, &[SEE, ORGANISE]),
];

/// The words of these pages.
pub const WORDS: &[&[(Locale, &str)]] = &[
    approvals::WORDS,
    board::WORDS,
    colleges::WORDS,
    itinerary::WORDS,
    list::WORDS,
    money::WORDS,
    new::WORDS,
    papers::WORDS,
    roster::WORDS,
    show::WORDS,
    steps::WORDS,
    today::WORDS,
];

/// The routes of this context.
pub fn routes(routes: Routes) -> Routes {
    let opened: &[fn(Routes) -> Routes] = &[
        approvals::routes,
        board::routes,
        colleges::routes,
        itinerary::routes,
        list::routes,
        money::routes,
        new::routes,
        papers::routes,
        roster::routes,
        show::routes,
        steps::routes,
        today::routes,
    ];
    opened.iter().fold(routes, |routes, open| open(routes))
}
