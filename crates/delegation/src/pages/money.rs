//! Budget, claim, and the two beside what was approved.

use chassis::web::{Locale, Routes};

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[];

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
