//! Persons as a table: a workbook, a text with commas, a block pasted from one. The
//! columns may stand in any order under any of their names; every fault is told with
//! its cell.

mod column;
mod day;
mod fault;
mod gather;
mod paste;
mod read;
mod write;

pub(crate) use day::day;
pub use fault::Fault;
pub use paste::{Unpasteable, copied, pasted};
pub use read::{Entry, Reading, read};
pub use write::{Numbers, Unwritable, csv, xlsx};
