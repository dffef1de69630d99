//! Figures of the money that instruments leave to each school (经费口径).

use kernel::{Decimal, Money};

use crate::rulebook::Confidence;

/// A share with its source (比例及依据).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The part of the whole, `0` to `1`.
    pub value: Decimal,
    /// The instrument.
    pub basis: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// What a reader should know besides.
    pub note: String,
}

/// A sum of yuan with its source (起点金额及依据).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The sum.
    pub amount: Money,
    /// The instrument.
    pub basis: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// What a reader should know besides.
    pub note: String,
}

/// How the money is reckoned (经费口径).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyFigures {
    /// What remains of 公杂费 when the host gives transport.
    pub misc_with_host_transport: Part,
    /// What part of a person's meals for a day a banquet may cost each guest.
    pub banquet_of_meals: Part,
    /// From which sum on the payment itself is to be proved.
    pub payment_proved_from: Threshold,
}
