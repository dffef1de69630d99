//! What happened to a delegation, written down at the command line: one verb a
//! step. Whatever a step does not say is taken from what holds.

mod list;
pub(crate) mod make;

use chassis::{Door, Error};
use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::meant;
pub(crate) use super::reasons::Reasons;
use crate::books::Books;
use crate::model::Delegation;
use crate::operations;
use crate::operations::life::Ground;
use crate::tell;

/// The party, and the day the step was taken.
#[derive(Debug, Args)]
pub struct About {
    /// 团组：赛站序号或团组编号
    #[arg(value_name = "团组")]
    pub(crate) which: String,
    /// 发生在哪一天，不填则为今天
    #[arg(long, value_name = "日期")]
    pub(crate) on: Option<Date>,
}

/// What was approved, is asked for, or was done, where it differs from what holds.
#[derive(Debug, Args)]
pub struct Differing {
    /// 人员姓名，用逗号或顿号分开
    #[arg(long, value_name = "姓名")]
    pub(crate) people: Vec<String>,
    /// 国家，用逗号或顿号分开，如 巴西 或 BR
    #[arg(long, value_name = "国家")]
    pub(crate) countries: Vec<String>,
    /// 路线，城市用 — 连接
    #[arg(long, value_name = "路线")]
    pub(crate) route: Option<String>,
    /// 出境日
    #[arg(long, value_name = "日期")]
    pub(crate) exit: Option<Date>,
    /// 入境日
    #[arg(long, value_name = "日期")]
    pub(crate) entry: Option<Date>,
    /// 经费（元）
    #[arg(long, value_name = "元")]
    pub(crate) money: Option<String>,
    /// 任务序号，用逗号或顿号分开
    #[arg(long, value_name = "序号")]
    pub(crate) tasks: Vec<String>,
}

/// The notice: where it hangs, how long, what came of it.
#[derive(Debug, Args)]
pub struct Posted {
    /// 公示位置
    #[arg(long, value_name = "位置")]
    pub(crate) place: Option<String>,
    /// 第一天
    #[arg(long, value_name = "日期")]
    pub(crate) from: Option<Date>,
    /// 最后一天
    #[arg(long, value_name = "日期")]
    pub(crate) to: Option<Date>,
    /// 结果，如 未收到异议
    #[arg(long, value_name = "结果")]
    pub(crate) result: Option<String>,
    /// 意见反映方式
    #[arg(long, value_name = "电话、邮箱")]
    pub(crate) objections: Option<String>,
}

