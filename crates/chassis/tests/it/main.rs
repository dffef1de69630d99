//! The chassis on a real database.

mod crash;
mod journal;
mod tables;
mod vault;
