//! Who answers for an office whose turn it is (审批), and what a member may do with
//! a turn besides answering it: hand it over, ask a colleague first, be stood in
//! for, be reminded. An opinion itself is an event of the life; what stands here
//! only says whose it is to give.

mod docket;
mod errand;
mod extract;
mod seat;
#[cfg(test)]
mod tests;
mod turn;

pub use docket::{Capacity, Docket};
pub use errand::{
    Consultation, ConsultationId, Forwarding, ForwardingId, Opinion, Reminder, StandIn, StandInId,
};
pub use extract::{Alteration, Extract};
pub use seat::{Colleague, Holder, Seat, Seats};
pub use turn::{CHANGE, Turn, turns};
