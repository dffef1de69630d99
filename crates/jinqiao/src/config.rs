//! Configuration, read once: flags first, then environment, then defaults.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chassis::db::Address;
use chassis::{Clock, Colour, Door, Error, Files, Terminal};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use jinqiao::modules;

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub(crate) struct Settings {
    /// 数据文件夹（内置数据库、附件 files/ 和用户字体 fonts/ 放在这里）
    #[arg(long, global = true, value_name = "文件夹", env = "JINQIAO_DATA", default_value = "jinqiao-data")]
    data: PathBuf,
    /// 改用 PostgreSQL：postgres://用户@主机/库
    #[arg(long, global = true, value_name = "地址", env = "JINQIAO_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// 本单位自己的规定库文件夹，覆盖内置的同名数值
    #[arg(long, global = true, value_name = "文件夹", env = "JINQIAO_RULEBOOK")]
    rulebook: Option<PathBuf>,
    /// 以这一天为今天（如 2026-01-15），不填则取系统日期
    #[arg(long, global = true, value_name = "日期")]
    today: Option<Date>,
}

impl Settings {
    /// The door: database, clock, terminal.
    pub(crate) fn door(&self) -> Result<Door, Error> {
        let clock = self.clock()?;
        let program =
            std::env::current_exe().map_err(|source| Error::file("找不到本程序自身的位置", source))?;
        let mut door = Door::new(self.address(), modules::ALL, clock, program, terminal());
        door.files = Files::in_folder(self.data.join("files"));
        Ok(door)
    }

    /// Where the database is.
    pub(crate) fn address(&self) -> Address {
        match &self.database {
            Some(url) => Address::Postgres(url.clone()),
            None => Address::Folder(self.data.clone()),
        }
    }

    /// The folder of the user's own fonts, if there is one.
    pub(crate) fn fonts(&self) -> Option<PathBuf> {
        let folder = self.data.join("fonts");
        folder.is_dir().then_some(folder)
    }

    /// The folder of the office's own rulebook, if one is named.
    pub(crate) fn rulebook(&self) -> Option<&Path> {
        self.rulebook.as_deref().filter(|folder| !folder.as_os_str().is_empty())
    }

    /// The time at the door.
    pub(crate) fn clock(&self) -> Result<Clock, Error> {
        #[expect(clippy::disallowed_methods, reason = "this is the door: the one clock of the product")]
        let now = Timestamp::now();
        let china = now.in_tz("Asia/Shanghai").map_err(Error::fault)?;
        let Some(today) = self.today else { return Ok(Clock { now, today: china.date() }) };
        let now = today.to_datetime(china.time()).in_tz("Asia/Shanghai").map_err(Error::fault)?.timestamp();
        Ok(Clock { now, today })
    }
}

/// The terminal this program talks to.
pub(crate) fn terminal() -> Terminal {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = if std::io::stdout().is_terminal() && !plain { Colour::Yes } else { Colour::No };
    Terminal { colour, watched: std::io::stderr().is_terminal() }
}
