//! What a season is. Pure.

mod season;
mod stop;

pub use season::{Goal, Season, SeasonId, Task};
pub use stop::{Choice, City, Site, StayDays, Stop, StopId, Theme};
