//! From the words of a command to what happened. What the words leave out is
//! what holds: the approved people, the school's authority, today.

use chassis::Error;
use jiff::civil::Date;
use kernel::{Currency, Money};
use people::model::School;

use super::super::reasons::Reasons;
use super::{About, Command, Differing, Posted, list};
use crate::books::Books;

use crate::knowledge::KnownChain;
use crate::model::life::{
    Approval, Cancellation, ChangeGrant, ChangeRefusal, ChangeRequest, Closure, Consent, Departure, Event,
    Homecoming, Loan, Notice, Publication, Rejection, Return, Review, SecrecyReview, Session, Start,
    Submission, Terms, Topic, TripReport, Visa, Withdrawal,
};
use crate::model::{Budget, Delegation, Publicity};
use crate::operations::life::terms_of;

/// The party a step is about.
pub(super) fn which(command: &Command) -> &str {
    match command {
        Command::Life { which }
        | Command::Undo { which }
        | Command::Post { which, .. }
        | Command::Publish { which, .. } => which,
        Command::Start { about, .. }
        | Command::Review { about, .. }
        | Command::Return { about, .. }
        | Command::Notice { about, .. }
        | Command::Submit { about, .. }
        | Command::Withdraw { about, .. }
        | Command::Reject { about, .. }
        | Command::Approve { about, .. }
        | Command::Lend { about, .. }
        | Command::Visa { about, .. }
        | Command::Educate { about, .. }
        | Command::Vet { about, .. }
        | Command::Change { about, .. }
        | Command::Consent { about, .. }
        | Command::Grant { about, .. }
        | Command::Refuse { about, .. }
        | Command::Depart { about, .. }
        | Command::Home { about, .. }
        | Command::Collect { about, .. }
        | Command::Report { about, .. }
        | Command::Cancel { about, .. }
        | Command::Close { about } => &about.which,
    }
}

/// The reasons a command gives with its step.
pub(super) fn reasons(command: &Command) -> Reasons {
    match command {
        Command::Submit { reasons, .. }
        | Command::Change { reasons, .. }
        | Command::Depart { reasons, .. } => reasons.clone(),
        _ => Reasons::default(),
    }
}

/// What a command says has happened.
pub(crate) fn events(
    command: Command,
    delegation: &Delegation,
    school: &School,
    books: &Books,
    today: Date,
) -> Result<Vec<Event>, Error> {
    let day = |about: &About| about.on.unwrap_or(today);
    let authority = |to: Option<String>| to.unwrap_or_else(|| school.authority.clone());
    let event = match command {
        Command::Start { about, chain } => start(delegation, school, books, chain.as_deref(), day(&about))?,
        Command::Review { about, office, note } => review(delegation, office, note, day(&about)),
        Command::Return { about, by, reason, to } => {
            let to = to.map(|to| link(delegation, &to)).transpose()?;
            Event::Return(Return { on: day(&about), by, reason, to })
        }
        Command::Notice { about, number, organiser } => {
            Event::Notice(Notice { on: day(&about), number, organiser })
        }
        Command::Submit { about, number, to, .. } => {
            let next = || delegation.life.next_authority().map(str::to_owned);
            Event::Submission(Submission { on: day(&about), authority: authority(to.or_else(next)), number })
        }
        Command::Withdraw { about, reason } => Event::Withdrawal(Withdrawal { on: day(&about), reason }),
        Command::Reject { about, by, reason } => Event::Rejection(Rejection { on: day(&about), by, reason }),
        Command::Approve { about, number, authority, differing } => {
            let terms = terms(delegation, books, differing)?;
            Event::Approval(Approval { on: day(&about), number, authority, terms })
        }
        Command::Change { about, reason, differing, .. } => {
            let terms = terms(delegation, books, differing)?;
            Event::ChangeRequest(ChangeRequest { on: day(&about), reason, terms })
        }
        Command::Vet { about, member, office } => {
            let known = list::people(&[member], delegation)?;
            let vetted = |member| {
                Event::SecrecyReview(SecrecyReview { on: day(&about), member, office: office.clone() })
            };
            return Ok(known.into_iter().map(vetted).collect());
        }
        Command::Consent { about, office } => Event::Consent(Consent { on: day(&about), office }),
        Command::Grant { about, number } => Event::ChangeGrant(ChangeGrant { on: day(&about), number }),
        Command::Refuse { about, reason } => Event::ChangeRefusal(ChangeRefusal { on: day(&about), reason }),
        Command::Depart { about, .. } => Event::Departure(Departure { on: day(&about) }),
        Command::Home { about, note, differing } => {
            let entry = entry(delegation, (about.on, differing.entry), today)?;
            home(delegation, books, Differing { entry: Some(entry), ..differing }, note)?
        }
        Command::Report { about, to } => Event::Report(TripReport { on: day(&about), to: authority(to) }),
        Command::Cancel { about, reason } => Event::Cancellation(Cancellation { on: day(&about), reason }),
        Command::Close { about } => Event::Closure(Closure { on: day(&about) }),
        Command::Publish { posted, .. } => {
            let earlier = delegation.life.publication.as_ref().map(|it| &it.publicity);
            Event::Publication(Publication { publicity: publicity(posted, earlier, today)? })
        }
        of_members => return each_member(of_members, delegation, today),
    };
    Ok(vec![event])
}

