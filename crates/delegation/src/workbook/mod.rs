//! The roster workbook: everything a school says about its trip, on seven sheets.
//! [`template()`] makes an empty one with drop-downs, advice and a sample row,
//! [`read()`] reads a filled one and reports every fault at its cell, [`mark()`]
//! gives the user's own file back with those cells marked, and [`write()`] turns a
//! delegation into a workbook again. The columns stand once, in `sections`.

mod address;
mod column;
mod fault;
mod grid;
mod mark;
pub(crate) mod nearest;
mod read;
pub mod roster;
mod sections;
mod sheets;
pub(crate) mod values;
mod write;
mod xlsx;

pub use fault::{Fault, Gravity};
pub use mark::{Unmarkable, mark};
pub use read::{Party, Reading, read};
pub use sheets::{UnreadableSheet, from_sheets};
pub use write::{sheets, write};
pub use xlsx::{Unwritable, template};
