//! What may be recorded next: the step that a life waits for first, then those that
//! may happen as well. What each needs is still asked when it is told.

use super::{Life, Phase, Step};
use crate::model::TripMode;

impl Life {
    /// Steps that may follow, the one it waits for first.
    pub fn next(&self) -> Vec<Step> {
        let mut steps = self.waits_for();
        let open =
            !matches!(self.phase(), Phase::Planned | Phase::Rejected | Phase::Cancelled | Phase::Closed);
        if open && self.departure.is_none() {
            steps.push(Step::SecrecyReview);
            steps.push(Step::Cancellation);
        }
        steps
    }

    fn waits_for(&self) -> Vec<Step> {
        let joined = self.start.as_ref().is_some_and(|it| it.mode == TripMode::JoinedParty);
        let notice = (joined && self.notice.is_none()).then_some(Step::Notice);
        let back = (!self.reviews.is_empty()).then_some(Step::Return);
        let out = self.outstanding().next().map(|_| Step::PassportReturn);
        match self.phase() {
            Phase::Planned => vec![Step::Start],
            Phase::Review => [Some(Step::Review), notice, back].into_iter().flatten().collect(),
            Phase::Agreed => [notice, Some(Step::Submission), back].into_iter().flatten().collect(),
            Phase::Submitted => self.with_the_authority(),
            Phase::Approved => self.before_departure(),
            Phase::Abroad => [Some(Step::Homecoming)].into_iter().flatten().chain(self.change()).collect(),
            Phase::Home => self.owed(),
            Phase::Rejected | Phase::Cancelled => out.into_iter().chain([Step::Closure]).collect(),
            Phase::Closed => Vec::new(),
        }
    }

    /// What the authority says, or the next one it goes on to.
    fn with_the_authority(&self) -> Vec<Step> {
        let first = if self.next_authority().is_some() { Step::Submission } else { Step::Approval };
        vec![first, Step::Return, Step::Withdrawal, Step::Rejection]
    }

    /// A change that is decided on, or the asking for one.
    fn change(&self) -> Vec<Step> {
        let Some(change) = self.pending() else { return vec![Step::ChangeRequest] };
        let offices = self.chain().map_or(0, |chain| chain.change.len());
        if change.consents.len() < offices {
            vec![Step::Consent, Step::ChangeRefusal]
        } else {
            vec![Step::ChangeGrant, Step::ChangeRefusal]
        }
    }

    fn before_departure(&self) -> Vec<Step> {
        let people = self.approved().map(|terms| terms.people.as_slice()).unwrap_or_default();
        let lent = |name: &String| self.passports.iter().any(|it| it.member == *name);
        let open = |is_open: bool, step: Step| is_open.then_some(step);
        let first = [
            open(!people.iter().all(lent), Step::Loan),
            open(
                !people.iter().all(|name| self.sessions.iter().any(|it| it.attended.contains(name))),
                Step::Session,
            ),
        ];
        let changing = self.pending().is_some();
        let mut steps: Vec<Step> = if changing { self.change() } else { Vec::new() };
        steps.extend(first.into_iter().flatten());
        steps.extend([Step::Departure, Step::Visa]);
        let again = [Step::Loan, Step::Session].into_iter().filter(|step| !steps.contains(step));
        steps.extend(again.collect::<Vec<_>>());
        if !changing {
            steps.push(Step::ChangeRequest);
        }
        if self.outstanding().next().is_some() {
            steps.push(Step::PassportReturn);
        }
        steps
    }

    /// What a party that is home owes, and the closing when it owes nothing.
    fn owed(&self) -> Vec<Step> {
        let owed = [
            (self.outstanding().next().is_some(), Step::PassportReturn),
            (self.report.is_none(), Step::Report),
            (self.report.is_some() && self.publication.is_none(), Step::Publication),
            (self.reimbursement.is_none(), Step::Reimbursement),
        ];
        let mut steps: Vec<Step> = owed.into_iter().filter(|(open, _)| *open).map(|(_, step)| step).collect();
        if steps.is_empty() {
            steps.push(Step::Closure);
        }
        // A notice may be told again, with what came of it.
        if self.publication.is_some() {
            steps.push(Step::Publication);
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::whole;
    use super::*;

    #[test]
    fn every_step_of_a_whole_life_is_offered_before_it_is_taken() {
        let whole = whole();
        for (told, noted) in whole.events().iter().enumerate() {
            let so_far = Life::kept(whole.events().iter().take(told).cloned().collect());
            let step = noted.event.step();
            assert!(so_far.next().contains(&step), "{step} after {told} steps: {:?}", so_far.next());
        }
        assert_eq!(whole.next(), []);
    }
}
