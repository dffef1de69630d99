//! Schools, accounts and persons. Pure.

mod account;
mod policy;
mod school;

pub use account::{Account, AccountId, MemberStanding, Membership, MembershipId, login_of};
pub use policy::{PasswordFault, Policy};
pub use school::{School, SchoolId};
