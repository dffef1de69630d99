//! What stands now: the records that a life's events have left. Having the
//! record is the state; undoing a step removes it.

use jiff::civil::Date;

use super::event::{
    Approval, Cancellation, ChangeGrant, ChangeRefusal, ChangeRequest, Closure, Consent, Departure, Event,
    Homecoming, Notice, Publication, Reimbursement, Rejection, Return, Review, SecrecyReview, Session, Start,
    Submission, Terms, TripReport, Visa,
};
use super::{Chain, Link, Step};
use crate::model::Publicity;

/// The records of a delegation's life. Only a [`super::Life`] makes them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records {
    /// Work began.
    pub start: Option<Start>,
    /// Offices that agreed, in order.
    pub reviews: Vec<Review>,
    /// The organiser's notice of a joined trip.
    pub notice: Option<Notice>,
    /// It lies with the authority.
    pub submission: Option<Submission>,
    /// It lies with further authorities too, in their order.
    pub onward: Vec<Submission>,
    /// Every time it was sent back.
    pub returns: Vec<Return>,
    /// It was refused, for good.
    pub rejection: Option<Rejection>,
    /// It was approved.
    pub approval: Option<Approval>,
    /// Official passports that have left their keeper.
    pub passports: Vec<Passport>,
    /// Visas granted.
    pub visas: Vec<Visa>,
    /// Sessions of pre-departure education.
    pub sessions: Vec<Session>,
    /// Persons whose knowledge of secrets was reviewed.
    pub secrecy_reviews: Vec<SecrecyReview>,
    /// Changes asked for after approval.
    pub changes: Vec<Change>,
    /// The party left.
    pub departure: Option<Departure>,
    /// The party is home.
    pub homecoming: Option<Homecoming>,
    /// The report was handed in.
    pub report: Option<TripReport>,
    /// What happened was made public.
    pub publication: Option<Publication>,
    /// The claim was settled.
    pub reimbursement: Option<Reimbursement>,
    /// The trip will not be made.
    pub cancellation: Option<Cancellation>,
    /// The file is closed.
    pub closure: Option<Closure>,
    /// The latest step of the main line, and its day.
    pub latest: Option<(Step, Date)>,
}

/// An official passport away from its keeper, and back (证照领用和上缴).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passport {
    /// Whose, by name.
    pub member: String,
    /// When it was handed out.
    pub lent: Date,
    /// When it came back.
    pub returned: Option<Date>,
}

/// A change after approval and what became of it (变更).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was asked for.
    pub request: ChangeRequest,
    /// Offices that consented, in order.
    pub consents: Vec<Consent>,
    /// It was approved.
    pub grant: Option<ChangeGrant>,
    /// It was not.
    pub refusal: Option<ChangeRefusal>,
}

impl Change {
    /// Whether nobody has decided on it yet.
    pub const fn is_pending(&self) -> bool {
        self.grant.is_none() && self.refusal.is_none()
    }
}

impl Records {
    /// The chain of reviews it goes through.
    pub fn chain(&self) -> Option<&Chain> {
        self.start.as_ref().map(|start| &start.chain)
    }

    /// The link whose offices are asked now; `None` before the start and when
    /// all have agreed.
    pub fn asked(&self) -> Option<&Link> {
        self.chain()?.next(|link, office| self.has_agreed(&link.code, office))
    }

    /// The authority to which it is handed in next, where the chain names them.
    pub fn next_authority(&self) -> Option<&str> {
        let handed_in = self.onward.len() + usize::from(self.submission.is_some());
        self.chain()?.authorities.get(handed_in).map(String::as_str)
    }

    /// The day on which the link that comes before the notice had agreed; `None`
    /// while it has not. Nothing where no link must.
    pub fn free_to_post(&self) -> Option<(&Link, Option<Date>)> {
        let code = self.chain()?.before_publicity.as_ref()?;
        let link = self.chain()?.links.iter().find(|link| link.code == *code)?;
        let has = link.is_complete(|link, office| self.has_agreed(&link.code, office));
        let last = self.reviews.iter().filter(|review| review.link == *code).map(|review| review.on).max();
        Some((link, last.filter(|_| has)))
    }

    /// Whether every link of the chain has agreed.
    pub fn is_reviewed(&self) -> bool {
        self.start.is_some() && self.asked().is_none()
    }

    pub(super) fn has_agreed(&self, link: &str, office: &str) -> bool {
        self.reviews.iter().any(|review| review.link == link && review.office == office)
    }

    /// The change that is being decided on.
    pub fn pending(&self) -> Option<&Change> {
        self.changes.iter().find(|change| change.is_pending())
    }

