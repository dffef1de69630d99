//! Invented promises for the tests of the model.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::Id;

use super::{
    Cause, Evidence, Fulfilment, Lasting, Origin, Outcome, OutcomeKind, Promise, Proof, Release, Source,
    Subject, Verdict,
};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

pub(super) fn outcome(task: u32, what: &str) -> Outcome {
    Outcome {
        task,
        kind: OutcomeKind::Resource,
        what: what.to_owned(),
        shown_by: "归档文本".to_owned(),
        owner: "示例甲".to_owned(),
        due: date(2026, 10, 20),
        goals: vec![1],
    }
}

pub(super) fn promise(number: u32, outcome: Outcome) -> Promise {
    Promise {
        id: Id::passing(number),
        origin: Origin {
            school: Id::passing(1),
            season: Id::passing(2),
            subject: Subject::of("delegation", Id::<()>::passing(3)),
            name: "示例团组".to_owned(),
        },
        source: Source::Stated,
        outcome,
        handovers: Vec::new(),
        fulfilments: Vec::new(),
        release: None,
        evidence: Vec::new(),
    }
}

pub(super) fn fulfilment(verdict: Verdict, why: &str) -> Fulfilment {
    Fulfilment { verdict, why: why.to_owned(), by: "示例乙".to_owned(), at: NOW }
}

pub(super) fn release(cause: Cause) -> Release {
    Release { cause, reason: "示例原因".to_owned(), by: "示例乙".to_owned(), at: NOW }
}

pub(super) fn proof(what: &str, on: Date) -> Proof {
    Proof { what: what.to_owned(), on, lasts: Lasting::Once, file: None, record: None }
}

pub(super) fn evidence(proof: Proof) -> Evidence {
    Evidence {
        id: Id::passing(9),
        school: Id::passing(1),
        subject: Subject::of("objective", Id::<()>::passing(1)),
        proof,
        by: "示例乙".to_owned(),
        at: NOW,
    }
}
