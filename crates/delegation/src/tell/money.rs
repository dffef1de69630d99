//! The money of a trip as a person reads it in a terminal: three columns, what
//! was spent, what is owed to whom, and what is still open.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use kernel::{Currency, Money};
use unicode_width::UnicodeWidthStr as _;

use crate::claim::{Accounts, Compared};
use crate::model::Delegation;
use crate::model::settlement::{
    Advance, Attachment, Balance, Book, Claim, ClaimLine, PackItem, PackState, Posted, Receipt,
};

/// Everything that can be said of it.
pub fn money(delegation: &Delegation, accounts: &Accounts) -> String {
    let settlement = &delegation.settlement;
    let state = match &settlement.posted {
        Some(posted) => format!("已于{}报账，金额锁定", posted.staff.on),
        None => "未报账".to_owned(),
    };
    let mut text = format!("{}　{state}\n\n", delegation.name);
    text.push_str(&columns(accounts));
    if !settlement.advances.is_empty() {
        text.push_str("\n预支\n");
        for (number, advance) in (1..).zip(&settlement.advances) {
            let Advance { on, to, amount, note, .. } = advance;
            let _ = writeln!(text, "  {number}. {on}  {to}  {amount}  {note}");
        }
    }
    if !settlement.receipts.is_empty() {
        text.push_str("\n票据\n");
        let claims = [&accounts.staff, &accounts.students];
        let claims: Vec<&Claim> = claims.into_iter().flatten().filter_map(|it| it.as_ref().ok()).collect();
        for (number, receipt) in (1..).zip(&settlement.receipts) {
            let line = claims.iter().flat_map(|claim| &claim.lines).find(|line| line.receipt == receipt.id);
            text.push_str(&entry(number, receipt, line));
        }
    }
    text.push_str(&books(accounts));
    text.push_str(&open(accounts));
    text.trim_end().to_owned()
}

/// What was posted, in a few lines.
pub fn posted(delegation: &Delegation, posted: &Posted) -> String {
    let Posted { staff, students, .. } = posted;
    let mut text = format!("{}已报账，金额锁定\n", delegation.name);
    for claim in [Some(staff), students.as_ref()].into_iter().flatten() {
        text.push_str(&summary(claim));
    }
    text.trim_end().to_owned()
}

/// 预算 | 批准 | 实际 | 差额, aligned by what a terminal shows.
fn columns(accounts: &Accounts) -> String {
    let comparison = &accounts.comparison;
    let mut text = row(["费用科目", "预算", "批准", "实际", "差额"].map(str::to_owned));
    for compared in comparison.rows.iter().chain([&comparison.total]) {
        let shown = |money: Option<Money>| money.map_or_else(|| "—".to_owned(), Money::grouped);
        let Compared { item, budget, approved, actual } = *compared;
        let item = item.map_or("合计", |item| item.words().zh).to_owned();
        text.push_str(&row([
            item,
            shown(budget),
            shown(approved),
            shown(actual),
            shown(compared.difference()),
        ]));
    }
    text
}

fn row([item, rest @ ..]: [String; 5]) -> String {
    let mut line = format!("  {item}{}", " ".repeat(18_usize.saturating_sub(item.width())));
    for cell in rest {
        let _ = write!(line, "{}{cell}", " ".repeat(14_usize.saturating_sub(cell.width())));
    }
    line.push('\n');
    line
}

