//! Coming in and going out: sign-in, the language of the interface, and who a
//! request comes from.

mod members;
mod password;
mod person;
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

/// Seeing the school's persons, their numbers masked.
pub(crate) const SEE_PERSONS: Permit = Permit("person.see");
/// Keeping, asking and erasing persons.
pub(crate) const EDIT_PERSONS: Permit = Permit("person.edit");
/// Numbers in full, for a reason that stays.
pub(crate) const REVEAL_PERSONS: Permit = Permit("person.reveal");

/// What each role may do here. Why some see no persons, `person/mod.rs` says.
pub const GRANTS: &[Grant] = &[
    (Role::Coordinator, &[SEE_SETTINGS, SET_SCHOOL, SEE_PERSONS, EDIT_PERSONS, REVEAL_PERSONS]),
    (Role::Administrator, &[SEE_SETTINGS, SET_SCHOOL, MANAGE_MEMBERS, SEE_PERSONS]),
    (Role::Head, &[SEE_PERSONS]),
];

/// The words of these pages.
pub const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/zh.ftl")),
    (Locale::En, include_str!("../../locale/en.ftl")),
    (Locale::Ar, include_str!("../../locale/ar.ftl")),
    (Locale::Zh, person::ZH),
    (Locale::En, person::EN),
    (Locale::Ar, person::AR),
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
    person::routes(members::routes(settings::routes(routes)))
        .get("/sign-in", Permit::ANYONE, sign_in::show)
        .post("/sign-in", Permit::ANYONE, sign_in::enter)
        .post("/sign-out", Permit::ANYONE, sign_in::leave)
        .get("/password", Permit::MEMBER, password::show)
        .post("/password", Permit::MEMBER, password::change)
        .get("/proof", Permit::MEMBER, password::ask)
        .post("/proof", Permit::MEMBER, password::prove)
        .get("/locale/{locale}", Permit::ANYONE, sign_in::speak)
}
