//! The task list: a row a task, what was found beside it.

use chassis::web::Frame;
use kernel::Finding;

use crate::agenda::{Entry, Part, Share, State, Task};
use crate::pages::tone::{self, Chip};

/// So many findings stand beside a task; the rest is counted.
const BESIDE: usize = 3;

/// The tasks of one part of the way.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) is_first: bool,
    pub(super) rows: Vec<Row>,
}

/// A task, as it is read.
pub(super) struct Row {
    pub(super) chip: Chip,
    pub(super) name: String,
    pub(super) anchor: &'static str,
    pub(super) path: String,
    pub(super) lead: String,
    pub(super) lines: Vec<String>,
    pub(super) share: Option<Share>,
    pub(super) share_said: String,
    pub(super) due: String,
    pub(super) notes: Vec<Note>,
    pub(super) more: Option<String>,
    pub(super) rules: String,
}

/// A finding beside its cause.
pub(in crate::pages) struct Note {
    pub(in crate::pages) tone: &'static str,
    pub(in crate::pages) icon: &'static str,
    pub(in crate::pages) rule: &'static str,
    pub(in crate::pages) place: String,
    pub(in crate::pages) says: String,
    pub(in crate::pages) remedy: String,
}

impl Note {
    pub(in crate::pages) fn of(frame: &Frame, finding: &Finding) -> Self {
        let (tone, icon) = tone::of_severity(finding.severity);
        Self {
            tone,
            icon,
            rule: finding.rule,
            place: frame.said(&finding.place.words).to_owned(),
            says: frame.said(&finding.says).to_owned(),
            remedy: frame.said(&finding.remedy).to_owned(),
        }
    }
}

/// The tasks by the part of the way they belong to.
pub(super) fn groups(frame: &Frame, id: &str, entries: &[Entry]) -> Vec<Group> {
    let group = |part: &Part| Group {
        name: frame.say(format!("show-part-{part}")),
        is_first: *part == Part::Preparation,
        rows: entries
            .iter()
            .filter(|entry| entry.task.part() == *part)
            .map(|entry| row(frame, id, entry))
            .collect(),
    };
    Part::ALL.iter().map(group).collect()
}

/// Where a task is worked on.
fn path(id: &str, task: Task) -> String {
    let page = match task {
        Task::People => "roster",
        Task::Itinerary => "itinerary",
        Task::Invitations => "itinerary#invitations",
        Task::Budget => "money",
        Task::Rules => "rules",
        Task::Papers => "papers",
        Task::Publicity => "steps#publicity",
        Task::Reviews => "steps",
        Task::Documents => "steps#documents",
        Task::Departure => "steps#departure",
        Task::Closing => "steps#closing",
    };
    format!("/delegations/{id}/{page}")
}

fn chip(frame: &Frame, state: State) -> Chip {
    let look = match state {
        State::Idle => tone::IDLE,
        State::Going => tone::GOING,
        State::Amend => tone::WARN,
        State::Stopped => tone::BLOCK,
        State::Done => tone::DONE,
    };
    Chip::new(look, frame.say(format!("show-state-{state}")))
}

fn row(frame: &Frame, id: &str, entry: &Entry) -> Row {
    let said = entry.lines.iter().map(|line| {
        let figures: Vec<(&str, String)> =
            line.figures.iter().map(|(name, said)| (*name, frame.said(said).to_owned())).collect();
        frame.tell(line.key, &figures)
    });
    let mut lines: Vec<String> = said.collect();
    let lead = if lines.is_empty() { String::new() } else { lines.remove(0) };
    let hidden = entry.findings.len().saturating_sub(BESIDE);
    let figures = |share: Share| [("part", share.part.to_string()), ("whole", share.whole.to_string())];
    Row {
        chip: chip(frame, entry.state),
        name: frame.say(format!("show-task-{}", entry.task)),
        anchor: entry.task.code(),
        path: path(id, entry.task),
        lead,
        lines,
        share: entry.share,
        share_said: entry.share.map(|share| frame.tell("show-share", &figures(share))).unwrap_or_default(),
        due: entry.due.map(|day| super::axis::short(frame, day)).unwrap_or_default(),
        notes: entry.findings.iter().take(BESIDE).map(|finding| Note::of(frame, finding)).collect(),
        more: (hidden > 0).then(|| frame.tell("show-more", &[("count", hidden.to_string())])),
        rules: format!("/delegations/{id}/rules#{}", entry.task),
    }
}
