#![doc = include_str!("../README.md")]

use chassis::{Migration, Module};

pub mod api;
pub mod commands;
pub mod model;
pub mod operations;
mod store;
pub mod tell;

/// The context's card.
pub const MODULE: Module = Module {
    name: "objective",
    migrations: &[Migration {
        name: "0001_objective",
        sql: include_str!("../migrations/0001_objective.sql"),
    }],
};
