//! The rulebook (规定库): every figure the rules compare with, as dated data
//! with its source, layered national < province < college. The files lie in
//! `rulebook/`; a reader of the code meets no number, a reader of the files no
//! code. [`Shelf`] holds all files, [`Rulebook`] what holds for one college on
//! one day.

mod assemble;
pub(crate) mod fault;
mod figure;
pub(crate) mod folder;
mod held;
mod layer;
pub(crate) mod page;
mod schema;
mod shelf;
mod term;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::model::Work;
use jiff::civil::{Date, Time};
use kernel::{Continent, Country, Severity};

pub use fault::RulebookFault;
pub use figure::{Confidence, Figure};
pub use held::{Held, Standing};
pub use layer::{Level, Origin};
pub use schema::{KEYS, Key};
pub use shelf::Shelf;
pub use term::{Term, Unit};

use crate::lint::Lexicon;

/// The figures that hold for one college on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rulebook {
    /// The day they hold on.
    pub on: Date,
    /// The layers that were laid over each other, weakest first: `全国`, `四川`.
    pub layers: Vec<String>,
    /// Most people of one party, the interpreter included (R01).
    pub team_cap: Figure<i64>,
    /// Days abroad (R04–R07, R10).
    pub stay: StayFigures,
    /// Most countries of one trip, stopovers included (R11).
    pub countries_cap: Figure<i64>,
    /// Relations that may not travel along (R03).
    pub family_relations: Figure<Vec<String>>,
    /// School leaders (R14–R16).
    pub leader: LeaderFigures,
    /// Professional titles that show a teaching or research post (A01).
    pub academic_titles: Figure<Vec<String>>,
    /// Whether academic exchange is free of R01, R04–R07 and R16.
    pub academic_exchange: Figure<bool>,
    /// Whether the 外办 decides competition parties case by case.
    pub competition_case_by_case: Figure<bool>,
    /// Working activity, as a share of the days abroad (R21).
    pub work_share: Figure<(i64, i64)>,
    /// Whether half days on the way count in the whole that the share is of (R21).
    pub travel_in_base: Figure<bool>,
    /// Working days a notice hangs before the application (R25).
    pub publicity_days: Figure<i64>,
    /// Words of a notice's result that tell of objections (R25).
    pub objection_words: Figure<Vec<String>>,
    /// Words that tell of no objection, or of one that is settled (R25).
    pub settled_words: Figure<Vec<String>>,
    /// Words of which the request must hold one, to say no intermediary was used (R24).
    pub no_intermediary: Figure<Vec<String>>,
    /// Passports and what is owed after return (R28–R30, R34).
    pub papers: PaperFigures,
    /// Party members from whom on a temporary branch is due; 0 = never (R37).
    pub branch_from: Figure<i64>,
    /// Words that name banquets and gifts (R42).
    pub hospitality_words: Figure<Vec<String>>,
    /// The wording lint's words, with the layers' own added.
    pub lexicon: Lexicon,
    /// What else a province is known for; no rule reads it.
    pub profile: Profile,
    pub(super) severities: BTreeMap<String, Figure<Severity>>,
}

/// Days abroad (在外停留天数).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayFigures {
    /// Most days for one, two and three countries (R04–R06).
    pub near: [Figure<i64>; 3],
    /// The same where flights connect badly (R07).
    pub far: [Figure<i64>; 3],
    /// The continents where they do.
    pub far_continents: Figure<Vec<Continent>>,
    /// A departure from this time on …
    pub red_eye_from: Figure<Time>,
    /// … to this time is stamped the evening before (R10).
    pub red_eye_to: Figure<Time>,
}

/// Which of the two rows of caps holds (航班衔接).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    /// Everywhere but where flights connect badly (R04–R06).
    Near,
    /// Latin America and Africa, by `stay.far.continents` (R07).
    Far,
}

/// School leaders abroad (领导出访).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaderFigures {
    /// Most leaders of one team abroad at the same time (R14).
    pub together: Figure<i64>,
    /// Months before heads of one school lead to the same country again (R15).
    pub same_country_months: Figure<i64>,
    /// Trips of leaders of bureau rank, where a province limits them (R16).
    pub bureau: Option<Frequency>,
    /// Trips of heads of units, where a province limits them (R16).
    pub head: Option<Frequency>,
}

/// So many trips in so many years (出访频次).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frequency {
    /// Most trips …
    pub trips: Figure<i64>,
    /// … in this many years.
    pub years: Figure<i64>,
    /// Words of the rank or post of those it binds.
    pub whom: Figure<Vec<String>>,
}

/// Passports, reports (证照、报告).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFigures {
    /// Months a passport must hold after return (R34).
    pub valid_months: Figure<i64>,
    /// Time after return to hand the passport in (R28).
    pub return_days: Figure<Term>,
    /// Days overdue after which the unit is locked, where a platform does so (R29).
    pub lock_days: Option<Figure<i64>>,
    /// Time after return to make public what happened (R26, R27).
    pub publication_days: Figure<Term>,
    /// Working days the notice after return hangs (R26).
    pub publication_length: Figure<i64>,
    /// Time after return to hand the report in (R30).
    pub report_days: Figure<Term>,
    /// The province's form of the report.
    pub report_form: Option<Figure<String>>,
    /// The province's form of the notice.
    pub publicity_form: Option<Figure<String>>,
}

/// What a province is known for besides the figures (省级做法).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Its own instruments, by 文号.
    pub instruments: Option<Figure<Vec<String>>>,
    /// The platform that applications or passports go through.
    pub portal: Option<Figure<String>>,
    /// Forms of its own.
    pub forms: Option<Figure<Vec<String>>>,
    /// Approvals besides the usual ones.
    pub approvals: Option<Figure<Vec<String>>>,
}

impl Rulebook {
    /// Whether a half day of this kind is among those that work is a share of (R21).
    pub fn is_in_base(&self, work: Work) -> bool {
        self.travel_in_base.value || work != Work::Travel
    }

    /// Far only if flights connect badly to every one of the countries (R07): a
    /// stopover in Brazil does not lengthen a trip to Spain.
    pub fn distance(&self, countries: &[Country]) -> Distance {
        let far = &self.stay.far_continents.value;
        let all = !countries.is_empty() && countries.iter().all(|country| far.contains(&country.continent()));
        if all { Distance::Far } else { Distance::Near }
    }

    /// The most days for a number of countries; none count as one, more than
    /// three as three.
    pub fn stay_cap(&self, countries: usize, distance: Distance) -> &Figure<i64> {
        let [one, two, three] = match distance {
            Distance::Near => &self.stay.near,
            Distance::Far => &self.stay.far,
        };
        match countries {
            0 | 1 => one,
            2 => two,
            _ => three,
        }
    }

    /// The severity some layer gives a rule in place of the rule's own.
    pub fn severity_of(&self, rule: &str) -> Option<&Figure<Severity>> {
        self.severities.get(rule)
    }
}
