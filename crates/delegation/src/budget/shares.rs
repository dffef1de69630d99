//! Who bears what (费用分摊): per cent of the total, to the fen, by the largest
//! remainder, so that the shares always add up to the total.

use kernel::{Currency, Decimal, Money};

use super::BudgetFault;
use crate::model::Share;

/// The shares of a total; none if the source bears it all.
pub(crate) fn shares(total: Money, shares: &[Share]) -> Result<Vec<(String, Money)>, BudgetFault> {
    if shares.is_empty() {
        return Ok(Vec::new());
    }
    let sum = shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(share.percent));
    let fits = shares.iter().all(|share| share.percent >= Decimal::ZERO);
    if sum != Some(Decimal::ONE_HUNDRED) || !fits {
        let sum = sum.map_or_else(|| "过大的数".to_owned(), |sum| sum.normalize().to_string());
        return Err(BudgetFault::Shares(sum));
    }
    let exact = |share: &Share| Decimal::from(total.minor) * share.percent / Decimal::ONE_HUNDRED;
    let mut parts: Vec<(i64, Decimal)> = Vec::new();
    for share in shares {
        let exact = exact(share);
        let whole = i64::try_from(exact.floor()).map_err(|_| BudgetFault::Shares("过大的数".to_owned()))?;
        parts.push((whole, exact.fract()));
    }
    let left = total.minor - parts.iter().map(|(whole, _)| whole).sum::<i64>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    // The largest remainder first; among equals the one named first.
    order.sort_by(|a, b| {
        let rest = |index: &usize| parts.get(*index).map(|(_, rest)| *rest);
        rest(b).cmp(&rest(a)).then(a.cmp(b))
    });
    let lucky: Vec<usize> = order.into_iter().take(usize::try_from(left).unwrap_or(0)).collect();
    let share = |(index, share): (usize, &Share)| {
        let whole = parts.get(index).map_or(0, |(whole, _)| *whole);
        let fen = whole + i64::from(lucky.contains(&index));
        (share.payer.clone(), Money::new(fen, Currency::Cny))
    };
    Ok(shares.iter().enumerate().map(share).collect())
}
