//! Who knocks.

use jiff::Timestamp;
use uuid::Uuid;

use super::Role;
use crate::{Actor, Reach, Who};

/// Who knocks at a web door (来访者). Whoever recognises sessions says so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Caller {
    /// Nobody we know.
    #[default]
    Nobody,
    /// A confirmed member of an institution.
    Member(Box<Member>),
}

/// A confirmed member, as one request sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: Uuid,
    /// The membership the session works under.
    pub membership: Uuid,
    /// What the person is called.
    pub name: String,
    /// The institution's name, as the rail shows it.
    pub institution: String,
    /// What the member is there.
    pub role: Role,
    /// Whose rows the member may see.
    pub reach: Reach,
    /// When the person last proved who they are.
    pub proved_at: Timestamp,
}

impl Caller {
    /// The member, if it is one.
    pub fn member(&self) -> Option<&Member> {
        match self {
            Self::Nobody => None,
            Self::Member(member) => Some(member),
        }
    }

    /// As whom the caller comes to a desk.
    pub fn who(&self) -> Who {
        match self {
            Self::Nobody => Who { actor: Actor::local("未登录"), reach: Reach::Nothing },
            Self::Member(member) => Who {
                actor: Actor { name: member.name.clone(), key: format!("account {}", member.account) },
                reach: member.reach,
            },
        }
    }
}
