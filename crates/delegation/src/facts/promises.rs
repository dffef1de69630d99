//! What the tasks promise and what came of it, for the application before the trip
//! and the report after it.

use documents::{Fact, record};
use objective::model::{Lasting, Progress, Promise};

use super::{Subject, dates};

/// Every promise, in the order of the tasks; the report answers for each.
pub(super) fn all(subject: &Subject<'_>) -> Vec<Fact> {
    let promises = in_order(subject);
    promises.into_iter().enumerate().map(|(index, it)| promise(subject, index, it)).collect()
}

/// What one task promises; what was released is promised no longer.
pub(super) fn of_task(subject: &Subject<'_>, task: u32) -> Vec<Fact> {
    let promises = in_order(subject);
    let standing = |it: &&Promise| it.outcome.task == task && it.progress() != Progress::Released;
    let of_task = promises.into_iter().filter(standing).enumerate();
    of_task.map(|(index, it)| promise(subject, index, it)).collect()
}

/// How many there are, and how they stand.
pub(super) fn counted(subject: &Subject<'_>) -> Fact {
    let count = |progress| subject.promises.iter().filter(|it| it.progress() == progress).count();
    record! {
        total: subject.promises.len(),
        done: count(Progress::Done),
        partly: count(Progress::Partly),
        not: count(Progress::Not),
        open: count(Progress::Open),
        released: count(Progress::Released),
    }
}

fn in_order<'a>(subject: &Subject<'a>) -> Vec<&'a Promise> {
    let mut promises: Vec<&Promise> = subject.promises.iter().collect();
    promises.sort_by_key(|it| (it.outcome.task, it.outcome.due, it.outcome.what.as_str(), it.id));
    promises
}

fn promise(subject: &Subject<'_>, index: usize, it: &Promise) -> Fact {
    let outcome = &it.outcome;
    let goals = |number: &u32| subject.season.goals.iter().find(|goal| goal.number == *number);
    let titles: Vec<&str> = outcome.goals.iter().filter_map(goals).map(|goal| goal.title.as_str()).collect();
    let numbers: Vec<String> = outcome.goals.iter().map(u32::to_string).collect();
    record! {
        number: (index + 1).to_string(),
        task: outcome.task.to_string(),
        kind: outcome.kind.words().zh,
        what: &outcome.what,
        shown_by: &outcome.shown_by,
        owner: it.owner(),
        due: dates::zh(outcome.due),
        goals: numbers.join("、"),
        goal_titles: titles.join("；"),
        verdict: it.progress().words().zh,
        why: why(it),
        overdue: it.is_overdue(subject.today),
        proofs: it.evidence.iter().map(proof).collect::<Vec<_>>(),
    }
}

/// Why it was not done, not all done, or released.
fn why(it: &Promise) -> &str {
    let judged = it.fulfilments.last().map_or("", |fulfilment| fulfilment.why.as_str());
    it.release.as_ref().map_or(judged, |release| release.reason.as_str())
}

fn proof(it: &objective::model::Evidence) -> Fact {
    let until = match it.proof.lasts {
        Lasting::Once => String::new(),
        Lasting::Until(last) => dates::zh(last),
    };
    record! {
        what: &it.proof.what,
        date: dates::zh(it.proof.on),
        until: until,
        file: it.proof.file.as_ref().map(|file| file.name.clone()),
    }
}
