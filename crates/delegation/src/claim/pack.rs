//! Which papers go to the finance office with a claim, and which of them are
//! there (报销材料清单).

use kernel::{Currency, Money, Said};

use crate::knowledge::MoneyFigures;
use crate::model::settlement::{Claim, PackItem, PackPaper, PackState, Receipt, Settlement, Spending};
use crate::model::{Delegation, settlement};

/// The pack of a delegation, paper by paper.
pub fn pack(delegation: &Delegation, claim: Option<&Claim>, figures: &MoneyFigures) -> Vec<PackItem> {
    let looked = Look { delegation, settlement: &delegation.settlement, claim, figures };
    PackPaper::ALL.iter().map(|paper| PackItem { paper: *paper, state: looked.state(*paper) }).collect()
}

struct Look<'a> {
    delegation: &'a Delegation,
    settlement: &'a Settlement,
    claim: Option<&'a Claim>,
    figures: &'a MoneyFigures,
}

impl Look<'_> {
    fn state(&self, paper: PackPaper) -> PackState {
        let life = &self.delegation.life;
        let receipts = &self.settlement.receipts;
        match paper {
            PackPaper::Approval => match &life.approval {
                Some(approval) => self.enclosed_or(
                    paper,
                    PackState::Missing(Said::new(
                        format!("批件{}已记录；请附扫描件", approval.number),
                        format!("{} is recorded; attach its scan", approval.number),
                    )),
                ),
                None => missing("还没有批复的记录", "no approval is recorded"),
            },
            PackPaper::Budget | PackPaper::Programme => self.enclosed_or(paper, ask()),
            PackPaper::Border => self.enclosed_or(
                paper,
                missing(
                    "请附护照资料页和出入境章页；自助通关的附出入境记录查询结果",
                    "attach the passport page and the border record",
                ),
            ),
            PackPaper::Ticket => self.vouchers(paper, |it| it.spending == Spending::Fare),
            PackPaper::Intercity => self.vouchers(paper, |it| it.spending == Spending::Intercity),
            PackPaper::Lodging => self.vouchers(paper, |it| it.spending == Spending::Lodging),
            PackPaper::Other => self.vouchers(paper, |it| it.spending == Spending::Other),
            PackPaper::Payment => self.payments(paper),
            PackPaper::Rates => self.rates(),
            PackPaper::Carrier => {
                let foreign = receipts.iter().any(|receipt| !receipt.foreign_carrier.is_empty());
                if foreign { self.enclosed_or(paper, ask()) } else { PackState::NotNeeded }
            }
            PackPaper::Beforehand => {
                let approved = receipts.iter().any(|receipt| !receipt.approval.trim().is_empty());
                if approved { self.enclosed_or(paper, ask()) } else { PackState::NotNeeded }
            }
            PackPaper::Publication => match &life.publication {
                Some(it) => there(
                    format!("{}至{}，{}", it.publicity.from, it.publicity.to, it.publicity.place),
                    format!("{} to {}", it.publicity.from, it.publicity.to),
                ),
                None => missing("还没有回国后公示的记录", "no notice after the return is recorded"),
            },
            PackPaper::Report => match &life.report {
                Some(it) => there(format!("{}报{}", it.on, it.to), format!("{} to {}", it.on, it.to)),
                None => missing("还没有上报出访报告的记录", "no trip report is recorded"),
            },
        }
    }

    /// There if a file of that paper was handed in.
    fn enclosed_or(&self, paper: PackPaper, otherwise: PackState) -> PackState {
        let files = self.settlement.enclosures.iter().filter(|it| it.paper == paper).count();
        if files > 0 { there(format!("{files}份"), format!("{files} files")) } else { otherwise }
    }

    fn vouchers(&self, paper: PackPaper, wanted: fn(&Receipt) -> bool) -> PackState {
        let of_paper: Vec<_> = self.settlement.receipts.iter().filter(|receipt| wanted(receipt)).collect();
        let bare = of_paper.iter().filter(|receipt| receipt.attachment.is_none()).count();
        let budgeted = self.delegation.funding.expenses.iter().any(|it| it.item == paper_item(paper));
        match (of_paper.len(), bare) {
            (0, _) if budgeted => {
                missing("预算列有这一项，还没有录入票据", "budgeted, and no receipt is entered")
            }
            (0, _) => PackState::NotNeeded,
            (all, 0) => there(format!("{all}笔，票据齐"), format!("{all} receipts with vouchers")),
            (all, bare) => PackState::Missing(Said::new(
                format!("{all}笔中有{bare}笔没有附票据"),
                format!("{bare} of {all} receipts have no voucher"),
            )),
        }
    }

    /// A large sum paid by a person is proved by the record of its payment.
    fn payments(&self, paper: PackPaper) -> PackState {
        let from = &self.figures.payment_proved_from;
        let Some(claim) = self.claim else { return PackState::NotNeeded };
        let large = claim.lines.iter().filter(|line| line.yuan > from.amount).count();
        if large == 0 {
            return PackState::NotNeeded;
        }
        self.enclosed_or(
            paper,
            PackState::Missing(Said::new(
                format!("有{large}笔超过{}元，请附付款记录（{}）", from.amount.running(), from.basis),
                format!("{large} sums above {}: attach the records of payment", from.amount),
            )),
        )
    }

    fn rates(&self) -> PackState {
        let used: &[settlement::RateUsed] = self.claim.map_or(&[], |claim| &claim.rates);
        let bare: Vec<String> = used
            .iter()
            .filter(|rate| rate.evidence.is_none())
            .map(|rate| format!("{}（{}）", rate.currency.words().zh, rate.on))
            .collect();
        let foreign = |money: Money| money.currency != Currency::Cny;
        match (used.len(), bare.is_empty()) {
            (0, _) if self.settlement.receipts.iter().any(|it| foreign(it.amount)) => {
                missing("有外币支出，还没有折算", "foreign sums are not converted yet")
            }
            (0, _) => PackState::NotNeeded,
            (all, true) => there(format!("{all}个汇率，牌价截图齐"), format!("{all} rates with evidence")),
            (_, false) => PackState::Missing(Said::new(
                format!("缺牌价截图：{}", bare.join("、")),
                format!("without evidence: {}", bare.join(", ")),
            )),
        }
    }
}

/// The item whose budget a paper's vouchers belong to.
const fn paper_item(paper: PackPaper) -> crate::model::CostItem {
    use crate::model::CostItem;
    match paper {
        PackPaper::Ticket => CostItem::Fare,
        PackPaper::Intercity => CostItem::Intercity,
        PackPaper::Lodging => CostItem::Lodging,
        _ => CostItem::Other,
    }
}

fn there(zh: String, en: String) -> PackState {
    PackState::There(Said::new(zh, en))
}

fn missing(zh: &str, en: &str) -> PackState {
    PackState::Missing(Said::new(zh, en))
}

fn ask() -> PackState {
    missing("请附", "attach it")
}
