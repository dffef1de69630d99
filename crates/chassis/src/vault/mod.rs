//! The vault (保险库): a backup is one file that holds everything, tables as lines
//! of JSON and kept files as they are, whichever engine keeps them. It says of
//! itself what it holds, and is sealed; what is not whole is refused before
//! anything is written. Moving to another engine is a backup and its restoring.

mod check;
mod manifest;
mod refusal;
mod restore;
mod tail;
mod write;

pub use check::{Backup, check, newest};
pub use manifest::{Manifest, Part};
pub use restore::{Target, head, move_to, restore};
pub use write::back_up;
