//! The one list of modules, lowest first.

use chassis::Module;
use chassis::web::{Grant, Link, Locale, Permit, Routes};

use crate::start;

/// Every module whose tables this program brings.
pub const ALL: &[Module] =
    &[chassis::MODULE, people::MODULE, season::MODULE, objective::MODULE, delegation::MODULE];

/// Every way in.
pub fn routes() -> Routes {
    let opened: &[fn(Routes) -> Routes] = &[start::routes, people::pages::routes];
    opened.iter().fold(Routes::default(), |routes, open| open(routes))
}

/// What each role may do.
pub fn grants() -> Vec<Grant> {
    let granted: &[&[Grant]] = &[];
    granted.concat()
}

/// The rail.
pub const NAVIGATION: &[Link] =
    &[Link { path: "/today", name: "nav-today", icon: "i-home", permit: Permit::MEMBER }];

/// The words of every module.
pub const WORDS: &[&[(Locale, &str)]] = &[chassis::web::WORDS, people::pages::WORDS, start::WORDS];
