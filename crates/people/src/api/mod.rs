//! Schools, for programs.

mod schools;

use chassis::web::Routes;

/// The ways in of this context.
pub fn routes(routes: Routes) -> Routes {
    schools::routes(routes)
}
