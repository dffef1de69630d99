//! The money of a trip at the command line: advances, rates, receipts, the pack,
//! the claim, and where all of it stands.

mod import;
mod written;

use std::path::{Path, PathBuf};

use chassis::{Desk, Door, Error, Upload};
use clap::{Args, Subcommand};

use super::meant;
use super::reasons::Reasons;
use crate::books::Books;
use crate::model::Delegation;
use crate::model::settlement::{Advance, Attachment, Book, Enclosure, PackPaper, Quote, RateRule, Receipt};
use crate::operations;
use crate::operations::life::Ground;
use crate::tell;
use written::{amount, book, country, currency, day, nights, numbered, one_of, rate};

/// What one may do with the money of a trip (经费).
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 账目：预算、批准、实际三栏，票据，还差什么
    Money {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
    },
    /// 记录预支（借款）；加 --withdraw 序号 撤销一笔
    Advance {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        /// 金额，如 20000 或 1,500.00
        #[arg(value_name = "金额", required_unless_present = "withdraw")]
        amount: Option<String>,
        /// 币种，如 USD；不填为人民币
        #[arg(value_name = "币种", default_value = "CNY")]
        currency: String,
        /// 预支给谁
        #[arg(long, value_name = "姓名", required_unless_present = "withdraw")]
        to: Option<String>,
        /// 哪一天，不填则为今天
        #[arg(long, value_name = "日期")]
        on: Option<String>,
        /// 备注
        #[arg(long, default_value = "", value_name = "文字")]
        note: String,
        /// 撤销第几笔
        #[arg(long, value_name = "序号", conflicts_with_all = ["amount", "to"])]
        withdraw: Option<usize>,
    },
    /// 录入某一天的汇率；或用 --take 选定折算用哪一天的汇率
    Rate {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        /// 币种，如 USD
        #[arg(value_name = "币种", required_unless_present = "take")]
        currency: Option<String>,
        /// 1外币折合多少元人民币
        #[arg(value_name = "汇率", required_unless_present = "take")]
        value: Option<String>,
        /// 哪一天的汇率，不填则为今天
        #[arg(long, value_name = "日期")]
        on: Option<String>,
        /// 来源：boc-sell、pboc-mid、mof-monthly
        #[arg(long, value_name = "来源")]
        source: Option<String>,
        /// 牌价截图或打印件（PDF、PNG、JPEG）
        #[arg(long, value_name = "文件")]
        evidence: Option<PathBuf>,
        /// 折算用哪一天的汇率：payment、departure、reimbursement、budget
        #[arg(long, value_name = "哪一天", conflicts_with_all = ["currency", "value", "on", "evidence"])]
        take: Option<String>,
    },
    /// 票据：录入、更正、撤下
    #[command(subcommand)]
    Receipt(Box<ReceiptCommand>),
    /// 报销材料：附上批件、日程、出入境记录等
    Enclose {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        /// 哪一种材料，如 border 或 护照资料页和出入境记录
        #[arg(value_name = "材料")]
        paper: String,
        /// 文件（PDF、PNG、JPEG）
        #[arg(value_name = "文件")]
        file: PathBuf,
    },
    /// 报账：核定并锁定全部金额
    Claim {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        /// 哪一天，不填则为今天
        #[arg(long, value_name = "日期")]
        on: Option<String>,
        #[command(flatten)]
        reasons: Reasons,
    },
}

/// What one may do with receipts (票据).
#[derive(Debug, Subcommand)]
pub enum ReceiptCommand {
    /// 录入一笔
    Add {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        /// 用途：fare、intercity、lodging、other、banquet、gift、beyond，或中文
        #[arg(value_name = "用途")]
        spending: String,
        /// 金额，如 1440 或 1,440.00
        #[arg(value_name = "金额")]
        amount: String,
        /// 币种，如 USD、BRL；不填为人民币
        #[arg(value_name = "币种", default_value = "CNY")]
        currency: String,
        #[command(flatten)]
        details: Details,
    },
    /// 更正一笔；只写要改的
    Correct {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        /// 第几笔
        #[arg(value_name = "序号")]
        number: usize,
        /// 用途
        #[arg(long, value_name = "用途")]
        spending: Option<String>,
        /// 金额
        #[arg(long, value_name = "金额")]
        amount: Option<String>,
        /// 币种
        #[arg(long, value_name = "币种")]
        currency: Option<String>,
        #[command(flatten)]
        details: Details,
    },
    /// 写一张空的票据表，一行一笔
    Template {
        /// 写到哪里（.xlsx）
        #[arg(value_name = "文件")]
        out: PathBuf,
    },
    /// 读入填好的票据表；有错时一笔也不录入
    Import {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        /// 填好的票据表（.xlsx、.csv）
        #[arg(value_name = "文件")]
        file: PathBuf,
    },
    /// 撤下一笔
    Withdraw {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        /// 第几笔
        #[arg(value_name = "序号")]
        number: usize,
    },
}