/// Steps that are taken for every person alone.
fn each_member(command: Command, delegation: &Delegation, today: Date) -> Result<Vec<Event>, Error> {
    let day = |about: &About| about.on.unwrap_or(today);
    let approved = delegation.life.approved().map(|terms| terms.people.clone()).unwrap_or_default();
    let all = |named: &[String]| match list::people(named, delegation) {
        Ok(named) if named.is_empty() => Ok(approved.clone()),
        named => named,
    };
    let events = match command {
        Command::Lend { about, members } => {
            let on = day(&about);
            all(&members)?.into_iter().map(|member| Event::Loan(Loan { on, member })).collect()
        }
        Command::Visa { about, country, until, members } => {
            let on = day(&about);
            let countries = list::countries(&[country])?;
            let people = all(&members)?;
            let visa = |country| {
                let visa =
                    move |member: &String| Event::Visa(Visa { on, member: member.clone(), country, until });
                people.iter().map(visa)
            };
            countries.into_iter().flat_map(visa).collect()
        }
        Command::Educate { about, place, topics, attended } => {
            let topics = list::topics(&topics)?;
            let topics = if topics.is_empty() { Topic::ALL.to_vec() } else { topics };
            let attended = all(&attended)?;
            vec![Event::Session(Session { on: day(&about), place, attended, topics })]
        }
        Command::Collect { about, members } => {
            let on = day(&about);
            let named = list::people(&members, delegation)?;
            let out = delegation.life.outstanding().map(|passport| passport.member.clone());
            let members = if named.is_empty() { out.collect() } else { named };
            members.into_iter().map(|member| Event::PassportReturn(Loan { on, member })).collect()
        }
        _ => Vec::new(),
    };
    Ok(events)
}

fn start(
    delegation: &Delegation,
    school: &School,
    books: &Books,
    chain: Option<&str>,
    on: Date,
) -> Result<Event, Error> {
    let chains = &books.knowledge.chains;
    let known: Option<&KnownChain> = match chain {
        Some(code) => chains.named(code),
        None => chains.of(&school.name, &school.province, delegation.category),
    };
    let known = known.ok_or_else(|| {
        let codes: Vec<String> =
            chains.0.iter().map(|it| format!("{}（{}）", it.chain.code, it.chain.name)).collect();
        Error::refused(
            "chain-unknown",
            format!("没有审批链“{}”；可写：{}", chain.unwrap_or_default(), codes.join("、")),
            format!("there is no such chain of reviews; one may write: {}", codes.join(", ")),
        )
    })?;
    Ok(Event::Start(Start { on, mode: delegation.mode, chain: known.chain.clone() }))
}

/// An office speaks for the link that is asked now; the life says so if that is
/// another one.
fn review(delegation: &Delegation, office: String, note: String, on: Date) -> Event {
    let link = delegation.life.asked().map(|link| link.code.clone()).or_else(|| {
        let links = delegation.life.chain().map(|chain| chain.links.as_slice()).unwrap_or_default();
        links.last().map(|link| link.code.clone())
    });
    Event::Review(Review { on, link: link.unwrap_or_default(), office, note })
}

/// The code of a link of the chain that is named by its name or its code.
fn link(delegation: &Delegation, named: &str) -> Result<String, Error> {
    let Some(chain) = delegation.life.chain() else { return Ok(named.to_owned()) };
    let found = chain.links.iter().find(|link| link.code == named || link.name == named);
    found.map(|link| link.code.clone()).ok_or_else(|| {
        let links = |open: &str, close: &str| {
            let told = chain.links.iter().map(|link| format!("{}{open}{}{close}", link.name, link.code));
            told.collect::<Vec<_>>()
        };
        Error::refused(
            "link-unknown",
            format!("审批链里没有环节“{named}”；可写：{}", links("（", "）").join("；")),
            format!("the chain has no link “{named}”; one may write: {}", links(" (", ")").join("; ")),
        )
    })
}

