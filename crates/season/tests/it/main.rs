//! Stories of the season.

mod annex;
mod examples;
mod export;
mod schools;
mod versions;
mod wire;
