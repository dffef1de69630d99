//! The five ways out of a stay over the cap (超天数的出路), reckoned for the party
//! that really travels: whom the academic class would not take, which days could
//! go, whose tasks are done earlier, which country lies on the way. Each has the
//! paragraph for the application and the evidence to attach. The board tells the
//! same five for a stop nobody has been named for yet.

mod academic;
mod case_by_case;
mod country;
mod program;
mod tell;
#[cfg(test)]
mod tests;
mod trim;
pub(crate) mod wire;
mod written;

use kernel::{Country, Said};

use crate::board::Way;
use crate::case::Case;
use crate::knowledge::Advisory;
use crate::model::{Answered, Category, Delegation, Justification};
use crate::rules::stay_within_cap;
use program::Program;

pub use tell::{adopted, told};
pub use wire::json;

/// A stay over the cap, and the ways out of it (超天数).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overstay {
    /// The rule that finds it: `R07`.
    pub rule: &'static str,
    /// What it finds, as a reason remembers it.
    pub found: Option<Answered>,
    /// Days abroad, both border days counted.
    pub days: i64,
    /// The cap.
    pub cap: i64,
    /// Days over it.
    pub more: i64,
    /// Countries really visited.
    pub countries: Vec<Country>,
    /// The instruments behind the cap.
    pub basis: String,
    /// The five ways, in the order one tries them.
    pub ways: Vec<Remedy>,
}

/// One way out for this party (出路).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// Which.
    pub way: Way,
    /// What it comes to for this party, sentence by sentence.
    pub finds: Vec<Said>,
    /// What must be changed before it carries; empty = it may be taken as things are.
    pub first: Vec<Said>,
    /// The days abroad it would allow; `None` = as the task needs.
    pub days: Option<i64>,
    /// The paragraph for the application.
    pub reason: String,
    /// What to attach.
    pub evidence: Vec<String>,
    /// The instruments behind it.
    pub basis: String,
}

impl Overstay {
    /// The overstay of a party, if it stays longer than the cap allows it.
    pub fn of(case: &Case<'_>, advisories: &[Advisory]) -> Option<Self> {
        if case.is_spared() {
            return None;
        }
        let days = case.delegation.stay()?.days();
        let countries = case.delegation.itinerary.countries();
        let cap = stay_within_cap::cap(case.book, &countries);
        let more = days.checked_sub(cap.value).filter(|more| *more > 0)?;
        let over = Over {
            case,
            advisories,
            days,
            cap: cap.value,
            more,
            program: Program::of(case),
            countries: &countries,
        };
        let ways = vec![
            academic::way(&over),
            case_by_case::way(&over),
            written::way(&over, &cap.basis),
            trim::way(&over, &cap.basis),
            country::way(&over),
        ];
        let rule = stay_within_cap::code(case.book, &countries);
        let outline = stay_within_cap::Outline {
            countries: countries.clone(),
            days,
            category: Category::Administrative,
        };
        let found = stay_within_cap::judge(case.book, &outline).first().map(Answered::of);
        Some(Self { rule, found, days, cap: cap.value, more, basis: cap.basis, ways, countries })
    }

    /// The reason that was given for this stay, if it was.
    pub fn answered<'a>(&self, delegation: &'a Delegation) -> Option<&'a Justification> {
        let answers = |given: &&Justification| {
            given.rule == self.rule && self.found.as_ref().is_none_or(|found| given.covers(found))
        };
        delegation.justifications.iter().find(answers)
    }

    /// A way by its name.
    pub fn way(&self, way: Way) -> Option<&Remedy> {
        self.ways.iter().find(|remedy| remedy.way == way)
    }

    /// The way that a recorded reason takes: the one whose paragraph it is, else
    /// the written application, which every reason of one's own words is.
    pub fn taken(&self, reason: &str) -> Option<&Remedy> {
        let same = |remedy: &&Remedy| remedy.reason == reason.trim();
        self.ways.iter().find(same).or_else(|| self.way(Way::WrittenReason))
    }
}

/// What every way is reckoned from.
struct Over<'a> {
    case: &'a Case<'a>,
    /// Warnings of the Foreign Ministry: nobody is sent where they hold.
    advisories: &'a [Advisory],
    days: i64,
    cap: i64,
    more: i64,
    program: Program<'a>,
    countries: &'a [Country],
}

impl Over<'_> {
    fn named(&self) -> String {
        self.countries.iter().map(|country| country.zh()).collect::<Vec<_>>().join("、")
    }
}

fn listed(evidence: &[&str]) -> Vec<String> {
    evidence.iter().map(|paper| (*paper).to_owned()).collect()
}
