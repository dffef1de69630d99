//! Schools, accounts and persons. Pure.

mod account;
mod link;
mod policy;
mod school;

pub use account::{Account, AccountId, MemberStanding, Membership, MembershipId, login_of};
pub use link::{Link, Opens};
pub use policy::{PasswordFault, Policy};
pub use school::{School, SchoolId};
