//! `jinqiao token …`: keys for programs.

use chassis::{Door, Error};
use clap::Subcommand;

use crate::model::AccessTokenId;
use crate::operations::token;

/// What one may do with tokens at the command line.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 发一个令牌给程序用；令牌只显示这一次
    Make {
        /// 程序以谁的身份办事
        #[arg(long, value_name = "登录名")]
        login: String,
        /// 用途，如 教务系统取数
        #[arg(long, value_name = "用途")]
        name: String,
        /// 多少天后失效
        #[arg(long, value_name = "天数", default_value_t = 90)]
        days: i64,
    },
    /// 列出令牌：编号、登录名、用途、到哪天、最近使用
    List,
    /// 收回一个令牌
    Revoke {
        /// 令牌编号，见 jinqiao token list
        #[arg(value_name = "编号")]
        id: String,
    },
}

/// Runs a command.
pub async fn run(door: &Door, command: Command) -> Result<(), Error> {
    let day = |at: jiff::Timestamp| at.in_tz("Asia/Shanghai").map(|at| at.date()).map_err(Error::fault);
    match command {
        Command::Make { login, name, days } => {
            let (made, secret) =
                door.change(async |desk| token::make(desk, &login, &name, days).await).await?;
            let ends = day(made.ends)?;
            door.terminal.note(&format!(
                "已为 {login} 发出令牌“{}”，{ends}失效；请立即存好，下面这一行不会再显示",
                made.name
            ));
            door.terminal.say(&secret);
        }
        Command::List => {
            let listed = door.look(token::list).await?;
            if listed.is_empty() {
                door.terminal.say("还没有令牌；用 jinqiao token make 发一个");
            }
            for it in listed {
                let seen = it.token.seen.map(day).transpose()?;
                let seen = seen.map_or_else(|| "未用过".to_owned(), |seen| format!("{seen}用过"));
                let ends = day(it.token.ends)?;
                let over = if it.token.ends <= door.clock.now { "已失效" } else { "失效" };
                let (id, name) = (it.token.id, &it.token.name);
                door.terminal.say(&format!("{id}\t{}\t{name}\t{ends}{over}\t{seen}", it.login));
            }
        }
        Command::Revoke { id } => {
            let id: AccessTokenId = id.trim().parse().map_err(|error: kernel::UnreadableId| {
                Error::refused("token-unknown", error.to_string(), "that is no token's id")
            })?;
            door.change(async |desk| token::revoke(desk, id).await).await?;
            door.terminal.say("已收回；用它的程序从现在起进不来");
        }
    }
    Ok(())
}
