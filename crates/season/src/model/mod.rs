//! What a season is. Pure.

pub mod difference;
mod row;
mod season;
mod stop;

pub use difference::{About, Change, Difference};
pub use row::{Annex, Field, LocalEdit, Owner, Row};
pub use season::{Goal, Season, SeasonId, Task};
pub use stop::{Choice, City, Site, StayDays, Stop, StopId, Theme};
