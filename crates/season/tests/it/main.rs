//! Stories of the season.
