//! A posted claim as JSON: every figure as it was, nothing to reckon again.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Currency, Decimal, Money, Said};
use serde::{Deserialize, Serialize};

use super::super::coded;
use super::MoneyWire;
use crate::model::settlement::{Balance, Book, Claim, ClaimLine, Posted, RateUsed, ReceiptId, Refused};
use crate::model::{CostItem, Line, Mode, RateSource};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostedWire {
    staff: ClaimWire,
    students: Option<ClaimWire>,
    by: String,
    #[serde(with = "coded")]
    at: Timestamp,
}

/// Sums without a currency of their own are fen.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimWire {
    #[serde(with = "coded")]
    book: Book,
    #[serde(with = "coded")]
    on: Date,
    persons: i64,
    days: i64,
    lines: Vec<LineWire>,
    fixed: Vec<FixedWire>,
    total: i64,
    by_school: i64,
    advance: i64,
    people: Vec<BalanceWire>,
    shares: Vec<ShareWire>,
    rates: Vec<RateUsedWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineWire {
    #[serde(with = "coded")]
    receipt: ReceiptId,
    yuan: i64,
    #[serde(with = "coded::option")]
    rate: Option<Decimal>,
    recognised: i64,
    refused: Vec<RefusedWire>,
    remarks: Vec<SaidWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RefusedWire {
    code: String,
    amount: i64,
    said: SaidWire,
    basis: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidWire {
    zh: String,
    en: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FixedWire {
    #[serde(with = "coded")]
    item: CostItem,
    what: SaidWire,
    price: MoneyWire,
    persons: i64,
    units: i64,
    amount: MoneyWire,
    yuan: i64,
    basis: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BalanceWire {
    who: String,
    receipts: i64,
    fixed: i64,
    advance: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareWire {
    payer: String,
    yuan: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RateUsedWire {
    #[serde(with = "coded")]
    currency: Currency,
    #[serde(with = "coded")]
    value: Decimal,
    #[serde(with = "coded")]
    on: Date,
    #[serde(with = "coded")]
    source: RateSource,
    evidence: Option<String>,
}

const fn fen(minor: i64) -> Money {
    Money::new(minor, Currency::Cny)
}

impl From<PostedWire> for Posted {
    fn from(it: PostedWire) -> Self {
        Self { staff: it.staff.into(), students: it.students.map(Into::into), by: it.by, at: it.at }
    }
}

impl From<&Posted> for PostedWire {
    fn from(it: &Posted) -> Self {
        Self {
            staff: (&it.staff).into(),
            students: it.students.as_ref().map(Into::into),
            by: it.by.clone(),
            at: it.at,
        }
    }
}

impl From<ClaimWire> for Claim {
    fn from(it: ClaimWire) -> Self {
        Self {
            book: it.book,
            on: it.on,
            persons: it.persons,
            days: it.days,
            lines: it.lines.into_iter().map(Into::into).collect(),
            fixed: it.fixed.into_iter().map(Into::into).collect(),
            total: fen(it.total),
            by_school: fen(it.by_school),
            advance: fen(it.advance),
            people: it.people.into_iter().map(Into::into).collect(),
            shares: it.shares.into_iter().map(|share| (share.payer, fen(share.yuan))).collect(),
            rates: it.rates.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&Claim> for ClaimWire {
    fn from(it: &Claim) -> Self {
        let share = |(payer, yuan): &(String, Money)| ShareWire { payer: payer.clone(), yuan: yuan.minor };
        Self {
            book: it.book,
            on: it.on,
            persons: it.persons,
            days: it.days,
            lines: it.lines.iter().map(Into::into).collect(),
            fixed: it.fixed.iter().map(Into::into).collect(),
            total: it.total.minor,
            by_school: it.by_school.minor,
            advance: it.advance.minor,
            people: it.people.iter().map(Into::into).collect(),
            shares: it.shares.iter().map(share).collect(),
            rates: it.rates.iter().map(Into::into).collect(),
        }
    }
}

impl From<LineWire> for ClaimLine {
    fn from(it: LineWire) -> Self {
        let refused = |it: RefusedWire| Refused {
            code: it.code,
            amount: fen(it.amount),
            said: it.said.into(),
            basis: it.basis,
        };
        Self {
            receipt: it.receipt,
            yuan: fen(it.yuan),
            rate: it.rate,
            recognised: fen(it.recognised),
            refused: it.refused.into_iter().map(refused).collect(),
            remarks: it.remarks.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&ClaimLine> for LineWire {
    fn from(it: &ClaimLine) -> Self {
        let refused = |it: &Refused| RefusedWire {
            code: it.code.clone(),
            amount: it.amount.minor,
            said: (&it.said).into(),
            basis: it.basis.clone(),
        };
        Self {
            receipt: it.receipt,
            yuan: it.yuan.minor,
            rate: it.rate,
            recognised: it.recognised.minor,
            refused: it.refused.iter().map(refused).collect(),
            remarks: it.remarks.iter().map(Into::into).collect(),
        }
    }
}

impl From<SaidWire> for Said {
    fn from(it: SaidWire) -> Self {
        Self { zh: it.zh, en: it.en }
    }
}

impl From<&Said> for SaidWire {
    fn from(it: &Said) -> Self {
        Self { zh: it.zh.clone(), en: it.en.clone() }
    }
}

/// Only what is paid as a fixed sum stands here.
impl From<FixedWire> for Line {
    fn from(it: FixedWire) -> Self {
        Self {
            item: it.item,
            mode: Mode::Fixed,
            what: it.what.into(),
            price: it.price.into(),
            persons: it.persons,
            units: it.units,
            amount: it.amount.into(),
            yuan: fen(it.yuan),
            basis: it.basis,
        }
    }
}

impl From<&Line> for FixedWire {
    fn from(it: &Line) -> Self {
        Self {
            item: it.item,
            what: (&it.what).into(),
            price: it.price.into(),
            persons: it.persons,
            units: it.units,
            amount: it.amount.into(),
            yuan: it.yuan.minor,
            basis: it.basis.clone(),
        }
    }
}

impl From<BalanceWire> for Balance {
    fn from(it: BalanceWire) -> Self {
        Self { who: it.who, receipts: fen(it.receipts), fixed: fen(it.fixed), advance: fen(it.advance) }
    }
}

impl From<&Balance> for BalanceWire {
    fn from(it: &Balance) -> Self {
        Self {
            who: it.who.clone(),
            receipts: it.receipts.minor,
            fixed: it.fixed.minor,
            advance: it.advance.minor,
        }
    }
}

impl From<RateUsedWire> for RateUsed {
    fn from(it: RateUsedWire) -> Self {
        Self { currency: it.currency, value: it.value, on: it.on, source: it.source, evidence: it.evidence }
    }
}

impl From<&RateUsed> for RateUsedWire {
    fn from(it: &RateUsed) -> Self {
        Self {
            currency: it.currency,
            value: it.value,
            on: it.on,
            source: it.source,
            evidence: it.evidence.clone(),
        }
    }
}
