//! Schools and persons. Pure.

mod school;

pub use school::{School, SchoolId};
