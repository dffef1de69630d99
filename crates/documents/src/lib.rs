#![doc = include_str!("../README.md")]

pub mod fact;

pub use fact::Fact;
