//! What was spent, and the paper that proves it.

use jiff::civil::Date;
use kernel::{Country, FileKind, Id, Money, codes};

use super::super::CostItem;

/// The id of a receipt.
pub type ReceiptId = Id<Receipt>;

/// A file that proves something (附件). The bytes lie elsewhere, by digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
    /// What its owner calls it.
    pub name: String,
    /// What its bytes show it to be.
    pub kind: FileKind,
}

codes! {
    /// Whose book money belongs to: the limits count the staff only (经费归属).
    pub enum Book {
        /// 因公团组人员
        Staff = "staff" "因公团组" "staff party",
        /// 学生
        Students = "students" "学生" "students",
    }
}

codes! {
    /// What money was spent on: one of the six items, or something outside them
    /// (支出用途).
    pub enum Spending {
        /// 国际旅费
        Fare = "fare" "国际旅费" "international fare",
        /// 国外城市间交通费
        Intercity = "intercity" "国外城市间交通费" "transport between cities abroad",
        /// 住宿费
        Lodging = "lodging" "住宿费" "lodging",
        /// 伙食费: a fixed sum, so no receipt is paid
        Meals = "meals" "伙食费" "meals",
        /// 公杂费: likewise
        Incidentals = "incidentals" "公杂费" "incidentals",
        /// 其他费用
        Other = "other" "其他费用" "other costs",
        /// 宴请
        Banquet = "banquet" "宴请" "banquet",
        /// 礼品
        Gift = "gift" "礼品" "gift",
        /// 不属六项的支出
        Beyond = "beyond" "六项以外支出" "outside the six items",
    }
}

impl Spending {
    /// The cost item its recognised part counts under.
    pub const fn item(self) -> CostItem {
        match self {
            Self::Fare => CostItem::Fare,
            Self::Intercity => CostItem::Intercity,
            Self::Lodging => CostItem::Lodging,
            Self::Meals => CostItem::Meals,
            Self::Incidentals => CostItem::Incidentals,
            Self::Other | Self::Banquet | Self::Gift | Self::Beyond => CostItem::Other,
        }
    }
}

/// How many slept how long, on a hotel's bill (住宿人数和晚数).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lodged {
    /// Nights, at least one.
    pub nights: i64,
    /// Persons, at least one.
    pub persons: i64,
}

/// Something that was paid, with its voucher (票据).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its id.
    pub id: ReceiptId,
    /// The day it was spent for: of the flight, the first night, the fee.
    pub on: Date,
    /// The day it was paid, whose rate it takes.
    pub paid: Date,
    /// What for.
    pub spending: Spending,
    /// The same in words: `圣保罗酒店`, `签证费`.
    pub what: String,
    /// How much; more than nothing.
    pub amount: Money,
    /// Who paid and is paid back; `None` = the school paid the seller itself.
    pub who: Option<String>,
    /// Which book it belongs to.
    pub book: Book,
    /// Where; `CN` at home.
    pub country: Country,
    /// Which city, or cities joined by `—`.
    pub city: String,
    /// For lodging, how many slept how long.
    pub lodged: Option<Lodged>,
    /// The foreign airline that issued the ticket; empty = a Chinese one.
    pub foreign_carrier: String,
    /// What approved it beforehand: number or title of the paper; may be empty.
    pub approval: String,
    /// The voucher.
    pub attachment: Option<Attachment>,
    /// Anything to add; may be empty.
    pub note: String,
}
