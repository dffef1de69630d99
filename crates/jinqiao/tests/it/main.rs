//! Journeys through the whole product, on the program itself.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]

mod accord;
mod annex;
mod archive;
mod desk;
mod itinerary;
mod life;
mod machine;
mod money;
mod person;
mod plan;
mod promise;
mod rulebook;
mod template;
mod vault;
mod ways;
