//! The trip: party, itinerary, rules, budget, papers.

use chassis::{Migration, Module};

pub mod agenda;
pub mod api;
pub mod archive;
pub mod board;
pub mod books;
pub mod budget;
pub mod case;
pub mod claim;
pub mod commands;
pub mod deadlines;
pub mod examination;
pub mod facts;
pub mod forms;
pub mod knowledge;
pub mod letters;
pub mod lint;
pub mod listing;
pub mod model;
pub mod offer;
pub mod operations;
pub mod pages;
pub mod papers;
pub mod press_room;
pub mod print;
mod promises;
pub mod rulebook;
pub mod rules;
pub mod specimen;
mod store;
pub mod tell;
pub mod timetable;
pub mod ways;
mod wire;
pub mod workbook;

/// The context's card.
pub const MODULE: Module = Module {
    name: "delegation",
    migrations: &[
        Migration { name: "0001_delegation", sql: include_str!("../migrations/0001_delegation.sql") },
        Migration { name: "0002_listing", sql: include_str!("../migrations/0002_listing.sql") },
        Migration { name: "0003_approval", sql: include_str!("../migrations/0003_approval.sql") },
    ],
};
