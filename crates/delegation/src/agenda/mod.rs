//! The tasks of a delegation (任务清单): how far each has got, the figures that
//! show it, when it is due, and the findings that it causes. Pure; what is asked
//! of it is brought along.

mod after;
mod before;

use jiff::civil::Date;
use kernel::{Finding, Said, Severity, codes};

use crate::deadlines::{Deadline, Urgency};
use crate::examination::Examination;

codes! {
    /// What is to be done for a trip (任务).
    pub enum Task {
        /// 人员
        People = "people" "人员" "People",
        /// 行程
        Itinerary = "itinerary" "行程" "Itinerary",
        /// 邀请函
        Invitations = "invitations" "邀请函" "Invitations",
        /// 预算
        Budget = "budget" "预算" "Budget",
        /// 规则
        Rules = "rules" "规则" "Rules",
        /// 公文
        Papers = "papers" "公文" "Papers",
        /// 公示
        Publicity = "publicity" "公示" "Notice",
        /// 审批
        Reviews = "reviews" "审批" "Reviews",
        /// 证照签证
        Documents = "documents" "证照签证" "Passports, visas",
        /// 出发
        Departure = "departure" "出发" "Departure",
        /// 回国收尾
        Closing = "closing" "回国收尾" "Close-out",
    }
}

codes! {
    /// How far a task has got (任务状态).
    pub enum State {
        /// 未开始
        Idle = "idle" "未开始" "not begun",
        /// 进行中
        Going = "going" "进行中" "under way",
        /// 待补
        Amend = "amend" "待补" "incomplete",
        /// 挡住
        Stopped = "stopped" "挡住" "stopped",
        /// 完成
        Done = "done" "完成" "done",
    }
}

codes! {
    /// The part of the way that tasks belong to (阶段).
    pub enum Part {
        /// 准备
        Preparation = "preparation" "准备" "Preparation",
        /// 报批
        Application = "application" "报批" "Application",
        /// 成行与收尾
        Trip = "trip" "成行与收尾" "Trip and close-out",
    }
}

impl Task {
    /// Which part of the way it belongs to.
    pub const fn part(self) -> Part {
        match self {
            Self::People | Self::Itinerary | Self::Invitations | Self::Budget => Part::Preparation,
            Self::Rules | Self::Papers | Self::Publicity | Self::Reviews => Part::Application,
            Self::Documents | Self::Departure | Self::Closing => Part::Trip,
        }
    }

    /// The task that a finding is mended in, by the field it sits at.
    pub fn of_field(field: &str) -> Self {
        let mut parts = field.split('.');
        match (parts.next().unwrap_or_default(), parts.next().unwrap_or_default()) {
            ("members", _) => Self::People,
            ("itinerary", _) => Self::Itinerary,
            ("invitations", _) => Self::Invitations,
            ("funding", _) => Self::Budget,
            ("papers", _) => Self::Papers,
            ("publicity", _) => Self::Publicity,
            ("life", "passports") => Self::Documents,
            ("life", "departure" | "sessions" | "education" | "secrecy") => Self::Departure,
            ("life", _) => Self::Closing,
            _ => Self::Rules,
        }
    }
}

/// One line about a task: a message of the interface and its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The message: `show-people`.
    pub key: &'static str,
    /// Its figures.
    pub figures: Vec<(&'static str, Said)>,
}

impl Line {
    fn of(key: &'static str, figures: Vec<(&'static str, Said)>) -> Self {
        Self { key, figures }
    }

    fn plain(key: &'static str) -> Self {
        Self::of(key, Vec::new())
    }
}

/// A task with all that can be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub task: Task,
    /// How far it has got.
    pub state: State,
    /// What shows it; the first line leads.
    pub lines: Vec<Line>,
    /// A share that is done, and of how many, with the share that is asked for.
    pub share: Option<Share>,
    /// The last day, if there is one.
    pub due: Option<Date>,
    /// What the rules found in it and nobody has answered yet, the gravest first.
    pub findings: Vec<Finding>,
}

/// So many of so many (份额).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Done.
    pub part: i64,
    /// Of how many.
    pub whole: i64,
    /// Whether it is as much as is asked for.
    pub is_enough: bool,
}

