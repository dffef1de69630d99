//! The steps of a life as programs tell them. What a step leaves out is what holds:
//! the day is today, the people are those who were approved, the terms are those
//! that were applied for.

use chassis::Error;
use jiff::civil::{Date, date};
use kernel::{Country, Currency, Money};
use people::model::School;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Happening;
use crate::books::Books;
use crate::model::life::{
    Approval, Cancellation, ChangeGrant, ChangeRefusal, ChangeRequest, Closure, Consent, Departure, Event,
    Homecoming, Loan, Notice, Publication, Rejection, Return, Review, SecrecyReview, Session, Start,
    Submission, Terms, Topic, TripReport, Visa, Withdrawal,
};
use crate::model::{Budget, Delegation};
use crate::operations::life::terms_of;
use crate::wire::spelling::Spelling;
use crate::wire::{PublicityWire, coded};

/// What a step is told of.
pub(super) struct Standing<'a> {
    /// The delegation as it stands.
    pub(super) delegation: &'a Delegation,
    /// Its school.
    pub(super) school: &'a School,
    /// Chains, rates.
    pub(super) books: &'a Books,
    /// The day of the business.
    pub(super) today: Date,
}

/// Declares the JSON of a step: the day it happened, which is today unless told,
/// and its own fields.
macro_rules! told {
    ($(#[doc = $doc:literal] $name:ident = $shape:literal { $($(#[$meta:meta])* $field:ident: $type:ty),* $(,)? })+) => {
        $(
            #[doc = $doc]
            #[derive(Debug, Deserialize, JsonSchema)]
            #[serde(deny_unknown_fields)]
            #[schemars(rename = $shape)]
            pub(super) struct $name {
                /// The day it happened; today, unless told.
                #[serde(default, with = "coded::option")]
                #[schemars(with = "Option<Spelling<Date>>")]
                pub(super) on: Option<Date>,
                $($(#[$meta])* $field: $type,)*
            }
        )+
    };
}

told! {
    /// Work on the trip begins.
    StartTold = "StartStep" {
        /// The code of a chain of reviews; the one of the school, unless told.
        chain: Option<String>,
    }
    /// One office agrees.
    ReviewTold = "ReviewStep" {
        office: String,
        #[serde(default)]
        note: String,
    }
    /// The organiser's paper for a joined trip.
    NoticeTold = "NoticeStep" { number: String, organiser: String }
    /// The application is handed in.
    SubmissionTold = "SubmissionStep" {
        #[serde(default)]
        number: String,
        /// The school's authority, unless told.
        authority: Option<String>,
    }
    /// It is sent back.
    ReturnTold = "ReturnStep" {
        by: String,
        reason: String,
        /// The code of the link from which it is reviewed again; the first, unless told.
        to: Option<String>,
    }
    /// The school takes it back.
    WithdrawalTold = "WithdrawalStep" { reason: String }
    /// It is refused for good.
    RejectionTold = "RejectionStep" { by: String, reason: String }
    /// The authority approves.
    ApprovalTold = "ApprovalStep" {
        number: String,
        authority: String,
        /// Where it differs from what was applied for.
        terms: Option<DifferingTold>,
    }
    /// Passports leave their keeper.
    LoanTold = "LoanStep" {
        /// Everybody approved, unless told.
        #[serde(default)]
        members: Vec<String>,
    }
    /// Visas are granted.
    VisaTold = "VisaStep" {
        #[serde(with = "coded")]
        #[schemars(with = "Spelling<Country>")]
        country: Country,
        #[serde(with = "coded")]
        #[schemars(with = "Spelling<Date>")]
        until: Date,
        /// Everybody approved, unless told.
        #[serde(default)]
        members: Vec<String>,
    }
    /// Pre-departure education.
    SessionTold = "EducationStep" {
        place: String,
        /// Everybody approved, unless told.
        #[serde(default)]
        attended: Vec<String>,
        /// Every topic, unless told.
        #[serde(default, with = "coded::list")]
        #[schemars(with = "Vec<Spelling<Topic>>")]
        topics: Vec<Topic>,
    }
    /// A person who knows secrets was reviewed.
    SecrecyReviewTold = "SecrecyReviewStep" { member: String, office: String }
    /// A change is asked for after approval.
    ChangeRequestTold = "ChangeRequestStep" { reason: String, terms: DifferingTold }
    /// An office consents to the change.
    ConsentTold = "ConsentStep" { office: String }
    /// The change is granted.
    ChangeGrantTold = "ChangeGrantStep" {
        #[serde(default)]
        number: String,
    }
    /// The change is not granted.
    ChangeRefusalTold = "ChangeRefusalStep" { reason: String }
    /// The party leaves.
    DepartureTold = "DepartureStep" {}
    /// The party is home; the day is that of the entry stamp.
    HomecomingTold = "HomecomingStep" {
        #[serde(default)]
        note: String,
        /// Where it differs from what was approved.
        terms: Option<DifferingTold>,
    }
    /// Passports come back.
    PassportReturnTold = "PassportReturnStep" {
        /// All that are out, unless told.
        #[serde(default)]
        members: Vec<String>,
    }
    /// The trip report is handed in.
    ReportTold = "ReportStep" {
        /// The school's authority, unless told.
        to: Option<String>,
    }
    /// The claim is posted.
    ReimbursementTold = "ClaimStep" {}
    /// The trip will not be made.
    CancellationTold = "CancellationStep" { reason: String }
    /// The file is closed.
    ClosureTold = "ClosureStep" {}
}

/// What really happened is made public.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PublicationStep")]
pub(super) struct PublicationTold {
    publicity: PublicityWire,
}

/// What was approved, is asked for or was done, where it differs from what holds.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Differing")]
pub(super) struct DifferingTold {
    people: Option<Vec<String>>,
    #[serde(default, with = "coded::list")]
    #[schemars(with = "Vec<Spelling<Country>>")]
    countries: Vec<Country>,
    route: Option<String>,
    #[serde(default, with = "coded::option")]
    #[schemars(with = "Option<Spelling<Date>>")]
    exit: Option<Date>,
    #[serde(default, with = "coded::option")]
    #[schemars(with = "Option<Spelling<Date>>")]
    entry: Option<Date>,
    /// In yuan.
    #[schemars(regex(pattern = r"^[0-9]{1,10}(\.[0-9]{1,2})?$"))]
    money: Option<String>,
    tasks: Option<Vec<u32>>,
}

/// Refuses days no trip has: what reckons with them would not know where to stop.
pub(super) fn thinkable(days: impl IntoIterator<Item = Date>) -> Result<(), Error> {
    let range = date(1900, 1, 1)..=date(2199, 12, 31);
    match days.into_iter().find(|day| !range.contains(day)) {
        None => Ok(()),
        Some(day) => Err(Error::refused(
            "day-unthinkable",
            format!("日期 {day} 不在1900年至2199年之间；请核对"),
            format!("{day} lies outside the years 1900 to 2199; check it"),
        )),
    }
}

impl Standing<'_> {
    fn day(&self, on: Option<Date>) -> Result<Date, Error> {
        let day = on.unwrap_or(self.today);
        thinkable([day])?;
        Ok(day)
    }

    /// The people who are named, or everybody approved.
    fn people(&self, named: Vec<String>) -> Result<Vec<String>, Error> {
        let approved = self.delegation.life.approved().map(|terms| terms.people.clone()).unwrap_or_default();
        if named.is_empty() {
            return Ok(approved);
        }
        let members = &self.delegation.members;
        let known = |name: &String| {
            approved.contains(name)
                || members
                    .iter()
                    .any(|member| member.name.zh == *name || self.delegation.called(member) == *name)
        };
        let strange: Vec<&str> = named.iter().filter(|name| !known(name)).map(String::as_str).collect();
        if strange.is_empty() {
            return Ok(named);
        }
        Err(Error::refused(
            "person-unknown",
            format!("名单里没有{}；请核对姓名", strange.join("、")),
            format!("not on the roster: {}; check the names", strange.join(", ")),
        ))
    }

    /// What holds, with what is said otherwise.
    fn terms(&self, differing: DifferingTold) -> Result<Terms, Error> {
        thinkable(differing.exit.into_iter().chain(differing.entry))?;
        let (rates, figures) = (&self.books.knowledge.per_diem, &self.books.knowledge.money);
        let budget = Budget::of(self.delegation, rates, figures).map(|budget| budget.total);
        let money = differing.money.map(|text| Money::parse(&text, Currency::Cny)).transpose();
        let money = money.map_err(|error| {
            Error::refused("money-unreadable", error.to_string(), "the amount cannot be read")
        })?;
        if budget.is_err() && money.is_none() && self.delegation.life.approval.is_none() {
            return Err(Error::refused(
                "money-unknown",
                format!("{}的经费预算还算不出来；请在 terms.money 里写明批准的经费", self.delegation.name),
                "the budget cannot be reckoned; say the sum that was approved in terms.money",
            ));
        }
        let holds = terms_of(self.delegation, budget.unwrap_or(Money::zero(Currency::Cny)));
        let holds = holds.ok_or_else(|| {
            Error::refused(
                "itinerary-undecided",
                format!("{}的日程还没有出境日和入境日；请先填写日程", self.delegation.name),
                "the itinerary has no border days yet",
            )
        })?;
        let countries = if differing.countries.is_empty() { holds.countries } else { differing.countries };
        Ok(Terms {
            people: differing.people.unwrap_or(holds.people),
            countries,
            route: differing.route.unwrap_or(holds.route),
            exit: differing.exit.unwrap_or(holds.exit),
            entry: differing.entry.unwrap_or(holds.entry),
            money: money.unwrap_or(holds.money),
            tasks: differing.tasks.unwrap_or(holds.tasks),
        })
    }
}

/// A word that may not be left empty.
fn filled(text: String, field: &str) -> Result<String, Error> {
    if text.trim().is_empty() {
        return Err(Error::refused(
            "field-empty",
            format!("{field} 不能为空；请填写"),
            format!("{field} may not be empty"),
        ));
    }
    Ok(text)
}

/// Declares what a step becomes.
macro_rules! becomes {
    ($($name:ident($it:ident, $standing:ident) => $events:expr;)+) => {
        $(impl Happening for $name {
            fn events(self, $standing: &Standing<'_>) -> Result<Vec<Event>, Error> {
                let $it = self;
                Ok($events)
            }
        })+
    };
}

becomes! {
    ReviewTold(it, standing) => vec![Event::Review(Review {
        on: standing.day(it.on)?,
        link: link_asked(standing.delegation),
        office: filled(it.office, "office")?,
        note: it.note,
    })];
    NoticeTold(it, standing) => vec![Event::Notice(Notice {
        on: standing.day(it.on)?,
        number: it.number,
        organiser: filled(it.organiser, "organiser")?,
    })];
    SubmissionTold(it, standing) => vec![Event::Submission(Submission {
        on: standing.day(it.on)?,
        authority: filled(it.authority.unwrap_or_else(|| standing.school.authority.clone()), "authority")?,
        number: it.number,
    })];
    ReturnTold(it, standing) => vec![Event::Return(Return {
        on: standing.day(it.on)?,
        by: filled(it.by, "by")?,
        reason: it.reason,
        to: it.to,
    })];
    RejectionTold(it, standing) => vec![Event::Rejection(Rejection {
        on: standing.day(it.on)?,
        by: filled(it.by, "by")?,
        reason: it.reason,
    })];
    WithdrawalTold(it, standing) => vec![Event::Withdrawal(Withdrawal {
        on: standing.day(it.on)?,
        reason: it.reason,
    })];
    ApprovalTold(it, standing) => vec![Event::Approval(Approval {
        on: standing.day(it.on)?,
        number: it.number,
        authority: filled(it.authority, "authority")?,
        terms: standing.terms(it.terms.unwrap_or_default())?,
    })];
    LoanTold(it, standing) => {
        let on = standing.day(it.on)?;
        let people = standing.people(it.members)?;
        people.into_iter().map(|member| Event::Loan(Loan { on, member })).collect()
    };
    VisaTold(it, standing) => {
        let (on, country, until) = (standing.day(it.on)?, it.country, it.until);
        thinkable([until])?;
        let people = standing.people(it.members)?;
        people.into_iter().map(|member| Event::Visa(Visa { on, member, country, until })).collect()
    };
    SessionTold(it, standing) => vec![Event::Session(Session {
        on: standing.day(it.on)?,
        place: filled(it.place, "place")?,
        attended: standing.people(it.attended)?,
        topics: if it.topics.is_empty() { Topic::ALL.to_vec() } else { it.topics },
    })];
    SecrecyReviewTold(it, standing) => {
        let (on, office) = (standing.day(it.on)?, filled(it.office, "office")?);
        let people = standing.people(vec![it.member])?;
        let reviewed = |member| Event::SecrecyReview(SecrecyReview { on, member, office: office.clone() });
        people.into_iter().map(reviewed).collect()
    };
    ChangeRequestTold(it, standing) => vec![Event::ChangeRequest(ChangeRequest {
        on: standing.day(it.on)?,
        reason: it.reason,
        terms: standing.terms(it.terms)?,
    })];
    ConsentTold(it, standing) => vec![Event::Consent(Consent { on: standing.day(it.on)?, office: it.office })];
    ChangeGrantTold(it, standing) => vec![Event::ChangeGrant(ChangeGrant {
        on: standing.day(it.on)?,
        number: it.number,
    })];
    ChangeRefusalTold(it, standing) => vec![Event::ChangeRefusal(ChangeRefusal {
        on: standing.day(it.on)?,
        reason: it.reason,
    })];
    DepartureTold(it, standing) => vec![Event::Departure(Departure { on: standing.day(it.on)? })];
    HomecomingTold(it, standing) => {
        let differing = it.terms.unwrap_or_default();
        let left = standing.delegation.life.departure.as_ref().map(|departure| departure.on);
        let entry = differing.entry.or(it.on).unwrap_or(standing.today);
        let exit = differing.exit.or(left);
        let terms = standing.terms(DifferingTold { exit, entry: Some(entry), ..differing })?;
        vec![Event::Homecoming(Homecoming { terms, note: it.note })]
    };
    PassportReturnTold(it, standing) => {
        let on = standing.day(it.on)?;
        let out = standing.delegation.life.outstanding().map(|passport| passport.member.clone());
        let members = if it.members.is_empty() { out.collect() } else { standing.people(it.members)? };
        members.into_iter().map(|member| Event::PassportReturn(Loan { on, member })).collect()
    };
    ReportTold(it, standing) => vec![Event::Report(TripReport {
        on: standing.day(it.on)?,
        to: it.to.unwrap_or_else(|| standing.school.authority.clone()),
    })];
    PublicationTold(it, standing) => {
        let publicity = crate::model::Publicity::from(it.publicity);
        standing.day(Some(publicity.from))?;
        standing.day(Some(publicity.to))?;
        vec![Event::Publication(Publication { publicity })]
    };
    CancellationTold(it, standing) => vec![Event::Cancellation(Cancellation {
        on: standing.day(it.on)?,
        reason: it.reason,
    })];
    ClosureTold(it, standing) => vec![Event::Closure(Closure { on: standing.day(it.on)? })];
    StartTold(it, standing) => vec![start(&it, standing)?];
}

/// The link of the chain that is asked now, or the last.
fn link_asked(delegation: &Delegation) -> String {
    let links = delegation.life.chain().map(|chain| chain.links.as_slice()).unwrap_or_default();
    let asked = delegation.life.asked().or(links.last());
    asked.map(|link| link.code.clone()).unwrap_or_default()
}

fn start(it: &StartTold, standing: &Standing<'_>) -> Result<Event, Error> {
    let Standing { delegation, school, books, .. } = standing;
    let chains = &books.knowledge.chains;
    let known = match &it.chain {
        Some(code) => chains.named(code),
        None => chains.of(&school.name, &school.province, delegation.category),
    };
    let known = known.ok_or_else(|| {
        let codes: Vec<&str> = chains.0.iter().map(|known| known.chain.code.as_str()).collect();
        Error::refused(
            "chain-unknown",
            format!("没有这条审批链；可写：{}", codes.join("、")),
            format!("there is no such chain of reviews; one may write: {}", codes.join(", ")),
        )
    })?;
    Ok(Event::Start(Start { on: standing.day(it.on)?, mode: delegation.mode, chain: known.chain.clone() }))
}
