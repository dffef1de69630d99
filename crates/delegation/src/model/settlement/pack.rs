//! The papers that go to the finance office with a claim (报销材料).

use kernel::{Said, codes};

use super::Attachment;

codes! {
    /// A paper of the reimbursement pack (报销材料).
    pub enum PackPaper {
        /// 任务批件
        Approval = "approval" "任务批件" "approval document",
        /// 经批准的经费预算
        Budget = "budget" "经费预算审批表" "approved budget",
        /// 批准的日程
        Programme = "programme" "批准的日程安排" "approved programme",
        /// 护照资料页和出入境记录
        Border = "border" "护照资料页和出入境记录" "passport page and border record",
        /// 机票和行程单
        Ticket = "ticket" "国际旅费票据" "tickets",
        /// 城市间交通票据
        Intercity = "intercity" "城市间交通票据" "tickets between cities",
        /// 住宿费票据
        Lodging = "lodging" "住宿费票据" "hotel bills",
        /// 签证、保险、注册等票据
        Other = "other" "签证、保险、注册等票据" "visa, insurance and fees",
        /// 大额支出的付款记录
        Payment = "payment" "大额支出的付款记录" "payment records of large sums",
        /// 汇率证明
        Rates = "rates" "汇率证明" "evidence of rates",
        /// 乘坐外国航空公司航班的审批
        Carrier = "carrier" "乘坐外国航空公司航班审批表" "approval of a foreign airline",
        /// 超标、宴请、礼品的事先批准
        Beforehand = "beforehand" "超标准等事项的事先批准" "approvals given beforehand",
        /// 回国后公示
        Publication = "publication" "回国后公示情况" "notice after the return",
        /// 出访报告
        Report = "report" "出访报告" "trip report",
    }
}

/// A paper of the pack that is no receipt (所附材料).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Which paper of the pack it is.
    pub paper: PackPaper,
    /// The file.
    pub attachment: Attachment,
}

/// How a paper of the pack stands (齐备情况).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackState {
    /// It is there: what, and how many.
    There(Said),
    /// It is missing: what to do.
    Missing(Said),
    /// This trip does not need it.
    NotNeeded,
}

/// A paper of the pack, and whether it is there (报销材料清单).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackItem {
    /// Which paper.
    pub paper: PackPaper,
    /// How it stands.
    pub state: PackState,
}
