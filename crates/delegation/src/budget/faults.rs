//! What keeps a budget from being reckoned, told as what to fill in.

use kernel::Currency;

use crate::model::CostItem;

/// Something missing or wrong in the money of a trip (经费填报缺项).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum BudgetFault {
    /// The itinerary lacks a border day.
    #[error("日程没有完整的出境日和入境日，无法计算包干天数；请在“日程安排”的“出入境”列填写出境、入境")]
    NoBorderDays,
    /// Nobody of the book travels.
    #[error("名单中没有要测算经费的人员；请在“人员名单”填写")]
    Nobody,
    /// No place of the trip is known.
    #[error("日程没有住宿地，也没有境外活动地，查不到伙食费、公杂费标准；请在“日程安排”填写“当晚住宿”")]
    NoPlace,
    /// No international fare is quoted.
    #[error("缺国际旅费报价；请在“经费”的“价格”中填写一行“国际旅费”，例如“经济舱往返”")]
    NoFare,
    /// A rate is missing from the per-diem table.
    #[error("{0}")]
    NoRate(String),
    /// An exchange rate is missing.
    #[error("缺{zh}的汇率；请在“经费”的“汇率”中填写1{zh}折合多少元人民币、来源和日期", zh = .0.words().zh)]
    NoExchangeRate(Currency),
    /// A price, a number or a count of persons makes no sense.
    #[error("{}“{what}”的单价、每人数量或人数不对；单价不能为负，数量和人数至少为1", .item.words().zh)]
    NoAmount {
        /// Which item.
        item: CostItem,
        /// Which line.
        what: String,
    },
    /// A lodging price for a city nobody sleeps in.
    #[error("住宿费填写了“{0}”，但日程中没有在那里过夜；请核对“经费”的城市名或“日程安排”的“当晚住宿”")]
    LodgingElsewhere(String),
    /// Prices for more persons than travel.
    #[error("住宿费“{city}”填写了{priced}人，多于{persons}人；请核对“经费”的人数")]
    TooManyBeds {
        /// Which city.
        city: String,
        /// Persons priced.
        priced: i64,
        /// Persons there are.
        persons: i64,
    },
    /// Shares do not make a whole.
    #[error("分摊比例合计为{0}，应为100；请改正“经费”的“分摊”")]
    Shares(String),
    /// A sum beyond all reason.
    #[error("{}“{what}”金额过大，无法计算；请核对单价和数量", .item.words().zh)]
    TooMuch {
        /// Which item.
        item: CostItem,
        /// Which line.
        what: String,
    },
}
