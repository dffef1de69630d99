//! The steps of a life, and the command that records each.

use kernel::codes;

codes! {
    /// A step of the life (办理步骤).
    pub enum Step {
        /// 启动
        Start = "start" "启动" "start",
        /// 审核、决定
        Review = "review" "审核" "review",
        /// 任务通知书、确认件 (双跨)
        Notice = "notice" "任务通知" "task notice",
        /// 报送
        Submission = "submission" "报送" "submission",
        /// 退回
        Return = "return" "退回" "return",
        /// 撤回
        Withdrawal = "withdrawal" "撤回" "withdrawal",
        /// 不予批准
        Rejection = "rejection" "不予批准" "rejection",
        /// 批复
        Approval = "approval" "批复" "approval",
        /// 领用证照
        Loan = "loan" "领用证照" "passport lent",
        /// 签证
        Visa = "visa" "签证" "visa",
        /// 行前教育
        Session = "session" "行前教育" "pre-departure education",
        /// 保密审查
        SecrecyReview = "secrecy-review" "保密审查" "secrecy review",
        /// 变更申请
        ChangeRequest = "change-request" "变更申请" "change request",
        /// 变更同意
        Consent = "consent" "变更会签" "consent to a change",
        /// 变更批准
        ChangeGrant = "change-grant" "变更批准" "change granted",
        /// 变更未批准
        ChangeRefusal = "change-refusal" "变更不予批准" "change refused",
        /// 出境
        Departure = "departure" "出境" "departure",
        /// 回国
        Homecoming = "homecoming" "回国" "homecoming",
        /// 上缴证照
        PassportReturn = "passport-return" "上缴证照" "passport returned",
        /// 出访报告
        Report = "report" "出访报告" "trip report",
        /// 实际执行情况公示
        Publication = "publication" "回国后公示" "publicity after return",
        /// 报销
        Reimbursement = "reimbursement" "报销" "reimbursement",
        /// 取消
        Cancellation = "cancellation" "取消" "cancellation",
        /// 归档
        Closure = "closure" "归档" "closure",
    }
}

impl Step {
    /// Whether it is of the main line, whose days follow each other. Passports, visas,
    /// education, the secrecy review and the organiser's notice run beside it; so do
    /// report, publicity and claim, each with what it must follow.
    pub const fn is_of_the_main_line(self) -> bool {
        !matches!(
            self,
            Self::Notice
                | Self::Loan
                | Self::Visa
                | Self::Session
                | Self::SecrecyReview
                | Self::PassportReturn
                | Self::Report
                | Self::Publication
                | Self::Reimbursement
        )
    }

    /// The command that records it: what somebody does who is told that it is missing.
    pub const fn command(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Review => "review",
            Self::Notice => "notice",
            Self::Submission => "submit",
            Self::Return => "return",
            Self::Withdrawal => "withdraw",
            Self::Rejection => "reject",
            Self::Approval => "approve",
            Self::Loan => "lend",
            Self::Visa => "visa",
            Self::Session => "educate",
            Self::SecrecyReview => "vet",
            Self::ChangeRequest => "change",
            Self::Consent => "consent",
            Self::ChangeGrant => "grant",
            Self::ChangeRefusal => "refuse",
            Self::Departure => "depart",
            Self::Homecoming => "home",
            Self::PassportReturn => "collect",
            Self::Report => "report",
            Self::Publication => "publish",
            Self::Reimbursement => "claim",
            Self::Cancellation => "cancel",
            Self::Closure => "close",
        }
    }
}
