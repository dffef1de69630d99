//! What was advanced and spent, as JSON.

mod claim;

use jiff::civil::Date;
use kernel::{Country, Currency, Decimal, FileKind, Money, Rate};
use serde::{Deserialize, Serialize};

use super::coded;
use crate::model::settlement::{
    Advance, AdvanceId, Attachment, Book, Enclosure, Lodged, PackPaper, Quote, RateRule, Receipt, ReceiptId,
    Settlement, Spending,
};
use crate::model::{RateDate, RateSource};
use claim::PostedWire;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettlementWire {
    rule: Option<RuleWire>,
    quotes: Vec<QuoteWire>,
    advances: Vec<AdvanceWire>,
    receipts: Vec<ReceiptWire>,
    enclosures: Vec<EnclosureWire>,
    posted: Option<PostedWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleWire {
    #[serde(with = "coded")]
    source: RateSource,
    #[serde(with = "coded")]
    on: RateDate,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuoteWire {
    #[serde(with = "coded")]
    from: Currency,
    #[serde(with = "coded")]
    value: Decimal,
    #[serde(with = "coded")]
    source: RateSource,
    #[serde(with = "coded")]
    on: Date,
    evidence: Option<AttachmentWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdvanceWire {
    #[serde(with = "coded")]
    id: AdvanceId,
    #[serde(with = "coded")]
    on: Date,
    to: String,
    amount: MoneyWire,
    #[serde(with = "coded")]
    book: Book,
    note: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReceiptWire {
    #[serde(with = "coded")]
    id: ReceiptId,
    #[serde(with = "coded")]
    on: Date,
    #[serde(with = "coded")]
    paid: Date,
    #[serde(with = "coded")]
    spending: Spending,
    what: String,
    amount: MoneyWire,
    who: Option<String>,
    #[serde(with = "coded")]
    book: Book,
    #[serde(with = "coded")]
    country: Country,
    city: String,
    lodged: Option<LodgedWire>,
    foreign_carrier: String,
    approval: String,
    attachment: Option<AttachmentWire>,
    note: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LodgedWire {
    nights: i64,
    persons: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EnclosureWire {
    #[serde(with = "coded")]
    paper: PackPaper,
    attachment: AttachmentWire,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AttachmentWire {
    digest: String,
    name: String,
    #[serde(with = "coded")]
    kind: FileKind,
}

/// An amount as minor units and their currency.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyWire {
    minor: i64,
    #[serde(with = "coded")]
    currency: Currency,
}

impl From<SettlementWire> for Settlement {
    fn from(it: SettlementWire) -> Self {
        Self {
            rule: it.rule.map(|rule| RateRule { source: rule.source, on: rule.on }),
            quotes: it.quotes.into_iter().map(Into::into).collect(),
            advances: it.advances.into_iter().map(Into::into).collect(),
            receipts: it.receipts.into_iter().map(Into::into).collect(),
            enclosures: it
                .enclosures
                .into_iter()
                .map(|it| Enclosure { paper: it.paper, attachment: it.attachment.into() })
                .collect(),
            posted: it.posted.map(Into::into),
        }
    }
}

impl From<&Settlement> for SettlementWire {
    fn from(it: &Settlement) -> Self {
        Self {
            rule: it.rule.map(|rule| RuleWire { source: rule.source, on: rule.on }),
            quotes: it.quotes.iter().map(Into::into).collect(),
            advances: it.advances.iter().map(Into::into).collect(),
            receipts: it.receipts.iter().map(Into::into).collect(),
            enclosures: it
                .enclosures
                .iter()
                .map(|it| EnclosureWire { paper: it.paper, attachment: (&it.attachment).into() })
                .collect(),
            posted: it.posted.as_ref().map(Into::into),
        }
    }
}

impl From<QuoteWire> for Quote {
    fn from(it: QuoteWire) -> Self {
        let rate = Rate { from: it.from, to: Currency::Cny, value: it.value };
        Self { rate, source: it.source, on: it.on, evidence: it.evidence.map(Into::into) }
    }
}

impl From<&Quote> for QuoteWire {
    fn from(it: &Quote) -> Self {
        Self {
            from: it.rate.from,
            value: it.rate.value,
            source: it.source,
            on: it.on,
            evidence: it.evidence.as_ref().map(Into::into),
        }
    }
}

impl From<AdvanceWire> for Advance {
    fn from(it: AdvanceWire) -> Self {
        Self { id: it.id, on: it.on, to: it.to, amount: it.amount.into(), book: it.book, note: it.note }
    }
}

impl From<&Advance> for AdvanceWire {
    fn from(it: &Advance) -> Self {
        Self {
            id: it.id,
            on: it.on,
            to: it.to.clone(),
            amount: it.amount.into(),
            book: it.book,
            note: it.note.clone(),
        }
    }
}

impl From<ReceiptWire> for Receipt {
    fn from(it: ReceiptWire) -> Self {
        Self {
            id: it.id,
            on: it.on,
            paid: it.paid,
            spending: it.spending,
            what: it.what,
            amount: it.amount.into(),
            who: it.who,
            book: it.book,
            country: it.country,
            city: it.city,
            lodged: it.lodged.map(|it| Lodged { nights: it.nights, persons: it.persons }),
            foreign_carrier: it.foreign_carrier,
            approval: it.approval,
            attachment: it.attachment.map(Into::into),
            note: it.note,
        }
    }
}

impl From<&Receipt> for ReceiptWire {
    fn from(it: &Receipt) -> Self {
        Self {
            id: it.id,
            on: it.on,
            paid: it.paid,
            spending: it.spending,
            what: it.what.clone(),
            amount: it.amount.into(),
            who: it.who.clone(),
            book: it.book,
            country: it.country,
            city: it.city.clone(),
            lodged: it.lodged.map(|it| LodgedWire { nights: it.nights, persons: it.persons }),
            foreign_carrier: it.foreign_carrier.clone(),
            approval: it.approval.clone(),
            attachment: it.attachment.as_ref().map(Into::into),
            note: it.note.clone(),
        }
    }
}

impl From<AttachmentWire> for Attachment {
    fn from(it: AttachmentWire) -> Self {
        Self { digest: it.digest, name: it.name, kind: it.kind }
    }
}

impl From<&Attachment> for AttachmentWire {
    fn from(it: &Attachment) -> Self {
        Self { digest: it.digest.clone(), name: it.name.clone(), kind: it.kind }
    }
}

impl From<MoneyWire> for Money {
    fn from(it: MoneyWire) -> Self {
        Self::new(it.minor, it.currency)
    }
}

impl From<Money> for MoneyWire {
    fn from(it: Money) -> Self {
        Self { minor: it.minor, currency: it.currency }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settlement_is_read_back_as_it_was_written() {
        let settlement = crate::claim::tests::posted();
        assert!(settlement.posted.is_some());
        let json = serde_json::to_string(&SettlementWire::from(&settlement)).unwrap();
        let read: SettlementWire = serde_json::from_str(&json).unwrap();
        assert_eq!(Settlement::from(read), settlement);
    }
}
