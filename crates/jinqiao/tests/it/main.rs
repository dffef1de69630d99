//! Journeys through the whole product, on the program itself.

mod accord;
mod annex;
mod machine;
mod plan;
mod rulebook;
mod ways;
