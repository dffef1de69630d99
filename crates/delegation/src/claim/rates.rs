//! Which rate a foreign sum takes. The day is the day of payment unless the
//! office chose another; a fixed sum has no day of payment and takes the rate of
//! the day the party left.

use jiff::civil::Date;
use kernel::{Currency, Decimal, Money};

use super::ClaimFault;
use crate::model::settlement::{RateRule, RateUsed, Settlement};
use crate::model::{Delegation, ExchangeRate, Funding, RateDate};

/// The rates of one claim, and which of them it used.
pub(super) struct Rates<'a> {
    funding: &'a Funding,
    settlement: &'a Settlement,
    rule: RateRule,
    exit: Date,
    claimed: Date,
    used: Vec<RateUsed>,
}

impl<'a> Rates<'a> {
    pub(super) fn of(delegation: &'a Delegation, exit: Date, claimed: Date) -> Self {
        let Delegation { funding, settlement, .. } = delegation;
        Self { funding, settlement, rule: settlement.rule(funding), exit, claimed, used: Vec::new() }
    }

    /// An amount in yuan, rounded once, with the rate it took.
    pub(super) fn yuan(&mut self, amount: Money, paid: Date) -> Result<(Money, Option<Decimal>), ClaimFault> {
        if amount.currency == Currency::Cny {
            return Ok((amount, None));
        }
        let used = self.find(amount.currency, paid)?;
        let rate = kernel::Rate { from: amount.currency, to: Currency::Cny, value: used.value };
        let yuan = rate.apply(amount).ok_or(ClaimFault::TooMuch)?;
        self.note(&used);
        Ok((yuan, Some(used.value)))
    }

    /// The funding as the fixed sums are reckoned with it: the same switches, the
    /// rates of the day the fixed sums take.
    pub(super) fn for_fixed_sums(&self) -> Funding {
        let rate = |currency: &Currency| {
            let used = self.find(*currency, self.exit).ok()?;
            let rate = kernel::Rate { from: *currency, to: Currency::Cny, value: used.value };
            Some(ExchangeRate { rate, source: used.source, date: used.on, on: self.rule.on })
        };
        Funding { rates: Currency::ALL.iter().filter_map(rate).collect(), ..self.funding.clone() }
    }

    /// Remembers that the fixed sums used a currency's rate.
    pub(super) fn note_fixed(&mut self, currency: Currency) {
        if let Ok(used) = self.find(currency, self.exit) {
            self.note(&used);
        }
    }

    /// What is missing to reckon the fixed sums in a currency.
    pub(super) fn missing_fixed(&self, currency: Currency) -> ClaimFault {
        self.find(currency, self.exit).err().unwrap_or(ClaimFault::TooMuch)
    }

    /// The rates that were used, by day and currency.
    pub(super) fn used(mut self) -> Vec<RateUsed> {
        self.used.sort_by_key(|used| (used.on, used.currency));
        self.used
    }

    fn note(&mut self, used: &RateUsed) {
        if !self.used.contains(used) {
            self.used.push(used.clone());
        }
    }

    fn find(&self, currency: Currency, paid: Date) -> Result<RateUsed, ClaimFault> {
        let day = match self.rule.on {
            RateDate::Payment => paid,
            RateDate::Departure => self.exit,
            RateDate::Reimbursement => self.claimed,
            RateDate::Budget => return self.of_budget(currency),
        };
        let source = self.rule.source;
        let quote = self.settlement.quote(currency, day, source);
        let quote = quote.filter(|quote| quote.rate.value > Decimal::ZERO);
        let quote = quote.ok_or(ClaimFault::NoRate { currency, day, publisher: source })?;
        let evidence = quote.evidence.as_ref().map(|file| file.digest.clone());
        Ok(RateUsed { currency, value: quote.rate.value, on: quote.on, source, evidence })
    }

    fn of_budget(&self, currency: Currency) -> Result<RateUsed, ClaimFault> {
        let known = self.funding.rate(currency).filter(|known| known.rate.value > Decimal::ZERO);
        let known = known.ok_or(ClaimFault::NoBudgetRate(currency))?;
        let (value, on, source) = (known.rate.value, known.date, known.source);
        Ok(RateUsed { currency, value, on, source, evidence: None })
    }
}
