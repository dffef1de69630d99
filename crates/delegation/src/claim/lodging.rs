//! A hotel's bill (住宿费): recognised up to the city's cap for the nights that
//! were really slept there, or up to what was approved beforehand.

use kernel::{City, Currency, Decimal, Money, Said};

use super::receipts::{amount, refused};
use super::{ClaimFault, Reckoning};
use crate::knowledge::PerDiem;
use crate::model::CostItem;
use crate::model::settlement::{Lodged, Receipt, Refused};

impl<'a> Reckoning<'a> {
    /// What is not recognised of a hotel's bill.
    pub(super) fn lodging(&mut self, receipt: &Receipt, yuan: Money) -> Option<Vec<Refused>> {
        let Lodged { nights, persons } = receipt.lodged.unwrap_or(Lodged { nights: 1, persons: 1 });
        let rate = self.standard(receipt)?;
        let claimed = nights.checked_mul(persons)?;
        let slept = self.take_nights(receipt, claimed);
        if !receipt.approval.trim().is_empty() {
            return Some(Vec::new());
        }
        let kept = if slept < claimed {
            yuan.share(Decimal::from(slept).checked_div(Decimal::from(claimed))?)?
        } else {
            yuan
        };
        let mut allowed = self.within(receipt, yuan, rate.lodging.times(slept)?)?;
        for price in self.approved_prices(&receipt.city) {
            let approved = self.within(receipt, yuan, price.times(slept)?)?;
            allowed = allowed.max(approved);
        }
        let recognised = allowed.min(kept);
        let less = |from: Money, to: Money| Money::new(from.minor - to.minor, Currency::Cny);
        let city = &receipt.city;
        let unslept = Said::new(
            format!("{city}实际住宿按日程共可报{slept}人晚，票据为{claimed}人晚，多出的不予报销"),
            format!("{claimed} nights are claimed in {city}, {slept} were left to claim"),
        );
        let over = Said::new(
            format!(
                "超过{city}住宿标准（每人每晚{}，{slept}人晚）的部分，没有事先批准，不予报销",
                amount(rate.lodging)
            ),
            format!("above the cap of {} a night in {city}, without approval beforehand", rate.lodging),
        );
        Some(vec![
            refused("unslept", less(yuan, kept), unslept, "财行〔2013〕516号"),
            refused("over-cap", less(kept, recognised), over, &rate.basis),
        ])
    }

    /// The standards of the place and day of a receipt, or a fault that names them.
    pub(super) fn standard(&mut self, receipt: &Receipt) -> Option<&'a PerDiem> {
        self.standards
            .table
            .find(receipt.country, &receipt.city, self.stay.exit())
            .map_err(|none| self.faults.insert(ClaimFault::NoStandard(none.to_string())))
            .ok()
    }

    /// Takes nights of a city off what is left; answers how many there were.
    fn take_nights(&mut self, receipt: &Receipt, wanted: i64) -> i64 {
        let here = |(country, city, _): &&mut (kernel::Country, &str, i64)| {
            *country == receipt.country && City::same(city, &receipt.city)
        };
        match self.nights.iter_mut().find(here) {
            Some((_, _, left)) => {
                let taken = wanted.min(*left);
                *left -= taken;
                taken
            }
            None => 0,
        }
    }

    /// Prices above the cap that the budget was approved with.
    fn approved_prices(&self, city: &str) -> Vec<Money> {
        let expenses = self.delegation.funding.expenses.iter();
        let here = expenses.filter(|it| it.item == CostItem::Lodging && City::same(&it.what, city));
        here.filter(|it| it.approved).map(|it| it.price).collect()
    }
}
