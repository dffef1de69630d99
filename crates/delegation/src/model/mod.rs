//! What a delegation is. Pure: no clock, no table, no file.

pub mod approval;
mod budget;
mod category;
mod delegation;
mod deviation;
mod invitation;
mod itinerary;
mod justification;
pub mod life;
mod member;
mod money;
mod passage;
mod publicity;
mod purpose;
pub mod settlement;
mod soundness;

pub use budget::{Budget, CostItem, Line, Mode, OverStandard};
pub use category::{Category, TripMode};
pub use delegation::{Delegation, DelegationId, PlanEntry};
pub use deviation::{Aspect, Deviation};
pub use invitation::{Invitation, Inviter};
pub use itinerary::{Border, Day, Half, HalfDay, Itinerary, Leg, Night, Work};
pub use justification::{Answered, Justification};
pub use member::{
    DocumentKind, Duty, Kind, Member, PastTrip, Politics, Relative, Secrecy, Sex, Standing, TravelDocument,
};
pub use money::{DayRate, ExchangeRate, Expense, Funding, HostPays, NightCount, RateDate, RateSource, Share};
pub use passage::{Local, Passage, Unclear};
pub use publicity::Publicity;
pub use purpose::{Purpose, Witness};
