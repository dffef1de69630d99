#![doc = include_str!("../README.md")]

pub mod archive;
pub mod docx;
mod expression;
pub mod fact;
mod fault;
pub mod ics;
pub mod paper;
pub mod pdf;
mod place;
mod scope;
mod sheet;

pub use fact::Fact;
pub use fault::{Fault, Faults};
pub use paper::Paper;
