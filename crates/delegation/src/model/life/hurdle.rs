//! What stands in the way of a step, in words.

use jiff::civil::Date;
use kernel::{Said, Words};

use super::{Phase, Step};

/// Why an event cannot happen now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hurdle {
    /// Something must have happened first.
    Missing(Step),
    /// It has happened already.
    Already(Step),
    /// Something later has happened, so it is too late.
    Past(Step),
    /// The trip was cancelled or its file closed.
    Ended(Phase),
    /// The chain asks somebody else now: the link, and the offices that may speak.
    Asked {
        /// What the link is called.
        link: String,
        /// Its offices.
        offices: Vec<String>,
    },
    /// The chain hands it in to another authority now.
    Authority(String),
    /// The office has agreed already.
    Agreed(String),
    /// The chain has no such link.
    UnknownLink(String),
    /// A person who is not in the party that was approved.
    Stranger(String),
    /// The person's passport has been lent already, or has not.
    Passport {
        /// Whose.
        member: String,
        /// Whether it is away from its keeper.
        away: bool,
    },
    /// Passports that have not come back.
    Outstanding(Vec<String>),
    /// A reason is asked for and none is given.
    NoReason,
    /// Nobody, or nothing, is named where somebody must be.
    Empty(Words),
    /// The day lies before that of what it follows.
    TooEarly {
        /// The day given.
        on: Date,
        /// What came before.
        after: Step,
        /// When that was.
        day: Date,
    },
    /// The last day lies before the first.
    Backwards,
    /// A notice ends before it begins.
    NoticeBackwards,
    /// The exit differs from the departure that was recorded.
    OtherExit(Date),
    /// Only a joined trip has an organiser's notice.
    NotJoined,
    /// Offices that have not consented to the change.
    Unconsented(Vec<String>),
}

impl Hurdle {
    /// In one sentence with the remedy.
    pub fn said(&self) -> Said {
        match self {
            Self::Missing(step) => Said::new(
                format!("还没有“{}”的记录；先办这一步（{}）", step.words().zh, step.command()),
                format!(
                    "there is no record of the {} yet; do that first (`{}`)",
                    step.words().en,
                    step.command()
                ),
            ),
            Self::Already(step) => Said::new(
                format!("“{}”已有记录；填错了可用 undo 撤销最后一步", step.words().zh),
                format!(
                    "the {} is recorded already; a mistaken entry is taken back by undo",
                    step.words().en
                ),
            ),
            Self::Past(step) => Said::new(
                format!("已经“{}”，这一步来不及了", step.words().zh),
                format!("it is too late: the {} has taken place", step.words().en),
            ),
            Self::Ended(phase) => Said::new(
                format!("团组{}，不能再办这一步", phase.words().zh),
                format!("the delegation is {}; nothing more can happen to it", phase.words().en),
            ),
            Self::Asked { link, offices } => Said::new(
                format!("现在该“{link}”，由{}提出意见", offices.join("、")),
                format!("the turn is at “{link}”: {}", offices.join(", ")),
            ),
            Self::Authority(authority) => Said::new(
                format!("按审批链，现在报送{authority}；先办这一步（submit）"),
                format!("by its chain it is handed in to {authority} now; do that first (`submit`)"),
            ),
            Self::Agreed(office) => {
                Said::new(format!("{office}已经同意过了"), format!("{office} has agreed already"))
            }
            Self::UnknownLink(link) => Said::new(
                format!("审批链里没有环节“{link}”；jinqiao delegation life 可查看"),
                format!("the chain has no link “{link}”; see `jinqiao delegation life`"),
            ),
            Self::Stranger(name) => Said::new(
                format!("“{name}”不在批准的团组里；请核对姓名，或先申请变更"),
                format!("“{name}” is not in the approved party; check the name or ask for a change first"),
            ),
            Self::Passport { member, away: true } => Said::new(
                format!("{member}的证照已领出，还没有交回"),
                format!("the passport of {member} is out already"),
            ),
            Self::Passport { member, away: false } => Said::new(
                format!("{member}名下没有领出未还的证照"),
                format!("no passport of {member} is out"),
            ),
            Self::Outstanding(members) => Said::new(
                format!("{}的证照还没有交回；交齐后才能归档", members.join("、")),
                format!("passports not returned: {}; the file closes when all are back", members.join(", ")),
            ),
            _ => self.said_of_content(),
        }
    }

    /// The hurdles that lie in what was entered.
    fn said_of_content(&self) -> Said {
        match self {
            Self::NoReason => Said::new("请写明原因", "a reason is needed"),
            Self::Empty(what) => {
                Said::new(format!("{}是空的；请填写", what.zh), format!("the {} must not be empty", what.en))
            }
            Self::TooEarly { on, after, day } => Said::new(
                format!("日期{on}早于“{}”（{day}）；请核对", after.words().zh),
                format!("{on} lies before the {} ({day})", after.words().en),
            ),
            Self::Backwards => Said::new("入境日早于出境日；请核对", "the entry lies before the exit"),
            Self::NoticeBackwards => {
                Said::new("公示最后一天早于第一天；请核对", "the notice ends before it begins")
            }
            Self::OtherExit(day) => Said::new(
                format!("出境日与已记录的{day}不一致；请核对边检记录"),
                format!("the exit is not the {day} that was recorded; check the border stamp"),
            ),
            Self::NotJoined => {
                Said::new("自组团没有任务通知书；只有双跨团组才有", "only a joined trip has a task notice")
            }
            Self::Unconsented(offices) => Said::new(
                format!("{}还没有同意变更", offices.join("、")),
                format!("not consented yet: {}", offices.join(", ")),
            ),
            other => Said::plain(format!("{other:?}")),
        }
    }
}
