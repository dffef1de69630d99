//! A promise and what is recorded about it. It has no status: which records it
//! has says how it stands.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Id, Said, Words, codes};
use people::model::SchoolId;
use season::model::SeasonId;

use super::{Evidence, Subject};

/// The id of a promise.
pub type PromiseId = Id<Promise>;

/// Something a task is to bring about (期望成果), and all that came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its id.
    pub id: PromiseId,
    /// Where it was stated.
    pub origin: Origin,
    /// Whether the application states it.
    pub source: Source,
    /// What is promised.
    pub outcome: Outcome,
    /// Who took it over, oldest first.
    pub handovers: Vec<Handover>,
    /// What came of it, oldest first; the last one holds.
    pub fulfilments: Vec<Fulfilment>,
    /// That it is no longer promised.
    pub release: Option<Release>,
    /// What was filed for it, by day.
    pub evidence: Vec<Evidence>,
}

/// Where promises are stated (出处): by which school, for which season, in which
/// record of whatever module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Whose promise it is.
    pub school: SchoolId,
    /// The season whose tasks and goals its numbers mean.
    pub season: SeasonId,
    /// The record that states it.
    pub subject: Subject,
    /// What people call that record: a delegation's name.
    pub name: String,
}

/// What is promised (成果内容).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The annex's task it belongs to, by number.
    pub task: u32,
    /// Of what kind it is.
    pub kind: OutcomeKind,
    /// What will exist: `机电设备清单1份`.
    pub what: String,
    /// How it will be shown (佐证方式): `双方签字的会谈纪要`.
    pub shown_by: String,
    /// Who answers for it (责任人).
    pub owner: String,
    /// By which day.
    pub due: Date,
    /// The annex's goals it serves, by number.
    pub goals: Vec<u32>,
}

codes! {
    /// What kind of thing is promised (成果类别).
    pub enum OutcomeKind {
        /// Something agreed with a partner.
        Agreement = "agreement" "协议" "agreement",
        /// A step of a BRICS workshop.
        Workshop = "workshop" "金砖工坊进展" "workshop step",
        /// A standard of a job, a programme or a course.
        Standard = "standard" "标准" "standard",
        /// Something to teach with.
        Resource = "resource" "教学资源" "teaching resource",
        /// What a team achieves in the competition.
        Entry = "entry" "参赛成绩" "competition entry",
    }
}

codes! {
    /// How a promise came to be (来源).
    pub enum Source {
        /// The record it belongs to states it, and may change it.
        Stated = "stated" "随申报" "stated",
        /// Somebody added it by itself.
        Added = "added" "另行登记" "added",
    }
}

codes! {
    /// What came of a promise (完成结论).
    pub enum Verdict {
        /// All of it.
        Done = "done" "完成" "done",
        /// Part of it.
        Partly = "partly" "部分完成" "partly done",
        /// Nothing.
        Not = "not" "未完成" "not done",
    }
}

codes! {
    /// How a promise stands (落实情况), read off its records.
    pub enum Progress {
        /// Nobody has said what came of it.
        Open = "open" "待落实" "open",
        /// It was kept.
        Done = "done" "完成" "done",
        /// It was kept in part.
        Partly = "partly" "部分完成" "partly done",
        /// It was not kept.
        Not = "not" "未完成" "not done",
        /// It is no longer promised.
        Released = "released" "已撤销" "released",
    }
}

codes! {
    /// Why something is no longer promised (撤销原因).
    pub enum Cause {
        /// Somebody released it, with a reason.
        Decided = "decided" "经办撤销" "decided",
        /// The record it belongs to no longer states it.
        Dropped = "dropped" "申报中不再列入" "no longer stated",
    }
}

/// Somebody else answers for it from now on (移交).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// Who answers for it now.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What came of a promise (完成情况), as somebody judged it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fulfilment {
    /// How much of it.
    pub verdict: Verdict,
    /// Why not, or why not all; empty where all was done.
    pub why: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// It is no longer promised (撤销).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// How it came about.
    pub cause: Cause,
    /// The reason given.
    pub reason: String,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Why something cannot be recorded of a promise (不予登记).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It was released.
    Released,
    /// What came of it has been said already.
    Judged,
    /// It was kept.
    Done,
    /// Something is said to be done, and nothing shows it.
    Unproved,
    /// Something was not done, and nobody says why.
    Unexplained,
    /// No reason is given.
    Unreasoned,
    /// Nobody is named.
    Nobody,
    /// The owner stays the same.
    SameOwner,
}

