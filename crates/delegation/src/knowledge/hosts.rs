//! When schools abroad are on vacation and offices closed (对方假期), for R39.

use jiff::civil::Date;
use kernel::Country;

pub use crate::case::HostHoliday;
use crate::case::HostVacation;

/// Vacations and holidays of the hosts (对方假期).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosts {
    /// Vacations of schools, as the rules ask for them.
    pub vacations: Vec<HostVacation>,
    /// Public holidays.
    pub holidays: Vec<HostHoliday>,
    /// Months of fasting (斋月), when offices keep short hours.
    pub ramadan: Vec<HostVacation>,
    /// Where the holidays come from.
    pub basis: String,
}

impl Hosts {
    /// Public holidays of a country within some days, both counted.
    pub fn holidays(&self, country: Country, from: Date, to: Date) -> impl Iterator<Item = &HostHoliday> {
        self.holidays.iter().filter(move |it| it.country == country && from <= it.on && it.on <= to)
    }
}
