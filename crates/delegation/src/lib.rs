//! The trip: party, itinerary, rules, budget, papers.

pub mod model;
