//! A list of promises as it is stated now, against the promises as they are kept.
//! The same thing keeps its id, a changed text changes it, what is no longer
//! stated is dropped. What was judged, released or added by hand is left alone: an
//! old list read again must not undo what happened since.

use super::{Cause, Outcome, Progress, Promise, PromiseId, Source};

/// One step from what is kept to what is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// It is new.
    Make(Outcome),
    /// It says something else now.
    Change(PromiseId, Outcome),
    /// It was dropped, and is stated again.
    Restore(PromiseId, Outcome),
    /// It is no longer stated.
    Drop(PromiseId),
}

/// The steps that bring the promises of one origin to what it states.
pub fn settle(kept: &[Promise], stated: &[Outcome]) -> Vec<Move> {
    let mut left: Vec<&Promise> = kept.iter().collect();
    let mut moves = Vec::new();
    // What says the very same goes first: of two alike neither takes the other's place.
    let mut reworded = Vec::new();
    for outcome in stated {
        match take(&mut left, |promise| promise.outcome == *outcome) {
            Some(promise) => moves.extend(again(promise, outcome)),
            None => reworded.push(outcome),
        }
    }
    let mut unknown = Vec::new();
    for outcome in reworded {
        match take(&mut left, |promise| promise.outcome.is_same_thing(outcome)) {
            Some(promise) => moves.extend(again(promise, outcome)),
            None => unknown.push(outcome),
        }
    }
    for outcome in unknown {
        let kin =
            |promise: &Promise| (promise.outcome.task, promise.outcome.kind) == (outcome.task, outcome.kind);
        moves.push(match take(&mut left, |promise| kin(promise) && may_change(promise)) {
            Some(promise) => Move::Change(promise.id, outcome.clone()),
            None => Move::Make(outcome.clone()),
        });
    }
    let gone = left.into_iter().filter(|promise| may_change(promise));
    moves.extend(gone.map(|promise| Move::Drop(promise.id)));
    moves
}

/// What is to be done about a promise that is stated again.
fn again(promise: &Promise, outcome: &Outcome) -> Option<Move> {
    let dropped = promise.release.as_ref().is_some_and(|release| release.cause == Cause::Dropped);
    if dropped {
        return Some(Move::Restore(promise.id, outcome.clone()));
    }
    (may_change(promise) && promise.outcome != *outcome).then(|| Move::Change(promise.id, outcome.clone()))
}

fn may_change(promise: &Promise) -> bool {
    promise.source == Source::Stated && promise.progress() == Progress::Open
}

