//! Printing letters of invitation at the command line.

use std::path::PathBuf;

use chassis::{Door, Error};
use clap::Args;

use super::{Folders, folder_name, meant, write_file};
use crate::facts::Aim;
use crate::letters::Wanted;
use crate::print::Press;
use crate::{operations, tell};

/// Which letters, and where to.
#[derive(Debug, Args)]
pub struct Letters {
    /// 团组：赛站序号或团组编号
    #[arg(value_name = "团组")]
    which: String,
    /// 语种，如 ru 或 俄文；不填则用邀请方所在国通用的语种
    #[arg(long, value_name = "语种")]
    language: Option<String>,
    /// 只出这一家邀请方的，写工作簿里的序号；不填则每家一份
    #[arg(long, value_name = "序号")]
    host: Option<usize>,
    /// 签证用：名单列出出生日期和护照号码
    #[arg(long)]
    visa: bool,
    /// 写到哪个文件夹
    #[arg(long, value_name = "文件夹", default_value = "out")]
    out: PathBuf,
}

pub(super) async fn letters(door: &Door, asked: Letters, folders: Folders<'_>) -> Result<(), Error> {
    let Letters { which, language, host, visa, out } = asked;
    let books = folders.books()?;
    let examination = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, &which).await?;
            operations::examine(desk, &books, &season, delegation).await
        })
        .await?;
    let aim = if visa { Aim::Visa } else { Aim::Application };
    let press = Press::new(&books, folders.fonts)?;
    let drafts = press.letters(&examination, &Wanted { host, language, aim })?;
    let folder = out.join(folder_name(&examination));
    for draft in &drafts {
        for (extension, bytes) in &draft.printed.files {
            write_file(&folder.join(format!("{}.{extension}", draft.printed.stem)), bytes)?;
        }
        door.terminal.say(&tell::letter(draft));
    }
    door.terminal.say(&format!("写到 {}", folder.display()));
    Ok(())
}