/// The day of the entry stamp: the one that is given; otherwise the approved one,
/// or today where that is still to come or lies before the departure.
fn entry(delegation: &Delegation, given: (Option<Date>, Option<Date>), today: Date) -> Result<Date, Error> {
    match given {
        (Some(on), Some(entry)) if on != entry => Err(Error::refused(
            "entry-twice",
            format!("--on 写{on}，--entry 写{entry}，都是入境日却不一致；请只写一个"),
            format!("--on {on} and --entry {entry} are both the day of entry and differ; give one"),
        )),
        (Some(day), _) | (None, Some(day)) => Ok(day),
        (None, None) => {
            let left = delegation.life.departure.as_ref().map(|departure| departure.on);
            let approved = delegation.life.approved().map(|terms| terms.entry);
            let may_be = |day: &Date| *day <= today && left.is_none_or(|left| left <= *day);
            Ok(approved.filter(may_be).unwrap_or(today))
        }
    }
}

fn home(delegation: &Delegation, books: &Books, differing: Differing, note: String) -> Result<Event, Error> {
    let departed = delegation.life.departure.as_ref().map(|departure| departure.on);
    let exit = differing.exit.or(departed);
    let terms = terms(delegation, books, Differing { exit, ..differing })?;
    Ok(Event::Homecoming(Homecoming { terms, note }))
}

/// What holds, with what a command says otherwise.
fn terms(delegation: &Delegation, books: &Books, differing: Differing) -> Result<Terms, Error> {
    let rates = (&books.knowledge.per_diem, &books.knowledge.money);
    let budget = Budget::of(delegation, rates.0, rates.1).map(|budget| budget.total);
    let money = differing.money.map(|text| yuan(&text)).transpose()?;
    if budget.is_err() && money.is_none() && delegation.life.approval.is_none() {
        return Err(Error::refused(
            "money-unknown",
            format!("{}的经费预算还算不出来；请用 --money 写明批准的经费", delegation.name),
            "the budget cannot be reckoned; say the sum that was approved with --money",
        ));
    }
    let holds = terms_of(delegation, budget.unwrap_or(Money::zero(Currency::Cny))).ok_or_else(|| {
        Error::refused(
            "itinerary-undecided",
            format!("{}的日程还没有出境日和入境日；请先在工作簿里填写日程", delegation.name),
            "the itinerary has no border days yet",
        )
    })?;
    Ok(Terms {
        people: given(list::people(&differing.people, delegation)?, holds.people),
        countries: given(list::countries(&differing.countries)?, holds.countries),
        route: differing.route.unwrap_or(holds.route),
        exit: differing.exit.unwrap_or(holds.exit),
        entry: differing.entry.unwrap_or(holds.entry),
        money: money.unwrap_or(holds.money),
        tasks: given(list::tasks(&differing.tasks)?, holds.tasks),
    })
}

fn given<T>(list: Vec<T>, otherwise: Vec<T>) -> Vec<T> {
    if list.is_empty() { otherwise } else { list }
}

fn yuan(text: &str) -> Result<Money, Error> {
    Money::parse(text, Currency::Cny)
        .map_err(|error| Error::refused("money-unreadable", error.to_string(), "the amount cannot be read"))
}

/// A notice as a command tells it, with what an earlier word left standing.
pub(crate) fn publicity(
    posted: Posted,
    earlier: Option<&Publicity>,
    today: Date,
) -> Result<Publicity, Error> {
    let from = posted.from.or(earlier.map(|it| it.from)).unwrap_or(today);
    let kept = |word: Option<String>, field: fn(&Publicity) -> &String| {
        word.or_else(|| earlier.map(field).cloned()).unwrap_or_default()
    };
    let to = posted.to.or(earlier.map(|it| it.to));
    let place = kept(posted.place, |it| &it.place);
    let (Some(to), false) = (to, place.is_empty()) else {
        return Err(Error::refused(
            "publicity-incomplete",
            "公示还缺位置（--place）或最后一天（--to）",
            "the notice lacks its place (--place) or its last day (--to)",
        ));
    };
    let result = kept(posted.result, |it| &it.result);
    Ok(Publicity { place, from, to, result, objections: kept(posted.objections, |it| &it.objections) })
}
