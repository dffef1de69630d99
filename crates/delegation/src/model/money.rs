//! What is known of prices, rates and payers before the trip.

use jiff::civil::Date;
use kernel::{Currency, Decimal, Money, Rate, codes};

use super::CostItem;

/// Where the money comes from (经费来源) and how it is reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funding {
    /// 经费来源: `学院2026年因公出国（境）经费`.
    pub source: String,
    /// Whether the year's budget holds it (列入年度预算).
    pub budgeted: bool,
    /// The exchange rates used, one per foreign currency.
    pub rates: Vec<ExchangeRate>,
    /// Prices that are known: tickets, hotels, visas, insurance, fees.
    pub expenses: Vec<Expense>,
    /// What the host pays for.
    pub host_pays: HostPays,
    /// Which rate a travel day takes.
    pub day_rate: DayRate,
    /// How lodging is counted.
    pub nights: NightCount,
    /// Who bears it, in per cent; empty = the source bears all.
    pub shares: Vec<Share>,
}

/// A rate with its evidence (汇率及来源).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeRate {
    /// What one foreign unit is worth in yuan.
    pub rate: Rate,
    /// Who published it.
    pub source: RateSource,
    /// The day it was published for.
    pub date: Date,
    /// Why that day.
    pub on: RateDate,
}

codes! {
    /// Who published a rate (汇率来源).
    pub enum RateSource {
        /// 中国银行外汇卖出价
        BocSell = "boc-sell" "中国银行卖出价" "Bank of China selling rate",
        /// 人民银行中间价
        PbocMid = "pboc-mid" "人民银行中间价" "PBOC central parity",
        /// 财政部月度折算率
        MofMonthly = "mof-monthly" "财政部月度折算率" "Ministry of Finance monthly rate",
    }
}

codes! {
    /// The day whose rate is taken (汇率日期).
    pub enum RateDate {
        /// 编制预算日
        Budget = "budget" "编制预算日" "day of the budget",
        /// 出境日
        Departure = "departure" "出境日" "day of departure",
        /// 付款日
        Payment = "payment" "付款日" "day of payment",
        /// 报销日
        Reimbursement = "reimbursement" "报销日" "day of the claim",
    }
}

/// A price that is known or quoted (已知价格).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expense {
    /// Which of the cost items it belongs to.
    pub item: CostItem,
    /// What it is: `经济舱往返`, `圣保罗`, `签证费`. For lodging: the city.
    pub what: String,
    /// Price of one unit: a ticket, a night, a policy.
    pub price: Money,
    /// Units per person; ignored for lodging, whose nights the itinerary has.
    pub units: i64,
    /// For how many persons; `None` = the whole staff book.
    pub persons: Option<i64>,
    /// Approved beforehand though over the standard (须事先报批).
    pub approved: bool,
    /// Why it is needed, when it needs saying.
    pub note: String,
}

/// What the host pays for, in cash or kind (接待方负担).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent switches of one form")]
pub struct HostPays {
    /// Beds: no lodging.
    pub lodging: bool,
    /// Meals: no meals.
    pub meals: bool,
    /// Local transport: 40 % of 公杂费 remains (同济财〔2018〕15号 art. 10).
    pub transport: bool,
    /// Tickets: no international fare.
    pub fare: bool,
}

codes! {
    /// Which country's rate a day between two countries takes (跨国当日标准).
    pub enum DayRate {
        /// Where the night is spent; the last day like the one before.
        Night = "night" "按当晚住宿地" "where the night is spent",
        /// Where the morning begins.
        Morning = "morning" "按当日出发地" "where the day begins",
    }
}

codes! {
    /// How lodging is counted (住宿计数).
    pub enum NightCount {
        /// Nights really slept in a bed abroad.
        Nights = "nights" "按实际住宿晚数" "nights slept",
        /// Days abroad less one, as some forms do.
        DaysLessOne = "days-less-one" "按在外天数减一" "days less one",
    }
}

/// A share of the cost (费用分摊).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Department or fund.
    pub payer: String,
    /// Per cent of the total.
    pub percent: Decimal,
}

impl Funding {
    /// The rate from a currency into yuan, if one is known.
    pub fn rate(&self, currency: Currency) -> Option<&ExchangeRate> {
        self.rates.iter().find(|known| known.rate.from == currency)
    }
}
