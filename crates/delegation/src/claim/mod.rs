//! From receipts to the claim (报销核算): fixed sums for the days between the real
//! stamps, receipts held against the approval and the standards one by one, what
//! is not recognised told with its reason. What is missing to reckon is named,
//! all of it at once.

mod accounts;
mod compare;
mod faults;
mod lodging;
mod pack;
mod people;
mod rates;
mod receipts;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Country, Currency, Money, Stay};

use crate::budget::{self, BudgetFault};
use crate::knowledge::{MoneyFigures, PerDiemTable};
use crate::model::life::Terms;
use crate::model::settlement::{Book, Claim, ClaimLine, Receipt};
use crate::model::{Delegation, Itinerary, Line};

pub(crate) use accounts::has_students;
pub use accounts::{Accounts, Reckoned};
pub use compare::{Compared, Comparison};
pub use faults::ClaimFault;
pub use pack::pack;

use rates::Rates;

/// What a claim is reckoned with.
#[derive(Debug, Clone, Copy)]
pub struct Standards<'a> {
    /// Lodging, meals and incidentals by city.
    pub table: &'a PerDiemTable,
    /// What instruments leave to the school.
    pub figures: &'a MoneyFigures,
}

impl Claim {
    /// The claim of one book of a party that is home, as it would be posted on a
    /// day. A posted claim is never reckoned again; take it from the settlement.
    ///
    /// # Errors
    /// Everything that is missing to reckon it.
    pub fn of(
        delegation: &Delegation,
        book: Book,
        standards: Standards<'_>,
        on: Date,
    ) -> Result<Self, Vec<ClaimFault>> {
        let Some(home) = &delegation.life.homecoming else { return Err(vec![ClaimFault::NotHome]) };
        let Some(approved) = delegation.life.approved() else { return Err(vec![ClaimFault::NotHome]) };
        let stay = Stay::between(home.terms.exit, home.terms.entry).map_err(|_| vec![ClaimFault::NotHome])?;
        let days = moved(&delegation.itinerary, stay);
        let people = travellers(delegation, book, &home.terms);
        let persons = i64::try_from(people.len()).unwrap_or(i64::MAX);
        let rates = Rates::of(delegation, stay.exit(), on);
        let nights = budget::nights_slept(&days, stay, delegation.funding.nights);
        let reckoning = Reckoning {
            delegation,
            approved,
            book,
            standards,
            stay,
            people: &people,
            places: places(&days),
            nights: nights
                .into_iter()
                .map(|((country, city), nights)| (country, city, nights * persons))
                .collect(),
            rates,
            faults: BTreeSet::new(),
        };
        reckoning.closed(&days, on)
    }
}

/// A claim while it is being reckoned.
struct Reckoning<'a> {
    delegation: &'a Delegation,
    approved: &'a Terms,
    book: Book,
    standards: Standards<'a>,
    stay: Stay,
    people: &'a [String],
    /// Cities of the plan, with their countries where they are known.
    places: BTreeSet<String>,
    /// Nights of beds left to claim: persons times nights, by city.
    nights: Vec<(Country, &'a str, i64)>,
    rates: Rates<'a>,
    faults: BTreeSet<ClaimFault>,
}

impl<'a> Reckoning<'a> {
    fn closed(mut self, days: &'a Itinerary, on: Date) -> Result<Claim, Vec<ClaimFault>> {
        let receipts = self.receipts();
        let lines: Vec<ClaimLine> = receipts.iter().filter_map(|receipt| self.line(receipt)).collect();
        let fixed = self.fixed(days);
        let advances = self.advances();
        let total = sum(lines.iter().map(|line| line.recognised).chain(fixed.iter().map(|line| line.yuan)));
        let (Some(total), Some(advance)) = (total, sum(advances.iter().map(|(_, yuan)| *yuan))) else {
            self.faults.insert(ClaimFault::TooMuch);
            return Err(self.faults.into_iter().collect());
        };
        let own = if self.book == Book::Staff { self.delegation.funding.shares.as_slice() } else { &[] };
        let shares = budget::shares(total, own).map_err(|fault| self.faults.insert(fault.into())).ok();
        let Self { book, stay, people, rates, faults, .. } = self;
        let (Some(shares), true) = (shares, faults.is_empty()) else {
            return Err(faults.into_iter().collect());
        };
        let by_school = receipts.iter().zip(&lines).filter(|(receipt, _)| receipt.who.is_none());
        let by_school = by_school.map(|(_, line)| line.recognised.minor).sum();
        let paid: Vec<_> = receipts.iter().zip(&lines).filter_map(people::paid).collect();
        Ok(Claim {
            book,
            on,
            persons: i64::try_from(people.len()).unwrap_or(i64::MAX),
            days: stay.days(),
            people: people::balances(people, &paid, &fixed, &advances),
            lines,
            fixed,
            total,
            by_school: Money::new(by_school, Currency::Cny),
            advance,
            shares,
            rates: rates.used(),
        })
    }