impl Refused {
    /// A stable code, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Released => "promise-released",
            Self::Judged => "promise-judged",
            Self::Done => "promise-done",
            Self::Unproved => "fulfilment-unproved",
            Self::Unexplained => "fulfilment-unexplained",
            Self::Unreasoned => "reason-empty",
            Self::Nobody => "owner-empty",
            Self::SameOwner => "owner-same",
        }
    }

    /// The sentence for the person.
    pub const fn words(self) -> Words {
        let (zh, en) = match self {
            Self::Released => {
                ("这项成果已经撤销，不能再登记；需要时请重新登记一项", "it was released; promise it anew")
            }
            Self::Judged => (
                "这项成果已有完成结论，不能撤销；结论有变请重新登记完成情况",
                "what came of it has been said; record another fulfilment instead of releasing it",
            ),
            Self::Done => ("这项成果已经完成，不用再移交", "it is done; there is nothing to hand over"),
            Self::Unproved => (
                "没有佐证，不能登记为完成或部分完成；请用 --evidence 写明材料",
                "nothing shows that it was done; name the evidence with --evidence",
            ),
            Self::Unexplained => (
                "没有说明原因；未完成或部分完成的，请用 --why 写明差在哪里、为什么",
                "say with --why what is missing, and why",
            ),
            Self::Unreasoned => ("没有写原因；请写明为什么", "no reason is given; say why"),
            Self::Nobody => ("没有写由谁负责；请写姓名", "nobody is named; say who answers for it"),
            Self::SameOwner => {
                ("责任人没有变；请写接手人的姓名", "the owner is the same; name who takes it over")
            }
        };
        Words { zh, en }
    }
}

impl Outcome {
    /// The fields that are missing: what nobody answers for is no promise.
    pub fn missing(&self) -> Vec<Words> {
        let Self { what, shown_by, owner, .. } = self;
        let fields = [
            (what, Words { zh: "成果内容", en: "what is promised" }),
            (shown_by, Words { zh: "佐证方式", en: "how it will be shown" }),
            (owner, Words { zh: "责任人", en: "who answers for it" }),
        ];
        fields.into_iter().filter(|(text, _)| text.trim().is_empty()).map(|(_, words)| words).collect()
    }

    /// Whether it is the same thing that is promised, whoever answers for it.
    pub fn is_same_thing(&self, other: &Self) -> bool {
        (self.task, self.kind, &self.what) == (other.task, other.kind, &other.what)
    }
}

impl Promise {
    /// Who answers for it now.
    pub fn owner(&self) -> &str {
        self.handovers.last().map_or(&self.outcome.owner, |handover| &handover.owner)
    }

    /// How it stands.
    pub fn progress(&self) -> Progress {
        match (&self.release, self.fulfilments.last()) {
            (Some(_), _) => Progress::Released,
            (None, None) => Progress::Open,
            (None, Some(fulfilment)) => match fulfilment.verdict {
                Verdict::Done => Progress::Done,
                Verdict::Partly => Progress::Partly,
                Verdict::Not => Progress::Not,
            },
        }
    }

    /// Whether its day has passed and nobody has said what came of it.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.progress() == Progress::Open && self.outcome.due < today
    }

    /// What lists sort by: what is open first, of that the earliest day, and so the
    /// overdue before the rest. The id comes last: it says nothing to a reader.
    pub fn urgency(&self) -> (Progress, Date, u32, &str, &str, PromiseId) {
        let Self { id, origin, outcome, .. } = self;
        (self.progress(), outcome.due, outcome.task, &origin.name, &outcome.what, *id)
    }

    /// The promise itself as something evidence can be filed for.
    pub fn subject(&self) -> Subject {
        Subject::of("objective", self.id)
    }

    /// Says what came of it; its evidence must have been filed before.
    pub fn fulfil(mut self, fulfilment: Fulfilment) -> Result<Self, Refused> {
        if self.release.is_some() {
            return Err(Refused::Released);
        }
        if fulfilment.verdict != Verdict::Not && self.evidence.is_empty() {
            return Err(Refused::Unproved);
        }
        if fulfilment.verdict != Verdict::Done && fulfilment.why.trim().is_empty() {
            return Err(Refused::Unexplained);
        }
        self.fulfilments.push(fulfilment);
        Ok(self)
    }

    /// Releases the school from it. What has been judged stays judged.
    pub fn release(mut self, release: Release) -> Result<Self, Refused> {
        match self.progress() {
            Progress::Released => Err(Refused::Released),
            Progress::Open if release.reason.trim().is_empty() => Err(Refused::Unreasoned),
            Progress::Open => {
                self.release = Some(release);
                Ok(self)
            }
            _ => Err(Refused::Judged),
        }
    }

    /// Hands it to somebody else.
    pub fn hand_over(mut self, handover: Handover) -> Result<Self, Refused> {
        match self.progress() {
            Progress::Released => return Err(Refused::Released),
            Progress::Done => return Err(Refused::Done),
            Progress::Open | Progress::Partly | Progress::Not => {}
        }
        if handover.owner.trim().is_empty() {
            return Err(Refused::Nobody);
        }
        if handover.owner == self.owner() {
            return Err(Refused::SameOwner);
        }
        self.handovers.push(handover);
        Ok(self)
    }
}

