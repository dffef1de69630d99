//! What keeps a claim from being reckoned, told as what to enter.

use jiff::civil::Date;
use kernel::Currency;

use crate::budget::BudgetFault;
use crate::model::RateSource;

/// Something missing to reckon a claim (报销缺项).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum ClaimFault {
    /// The party is not home yet, or nobody has recorded it.
    #[error("还没有回国记录，包干天数以出入境章为准，暂时算不出报销；回国后先记录实际出入境日期")]
    NotHome,
    /// The rate of a day is not known.
    #[error(
        "缺{day}的{zh}汇率（{from}）；请录入：jinqiao delegation rate 团组 {currency} 汇率 --on {day} --source {code} --evidence 牌价截图",
        zh = .currency.words().zh, from = .publisher.words().zh, code = .publisher.code()
    )]
    NoRate {
        /// Of which currency.
        currency: Currency,
        /// Of which day.
        day: Date,
        /// Whose.
        publisher: RateSource,
    },
    /// The budget is to give the rate, and has none.
    #[error("折算口径是编制预算日的汇率，但预算没有{}的汇率；请改用 --take payment，或在“经费”的“汇率”中补上", .0.words().zh)]
    NoBudgetRate(Currency),
    /// A standard is missing from the per-diem table.
    #[error("{0}")]
    NoStandard(String),
    /// What the budget would say too.
    #[error(transparent)]
    Budget(#[from] BudgetFault),
    /// A sum beyond all reason.
    #[error("金额过大，无法合计；请核对各笔金额和汇率")]
    TooMuch,
}
