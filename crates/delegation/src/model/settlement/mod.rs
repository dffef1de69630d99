//! The money of a trip that was made (经费决算): what was advanced, what was
//! spent, at which rate, what was recognised, and what is owed to whom. Until the
//! claim is posted everything may be corrected; afterwards nothing changes.

mod bar;
mod claim;
mod pack;
mod receipt;

use jiff::civil::Date;
use kernel::{Currency, Id, Money, Rate};

use super::{Funding, RateDate, RateSource};

pub use bar::{Bar, bars, publicity_missing, stayed_longer};
pub use claim::{Balance, Claim, ClaimLine, Difference, Posted, RateUsed, Refused};
pub use pack::{Enclosure, PackItem, PackPaper, PackState};
pub use receipt::{Attachment, Book, Lodged, Receipt, ReceiptId, Spending};

/// The id of an advance.
pub type AdvanceId = Id<Advance>;

/// The money of a delegation after its approval (经费决算).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Which rate a foreign sum takes, if the office has said so.
    pub rule: Option<RateRule>,
    /// Rates of days, with their evidence.
    pub quotes: Vec<Quote>,
    /// Money handed out before or on the trip.
    pub advances: Vec<Advance>,
    /// What was spent, in the order it was entered.
    pub receipts: Vec<Receipt>,
    /// Papers of the pack that are no receipts.
    pub enclosures: Vec<Enclosure>,
    /// The claim, once it is posted; then all of the above stays as it is.
    pub posted: Option<Posted>,
}

/// Which rate a foreign sum takes (折算口径).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateRule {
    /// Whose rate.
    pub source: RateSource,
    /// Of which day.
    pub on: RateDate,
}

/// A rate of one day with its evidence (当日牌价).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// What one foreign unit is worth in yuan.
    pub rate: Rate,
    /// Who published it.
    pub source: RateSource,
    /// For which day; of a monthly rate, any day of the month.
    pub on: Date,
    /// The print-out.
    pub evidence: Option<Attachment>,
}

/// Money handed out before it is spent (借款、预支).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advance {
    /// Its id.
    pub id: AdvanceId,
    /// When it was handed out.
    pub on: Date,
    /// To whom, by name.
    pub to: String,
    /// How much.
    pub amount: Money,
    /// Which book it belongs to.
    pub book: Book,
    /// Anything to add; may be empty.
    pub note: String,
}

impl Settlement {
    /// The rule in force: the office's own, else the budget's source at the rate
    /// of the day of payment.
    pub fn rule(&self, funding: &Funding) -> RateRule {
        self.rule.unwrap_or_else(|| RateRule {
            source: funding.rates.first().map_or(RateSource::BocSell, |known| known.source),
            on: RateDate::Payment,
        })
    }

    /// The rate of a currency on a day from a source, if it was entered.
    pub fn quote(&self, currency: Currency, day: Date, source: RateSource) -> Option<&Quote> {
        let holds = |quote: &&Quote| {
            quote.source == source && quote.rate.from == currency && is_of(source, quote.on, day)
        };
        self.quotes.iter().find(holds)
    }

    /// Enters a rate; one of the same currency, source and day gives way to it.
    pub fn enter(&mut self, quote: Quote) {
        self.quotes.retain(|earlier| {
            earlier.rate.from != quote.rate.from
                || earlier.source != quote.source
                || !is_of(quote.source, earlier.on, quote.on)
        });
        self.quotes.push(quote);
    }

    /// Every file this settlement refers to, each under a name of its own by what
    /// it proves: `票据/01-住宿费-账单.pdf`.
    pub fn attachments<'a>(&'a self) -> Vec<(String, &'a Attachment)> {
        let receipt = |(number, receipt): (u32, &'a Receipt)| {
            let words = receipt.spending.words().zh;
            Some((format!("票据/{number:02}-{words}"), receipt.attachment.as_ref()?))
        };
        let quote = |quote: &'a Quote| {
            let Quote { on, source, rate, .. } = quote;
            Some((format!("汇率/{on}-{}-{source}", rate.from), quote.evidence.as_ref()?))
        };
        let paper = |(number, it): (u32, &'a Enclosure)| {
            (format!("材料/{number:02}-{}", it.paper.words().zh), &it.attachment)
        };
        let receipts = (1..).zip(&self.receipts).filter_map(receipt);
        let quotes = self.quotes.iter().filter_map(quote);
        let papers = (1..).zip(&self.enclosures).map(paper);
        let named = receipts.chain(quotes).chain(papers);
        named.map(|(place, file)| (format!("{place}-{}", file.name), file)).collect()
    }
}

/// A monthly rate holds for its month, every other for its day.
fn is_of(source: RateSource, quoted: Date, day: Date) -> bool {
    match source {
        RateSource::MofMonthly => quoted.first_of_month() == day.first_of_month(),
        RateSource::BocSell | RateSource::PbocMid => quoted == day,
    }
}
