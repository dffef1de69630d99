//! `jinqiao season …`

use std::path::{Path, PathBuf};

use chassis::{Door, Error};
use clap::Subcommand;
use kernel::{Country, Id};

use crate::annex::{self, Reading};
use crate::model::{Field, Season};
use crate::operations::{self, Edits, Import, Incoming};
use crate::received::{self, Received};
use crate::{export, tell};

/// What one may do with seasons at the command line.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 只读不存：列出读到的赛站、任务、目标和没看懂的格子
    Read {
        /// 附件（.docx、.xlsx、.csv、.txt 或带文字层的 .pdf）
        file: PathBuf,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 存入附件；已有赛季时先列出差异，加 --apply 才更新
    Import {
        /// 附件
        file: PathBuf,
        /// 有差异也直接更新
        #[arg(long)]
        apply: bool,
        /// 更新时，附件改动过的字段不再保留本地修改
        #[arg(long, requires = "apply")]
        overwrite: bool,
    },
    /// 让某一版附件生效
    Apply {
        /// 第几版
        #[arg(value_name = "版号")]
        number: i64,
        /// 附件改动过的字段不再保留本地修改
        #[arg(long)]
        overwrite: bool,
    },
    /// 列出导入过的各版附件；给出版号则输出那一版的读取结果
    Versions {
        /// 第几版
        #[arg(id = "number", value_name = "版号")]
        number: Option<i64>,
    },
    /// 决定去哪些国家（附件写“/”或“或”时由你决定）
    Decide {
        /// 赛站序号
        stop: u32,
        /// 国家代码或中文名，可写多个：AE 或 伊朗,阿联酋
        #[arg(long, value_name = "国家", value_delimiter = ',', required = true)]
        countries: Vec<String>,
    },
    /// 改一站的一项：国家/地区、城市、时间、停留天数、活动主题、名称
    Edit {
        /// 赛站序号
        stop: u32,
        /// 哪一项
        field: Field,
        /// 改成什么，写法与附件相同
        value: String,
    },
    /// 按附件的表样写出
    Export {
        /// 写到哪里（.docx、.xlsx 或 .csv）
        out: PathBuf,
    },
}

/// Runs a command.
pub async fn run(door: &Door, command: Command) -> Result<(), Error> {
    let edits = |overwrite| if overwrite { Edits::GiveWay } else { Edits::Keep };
    match command {
        Command::Read { file, json } => {
            let (reading, _) = read(door, &file)?;
            let told = if json { received::json(&reading)? } else { tell::reading(&reading) };
            door.terminal.say(&told);
            Ok(())
        }
        Command::Import { file, apply, overwrite } => {
            import(door, &file, apply.then(|| edits(overwrite))).await
        }
        Command::Apply { number: version, overwrite } => {
            let year = door.look(operations::current).await?.year;
            let differences = door
                .change(async |desk| operations::apply(desk, year, version, edits(overwrite)).await)
                .await?;
            door.terminal.say(&format!("第{version}版附件已生效，{}处不同", differences.len()));
            Ok(())
        }
        Command::Versions { number: None } => {
            let (versions, holds) = door.look(operations::versions).await?;
            door.terminal.say(&tell::versions(&versions, holds));
            Ok(())
        }
        Command::Versions { number: Some(version) } => {
            let reading = door.look(async |desk| operations::reading(desk, version).await).await?;
            door.terminal.say(&reading);
            Ok(())
        }
        Command::Decide { stop, countries } => decide(door, stop, &countries).await,
        Command::Export { out } => write(door, &out).await,
        Command::Edit { stop, field, value } => {
            door.change(async |desk| operations::edit(desk, stop, field, &value).await).await?;
            door.terminal.say(&format!("第{stop}站 {}：{value}", field.words().zh));
            Ok(())
        }
    }
}

/// Reads a stranger's annex in the child process.
fn read(door: &Door, file: &Path) -> Result<(Reading, String), Error> {
    let bytes =
        std::fs::read(file).map_err(|source| Error::file(format!("读不到 {}", file.display()), source))?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let Received { reading, digest } = received::read(&door.program, &bytes, &name, door.clock.today)?;
    Ok((reading, digest))
}

/// The season of a stranger's annex, to be looked at and not kept.
pub fn glance(door: &Door, file: &Path) -> Result<Season, Error> {
    let (reading, _) = read(door, file)?;
    if reading.stops.is_empty() {
        return Err(operations::no_stops(&reading.file));
    }
    let mut position = 0;
    let passing = || {
        position += 1;
        Id::passing(position)
    };
    Ok(reading.season(Id::passing(0), passing))
}

/// Imports a file, and applies a newer version at once if told how.
async fn import(door: &Door, file: &Path, apply: Option<Edits<'_>>) -> Result<(), Error> {
    let (reading, import) = keep(door, file).await?;
    match (&import, apply) {
        (Import::Newer { version, differences }, Some(edits)) => {
            let (year, version) = (reading.year, *version);
            door.change(async |desk| operations::apply(desk, year, version, edits).await).await?;
            door.terminal.say(&tell::differences(differences));
            door.terminal.say(&format!("第{version}版附件已生效"));
        }
        (Import::Newer { version, differences }, None) => {
            door.terminal.say(&tell::differences(differences));
            door.terminal
                .say(&format!("已存为第{version}版，尚未生效；确认后运行 jinqiao season apply {version}"));
        }
        (Import::First | Import::Same, _) => door.terminal.say(&tell::import(&reading, &import)),
    }
    Ok(())
}

/// Reads and keeps an annex, changing nothing that holds; says what came of it.
pub async fn keep(door: &Door, file: &Path) -> Result<(Reading, Import), Error> {
    let (reading, digest) = read(door, file)?;
    let annex = annex::as_written(&reading);
    let json = received::json(&reading)?;
    let incoming = Incoming { annex: &annex, file: &reading.file, digest: &digest, reading: &json };
    let import = door.change(async |desk| operations::import(desk, incoming).await).await?;
    Ok((reading, import))
}

async fn decide(door: &Door, stop: u32, countries: &[String]) -> Result<(), Error> {
    let mut chosen = Vec::new();
    for name in countries {
        let country = name.trim().parse().ok().or_else(|| Country::find(name)).ok_or_else(|| {
            Error::refused(
                "country-unknown",
                format!("不认识国家“{name}”；请写中文名或两位代码，如 阿联酋 或 AE"),
                format!("“{name}” is no country; write its name or its two letters"),
            )
        })?;
        chosen.push(country);
    }
    let value = door.change(async |desk| operations::decide(desk, stop, &chosen).await).await?;
    door.terminal.say(&format!("第{stop}站 国家/地区：{value}"));
    Ok(())
}

async fn write(door: &Door, out: &Path) -> Result<(), Error> {
    let annex = door.look(operations::current_text).await?;
    let extension = out.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes = match extension.as_str() {
        "docx" => export::docx(&annex),
        "xlsx" => export::xlsx(&annex),
        "csv" => export::csv(&annex),
        _ => {
            return Err(Error::refused(
                "format-unknown",
                format!("不会写 {}；文件名请以 .docx、.xlsx 或 .csv 结尾", out.display()),
                format!("{} has no known extension; use .docx, .xlsx or .csv", out.display()),
            ));
        }
    }
    .map_err(Error::fault)?;
    std::fs::write(out, bytes).map_err(|source| Error::file(format!("写不出 {}", out.display()), source))?;
    door.terminal.say(&format!("{} 已写到 {}", annex.name, out.display()));
    Ok(())
}
