//! Coming in and going out: sign-in, the language of the interface, and who a
//! request comes from.

mod password;
mod recognition;
mod sign_in;

use chassis::web::{Locale, Permit, Routes};

pub use password::proof;
pub use recognition::{SESSION, recognise, session_cookie};

/// The words of these pages.
pub const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/zh.ftl")),
    (Locale::En, include_str!("../../locale/en.ftl")),
    (Locale::Ar, include_str!("../../locale/ar.ftl")),
];

/// The routes of this context.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/sign-in", Permit::ANYONE, sign_in::show)
        .post("/sign-in", Permit::ANYONE, sign_in::enter)
        .post("/sign-out", Permit::ANYONE, sign_in::leave)
        .get("/password", Permit::MEMBER, password::show)
        .post("/password", Permit::MEMBER, password::change)
        .get("/proof", Permit::MEMBER, password::ask)
        .post("/proof", Permit::MEMBER, password::prove)
        .get("/locale/{locale}", Permit::ANYONE, sign_in::speak)
}
