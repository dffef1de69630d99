#![doc = include_str!("../README.md")]

pub mod db;
mod desk;
mod digest;
mod door;
mod draft;
mod error;
mod files;
pub mod journal;
mod module;
pub mod outbox;
mod terminal;
#[cfg(feature = "testing")]
pub mod testing;
pub mod vault;
pub mod web;
mod work;

pub use desk::{Actor, Desk, Ids, Reach};
pub use digest::{digest, digest_of};
pub use door::{Clock, Door};
pub use error::{Error, FieldFault, Refusal};
pub use files::{Files, Upload};
pub use module::{Migration, Module};
pub use terminal::{Colour, Terminal};
pub use work::{Who, Work};

/// The chassis' own tables: journal, outbox, and what was answered.
pub const MODULE: Module = Module {
    name: "chassis",
    migrations: &[
        Migration { name: "0001_journal", sql: include_str!("../migrations/0001_journal.sql") },
        Migration { name: "0002_answered", sql: include_str!("../migrations/0002_answered.sql") },
    ],
};
