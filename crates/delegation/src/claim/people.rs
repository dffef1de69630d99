//! What each person is owed or owes. Fixed sums belong to those who travelled, in
//! equal parts; the fen that do not divide go to the first named.

use kernel::{Currency, Money};

use crate::model::Line;
use crate::model::settlement::{Balance, ClaimLine, Receipt};

/// A receipt that a person paid: whose, and how much of it is recognised.
pub(super) fn paid<'a>((receipt, line): (&&'a Receipt, &ClaimLine)) -> Option<(&'a str, Money)> {
    receipt.who.as_deref().map(|who| (who, line.recognised))
}

/// Everybody's account: those who travelled in their order, then others who paid
/// or were advanced something.
pub(super) fn balances(
    people: &[String],
    paid: &[(&str, Money)],
    fixed: &[Line],
    advances: &[(&str, Money)],
) -> Vec<Balance> {
    let mut names: Vec<&str> = people.iter().map(String::as_str).collect();
    for (who, _) in paid.iter().chain(advances) {
        if !names.contains(who) {
            names.push(who);
        }
    }
    let of = |entries: &[(&str, Money)], name: &str| {
        let own = entries.iter().filter(|(who, _)| *who == name).map(|(_, amount)| amount.minor);
        Money::new(own.sum(), Currency::Cny)
    };
    let pool: i64 = fixed.iter().map(|line| line.yuan.minor).sum();
    let parts = i64::try_from(people.len()).unwrap_or(i64::MAX).max(1);
    let balance = |(index, name): (usize, &&str)| {
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        let part = if index < parts { pool / parts + i64::from(index < pool % parts) } else { 0 };
        Balance {
            who: (*name).to_owned(),
            receipts: of(paid, name),
            fixed: Money::new(part, Currency::Cny),
            advance: of(advances, name),
        }
    };
    names.iter().enumerate().map(balance).collect()
}
