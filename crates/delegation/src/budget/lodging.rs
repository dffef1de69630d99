//! 住宿费: what a bed costs, up to the city's cap. A price above the cap is
//! listed for approval; until it is approved the budget reckons with the cap.

use kernel::{City, Country, Currency, Money, Said};

use super::{BudgetFault, Reckoning, tally};
use crate::model::{CostItem, Expense, OverStandard};

impl<'a> Reckoning<'a> {
    /// One line a city and price.
    pub(super) fn lodging(&mut self) {
        if self.funding.host_pays.lodging {
            return;
        }
        let places = tally(self.beds.nights(self.funding.nights).into_iter());
        self.strangers(&places);
        for ((country, city), nights) in places {
            let Some(rate) = self.rate(country, city) else { continue };
            let cap = rate.lodging;
            let mut left = self.persons;
            for expense in self.quotes(city) {
                let wanted = expense.persons.unwrap_or(left);
                if expense.price.minor < 0 || expense.persons.is_some_and(|persons| persons < 1) {
                    let what = expense.what.clone();
                    self.faults.insert(BudgetFault::NoAmount { item: CostItem::Lodging, what });
                    continue;
                }
                if wanted > left {
                    let priced = self.persons.saturating_add(wanted).saturating_sub(left);
                    let (city, persons) = (city.to_owned(), self.persons);
                    self.faults.insert(BudgetFault::TooManyBeds { city, priced, persons });
                    continue;
                }
                if wanted == 0 {
                    continue;
                }
                let price = self.allowed(expense, city, cap);
                self.line(CostItem::Lodging, city_words(city), price, wanted, nights, &rate.basis);
                left -= wanted;
            }
            if left > 0 {
                self.line(CostItem::Lodging, city_words(city), cap, left, nights, &rate.basis);
            }
        }
    }

    fn quotes(&self, city: &str) -> Vec<&'a Expense> {
        let lodging = self.funding.expenses.iter().filter(|expense| expense.item == CostItem::Lodging);
        let mut quotes: Vec<&Expense> = lodging.filter(|expense| City::same(&expense.what, city)).collect();
        // A price for some must not be pushed out by the price for the rest.
        quotes.sort_by_key(|expense| expense.persons.is_none());
        quotes
    }

    /// Prices of cities nobody sleeps in are mistakes, not lines.
    fn strangers(&mut self, places: &[((Country, &str), i64)]) {
        let funding = self.funding;
        for expense in funding.expenses.iter().filter(|expense| expense.item == CostItem::Lodging) {
            if !places.iter().any(|((_, city), _)| City::same(&expense.what, city)) {
                self.faults.insert(BudgetFault::LodgingElsewhere(expense.what.clone()));
            }
        }
    }

    /// The price the budget may reckon with; what lies above the cap is listed.
    fn allowed(&mut self, expense: &Expense, city: &str, cap: Money) -> Money {
        if !self.is_over(expense.price, cap) {
            return expense.price;
        }
        self.over.push(OverStandard {
            item: CostItem::Lodging,
            what: city_words(city),
            price: expense.price,
            cap: Some(cap),
            approved: expense.approved,
        });
        if expense.approved { expense.price } else { cap }
    }

    /// Prices in another currency than the cap's are compared in yuan.
    fn is_over(&mut self, price: Money, cap: Money) -> bool {
        if price.currency == cap.currency {
            return price.minor > cap.minor;
        }
        let (price, cap) = (self.in_yuan(price), self.in_yuan(cap));
        let yuan = |money: Option<Money>| money.unwrap_or(Money::zero(Currency::Cny)).minor;
        yuan(price) > yuan(cap)
    }
}

fn city_words(city: &str) -> Said {
    Said::new(city, City::find(city).map_or(city, |known| known.en))
}
