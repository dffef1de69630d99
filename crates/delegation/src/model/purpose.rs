//! What the party will do about the annex's five tasks.

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
