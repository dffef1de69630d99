//! The chassis on a real database.

mod journal;
mod tables;