/// Takes the first promise that fits; one still open before one that is not.
fn take<'a>(left: &mut Vec<&'a Promise>, fits: impl Fn(&Promise) -> bool) -> Option<&'a Promise> {
    let open = left.iter().position(|promise| promise.progress() == Progress::Open && fits(promise));
    let at = open.or_else(|| left.iter().position(|promise| fits(promise)))?;
    Some(left.remove(at))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::model::{OutcomeKind, Verdict, scene};

    fn stated(all: &[Outcome]) -> Vec<Promise> {
        (1..).zip(all).map(|(number, outcome)| scene::promise(number, outcome.clone())).collect()
    }

    #[test]
    fn a_list_stated_again_changes_nothing() {
        let list = [scene::outcome(1, "报告1份"), scene::outcome(2, "清单1份")];
        assert_eq!(settle(&stated(&list), &list), []);
    }

    #[test]
    fn a_changed_text_keeps_the_id_and_a_removed_one_is_dropped() {
        let kept = stated(&[scene::outcome(1, "报告1份"), scene::outcome(2, "清单1份")]);
        let now = scene::outcome(1, "报告2份");
        let moves = settle(&kept, std::slice::from_ref(&now));
        assert_eq!(moves, [Move::Change(kept[0].id, now), Move::Drop(kept[1].id)]);
    }

    #[test]
    fn of_two_alike_neither_takes_the_others_place() {
        let one = scene::outcome(1, "报告1份");
        let other = Outcome { owner: "示例丁".to_owned(), ..one.clone() };
        let mut kept = stated(&[other.clone(), one.clone()]);
        kept[0].release = Some(scene::release(Cause::Decided));
        assert_eq!(settle(&kept, &[one, other]), []);
    }

    #[test]
    fn a_dropped_one_that_comes_back_is_the_same_promise() {
        let list = [scene::outcome(1, "报告1份")];
        let kept = stated(&list).remove(0).release(scene::release(Cause::Dropped)).unwrap();
        let id = kept.id;
        assert_eq!(settle(&[kept], &list), [Move::Restore(id, list[0].clone())]);
    }

    #[test]
    fn what_was_released_or_judged_or_added_by_hand_is_left_alone() {
        let list = [scene::outcome(1, "报告1份"), scene::outcome(2, "清单1份"), scene::outcome(3, "提纲1份")];
        let mut kept = stated(&list);
        kept[0].release = Some(scene::release(Cause::Decided));
        kept[1].fulfilments.push(scene::fulfilment(Verdict::Not, "对方未到会"));
        kept[2].source = Source::Added;
        let mut later = list.clone();
        for outcome in &mut later {
            outcome.due = date(2027, 1, 1);
        }
        assert_eq!(settle(&kept, &later), []);
        assert_eq!(settle(&kept, &[]), []);
    }

    fn outcome() -> impl Strategy<Value = Outcome> {
        let kinds = [OutcomeKind::Agreement, OutcomeKind::Resource];
        (1_u32..3, select(kinds.to_vec()), "[甲乙丙]", "[张李]", 1_i8..4).prop_map(
            |(task, kind, what, owner, day)| Outcome {
                kind,
                owner,
                due: date(2026, 12, day),
                ..scene::outcome(task, &what)
            },
        )
    }

    fn kept() -> impl Strategy<Value = Vec<Promise>> {
        vec((outcome(), 0_u8..5), 0..7).prop_map(|all| {
            let promise = |(number, (outcome, fate)): (u32, (Outcome, u8))| {
                let mut promise = scene::promise(number, outcome);
                match fate {
                    0 => promise.release = Some(scene::release(Cause::Dropped)),
                    1 => promise.release = Some(scene::release(Cause::Decided)),
                    2 => promise.fulfilments.push(scene::fulfilment(Verdict::Not, "未成")),
                    3 => promise.source = Source::Added,
                    _ => {}
                }
                promise
            };
            (1..).zip(all).map(promise).collect()
        })
    }

    fn of(kept: &mut [Promise], id: PromiseId) -> &mut Promise {
        kept.iter_mut().find(|promise| promise.id == id).unwrap()
    }

    /// What the operation does with the moves.
    fn moved(mut kept: Vec<Promise>, moves: Vec<Move>) -> Vec<Promise> {
        let mut number = 100;
        for step in moves {
            match step {
                Move::Change(id, outcome) => of(&mut kept, id).outcome = outcome,
                Move::Drop(id) => of(&mut kept, id).release = Some(scene::release(Cause::Dropped)),
                Move::Restore(id, outcome) => {
                    let promise = of(&mut kept, id);
                    (promise.release, promise.outcome) = (None, outcome);
                }
                Move::Make(outcome) => {
                    number += 1;
                    kept.push(scene::promise(number, outcome));
                }
            }
        }
        kept
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn settling_twice_is_settling_once(kept in kept(), stated in vec(outcome(), 0..7)) {
            let once = moved(kept.clone(), settle(&kept, &stated));
            prop_assert_eq!(settle(&once, &stated), []);
        }

        #[test]
        fn whatever_is_stated_is_kept_under_some_id(kept in kept(), stated in vec(outcome(), 0..7)) {
            let once = moved(kept.clone(), settle(&kept, &stated));
            for outcome in &stated {
                prop_assert!(once.iter().any(|promise| promise.outcome.is_same_thing(outcome)));
            }
        }

        #[test]
        fn what_was_judged_stays_as_it_was(kept in kept(), stated in vec(outcome(), 0..7)) {
            let once = moved(kept.clone(), settle(&kept, &stated));
            for judged in kept.iter().filter(|promise| !promise.fulfilments.is_empty()) {
                prop_assert_eq!(once.iter().find(|promise| promise.id == judged.id), Some(judged));
            }
        }
    }
}
