//! The readings of a stop's countries, each with the cap it would have.

use kernel::Country;
use season::model::{Choice, Site};

use super::Verdict;
use crate::rulebook::{Figure, Rulebook};
use crate::rules::stay_within_cap;

/// One reading: these countries, and the cap for them (一种走法).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Countries visited.
    pub countries: Vec<Country>,
    /// The rule that caps them: `R04`.
    pub rule: &'static str,
    /// The cap in days, with its source.
    pub cap: Figure<i64>,
    /// The annex's days less the cap: above zero is over; `None` while the annex
    /// gives no days.
    pub over: Option<i64>,
}

impl Course {
    fn of(countries: Vec<Country>, days: Option<i64>, book: &Rulebook) -> Self {
        let cap = stay_within_cap::cap(book, &countries);
        let over = days.and_then(|days| days.checked_sub(cap.value));
        Self { rule: stay_within_cap::code(book, &countries), countries, cap, over }
    }

    /// Whether the days exceed the cap.
    pub fn is_over(&self) -> bool {
        self.over.is_some_and(|over| over > 0)
    }

    /// `伊朗、阿联酋`.
    pub fn named(&self) -> String {
        self.countries.iter().map(|country| country.zh()).collect::<Vec<_>>().join("、")
    }
}

/// The readings the annex allows. An undecided slash allows each country alone
/// and all of them together.
pub(super) fn readings(site: &Site, days: Option<i64>, book: &Rulebook) -> Vec<Course> {
    let all = &site.countries;
    if all.is_empty() {
        return Vec::new();
    }
    let course = |countries: Vec<Country>| Course::of(countries, days, book);
    let each = || all.iter().map(|country| course(vec![*country]));
    match site.choice {
        _ if all.len() == 1 => vec![course(all.clone())],
        Choice::All => vec![course(all.clone())],
        Choice::Either => each().collect(),
        Choice::Open => each().chain([course(all.clone())]).collect(),
    }
}

/// Where all countries are meant: the tightest reading with one, with two … of
/// them, for who thinks of leaving one out.
pub(super) fn fewer(site: &Site, days: Option<i64>, book: &Rulebook) -> Vec<Course> {
    let all = &site.countries;
    if site.choice != Choice::All {
        return Vec::new();
    }
    let tightest = |count: usize| {
        let some = all.windows(count).map(|some| Course::of(some.to_vec(), days, book));
        some.min_by_key(|course| course.cap.value)
    };
    (1..all.len()).filter_map(tightest).collect()
}

/// The verdict over all readings. A name that no list knows leaves it open: it
/// may be one country more.
pub(super) fn verdict(site: &Site, courses: &[Course], days: Option<i64>) -> Verdict {
    if !site.unknown.is_empty() {
        return Verdict::Unknown;
    }
    let over = courses.iter().filter(|course| course.is_over()).count();
    match (days, courses.len(), over) {
        (None, ..) | (_, 0, _) => Verdict::Unknown,
        (_, _, 0) => Verdict::Within,
        (_, all, over) if over == all => Verdict::Over,
        _ => Verdict::Depends,
    }
}
