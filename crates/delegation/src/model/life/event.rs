//! What can happen to a delegation, step by step. Every day is the day it
//! happened; who recorded it and when stands beside the event.

use jiff::civil::Date;
use kernel::{Country, Money, codes};

use super::Chain;
use crate::model::{Publicity, TripMode};

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

/// Something that happens to a delegation (事项).
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is its step with the record of it")]
pub enum Event {
    Start(Start),
    Review(Review),
    Notice(Notice),
    Submission(Submission),
    Return(Return),
    Withdrawal(Withdrawal),
    Approval(Approval),
    Loan(Loan),
    Visa(Visa),
    Session(Session),
    SecrecyReview(SecrecyReview),
    ChangeRequest(ChangeRequest),
    Consent(Consent),
    ChangeGrant(ChangeGrant),
    ChangeRefusal(ChangeRefusal),
    Departure(Departure),
    Homecoming(Homecoming),
    PassportReturn(Loan),
    Report(TripReport),
    Publication(Publication),
    Reimbursement(Reimbursement),
    Cancellation(Cancellation),
    Closure(Closure),
}

/// Work on the trip began (启动).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// When.
    pub on: Date,
    /// Who organises the trip: a joined one needs the organiser's notice.
    pub mode: TripMode,
    /// The chain of reviews it goes through.
    pub chain: Chain,
}

/// One office agreed (审核意见).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// When.
    pub on: Date,
    /// Which link of the chain.
    pub link: String,
    /// Which of its offices.
    pub office: String,
    /// What it wrote beside its consent; may be empty.
    pub note: String,
}

/// The organiser's paper for a joined trip (任务通知书、任务确认件).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// When it was issued.
    pub on: Date,
    /// Its number.
    pub number: String,
    /// The unit that organises the trip (组团单位).
    pub organiser: String,
}

/// The application was handed in (报送).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// When.
    pub on: Date,
    /// To whom.
    pub authority: String,
    /// The number of the request (发文字号); may be empty.
    pub number: String,
}

/// It was sent back (退回).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// When.
    pub on: Date,
    /// Who sent it back.
    pub by: String,
    /// Why; never empty.
    pub reason: String,
    /// The link from which it is to be reviewed again; `None` = from the first.
    pub to: Option<String>,
}

/// The school took its application back (撤回).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// What was approved, or what was really done (批准内容、实际执行).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Names in Chinese, the head first.
    pub people: Vec<String>,
    /// Countries in order.
    pub countries: Vec<Country>,
    /// Cities of the route, joined by `—`.
    pub route: String,
    /// The day of the exit stamp.
    pub exit: Date,
    /// The day of the entry stamp.
    pub entry: Date,
    /// The money in yuan.
    pub money: Money,
    /// The tasks of the annex, by number.
    pub tasks: Vec<u32>,
}

/// The authority's approval document (任务批件).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The day it carries.
    pub on: Date,
    /// Its number (批件号).
    pub number: String,
    /// Who approved.
    pub authority: String,
    /// What was approved.
    pub terms: Terms,
}

/// A member's official passport leaves or comes back to its keeper (领用、上缴).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loan {
    /// When.
    pub on: Date,
    /// Whose, by name.
    pub member: String,
}

/// A visa in a passport (签证).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visa {
    /// When it was granted.
    pub on: Date,
    /// Whose, by name.
    pub member: String,
    /// For which country.
    pub country: Country,
    /// Last day on which it lets in.
    pub until: Date,
}

/// A session of pre-departure education (行前教育, R35).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// When.
    pub on: Date,
    /// Where.
    pub place: String,
    /// Names of those who attended.
    pub attended: Vec<String>,
    /// What it was about.
    pub topics: Vec<Topic>,
}

codes! {
    /// What pre-departure education is about (教育内容).
    pub enum Topic {
        /// 外事纪律
        Conduct = "conduct" "外事纪律" "conduct abroad",
        /// 财经纪律
        Money = "money" "财经纪律" "money",
        /// 保密
        Secrecy = "secrecy" "保密" "secrecy",
        /// 安全
        Safety = "safety" "安全" "safety",
    }
}

