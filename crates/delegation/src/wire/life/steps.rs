//! The steps of a life as JSON, one record a step.

use jiff::civil::Date;
use kernel::{Country, Currency, Money};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::spelling::Spelling;
use super::super::{PublicityWire, coded};
use super::terms::{ChainWire, TermsWire};
use crate::model::TripMode;
use crate::model::life::{
    Approval, Cancellation, ChangeGrant, ChangeRefusal, ChangeRequest, Closure, Consent, Departure, Event,
    Homecoming, Loan, Notice, Publication, Reimbursement, Rejection, Return, Review, SecrecyReview, Session,
    Start, Submission, Topic, TripReport, Visa, Withdrawal,
};

/// Declares the JSON of a step, field by field, and how it becomes the record and
/// back: `name: plain`, `name as coded`, `name in other wire`.
macro_rules! step {
    ($wire:ident = $record:ident { $($plain:ident: $plain_type:ty),* ; $($coded:ident: $coded_type:ty = $spelled:literal),* ; $($inner:ident: $inner_type:ty),* }) => {
        #[derive(Debug, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $wire {
            $(
                #[serde(with = "coded")]
                #[schemars(with = $spelled)]
                $coded: $coded_type,
            )*
            $($plain: $plain_type,)*
            $($inner: $inner_type,)*
        }

        impl From<&$record> for $wire {
            fn from(it: &$record) -> Self {
                Self {
                    $($coded: it.$coded,)*
                    $($plain: it.$plain.clone(),)*
                    $($inner: (&it.$inner).into(),)*
                }
            }
        }

        impl From<$wire> for $record {
            fn from(it: $wire) -> Self {
                Self {
                    $($coded: it.$coded,)*
                    $($plain: it.$plain,)*
                    $($inner: it.$inner.into(),)*
                }
            }
        }
    };
}

step!(RejectionWire = Rejection { by: String, reason: String ; on: Date = "Spelling<Date>" ;  });
step!(StartWire = Start {  ; on: Date = "Spelling<Date>", mode: TripMode = "Spelling<TripMode>" ; chain: ChainWire });
step!(ReviewWire = Review { link: String, office: String, note: String ; on: Date = "Spelling<Date>" ;  });
step!(NoticeWire = Notice { number: String, organiser: String ; on: Date = "Spelling<Date>" ;  });
step!(SubmissionWire = Submission { authority: String, number: String ; on: Date = "Spelling<Date>" ;  });
step!(ReturnWire = Return { by: String, reason: String, to: Option<String> ; on: Date = "Spelling<Date>" ;  });
step!(WithdrawalWire = Withdrawal { reason: String ; on: Date = "Spelling<Date>" ;  });
step!(ApprovalWire = Approval { number: String, authority: String ; on: Date = "Spelling<Date>" ; terms: TermsWire });
step!(SecrecyReviewWire = SecrecyReview { member: String, office: String ; on: Date = "Spelling<Date>" ; });
step!(LoanWire = Loan { member: String ; on: Date = "Spelling<Date>" ;  });
step!(VisaWire = Visa { member: String ; on: Date = "Spelling<Date>", country: Country = "Spelling<Country>", until: Date = "Spelling<Date>" ;  });
step!(ChangeRequestWire = ChangeRequest { reason: String ; on: Date = "Spelling<Date>" ; terms: TermsWire });
step!(ConsentWire = Consent { office: String ; on: Date = "Spelling<Date>" ;  });
step!(ChangeGrantWire = ChangeGrant { number: String ; on: Date = "Spelling<Date>" ;  });
step!(ChangeRefusalWire = ChangeRefusal { reason: String ; on: Date = "Spelling<Date>" ;  });
step!(DepartureWire = Departure {  ; on: Date = "Spelling<Date>" ;  });
step!(HomecomingWire = Homecoming { note: String ;  ; terms: TermsWire });
step!(TripReportWire = TripReport { to: String ; on: Date = "Spelling<Date>" ;  });
step!(PublicationWire = Publication {  ;  ; publicity: PublicityWire });
step!(CancellationWire = Cancellation { reason: String ; on: Date = "Spelling<Date>" ;  });
step!(ClosureWire = Closure {  ; on: Date = "Spelling<Date>" ;  });

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Session")]
pub(super) struct SessionWire {
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    on: Date,
    place: String,
    attended: Vec<String>,
    #[serde(with = "coded::list")]
    #[schemars(with = "Vec<Spelling<Topic>>")]
    topics: Vec<Topic>,
}

impl From<&Session> for SessionWire {
    fn from(it: &Session) -> Self {
        Self { on: it.on, place: it.place.clone(), attended: it.attended.clone(), topics: it.topics.clone() }
    }
}

