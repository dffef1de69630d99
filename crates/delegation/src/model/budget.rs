//! What the trip will cost, line by line, in its own currency and in yuan.

use kernel::{Money, Said, codes};

codes! {
    /// The six cost items (费用科目) of 财行〔2013〕516号.
    pub enum CostItem {
        /// 国际旅费: exit port to entry port.
        Fare = "fare" "国际旅费" "international fare",
        /// 国外城市间交通费: between planned cities abroad.
        Intercity = "intercity" "国外城市间交通费" "transport between cities abroad",
        /// 住宿费: actual, up to the city's cap.
        Lodging = "lodging" "住宿费" "lodging",
        /// 伙食费: fixed per day.
        Meals = "meals" "伙食费" "meals",
        /// 公杂费: fixed per day.
        Incidentals = "incidentals" "公杂费" "incidentals",
        /// 其他费用: visa, insurance, registration.
        Other = "other" "其他费用" "other costs",
    }
}

codes! {
    /// How an item is paid out (报销方式).
    pub enum Mode {
        /// 据实报销
        Actual = "actual" "据实报销" "actual",
        /// 定额包干
        Fixed = "fixed" "定额包干" "fixed sum",
    }
}

/// One line of the budget (预算明细).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which item it belongs to.
    pub item: CostItem,
    /// How it is paid out.
    pub mode: Mode,
    /// What it is, in words: `圣保罗`, `经济舱往返`.
    pub what: Said,
    /// Price of one unit for one person.
    pub price: Money,
    /// Persons.
    pub persons: i64,
    /// Units a person: nights, days, pieces.
    pub units: i64,
    /// `price × persons × units`, in the price's currency.
    pub amount: Money,
    /// The same in yuan, rounded once.
    pub yuan: Money,
    /// Where the standard comes from.
    pub basis: String,
}

/// Something above the standard that must be approved first (须事先报批).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverStandard {
    /// Which item.
    pub item: CostItem,
    /// What, where.
    pub what: Said,
    /// What was quoted.
    pub price: Money,
    /// What the standard allows.
    pub cap: Option<Money>,
    /// Whether it has been approved.
    pub approved: bool,
}

/// The budget of a delegation's staff book (经费预算).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Every line, in the order of the six items.
    pub lines: Vec<Line>,
    /// Persons it is reckoned for.
    pub persons: i64,
    /// Days abroad it is reckoned for.
    pub days: i64,
    /// The sum of all lines in yuan.
    pub total: Money,
    /// What must be approved beforehand.
    pub over: Vec<OverStandard>,
    /// Who bears what, adding up to the total to the fen.
    pub shares: Vec<(String, Money)>,
}
