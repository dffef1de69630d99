//! The itinerary laid out (日程总览): day by day by the clocks of the place, with
//! the hours from Beijing, what each flight really takes, who takes part where the
//! party parts, and everything that the rules and the calendars of the hosts have
//! to say about a day. Terminal, workbook, calendar and reservations are drawn
//! from this one layout.

mod calendar;
mod reservations;
mod sheet;
mod terminal;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use kernel::{Country, Said, Severity, Zone};

use crate::examination::Examination;
use crate::facts::dates;
use crate::knowledge::Hosts;
use crate::model::{Day, Delegation, Half, HalfDay, Leg, Night, Passage, Unclear, Work};
use crate::rulebook::Rulebook;

pub(crate) use calendar::appointments;
pub use calendar::ics;
pub use reservations::json;
pub use sheet::workbook;
pub use terminal::told;

/// A delegation's days, laid out.
#[derive(Debug)]
pub struct Timetable<'a> {
    /// Whose days they are.
    pub delegation: &'a Delegation,
    /// Working half days, and those they are a share of.
    pub working: Option<(i64, i64)>,
    /// The share that is asked for.
    pub share: (i64, i64),
    /// The days in order.
    pub days: Vec<Planned<'a>>,
    /// Which version of the delegation this is.
    pub version: Version,
    /// The day it was laid out.
    pub today: Date,
}

/// Which version of a delegation something was made from (版本).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// How often it was changed: 0 at first.
    pub sequence: u32,
    /// When it was kept last.
    pub at: Timestamp,
}

/// One day.
#[derive(Debug)]
pub struct Planned<'a> {
    /// The day as it is planned.
    pub day: &'a Day,
    /// Its number among the days abroad, from 1.
    pub number: Option<i64>,
    /// What the calendars of the place say of it.
    pub notes: Vec<Note>,
    /// Its half days, each group's on its own.
    pub slots: Vec<Slot<'a>>,
}

/// What one group does in half a day.
#[derive(Debug)]
pub struct Slot<'a> {
    /// Which half.
    pub half: Half,
    /// Its place among those of the half day, from 0.
    pub group: usize,
    /// What is done.
    pub strand: &'a HalfDay,
    /// Who does it, where that is not everybody.
    pub who: Vec<String>,
    /// What the clocks show there, if that is known.
    pub zone: Option<Zone>,
    /// Minutes by which they are ahead of Beijing's.
    pub ahead: Option<i32>,
    /// Its flights and trains.
    pub flights: Vec<Flight<'a>>,
    /// What the rules find in the half day; told with its last group.
    pub notes: Vec<Note>,
}

/// A flight or a train, by the clocks of both ends.
#[derive(Debug)]
pub struct Flight<'a> {
    /// As it is planned.
    pub leg: &'a Leg,
    /// Its times, or why they cannot be told.
    pub passage: Result<Passage, Unclear>,
}

/// Something to mind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How grave it is.
    pub severity: Severity,
    /// What it is.
    pub says: Said,
}

impl<'a> Timetable<'a> {
    /// Lays an examined delegation out.
    pub fn of(examination: &'a Examination, hosts: &Hosts, book: &Rulebook, version: Version) -> Self {
        let delegation = &examination.delegation;
        let stay = delegation.stay();
        let number =
            |date: Date| stay.and_then(|stay| stay.each_day().zip(1..).find(|(day, _)| *day == date));
        let planned = |day: &'a Day| Planned {
            day,
            number: number(day.date).map(|(_, number)| number),
            notes: calendars(hosts, day),
            slots: slots(examination, day),
        };
        Self {
            delegation,
            working: delegation.itinerary.working(|work| book.is_in_base(work)),
            share: book.work_share.value,
            days: delegation.itinerary.days.iter().map(planned).collect(),
            version,
            today: examination.today,
        }
    }
}

impl Slot<'_> {
    /// When it takes place, by the clocks of the place. A programme says morning
    /// or afternoon; these are the hours a calendar keeps free for it.
    pub fn hours(&self) -> (Time, Time) {
        match self.half {
            Half::Morning => (Time::constant(9, 0, 0, 0), Time::constant(12, 0, 0, 0)),
            Half::Afternoon => (Time::constant(14, 0, 0, 0), Time::constant(17, 0, 0, 0)),
        }
    }

    /// Whether it is something people come to: neither the way nor nothing.
    pub fn is_activity(&self) -> bool {
        !matches!(self.strand.work, Work::Travel | Work::Empty)
    }
}

