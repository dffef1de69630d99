//! The trip: party, itinerary, rules, budget, papers.

pub mod facts;
pub mod model;
mod store;
mod wire;
pub mod workbook;
