//! What can happen to a delegation, step by step. Every day is the day it
//! happened; who recorded it and when stands beside the event.

use jiff::civil::Date;
use kernel::{Country, Money, codes};

use super::{Chain, Step};
use crate::model::{Publicity, TripMode};

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
    Rejection(Rejection),
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

/// It was refused, for good: by the authority, or in the house by an office whose
/// turn it was (不予批准、不同意).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// When.
    pub on: Date,
    /// Who refused it.
    pub by: String,
    /// Why; never empty.
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
            Self::Rejection(_) => Step::Rejection,
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
            Self::Rejection(it) => it.on,
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