/// What is known of a receipt.
#[derive(Debug, Args)]
pub struct Details {
    /// 内容，如 圣保罗酒店
    #[arg(long, value_name = "内容")]
    what: Option<String>,
    /// 发生在哪一天（航班、入住、缴费）；不填则为付款日
    #[arg(long, value_name = "日期")]
    on: Option<String>,
    /// 哪一天付的款；不填则为发生日，都不填则为今天
    #[arg(long, value_name = "日期")]
    paid: Option<String>,
    /// 谁垫付；不填为学校直接支付
    #[arg(long, value_name = "姓名")]
    who: Option<String>,
    /// 城市；两地之间写 圣保罗—里约热内卢
    #[arg(long, value_name = "城市")]
    city: Option<String>,
    /// 国家；不填则按城市
    #[arg(long, value_name = "国家")]
    country: Option<String>,
    /// 住宿：几晚
    #[arg(long, value_name = "晚数")]
    nights: Option<i64>,
    /// 住宿、宴请：几人
    #[arg(long, value_name = "人数")]
    persons: Option<i64>,
    /// 外国航空公司出的票：写公司名
    #[arg(long, value_name = "公司")]
    carrier: Option<String>,
    /// 事先批准的文号或材料名
    #[arg(long, value_name = "文号")]
    approval: Option<String>,
    /// 票据文件（PDF、PNG、JPEG）
    #[arg(long, value_name = "文件")]
    file: Option<PathBuf>,
    /// 归入学生经费
    #[arg(long)]
    students: bool,
    /// 备注
    #[arg(long, value_name = "文字")]
    note: Option<String>,
}

/// Runs a command.
pub(super) async fn run(door: &Door, books: &Books, command: Command) -> Result<(), Error> {
    match command {
        Command::Money { which } => show(door, books, &which).await,
        Command::Advance { which, withdraw: Some(number), .. } => {
            let delegation = change(door, &which, None, async |desk, delegation| {
                let id = numbered(&delegation.settlement.advances, number, "预支")?.id;
                operations::money::withdraw_advance(desk, delegation.id, id).await
            });
            say(door, "已撤销一笔预支", &delegation.await?);
            Ok(())
        }
        Command::Advance { which, amount, currency, to, on, note, .. } => {
            let given = (amount.unwrap_or_default(), currency, to.unwrap_or_default(), on, note);
            advance(door, &which, given).await
        }
        Command::Rate { which, take: Some(take), source, .. } => {
            take_rate(door, &which, &take, source.as_deref()).await
        }
        Command::Rate { which, currency, value, on, source, evidence, .. } => {
            let given = (currency.unwrap_or_default(), value.unwrap_or_default(), on, source);
            quote(door, &which, given, evidence.as_deref()).await
        }
        Command::Receipt(command) => receipt(door, *command).await,
        Command::Enclose { which, paper, file } => enclose(door, &which, &paper, &file).await,
        Command::Claim { which, on, reasons } => {
            Box::pin(claim(door, books, &which, (on.as_deref(), &reasons))).await
        }
    }
}

async fn show(door: &Door, books: &Books, which: &str) -> Result<(), Error> {
    let examination = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            operations::examine(desk, books, &season, delegation).await
        })
        .await?;
    door.terminal.say(&tell::money(&examination.delegation, &examination.accounts));
    Ok(())
}

