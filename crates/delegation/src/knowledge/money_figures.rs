//! Figures of the money that instruments leave to each school (经费口径).

use kernel::Decimal;

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

/// How the money is reckoned (经费口径).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyFigures {
    /// What remains of 公杂费 when the host gives transport.
    pub misc_with_host_transport: Part,
}
