//! The crate from outside: papers in, files out.

mod papers;
mod press;
mod rendering;
mod tags;
mod values;
mod wording;
mod workbook;
