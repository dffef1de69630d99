//! How far a life has got, in one word.

use kernel::codes;

use super::Records;

codes! {
    /// How far a delegation has got (办理阶段).
    pub enum Phase {
        /// 在计划中，还没有启动
        Planned = "planned" "计划中" "planned",
        /// 校内审核
        Review = "review" "校内审核" "under review",
        /// 校内同意，待报送
        Agreed = "agreed" "待报送" "agreed by the school",
        /// 已报送，待批复
        Submitted = "submitted" "已报送" "handed in",
        /// 已批复，行前准备
        Approved = "approved" "已批复" "approved",
        /// 在外
        Abroad = "abroad" "在外" "abroad",
        /// 已回国，待了结
        Home = "home" "待了结" "home, to be closed out",
        /// 未获批准
        Rejected = "rejected" "未获批准" "refused",
        /// 已取消
        Cancelled = "cancelled" "已取消" "cancelled",
        /// 已归档
        Closed = "closed" "已归档" "closed",
    }
}

impl Phase {
    /// Whether the application has not left the school yet.
    pub const fn is_before_submission(self) -> bool {
        matches!(self, Self::Planned | Self::Review | Self::Agreed)
    }

    /// Whether the trip will not be made.
    pub const fn is_dropped(self) -> bool {
        matches!(self, Self::Rejected | Self::Cancelled)
    }

    pub(super) fn of(records: &Records) -> Self {
        if records.closure.is_some() {
            Self::Closed
        } else if records.rejection.is_some() {
            Self::Rejected
        } else if records.cancellation.is_some() {
            Self::Cancelled
        } else if records.homecoming.is_some() {
            Self::Home
        } else if records.departure.is_some() {
            Self::Abroad
        } else if records.approval.is_some() {
            Self::Approved
        } else if records.submission.is_some() {
            Self::Submitted
        } else if records.is_reviewed() {
            Self::Agreed
        } else if records.start.is_some() {
            Self::Review
        } else {
            Self::Planned
        }
    }
}
