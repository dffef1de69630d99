//! The money after the trip, as papers tell it.

use documents::{Fact, record};
use kernel::{Currency, Money, in_capitals};

use super::{Subject, dates};
use crate::claim::{Accounts, Compared};
use crate::model::settlement::{
    Balance, Book, Claim, ClaimLine, Difference, PackItem, PackState, RateUsed, Receipt, Settlement,
};
use crate::model::{CostItem, Line};

/// The staff book's claim; empty texts and lists while there is none.
pub(super) fn claim(subject: &Subject<'_>) -> Fact {
    let Subject { delegation, accounts, .. } = *subject;
    let settlement = &delegation.settlement;
    let students = accounts.students.as_ref().and_then(|claim| claim.as_ref().ok());
    let told = match accounts.claim() {
        Some(claim) => told(claim, settlement),
        None => empty(),
    };
    told.with("posted", settlement.posted.is_some())
        .with("open", accounts.bars.iter().map(|bar| bar.said().zh).collect::<Vec<_>>().join("；"))
        .with("pack", accounts.pack.iter().map(pack_item).collect::<Vec<_>>())
        .with("pack_missing", missing(accounts))
        .with("advances", advances(settlement))
        .with("students", students.map_or_else(empty, |claim| self::told(claim, settlement)))
}

fn told(claim: &Claim, settlement: &Settlement) -> Fact {
    let receipts = &settlement.receipts;
    let whose = |line: &ClaimLine| receipts.iter().find(|receipt| receipt.id == line.receipt);
    let lines: Vec<(&Receipt, &ClaimLine)> =
        claim.lines.iter().filter_map(|line| Some((whose(line)?, line))).collect();
    let mut rows: Vec<(CostItem, Fact)> =
        lines.iter().map(|(receipt, line)| (receipt.spending.item(), spent(receipt, line))).collect();
    rows.extend(claim.fixed.iter().map(|line| (line.item, fixed(line))));
    rows.sort_by_key(|(item, _)| *item);
    let rows: Vec<Fact> = rows
        .into_iter()
        .enumerate()
        .map(|(index, (_, row))| row.with("index", (index + 1).to_string()))
        .collect();
    let spent = Money::new(claim.total.minor + claim.refused().minor, Currency::Cny);
    record! {
        date: dates::zh(claim.on),
        persons: claim.persons.to_string(),
        days: claim.days.to_string(),
        rows: rows,
        spent: spent.grouped(),
        total_fen: claim.total.minor,
        total: claim.total.grouped(),
        total_running: claim.total.running(),
        capitals: format!("人民币{}", in_capitals(claim.total)),
        advance: claim.advance.grouped(),
        by_school: claim.by_school.grouped(),
        difference: difference(claim.difference()),
        pay: pay(claim.difference()).grouped(),
        repay: repay(claim.difference()).grouped(),
        refused: lines.iter().flat_map(|(receipt, line)| refused(receipt, line)).collect::<Vec<_>>(),
        refused_total: claim.refused().grouped(),
        remarks: lines.iter().flat_map(|(receipt, line)| remarks(receipt, line)).collect::<Vec<_>>(),
        people: claim.people.iter().map(person).collect::<Vec<_>>(),
        shares: claim
            .shares
            .iter()
            .map(|(payer, yuan)| record! { payer: payer, yuan: yuan.grouped() })
            .collect::<Vec<_>>(),
        rates: claim.rates.iter().map(rate).collect::<Vec<_>>().join("；"),
    }
}

/// What a paper finds before there is a claim: the same names, nothing in them.
fn empty() -> Fact {
    let none: Vec<Fact> = Vec::new();
    record! {
        date: "", persons: "", days: "", rows: none.clone(), spent: "", total_fen: 0, total: "", total_running: "", capitals: "",
        advance: "", by_school: "", difference: "", pay: "", repay: "", refused: none.clone(),
        refused_total: "", remarks: none.clone(), people: none.clone(), shares: none, rates: "",
    }
}

/// Budget, approval and what was spent, item by item.
pub(super) fn compare(subject: &Subject<'_>) -> Fact {
    let comparison = &subject.accounts.comparison;
    record! {
        rows: comparison.rows.iter().map(compared).collect::<Vec<_>>(),
        over: comparison.over().map(Money::grouped),
        total: compared(&comparison.total),
    }
}

fn compared(row: &Compared) -> Fact {
    let grouped = |money: Option<Money>| money.map(Money::grouped).unwrap_or_default();
    record! {
        item: row.item.map_or("合计", |item| item.words().zh),
        budget: grouped(row.budget),
        approved: grouped(row.approved),
        actual: grouped(row.actual),
        difference: grouped(row.difference()),
    }
}