fn slots<'a>(examination: &'a Examination, day: &'a Day) -> Vec<Slot<'a>> {
    let delegation = &examination.delegation;
    let party: Vec<String> = delegation.members.iter().map(|member| delegation.called(member)).collect();
    let mut slots = Vec::new();
    for (half, all) in [(Half::Morning, &day.morning), (Half::Afternoon, &day.afternoon)] {
        let last = all.beside.len();
        for (group, strand) in all.strands().enumerate() {
            let parted = !strand.participants.is_empty() || !all.beside.is_empty();
            let flight =
                |leg: &'a Leg| Flight { leg, passage: delegation.itinerary.passage(day.date, half, leg) };
            let flights: Vec<Flight<'a>> = strand.legs().map(flight).collect();
            let zone = zone(delegation, strand, &flights);
            slots.push(Slot {
                half,
                group,
                strand,
                who: if parted { all.taking_part(strand, &party) } else { Vec::new() },
                ahead: zone.as_ref().and_then(|zone| ahead(zone, day.date, half)),
                zone,
                flights,
                notes: if group == last { findings(examination, day.date, half) } else { Vec::new() },
            });
        }
    }
    slots
}

/// The zone of a half day: of the place, or of where its flight leaves.
fn zone(delegation: &Delegation, strand: &HalfDay, flights: &[Flight<'_>]) -> Option<Zone> {
    let leaves = flights.first().and_then(|flight| flight.passage.as_ref().ok());
    let city = strand.city.split(['—', '－', '→']).next().unwrap_or_default();
    leaves
        .map(|passage| passage.departs.zone.clone())
        .or_else(|| Zone::of(city, strand.country))
        .or_else(|| delegation.itinerary.zone(city))
}

fn ahead(zone: &Zone, date: Date, half: Half) -> Option<i32> {
    let hour = if half == Half::Morning { 9 } else { 15 };
    zone.moment(date, Time::constant(hour, 0, 0, 0)).map(|at| zone.ahead_of_beijing(at))
}

/// What the rules find in a half day; the calendars of the hosts are told by day.
fn findings(examination: &Examination, date: Date, half: Half) -> Vec<Note> {
    let field = format!("itinerary.{date}.{half}");
    let found = examination.findings.iter().filter(|it| it.place.field == field && it.rule != "R39");
    found.map(|it| Note { severity: it.severity, says: it.says.clone() }).collect()
}

/// Holidays, vacations and Ramadan where the party is on a day.
fn calendars(hosts: &Hosts, day: &Day) -> Vec<Note> {
    let mut there: Vec<Country> = Vec::new();
    let bed = match &day.night {
        Night::Lodging { country, .. } => Some(*country),
        Night::Aboard | Night::Home => None,
    };
    let strands = day.morning.strands().chain(day.afternoon.strands());
    let stays = strands.filter(|it| it.work != Work::Travel).map(|it| it.country);
    for country in stays.chain(bed).filter(|country| *country != Country::CHINA) {
        if !there.contains(&country) {
            there.push(country);
        }
    }
    let of = |country: Country| {
        let holidays = hosts.holidays(country, day.date, day.date).map(move |it| {
            Said::new(
                format!("{}公共假日：{}", country.zh(), it.name),
                format!("public holiday in {}: {}", country.en(), it.name),
            )
        });
        let ranges = hosts.vacations.iter().chain(&hosts.ramadan);
        let ranges =
            ranges.filter(move |it| it.country == country && it.from <= day.date && day.date <= it.to);
        let ranges = ranges.map(move |it| {
            let (from, to) = (dates::day_zh(it.from), dates::day_zh(it.to));
            Said::new(
                format!("{}{}（{from}至{to}）", country.zh(), it.name),
                format!("{} in {} ({} to {})", it.name, country.en(), it.from, it.to),
            )
        });
        holidays.chain(ranges).collect::<Vec<_>>()
    };
    there.into_iter().flat_map(of).map(|says| Note { severity: Severity::Warn, says }).collect()
}

/// `次日`; nothing for the day of departure.
pub(crate) fn later(days: i32) -> String {
    match days {
        0 => String::new(),
        1 => "次日".to_owned(),
        -1 => "前一日".to_owned(),
        2 => "第三日".to_owned(),
        more => format!("第{}日", more + 1),
    }
}

/// `25小时`, `6小时20分`.
fn lasting(passage: &Passage) -> String {
    let minutes = passage.duration().as_mins();
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("{hours}小时"),
        (0, minutes) => format!("{minutes}分钟"),
        (hours, minutes) => format!("{hours}小时{minutes}分"),
    }
}

/// `同北京`, `-11小时`, `-4:30`.
fn from_beijing(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "同北京".to_owned(),
        (hours, 0) => format!("{sign}{hours}小时"),
        (hours, minutes) => format!("{sign}{hours}:{minutes:02}"),
    }
}

/// `15:00`.
fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Where the night is spent, in words.
fn night(night: &Night) -> String {
    match night {
        Night::Aboard => "航班、火车上".to_owned(),
        Night::Home => "国内".to_owned(),
        Night::Lodging { city, .. } => city.clone(),
    }
}
