//! 经费: exchange rates, prices that are known, and who bears what.

use kernel::Currency;

use crate::model::{CostItem, RateDate, RateSource};

use super::{MONEY, NUMBER};
use crate::workbook::column::{Column, Section, Shape, words, yes_or_no};

pub(crate) const CURRENCY: Column =
    Column::choice("币种", 10, || words!(Currency)).required().also(&["货币"]).sample("美元");
pub(crate) const RATE: Column = Column::number("汇率", 12)
    .required()
    .also(&["折算汇率"])
    .note("1个外币单位折合多少元人民币。")
    .sample("7.1");
pub(crate) const SOURCE: Column =
    Column::choice("汇率来源", 20, || words!(RateSource)).required().sample("中国银行卖出价");
pub(crate) const RATE_DAY: Column = Column::day("汇率日期").required().sample("2026-01-05");
pub(crate) const ON: Column =
    Column::choice("取值日", 14, || words!(RateDate)).required().also(&["汇率取值日"]).sample("编制预算日");

/// The rates.
pub(crate) static RATES: Section = Section {
    sheet: MONEY,
    title: "汇率",
    shape: Shape::Table,
    columns: &[&NUMBER, &CURRENCY, &RATE, &SOURCE, &RATE_DAY, &ON],
    room: 4,
    required: false,
};

pub(crate) const ITEM: Column =
    Column::choice("费用科目", 18, || words!(CostItem)).required().also(&["费用项目"]).sample("国际旅费");
pub(crate) const WHAT: Column =
    Column::text("内容", 24).required().note("住宿费写城市，其他写是什么。").sample("经济舱往返");
pub(crate) const PRICE: Column =
    Column::number("单价", 12).required().also(&["价格"]).note("一人一份的价格。").sample("13800");
pub(crate) const UNITS: Column = Column::number("每人数量", 10)
    .required()
    .also(&["数量"])
    .note("住宿费的晚数按日程计算，填1即可。")
    .sample("1");
pub(crate) const PERSONS: Column = Column::number("人数", 8).note("不填为团组全体因公人员。").sample("");
pub(crate) const APPROVED: Column = Column::choice("超标准已报批", 14, yes_or_no)
    .also(&["已报批"])
    .note("超过标准且已事先报批的填是；不填为否。")
    .sample("否");
pub(crate) const NOTE: Column = Column::text("说明", 30).also(&["备注"]).sample("");

/// The prices.
pub(crate) static PRICES: Section = Section {
    sheet: MONEY,
    title: "价格",
    shape: Shape::Table,
    columns: &[&NUMBER, &ITEM, &WHAT, &CURRENCY, &PRICE, &UNITS, &PERSONS, &APPROVED, &NOTE],
    room: 16,
    required: true,
};

pub(crate) const PAYER: Column =
    Column::text("负担单位", 24).required().also(&["分摊单位"]).sample("学院因公出国（境）经费");
pub(crate) const PERCENT: Column = Column::number("比例", 10)
    .required()
    .also(&["分摊比例"])
    .note("百分数，各行合计100；不分摊的，本表留空。")
    .sample("100");

/// The shares.
pub(crate) static SHARES: Section = Section {
    sheet: MONEY,
    title: "分摊",
    shape: Shape::Table,
    columns: &[&NUMBER, &PAYER, &PERCENT],
    room: 6,
    required: false,
};
