//! The day: what is late, what falls due, what waits for whoever reads, what the trips
//! that are home still owe, and whether one of them will lock the school.

use chassis::web::Role;
use chassis::{Desk, Error};
use jiff::ToSpan as _;
use jiff::civil::Date;
use people::model::{AccountId, School};

use super::approvals::{Waiting, waiting};
use super::calendar::travels;
use super::life::Ground;
use super::of_school;
use crate::deadlines::{self, Deadline, Deadlines, Slip, Urgency};
use crate::model::life::{Phase, Records};
use crate::model::{Delegation, DelegationId};
use crate::rulebook::Rulebook;

/// Who reads the day, and as what.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The account.
    pub account: AccountId,
    /// What the person is called.
    pub name: &'a str,
    /// What they are at the school.
    pub role: Role,
}

/// A school's day, as one member sees it (今天).
#[derive(Debug, Clone)]
pub struct Day {
    /// What is late, a party a line.
    pub late: Vec<Due>,
    /// What falls due today and in the next seven days, a party a line.
    pub soon: Vec<Due>,
    /// The next ones after that.
    pub ahead: Vec<Due>,
    /// What waits for the reader.
    pub waiting: Vec<Waiting>,
    /// Trips that are home, or cancelled, and not closed.
    pub closing: Vec<Closing>,
    /// The trip whose passports will lock the school, the nearest first.
    pub lock: Option<Lock>,
    /// Parties that are abroad.
    pub abroad: Vec<Delegation>,
    /// The next party to leave, and when.
    pub next: Option<(Delegation, Date)>,
    /// The nearest run of days off: its name, first and last day.
    pub holiday: Option<(String, Date, Date)>,
}

/// What a party is to do first, with what else is as urgent (待办事项).
#[derive(Debug, Clone)]
pub struct Due {
    /// The earliest deadline.
    pub first: Deadline,
    /// How many more of the party are as urgent.
    pub more: usize,
    /// The earliest day it can leave if it begins today, where it cannot leave as planned.
    pub earliest: Option<Date>,
}

impl Day {
    /// How many things ask for a hand: late, due, waiting.
    pub fn count(&self) -> usize {
        self.late.len() + self.soon.len() + self.waiting.len()
    }
}

/// What a trip owes after its return (回国收尾).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The party's id.
    pub delegation: DelegationId,
    /// Its name.
    pub name: String,
    /// The day of return, or of the cancellation.
    pub since: Date,
    /// How many travelled.
    pub people: usize,
    /// Whether it was cancelled: then only passports are owed.
    pub is_cancelled: bool,
    /// Official passports.
    pub passports: Owed,
    /// Publicity of what was done.
    pub publication: Owed,
    /// The report.
    pub report: Owed,
    /// The claim.
    pub claim: Owed,
}

/// One thing that is owed (应办).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// How many are done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
    /// The last day, where one is set.
    pub on: Option<Date>,
    /// How near that is.
    pub urgency: Urgency,
}

/// A late team that will lock the college (锁校风险, R29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The party's id.
    pub delegation: DelegationId,
    /// Its name.
    pub name: String,
    /// Whose passports are out.
    pub people: Vec<String>,
    /// Days late.
    pub late: i32,
    /// Days late after which the school is locked.
    pub of: i32,
    /// The last day before that.
    pub on: Date,
    /// Parties whose applications would stop.
    pub stops: Vec<String>,
    /// The instrument.
    pub basis: String,
}

impl Lock {
    /// Days that are left.
    pub const fn left(&self) -> i32 {
        self.of - self.late
    }
}

/// The day of a school.
pub async fn of(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    school: &School,
    reader: Reader<'_>,
) -> Result<Day, Error> {
    let delegations = of_school(desk, school.id, ground.season).await?;
    let waiting = waiting(desk, ground, school.id, reader.account).await?;
    let book = ground
        .books
        .shelf
        .effective(&school.province, &school.name, desk.today)
        .map_err(|fault| Error::fault(fault.to_string()))?;
    let known = &ground.books.knowledge;
    let reckoned =
        deadlines::Ground { knowledge: known, book: &book, season: ground.season, today: desk.today };
    let Deadlines { due, slips, .. } = Deadlines::of(&delegations, reckoned);
    let today = desk.today;
    let sees = |id: DelegationId| delegations.iter().any(|it| it.id == id && concerns(reader, it));
    let own = |it: &&Deadline| it.delegation.map_or(reader.role == Role::Coordinator, sees);
    let urgent = |which: &[Urgency]| -> Vec<Due> {
        let open = due.iter().filter(|it| which.contains(&it.urgency)).filter(own);
        by_party(open, &slips)
    };
    let late = urgent(&[Urgency::Late]);
    // What a party that cannot leave as planned was to do later is not to be done then.
    let moot = |it: &Due| it.earliest.is_some() && late.iter().any(|line| line.first.party == it.first.party);
    let (mut soon, mut ahead) = (urgent(&[Urgency::Today, Urgency::Soon]), urgent(&[Urgency::Ahead]));
    soon.retain(|it| !moot(it));
    ahead.retain(|it| !moot(it));
    ahead.truncate(5);
    let exits = |it: &&Delegation| {
        let open = !matches!(it.life.phase(), Phase::Abroad | Phase::Home | Phase::Cancelled | Phase::Closed);
        open && it.itinerary.exit().is_some_and(|exit| today <= exit)
    };
    let next = delegations.iter().filter(exits).min_by_key(|it| it.itinerary.exit());
    Ok(Day {
        late,
        soon,
        ahead,
        waiting,
        closing: delegations
            .iter()
            .filter(|it| concerns(reader, it))
            .filter_map(|it| closing(it, &due))
            .collect(),
        lock: lock(&delegations, &due, &book, today),
        abroad: delegations.iter().filter(|it| it.life.is_abroad()).cloned().collect(),
        next: next.and_then(|it| Some((it.clone(), it.itinerary.exit()?))),
        holiday: holiday(known.workdays.holidays.iter().map(|(day, name)| (*day, name.as_str())), today),
    })
}

