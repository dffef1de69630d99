//! One year's programme, and the general text that comes with it.

use kernel::Id;

use super::Stop;

/// The id of a season.
pub type SeasonId = Id<Season>;

/// One year's programme of stops (赛季).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Season {
    /// Its id.
    pub id: SeasonId,
    /// The year.
    pub year: i16,
    /// The annex's own heading.
    pub name: String,
    /// Its stops, in the annex's order.
    pub stops: Vec<Stop>,
    /// What a delegation travels for (出访任务).
    pub tasks: Vec<Task>,
    /// What makes the trip necessary (出访必要性).
    pub goals: Vec<Goal>,
}

/// One of the tasks a delegation travels for (出访任务).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its number in the annex.
    pub number: u32,
    /// Its heading.
    pub title: String,
    /// Its text as written.
    pub text: String,
}

/// One of the goals that make the trip necessary (出访必要性).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Its number in the annex.
    pub number: u32,
    /// Its heading.
    pub title: String,
    /// Its text as written.
    pub text: String,
}
