//! Schools, accounts and persons. Pure.

mod account;
mod consent;
mod document;
mod identity;
mod link;
mod passport_name;
mod person;
mod policy;
mod reading;
mod school;
pub mod search;
mod token;
mod written;
mod zone;

pub use account::{Account, AccountId, MemberStanding, Membership, MembershipId, login_of};
pub use consent::{Channel, Decision, PrivacyConsent, Scope, standing};
pub use document::{
    Demand, DocumentKind, DocumentNumber, Errand, TravelDocument, Unfit, UnreadableNumber, Validity,
};
pub use identity::{IdentityKind, IdentityNumber, Sex, UnreadableIdentity};
pub use link::{Link, Opens};
pub use passport_name::{PassportName, Spelling, UnreadablePassportName};
pub use person::{Particular, Person, PersonId, Remark};
pub use policy::{PasswordFault, Policy};
pub use school::{School, SchoolId};
pub use token::{AccessToken, AccessTokenId};
pub use written::unified_name;
pub use zone::{MachineReadableZone, UnreadableZone, ZoneField};
