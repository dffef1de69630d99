//! `jinqiao delegation archive` and `jinqiao archive verify`.

use std::path::{Path, PathBuf};

use chassis::{Door, Error};
use clap::Subcommand;
use documents::archive::{self, Damage, Files};

use super::{Folders, meant, write_file};
use crate::model::Delegation;
use crate::operations;
use crate::print::Press;

/// What one may do with an archive.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 核对归档包：哪怕一个字节被改动也能发现
    Verify {
        /// 归档包（.zip）
        file: PathBuf,
    },
}

/// Runs a command on an archive.
pub fn run(door: &Door, command: Command) -> Result<(), Error> {
    let Command::Verify { file } = command;
    let bytes =
        std::fs::read(&file).map_err(|source| Error::file(format!("读不到 {}", file.display()), source))?;
    match archive::verify(&bytes, chassis::digest) {
        Ok(manifest) => {
            let (count, made) = (manifest.files.len(), &manifest.made);
            door.terminal.say(&format!("完好：{}，{made}归档，{count}个文件", manifest.subject));
            door.terminal.say(&format!("校验值 {}（与归档时日志里的一致即为原件）", chassis::digest(&bytes)));
            Ok(())
        }
        Err(damage) => Err(damaged(&file, &damage)),
    }
}

fn damaged(file: &Path, damage: &[Damage]) -> Error {
    let told: Vec<String> = damage.iter().map(Damage::says).collect();
    Error::refused(
        "archive-damaged",
        format!("{}不是归档时的样子：{}；请换用未改动的副本", file.display(), told.join("；")),
        format!(
            "{} is not as it was archived: {} faults; use an untouched copy",
            file.display(),
            damage.len()
        ),
    )
}

/// Every file the delegation's money refers to; one that is gone or was changed
/// stops the archive.
fn attachments(door: &Door, delegation: &Delegation) -> Result<Files, Error> {
    let named = delegation.settlement.attachments().into_iter();
    named.map(|(name, file)| Ok((name, door.files.read(&file.digest)?))).collect()
}

/// Packs a delegation; the journal keeps the digest, by which the file is known.
pub(super) async fn pack(door: &Door, which: &str, out: &Path, folders: Folders<'_>) -> Result<(), Error> {
    let books = folders.books()?;
    let press = Press::new(&books, folders.fonts)?;
    let (name, digest, count) = door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            let journal = operations::journal_of(desk, delegation.id).await?;
            let examination = operations::examine(desk, &books, &season, delegation).await?;
            let handed_in = attachments(door, &examination.delegation)?;
            let files = crate::archive::files(&examination, &journal, &press, handed_in)?;
            let delegation = &examination.delegation;
            let bytes = archive::pack(&delegation.name, &desk.now.to_string(), &files, chassis::digest)
                .map_err(Error::fault)?;
            let digest = chassis::digest(&bytes);
            write_file(out, &bytes)?;
            operations::archived(desk, delegation.id, &digest).await?;
            Ok((delegation.name.clone(), digest, files.len()))
        })
        .await?;
    door.terminal.say(&format!("{name}已归档到 {}，{count}个文件", out.display()));
    door.terminal.say(&format!("校验值 {digest}，已记入日志；以后用 jinqiao archive verify 核对"));
    Ok(())
}
