//! The season: stops, tasks and goals, read from the organiser's annex.

pub mod annex;
pub mod model;
