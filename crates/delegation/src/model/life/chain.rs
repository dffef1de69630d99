//! The chain of reviews (审批链): who looks at an application before it leaves the
//! school, in which order. Every school has its own; the chain is data
//! (`rulebook/chains.toml`), and a delegation keeps the one it started with.

use kernel::codes;

/// A school's chain of reviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Its code: `common`.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The links, first to last; never empty.
    pub links: Vec<Link>,
    /// Offices that consent to a change after approval, in order (R31).
    pub change: Vec<String>,
    /// Authorities it is handed in to, one after the other; none = a single one, whichever
    /// it is.
    pub authorities: Vec<String>,
    /// The link that must have agreed before the notice is posted, where there is one.
    pub before_publicity: Option<String>,
}

/// One link of the chain (审核环节).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its code, unique in the chain: `office`.
    pub code: String,
    /// What people call it: `国际处审核`.
    pub name: String,
    /// What kind of look it is.
    pub kind: LinkKind,
    /// Offices that may give their opinion.
    pub offices: Vec<String>,
    /// Whether all of them must agree, or any one.
    pub needs: Needs,
    /// Working days they have.
    pub within: u32,
}

codes! {
    /// What kind of look a link is (环节类别).
    pub enum LinkKind {
        /// 派员单位审核
        Unit = "unit" "单位审核" "review by the unit",
        /// 职能部门审核
        Office = "office" "部门审核" "review by the offices",
        /// 学校领导、党委会决定
        Decision = "decision" "领导决定" "decision of the leadership",
    }
}

codes! {
    /// How many offices of a link must agree (会签、或签).
    pub enum Needs {
        /// 会签
        All = "all" "全部同意" "all",
        /// 或签
        Any = "any" "一个同意即可" "any",
    }
}

impl Chain {
    /// The first link that is not complete, given who has agreed to which.
    pub fn next(&self, agreed: impl Fn(&Link, &str) -> bool + Copy) -> Option<&Link> {
        self.links.iter().find(|link| !link.is_complete(agreed))
    }

    /// The place of a link in the chain.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.links.iter().position(|link| link.code == code)
    }
}

impl Link {
    pub(super) fn is_complete(&self, agreed: impl Fn(&Self, &str) -> bool) -> bool {
        let mut offices = self.offices.iter();
        match self.needs {
            Needs::All => offices.all(|office| agreed(self, office)),
            Needs::Any => offices.any(|office| agreed(self, office)),
        }
    }
}
