#![doc = include_str!("../README.md")]

pub mod archive;
pub mod docx;
mod expression;
pub mod fact;
mod fault;
pub mod form;
pub mod ics;
mod nearest;
mod office;
pub mod paper;
pub mod pdf;
mod picture;
mod place;
mod scope;
mod sheet;
pub mod xlsx;

pub use fact::Fact;
pub use fault::{Fault, Faults};
pub use paper::Paper;
pub use picture::{Picture, PictureKind};