async fn advance(
    door: &Door,
    which: &str,
    (sum, unit, to, on, note): (String, String, String, Option<String>, String),
) -> Result<(), Error> {
    let sum = amount(&sum, currency(&unit)?)?;
    let on = on.as_deref().map(day).transpose()?;
    let delegation = change(door, which, None, async |desk, delegation| {
        let (id, on) = (desk.draw_id(), on.unwrap_or(desk.today));
        let advance = Advance {
            id,
            on,
            book: book(&delegation, Some(&to)),
            to: to.clone(),
            amount: sum,
            note: note.clone(),
        };
        operations::money::advance(desk, delegation.id, advance).await
    });
    say(door, &format!("已记录预支 {sum}"), &delegation.await?);
    Ok(())
}

async fn take_rate(door: &Door, which: &str, take: &str, source: Option<&str>) -> Result<(), Error> {
    let on = one_of(take, "--take")?;
    let source = source.map(|source| one_of(source, "--source")).transpose()?;
    let delegation = change(door, which, None, async |desk, delegation| {
        let now = delegation.settlement.rule(&delegation.funding);
        let rule = RateRule { source: source.unwrap_or(now.source), on };
        operations::money::rate_rule(desk, delegation.id, rule).await
    });
    let delegation = delegation.await?;
    let rule = delegation.settlement.rule(&delegation.funding);
    say(door, &format!("外币按{}的{}折算", rule.on.words().zh, rule.source.words().zh), &delegation);
    Ok(())
}

async fn quote(
    door: &Door,
    which: &str,
    (unit, value, on, source): (String, String, Option<String>, Option<String>),
    evidence: Option<&Path>,
) -> Result<(), Error> {
    let rate = rate(currency(&unit)?, &value)?;
    let on = on.as_deref().map(day).transpose()?;
    let source = source.map(|source| one_of(&source, "--source")).transpose()?;
    let upload = evidence.map(Upload::read).transpose()?;
    let delegation = change(door, which, upload.as_ref(), async |desk, delegation| {
        let source = source.unwrap_or_else(|| delegation.settlement.rule(&delegation.funding).source);
        let on = on.unwrap_or(desk.today);
        let quote = Quote { rate, source, on, evidence: upload.as_ref().map(attachment) };
        operations::money::quote(desk, delegation.id, quote).await
    });
    say(door, &format!("已录入汇率 1{}＝{}元", rate.from.words().zh, rate.value), &delegation.await?);
    Ok(())
}

async fn receipt(door: &Door, command: ReceiptCommand) -> Result<(), Error> {
    match command {
        ReceiptCommand::Template { out } => import::template(door, &out)?,
        ReceiptCommand::Import { which, file } => import::import(door, &which, &file).await?,
        ReceiptCommand::Add { which, spending, amount: sum, currency: unit, details } => {
            let spending = one_of(&spending, "用途")?;
            let sum = amount(&sum, currency(&unit)?)?;
            let upload = details.file.as_deref().map(Upload::read).transpose()?;
            let delegation = change(door, &which, upload.as_ref(), async |desk, delegation| {
                let blank = written::blank(desk, spending, sum);
                let receipt = filled(desk, &delegation, blank, &details, upload.as_ref())?;
                operations::money::receipt(desk, delegation.id, receipt).await
            });
            say(door, &format!("已录入{} {sum}", spending.words().zh), &delegation.await?);
        }
        ReceiptCommand::Correct { which, number, spending, amount: sum, currency: unit, details } => {
            let spending = spending.map(|spending| one_of(&spending, "--spending")).transpose()?;
            let unit = unit.as_deref().map(currency).transpose()?;
            let upload = details.file.as_deref().map(Upload::read).transpose()?;
            let delegation = change(door, &which, upload.as_ref(), async |desk, delegation| {
                let mut receipt = numbered(&delegation.settlement.receipts, number, "票据")?.clone();
                receipt.spending = spending.unwrap_or(receipt.spending);
                receipt.amount = written::corrected(receipt.amount, sum.as_deref(), unit)?;
                let receipt = filled(desk, &delegation, receipt, &details, upload.as_ref())?;
                operations::money::receipt(desk, delegation.id, receipt).await
            });
            say(door, &format!("已更正第{number}笔票据"), &delegation.await?);
        }
        ReceiptCommand::Withdraw { which, number } => {
            let delegation = change(door, &which, None, async |desk, delegation| {
                let id = numbered(&delegation.settlement.receipts, number, "票据")?.id;
                operations::money::withdraw_receipt(desk, delegation.id, id).await
            });
            say(door, &format!("已撤下第{number}笔票据"), &delegation.await?);
        }
    }
    Ok(())
}

