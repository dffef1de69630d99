//! From the trip to its money (经费测算): six items, fixed sums by border stamps,
//! lodging up to the city's cap, every line rounded once into yuan, the total the
//! plain sum of the lines. What is missing is named, all of it at once, so that
//! one look at the list is enough to fill it in.

mod days;
mod faults;
mod lodging;
mod shares;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::{Country, Currency, Money, Said, Stay};

use crate::knowledge::{MoneyFigures, PerDiem, PerDiemTable};
use crate::model::{
    Budget, CostItem, Delegation, Expense, Funding, Itinerary, Line, Mode, NightCount, OverStandard,
};

pub use faults::BudgetFault;
pub(crate) use shares::shares;

use days::Beds;

impl Budget {
    /// The budget of the staff book (因公团组经费预算).
    pub fn of(
        delegation: &Delegation,
        table: &PerDiemTable,
        figures: &MoneyFigures,
    ) -> Result<Self, Vec<BudgetFault>> {
        reckon(delegation, delegation.staff().count(), table, figures)
    }

    /// The same for the student book (学生经费测算): its own paper, at the same
    /// rates and prices, never part of the staff budget. Shares are the staff
    /// book's and do not apply.
    pub fn of_students(
        delegation: &Delegation,
        table: &PerDiemTable,
        figures: &MoneyFigures,
    ) -> Result<Self, Vec<BudgetFault>> {
        let mut apart = delegation.clone();
        apart.funding.shares.clear();
        for expense in &mut apart.funding.expenses {
            expense.persons = None;
        }
        reckon(&apart, delegation.students().count(), table, figures)
    }
}

/// The country of every day abroad, as the fixed sums take it, in order of days.
pub(crate) fn places_of_days(delegation: &Delegation) -> Vec<(Date, Country)> {
    let mut itinerary = delegation.itinerary.clone();
    itinerary.days.sort_by_key(|day| day.date);
    let Some(stay) = itinerary.stay() else { return Vec::new() };
    let places = Beds::of(&itinerary, stay).each_day(delegation.funding.day_rate);
    stay.each_day().zip(places).map(|(day, (country, _))| (day, country)).collect()
}

fn reckon(
    delegation: &Delegation,
    persons: usize,
    table: &PerDiemTable,
    figures: &MoneyFigures,
) -> Result<Budget, Vec<BudgetFault>> {
    let mut days = delegation.itinerary.clone();
    days.days.sort_by_key(|day| day.date);
    let Some(stay) = days.stay() else { return Err(vec![BudgetFault::NoBorderDays]) };
    let persons = i64::try_from(persons).unwrap_or(i64::MAX);
    if persons == 0 {
        return Err(vec![BudgetFault::Nobody]);
    }
    let beds = Beds::of(&days, stay);
    let mut reckoning = Reckoning::new(&delegation.funding, beds, persons, (table, figures));
    reckoning.tickets();
    reckoning.lodging();
    reckoning.fixed();
    reckoning.others();
    reckoning.closed(stay.days())
}

/// The fixed sums of a trip as it was really made (包干费用): the same reckoning
/// on the days between the real stamps.
pub(crate) fn fixed_sums(
    funding: &Funding,
    days: &Itinerary,
    stay: Stay,
    persons: i64,
    known: (&PerDiemTable, &MoneyFigures),
) -> Result<Vec<Line>, Vec<BudgetFault>> {
    let mut reckoning = Reckoning::new(funding, Beds::of(days, stay), persons, known);
    reckoning.fixed();
    let Reckoning { mut lines, faults, .. } = reckoning;
    lines.sort_by_key(|line| line.item);
    if faults.is_empty() { Ok(lines) } else { Err(faults.into_iter().collect()) }
}

/// The nights of a trip as it was really made, city by city.
pub(crate) fn nights_slept(days: &Itinerary, stay: Stay, count: NightCount) -> Vec<((Country, &str), i64)> {
    tally(Beds::of(days, stay).nights(count).into_iter())
}

/// A budget while it is being reckoned.
struct Reckoning<'a> {
    funding: &'a Funding,
    table: &'a PerDiemTable,
    figures: &'a MoneyFigures,
    persons: i64,
    from: Date,
    beds: Beds<'a>,
    lines: Vec<Line>,
    over: Vec<OverStandard>,
    faults: BTreeSet<BudgetFault>,
}

impl<'a> Reckoning<'a> {
    fn new(
        funding: &'a Funding,
        beds: Beds<'a>,
        persons: i64,
        (table, figures): (&'a PerDiemTable, &'a MoneyFigures),
    ) -> Self {
        Self {
            funding,
            table,
            figures,
            persons,
            from: beds.stay().exit(),
            beds,
            lines: Vec::new(),
            over: Vec::new(),
            faults: BTreeSet::new(),
        }
    }

    /// 国际旅费 and 国外城市间交通费, as quoted.
    fn tickets(&mut self) {
        if !self.funding.host_pays.fare {
            if !self.funding.expenses.iter().any(|expense| expense.item == CostItem::Fare) {
                self.faults.insert(BudgetFault::NoFare);
            }
            self.quoted(CostItem::Fare);
        }
        self.quoted(CostItem::Intercity);
    }

