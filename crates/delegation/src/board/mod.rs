//! The season's board (赛站一览): what each stop of the annex means before anyone
//! applies. It says whether the days fit the cap, by how much they do not, what
//! can be done about it, when one must begin and what a person costs. It judges
//! through the same rules as an application, on an outline instead of a party.

pub mod axis;
pub mod calendar;
mod clock;
mod cost;
mod course;
pub mod csv;
mod entry;
pub mod sheet;
mod start;
pub mod terminal;
#[cfg(test)]
mod tests;
mod ways;
pub mod wire;

use jiff::civil::Date;
use kernel::{Country, Finding, Window, codes};
use season::model::{City, Season, Stop};

use crate::case::HostVacation;
use crate::knowledge::Knowledge;
use crate::model::Category;
use crate::rulebook::Rulebook;
use crate::rules::stay_within_cap::{self, Outline};

pub use clock::Behind;
pub use cost::CostRange;
pub use course::Course;
pub use entry::{Entry, VisaOutlook};
pub use start::Start;
pub use ways::{Way, WayOut};

codes! {
    /// What becomes of a stop under the ordinary limits (结论).
    pub enum Verdict {
        /// The annex's days fit.
        Within = "within" "符合" "within",
        /// They do not, whichever country is chosen.
        Over = "over" "超限" "over",
        /// They fit for some choices of countries and not for others.
        Depends = "depends" "看取舍" "depends",
        /// The annex does not say enough.
        Unknown = "unknown" "待定" "unknown",
    }
}

/// The board of a season (赛站一览).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The annex's heading.
    pub season: String,
    /// The year.
    pub year: i16,
    /// The layers of the rulebook it is judged by: `全国`, `四川`.
    pub layers: Vec<String>,
    /// The day it is judged on.
    pub today: Date,
    /// What passports for public affairs carry besides, where no visa is needed.
    pub exit_letter: String,
    /// Days after which visa knowledge asks to be checked again.
    pub recheck_days: i64,
    /// One outlook a stop, in the annex's order.
    pub stops: Vec<Outlook>,
}

/// What one stop means (一站的前景).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// Its number in the annex.
    pub number: u32,
    /// What people call it: `巴西`.
    pub region: String,
    /// The cell as written: `中东（伊朗/阿联酋）`.
    pub place: String,
    /// The city, if it is decided.
    pub cities: Vec<String>,
    /// Whether the countries follow from the city only.
    pub inferred: bool,
    /// Country names that no list knows.
    pub unknown: Vec<String>,
    /// Its full title.
    pub title: String,
    /// When it may be held.
    pub window: Window,
    /// Days the annex says a party stays, the most of them.
    pub days: Option<i64>,
    /// The fewest of them: `7-9天` is judged by nine and may be cut to seven.
    pub days_low: Option<i64>,
    /// The readings the annex allows: all countries, or each of them, or both.
    pub courses: Vec<Course>,
    /// What becomes of it if fewer countries are visited than named.
    pub fewer: Vec<Course>,
    /// The verdict over all readings.
    pub verdict: Verdict,
    /// What the rules find, reading by reading.
    pub findings: Vec<Finding>,
    /// What can be done about days over the cap.
    pub ways_out: Vec<WayOut>,
    /// Visas, papers and warnings.
    pub entry: Entry,
    /// Vacations of host schools that fall in the window (R39).
    pub vacations: Vec<HostVacation>,
    /// When to begin, one plan a span of the window.
    pub starts: Vec<Start>,
    /// What a person costs, fares apart.
    pub costs: Vec<CostRange>,
    /// How far its clocks are behind Beijing's; `None` if any of them is unknown.
    pub behind: Option<Behind>,
}

impl Board {
    /// The board of a season by the figures of a rulebook on a day.
    pub fn of(season: &Season, knowledge: &Knowledge, book: &Rulebook, today: Date) -> Self {
        let view = View { knowledge, book, today };
        Self {
            season: season.name.clone(),
            year: season.year,
            layers: book.layers.clone(),
            today,
            exit_letter: knowledge.visas.exit_letter.clone(),
            recheck_days: knowledge.visas.recheck_days,
            stops: season.stops.iter().map(|stop| view.outlook(stop)).collect(),
        }
    }

    /// The same board with some of its stops only.
    #[must_use]
    pub fn only(mut self, wanted: impl Fn(&Outlook) -> bool) -> Self {
        self.stops.retain(wanted);
        self
    }

    /// How many stops have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.stops.iter().filter(|stop| stop.verdict == verdict).count()
    }
}

