//! How long each step before a departure takes (办理时限), as offices report.

use kernel::Said;

/// One step on the way out (办理环节).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// What it is.
    pub name: Said,
    /// Who does it.
    pub who: String,
    /// Working days when all goes well.
    pub low: i64,
    /// Working days to reckon with.
    pub high: i64,
    /// Whether it falls away where no visa is needed.
    pub visa_only: bool,
    /// Who reports it.
    pub basis: String,
}

/// How many days ahead offices ask for (提前量).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Calendar days before the departure.
    pub days: i64,
    /// Who asks.
    pub basis: String,
}

/// The steps in order, and what offices ask for on the whole (办理时限).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadTimes {
    /// First to last.
    pub stages: Vec<Stage>,
    /// Where no visa is needed.
    pub exempt: Ask,
    /// Where one is.
    pub visa: Ask,
}
