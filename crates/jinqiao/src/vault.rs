//! `jinqiao backup`, `jinqiao restore` and `jinqiao move`.

use std::path::{Path, PathBuf};

use chassis::db::Address;
use chassis::vault::{self, Manifest, Target};
use chassis::{Door, Error, Files, Refusal, journal};
use clap::Args;
use jiff::Timestamp;
use jinqiao::modules;
use kernel::Said;

use crate::config::Settings;

/// `jinqiao backup 文件`
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// 备份写到哪个文件（.zip）；给文件夹则按时间取名
    #[arg(value_name = "文件")]
    out: PathBuf,
}

/// `jinqiao restore 备份`
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// 备份文件；给文件夹则逐个核对，说出最新的完好备份
    #[arg(value_name = "备份")]
    file: PathBuf,
}

/// `jinqiao move --to 地址`
#[derive(Debug, Args)]
pub(crate) struct Move {
    /// 搬到哪里：空的数据文件夹，或 `postgres://用户@主机/库`
    #[arg(long, value_name = "地址", env = "JINQIAO_MOVE_TO", hide_env_values = true)]
    to: String,
}

impl Backup {
    pub(crate) async fn run(self, settings: &Settings) -> Result<(), Error> {
        let door = settings.door()?;
        is_there(&door)?;
        let out = if self.out.is_dir() { self.out.join(name(door.clock.now)?) } else { self.out };
        if out.exists() {
            return Err(Error::refused(
                "backup-exists",
                format!("{} 已经有了，没有覆盖；请换一个文件名", out.display()),
                format!("{} is there already and was not replaced; give another name", out.display()),
            ));
        }
        let address = settings.address();
        let made = vault::back_up(&address, modules::ALL, &door.files, door.clock.now, &out).await?;
        door.terminal.say(&format!("备份已写到 {}：{}", out.display(), holds(&made)));
        door.terminal.say(&format!("日志链头 {}，请另存", made.journal));
        Ok(())
    }
}

impl Restore {
    pub(crate) async fn run(self, settings: &Settings) -> Result<(), Error> {
        let door = settings.door()?;
        if self.file.is_dir() {
            return offer(&door, &self.file);
        }
        let mut backup = match vault::check(&self.file, modules::ALL) {
            Ok(backup) => backup,
            Err(error) => return Err(with_offer(error, &self.file)),
        };
        let address = settings.address();
        let target =
            Target { address: &address, files: &door.files, modules: modules::ALL, now: door.clock.now };
        vault::restore(&mut backup, target).await?;
        door.terminal.say(&format!("已从 {} 恢复：{}", self.file.display(), holds(&backup.manifest)));
        standing(&door, &backup.manifest).await
    }
}

impl Move {
    pub(crate) async fn run(self, settings: &Settings) -> Result<(), Error> {
        let door = settings.door()?;
        is_there(&door)?;
        let (from, to) = (settings.address(), Address::typed(&self.to));
        let files = match &to {
            Address::Folder(folder) => Files::in_folder(folder.join("files")),
            Address::Postgres(_) => door.files.clone(),
        };
        let target = Target { address: &to, files: &files, modules: modules::ALL, now: door.clock.now };
        let moved = vault::move_to(&from, &door.files, target).await?;
        let (place, how) = match &to {
            Address::Folder(folder) => {
                let folder = folder.display();
                (format!("{folder}"), format!("--data {folder}，不再写 --database"))
            }
            Address::Postgres(_) => {
                let folder = door.files.folder().display();
                (format!("PostgreSQL；附件仍在 {folder}"), "--database 地址，--data 照旧".to_owned())
            }
        };
        door.terminal.say(&format!("已搬到 {place}：{}", holds(&moved)));
        let mut there = Door::new(to, modules::ALL, door.clock, door.program, door.terminal);
        there.files = files;
        standing(&there, &moved).await?;
        there.terminal.say(&format!("以后请用 {how}；原来的数据没有动，确认无误后再自行处理"));
        Ok(())
    }
}

/// Whether there is anything to be kept.
fn is_there(door: &Door) -> Result<(), Error> {
    if door.has_database() {
        return Ok(());
    }
    Err(Error::missing(
        "database-empty",
        "这里还没有数据库；请检查 --data 或 --database 的地址",
        "there is no database here yet; check the address given by --data or --database",
    ))
}

/// What a backup is called in a folder of backups: by its time, in China.
fn name(now: Timestamp) -> Result<String, Error> {
    let china = now.in_tz("Asia/Shanghai").map_err(Error::fault)?;
    Ok(china.strftime("jinqiao-%Y%m%d-%H%M%S.zip").to_string())
}

fn holds(manifest: &Manifest) -> String {
    let (rows, tables, files) = manifest.counts();
    format!("{tables}张表{rows}行，{files}个附件")
}

/// Says whether the journal that came is the one that was kept, and whole.
async fn standing(door: &Door, manifest: &Manifest) -> Result<(), Error> {
    let kept = vault::head(manifest);
    match door.look(async |desk| journal::verify(desk, kept).await).await? {
        Ok(head) => {
            door.terminal.say(&format!("办理日志完好，共{}行", head.seq));
            Ok(())
        }
        Err(found) => {
            let said = found.says();
            Err(Error::refused(
                "journal-broken",
                format!("数据已全部写入，但其中的日志在备份之前就已不完好：{}", said.zh),
                format!("everything was written, but its journal was broken before the backup: {}", said.en),
            ))
        }
    }
}

/// Says which backup of a folder to take, and why not the others.
fn offer(door: &Door, folder: &Path) -> Result<(), Error> {
    let (newest, refused) = vault::newest(folder, modules::ALL)?;
    for error in &refused {
        door.terminal.note(&error.to_string());
    }
    match newest {
        Some(newest) => {
            door.terminal.say(&format!(
                "最新的完好备份：{}（{}，{}）\n还没有恢复；请运行 jinqiao restore {}",
                newest.path.display(),
                newest.manifest.made,
                holds(&newest.manifest),
                newest.path.display()
            ));
            Ok(())
        }
        None => Err(Error::missing(
            "backup-none",
            format!("{} 里没有完好的备份（.zip）", folder.display()),
            format!("there is no whole backup (.zip) in {}", folder.display()),
        )),
    }
}

/// A refusal, with the newest whole backup beside the refused one, if there is any.
fn with_offer(error: Error, file: &Path) -> Error {
    let Error::Refused(Refusal { code, said, faults }) = error else { return error };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = vault::newest(folder, modules::ALL).ok().and_then(|(newest, _)| newest);
    let Some(newest) = beside else { return Error::Refused(Refusal { code, said, faults }) };
    let path = newest.path.display();
    Error::Refused(Refusal {
        code,
        faults,
        said: Said::new(
            format!("{}。同一文件夹里最新的完好备份是 {path}", said.zh),
            format!("{}. The newest whole backup beside it is {path}", said.en),
        ),
    })
}
