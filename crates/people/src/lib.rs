#![doc = include_str!("../README.md")]

use chassis::{Migration, Module};

pub mod api;
pub mod commands;
mod keys;
pub mod model;
pub mod operations;
pub mod pages;
pub mod roster;
mod store;
pub mod wire;

pub use keys::KeyFile;

/// The context's card.
pub const MODULE: Module = Module {
    name: "people",
    migrations: &[
        Migration { name: "0001_school", sql: include_str!("../migrations/0001_school.sql") },
        Migration { name: "0002_account", sql: include_str!("../migrations/0002_account.sql") },
        Migration { name: "0003_person", sql: include_str!("../migrations/0003_person.sql") },
        Migration { name: "0004_link", sql: include_str!("../migrations/0004_link.sql") },
        Migration { name: "0004_access_token", sql: include_str!("../migrations/0004_access_token.sql") },
    ],
};
