//! The money, as tables and sentences tell it.

use documents::{Fact, record};
use kernel::{Currency, Money, in_capitals};

use super::{Subject, dates};
use crate::model::{CostItem, ExchangeRate, Line, Mode, OverStandard};

pub(super) fn budget(subject: &Subject<'_>) -> Fact {
    let Subject { delegation, budget, .. } = *subject;
    let funding = &delegation.funding;
    let foreign = foreign_total(&budget.lines);
    record! {
        date: dates::zh(super::date_of_application(subject)),
        rows: rows(&budget.lines),
        persons: budget.persons.to_string(),
        days: budget.days.to_string(),
        foreign_label: foreign.map_or("外币", |total| total.currency.words().zh),
        foreign_total: foreign.map(Money::grouped),
        total: budget.total.grouped(),
        total_running: budget.total.running(),
        capitals: format!("人民币{}", in_capitals(budget.total)),
        rates: funding.rates.iter().map(rate).collect::<Vec<_>>().join("；"),
        source: &funding.source,
        budgeted: funding.budgeted,
        over: over(&budget.over),
        over_any: !budget.over.is_empty(),
        items: items(&budget.lines),
        by_item: by_item(&budget.lines),
        basis: bases(&budget.lines),
        host: record! {
            lodging: funding.host_pays.lodging,
            meals: funding.host_pays.meals,
            transport: funding.host_pays.transport,
            fare: funding.host_pays.fare,
            any: funding.host_pays != crate::model::HostPays::default(),
        },
        shares: shares(subject),
        sheet: budget.lines.iter().map(|line| sheet(line, &funding.rates)).collect::<Vec<_>>(),
        sheet_total: budget.total.minor,
    }
}

/// The table's rows: paid as spent first, fixed sums after; an item that does
/// not occur says so.
fn rows(lines: &[Line]) -> Vec<Fact> {
    let mut told: Vec<(Mode, Fact)> = Vec::new();
    for item in CostItem::ALL {
        let of_item: Vec<&Line> = lines.iter().filter(|line| line.item == *item).collect();
        if of_item.is_empty() {
            told.push((usual_mode(*item), missing(*item)));
        }
        told.extend(of_item.into_iter().map(|line| (line.mode, row(line))));
    }
    told.sort_by_key(|(mode, _)| *mode);
    let modes: Vec<Mode> = told.iter().map(|(mode, _)| *mode).collect();
    let span = |index: usize, mode: Mode| {
        let first = modes.iter().position(|other| *other == mode) == Some(index);
        if first { modes.iter().filter(|other| **other == mode).count() } else { 0 }
    };
    told.into_iter()
        .enumerate()
        .map(|(index, (mode, row))| row.with("mode", mode.words().zh).with("span", span(index, mode)))
        .collect()
}

const fn usual_mode(item: CostItem) -> Mode {
    match item {
        CostItem::Meals | CostItem::Incidentals => Mode::Fixed,
        CostItem::Fare | CostItem::Intercity | CostItem::Lodging | CostItem::Other => Mode::Actual,
    }
}

fn missing(item: CostItem) -> Fact {
    record! {
        what: "",
        currency: "",
        price: "",
        item: item.words().zh,
        standard: "不发生",
        persons: "",
        units: "",
        foreign: "",
        yuan: Money::zero(Currency::Cny).grouped(),
    }
}

fn row(line: &Line) -> Fact {
    let unit = match line.item {
        CostItem::Lodging => "人·晚",
        CostItem::Meals | CostItem::Incidentals => "人·天",
        CostItem::Fare | CostItem::Intercity | CostItem::Other => "人",
    };
    let currency = if line.price.currency == Currency::Cny { "元" } else { line.price.currency.words().zh };
    let price = format!("{}{currency}/{unit}", line.price.running());
    // 其他费用 is told by what it is: a visa, a policy, a fee.
    let (item, what) = match line.item {
        CostItem::Other => (line.what.zh.as_str(), ""),
        item => (item.words().zh, line.what.zh.as_str()),
    };
    let abroad = line.price.currency != Currency::Cny;
    let counted = matches!(line.item, CostItem::Lodging | CostItem::Meals | CostItem::Incidentals);
    record! {
        what: what,
        currency: currency,
        price: line.price.running(),
        item: item,
        standard: if what.is_empty() { price } else { format!("{what}，{price}") },
        persons: line.persons.to_string(),
        units: (counted || line.units > 1).then(|| line.units.to_string()),
        foreign: abroad.then(|| line.amount.grouped()),
        yuan: line.yuan.grouped(),
    }
}