    /// The book's receipts by day, and by id within a day: the order in which
    /// they were entered changes nothing.
    fn receipts(&self) -> Vec<&'a Receipt> {
        let all = self.delegation.settlement.receipts.iter();
        let mut receipts: Vec<&Receipt> = all.filter(|receipt| receipt.book == self.book).collect();
        receipts.sort_by_key(|receipt| (receipt.on, receipt.id));
        receipts
    }

    /// 伙食费 and 公杂费 of the real days, at the rate of the day they fall due.
    fn fixed(&mut self, days: &'a Itinerary) -> Vec<Line> {
        let funding = self.rates.for_fixed_sums();
        let persons = i64::try_from(self.people.len()).unwrap_or(i64::MAX);
        if persons == 0 {
            return Vec::new();
        }
        let known = (self.standards.table, self.standards.figures);
        match budget::fixed_sums(&funding, days, self.stay, persons, known) {
            Ok(lines) => {
                for line in &lines {
                    self.rates.note_fixed(line.price.currency);
                }
                lines
            }
            Err(faults) => {
                let told = faults.into_iter().map(|fault| match fault {
                    BudgetFault::NoExchangeRate(currency) => self.rates.missing_fixed(currency),
                    fault => fault.into(),
                });
                let told: Vec<ClaimFault> = told.collect();
                self.faults.extend(told);
                Vec::new()
            }
        }
    }

    /// Advances in yuan, each at the rate of the day it was handed out.
    fn advances(&mut self) -> Vec<(&'a str, Money)> {
        let of_book = self.delegation.settlement.advances.iter().filter(|it| it.book == self.book);
        let mut told = Vec::new();
        for advance in of_book {
            match self.rates.yuan(advance.amount, advance.on) {
                Ok((yuan, _)) => told.push((advance.to.as_str(), yuan)),
                Err(fault) => {
                    self.faults.insert(fault);
                }
            }
        }
        told
    }
}

/// Who really travelled: the staff as the homecoming says, the students as the
/// roster does.
fn travellers(delegation: &Delegation, book: Book, actual: &Terms) -> Vec<String> {
    match book {
        Book::Staff => actual.people.clone(),
        Book::Students => delegation.students().map(|student| delegation.called(student)).collect(),
    }
}

/// The planned days, moved as far as both border days moved: a trip put off by a
/// week sleeps in the same cities a week later, a longer one keeps its dates.
fn moved(itinerary: &Itinerary, stay: Stay) -> Itinerary {
    let mut days = itinerary.clone();
    days.days.sort_by_key(|day| day.date);
    let Some(planned) = days.stay() else { return days };
    let exit = (stay.exit() - planned.exit()).get_days();
    let entry = (stay.entry() - planned.entry()).get_days();
    if exit.signum() != entry.signum() {
        return days;
    }
    let by = if exit.abs() < entry.abs() { exit } else { entry };
    for day in &mut days.days {
        day.date = day.date.saturating_add(i64::from(by).days());
    }
    days
}

/// Every city the plan names: of beds, of half days, of flights.
fn places(days: &Itinerary) -> BTreeSet<String> {
    let beds = days.cities().into_iter().map(|(_, city)| city.to_owned());
    let halves = days.halves().flat_map(|(_, _, half)| {
        let legs = half.leg.iter().flat_map(|leg| {
            let via = leg.via.as_ref().map(|(city, _)| city.clone());
            [leg.from.clone(), leg.to.clone()].into_iter().chain(via)
        });
        cities(&half.city).map(str::to_owned).chain(legs).collect::<Vec<_>>()
    });
    beds.chain(halves).filter(|city| !city.is_empty()).collect()
}

/// The cities of `圣保罗—里约热内卢`.
fn cities(text: &str) -> impl Iterator<Item = &str> {
    text.split(['—', '－', '→', '-', '、']).map(str::trim).filter(|city| !city.is_empty())
}

fn sum(amounts: impl Iterator<Item = Money>) -> Option<Money> {
    let mut amounts = amounts;
    amounts.try_fold(Money::zero(Currency::Cny), Money::plus)
}