    /// 伙食费 and 公杂费: fixed for every day between the stamps, both counted.
    fn fixed(&mut self) {
        let host = self.funding.host_pays;
        let mut places: Vec<(&'a PerDiem, i64)> = Vec::new();
        for (country, city) in self.beds.each_day(self.funding.day_rate) {
            let Some(rate) = self.rate(country, city) else { continue };
            match places.iter_mut().find(|(known, _)| alike(known, rate)) {
                Some((_, days)) => *days += 1,
                None => places.push((rate, 1)),
            }
        }
        if self.beds.is_empty() {
            self.faults.insert(BudgetFault::NoPlace);
        }
        if !host.meals {
            for (rate, days) in &places {
                self.line(
                    CostItem::Meals,
                    country_words(rate.country),
                    rate.meals,
                    self.persons,
                    *days,
                    &rate.basis,
                );
            }
        }
        for (rate, days) in &places {
            let part = &self.figures.misc_with_host_transport;
            if host.transport {
                let Some(price) = rate.misc.share(part.value) else { continue };
                let percent = (part.value * kernel::Decimal::ONE_HUNDRED).normalize();
                let named = country_words(rate.country);
                let what = Said::new(
                    format!("{}（接待方提供交通，按{percent}%）", named.zh),
                    format!("{} (host gives transport: {percent}%)", named.en),
                );
                let basis = format!("{}；{}", rate.basis, part.basis);
                self.line(CostItem::Incidentals, what, price, self.persons, *days, &basis);
            } else {
                let what = country_words(rate.country);
                self.line(CostItem::Incidentals, what, rate.misc, self.persons, *days, &rate.basis);
            }
        }
    }

    /// 其他费用, as quoted.
    fn others(&mut self) {
        self.quoted(CostItem::Other);
    }

    fn quoted(&mut self, item: CostItem) {
        let funding = self.funding;
        for expense in funding.expenses.iter().filter(|expense| expense.item == item) {
            let persons = expense.persons.unwrap_or(self.persons);
            if expense.price.minor < 0 || expense.units < 1 || persons < 1 {
                self.faults.insert(BudgetFault::NoAmount { item, what: expense.what.clone() });
                continue;
            }
            self.line(item, words(expense), expense.price, persons, expense.units, "");
        }
    }

    /// The rates of a place, or a fault that names them.
    fn rate(&mut self, country: Country, city: &str) -> Option<&'a PerDiem> {
        self.table
            .find(country, city, self.from)
            .map_err(|none| self.faults.insert(BudgetFault::NoRate(none.to_string())))
            .ok()
    }

    /// Adds a line: multiplied in its own currency, rounded into yuan once.
    fn line(&mut self, item: CostItem, what: Said, price: Money, persons: i64, units: i64, basis: &str) {
        let amount = persons.checked_mul(units).and_then(|count| price.times(count));
        let Some(amount) = amount else {
            self.faults.insert(BudgetFault::TooMuch { item, what: what.zh });
            return;
        };
        let Some(yuan) = self.in_yuan(amount) else { return };
        let mode = match item {
            CostItem::Meals | CostItem::Incidentals => Mode::Fixed,
            CostItem::Fare | CostItem::Intercity | CostItem::Lodging | CostItem::Other => Mode::Actual,
        };
        self.lines.push(Line {
            item,
            mode,
            what,
            price,
            persons,
            units,
            amount,
            yuan,
            basis: basis.to_owned(),
        });
    }

    fn in_yuan(&mut self, amount: Money) -> Option<Money> {
        if amount.currency == Currency::Cny {
            return Some(amount);
        }
        let known = self.funding.rate(amount.currency);
        let Some(known) =
            known.filter(|known| known.rate.to == Currency::Cny && known.rate.value > kernel::Decimal::ZERO)
        else {
            self.faults.insert(BudgetFault::NoExchangeRate(amount.currency));
            return None;
        };
        known.rate.apply(amount)
    }

    fn closed(mut self, days: i64) -> Result<Budget, Vec<BudgetFault>> {
        let total = self.lines.iter().try_fold(Money::zero(Currency::Cny), |sum, line| sum.plus(line.yuan));
        let shares = total.map(|total| shares(total, &self.funding.shares));
        match (total, shares) {
            (Some(total), Some(Ok(shares))) if self.faults.is_empty() => {
                self.lines.sort_by_key(|line| line.item);
                let Self { lines, persons, over, .. } = self;
                Ok(Budget { lines, persons, days, total, over, shares })
            }
            (None, _) => Err(vec![BudgetFault::TooMuch { item: CostItem::Other, what: "合计".to_owned() }]),
            (_, Some(Err(fault))) => {
                self.faults.insert(fault);
                Err(self.faults.into_iter().collect())
            }
            _ => Err(self.faults.into_iter().collect()),
        }
    }
}

/// Rows of one country give one line unless their fixed sums differ.
fn alike(one: &PerDiem, other: &PerDiem) -> bool {
    one.country == other.country && one.meals == other.meals && one.misc == other.misc
}

fn country_words(country: Country) -> Said {
    Said::new(country.zh(), country.en())
}

fn words(expense: &Expense) -> Said {
    Said::plain(&expense.what)
}

/// How many of each, in order of first appearance.
fn tally<K: Ord + Copy>(items: impl Iterator<Item = K>) -> Vec<(K, i64)> {
    let mut order = Vec::new();
    let mut counts: BTreeMap<K, i64> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_insert_with(|| {
            order.push(item);
            0
        }) += 1;
    }
    order.into_iter().map(|item| (item, counts.get(&item).copied().unwrap_or(0))).collect()
}