/// A person who knows secrets was reviewed and has promised to keep them
/// (保密审查、保密承诺、同意派出函, R36).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecrecyReview {
    /// When.
    pub on: Date,
    /// Whom.
    pub member: String,
    /// Which office agreed.
    pub office: String,
}

/// A change is asked for after approval (变更申请, R31).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRequest {
    /// When.
    pub on: Date,
    /// Why; never empty.
    pub reason: String,
    /// What is asked for in place of what was approved.
    pub terms: Terms,
}

/// An office consents to the change that is asked for (会签).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// When.
    pub on: Date,
    /// Which office.
    pub office: String,
}

/// The change was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeGrant {
    /// When.
    pub on: Date,
    /// The number of the answer; may be empty.
    pub number: String,
}

/// The change was not approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRefusal {
    /// When.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// The party left (出境).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// The day of the exit stamp.
    pub on: Date,
}

/// The party is home (回国).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Homecoming {
    /// What was really done; the money is known with the claim.
    pub terms: Terms,
    /// How each task went, what was left undone and why.
    pub note: String,
}

/// The report was handed in (出访报告).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TripReport {
    /// When.
    pub on: Date,
    /// To whom.
    pub to: String,
}

/// What really happened was made public (实际执行情况公示, R26).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Place, days and result.
    pub publicity: Publicity,
}

/// The claim was settled (报销).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reimbursement {
    /// When.
    pub on: Date,
    /// What was recognised, in yuan.
    pub total: Money,
}

/// The trip will not be made (取消).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// When.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// The file was closed (归档).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// When.
    pub on: Date,
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

impl Event {
    /// Which step it is.
    pub const fn step(&self) -> Step {
        match self {
            Self::Start(_) => Step::Start,
            Self::Review(_) => Step::Review,
            Self::Notice(_) => Step::Notice,
            Self::Submission(_) => Step::Submission,
            Self::Return(_) => Step::Return,
            Self::Withdrawal(_) => Step::Withdrawal,
            Self::Approval(_) => Step::Approval,
            Self::Loan(_) => Step::Loan,
            Self::Visa(_) => Step::Visa,
            Self::Session(_) => Step::Session,
            Self::SecrecyReview(_) => Step::SecrecyReview,
            Self::ChangeRequest(_) => Step::ChangeRequest,
            Self::Consent(_) => Step::Consent,
            Self::ChangeGrant(_) => Step::ChangeGrant,
            Self::ChangeRefusal(_) => Step::ChangeRefusal,
            Self::Departure(_) => Step::Departure,
            Self::Homecoming(_) => Step::Homecoming,
            Self::PassportReturn(_) => Step::PassportReturn,
            Self::Report(_) => Step::Report,
            Self::Publication(_) => Step::Publication,
            Self::Reimbursement(_) => Step::Reimbursement,
            Self::Cancellation(_) => Step::Cancellation,
            Self::Closure(_) => Step::Closure,
        }
    }

    /// The day it happened.
    pub const fn on(&self) -> Date {
        match self {
            Self::Start(it) => it.on,
            Self::Review(it) => it.on,
            Self::Notice(it) => it.on,
            Self::Submission(it) => it.on,
            Self::Return(it) => it.on,
            Self::Withdrawal(it) => it.on,
            Self::Approval(it) => it.on,
            Self::Loan(it) | Self::PassportReturn(it) => it.on,
            Self::Visa(it) => it.on,
            Self::Session(it) => it.on,
            Self::SecrecyReview(it) => it.on,
            Self::ChangeRequest(it) => it.on,
            Self::Consent(it) => it.on,
            Self::ChangeGrant(it) => it.on,
            Self::ChangeRefusal(it) => it.on,
            Self::Departure(it) => it.on,
            Self::Homecoming(it) => it.terms.entry,
            Self::Report(it) => it.on,
            Self::Publication(it) => it.publicity.from,
            Self::Reimbursement(it) => it.on,
            Self::Cancellation(it) => it.on,
            Self::Closure(it) => it.on,
        }
    }
}
