//! Everything the rules may look at, brought together before any of them looks:
//! the delegation, the stop it goes to, its school's other parties of the
//! season, the rulebook of the day and the calendars. Pure; the caller fetches.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{Country, Report, Stay, Workdays};
use people::model::School;
use season::model::{Season, Stop};

use crate::knowledge::Visas;
use crate::lint::Scope;
use crate::model::life::Terms;
use crate::model::{Category, Delegation, Kind, Member, Night, Work};
use crate::rulebook::Rulebook;

/// What a rule's check looks like.
pub type Check = fn(&Case<'_>, &mut Report<'_>);

/// A rule of this context.
pub type Rule = kernel::Rule<Check>;

/// One application as the rules see it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The party that is judged.
    pub delegation: &'a Delegation,
    /// The stop it goes to.
    pub stop: &'a Stop,
    /// The season the stop belongs to.
    pub season: &'a Season,
    /// Whose party it is.
    pub school: &'a School,
    /// The figures that hold for the school on the day.
    pub book: &'a Rulebook,
    /// The working days, for the notice.
    pub workdays: &'a Workdays,
    /// The school's other parties of the season; the judged one may be among them.
    pub others: &'a [Delegation],
    /// When schools abroad are on vacation.
    pub hosts: &'a [HostVacation],
    /// Public holidays of the hosts.
    pub holidays: &'a [HostHoliday],
    /// Months of fasting of the hosts (斋月).
    pub ramadan: &'a [HostVacation],
    /// Who needs a visa where, on which passport.
    pub visas: &'a Visas,
    /// The day the case is judged.
    pub today: Date,
}

/// When a country's schools are on vacation (境外院校假期), for R39.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostVacation {
    /// Whose schools.
    pub country: Country,
    /// What the vacation is called, in Chinese.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Where the dates come from.
    pub basis: String,
}

/// A public holiday of a host country (当地公共假日).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostHoliday {
    /// Where.
    pub country: Country,
    /// What it is called, in Chinese.
    pub name: String,
    /// Which day.
    pub on: Date,
    /// Where the day comes from.
    pub basis: String,
}

impl<'a> Case<'a> {
    /// The staff book with each member's place in the whole party, from 0.
    pub fn staff(&self) -> impl Iterator<Item = (usize, &'a Member)> {
        self.delegation.members.iter().enumerate().filter(|(_, member)| member.kind != Kind::Student)
    }

    /// What the party's limits are reckoned from once it is approved: the change
    /// that is asked for, else what was approved.
    fn terms(&self) -> Option<&'a Terms> {
        self.delegation.life.at_issue()
    }

    /// Days abroad: as they are at issue after the approval, before it as planned.
    pub fn stay(&self) -> Option<Stay> {
        match self.terms() {
            Some(terms) => Stay::between(terms.exit, terms.entry).ok(),
            None => self.delegation.stay(),
        }
    }

    /// Countries visited: as they are at issue after the approval, before it as
    /// the itinerary has them.
    pub fn visited(&self) -> Vec<Country> {
        self.terms().map_or_else(|| self.delegation.itinerary.countries(), |terms| terms.countries.clone())
    }

    /// How many of the staff travel.
    pub fn headcount(&self) -> usize {
        self.terms().map_or_else(|| self.delegation.staff().count(), |terms| terms.people.len())
    }

    /// The school's other parties, the judged one left out, the cancelled ones
    /// with them: passports of a trip that was dropped are still to come back.
    pub fn others_and_cancelled(&self) -> impl Iterator<Item = &'a Delegation> {
        self.others
            .iter()
            .filter(|other| other.id != self.delegation.id && other.school == self.delegation.school)
    }

    /// The school's other parties that travel or have travelled: one that was refused or cancelled
    /// stands in nobody's way.
    pub fn others(&self) -> impl Iterator<Item = &'a Delegation> {
        self.others_and_cancelled().filter(|other| !other.life.is_dropped())
    }

    /// Whether the ordinary limits on people, days and trips are off, because the
    /// party is an academic exchange and may call itself one (§ A01).
    pub fn is_spared(&self) -> bool {
        self.book.academic_exchange.value
            && self.delegation.category == Category::AcademicExchange
            && self.unacademic().next().is_none()
    }

    /// Members who take from the party the name of an academic exchange: leaders
    /// and office staff without a teaching or research post.
    pub fn unacademic(&self) -> impl Iterator<Item = (usize, &'a Member)> {
        let titles = &self.book.academic_titles.value;
        let teaches = move |member: &Member| {
            titles.iter().any(|title| member.rank.contains(title) || member.post.contains(title))
        };
        self.staff().filter(move |(_, member)| {
            matches!(member.kind, Kind::Leader | Kind::Administrator) && !teaches(member)
        })
    }

    /// Whether the provincial office decides people and days of this party case
    /// by case, because it competes and the province says so.
    pub fn is_case_by_case(&self) -> bool {
        let competes = self.delegation.itinerary.strands().any(|(_, _, half)| half.work == Work::Competition);
        self.book.competition_case_by_case.value && competes
    }

    /// The days something is done or a night is slept in a country, in order.
    pub fn days_in(&self, country: Country) -> BTreeSet<Date> {
        let days = &self.delegation.itinerary.days;
        let there = days.iter().filter(|day| {
            let works = day
                .morning
                .strands()
                .chain(day.afternoon.strands())
                .any(|half| half.country == country && half.work != Work::Travel);
            works || matches!(&day.night, Night::Lodging { country: bed, .. } if *bed == country)
        });
        there.map(|day| day.date).collect()
    }

    /// What the wording lint takes for this trip's own places.
    pub fn scope(&self) -> Scope {
        let itinerary = &self.delegation.itinerary;
        let mut touched = itinerary.countries();
        touched.extend(itinerary.transits().into_iter().map(|(_, country)| country));
        Scope::of(self.stop, self.season, &touched)
    }
}
