//! The season, for programs.

mod seasons;

use chassis::web::Routes;

/// The ways in of this context.
pub fn routes(routes: Routes) -> Routes {
    seasons::routes(routes)
}
