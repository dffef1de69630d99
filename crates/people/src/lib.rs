//! Schools, and the persons who travel.

pub mod model;
