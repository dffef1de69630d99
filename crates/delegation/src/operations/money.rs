//! What may be done with the money of a trip: hand out, write down, put right,
//! and at the end post the claim. A posted claim is only taken back together with
//! its step of the life.

use chassis::{Desk, Error};
use jiff::civil::Date;
use kernel::{Currency, Decimal, Money};

use super::life::{Ground, go_on, keep};
use super::load;
use super::reasons::Reason;
use crate::claim::{ClaimFault, Standards, has_students};
use crate::model::life::{Event, Reimbursement};
use crate::model::settlement::{
    Advance, AdvanceId, Book, Claim, Enclosure, Posted, Quote, RateRule, Receipt, ReceiptId, Spending, bars,
};
use crate::model::{Delegation, DelegationId};

/// Hands money out before it is spent.
///
/// # Errors
/// Refuses before the approval: nothing is paid for a trip that may not be made.
pub async fn advance(desk: &mut Desk<'_>, id: DelegationId, advance: Advance) -> Result<Delegation, Error> {
    let mut delegation = open(desk, id).await?;
    if delegation.life.approval.is_none() {
        return Err(Error::refused(
            "advance-unapproved",
            format!("{}还没有任务批件，不能预支；批复后再办", delegation.name),
            "nothing is advanced before the trip is approved",
        ));
    }
    more_than_nothing(advance.amount)?;
    known(&delegation, &advance.to)?;
    past(desk, advance.on)?;
    let detail = format!("预支{}给{}", advance.amount, advance.to);
    delegation.settlement.advances.push(advance);
    keep(desk, &delegation, "advance", &detail).await?;
    Ok(delegation)
}

/// Takes an advance that was never handed out off the book.
pub async fn withdraw_advance(
    desk: &mut Desk<'_>,
    id: DelegationId,
    which: AdvanceId,
) -> Result<Delegation, Error> {
    let mut delegation = open(desk, id).await?;
    let place = delegation.settlement.advances.iter().position(|it| it.id == which);
    let gone = delegation.settlement.advances.remove(place.ok_or_else(|| absent("预支"))?);
    keep(desk, &delegation, "advance-withdrawn", &format!("撤销预支{}给{}", gone.amount, gone.to)).await?;
    Ok(delegation)
}

/// Enters the rate of a day; one entered before for that day gives way.
pub async fn quote(desk: &mut Desk<'_>, id: DelegationId, quote: Quote) -> Result<Delegation, Error> {
    let mut delegation = open(desk, id).await?;
    let currency = quote.rate.from;
    if currency == Currency::Cny || quote.rate.value <= Decimal::ZERO {
        return Err(Error::refused(
            "rate-senseless",
            format!(
                "“1{}＝{}元”不是汇率；请写1外币折合多少元人民币，如 USD 7.0123",
                currency.words().zh,
                quote.rate.value
            ),
            "that is no rate; say what one foreign unit is worth in yuan",
        ));
    }
    past(desk, quote.on)?;
    let detail = format!("{}：1{currency}＝{}元（{}）", quote.on, quote.rate.value, quote.source.words().zh);
    delegation.settlement.enter(quote);
    keep(desk, &delegation, "rate", &detail).await?;
    Ok(delegation)
}

/// Decides which rate foreign sums take.
pub async fn rate_rule(desk: &mut Desk<'_>, id: DelegationId, rule: RateRule) -> Result<Delegation, Error> {
    let mut delegation = open(desk, id).await?;
    if delegation.settlement.rule == Some(rule) {
        desk.leave_unchanged();
        return Ok(delegation);
    }
    delegation.settlement.rule = Some(rule);
    let detail = format!("折算口径：{}，{}", rule.on.words().zh, rule.source.words().zh);
    keep(desk, &delegation, "rate-rule", &detail).await?;
    Ok(delegation)
}

/// Enters a receipt, or one that takes the place of an earlier one of its id.
pub async fn receipt(desk: &mut Desk<'_>, id: DelegationId, receipt: Receipt) -> Result<Delegation, Error> {
    let mut delegation = open(desk, id).await?;
    sensible(desk, &delegation, &receipt)?;
    let detail = format!("{} {} {}", receipt.spending.words().zh, receipt.what, receipt.amount);
    let receipts = &mut delegation.settlement.receipts;
    let event = if let Some(earlier) = receipts.iter_mut().find(|it| it.id == receipt.id) {
        if *earlier == receipt {
            desk.leave_unchanged();
            return Ok(delegation);
        }
        *earlier = receipt;
        "receipt-corrected"
    } else {
        receipts.push(receipt);
        "receipt"
    };
    keep(desk, &delegation, event, &detail).await?;
    Ok(delegation)
}

/// Takes a receipt out; the journal keeps that it was there.
pub async fn withdraw_receipt(
    desk: &mut Desk<'_>,
    id: DelegationId,
    which: ReceiptId,
) -> Result<Delegation, Error> {
    let mut delegation = open(desk, id).await?;
    let place = delegation.settlement.receipts.iter().position(|it| it.id == which);
    let gone = delegation.settlement.receipts.remove(place.ok_or_else(|| absent("票据"))?);
    keep(desk, &delegation, "receipt-withdrawn", &format!("撤下 {} {}", gone.what, gone.amount)).await?;
    Ok(delegation)
}