fn spent(receipt: &Receipt, line: &ClaimLine) -> Fact {
    let foreign = receipt.amount.currency != Currency::Cny;
    record! {
        item: receipt.spending.words().zh,
        what: &receipt.what,
        date: dates::zh(receipt.on),
        paid: dates::zh(receipt.paid),
        city: &receipt.city,
        who: receipt.who.as_deref().unwrap_or("学校支付"),
        persons: receipt.lodged.map(|it| it.persons.to_string()),
        units: receipt.lodged.map(|it| it.nights.to_string()),
        currency: if foreign { receipt.amount.currency.words().zh } else { "人民币" },
        foreign: foreign.then(|| receipt.amount.grouped()),
        rate: line.rate.map(|rate| rate.normalize().to_string()),
        yuan: line.yuan.grouped(),
        recognised: line.recognised.grouped(),
        refused: Money::new(line.yuan.minor - line.recognised.minor, Currency::Cny).grouped(),
        fen: fen(line.yuan, line.recognised),
        approval: &receipt.approval,
        voucher: receipt.attachment.as_ref().map(|file| file.name.clone()),
        note: &receipt.note,
    }
}

fn fixed(line: &Line) -> Fact {
    let foreign = line.price.currency != Currency::Cny;
    record! {
        item: line.item.words().zh,
        what: &line.what.zh,
        date: "", paid: "", city: "", who: "包干",
        persons: line.persons.to_string(),
        units: line.units.to_string(),
        currency: if foreign { line.price.currency.words().zh } else { "人民币" },
        foreign: foreign.then(|| line.amount.grouped()),
        rate: "",
        yuan: line.yuan.grouped(),
        recognised: line.yuan.grouped(),
        refused: Money::zero(Currency::Cny).grouped(),
        fen: fen(line.yuan, line.yuan),
        approval: "", voucher: "",
        note: &line.basis,
    }
}

/// A row's amounts for the workbook, whose sums are formulae.
fn fen(yuan: Money, recognised: Money) -> Fact {
    record! {
        currency: Currency::Cny.code(),
        yuan: yuan.minor,
        recognised: recognised.minor,
        refused: yuan.minor - recognised.minor,
    }
}

fn refused(receipt: &Receipt, line: &ClaimLine) -> Vec<Fact> {
    let part = |it: &crate::model::settlement::Refused| {
        record! {
            item: receipt.spending.words().zh,
            what: &receipt.what,
            amount: it.amount.grouped(),
            reason: &it.said.zh,
            basis: &it.basis,
        }
    };
    line.refused.iter().map(part).collect()
}

fn remarks(receipt: &Receipt, line: &ClaimLine) -> Vec<Fact> {
    line.remarks.iter().map(|said| record! { what: &receipt.what, text: &said.zh }).collect()
}

fn person(it: &Balance) -> Fact {
    record! {
        name: &it.who,
        receipts: it.receipts.grouped(),
        fixed: it.fixed.grouped(),
        recognised: Money::new(it.receipts.minor + it.fixed.minor, Currency::Cny).grouped(),
        advance: it.advance.grouped(),
        difference: difference(it.difference()),
        pay: pay(it.difference()).grouped(),
        repay: repay(it.difference()).grouped(),
    }
}

fn advances(settlement: &Settlement) -> Vec<Fact> {
    let told = |it: &crate::model::settlement::Advance| {
        record! {
            date: dates::zh(it.on),
            to: &it.to,
            amount: it.amount.grouped(),
            currency: it.amount.currency.words().zh,
            note: &it.note,
        }
    };
    settlement.advances.iter().filter(|it| it.book == Book::Staff).map(told).collect()
}

fn pack_item(it: &PackItem) -> Fact {
    let (state, note) = match &it.state {
        PackState::There(said) => ("有", said.zh.as_str()),
        PackState::Missing(said) => ("缺", said.zh.as_str()),
        PackState::NotNeeded => ("无需", ""),
    };
    record! { name: it.paper.words().zh, state: state, note: note }
}

fn missing(accounts: &Accounts) -> String {
    let lacking = accounts.pack.iter().filter(|it| matches!(it.state, PackState::Missing(_)));
    lacking.map(|it| it.paper.words().zh).collect::<Vec<_>>().join("、")
}

/// `1美元＝7.0123元人民币（2026年9月14日，中国银行卖出价）`.
fn rate(it: &RateUsed) -> String {
    let mut value = it.value;
    value.rescale(value.scale().max(4));
    let (currency, source) = (it.currency.words().zh, it.source.words().zh);
    format!("1{currency}＝{value}元人民币（{}，{source}）", dates::zh(it.on))
}

fn difference(it: Difference) -> String {
    it.said().zh
}

fn pay(it: Difference) -> Money {
    if let Difference::Pay(amount) = it { amount } else { Money::zero(Currency::Cny) }
}

fn repay(it: Difference) -> Money {
    if let Difference::Return(amount) = it { amount } else { Money::zero(Currency::Cny) }
}
