//! An office's own rulebook folder, read with care: it may hold any of the
//! shipped files' names, and nothing else. What it holds is read whole or refused.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::fault::RulebookFault;

/// The files that may lie in the folder itself.
pub(crate) const FILES: [&str; 10] = [
    "national.toml",
    "lexicon.toml",
    "per_diem.csv",
    "visas.toml",
    "advisories.toml",
    "lead_times.toml",
    "chains.toml",
    "holidays.toml",
    "hosts.toml",
    "money.toml",
];

/// The folders in it, which hold any number of `.toml` files.
pub(crate) const FOLDERS: [&str; 2] = ["provinces", "colleges"];

/// No rulebook file is larger; a larger one is something else.
const LARGEST: u64 = 4 << 20;

/// No folder holds more files.
const MOST: usize = 500;

/// A file by its name in the folder, with its text.
pub(crate) type Own = (String, String);

/// Every file of a folder, by name.
pub(crate) fn read(folder: &Path) -> Result<Vec<Own>, Vec<RulebookFault>> {
    let mut reading = Reading::default();
    for (name, path) in reading.names(folder, "") {
        if FOLDERS.contains(&name.as_str()) {
            if reading.is_sound(&path, &name, Wanted::Folder) {
                for (name, path) in reading.names(&path, &name) {
                    reading.take(&name, &path, Names::Toml);
                }
            }
        } else {
            reading.take(&name, &path, Names::Listed);
        }
    }
    let Reading { mut files, mut faults } = reading;
    if files.is_empty() && faults.is_empty() {
        let name = folder.display().to_string();
        faults.push(RulebookFault::whole(&name, "里面没有规定库文件", "holds no file of a rulebook"));
    }
    files.sort();
    faults.sort();
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    File,
    Folder,
}

/// What files of a folder may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// One of [`FILES`].
    Listed,
    /// Anything `.toml`.
    Toml,
}

impl Names {
    fn allow(self, name: &str, path: &Path) -> bool {
        match self {
            Self::Listed => FILES.contains(&name),
            Self::Toml => path.extension().is_some_and(|extension| extension == "toml"),
        }
    }
}

#[derive(Default)]
struct Reading {
    files: Vec<Own>,
    faults: Vec<RulebookFault>,
}

impl Reading {
    fn refuse(&mut self, name: &str, zh: impl Into<String>, en: impl Into<String>) {
        self.faults.push(RulebookFault::whole(name, zh, en));
    }

    /// What lies in a folder, by name. What the system leaves behind, and a page
    /// that explains the folder, are no part of it.
    fn names(&mut self, folder: &Path, within: &str) -> Vec<(String, std::path::PathBuf)> {
        let shown = if within.is_empty() { folder.display().to_string() } else { within.to_owned() };
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.refuse(
                    &shown,
                    format!("打不开这个文件夹（{error}）"),
                    format!("the folder cannot be opened ({error})"),
                );
                return Vec::new();
            }
        };
        let mut found = Vec::new();
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let lower = name.to_lowercase();
            let left_over = name.starts_with('.')
                || name.starts_with("~$")
                || lower == "thumbs.db"
                || lower == "desktop.ini";
            if left_over || lower.starts_with("readme") {
                continue;
            }
            let name = if within.is_empty() { name } else { format!("{within}/{name}") };
            found.push((name, path));
        }
        found.sort();
        if found.len() > MOST {
            self.refuse(
                &shown,
                format!("有{}个文件，多于{MOST}个，不像规定库", found.len()),
                format!("{} files are more than {MOST}; this is no rulebook", found.len()),
            );
            found.clear();
        }
        found
    }

    fn take(&mut self, name: &str, path: &Path, names: Names) {
        if !names.allow(name, path) {
            return self.refuse_name(name);
        }
        if !self.is_sound(path, name, Wanted::File) {
            return;
        }
        let mut bytes = Vec::new();
        let read = fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            return self.refuse(name, format!("读不出（{error}）"), format!("cannot be read ({error})"));
        }
        if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
            return self.refuse(
                name,
                "超过 4 MiB，不是规定库文件",
                "is larger than 4 MiB, so it is no rulebook file",
            );
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                self.files.push((name.to_owned(), text));
            }
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let line = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
                self.faults.push(RulebookFault {
                    line: Some(line),
                    ..RulebookFault::whole(
                        name,
                        "不是 UTF-8 文本；用记事本另存时编码选 UTF-8，用表格软件另存为“CSV UTF-8”",
                        "is not UTF-8; save it as UTF-8 text, or as “CSV UTF-8” from a spreadsheet",
                    )
                });
            }
        }
    }

    fn refuse_name(&mut self, name: &str) {
        if name.contains('/') {
            return self.refuse(name, "这里只放 .toml 文件", "only .toml files lie here");
        }
        let (files, folders) = (FILES.join("、"), FOLDERS.join("、"));
        self.refuse(
            name,
            format!("规定库没有这个文件名；可放 {files}，和文件夹 {folders}"),
            format!(
                "a rulebook has no such file; it may hold {} and the folders {}",
                FILES.join(", "),
                FOLDERS.join(", ")
            ),
        );
    }

    /// Whether something is what it should be, and not a link to elsewhere.
    fn is_sound(&mut self, path: &Path, name: &str, wanted: Wanted) -> bool {
        let kind = match fs::symlink_metadata(path) {
            Ok(about) => about.file_type(),
            Err(error) => {
                self.refuse(name, format!("读不出（{error}）"), format!("cannot be read ({error})"));
                return false;
            }
        };
        if kind.is_symlink() {
            self.refuse(
                name,
                "是指向别处的链接；请放文件本身",
                "is a link to elsewhere; put the file itself here",
            );
            return false;
        }
        match wanted {
            Wanted::File if !kind.is_file() => {
                self.refuse(name, "应是文件", "should be a file");
                false
            }
            Wanted::Folder if !kind.is_dir() => {
                self.refuse(name, "应是文件夹", "should be a folder");
                false
            }
            Wanted::File | Wanted::Folder => true,
        }
    }
}