impl From<SessionWire> for Session {
    fn from(it: SessionWire) -> Self {
        Self { on: it.on, place: it.place, attended: it.attended, topics: it.topics }
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Reimbursement")]
pub(super) struct ReimbursementWire {
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    on: Date,
    /// In fen.
    total: i64,
}

impl From<&Reimbursement> for ReimbursementWire {
    fn from(it: &Reimbursement) -> Self {
        Self { on: it.on, total: it.total.minor }
    }
}

impl From<ReimbursementWire> for Reimbursement {
    fn from(it: ReimbursementWire) -> Self {
        Self { on: it.on, total: Money::new(it.total, Currency::Cny) }
    }
}

/// An event, by the name of its step.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Event")]
pub(super) enum EventWire {
    Start(StartWire),
    Review(ReviewWire),
    Notice(NoticeWire),
    Submission(SubmissionWire),
    Return(ReturnWire),
    Withdrawal(WithdrawalWire),
    Rejection(RejectionWire),
    Approval(ApprovalWire),
    Loan(LoanWire),
    Visa(VisaWire),
    Session(SessionWire),
    SecrecyReview(SecrecyReviewWire),
    ChangeRequest(ChangeRequestWire),
    Consent(ConsentWire),
    ChangeGrant(ChangeGrantWire),
    ChangeRefusal(ChangeRefusalWire),
    Departure(DepartureWire),
    Homecoming(HomecomingWire),
    PassportReturn(LoanWire),
    Report(TripReportWire),
    Publication(PublicationWire),
    Reimbursement(ReimbursementWire),
    Cancellation(CancellationWire),
    Closure(ClosureWire),
}

impl From<&Event> for EventWire {
    fn from(event: &Event) -> Self {
        match event {
            Event::Start(it) => Self::Start(it.into()),
            Event::Review(it) => Self::Review(it.into()),
            Event::Notice(it) => Self::Notice(it.into()),
            Event::Submission(it) => Self::Submission(it.into()),
            Event::Return(it) => Self::Return(it.into()),
            Event::Withdrawal(it) => Self::Withdrawal(it.into()),
            Event::Rejection(it) => Self::Rejection(it.into()),
            Event::Approval(it) => Self::Approval(it.into()),
            Event::Loan(it) => Self::Loan(it.into()),
            Event::Visa(it) => Self::Visa(it.into()),
            Event::Session(it) => Self::Session(it.into()),
            Event::SecrecyReview(it) => Self::SecrecyReview(it.into()),
            Event::ChangeRequest(it) => Self::ChangeRequest(it.into()),
            Event::Consent(it) => Self::Consent(it.into()),
            Event::ChangeGrant(it) => Self::ChangeGrant(it.into()),
            Event::ChangeRefusal(it) => Self::ChangeRefusal(it.into()),
            Event::Departure(it) => Self::Departure(it.into()),
            Event::Homecoming(it) => Self::Homecoming(it.into()),
            Event::PassportReturn(it) => Self::PassportReturn(it.into()),
            Event::Report(it) => Self::Report(it.into()),
            Event::Publication(it) => Self::Publication(it.into()),
            Event::Reimbursement(it) => Self::Reimbursement(it.into()),
            Event::Cancellation(it) => Self::Cancellation(it.into()),
            Event::Closure(it) => Self::Closure(it.into()),
        }
    }
}

impl From<EventWire> for Event {
    fn from(event: EventWire) -> Self {
        match event {
            EventWire::Start(it) => Self::Start(it.into()),
            EventWire::Review(it) => Self::Review(it.into()),
            EventWire::Notice(it) => Self::Notice(it.into()),
            EventWire::Submission(it) => Self::Submission(it.into()),
            EventWire::Return(it) => Self::Return(it.into()),
            EventWire::Withdrawal(it) => Self::Withdrawal(it.into()),
            EventWire::Rejection(it) => Self::Rejection(it.into()),
            EventWire::Approval(it) => Self::Approval(it.into()),
            EventWire::Loan(it) => Self::Loan(it.into()),
            EventWire::Visa(it) => Self::Visa(it.into()),
            EventWire::Session(it) => Self::Session(it.into()),
            EventWire::SecrecyReview(it) => Self::SecrecyReview(it.into()),
            EventWire::ChangeRequest(it) => Self::ChangeRequest(it.into()),
            EventWire::Consent(it) => Self::Consent(it.into()),
            EventWire::ChangeGrant(it) => Self::ChangeGrant(it.into()),
            EventWire::ChangeRefusal(it) => Self::ChangeRefusal(it.into()),
            EventWire::Departure(it) => Self::Departure(it.into()),
            EventWire::Homecoming(it) => Self::Homecoming(it.into()),
            EventWire::PassportReturn(it) => Self::PassportReturn(it.into()),
            EventWire::Report(it) => Self::Report(it.into()),
            EventWire::Publication(it) => Self::Publication(it.into()),
            EventWire::Reimbursement(it) => Self::Reimbursement(it.into()),
            EventWire::Cancellation(it) => Self::Cancellation(it.into()),
            EventWire::Closure(it) => Self::Closure(it.into()),
        }
    }
}
