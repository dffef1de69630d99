//! What became of a goal: promised, done, proved, still open.

use jiff::civil::Date;
use season::model::Goal;

use super::{Evidence, Progress, Promise};

/// A goal's account (目标台账): every promise that serves it. A promise that
/// serves two goals stands in both accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account<'a> {
    /// The goal; none for promises that serve no goal of the season.
    pub goal: Option<&'a Goal>,
    /// What was promised for it, the most urgent first.
    pub promises: Vec<&'a Promise>,
}

impl<'a> Account<'a> {
    /// The accounts of a season's goals in the annex's order, and one more for
    /// promises that serve none of them, if there are such.
    pub fn of_goals(goals: &'a [Goal], promises: &'a [Promise]) -> Vec<Self> {
        let serves = |promise: &Promise, goal: &Goal| promise.outcome.goals.contains(&goal.number);
        let account = |goal: &'a Goal| Self {
            goal: Some(goal),
            promises: by_urgency(promises.iter().filter(|promise| serves(promise, goal))),
        };
        let stray = promises.iter().filter(|promise| !goals.iter().any(|goal| serves(promise, goal)));
        let stray = Self { goal: None, promises: by_urgency(stray) };
        goals.iter().map(account).chain((!stray.promises.is_empty()).then_some(stray)).collect()
    }

    /// Everything that was ever promised for it.
    pub fn promised(&self) -> usize {
        self.promises.len()
    }

    /// The promises at a progress.
    pub fn at(&self, progress: Progress) -> impl Iterator<Item = &'a Promise> {
        self.promises.iter().copied().filter(move |promise| promise.progress() == progress)
    }

    /// How many are open though their day has passed.
    pub fn overdue(&self, today: Date) -> usize {
        self.promises.iter().filter(|promise| promise.is_overdue(today)).count()
    }

    /// All evidence of what is still promised.
    pub fn evidence(&self) -> impl Iterator<Item = &'a Evidence> {
        let standing = self.promises.iter().filter(|promise| promise.progress() != Progress::Released);
        standing.flat_map(|promise| &promise.evidence)
    }
}

/// The most urgent first.
fn by_urgency<'a>(promises: impl Iterator<Item = &'a Promise>) -> Vec<&'a Promise> {
    let mut promises: Vec<&Promise> = promises.collect();
    promises.sort_by(|one, other| one.urgency().cmp(&other.urgency()));
    promises
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    use super::*;
    use crate::model::{Cause, Outcome, Verdict, scene};

    fn goals() -> Vec<Goal> {
        let goal = |number| Goal { number, title: format!("目标{number}"), text: String::new() };
        (1..=5).map(goal).collect()
    }

    fn promises() -> impl Strategy<Value = Vec<Promise>> {
        // 9 is no goal of the season.
        let goals = subsequence(vec![1_u32, 2, 3, 4, 5, 9], 0..=3);
        vec((goals, 1_i8..28, 0_usize..=4), 0..20).prop_map(|all| {
            let promise = |(number, (goals, day, progress)): (u32, (Vec<u32>, i8, usize))| {
                let outcome = Outcome { goals, due: date(2026, 10, day), ..scene::outcome(1, "成果") };
                let mut promise = scene::promise(number, outcome);
                match progress {
                    0 => {}
                    1 => promise.fulfilments.push(scene::fulfilment(Verdict::Done, "")),
                    2 => promise.fulfilments.push(scene::fulfilment(Verdict::Partly, "尚缺译文")),
                    3 => promise.fulfilments.push(scene::fulfilment(Verdict::Not, "对方未到会")),
                    _ => promise.release = Some(scene::release(Cause::Decided)),
                }
                promise
            };
            (1..).zip(all).map(promise).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_was_promised_is_done_partly_not_open_or_released(promises in promises()) {
            let goals = goals();
            for account in Account::of_goals(&goals, &promises) {
                let counted: usize = Progress::ALL.iter().map(|progress| account.at(*progress).count()).sum();
                let number = account.goal.map(|goal| goal.number);
                let promised = promises.iter().filter(|promise| match number {
                    Some(number) => promise.outcome.goals.contains(&number),
                    None => promise.outcome.goals.iter().all(|goal| *goal == 9),
                });
                prop_assert_eq!((account.promised(), counted), (promised.clone().count(), promised.count()));
            }
        }

        #[test]
        fn no_promise_is_left_out_of_the_accounts(promises in promises()) {
            let goals = goals();
            let accounts = Account::of_goals(&goals, &promises);
            for promise in &promises {
                prop_assert!(accounts.iter().any(|account| account.promises.contains(&promise)));
            }
        }

        #[test]
        fn the_overdue_come_first(promises in promises(), day in 1_i8..28) {
            let (goals, today) = (goals(), date(2026, 10, day));
            for account in Account::of_goals(&goals, &promises) {
                let open: Vec<bool> = account.at(Progress::Open).map(|promise| promise.is_overdue(today)).collect();
                prop_assert!(open.is_sorted_by(|before, after| before >= after), "{:?}", open);
                prop_assert_eq!(open.iter().filter(|overdue| **overdue).count(), account.overdue(today));
            }
        }
    }
}