/// What a task says of itself before the rules are heard.
struct Told {
    state: State,
    lines: Vec<Line>,
    share: Option<Share>,
}

impl Told {
    const fn of(state: State, lines: Vec<Line>) -> Self {
        Self { state, lines, share: None }
    }
}

/// Every task of a delegation, in order; `deadlines` are its own.
pub fn of(examination: &Examination, deadlines: &[Deadline]) -> Vec<Entry> {
    let unanswered = examination.findings.unanswered(&examination.delegation.justifications);
    let stands = |finding: &&Finding| finding.severity != Severity::Justify || unanswered.contains(finding);
    let entry = |task: &Task| {
        let found = examination.findings.iter().filter(stands);
        let findings: Vec<Finding> =
            found.filter(|finding| Task::of_field(&finding.place.field) == *task).cloned().collect();
        let told = told(*task, examination);
        let state = heard(told.state, &findings);
        let of_task = deadlines.iter().filter(|deadline| task_of(&deadline.code) == Some(*task));
        let due = of_task.filter(|it| it.urgency != Urgency::Done).map(|it| it.on).min();
        let due = due.filter(|_| state != State::Done);
        Entry { task: *task, state, lines: told.lines, share: told.share, due, findings }
    };
    Task::ALL.iter().map(entry).collect()
}

fn told(task: Task, examination: &Examination) -> Told {
    match task {
        Task::People => before::people(examination),
        Task::Itinerary => before::itinerary(examination),
        Task::Invitations => before::invitations(examination),
        Task::Budget => before::budget(examination),
        Task::Rules => before::rules(examination),
        Task::Papers => before::papers(examination),
        Task::Publicity => before::publicity(examination),
        Task::Reviews => before::reviews(examination),
        Task::Documents => after::documents(examination),
        Task::Departure => after::departure(examination),
        Task::Closing => after::closing(examination),
    }
}

/// The state once the rules are heard: what blocks stops it, what asks for a reason
/// leaves it incomplete.
fn heard(state: State, findings: &[Finding]) -> State {
    let found = |severity| findings.iter().any(|finding| finding.severity == severity);
    if found(Severity::Block) {
        State::Stopped
    } else if found(Severity::Justify) {
        State::Amend
    } else {
        state
    }
}

/// The task that a deadline belongs to, by its code.
fn task_of(code: &str) -> Option<Task> {
    match code {
        "publicity" | "publicity-result" => Some(Task::Publicity),
        "filing" | "department" | "approval" | "start" => Some(Task::Reviews),
        "passport" | "visa-forms" | "visa" | "collection" | "passports" => Some(Task::Documents),
        "education" | "departure" => Some(Task::Departure),
        "report" | "publication" | "lock" => Some(Task::Closing),
        _ => code.starts_with("link-").then_some(Task::Reviews),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_the_task_it_is_mended_in() {
        let tasks = |field: &str| Task::of_field(field).code();
        assert_eq!(tasks("members.3.document.expires"), "people");
        assert_eq!(tasks("itinerary.2026-09-12.morning"), "itinerary");
        assert_eq!(tasks("invitations.1.names"), "invitations");
        assert_eq!(tasks("papers.programme"), "papers");
        assert_eq!(tasks("publicity"), "publicity");
        assert_eq!(tasks("life.passports"), "documents");
        assert_eq!(tasks("life.report"), "closing");
        assert_eq!(tasks("plan"), "rules");
        assert_eq!(tasks("purposes.2.text"), "rules");
    }

    #[test]
    fn what_blocks_stops_a_task_whatever_it_says_of_itself() {
        assert_eq!(heard(State::Done, &[]), State::Done);
        let finding = |severity| Finding {
            rule: "R01",
            severity,
            place: kernel::Place::new("members", "", ""),
            says: Said::default(),
            figures: std::collections::BTreeMap::default(),
            remedy: Said::default(),
            basis: String::new(),
        };
        assert_eq!(heard(State::Done, &[finding(Severity::Warn)]), State::Done);
        assert_eq!(heard(State::Done, &[finding(Severity::Justify)]), State::Amend);
        assert_eq!(heard(State::Idle, &[finding(Severity::Warn), finding(Severity::Block)]), State::Stopped);
    }
}
