//! The one list of modules, lowest first.

use chassis::Module;
use chassis::web::{Grant, Link, Locale, Permit, Routes};

use crate::{journal_page, start};

/// Every module whose tables this program brings.
pub const ALL: &[Module] =
    &[chassis::MODULE, people::MODULE, season::MODULE, objective::MODULE, delegation::MODULE];

/// Every way in.
pub fn routes() -> Routes {
    let opened: &[fn(Routes) -> Routes] = &[
        start::routes,
        journal_page::routes,
        people::pages::routes,
        season::pages::routes,
        delegation::pages::routes,
    ];
    let by_programs: &[fn(Routes) -> Routes] =
        &[people::api::routes, season::api::routes, objective::api::routes, delegation::api::routes];
    let all = opened.iter().chain(by_programs);
    all.fold(Routes::default(), |routes, open| open(routes)).described()
}

/// What each role may do.
pub fn grants() -> Vec<Grant> {
    let granted: &[&[Grant]] = &[
        people::pages::GRANTS,
        season::pages::GRANTS,
        objective::api::GRANTS,
        delegation::pages::GRANTS,
        delegation::api::GRANTS,
    ];
    granted.concat()
}

/// The rail.
pub const NAVIGATION: &[Link] = &[
    Link { path: "/today", name: "nav-today", icon: "i-home", permit: Permit::MEMBER },
    Link { path: "/season", name: "nav-season", icon: "i-season", permit: Permit("season.see") },
    Link { path: "/delegations", name: "nav-delegations", icon: "i-plane", permit: Permit("delegation.see") },
    Link { path: "/people", name: "nav-people", icon: "i-people", permit: Permit("person.see") },
    Link { path: "/approvals", name: "nav-approvals", icon: "i-stamp", permit: Permit("delegation.decide") },
    Link { path: "/colleges", name: "nav-colleges", icon: "i-hand", permit: Permit("organiser.see") },
    Link { path: "/journal", name: "nav-journal", icon: "i-log", permit: Permit("journal.see") },
    Link { path: "/settings", name: "nav-settings", icon: "i-gear", permit: Permit("settings.see") },
];

/// The words of every module.
pub fn words() -> Vec<&'static [(Locale, &'static str)]> {
    let own: &[&[(Locale, &str)]] =
        &[chassis::web::WORDS, people::pages::WORDS, season::pages::WORDS, start::WORDS, journal_page::WORDS];
    [own, delegation::pages::WORDS].concat()
}
