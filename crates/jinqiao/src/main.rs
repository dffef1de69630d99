//! Jinqiao (金桥): from the organiser's annex to a lawful trip. This file is the
//! command line; every verb is an operation of the module that owns it.

mod config;
mod journal;
mod plan;
mod serve;
mod vault;
mod words;

use std::process::ExitCode;

use chassis::Error;
use clap::{Parser, Subcommand};
use delegation::commands::{Folders, rulebook};

use config::Settings;

/// 金桥：从主办方附件到合规的出访团组
#[derive(Debug, Parser)]
#[command(name = "jinqiao", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// 一步到位：读附件、排赛站、查规定、出公文
    Plan(plan::Plan),
    /// 赛季：读附件、导入、比较、赛站一览、导出
    #[command(subcommand)]
    Season(SeasonVerb),
    /// 团组：名单模板、导入、检查、出公文
    #[command(subcommand)]
    Delegation(delegation::commands::Command),
    /// 时限：什么该办、最晚哪天、什么会顺延、哪里有冲突
    Deadlines(delegation::commands::Deadlines),
    /// 规定库：查数值和依据、检查自己的规定库
    #[command(subcommand)]
    Rulebook(rulebook::Command),
    /// 归档包：核对是不是打包时的原件
    #[command(subcommand)]
    Archive(delegation::commands::Archive),
    /// 期望成果：登记、列出、记录完成情况和佐证
    #[command(subcommand)]
    Promise(PromiseVerb),
    /// 目标台账：每项目标承诺了什么、做到了什么、佐证在哪、还差什么
    Goals(objective::commands::Goals),
    /// 自备表格：查标签、看素材、试填、填写
    #[command(subcommand)]
    Template(delegation::commands::template::Command),
    /// 打开工作台：浏览器里办公
    Serve(serve::Serve),
    /// 办理日志：列出、核对有没有被改动、打印链头
    #[command(subcommand)]
    Journal(journal::Command),
    /// 备份：数据库和附件写成一个文件，办公不用停
    Backup(vault::Backup),
    /// 恢复：把备份放进空的数据文件夹或空的 PostgreSQL 数据库
    Restore(vault::Restore),
    /// 搬家：把数据搬到另一个数据库（内置库与 PostgreSQL 可互搬）
    Move(vault::Move),
    /// 令牌：给程序用的钥匙，发放、列出、收回
    #[command(subcommand)]
    Token(people::commands::token::Command),
    /// 学校：登记、查看
    #[command(subcommand)]
    School(people::commands::Command),
    /// 人员：登记、查找、导入导出、同意、删除
    #[command(subcommand)]
    Person(people::commands::person::Command),
}

#[derive(Debug, Subcommand)]
enum SeasonVerb {
    #[command(flatten)]
    Season(season::commands::Command),
    /// 赛站一览：能不能去、超几天、怎么办、最晚何时启动、要花多少钱
    Board(delegation::commands::Board),
}

#[derive(Debug, Subcommand)]
enum PromiseVerb {
    /// 另行登记一项期望成果；团组工作簿再导入时保留
    Make(delegation::commands::Make),
    #[command(flatten)]
    Promise(objective::commands::Command),
}

fn main() -> ExitCode {
    // Whoever touches strangers' files is this same program, locked up.
    match std::env::args_os().nth(1) {
        Some(verb) if verb == intake::CHILD_VERB => return intake::child::serve(),
        Some(verb) if verb == delegation::forms::CHILD_VERB => return delegation::forms::serve(),
        Some(verb) if verb == delegation::archive::CHILD_VERB => return delegation::archive::serve(),
        _ => {}
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return words::misread(&error),
    };
    let runtime = match cli.verb {
        Verb::Serve(_) => tokio::runtime::Builder::new_multi_thread().enable_all().build(),
        _ => tokio::runtime::Builder::new_current_thread().enable_all().build(),
    };
    let done = match runtime {
        Ok(runtime) => runtime.block_on(run(cli)),
        Err(source) => Err(Error::file("无法启动", source)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            config::terminal().note(&told(&error));
            ExitCode::from(error.exit_code())
        }
    }
}

async fn run(cli: Cli) -> Result<(), Error> {
    let Cli { settings, verb } = cli;
    let fonts = settings.fonts();
    let folders = Folders { fonts: fonts.as_deref(), rulebook: settings.rulebook() };
    match verb {
        Verb::Plan(plan) => plan.run(&settings).await,
        Verb::Season(SeasonVerb::Season(verb)) => season::commands::run(&settings.door()?, verb).await,
        Verb::Season(SeasonVerb::Board(board)) => board.run(&settings.door()?, folders).await,
        Verb::Delegation(verb) => Box::pin(delegation::commands::run(&settings.door()?, verb, folders)).await,
        Verb::Deadlines(deadlines) => deadlines.run(&settings.door()?, folders).await,
        Verb::Rulebook(verb) => rulebook::run(&settings.door()?, verb, folders).await,
        Verb::Archive(verb) => delegation::commands::run_archive(&settings.door()?, verb).await,
        Verb::Promise(PromiseVerb::Make(make)) => make.run(&settings.door()?).await,
        Verb::Promise(PromiseVerb::Promise(verb)) => objective::commands::run(&settings.door()?, verb).await,
        Verb::Goals(goals) => goals.run(&settings.door()?).await,
        Verb::Template(verb) => delegation::commands::template::run(&settings.door()?, verb, folders).await,
        Verb::Serve(serve) => serve.run(&settings).await,
        Verb::Journal(verb) => journal::run(&settings.door()?, verb).await,
        Verb::Backup(backup) => backup.run(&settings).await,
        Verb::Restore(restore) => restore.run(&settings).await,
        Verb::Move(moving) => moving.run(&settings).await,
        Verb::Token(verb) => people::commands::token::run(&settings.door()?, verb).await,
        Verb::School(verb) => people::commands::run(&settings.door()?, verb).await,
        Verb::Person(verb) => people::commands::person::run(&settings.door()?, verb).await,
    }
}

/// An error as a person reads it, with the English below for those who need it.
fn told(error: &Error) -> String {
    match error {
        Error::Missing(refusal) | Error::Refused(refusal) if !refusal.said.en.is_empty() => {
            format!("错误：{}\n      {}", refusal.said.zh, refusal.said.en)
        }
        other => format!("错误：{other}"),
    }
}
