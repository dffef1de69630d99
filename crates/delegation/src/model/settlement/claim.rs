//! What was recognised of what was spent. A posted claim is kept whole, so that
//! neither a later rate nor a later standard can change a fen of it.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Currency, Decimal, Money, Said};

use super::super::{CostItem, Line, RateSource};
use super::{Book, Receipt, ReceiptId};

/// The claim of one book of a delegation (报销).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Whose book.
    pub book: Book,
    /// The day it was reckoned.
    pub on: Date,
    /// Persons who really travelled.
    pub persons: i64,
    /// Days abroad by the stamps, both counted.
    pub days: i64,
    /// Receipts, by day.
    pub lines: Vec<ClaimLine>,
    /// Fixed sums for the real days, in the six items' order.
    pub fixed: Vec<Line>,
    /// What is recognised, in yuan: receipts and fixed sums.
    pub total: Money,
    /// Of it, what the school paid to the sellers itself.
    pub by_school: Money,
    /// What was advanced, in yuan.
    pub advance: Money,
    /// What each person is owed or owes; adds up to the difference.
    pub people: Vec<Balance>,
    /// Who bears what, adding up to the total to the fen.
    pub shares: Vec<(String, Money)>,
    /// The rates that were used, each once.
    pub rates: Vec<RateUsed>,
}

/// A receipt as the claim recognises it (报销明细).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimLine {
    /// Which receipt.
    pub receipt: ReceiptId,
    /// What it came to in yuan, rounded once.
    pub yuan: Money,
    /// The rate it took; `None` for yuan.
    pub rate: Option<Decimal>,
    /// What is recognised of it.
    pub recognised: Money,
    /// What is not, and why; with the recognised part it makes the whole.
    pub refused: Vec<Refused>,
    /// What whoever signs should see besides.
    pub remarks: Vec<Said>,
}

/// A part that is not recognised (核减), with the rule's reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// A stable code of the reason: `over-cap`.
    pub code: String,
    /// How much, in yuan.
    pub amount: Money,
    /// Why, and what would have been needed.
    pub said: Said,
    /// The instrument.
    pub basis: String,
}

/// A rate that a claim used (所用汇率).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateUsed {
    /// Of which currency.
    pub currency: Currency,
    /// What one unit is worth in yuan.
    pub value: Decimal,
    /// Of which day.
    pub on: Date,
    /// Who published it.
    pub source: RateSource,
    /// The digest of its evidence, if it was handed in.
    pub evidence: Option<String>,
}

/// One person's account of the trip (个人结算).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// Whose, by name.
    pub who: String,
    /// What is recognised of the person's receipts.
    pub receipts: Money,
    /// The person's part of the fixed sums.
    pub fixed: Money,
    /// What the person was advanced.
    pub advance: Money,
}

/// What is left between an advance and a claim (应补、应退).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// So much is to be paid to the person (应补).
    Pay(Money),
    /// So much is to be returned to the school (应退).
    Return(Money),
    /// Nothing.
    Even,
}

/// The claims, as they were posted (入账).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The staff book.
    pub staff: Claim,
    /// The student book, where students travelled.
    pub students: Option<Claim>,
    /// Who posted.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Claim {
    /// What is to be paid or to be returned for the whole book.
    pub fn difference(&self) -> Difference {
        Difference::of(self.total.minor - self.by_school.minor - self.advance.minor)
    }

    /// What is recognised of one item, receipts and fixed sums alike.
    pub fn of_item(&self, item: CostItem, receipts: &[Receipt]) -> Money {
        let spent = |line: &ClaimLine| {
            let receipt = receipts.iter().find(|receipt| receipt.id == line.receipt);
            receipt.is_some_and(|receipt| receipt.spending.item() == item)
        };
        let receipts = self.lines.iter().filter(|line| spent(line)).map(|line| line.recognised.minor);
        let fixed = self.fixed.iter().filter(|line| line.item == item).map(|line| line.yuan.minor);
        Money::new(receipts.chain(fixed).sum(), Currency::Cny)
    }

    /// What is not recognised, in all.
    pub fn refused(&self) -> Money {
        let parts = self.lines.iter().flat_map(|line| &line.refused).map(|part| part.amount.minor);
        Money::new(parts.sum(), Currency::Cny)
    }
}

impl Balance {
    /// What the person is owed or owes.
    pub fn difference(&self) -> Difference {
        Difference::of(self.receipts.minor + self.fixed.minor - self.advance.minor)
    }
}

impl Difference {
    /// Of so many fen that the claim exceeds the advance by.
    pub const fn of(fen: i64) -> Self {
        match fen {
            1.. => Self::Pay(Money::new(fen, Currency::Cny)),
            0 => Self::Even,
            ..0 => Self::Return(Money::new(-fen, Currency::Cny)),
        }
    }

    /// In words: `应补1,200.00元`.
    pub fn said(self) -> Said {
        match self {
            Self::Pay(amount) => {
                Said::new(format!("应补{}元", amount.grouped()), format!("to pay: {}", amount.grouped()))
            }
            Self::Return(amount) => {
                Said::new(format!("应退{}元", amount.grouped()), format!("to return: {}", amount.grouped()))
            }
            Self::Even => Said::new("两清", "even"),
        }
    }
}
