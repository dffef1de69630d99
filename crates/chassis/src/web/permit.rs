//! Who may open which door.

use kernel::codes;

codes! {
    /// What a member is at an institution (角色).
    pub enum Role {
        /// Runs accounts and settings; sees no journal.
        Administrator = "administrator" "系统管理员" "Administrator",
        /// Reads the journal; changes nothing.
        Auditor = "auditor" "审计员" "Auditor",
        /// The international office.
        Coordinator = "coordinator" "外事经办" "Coordinator",
        /// Who travels.
        Teacher = "teacher" "教师" "Teacher",
        /// Who approves.
        Head = "head" "领导" "Head",
        /// Budgets and claims.
        Finance = "finance" "财务" "Finance",
        /// The organiser of the season.
        Organiser = "organiser" "主办方" "Organiser",
        /// A partner abroad.
        Partner = "partner" "外方伙伴" "Partner",
    }
}

/// The right to open a door (权限): `delegation.submit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Permit(pub &'static str);

impl Permit {
    /// Anybody, signed in or not.
    pub const ANYONE: Self = Self("anyone");
    /// Every confirmed member.
    pub const MEMBER: Self = Self("member");
}

/// What a role may do, as a module grants it.
pub type Grant = (Role, &'static [Permit]);
