//! Promises and goals, for programs.

mod promises;

use chassis::web::{Grant, Permit, Role, Routes};

/// Reading promises and what came of them.
pub(crate) const SEE: Permit = Permit("promise.see");

/// What each role may do with promises.
pub const GRANTS: &[Grant] = &[
    (Role::Coordinator, &[SEE]),
    (Role::Teacher, &[SEE]),
    (Role::Head, &[SEE]),
    (Role::Finance, &[SEE]),
    (Role::Organiser, &[SEE]),
];

/// The ways in of this context.
pub fn routes(routes: Routes) -> Routes {
    promises::routes(routes)
}
