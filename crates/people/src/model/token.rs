//! What a program shows instead of signing in.

use jiff::Timestamp;
use kernel::Id;

use super::MembershipId;

/// The id of a token.
pub type AccessTokenId = Id<AccessToken>;

/// A key that a program shows (访问令牌); its secret is told once and never kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// Its id.
    pub id: AccessTokenId,
    /// Under which membership the program works.
    pub membership: MembershipId,
    /// What it is for, in its owner's words.
    pub name: String,
    /// When it was made.
    pub made: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// When it was last shown, to the minute.
    pub seen: Option<Timestamp>,
}