fn entry(number: u32, receipt: &Receipt, line: Option<&ClaimLine>) -> String {
    let Receipt { on, spending, what, amount, city, attachment, .. } = receipt;
    let who = receipt.who.as_deref().unwrap_or("学校支付");
    let students = if receipt.book == Book::Students { "（学生）" } else { "" };
    let voucher = attachment.as_ref().map_or("无票据", |Attachment { name, .. }| name.as_str());
    let mut text = format!("  {number}. {on}  {}{students}  {what}", spending.words().zh);
    if !city.is_empty() {
        let _ = write!(text, "  {city}");
    }
    let _ = write!(text, "  {amount}  {who}  {voucher}");
    let Some(line) = line else { return text + "\n" };
    if receipt.amount.currency != Currency::Cny {
        let _ = write!(text, "\n     折合{}元", line.yuan.grouped());
        if let Some(rate) = line.rate {
            let _ = write!(text, "（{}付款，汇率{}）", receipt.paid, rate.normalize());
        }
    }
    text.push('\n');
    for part in &line.refused {
        let _ =
            writeln!(text, "     核减{}元：{}（依据：{}）", part.amount.grouped(), part.said.zh, part.basis);
    }
    for remark in &line.remarks {
        let _ = writeln!(text, "     注意：{}", remark.zh);
    }
    text
}

/// Both books; what is missing to reckon them is told once for both.
fn books(accounts: &Accounts) -> String {
    let mut text = String::new();
    let mut missing = BTreeSet::new();
    for reckoned in [&accounts.staff, &accounts.students].into_iter().flatten() {
        match reckoned {
            Ok(claim) => {
                let _ = write!(text, "\n{}", summary(claim));
            }
            Err(faults) => missing.extend(faults),
        }
    }
    if !missing.is_empty() {
        text.push_str("\n还算不出报销：\n");
    }
    for fault in missing {
        let _ = writeln!(text, "  {fault}");
    }
    text
}

/// One book: fixed sums, its total, and what is owed to whom.
fn summary(claim: &Claim) -> String {
    let mut text = format!(
        "{}{}人，在外{}天，核定{}元，核减{}元",
        claim.book.words().zh,
        claim.persons,
        claim.days,
        claim.total.grouped(),
        claim.refused().grouped()
    );
    if claim.by_school.minor > 0 {
        let _ = write!(text, "，其中学校已支付{}元", claim.by_school.grouped());
    }
    let _ = writeln!(text, "；预支{}元，{}", claim.advance.grouped(), claim.difference().said().zh);
    for line in &claim.fixed {
        let (item, what) = (line.item.words().zh, &line.what.zh);
        let (price, yuan) = (line.price, line.yuan.grouped());
        let _ = writeln!(text, "  {item} {what} {price}×{}人×{}天＝{yuan}元", line.persons, line.units);
    }
    for person in &claim.people {
        let Balance { who, receipts, fixed, advance } = person;
        let _ = writeln!(
            text,
            "  {who}  票据{}元  包干{}元  预支{}元  {}",
            receipts.grouped(),
            fixed.grouped(),
            advance.grouped(),
            person.difference().said().zh
        );
    }
    for (payer, yuan) in &claim.shares {
        let _ = writeln!(text, "  {payer}承担{}元", yuan.grouped());
    }
    text
}

/// What bars the claim, and what the pack lacks.
fn open(accounts: &Accounts) -> String {
    let mut text = String::new();
    let lacks = |it: &PackItem| matches!(it.state, PackState::Missing(_));
    for bar in &accounts.bars {
        let _ = writeln!(text, "\n不能报销 {}：{}（依据：{}）", bar.rule(), bar.said().zh, bar.basis());
    }
    if let Some(over) = accounts.comparison.over() {
        let _ =
            writeln!(text, "\n注意：核定金额超出批准的经费{}元，报账前须按财务规定调整预算", over.grouped());
    }
    text.push_str("\n报销材料\n");
    for item in &accounts.pack {
        let (mark, note) = match &item.state {
            PackState::There(said) => ("有", said.zh.as_str()),
            PackState::Missing(said) => ("缺", said.zh.as_str()),
            PackState::NotNeeded => continue,
        };
        let _ = writeln!(text, "  {mark}  {}　{note}", item.paper.words().zh);
    }
    if accounts.pack.iter().any(lacks) {
        text.push_str("  附材料：jinqiao delegation enclose 团组 材料 文件\n");
    }
    text
}
