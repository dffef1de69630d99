//! Who may sign in, and as what.

use jiff::Timestamp;
use kernel::{Id, codes};

use super::SchoolId;

/// The id of an account.
pub type AccountId = Id<Account>;

/// The id of a membership.
pub type MembershipId = Id<Membership>;

/// Somebody who may sign in (账号).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What the person is called.
    pub name: String,
    /// What is typed to sign in, in small letters: a mail address or a short name.
    pub login: String,
    /// When the password was set.
    pub password_set_at: Timestamp,
}

codes! {
    /// Where a membership stands (成员状态): only a confirmed one opens doors.
    pub enum MemberStanding {
        /// Asked to join.
        Invited = "invited" "已邀请" "Invited",
        /// Said yes, not yet confirmed.
        Accepted = "accepted" "已接受" "Accepted",
        /// May act.
        Confirmed = "confirmed" "已确认" "Confirmed",
        /// May not act for now.
        Suspended = "suspended" "已停用" "Suspended",
    }
}

/// What an account is at an institution (成员身份).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Its id.
    pub id: MembershipId,
    /// Whose.
    pub account: AccountId,
    /// Where; none is the organiser's own.
    pub school: Option<SchoolId>,
    /// As what; the code of a role of the house.
    pub role: String,
    /// Whether it may act.
    pub standing: MemberStanding,
}

/// A login as it is kept and compared.
pub fn login_of(typed: &str) -> String {
    typed.trim().to_lowercase()
}
