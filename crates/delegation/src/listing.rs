//! What a list of delegations is asked for, and what it shows: one line a party,
//! from columns, never from the whole.

pub mod export;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Currency, Money, Stay, codes};
use people::model::SchoolId;
use season::model::StopId;

use crate::model::DelegationId;
use crate::model::life::Phase;

/// Lines of one page.
pub const PAGE: i64 = 50;

/// Lines of an export: more than a season of every college has.
pub const MOST: i64 = 20_000;

codes! {
    /// What a list is ordered by (排序).
    pub enum Order {
        /// The day of departure, the next first.
        Departs = "departs" "出境日" "day of departure",
        /// What was changed last.
        Changed = "changed" "最近改动" "last changed",
        /// The dearest first.
        Total = "total" "预算合计" "budget",
    }
}

/// What is asked for (筛选).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Only those that have got so far.
    pub phase: Option<Phase>,
    /// Only those to this stop.
    pub stop: Option<StopId>,
    /// Words of the party's name or of its people's.
    pub words: String,
    /// In which order.
    pub order: Order,
    /// After which line; `None` = from the beginning.
    pub after: Option<After>,
    /// How many lines.
    pub most: i64,
}

/// The last line of the page before (翻页位置): what it is ordered by, and which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The value of the order's column.
    pub key: String,
    /// The delegation.
    pub id: String,
}

/// One line of the list (一览).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which delegation.
    pub id: DelegationId,
    /// Whose.
    pub school: SchoolId,
    /// The school's name.
    pub school_name: String,
    /// Where it goes.
    pub stop: StopId,
    /// 团组名称.
    pub name: String,
    /// 团长; empty while nobody is named.
    pub head: String,
    /// Days between the stamps, if the itinerary has both.
    pub stay: Option<Stay>,
    /// The day of departure, if there is one.
    pub departs: Option<Date>,
    /// Staff who travel.
    pub staff: i64,
    /// Students who travel.
    pub students: i64,
    /// The staff budget; `None` while it cannot be reckoned.
    pub total: Option<Money>,
    /// How far it has got.
    pub phase: Phase,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The lines.
    pub entries: Vec<Entry>,
    /// Where the next page begins, if there is one.
    pub next: Option<After>,
    /// How many parties have got how far, whatever is asked for.
    pub phases: Vec<(Phase, i64)>,
}

impl Entry {
    /// Where a page that ends with this line leaves off.
    pub fn place(&self, order: Order) -> After {
        let key = match order {
            Order::Departs => self.departs.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string()),
            Order::Changed => self.changed.to_string(),
            Order::Total => self.total.map_or(NO_TOTAL, |total| total.minor).to_string(),
        };
        After { key, id: self.id.to_string() }
    }
}

impl std::fmt::Display for After {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.key, self.id)
    }
}

impl After {
    /// Reads what [`ToString`] wrote; anything else is the beginning.
    pub fn read(text: &str) -> Option<Self> {
        let (key, id) = text.split_once('~')?;
        Some(Self { key: key.to_owned(), id: id.to_owned() })
    }
}

/// Stands for no day, after every day.
pub(crate) const NO_DAY: &str = "9999-12-31";

/// Stands for a budget that cannot be reckoned.
pub(crate) const NO_TOTAL: i64 = -1;

/// A total as a column holds it.
pub(crate) fn total(fen: i64) -> Option<Money> {
    (fen >= 0).then(|| Money::new(fen, Currency::Cny))
}
