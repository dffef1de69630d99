//! What one may do with promises and evidence. Pages, API and commands all come
//! here, and so does every module that states promises or files evidence.

use chassis::{Desk, Error, Reach, journal, outbox};
use people::model::SchoolId;
use season::model::SeasonId;

use crate::model::{
    Cause, Evidence, Fulfilment, Handover, Move, Origin, Outcome, Promise, PromiseId, Proof, Refused,
    Release, Source, Subject, Verdict, settle as moves,
};
use crate::store::{self, Sought};

/// A shorter ending of an id is no name.
const SHORTEST_ENDING: usize = 4;

/// Which promises are listed (范围); what is none asks nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Of one school.
    pub school: Option<SchoolId>,
    /// Of one season.
    pub season: Option<SeasonId>,
}

/// What settling came to, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settled {
    /// New promises.
    pub made: usize,
    /// Promises that say something else now, or are stated again.
    pub changed: usize,
    /// Promises that are no longer stated.
    pub dropped: usize,
}

/// How somebody judges a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// How much of it was done.
    pub verdict: Verdict,
    /// Why not, or why not all.
    pub why: String,
    /// What shows it, beside what was filed before.
    pub proofs: Vec<Proof>,
}

/// Adds a promise by itself, beside what its origin states.
pub async fn promise(desk: &mut Desk<'_>, origin: Origin, outcome: Outcome) -> Result<Promise, Error> {
    within(desk, origin.school)?;
    whole(&outcome)?;
    let promise = fresh(desk, origin, Source::Added, outcome);
    store::insert(desk, &promise).await?;
    told(desk, "promise.make", &promise, &promise.outcome.what).await?;
    Ok(promise)
}

/// Brings the promises of an origin to what it states now. The same list again
/// changes nothing.
pub async fn settle(desk: &mut Desk<'_>, origin: &Origin, stated: &[Outcome]) -> Result<Settled, Error> {
    within(desk, origin.school)?;
    for outcome in stated {
        whole(outcome)?;
    }
    let sought = Sought { origin: Some(&origin.subject), school: Some(origin.school), ..Sought::default() };
    let kept = store::sought(desk, sought).await?;
    let moves = moves(&kept, stated);
    if moves.is_empty() {
        desk.leave_unchanged();
        return Ok(Settled::default());
    }
    let mut settled = Settled::default();
    for step in moves {
        match step {
            Move::Make(outcome) => {
                let promise = fresh(desk, origin.clone(), Source::Stated, outcome);
                store::insert(desk, &promise).await?;
                settled.made += 1;
            }
            Move::Change(id, outcome) => {
                reword(desk, &kept, id, &outcome).await?;
                settled.changed += 1;
            }
            Move::Restore(id, outcome) => {
                store::restore(desk, id).await?;
                reword(desk, &kept, id, &outcome).await?;
                settled.changed += 1;
            }
            Move::Drop(id) => {
                store::release(desk, id, &released(desk, Cause::Dropped, "")).await?;
                settled.dropped += 1;
            }
        }
    }
    let Settled { made, changed, dropped } = settled;
    let subject = origin.subject.to_string();
    let detail = format!("期望成果新增{made}项，改动{changed}项，不再列入{dropped}项");
    journal::record(desk, "promise.settle", &subject, &detail).await?;
    outbox::post(desk, "promise.settled", &subject).await?;
    Ok(settled)
}

/// Changes what is promised. An owner that is stated anew ends a handover.
async fn reword(
    desk: &mut Desk<'_>,
    kept: &[Promise],
    id: PromiseId,
    outcome: &Outcome,
) -> Result<(), Error> {
    let same_owner = kept.iter().any(|promise| promise.id == id && promise.outcome.owner == outcome.owner);
    if !same_owner {
        store::keep_owner(desk, id).await?;
    }
    store::change(desk, id, outcome).await
}

/// Says what came of a promise, and files what shows it.
pub async fn fulfil(desk: &mut Desk<'_>, id: PromiseId, judgement: Judgement) -> Result<Promise, Error> {
    let mut promise = load(desk, id).await?;
    let Judgement { verdict, why, proofs } = judgement;
    let mut shown = Vec::new();
    for proof in proofs {
        shown.push(filed(desk, promise.origin.school, promise.subject(), proof)?);
    }
    promise.evidence.extend(shown.iter().cloned());
    let fulfilment =
        Fulfilment { verdict, why: why.trim().to_owned(), by: desk.actor.name.clone(), at: desk.now };
    let promise = promise.fulfil(fulfilment).map_err(refused)?;
    for evidence in &shown {
        store::file(desk, evidence).await?;
    }
    store::fulfil(desk, &promise).await?;
    told(desk, "promise.fulfil", &promise, verdict.words().zh).await?;
    Ok(promise)
}

/// Files evidence of anything.
pub async fn file(
    desk: &mut Desk<'_>,
    school: SchoolId,
    subject: Subject,
    proof: Proof,
) -> Result<Evidence, Error> {
    within(desk, school)?;
    let evidence = filed(desk, school, subject, proof)?;
    store::file(desk, &evidence).await?;
    let subject = evidence.subject.to_string();
    journal::record(desk, "evidence.file", &subject, &evidence.proof.what).await?;
    outbox::post(desk, "evidence.filed", &subject).await?;
    Ok(evidence)
}

/// Releases the school from a promise, with a reason.
pub async fn release(desk: &mut Desk<'_>, id: PromiseId, reason: &str) -> Result<Promise, Error> {
    let release = released(desk, Cause::Decided, reason);
    let promise = load(desk, id).await?.release(release.clone()).map_err(refused)?;
    store::release(desk, id, &release).await?;
    told(desk, "promise.release", &promise, &release.reason).await?;
    Ok(promise)
}

