#![doc = include_str!("../README.md")]

use chassis::{Migration, Module};

pub mod annex;
pub mod api;
pub mod commands;
pub mod export;
pub mod model;
pub mod operations;
pub mod pages;
pub mod received;
pub mod seed;
mod store;
pub mod tell;
pub mod wire;

/// The context's card.
pub const MODULE: Module = Module {
    name: "season",
    migrations: &[
        Migration { name: "0001_season", sql: include_str!("../migrations/0001_season.sql") },
        Migration { name: "0002_school_edit", sql: include_str!("../migrations/0002_school_edit.sql") },
    ],
};