impl From<Refused> for Said {
    fn from(refused: Refused) -> Self {
        refused.words().into()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::scene;

    fn open() -> Promise {
        scene::promise(1, scene::outcome(1, "报告1份"))
    }

    fn proved() -> Promise {
        let mut promise = open();
        promise.evidence.push(scene::evidence(scene::proof("报告归档", date(2026, 10, 1))));
        promise
    }

    #[test]
    fn a_promise_is_open_until_it_is_fulfilled() {
        assert_eq!(open().progress(), Progress::Open);
        for (verdict, why, progress) in [
            (Verdict::Done, "", Progress::Done),
            (Verdict::Partly, "尚缺译文", Progress::Partly),
            (Verdict::Not, "对方未到会", Progress::Not),
        ] {
            let judged = proved().fulfil(scene::fulfilment(verdict, why)).unwrap();
            assert_eq!(judged.progress(), progress);
        }
    }

    #[test]
    fn what_was_done_asks_for_evidence_and_what_was_not_asks_why() {
        let refused = |promise: Promise, verdict, why| promise.fulfil(scene::fulfilment(verdict, why)).err();
        assert_eq!(refused(open(), Verdict::Done, ""), Some(Refused::Unproved));
        assert_eq!(refused(open(), Verdict::Partly, "尚缺译文"), Some(Refused::Unproved));
        assert_eq!(refused(proved(), Verdict::Partly, " "), Some(Refused::Unexplained));
        assert_eq!(refused(open(), Verdict::Not, ""), Some(Refused::Unexplained));
        assert_eq!(refused(open(), Verdict::Not, "对方未到会"), None);
    }

    #[test]
    fn a_later_fulfilment_holds_and_the_earlier_one_stays() {
        let partly = proved().fulfil(scene::fulfilment(Verdict::Partly, "尚缺译文")).unwrap();
        let done = partly.fulfil(scene::fulfilment(Verdict::Done, "")).unwrap();
        let told: Vec<Verdict> = done.fulfilments.iter().map(|fulfilment| fulfilment.verdict).collect();
        assert_eq!((done.progress(), told), (Progress::Done, vec![Verdict::Partly, Verdict::Done]));
    }

    #[test]
    fn a_promise_is_overdue_from_the_day_after_its_day_while_it_is_open() {
        let (due, after) = (date(2026, 10, 20), date(2026, 10, 21));
        assert_eq!((open().is_overdue(due), open().is_overdue(after)), (false, true));
        let not = open().fulfil(scene::fulfilment(Verdict::Not, "对方未到会")).unwrap();
        assert!(!not.is_overdue(after));
        let released = open().release(scene::release(Cause::Decided)).unwrap();
        assert!(!released.is_overdue(after));
    }

    #[test]
    fn only_what_is_open_is_released_and_only_with_a_reason() {
        let silent = Release { reason: " ".to_owned(), ..scene::release(Cause::Decided) };
        assert_eq!(open().release(silent), Err(Refused::Unreasoned));
        let done = proved().fulfil(scene::fulfilment(Verdict::Done, "")).unwrap();
        assert_eq!(done.release(scene::release(Cause::Decided)), Err(Refused::Judged));
        let released = open().release(scene::release(Cause::Decided)).unwrap();
        assert_eq!(released.progress(), Progress::Released);
        assert_eq!(released.clone().fulfil(scene::fulfilment(Verdict::Not, "无")), Err(Refused::Released));
        assert_eq!(released.release(scene::release(Cause::Decided)), Err(Refused::Released));
    }

    #[test]
    fn whoever_took_it_over_last_answers_for_it() {
        let to = |owner: &str| Handover {
            owner: owner.to_owned(),
            reason: "岗位调整".to_owned(),
            by: "示例乙".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        let handed = open().hand_over(to("示例丙")).unwrap().hand_over(to("示例丁")).unwrap();
        assert_eq!((handed.owner(), handed.outcome.owner.as_str()), ("示例丁", "示例甲"));
        assert_eq!(handed.clone().hand_over(to("示例丁")), Err(Refused::SameOwner));
        assert_eq!(handed.hand_over(to("")), Err(Refused::Nobody));
        let done = proved().fulfil(scene::fulfilment(Verdict::Done, "")).unwrap();
        assert_eq!(done.hand_over(to("示例丙")), Err(Refused::Done));
    }

    #[test]
    fn every_missing_field_is_named() {
        let outcome =
            Outcome { owner: String::new(), shown_by: " ".to_owned(), ..scene::outcome(1, "报告1份") };
        let named: Vec<&str> = outcome.missing().iter().map(|words| words.zh).collect();
        assert_eq!(named, ["佐证方式", "责任人"]);
    }
}
