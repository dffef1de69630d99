//! `jinqiao school …`

pub mod person;
pub mod token;

use std::path::PathBuf;

use chassis::{Door, Error};
use clap::Subcommand;

use crate::{operations, wire};

/// What one may do with schools at the command line.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 登记学校（或更新同名学校）：读取 school.toml
    Keep {
        /// 学校信息文件
        file: PathBuf,
    },
    /// 列出已登记的学校
    List,
}

/// Runs a command.
pub async fn run(door: &Door, command: Command) -> Result<(), Error> {
    match command {
        Command::Keep { file } => {
            let text = std::fs::read_to_string(&file)
                .map_err(|source| Error::file(format!("读不到 {}", file.display()), source))?;
            let kept = door
                .change(async |desk| {
                    let id = desk.draw_id();
                    let school = wire::school(&text, id).map_err(|error| {
                        Error::refused(
                            "school-unreadable",
                            error.to_string(),
                            format!("unreadable school file: {error}"),
                        )
                    })?;
                    operations::keep(desk, school).await
                })
                .await?;
            door.terminal.say(&format!("已登记 {}（{}）", kept.name, kept.name_en));
        }
        Command::List => {
            let schools = door.look(operations::list).await?;
            if schools.is_empty() {
                door.terminal.say("还没有登记学校；用 jinqiao school keep 文件 登记一所");
            }
            for school in schools {
                door.terminal.say(&format!("{}\t{}", school.name, school.province));
            }
        }
    }
    Ok(())
}
