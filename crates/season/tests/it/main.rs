//! Stories of the season.

mod annex;
mod examples;
mod export;
mod versions;
mod wire;
