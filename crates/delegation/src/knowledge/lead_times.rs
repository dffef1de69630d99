//! How long each step before a departure takes (办理时限), as offices report.

use kernel::{Said, codes};

codes! {
    /// Which step on the way out a stage is (办理环节).
    pub enum Milestone {
        /// 事前公示
        Publicity = "publicity" "事前公示" "notice",
        /// 制表、备案、政审
        Filing = "filing" "备案政审" "filing",
        /// 主管部门审核
        Department = "department" "主管部门审核" "review by the department",
        /// 外办、政府审批
        Approval = "approval" "审批" "approval",
        /// 护照、出境证明
        Passport = "passport" "证照" "passports",
        /// 签证制表、送件
        VisaForms = "visa-forms" "签证制表" "visa forms",
        /// 使馆签证
        Visa = "visa" "签证" "visa",
        /// 取回证件
        Collection = "collection" "取证" "collection",
    }
}

/// One step on the way out (办理环节).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Which step it is.
    pub milestone: Milestone,
    /// What it is.
    pub name: Said,
    /// Who does it.
    pub who: String,
    /// Working days when all goes well.
    pub low: i64,
    /// Working days to reckon with.
    pub high: i64,
    /// Whether it falls away where no visa is needed.
    pub visa_only: bool,
    /// Who reports it.
    pub basis: String,
}

/// How many days ahead offices ask for (提前量).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Calendar days before the departure.
    pub days: i64,
    /// Who asks.
    pub basis: String,
}

/// The steps in order, and what offices ask for on the whole (办理时限).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadTimes {
    /// First to last.
    pub stages: Vec<Stage>,
    /// Where no visa is needed.
    pub exempt: Ask,
    /// Where one is.
    pub visa: Ask,
}