/// A line a party: its earliest deadline, and how many there are besides.
fn by_party<'a>(deadlines: impl Iterator<Item = &'a Deadline>, slips: &[Slip]) -> Vec<Due> {
    let mut lines: Vec<Due> = Vec::new();
    for deadline in deadlines {
        let same = |line: &&mut Due| line.first.party == deadline.party && deadline.delegation.is_some();
        match lines.iter_mut().find(same) {
            Some(line) => line.more += 1,
            None => lines.push(Due {
                first: deadline.clone(),
                more: 0,
                earliest: slips.iter().find(|slip| slip.party == deadline.party).map(|slip| slip.earliest),
            }),
        }
    }
    lines
}

/// Whether a party is the reader's: who travels sees the own trips, finance those with
/// an account to settle, everybody else all of them.
fn concerns(reader: Reader<'_>, delegation: &Delegation) -> bool {
    match reader.role {
        Role::Teacher => travels(delegation, reader.name),
        Role::Finance => delegation.life.homecoming.is_some(),
        _ => true,
    }
}

fn closing(delegation: &Delegation, due: &[Deadline]) -> Option<Closing> {
    let life: &Records = &delegation.life;
    let (home, cancelled) = (life.homecoming.as_ref(), life.cancellation.as_ref());
    if life.closure.is_some() {
        return None;
    }
    let since = life.owed_from()?;
    let owed = |code: &str, done: usize, of: usize| {
        let found = due.iter().find(|it| it.delegation == Some(delegation.id) && it.code == code);
        let urgency = if done >= of { Urgency::Done } else { found.map_or(Urgency::Ahead, |it| it.urgency) };
        Owed { done, of, on: found.map(|it| it.on), urgency }
    };
    let out = life.outstanding().count();
    let (lent, one) = (life.passports.len(), usize::from(home.is_some()));
    Some(Closing {
        delegation: delegation.id,
        name: delegation.name.clone(),
        since,
        people: home.map_or(delegation.members.len(), |home| home.terms.people.len()),
        is_cancelled: cancelled.is_some(),
        passports: owed("passports", lent - out, lent),
        publication: owed("publication", usize::from(life.publication.is_some()), one),
        report: owed("report", usize::from(life.report.is_some()), one),
        claim: owed("claim", usize::from(life.reimbursement.is_some()), one),
    })
}

/// The nearest lock, once a platform counts the passports as late: its own count, by
/// the days that were approved.
fn lock(delegations: &[Delegation], due: &[Deadline], book: &Rulebook, today: Date) -> Option<Lock> {
    let days = i32::try_from(book.papers.lock_days.as_ref()?.value).ok()?;
    let late = |lock: &Deadline| {
        let delegation = delegations.iter().find(|it| Some(it.id) == lock.delegation)?;
        let late = days - (lock.on - today).get_days();
        let waits = |it: &&Delegation| it.id != delegation.id && it.life.phase().is_before_submission();
        (late > 0).then(|| Lock {
            delegation: delegation.id,
            name: delegation.name.clone(),
            people: delegation.life.outstanding().map(|it| it.member.clone()).collect(),
            late,
            of: days,
            on: lock.on,
            stops: delegations.iter().filter(waits).map(|it| it.name.clone()).collect(),
            basis: lock.basis.clone(),
        })
    };
    due.iter().filter(|it| it.code == "lock").filter_map(late).min_by_key(|lock| lock.on)
}

/// The run of days off that begins within two weeks or is on.
fn holiday<'a>(days: impl Iterator<Item = (Date, &'a str)>, today: Date) -> Option<(String, Date, Date)> {
    let mut days = days.filter(|(day, _)| today <= *day && *day <= today.saturating_add(30.days()));
    let (first, name) = days.next()?;
    if today.saturating_add(14.days()) < first {
        return None;
    }
    let last = days.take_while(|(_, other)| *other == name).map(|(day, _)| day).last();
    Some((name.to_owned(), first, last.unwrap_or(first)))
}