/// The steps of a delegation's life (办理经过).
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 办理经过：走到哪一步、还差什么
    Life {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
    },
    /// 启动一个团组，选定校内审批链
    Start {
        #[command(flatten)]
        about: About,
        /// 审批链代号；不填则按学校、省份自动选
        #[arg(long, value_name = "代号")]
        chain: Option<String>,
    },
    /// 记录一个部门的同意意见
    Review {
        #[command(flatten)]
        about: About,
        /// 哪个部门，如 国际处
        #[arg(value_name = "部门")]
        office: String,
        /// 意见里要记下的话
        #[arg(long, default_value = "", value_name = "意见")]
        note: String,
    },
    /// 记录退回
    Return {
        #[command(flatten)]
        about: About,
        /// 谁退回的
        #[arg(long, value_name = "单位", value_parser = list::filled)]
        by: String,
        /// 原因
        #[arg(long, value_name = "原因")]
        reason: String,
        /// 从审批链的哪个环节重新审，写名称或代号；不填则从头
        #[arg(long, value_name = "环节", value_parser = list::filled)]
        to: Option<String>,
    },
    /// 双跨团组：记录组团单位的任务通知书
    Notice {
        #[command(flatten)]
        about: About,
        /// 编号
        #[arg(value_name = "编号")]
        number: String,
        /// 组团单位
        #[arg(long, value_name = "单位", value_parser = list::filled)]
        organiser: String,
    },
    /// 事前公示：张贴，或补记结果
    Post {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        #[command(flatten)]
        posted: Posted,
    },
    /// 报送（先核对规定，有禁止项或未说明的不能报）
    Submit {
        #[command(flatten)]
        about: About,
        /// 发文字号
        #[arg(long, default_value = "", value_name = "字号")]
        number: String,
        /// 报送机关；不填则为学校的主送机关
        #[arg(long, value_name = "机关", value_parser = list::filled)]
        to: Option<String>,
        #[command(flatten)]
        reasons: Reasons,
    },
    /// 撤回已报送的
    Withdraw {
        #[command(flatten)]
        about: About,
        /// 原因
        #[arg(long, value_name = "原因")]
        reason: String,
    },
    /// 记录不予批准、不同意：申请到此为止（要改了再报的用 return）
    Reject {
        #[command(flatten)]
        about: About,
        /// 谁不批准：报送后是审批机关，报送前是审批链里正在审的部门
        #[arg(long, value_name = "单位", value_parser = list::filled)]
        by: String,
        /// 原因
        #[arg(long, value_name = "原因")]
        reason: String,
    },
    /// 记录任务批件；批准内容与申报不同的写出来
    Approve {
        #[command(flatten)]
        about: About,
        /// 批件号
        #[arg(value_name = "批件号")]
        number: String,
        /// 批准机关
        #[arg(long, value_name = "机关", value_parser = list::filled)]
        authority: String,
        #[command(flatten)]
        differing: Differing,
    },
    /// 领出因公证照；不写姓名则为全体因公人员
    Lend {
        #[command(flatten)]
        about: About,
        /// 姓名
        #[arg(value_name = "姓名")]
        members: Vec<String>,
    },
    /// 记录签证；不写姓名则为全体因公人员
    Visa {
        #[command(flatten)]
        about: About,
        /// 哪个国家，如 巴西 或 BR
        #[arg(value_name = "国家")]
        country: String,
        /// 有效期至
        #[arg(long, value_name = "日期")]
        until: Date,
        /// 姓名
        #[arg(value_name = "姓名")]
        members: Vec<String>,
    },
    /// 记录行前教育；不写姓名则全体到场
    Educate {
        #[command(flatten)]
        about: About,
        /// 地点
        #[arg(long, value_name = "地点", value_parser = list::filled)]
        place: String,
        /// 内容，用逗号或顿号分开；不填则外事纪律、财经纪律、保密、安全
        #[arg(long, value_name = "内容")]
        topics: Vec<String>,
        /// 到场的人
        #[arg(value_name = "姓名")]
        attended: Vec<String>,
    },
    /// 记录涉密人员的保密审查、保密承诺和同意派出函
    Vet {
        #[command(flatten)]
        about: About,
        /// 谁
        #[arg(value_name = "姓名")]
        member: String,
        /// 审查部门
        #[arg(long, default_value = "保密办", value_name = "部门", value_parser = list::filled)]
        office: String,
    },
    /// 批复后申请变更；只写要变的
    Change {
        #[command(flatten)]
        about: About,
        /// 原因
        #[arg(long, value_name = "原因")]
        reason: String,
        #[command(flatten)]
        differing: Differing,
        #[command(flatten)]
        reasons: Reasons,
    },
    /// 一个部门同意变更
    Consent {
        #[command(flatten)]
        about: About,
        /// 哪个部门
        #[arg(value_name = "部门")]
        office: String,
    },
    /// 变更获批准
    Grant {
        #[command(flatten)]
        about: About,
        /// 批复编号
        #[arg(long, default_value = "", value_name = "编号")]
        number: String,
    },
    /// 变更未获批准
    Refuse {
        #[command(flatten)]
        about: About,
        /// 原因
        #[arg(long, value_name = "原因")]
        reason: String,
    },
    /// 记录出境（边检章日期）
    Depart {
        #[command(flatten)]
        about: About,
        #[command(flatten)]
        reasons: Reasons,
    },
    /// 记录回国（边检章日期，不写时为批准的入境日，还没到则为今天）；与批准不同的写出来
    Home {
        #[command(flatten)]
        about: About,
        /// 任务完成情况、未完成的原因
        #[arg(long, default_value = "", value_name = "情况")]
        note: String,
        #[command(flatten)]
        differing: Differing,
    },
    /// 收回证照；不写姓名则为全部未交回的
    Collect {
        #[command(flatten)]
        about: About,
        /// 姓名
        #[arg(value_name = "姓名")]
        members: Vec<String>,
    },
    /// 记录出访报告已交
    Report {
        #[command(flatten)]
        about: About,
        /// 交给谁；不填则为学校的主送机关
        #[arg(long, value_name = "单位", value_parser = list::filled)]
        to: Option<String>,
    },
    /// 实际执行情况公示
    Publish {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
        #[command(flatten)]
        posted: Posted,
    },
    /// 取消出访
    Cancel {
        #[command(flatten)]
        about: About,
        /// 原因
        #[arg(long, value_name = "原因")]
        reason: String,
    },
    /// 归档
    Close {
        #[command(flatten)]
        about: About,
    },
    /// 撤销最后一步记录（一个命令记下的几个人一起撤销）
    Undo {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组")]
        which: String,
    },
}

/// Runs a step and says where the delegation stands now.
pub(super) async fn run(door: &Door, books: &Books, command: Command) -> Result<(), Error> {
    match command {
        Command::Life { which } => show(door, &which).await,
        Command::Undo { which } => undo(door, &which).await,
        Command::Post { which, posted } => post(door, &which, posted).await,
        step => record(door, books, step).await,
    }
}

async fn show(door: &Door, which: &str) -> Result<(), Error> {
    let delegation = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            meant(desk, &season, which).await
        })
        .await?;
    door.terminal.say(&tell::life(&delegation));
    Ok(())
}

async fn undo(door: &Door, which: &str) -> Result<(), Error> {
    let (delegation, entry) = door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            operations::life::undo(desk, delegation.id).await
        })
        .await?;
    door.terminal.say(&format!("已撤销{}的{}", delegation.name, tell::entry(&entry)));
    say_where(door, &delegation);
    Ok(())
}

async fn post(door: &Door, which: &str, posted: Posted) -> Result<(), Error> {
    let delegation = door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            let publicity = make::publicity(posted, delegation.publicity.as_ref(), desk.today)?;
            operations::life::post(desk, delegation.id, publicity).await
        })
        .await?;
    door.terminal.say(&format!("已记录{}的事前公示", delegation.name));
    say_where(door, &delegation);
    Ok(())
}

async fn record(door: &Door, books: &Books, command: Command) -> Result<(), Error> {
    let (delegation, step) = door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, make::which(&command)).await?;
            let school = people::operations::load(desk, delegation.school).await?;
            let reasons = make::reasons(&command);
            let events = make::events(command, &delegation, &school, books, desk.today)?;
            let step = events.first().map(|event| (event.step().words().zh, event.on()));
            let ground = Ground { books, season: &season };
            let given = reasons.given();
            let told = (events, given.as_slice());
            Ok((operations::life::answered(desk, ground, delegation.id, told).await?, step))
        })
        .await?;
    if let Some((step, on)) = step {
        door.terminal.say(&format!("已记录{}的“{step}”（{on}）", delegation.name));
    }
    say_where(door, &delegation);
    Ok(())
}

fn say_where(door: &Door, delegation: &Delegation) {
    door.terminal.say(&tell::next_steps(delegation));
}
