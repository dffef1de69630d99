#![doc = include_str!("../README.md")]

pub mod docx;
mod expression;
pub mod fact;
mod fault;
mod place;
mod scope;

pub use fact::Fact;
pub use fault::{Fault, Faults};
