//! What happens to a delegation, recorded step by step: the next step with its form,
//! what else may be recorded, what stands in the way, and the story so far.

mod forms;
mod read;
mod show;

use chassis::web::{Locale, Routes};

use super::{RECORD, SEE};

/// The words of these pages.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../../locale/steps/zh.ftl")),
    (Locale::En, include_str!("../../../locale/steps/en.ftl")),
    (Locale::Ar, include_str!("../../../locale/steps/ar.ftl")),
];

/// The doors of these pages.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/delegations/{id}/steps", SEE, show::show).post(
        "/delegations/{id}/steps",
        RECORD,
        show::record,
    )
}
