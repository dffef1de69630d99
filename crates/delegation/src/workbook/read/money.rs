//! 经费: rates, prices and shares.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{Currency, Decimal, Money, Rate, Said};

use crate::model::{CostItem, ExchangeRate, Expense, RateDate, RateSource, Share};
use crate::workbook::fault::Faults;
use crate::workbook::grid::{Cells, Filed, Found};
use crate::workbook::sections::money as on;
use crate::workbook::values::{self, Wrong};

type Known = (Vec<ExchangeRate>, Vec<Expense>, Vec<Share>);

pub(super) fn money(found: &[Found<'_>], faults: &mut Faults) -> Result<Known, Filed> {
    let rates = super::records(found, &on::RATES, faults, rate);
    let expenses = super::records(found, &on::PRICES, faults, expense);
    let shares = super::records(found, &on::SHARES, faults, share);
    if let Some(table) = super::section(found, &on::RATES) {
        one_rate_each(table, faults);
    }
    if let (Some(table), Ok(shares)) = (super::section(found, &on::SHARES), &shares) {
        whole(table, shares, faults);
    }
    Ok((rates?, expenses?, shares?))
}

fn rate(cells: &mut Cells<'_>) -> Result<ExchangeRate, Filed> {
    let from = cells.need(&on::CURRENCY, values::code::<Currency>);
    let value = cells.need(&on::RATE, positive);
    let source = cells.need(&on::SOURCE, values::code::<RateSource>);
    let date: Result<Date, Filed> = cells.need(&on::RATE_DAY, values::day);
    let day = cells.need(&on::ON, values::code::<RateDate>);
    if from == Ok(Currency::Cny) {
        let says = Said::new("人民币不必写汇率；请删去本行", "yuan need no rate; delete the row");
        return Err(cells.wrong(&on::CURRENCY, &says));
    }
    let rate = Rate { from: from?, to: Currency::Cny, value: value? };
    Ok(ExchangeRate { rate, source: source?, date: date?, on: day? })
}

fn positive(written: &str) -> Result<Decimal, Wrong> {
    let value = values::decimal(written)?;
    if value > Decimal::ZERO {
        return Ok(value);
    }
    Err(Said::new(format!("“{written}”应大于0"), format!("“{written}” must be above zero")))
}

fn expense(cells: &mut Cells<'_>) -> Result<Expense, Filed> {
    let item = cells.need(&on::ITEM, values::code::<CostItem>);
    let what = cells.text(&on::WHAT);
    let currency = cells.need(&on::CURRENCY, values::code::<Currency>);
    let price = cells.need(&on::PRICE, values::text);
    let price = price.and_then(|written| amount(cells, &written, currency?));
    let units = cells.need(&on::UNITS, values::count);
    let persons = cells.may(&on::PERSONS, values::count);
    let approved = cells.may(&on::APPROVED, values::yes);
    let note = cells.text(&on::NOTE);
    Ok(Expense {
        item: item?,
        what: what?,
        price: price?,
        units: units?,
        persons: persons?,
        approved: approved?.unwrap_or(false),
        note: note?,
    })
}

fn amount(cells: &mut Cells<'_>, written: &str, currency: Currency) -> Result<Money, Filed> {
    let wrong = match Money::parse(written, currency) {
        Ok(money) if money.minor >= 0 => return Ok(money),
        Ok(_) => Said::new("金额不能为负数", "an amount cannot be negative"),
        Err(unreadable) => Said::new(
            unreadable.to_string(),
            format!("“{written}” is no amount in {}; write it like 1234.50", currency.words().en),
        ),
    };
    Err(cells.wrong(&on::PRICE, &wrong))
}

fn share(cells: &mut Cells<'_>) -> Result<Share, Filed> {
    let payer = cells.text(&on::PAYER);
    let percent = cells.need(&on::PERCENT, positive);
    Ok(Share { payer: payer?, percent: percent? })
}

fn one_rate_each(table: &Found<'_>, faults: &mut Faults) {
    let mut known = BTreeSet::new();
    for row in &table.rows {
        if let Ok(currency) = values::code::<Currency>(row.says(&on::CURRENCY))
            && !known.insert(currency)
        {
            let zh = currency.words().zh;
            faults.stop(
                row.at(&on::CURRENCY),
                format!("{zh}的汇率写了两次；请只留一行"),
                format!("{currency} has two rates; keep one"),
            );
        }
    }
}

/// Shares add up to the whole, or there are none.
fn whole(table: &Found<'_>, shares: &[Share], faults: &mut Faults) {
    let sum = shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(share.percent));
    if !shares.is_empty() && sum != Some(Decimal::ONE_HUNDRED) {
        let sum = sum.map_or_else(|| "过大".to_owned(), |sum| sum.normalize().to_string());
        faults.stop(
            table.column(&on::PERCENT),
            format!("分摊比例合计为{sum}，应为100；请改正各行比例"),
            format!("the shares add up to {sum}, not to 100"),
        );
    }
}
