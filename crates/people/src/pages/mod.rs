//! Coming in and going out: sign-in, the language of the interface, and who a
//! request comes from.

mod members;
mod password;
mod recognition;
mod settings;
mod sign_in;

use chassis::web::{Grant, Locale, Permit, Role, Routes, Visit};

use crate::model::Policy;

pub use password::proof;
pub use recognition::{SESSION, recognise, session_cookie};

/// Looking at the settings.
pub(crate) const SEE_SETTINGS: Permit = Permit("settings.see");
/// Changing the school's particulars.
pub(crate) const SET_SCHOOL: Permit = Permit("settings.school");
/// Inviting, confirming and suspending members.
pub(crate) const MANAGE_MEMBERS: Permit = Permit("settings.members");

/// What each role may do here.
pub const GRANTS: &[Grant] = &[
    (Role::Coordinator, &[SEE_SETTINGS, SET_SCHOOL]),
    (Role::Administrator, &[SEE_SETTINGS, SET_SCHOOL, MANAGE_MEMBERS]),
];

/// The words of these pages.
pub const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/zh.ftl")),
    (Locale::En, include_str!("../../locale/en.ftl")),
    (Locale::Ar, include_str!("../../locale/ar.ftl")),
];

/// What is asked of a password, in the reader's language.
pub fn password_hint(visit: &Visit, policy: &Policy) -> String {
    let (characters, classes) = (policy.password_characters.to_string(), policy.password_classes.to_string());
    let figures = [("characters", characters.as_str()), ("classes", classes.as_str())];
    let key = if policy.password_classes > 1 { "password-asks-classes" } else { "password-asks" };
    visit.house().lexicon.say(visit.locale, key, &figures)
}

/// The routes of this context.
pub fn routes(routes: Routes) -> Routes {
    members::routes(settings::routes(routes))
        .get("/sign-in", Permit::ANYONE, sign_in::show)
        .post("/sign-in", Permit::ANYONE, sign_in::enter)
        .post("/sign-out", Permit::ANYONE, sign_in::leave)
        .get("/password", Permit::MEMBER, password::show)
        .post("/password", Permit::MEMBER, password::change)
        .get("/proof", Permit::MEMBER, password::ask)
        .post("/proof", Permit::MEMBER, password::prove)
        .get("/locale/{locale}", Permit::ANYONE, sign_in::speak)
}
