//! What is promised and what proves it. Pure.

mod account;
mod evidence;
mod promise;
mod settle;
mod subject;

pub use account::Account;
pub use evidence::{Enclosure, Evidence, EvidenceId, Lasting, Proof};
pub use promise::{
    Cause, Fulfilment, Handover, Origin, Outcome, OutcomeKind, Progress, Promise, PromiseId, Refused,
    Release, Source, Verdict,
};
pub use settle::{Move, settle};
pub use subject::{Subject, UnreadableSubject};

#[cfg(test)]
mod scene;
