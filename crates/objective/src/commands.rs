//! `jinqiao promise …` and `jinqiao goals`.

use std::path::{Path, PathBuf};

use chassis::{Desk, Door, Error, digest};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use people::model::SchoolId;

use crate::model::{Account, Enclosure, Lasting, Progress, Promise, Proof, Subject, Verdict};
use crate::operations::{self, Judgement, Scope};
use crate::tell;

/// What one may do with promises at the command line.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 列出期望成果，最急的在前
    List {
        /// 只列待落实的
        #[arg(long)]
        open: bool,
        /// 只列某人负责的
        #[arg(long, value_name = "姓名")]
        owner: Option<String>,
        /// 哪所学校；不填则全部
        #[arg(long, value_name = "校名")]
        school: Option<String>,
    },
    /// 登记完成情况：完成、部分完成或未完成
    Fulfil {
        /// 期望成果的编号（列表里方括号内的即可）
        #[arg(value_name = "编号")]
        which: String,
        /// 结论：done 完成、partly 部分完成、not 未完成
        #[arg(long, value_name = "结论")]
        verdict: Verdict,
        /// 差在哪里、为什么；部分完成和未完成必填
        #[arg(long, value_name = "原因", default_value = "")]
        why: String,
        /// 佐证
        #[command(flatten)]
        shown: Shown,
    },
    /// 补一份佐证，不改完成结论
    Evidence {
        /// 期望成果的编号
        #[arg(value_name = "编号")]
        which: String,
        /// 佐证
        #[command(flatten)]
        shown: Shown,
    },
    /// 撤销一项待落实的成果，写明原因
    Release {
        /// 期望成果的编号
        #[arg(value_name = "编号")]
        which: String,
        /// 为什么不再承诺
        #[arg(value_name = "原因")]
        reason: String,
    },
    /// 移交给另一位责任人
    Handover {
        /// 期望成果的编号
        #[arg(value_name = "编号")]
        which: String,
        /// 接手人姓名
        #[arg(value_name = "姓名")]
        to: String,
        /// 为什么移交
        #[arg(long, value_name = "原因", default_value = "")]
        why: String,
    },
}

/// Evidence as the command line gives it.
#[derive(Debug, Args)]
pub struct Shown {
    /// 佐证是什么材料
    #[arg(long, value_name = "材料")]
    evidence: Option<String>,
    /// 材料形成的日期；不填则为今天
    #[arg(long, value_name = "日期", requires = "evidence")]
    on: Option<Date>,
    /// 有效至哪天（如协议的期满日）；到那年为止每年都算
    #[arg(long, value_name = "日期", requires = "evidence")]
    until: Option<Date>,
    /// 材料的文件；只记文件名和摘要，文件由本校保管
    #[arg(long, value_name = "文件", requires = "evidence")]
    file: Option<PathBuf>,
    /// 对应的记录：模块/编号
    #[arg(long, value_name = "记录", requires = "evidence")]
    record: Option<Subject>,
}

/// `jinqiao goals`
#[derive(Debug, Args)]
pub struct Goals {
    /// 只看某一项目标（附件的序号）
    #[arg(value_name = "目标")]
    number: Option<u32>,
    /// 哪所学校；不填则全部
    #[arg(long, value_name = "校名")]
    school: Option<String>,
}

/// Runs a command.
pub async fn run(door: &Door, command: Command) -> Result<(), Error> {
    match command {
        Command::List { open, owner, school } => {
            let only = if open { Some(Progress::Open) } else { None };
            list(door, only, owner.as_deref(), school.as_deref()).await
        }
        Command::Fulfil { which, verdict, why, shown } => {
            let judgement =
                Judgement { verdict, why, proofs: shown.proof(door.clock.today)?.into_iter().collect() };
            let promise = door
                .change(async |desk| {
                    let id = operations::find(desk, &which).await?.id;
                    operations::fulfil(desk, id, judgement).await
                })
                .await?;
            say(door, promise.progress().words().zh, &promise);
            Ok(())
        }
        Command::Evidence { which, shown } => evidence(door, &which, shown).await,
        Command::Release { which, reason } => {
            let promise = door
                .change(async |desk| {
                    let id = operations::find(desk, &which).await?.id;
                    operations::release(desk, id, &reason).await
                })
                .await?;
            say(door, "已撤销", &promise);
            Ok(())
        }
        Command::Handover { which, to, why } => {
            let promise = door
                .change(async |desk| {
                    let id = operations::find(desk, &which).await?.id;
                    operations::hand_over(desk, id, &to, &why).await
                })
                .await?;
            say(door, &format!("已移交{}", promise.owner()), &promise);
            Ok(())
        }
    }
}

