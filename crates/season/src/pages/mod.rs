//! The annex on the desk: handing it in, reading it over, what changed.

use chassis::web::{Grant, Locale, Permit, Role, Routes};

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
pub const WORDS: &[(Locale, &str)] = &[];

/// The routes of this context.
pub fn routes(routes: Routes) -> Routes {
    routes
}