/// The foreign column's sum, if it holds one currency only.
fn foreign_total(lines: &[Line]) -> Option<Money> {
    let mut abroad = lines.iter().map(|line| line.amount).filter(|amount| amount.currency != Currency::Cny);
    let first = abroad.next()?;
    abroad.try_fold(first, Money::plus)
}

/// `1美元＝7.1000元人民币（2026年6月1日，中国银行卖出价）`.
pub(super) fn rate(it: &ExchangeRate) -> String {
    // Published rates have four places at least; idle zeros show that none was lost.
    let mut value = it.rate.value;
    value.rescale(value.scale().max(4));
    format!(
        "1{}＝{value}元人民币（{}，{}）",
        it.rate.from.words().zh,
        dates::zh(it.date),
        it.source.words().zh
    )
}

/// `国际旅费82800元、住宿费61344元…`, items that occur, in the six items' order.
fn items(lines: &[Line]) -> String {
    let sum = |item: &CostItem| {
        lines
            .iter()
            .filter(|line| line.item == *item)
            .try_fold(Money::zero(Currency::Cny), |sum, line| sum.plus(line.yuan))
            .filter(|sum| sum.minor != 0)
            .map(|sum| format!("{}{}元", item.words().zh, sum.running()))
    };
    CostItem::ALL.iter().filter_map(sum).collect::<Vec<_>>().join("、")
}

/// Every one of the six items with how it is reckoned, `240美元×6人×6晚`, and its
/// sum; one that does not occur says so.
fn by_item(lines: &[Line]) -> Vec<Fact> {
    let group = |item: &CostItem| {
        let of_item = || lines.iter().filter(|line| line.item == *item);
        let sum = of_item().try_fold(Money::zero(Currency::Cny), |sum, line| sum.plus(line.yuan));
        let told: Vec<String> = of_item().map(reckoned).collect();
        record! {
            item: item.words().zh,
            yuan: sum.filter(|_| !told.is_empty()).map(Money::grouped),
            reckoned: if told.is_empty() { "不发生".to_owned() } else { told.join("；") },
        }
    };
    CostItem::ALL.iter().map(group).collect()
}

/// `圣保罗240美元×6人×6晚`, `签证费1200元×6人`.
fn reckoned(line: &Line) -> String {
    let unit = match line.item {
        CostItem::Lodging => "晚",
        CostItem::Meals | CostItem::Incidentals => "天",
        CostItem::Fare | CostItem::Intercity | CostItem::Other => "次",
    };
    let counted = matches!(line.item, CostItem::Lodging | CostItem::Meals | CostItem::Incidentals);
    let units = if counted || line.units > 1 { format!("×{}{unit}", line.units) } else { String::new() };
    format!("{}{}×{}人{units}", line.what.zh, amount(line.price), line.persons)
}

/// The instruments behind the standards, each once.
fn bases(lines: &[Line]) -> String {
    let mut bases: Vec<&str> = Vec::new();
    for line in lines {
        if !line.basis.is_empty() && !bases.contains(&line.basis.as_str()) {
            bases.push(&line.basis);
        }
    }
    bases.join("；")
}

fn over(over: &[OverStandard]) -> String {
    let told = |it: &OverStandard| {
        let cap = it.cap.map(|cap| format!("，标准{}", amount(cap))).unwrap_or_default();
        let state = if it.approved { "已报批" } else { "待报批" };
        format!("{}：{}，{}{cap}（{state}）", it.item.words().zh, it.what.zh, amount(it.price))
    };
    if over.is_empty() { "无".to_owned() } else { over.iter().map(told).collect::<Vec<_>>().join("；") }
}

pub(super) fn amount(money: Money) -> String {
    let unit = if money.currency == Currency::Cny { "元" } else { money.currency.words().zh };
    format!("{}{unit}", money.running())
}

fn shares(subject: &Subject<'_>) -> Vec<Fact> {
    let percent = |payer: &str| {
        let share = subject.delegation.funding.shares.iter().find(|share| share.payer == payer);
        share.map(|share| share.percent.normalize().to_string())
    };
    let share = |(payer, yuan): &(String, Money)| record! { payer: payer, percent: percent(payer), yuan: yuan.grouped() };
    subject.budget.shares.iter().map(share).collect()
}

/// A line in numbers, for the workbook's formulae.
pub(super) fn sheet(line: &Line, rates: &[ExchangeRate]) -> Fact {
    let rate = rates.iter().find(|it| it.rate.from == line.price.currency);
    record! {
        item: line.item.words().zh,
        what: &line.what.zh,
        mode: line.mode.words().zh,
        currency: line.price.currency.code(),
        price: line.price.minor,
        persons: line.persons,
        units: line.units,
        rate: rate.map_or_else(|| "1".to_owned(), |it| it.rate.value.to_string()),
        yuan: line.yuan.minor,
    }
}
