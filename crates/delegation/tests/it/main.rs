//! What the delegation crate does from outside, one file a noun.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]

mod after_the_trip;
mod before_departure;
mod budget;
mod catalogue;
mod desk;
mod letters;
mod life;
mod manual;
mod mark;
mod money;
mod papers;
mod promises;
mod roundtrip;
mod rules;
mod specimens;
mod timetable;
mod workbook;