    /// What holds: what was approved, as the last granted change left it.
    pub fn approved(&self) -> Option<&Terms> {
        let changed = self.changes.iter().rev().find(|change| change.grant.is_some());
        let approval = self.approval.as_ref()?;
        Some(changed.map_or(&approval.terms, |change| &change.request.terms))
    }

    /// What is at issue after the approval: the change that is asked for, else what
    /// was approved.
    pub fn at_issue(&self) -> Option<&Terms> {
        self.pending().map(|change| &change.request.terms).or_else(|| self.approved())
    }

    /// Passports that have not come back.
    pub fn outstanding(&self) -> impl Iterator<Item = &Passport> {
        self.passports.iter().filter(|passport| passport.returned.is_none())
    }

    /// The notice after return, once its first day has come.
    pub fn posted(&self, on: Date) -> Option<&Publicity> {
        self.publication.as_ref().map(|it| &it.publicity).filter(|notice| notice.from <= on)
    }

    /// The day from which the party's passports are owed: of the homecoming, or
    /// of the cancellation (R28).
    pub fn owed_from(&self) -> Option<Date> {
        let home = self.homecoming.as_ref().map(|home| home.terms.entry);
        home.or_else(|| self.cancellation.as_ref().map(|cancellation| cancellation.on))
    }

    /// Whether the party is abroad now.
    pub const fn is_abroad(&self) -> bool {
        self.departure.is_some() && self.homecoming.is_none()
    }

    /// Whether the trip will not be made: it was refused or cancelled.
    pub const fn is_dropped(&self) -> bool {
        self.rejection.is_some() || self.cancellation.is_some()
    }

    /// Whether nothing more is to happen but the return of passports and the closing.
    pub const fn is_ended(&self) -> bool {
        self.is_dropped() || self.closure.is_some()
    }

    /// Takes an event that [`super::allowed::before`] let pass.
    pub(super) fn take(&mut self, event: &Event) {
        if event.step().is_of_the_main_line() {
            self.latest = Some((event.step(), event.on()));
        }
        match event.clone() {
            Event::Start(it) => self.start = Some(it),
            Event::Review(it) => self.reviews.push(it),
            Event::Notice(it) => self.notice = Some(it),
            Event::Submission(it) if self.submission.is_some() => self.onward.push(it),
            Event::Submission(it) => self.submission = Some(it),
            Event::Return(it) => self.send_back(it),
            Event::Withdrawal(_) => self.take_back(),
            Event::Rejection(it) => self.rejection = Some(it),
            Event::Approval(it) => self.approval = Some(it),
            Event::Loan(it) => {
                self.passports.push(Passport { member: it.member, lent: it.on, returned: None });
            }
            Event::Visa(it) => self.visas.push(it),
            Event::Session(it) => self.sessions.push(it),
            Event::SecrecyReview(it) => self.secrecy_reviews.push(it),
            Event::ChangeRequest(request) => {
                self.changes.push(Change { request, consents: Vec::new(), grant: None, refusal: None });
            }
            Event::Consent(it) => self.change(|change| change.consents.push(it)),
            Event::ChangeGrant(it) => self.change(|change| change.grant = Some(it)),
            Event::ChangeRefusal(it) => self.change(|change| change.refusal = Some(it)),
            Event::Departure(it) => self.departure = Some(it),
            Event::Homecoming(it) => self.homecoming = Some(it),
            Event::PassportReturn(it) => {
                let lent =
                    |passport: &&mut Passport| passport.member == it.member && passport.returned.is_none();
                if let Some(passport) = self.passports.iter_mut().find(lent) {
                    passport.returned = Some(it.on);
                }
            }
            Event::Report(it) => self.report = Some(it),
            Event::Publication(it) => self.publication = Some(it),
            Event::Reimbursement(it) => self.reimbursement = Some(it),
            Event::Cancellation(it) => self.cancellation = Some(it),
            Event::Closure(it) => self.closure = Some(it),
        }
    }

    /// A return takes back the submission and every opinion from its link on.
    fn send_back(&mut self, back: Return) {
        let from = back.to.as_deref().and_then(|code| self.chain()?.position(code)).unwrap_or(0);
        let stays = |review: &Review| {
            self.chain().and_then(|chain| chain.position(&review.link)).is_some_and(|place| place < from)
        };
        let kept = self.reviews.iter().filter(|review| stays(review)).cloned().collect();
        self.reviews = kept;
        self.take_back();
        self.returns.push(back);
    }

    fn take_back(&mut self) {
        self.submission = None;
        self.onward.clear();
    }

    fn change(&mut self, change: impl FnOnce(&mut Change)) {
        if let Some(pending) = self.changes.iter_mut().find(|change| change.is_pending()) {
            change(pending);
        }
    }
}
