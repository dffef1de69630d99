//! A file that is there whole or not at all: written beside its place under
//! another name, and renamed when every byte has reached the disk.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A file being written (草稿). Dropped, it leaves nothing behind.
#[derive(Debug)]
pub(crate) struct Draft {
    /// What is written into.
    pub(crate) file: File,
    place: PathBuf,
    beside: PathBuf,
}

impl Draft {
    /// Begins a file that only its owner may read.
    pub(crate) fn of(place: &Path) -> io::Result<Self> {
        let mut name = place.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.new", std::process::id()));
        let beside = place.with_file_name(name);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self { file: options.open(&beside)?, place: place.to_owned(), beside })
    }

    /// Puts it into its place; what was there before is replaced at once.
    pub(crate) fn keep(self) -> io::Result<()> {
        self.file.sync_all()?;
        put(&self.beside, &self.place)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Once kept it is no longer there, which is as good.
        let _ = std::fs::remove_file(&self.beside);
    }
}

/// Renames a whole file into its place and makes the renaming reach the disk.
pub(crate) fn put(from: &Path, place: &Path) -> io::Result<()> {
    std::fs::rename(from, place)?;
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty());
    // Where a folder cannot be opened as a file the system does so by itself.
    match File::open(folder.unwrap_or(Path::new("."))) {
        Ok(folder) => folder.sync_all(),
        Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("示例");
        let mut left = Draft::of(&place).unwrap();
        left.file.write_all("一半".as_bytes()).unwrap();
        drop(left);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let mut kept = Draft::of(&place).unwrap();
        kept.file.write_all("全部".as_bytes()).unwrap();
        kept.keep().unwrap();
        assert_eq!(std::fs::read_to_string(&place).unwrap(), "全部");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