/// What every outlook is judged by.
struct View<'a> {
    knowledge: &'a Knowledge,
    book: &'a Rulebook,
    today: Date,
}

impl View<'_> {
    fn outlook(&self, stop: &Stop) -> Outlook {
        let days = stop.stay.as_ref().map(|stay| stay.high);
        let cities = match &stop.city {
            City::Named(cities) => cities.clone(),
            City::Undecided => Vec::new(),
        };
        let courses = course::readings(&stop.site, days, self.book);
        let countries = stop.site.countries.as_slice();
        let verdict = course::verdict(&stop.site, &courses, days);
        let last = stop.window.spans.iter().map(|span| span.to).max();
        Outlook {
            number: stop.number,
            region: stop.site.region.clone(),
            place: stop.site.text.clone(),
            inferred: stop.site.inferred,
            unknown: stop.site.unknown.clone(),
            title: stop.title.clone(),
            window: stop.window.clone(),
            days,
            days_low: stop.stay.as_ref().map(|stay| stay.low),
            fewer: course::fewer(&stop.site, days, self.book),
            verdict,
            findings: self.findings(&courses, days),
            ways_out: ways::out(stop, &courses, verdict, self.book),
            entry: Entry::of(countries, last, self.knowledge, self.today),
            vacations: self.vacations(stop),
            starts: start::starts(stop, self.knowledge, self.today),
            costs: days.map(|days| cost::ranges(stop, &cities, days, self)).unwrap_or_default(),
            behind: Behind::of(countries, &cities, stop.window.first_day().unwrap_or(self.today)),
            cities,
            courses,
        }
    }

    fn findings(&self, courses: &[Course], days: Option<i64>) -> Vec<Finding> {
        let Some(days) = days else { return Vec::new() };
        let judge = |course: &Course| {
            let countries = course.countries.clone();
            stay_within_cap::judge(
                self.book,
                &Outline { countries, days, category: Category::Administrative },
            )
        };
        courses.iter().flat_map(judge).collect()
    }

    fn vacations(&self, stop: &Stop) -> Vec<HostVacation> {
        let meets = |vacation: &&HostVacation| {
            stop.site.countries.contains(&vacation.country)
                && stop.window.spans.iter().any(|span| span.from <= vacation.to && vacation.from <= span.to)
        };
        self.knowledge.hosts.vacations.iter().filter(meets).cloned().collect()
    }
}

impl Outlook {
    /// The reading that decides what the board shows: the tightest that is over,
    /// else the first.
    pub fn deciding(&self) -> Option<&Course> {
        let over = self.courses.iter().filter(|course| course.over.is_some_and(|over| over > 0));
        match self.verdict {
            // Whichever is chosen is over: the least of it is what one can get.
            Verdict::Over => over.min_by_key(|course| course.over),
            Verdict::Depends => over.max_by_key(|course| course.over),
            Verdict::Within | Verdict::Unknown => self.courses.first(),
        }
    }

    /// The cap of the deciding reading, in days.
    pub fn cap_days(&self) -> Option<i64> {
        self.deciding().map(|course| course.cap.value)
    }

    /// Days over the cap in the deciding reading; none if it fits.
    pub fn over_by(&self) -> Option<i64> {
        self.deciding().and_then(|course| course.over).filter(|over| *over > 0)
    }

    /// The plan one can still keep by beginning in time: the next to come.
    pub fn next_start(&self, today: Date) -> Option<&Start> {
        let open = self.starts.iter().filter(|start| start.plan.latest_start >= today);
        open.min_by_key(|start| start.plan.latest_start)
    }

    /// Whether the window has passed.
    pub fn has_ended(&self, today: Date) -> bool {
        self.window.last_day().is_some_and(|last| last < today)
    }

    /// Whether every latest start has passed while the window has not.
    pub fn is_late(&self, today: Date) -> bool {
        !self.starts.is_empty() && !self.has_ended(today) && self.next_start(today).is_none()
    }

    /// For who begins today, too late for every plan: the earliest safe departure.
    pub fn earliest_departure(&self) -> Option<Date> {
        self.starts.iter().filter_map(|start| start.earliest).min()
    }

    /// The countries of the stop, in the annex's order.
    pub fn countries(&self) -> Vec<Country> {
        let mut countries: Vec<Country> = self.entry.visas.iter().map(|visa| visa.country).collect();
        countries.dedup();
        countries
    }

    /// The earliest of the latest starts.
    pub fn latest_start(&self) -> Option<Date> {
        self.starts.iter().map(|start| start.plan.latest_start).min()
    }
}