/// Adds a paper to the pack.
pub async fn enclose(desk: &mut Desk<'_>, id: DelegationId, paper: Enclosure) -> Result<Delegation, Error> {
    let mut delegation = open(desk, id).await?;
    if delegation.settlement.enclosures.contains(&paper) {
        desk.leave_unchanged();
        return Ok(delegation);
    }
    let detail = format!("{}：{}", paper.paper.words().zh, paper.attachment.name);
    delegation.settlement.enclosures.push(paper);
    keep(desk, &delegation, "enclose", &detail).await?;
    Ok(delegation)
}

/// Posts the claim: every figure is kept as it is now, and the life goes on.
///
/// # Errors
/// Refuses while something is missing to reckon it, and where the rules stop it
/// (R27, R31, R32), all of them at once.
pub async fn post(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    id: DelegationId,
    (on, reasons): (Date, &[Reason<'_>]),
) -> Result<Delegation, Error> {
    let before = open(desk, id).await?;
    let known = &ground.books.knowledge;
    let standards = Standards { table: &known.per_diem, figures: &known.money };
    let reckoned =
        |book| Claim::of(&before, book, standards, on).map_err(|faults| incomplete(&before, &faults, on));
    let staff = reckoned(Book::Staff)?;
    let students = has_students(&before).then(|| reckoned(Book::Students)).transpose()?;
    let total = staff.total;
    let mut after = before.clone();
    after.settlement.posted = Some(Posted { staff, students, by: desk.actor.name.clone(), at: desk.now });
    let event = Event::Reimbursement(Reimbursement { on, total });
    go_on(desk, ground, (&before, after), (vec![event], reasons)).await
}

/// A delegation whose money may still be changed.
async fn open(desk: &mut Desk<'_>, id: DelegationId) -> Result<Delegation, Error> {
    let delegation = load(desk, id).await?;
    if delegation.settlement.posted.is_some() || delegation.life.closure.is_some() {
        return Err(Error::refused(
            "claim-posted",
            format!("{}已经报账，账目不再变动；填错了先用 undo 撤销“报销”", delegation.name),
            "the claim is posted and its money stays as it is; undo the reimbursement first",
        ));
    }
    Ok(delegation)
}

/// What is missing to reckon a claim, and what bars it besides.
fn incomplete(delegation: &Delegation, faults: &[ClaimFault], on: Date) -> Error {
    let bars = bars(delegation, on);
    let barred = bars.iter().map(|bar| format!("{} {}", bar.rule(), bar.said().zh));
    let told: Vec<String> = faults.iter().map(ToString::to_string).chain(barred).collect();
    let barred_en: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.rule(), bar.said().en)).collect();
    let barred_en = if bars.is_empty() { String::new() } else { format!("; {}", barred_en.join("; ")) };
    Error::refused(
        "claim-incomplete",
        format!("{}还不能报销：{}", delegation.name, told.join("；")),
        format!("something is missing to reckon the claim; see `jinqiao delegation money`{barred_en}"),
    )
}

/// A receipt that can be one, whatever is recognised of it later.
fn sensible(desk: &Desk<'_>, delegation: &Delegation, receipt: &Receipt) -> Result<(), Error> {
    more_than_nothing(receipt.amount)?;
    past(desk, receipt.paid)?;
    if let Some(who) = &receipt.who {
        known(delegation, who)?;
    }
    if receipt.what.trim().is_empty() {
        return Err(Error::refused(
            "receipt-nameless",
            "没有写明票据的内容；请用 --what 写，如 圣保罗酒店",
            "say what the receipt is for with --what",
        ));
    }
    let placed = !matches!(receipt.spending, Spending::Lodging | Spending::Intercity);
    if !placed && receipt.city.trim().is_empty() {
        return Err(Error::refused(
            "receipt-placeless",
            format!("{}要按城市核对；请用 --city 写明城市", receipt.spending.words().zh),
            "say in which city with --city",
        ));
    }
    // A hotel's bill names its nights; nobody sleeps a year away.
    let counts = |count: i64| (1..=366).contains(&count);
    let lodged = receipt.lodged.map(|it| counts(it.nights) && counts(it.persons));
    if lodged == Some(false) || receipt.spending == Spending::Lodging && lodged.is_none() {
        return Err(Error::refused(
            "receipt-nights",
            "住宿费要写明晚数和人数；请用 --nights 和 --persons，都至少为1",
            "lodging needs --nights and --persons, each at least 1",
        ));
    }
    Ok(())
}

fn more_than_nothing(amount: Money) -> Result<(), Error> {
    if amount.minor > 0 {
        return Ok(());
    }
    Err(Error::refused(
        "money-not-positive",
        format!("金额{amount}不对；要大于零，退款请更正原来那笔"),
        "the amount must be more than nothing; for a refund correct the receipt",
    ))
}

fn past(desk: &Desk<'_>, day: Date) -> Result<(), Error> {
    if day <= desk.today {
        return Ok(());
    }
    Err(Error::refused(
        "money-in-future",
        format!("{day}还没有到；只记录已经发生的"),
        format!("{day} has not come yet; only what has happened is recorded"),
    ))
}

fn known(delegation: &Delegation, name: &str) -> Result<(), Error> {
    if delegation.member_called(name).is_some() {
        return Ok(());
    }
    let names: Vec<String> = delegation.members.iter().map(|member| delegation.called(member)).collect();
    Err(Error::refused(
        "person-unknown",
        format!("名单里没有“{name}”；可写：{}", names.join("、")),
        format!("“{name}” is not in the party"),
    ))
}

fn absent(what: &str) -> Error {
    Error::missing(
        "money-unknown",
        format!("没有这笔{what}；jinqiao delegation money 可查看序号"),
        "there is no such entry; see `jinqiao delegation money`",
    )
}
