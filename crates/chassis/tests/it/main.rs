//! The chassis on a real database.

mod connections;
mod crash;
mod journal;
mod once;
mod tables;
mod vault;