async fn list(
    door: &Door,
    only: Option<Progress>,
    owner: Option<&str>,
    school: Option<&str>,
) -> Result<(), Error> {
    let promises = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?.id;
            let school = school_named(desk, school).await?;
            operations::list(desk, Scope { school, season: Some(season) }).await
        })
        .await?;
    let wanted = |promise: &&Promise| {
        only.is_none_or(|progress| promise.progress() == progress)
            && owner.is_none_or(|owner| promise.owner() == owner)
    };
    let promises: Vec<&Promise> = promises.iter().filter(wanted).collect();
    if promises.is_empty() {
        door.terminal.say(
            "没有这样的期望成果；团组工作簿的“期望成果”表填好后导入即有，也可用 jinqiao promise make 登记",
        );
        return Ok(());
    }
    door.terminal.say(&tell::list(&promises, door.clock.today));
    Ok(())
}

async fn evidence(door: &Door, which: &str, shown: Shown) -> Result<(), Error> {
    let proof = shown.proof(door.clock.today)?.ok_or_else(|| {
        Error::refused(
            "evidence-empty",
            "没有写佐证；请用 --evidence 写明是什么材料",
            "no evidence is named; say what it is with --evidence",
        )
    })?;
    let promise = door
        .change(async |desk| {
            let promise = operations::find(desk, which).await?;
            operations::file(desk, promise.origin.school, promise.subject(), proof).await?;
            operations::load(desk, promise.id).await
        })
        .await?;
    say(door, &format!("已补佐证，现有{}份", promise.evidence.len()), &promise);
    Ok(())
}

fn say(door: &Door, what: &str, promise: &Promise) {
    door.terminal.say(&format!("{what}：{}（{}）", promise.outcome.what, promise.origin.name));
}

impl Shown {
    /// The evidence that is given, its file digested.
    fn proof(self, today: Date) -> Result<Option<Proof>, Error> {
        let Some(what) = self.evidence else { return Ok(None) };
        let file = self.file.as_deref().map(enclosure).transpose()?;
        Ok(Some(Proof {
            what: what.trim().to_owned(),
            on: self.on.unwrap_or(today),
            lasts: self.until.map_or(Lasting::Once, Lasting::Until),
            file,
            record: self.record,
        }))
    }
}

fn enclosure(path: &Path) -> Result<Enclosure, Error> {
    let bytes =
        std::fs::read(path).map_err(|source| Error::file(format!("读不到 {}", path.display()), source))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Enclosure { name, digest: digest(&bytes) })
}

async fn school_named(desk: &mut Desk<'_>, name: Option<&str>) -> Result<Option<SchoolId>, Error> {
    match name {
        Some(name) => people::operations::find(desk, name).await.map(|school| Some(school.id)),
        None => Ok(None),
    }
}

impl Goals {
    /// Prints the page of goals.
    pub async fn run(self, door: &Door) -> Result<(), Error> {
        let (season, schools, promises) = door
            .look(async |desk| {
                let season = season::operations::current(desk).await?;
                let school = school_named(desk, self.school.as_deref()).await?;
                let promises = operations::list(desk, Scope { school, season: Some(season.id) }).await?;
                Ok((season, people::operations::list(desk).await?, promises))
            })
            .await?;
        let mut accounts = Account::of_goals(&season.goals, &promises);
        if let Some(number) = self.number {
            accounts.retain(|account| account.goal.is_some_and(|goal| goal.number == number));
            if accounts.is_empty() {
                return Err(Error::missing(
                    "goal-unknown",
                    format!("附件里没有目标{number}；不写序号可看全部目标"),
                    format!("the annex has no goal {number}; leave the number out to see all"),
                ));
            }
        }
        let whose = match (&self.school, schools.as_slice()) {
            (Some(named), _) => named,
            (None, [only]) => &only.name,
            (None, _) => "全部学校",
        };
        let heading = format!("{}年出访目标台账（{whose}，截至{}）", season.year, door.clock.today);
        door.terminal.say(&tell::goals(&heading, &accounts, door.clock.today));
        Ok(())
    }
}
