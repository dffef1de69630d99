//! Restoring: into an empty database of either engine, in one transaction.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use super::check::Backup;
use super::refusal::unfitting;
use super::write::back_up;
use super::{Manifest, check};
use crate::db::catalogue::Table;
use crate::db::whole::Filling;
use crate::db::{Address, Db, FILE};
use crate::draft::put;
use crate::journal::Head;
use crate::{Error, Files, Module};

/// Bytes of rows that are held at once.
const BYTES_AT_ONCE: usize = 4 << 20;

/// What is restored, and where.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The empty database.
    pub address: &'a Address,
    /// Where kept files go.
    pub files: &'a Files,
    /// The tables this program knows.
    pub modules: &'a [Module],
    /// When.
    pub now: jiff::Timestamp,
}

/// Restores a backup that was looked at; the tables come forward to what this
/// program knows. Kept whole or not at all.
///
/// # Errors
/// Refuses a database that is not empty.
pub async fn restore(backup: &mut Backup, target: Target<'_>) -> Result<(), Error> {
    match target.address {
        Address::Postgres(_) => {
            let db = Db::attach(target.address).await?;
            fill(&db, backup, target).await?;
            db.close().await;
            Ok(())
        }
        Address::Folder(folder) => embedded(backup, folder, target).await,
    }
}

/// Moves a database with its files: a backup into a file beside the files kept
/// here, restored there. What was here stays.
///
/// # Errors
/// Refuses what [`back_up`] and [`restore`] refuse.
pub async fn move_to(from: &Address, files: &Files, target: Target<'_>) -> Result<Manifest, Error> {
    let folder = files.folder().parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let wrong = |source| Error::file(format!("无法建立数据文件夹 {}", folder.display()), source);
    std::fs::create_dir_all(&folder).map_err(wrong)?;
    let passing = Passing(folder.join(format!("moving-{}.zip", std::process::id())));
    let manifest = back_up(from, target.modules, files, target.now, &passing.0).await?;
    restore(&mut check(&passing.0, target.modules)?, target).await?;
    Ok(manifest)
}

/// A file or folder that is only passed through.
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The embedded database is made in a folder of its own beside its place, and put
/// there by one renaming: while it is not there, nothing is.
async fn embedded(backup: &mut Backup, folder: &Path, target: Target<'_>) -> Result<(), Error> {
    if target.address.is_kept() {
        return Err(Error::refused(
            "database-not-empty",
            format!("{} 里已有数据库；请用 --data 指定一个空文件夹", folder.display()),
            format!("there is a database in {}; give an empty folder with --data", folder.display()),
        ));
    }
    let wrong = |source| Error::file(format!("无法写入数据文件夹 {}", folder.display()), source);
    let beside = Passing(folder.join(format!(".restoring-{}", std::process::id())));
    std::fs::create_dir_all(&beside.0).map_err(wrong)?;
    let db = Db::attach(&Address::Folder(beside.0.clone())).await?;
    let filled = fill(&db, backup, target).await;
    // The last connection that closes brings everything into the one file.
    db.close().await;
    filled?;
    let made = beside.0.join(FILE);
    let file = std::fs::File::open(&made).map_err(wrong)?;
    file.sync_all().map_err(wrong)?;
    drop(file);
    put(&made, &folder.join(FILE)).map_err(wrong)
}

async fn fill(db: &Db, backup: &mut Backup, target: Target<'_>) -> Result<(), Error> {
    let mut filling = db.fill(target.modules, &backup.manifest.schema, target.now).await?;
    let tables = filling.tables().await?;
    let parts = backup.manifest.parts.clone();
    let kept: Vec<&str> = parts.iter().filter_map(|part| part.table()).collect();
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    if kept != names {
        let odd = kept.iter().chain(&names).find(|name| !(kept.contains(name) && names.contains(name)));
        return Err(unfitting(&backup.path, odd.unwrap_or(&"？")));
    }
    for table in &tables {
        rows(&mut filling, backup, table).await?;
    }
    for part in &parts {
        let Some(digest) = part.file() else { continue };
        let mut content = Vec::new();
        let unread = |error: zip::result::ZipError| Error::fault(error);
        let file = backup.archive.by_name(&part.name).map_err(unread)?;
        file.take(part.bytes).read_to_end(&mut content).map_err(Error::fault)?;
        target.files.put(&digest, &content)?;
    }
    filling.keep(target.modules, target.now).await
}

async fn rows(filling: &mut Filling, backup: &mut Backup, table: &Table) -> Result<(), Error> {
    let name = format!("tables/{}.jsonl", table.name);
    let part = backup.archive.by_name(&name).map_err(Error::fault)?;
    let (mut lines, mut held) = (Vec::new(), 0);
    for line in BufReader::new(part).lines() {
        let line = line.map_err(Error::fault)?;
        held += line.len();
        lines.push(line);
        if lines.len() >= table.at_once() || held >= BYTES_AT_ONCE {
            filling.put(table, &lines).await?;
            (lines, held) = (Vec::new(), 0);
        }
    }
    filling.put(table, &lines).await
}

/// The head that a backup says its journal had.
pub fn head(manifest: &Manifest) -> Option<Head> {
    manifest.journal.parse().ok()
}
