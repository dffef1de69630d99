//! Looking at a backup before anything is written: every byte by the seal, every
//! part by the manifest, every step of the tables by what this program knows.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::manifest::{FORM, FORMS, Formed, MANIFEST, Manifest};
use super::refusal::{changed, cut, mixed, newer};
use super::tail::{self, Sealed};
use crate::db::migrate;
use crate::{Error, Module, digest_of};

/// Bytes of a manifest that are read at most.
const LARGEST_MANIFEST: u64 = 64 << 20;

/// A backup that is whole and that this program can restore (完好的备份).
#[derive(Debug)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
    pub(super) archive: ZipArchive<BufReader<File>>,
}

/// Looks at a backup, and writes nothing.
///
/// # Errors
/// Refuses one that was cut off or changed, whose parts are of different backups,
/// or that a newer program made; each by its name.
pub fn check(path: &Path, modules: &[Module]) -> Result<Backup, Error> {
    let unread = |source| Error::file(format!("读不出备份 {}", path.display()), source);
    let mut file = File::open(path).map_err(unread)?;
    match tail::look(&mut file).map_err(unread)? {
        Sealed::Whole => {}
        Sealed::Cut => return Err(cut(path)),
        Sealed::Changed => return Err(changed(path)),
    }
    file.rewind().map_err(unread)?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| changed(path))?;
    let manifest = manifest(&mut archive, path)?;
    match migrate::known(&manifest.schema, modules) {
        Ok(()) => {}
        Err(Error::Refused(refusal)) if refusal.code == "database-newer" => {
            return Err(newer(path, &manifest.program));
        }
        Err(other) => return Err(other),
    }
    parts(&mut archive, &manifest, path)?;
    Ok(Backup { path: path.to_owned(), manifest, archive })
}

fn manifest(archive: &mut ZipArchive<BufReader<File>>, path: &Path) -> Result<Manifest, Error> {
    let mut json = Vec::new();
    let part = archive.by_name(MANIFEST).map_err(|_| mixed(path, MANIFEST))?;
    part.take(LARGEST_MANIFEST).read_to_end(&mut json).map_err(|_| mixed(path, MANIFEST))?;
    let formed: Formed = serde_json::from_slice(&json).map_err(|_| mixed(path, MANIFEST))?;
    if formed.form != FORM && formed.form.starts_with(FORMS) {
        return Err(newer(path, &formed.form));
    }
    let manifest: Manifest = serde_json::from_slice(&json).map_err(|_| mixed(path, MANIFEST))?;
    if manifest.form == FORM { Ok(manifest) } else { Err(mixed(path, MANIFEST)) }
}

/// Whether the parts are those of the manifest, all of them and no others.
fn parts(archive: &mut ZipArchive<BufReader<File>>, manifest: &Manifest, path: &Path) -> Result<(), Error> {
    let mut named: BTreeSet<&str> = [MANIFEST].into();
    for part in &manifest.parts {
        let meant = part.table().is_some() != part.file().is_some();
        if !meant || !named.insert(&part.name) {
            return Err(mixed(path, &part.name));
        }
        let content = archive.by_name(&part.name).map_err(|_| mixed(path, &part.name))?;
        let found =
            digest_of(content.take(part.bytes.saturating_add(1))).map_err(|_| mixed(path, &part.name))?;
        if found != (part.sha256.clone(), part.bytes) {
            return Err(mixed(path, &part.name));
        }
    }
    if archive.len() != named.len() {
        return Err(mixed(path, "？"));
    }
    Ok(())
}

/// The newest whole backup of a folder, and why the others are none.
///
/// # Errors
/// A folder that cannot be read.
pub fn newest(folder: &Path, modules: &[Module]) -> Result<(Option<Backup>, Vec<Error>), Error> {
    let unread = |source| Error::file(format!("读不出文件夹 {}", folder.display()), source);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.is_file() && path.extension().is_some_and(|extension| extension == "zip") {
            paths.push(path);
        }
    }
    paths.sort();
    let (mut newest, mut refused): (Option<Backup>, _) = (None, Vec::new());
    for path in paths {
        match check(&path, modules) {
            Ok(backup) => {
                let made = |backup: &Backup| backup.manifest.made.parse::<jiff::Timestamp>().ok();
                if newest.as_ref().is_none_or(|newest| made(newest) < made(&backup)) {
                    newest = Some(backup);
                }
            }
            Err(error) => refused.push(error),
        }
    }
    Ok((newest, refused))
}
