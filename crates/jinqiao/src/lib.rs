//! The house put together: which modules there are, which doors they open, and
//! the first page somebody sees.

pub mod modules;
pub mod site;
pub mod specimen;

mod journal_page;
mod start;
