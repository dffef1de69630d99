//! Money as JSON: minor units with their currency, rates as exact decimals.

use jiff::civil::Date;
use kernel::{Currency, Decimal, Money, Rate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::coded;
use super::spelling::Spelling;
use crate::model::{
    CostItem, DayRate, ExchangeRate, Expense, Funding, HostPays, NightCount, RateDate, RateSource, Share,
};

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Funding")]
pub(crate) struct FundingWire {
    source: String,
    budgeted: bool,
    rates: Vec<RateWire>,
    expenses: Vec<ExpenseWire>,
    host_pays: HostPaysWire,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<DayRate>")]
    day_rate: DayRate,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<NightCount>")]
    nights: NightCount,
    shares: Vec<ShareWire>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rate")]
struct RateWire {
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Currency>")]
    from: Currency,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Currency>")]
    to: Currency,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Decimal>")]
    value: Decimal,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<RateSource>")]
    source: RateSource,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    date: Date,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<RateDate>")]
    on: RateDate,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Expense")]
struct ExpenseWire {
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<CostItem>")]
    item: CostItem,
    what: String,
    minor: i64,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Currency>")]
    currency: Currency,
    units: i64,
    persons: Option<i64>,
    approved: bool,
    note: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "HostPays")]
#[expect(clippy::struct_excessive_bools, reason = "four independent switches of one form")]
struct HostPaysWire {
    lodging: bool,
    meals: bool,
    transport: bool,
    fare: bool,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Share")]
struct ShareWire {
    payer: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Decimal>")]
    percent: Decimal,
}

impl From<FundingWire> for Funding {
    fn from(it: FundingWire) -> Self {
        Self {
            source: it.source,
            budgeted: it.budgeted,
            rates: it.rates.into_iter().map(Into::into).collect(),
            expenses: it.expenses.into_iter().map(Into::into).collect(),
            host_pays: HostPays {
                lodging: it.host_pays.lodging,
                meals: it.host_pays.meals,
                transport: it.host_pays.transport,
                fare: it.host_pays.fare,
            },
            day_rate: it.day_rate,
            nights: it.nights,
            shares: it
                .shares
                .into_iter()
                .map(|share| Share { payer: share.payer, percent: share.percent })
                .collect(),
        }
    }
}

impl From<&Funding> for FundingWire {
    fn from(it: &Funding) -> Self {
        Self {
            source: it.source.clone(),
            budgeted: it.budgeted,
            rates: it.rates.iter().map(Into::into).collect(),
            expenses: it.expenses.iter().map(Into::into).collect(),
            host_pays: HostPaysWire {
                lodging: it.host_pays.lodging,
                meals: it.host_pays.meals,
                transport: it.host_pays.transport,
                fare: it.host_pays.fare,
            },
            day_rate: it.day_rate,
            nights: it.nights,
            shares: it
                .shares
                .iter()
                .map(|share| ShareWire { payer: share.payer.clone(), percent: share.percent })
                .collect(),
        }
    }
}

impl From<RateWire> for ExchangeRate {
    fn from(it: RateWire) -> Self {
        Self {
            rate: Rate { from: it.from, to: it.to, value: it.value },
            source: it.source,
            date: it.date,
            on: it.on,
        }
    }
}

impl From<&ExchangeRate> for RateWire {
    fn from(it: &ExchangeRate) -> Self {
        Self {
            from: it.rate.from,
            to: it.rate.to,
            value: it.rate.value,
            source: it.source,
            date: it.date,
            on: it.on,
        }
    }
}

impl From<ExpenseWire> for Expense {
    fn from(it: ExpenseWire) -> Self {
        Self {
            item: it.item,
            what: it.what,
            price: Money::new(it.minor, it.currency),
            units: it.units,
            persons: it.persons,
            approved: it.approved,
            note: it.note,
        }
    }
}

impl From<&Expense> for ExpenseWire {
    fn from(it: &Expense) -> Self {
        Self {
            item: it.item,
            what: it.what.clone(),
            minor: it.price.minor,
            currency: it.price.currency,
            units: it.units,
            persons: it.persons,
            approved: it.approved,
            note: it.note.clone(),
        }
    }
}
