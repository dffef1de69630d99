//! The foreign money the budget asks for (用汇), currency by currency: never
//! summed over two currencies but in yuan.

use documents::{Fact, record};
use kernel::{Currency, Money, in_capitals};

use super::budget::{amount, rate};
use super::{Subject, budget};
use crate::model::{CostItem, Line};

pub(super) fn exchange(subject: &Subject<'_>) -> Fact {
    let lines: Vec<&Line> =
        subject.budget.lines.iter().filter(|line| line.price.currency != Currency::Cny).collect();
    let yuan = sum(lines.iter().map(|line| line.yuan), Currency::Cny);
    let sheet = |line: &&Line| budget::sheet(line, &subject.delegation.funding.rates);
    let currencies = Currency::ALL.iter().filter_map(|currency| of_currency(subject, &lines, *currency));
    record! {
        currencies: currencies.collect::<Vec<_>>(),
        rows: lines.iter().map(|line| row(line)).collect::<Vec<_>>(),
        yuan: yuan.map(Money::grouped),
        yuan_running: yuan.map(Money::running),
        capitals: yuan.map(|yuan| format!("人民币{}", in_capitals(yuan))),
        sheet: lines.iter().map(sheet).collect::<Vec<_>>(),
        sheet_total: yuan.map_or(0, |yuan| yuan.minor),
    }
}

/// What is asked for in one currency; nothing if nothing is.
fn of_currency(subject: &Subject<'_>, lines: &[&Line], currency: Currency) -> Option<Fact> {
    let mut own = lines.iter().filter(|line| line.price.currency == currency).peekable();
    own.peek()?;
    let own: Vec<&&Line> = own.collect();
    let total = sum(own.iter().map(|line| line.amount), currency);
    Some(record! {
        name: currency.words().zh,
        code: currency.code(),
        total: total.map(Money::grouped),
        total_running: total.map(amount),
        yuan: sum(own.iter().map(|line| line.yuan), Currency::Cny).map(Money::grouped),
        rate: subject.delegation.funding.rate(currency).map(rate),
    })
}

fn row(line: &Line) -> Fact {
    let purpose = match line.item {
        CostItem::Other => line.what.zh.clone(),
        item if line.what.zh.is_empty() => item.words().zh.to_owned(),
        item => format!("{}（{}）", item.words().zh, line.what.zh),
    };
    record! {
        purpose: purpose,
        currency: line.price.currency.words().zh,
        price: line.price.grouped(),
        persons: line.persons.to_string(),
        units: line.units.to_string(),
        amount: line.amount.grouped(),
        yuan: line.yuan.grouped(),
    }
}

/// The sum of amounts of one currency.
fn sum(mut amounts: impl Iterator<Item = Money>, currency: Currency) -> Option<Money> {
    amounts.try_fold(Money::zero(currency), Money::plus)
}