/// A receipt with what a command says of it; what it leaves out stays.
fn filled(
    desk: &Desk<'_>,
    delegation: &Delegation,
    mut receipt: Receipt,
    details: &Details,
    upload: Option<&Upload>,
) -> Result<Receipt, Error> {
    let written = |text: &Option<String>, kept: String| text.clone().unwrap_or(kept);
    let on = details.on.as_deref().map(day).transpose()?;
    let paid = details.paid.as_deref().map(day).transpose()?;
    // A receipt that is entered now has neither day yet.
    let fresh = receipt.what.is_empty();
    receipt.paid = paid.or(on.filter(|_| fresh)).unwrap_or(if fresh { desk.today } else { receipt.paid });
    receipt.on = on.unwrap_or(if fresh { receipt.paid } else { receipt.on });
    receipt.what = written(&details.what, receipt.what);
    receipt.who = details.who.clone().or(receipt.who);
    receipt.city = written(&details.city, receipt.city);
    let named = details.country.as_deref();
    if named.is_some() || details.city.is_some() || fresh {
        receipt.country = country(delegation, receipt.spending, named, &receipt.city)?;
    }
    receipt.lodged = nights(receipt.lodged, details.nights, details.persons);
    receipt.foreign_carrier = written(&details.carrier, receipt.foreign_carrier);
    receipt.approval = written(&details.approval, receipt.approval);
    receipt.note = written(&details.note, receipt.note);
    receipt.attachment = upload.map(attachment).or(receipt.attachment);
    receipt.book = match (details.students, fresh) {
        (true, _) => Book::Students,
        (false, true) => book(delegation, receipt.who.as_deref()),
        (false, false) => receipt.book,
    };
    Ok(receipt)
}

async fn enclose(door: &Door, which: &str, paper: &str, file: &Path) -> Result<(), Error> {
    let paper: PackPaper = one_of(paper, "材料")?;
    let upload = Upload::read(file)?;
    let delegation = change(door, which, Some(&upload), async |desk, delegation| {
        let enclosure = Enclosure { paper, attachment: attachment(&upload) };
        operations::money::enclose(desk, delegation.id, enclosure).await
    });
    say(door, &format!("已附上{}", paper.words().zh), &delegation.await?);
    Ok(())
}

async fn claim(
    door: &Door,
    books: &Books,
    which: &str,
    (on, reasons): (Option<&str>, &Reasons),
) -> Result<(), Error> {
    let on = on.map(day).transpose()?;
    let posting = door.change(async |desk| {
        let season = season::operations::current(desk).await?;
        let delegation = meant(desk, &season, which).await?;
        let ground = Ground { books, season: &season };
        let on = on.unwrap_or(desk.today);
        operations::money::post(desk, ground, delegation.id, (on, &reasons.given())).await
    });
    let delegation = Box::pin(posting).await?;
    if let Some(posted) = &delegation.settlement.posted {
        door.terminal.say(&tell::posted(&delegation, posted));
    }
    Ok(())
}

/// One change to a party's money; the file it refers to is kept before anything
/// refers to it, and only once everything else has gone well.
async fn change(
    door: &Door,
    which: &str,
    upload: Option<&Upload>,
    business: impl AsyncFnOnce(&mut Desk<'_>, Delegation) -> Result<Delegation, Error>,
) -> Result<Delegation, Error> {
    door.change(async |desk| {
        let season = season::operations::current(desk).await?;
        let delegation = meant(desk, &season, which).await?;
        let after = business(desk, delegation).await?;
        if let Some(upload) = upload {
            door.files.keep(upload)?;
        }
        Ok(after)
    })
    .await
}

fn attachment(upload: &Upload) -> Attachment {
    Attachment { digest: upload.digest.clone(), name: upload.name.clone(), kind: upload.kind }
}

fn say(door: &Door, what: &str, delegation: &Delegation) {
    door.terminal.say(&format!("{}：{what}", delegation.name));
}
