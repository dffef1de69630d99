//! What the party will do about the annex's five tasks, and what it promises.

use objective::model::Outcome;

/// One task of the annex made concrete for this trip (出访任务).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    /// The task's number in the annex.
    pub task: u32,
    /// Short heading: `参赛与评判`.
    pub title: String,
    /// What is done with whom, in the words the application prints.
    pub text: String,
    /// Why it must be done there and not by mail or video.
    pub necessity: String,
    /// What will exist afterwards.
    pub outcome: String,
    /// The annex's goals it serves, by number.
    pub goals: Vec<u32>,
    /// What it promises, one by one (期望成果). A promise that names no goal of
    /// its own serves the task's.
    pub promises: Vec<Outcome>,
}

impl Purpose {
    /// What it promises, each with the goals it serves.
    pub fn promised(&self) -> impl Iterator<Item = Outcome> {
        self.promises.iter().map(|outcome| {
            let goals = if outcome.goals.is_empty() { &self.goals } else { &outcome.goals };
            Outcome { goals: goals.clone(), ..outcome.clone() }
        })
    }
}

/// Somebody who witnesses or signs an agreement on the way (R40).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Name of the member.
    pub name: String,
    /// What is signed: `校际合作备忘录`.
    pub agreement: String,
    /// Whether home approved the text before (R41).
    pub approved: bool,
}
