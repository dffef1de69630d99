//! The trip: party, itinerary, rules, budget, papers.

pub mod case;
pub mod facts;
pub mod lint;
pub mod model;
pub mod print;
pub mod rulebook;
pub mod rules;
mod store;
mod wire;
pub mod workbook;