/// Hands a promise to somebody else.
pub async fn hand_over(
    desk: &mut Desk<'_>,
    id: PromiseId,
    owner: &str,
    reason: &str,
) -> Result<Promise, Error> {
    let handover = Handover {
        owner: owner.trim().to_owned(),
        reason: reason.trim().to_owned(),
        by: desk.actor.name.clone(),
        at: desk.now,
    };
    let promise = load(desk, id).await?.hand_over(handover).map_err(refused)?;
    store::hand_over(desk, &promise).await?;
    told(desk, "promise.hand_over", &promise, reason.trim()).await?;
    Ok(promise)
}

/// A promise by its id.
pub async fn load(desk: &mut Desk<'_>, id: PromiseId) -> Result<Promise, Error> {
    let found = store::sought(desk, Sought { promise: Some(id), ..Sought::default() }).await?;
    found.into_iter().next().ok_or_else(|| unknown(&id.to_string()))
}

/// A promise by its id, or by the end of its id as lists print it.
pub async fn find(desk: &mut Desk<'_>, text: &str) -> Result<Promise, Error> {
    let ending = text.trim().to_ascii_lowercase();
    if !ending.bytes().all(|c| c.is_ascii_hexdigit() || c == b'-') || ending.len() < SHORTEST_ENDING {
        return Err(unknown(text));
    }
    match store::ending(desk, &ending).await?.as_slice() {
        [] => Err(unknown(text)),
        [id] => load(desk, *id).await,
        _ => Err(Error::refused(
            "promise-ambiguous",
            format!("编号以“{text}”结尾的期望成果不止一项；请多写几位"),
            format!("more than one promise has an id that ends in “{text}”; give more of it"),
        )),
    }
}

/// Promises: the open ones first, of those the earliest day, and so the overdue.
pub async fn list(desk: &mut Desk<'_>, scope: Scope) -> Result<Vec<Promise>, Error> {
    let Scope { school, season } = scope;
    store::sought(desk, Sought { school, season, ..Sought::default() }).await
}

/// The promises that one record states or has added to it.
pub async fn of_origin(desk: &mut Desk<'_>, origin: &Subject) -> Result<Vec<Promise>, Error> {
    store::sought(desk, Sought { origin: Some(origin), ..Sought::default() }).await
}

/// The evidence of one subject, by day.
pub async fn evidence_of(desk: &mut Desk<'_>, subject: &Subject) -> Result<Vec<Evidence>, Error> {
    store::of_subject(desk, subject).await
}

fn fresh(desk: &mut Desk<'_>, origin: Origin, source: Source, outcome: Outcome) -> Promise {
    Promise {
        id: desk.draw_id(),
        origin,
        source,
        outcome,
        handovers: Vec::new(),
        fulfilments: Vec::new(),
        release: None,
        evidence: Vec::new(),
    }
}

fn released(desk: &Desk<'_>, cause: Cause, reason: &str) -> Release {
    Release { cause, reason: reason.trim().to_owned(), by: desk.actor.name.clone(), at: desk.now }
}

/// Evidence as it will be kept, if nothing is wrong with it.
fn filed(desk: &mut Desk<'_>, school: SchoolId, subject: Subject, proof: Proof) -> Result<Evidence, Error> {
    let faults = proof.faults(desk.today);
    if !faults.is_empty() {
        let zh: Vec<&str> = faults.iter().map(|fault| fault.zh.as_str()).collect();
        let en: Vec<&str> = faults.iter().map(|fault| fault.en.as_str()).collect();
        return Err(Error::refused("evidence-faulty", zh.join("；"), en.join("; ")));
    }
    Ok(Evidence { id: desk.draw_id(), school, subject, proof, by: desk.actor.name.clone(), at: desk.now })
}

async fn told(desk: &mut Desk<'_>, event: &str, promise: &Promise, detail: &str) -> Result<(), Error> {
    let subject = promise.subject().to_string();
    journal::record(desk, event, &subject, detail).await?;
    outbox::post(desk, "promise.changed", &subject).await
}

/// Nobody writes for another school.
fn within(desk: &Desk<'_>, school: SchoolId) -> Result<(), Error> {
    match desk.reach {
        Reach::All => Ok(()),
        Reach::School(own) if own.to_string() == school.to_string() => Ok(()),
        Reach::School(_) | Reach::Nothing => {
            Err(Error::missing("school-unknown", "没有这所学校的登记", "there is no such school"))
        }
    }
}

fn whole(outcome: &Outcome) -> Result<(), Error> {
    let missing = outcome.missing();
    if missing.is_empty() {
        return Ok(());
    }
    let zh: Vec<&str> = missing.iter().map(|words| words.zh).collect();
    let en: Vec<&str> = missing.iter().map(|words| words.en).collect();
    Err(Error::refused(
        "promise-incomplete",
        format!("任务{}的期望成果没有写{}；请补填", outcome.task, zh.join("、")),
        format!("a promise of task {} does not say {}; fill it in", outcome.task, en.join(", ")),
    ))
}

fn refused(refused: Refused) -> Error {
    let words = refused.words();
    Error::refused(refused.code(), words.zh, words.en)
}

fn unknown(text: &str) -> Error {
    Error::missing(
        "promise-unknown",
        format!("没有编号为“{text}”的期望成果；jinqiao promise list 可列出编号"),
        format!("there is no promise “{text}”; see `jinqiao promise list`"),
    )
}
