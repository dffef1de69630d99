//! Every delegation a reader may see.

use chassis::web::{Locale, Routes};

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[];

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
