//! Prices and rates as a form writes them, read with every fault at its field.

use chassis::web::Fields;
use kernel::{Currency, Decimal, Money, Rate, Said};

use crate::model::{CostItem, ExchangeRate, Expense, Funding};
use crate::operations::plan::Prices;

/// A line of known prices, as texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PriceRow {
    pub(super) item: String,
    pub(super) what: String,
    pub(super) currency: String,
    pub(super) price: String,
    pub(super) units: String,
    pub(super) persons: String,
    pub(super) approved: bool,
    pub(super) note: String,
}

/// A rate, as texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RateRow {
    pub(super) currency: String,
    pub(super) rate: String,
    pub(super) told: Said,
}

/// What is wrong at a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) field: String,
    pub(super) said: Said,
}

/// What is kept, as the form shows it, with some empty lines.
pub(super) fn written(funding: &Funding, spare: usize) -> (Vec<PriceRow>, Vec<RateRow>) {
    let price = |expense: &Expense| PriceRow {
        item: expense.item.code().to_owned(),
        what: expense.what.clone(),
        currency: expense.price.currency.code().to_owned(),
        price: expense.price.plain(),
        units: expense.units.to_string(),
        persons: expense.persons.map(|persons| persons.to_string()).unwrap_or_default(),
        approved: expense.approved,
        note: expense.note.clone(),
    };
    let mut prices: Vec<PriceRow> = funding.expenses.iter().map(price).collect();
    prices.extend(std::iter::repeat_n(PriceRow::default(), spare));
    let rate = |known: &ExchangeRate| RateRow {
        currency: known.rate.from.code().to_owned(),
        rate: known.rate.value.normalize().to_string(),
        told: Said::new(
            format!("{}，{}", known.source.words().zh, known.date),
            format!("{}, {}", known.source.words().en, known.date),
        ),
    };
    (prices, funding.rates.iter().map(rate).collect())
}

/// The lines of prices as they were typed.
pub(super) fn price_rows(fields: &Fields) -> Vec<PriceRow> {
    (0..).map_while(|at| price_row(fields, at)).collect()
}

fn price_row(fields: &Fields, at: usize) -> Option<PriceRow> {
    let text = |name: &str| fields.text(&format!("{name}.{at}")).to_owned();
    fields.iter().any(|(name, _)| name == format!("item.{at}")).then(|| PriceRow {
        item: text("item"),
        what: text("what"),
        currency: text("currency"),
        price: text("price"),
        units: text("units"),
        persons: text("persons"),
        approved: !text("approved").is_empty(),
        note: text("note"),
    })
}

/// The rates as they were typed.
pub(super) fn rate_rows(fields: &Fields) -> Vec<RateRow> {
    let typed = fields.iter().filter_map(|(name, value)| {
        let currency = name.strip_prefix("rate.")?;
        Some(RateRow { currency: currency.to_owned(), rate: value.trim().to_owned(), told: Said::default() })
    });
    typed.collect()
}

/// Reads what was typed over what is kept; all faults at once.
pub(super) fn read(fields: &Fields, kept: &Funding) -> (Prices, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut prices = Prices { rates: kept.rates.clone(), expenses: Vec::new() };
    for typed in rate_rows(fields) {
        let Some(known) = prices.rates.iter_mut().find(|known| known.rate.from.code() == typed.currency)
        else {
            continue;
        };
        match typed.rate.parse::<Decimal>().ok().filter(|rate| *rate > Decimal::ZERO) {
            Some(rate) => known.rate = Rate { value: rate, ..known.rate },
            None => faults.push(Fault {
                field: format!("rate.{}", typed.currency),
                said: Said::new("汇率要大于 0，如 7.0800", "a rate above 0, for instance 7.0800"),
            }),
        }
    }
    for (at, row) in price_rows(fields).iter().enumerate() {
        if row.what.is_empty() && row.price.is_empty() {
            continue;
        }
        if let Some(expense) = expense(row, at, &mut faults) {
            prices.expenses.push(expense);
        }
    }
    (prices, faults)
}

fn expense(row: &PriceRow, at: usize, faults: &mut Vec<Fault>) -> Option<Expense> {
    let mut wrong = |name: &str, zh: &str, en: &str| {
        faults.push(Fault { field: format!("{name}.{at}"), said: Said::new(zh, en) });
    };
    let item = row.item.parse::<CostItem>().ok();
    if item.is_none() {
        wrong("item", "请选择费用科目", "choose a cost item");
    }
    if row.what.is_empty() {
        wrong("what", "写明是什么，如“经济舱往返”；住宿写城市", "say what it is; for lodging, the city");
    }
    let currency = row.currency.parse::<Currency>().ok();
    if currency.is_none() {
        wrong("currency", "请选择币种", "choose a currency");
    }
    let price = currency.and_then(|currency| Money::parse(&row.price, currency).ok());
    let price = price.filter(|price| price.minor >= 0);
    if currency.is_some() && price.is_none() {
        wrong(
            "price",
            "单价是不小于 0 的数，最多两位小数，如 6850.00",
            "a price of 0 or more, for instance 6850.00",
        );
    }
    let count = |text: &str| text.parse::<i64>().ok().filter(|count| *count >= 1);
    let units = if row.units.is_empty() { Some(1) } else { count(&row.units) };
    if units.is_none() {
        wrong("units", "数量是不小于 1 的整数", "a whole number of 1 or more");
    }
    let persons = if row.persons.is_empty() { Some(None) } else { count(&row.persons).map(Some) };
    if persons.is_none() {
        wrong(
            "persons",
            "人数是不小于 1 的整数；全团就空着",
            "a whole number of 1 or more; leave empty for all",
        );
    }
    let what = row.what.clone();
    (!what.is_empty()).then_some(())?;
    Some(Expense {
        item: item?,
        what,
        price: price?,
        units: units?,
        persons: persons?,
        approved: row.approved,
        note: row.note.clone(),
    })
}
