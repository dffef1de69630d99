//! Where the house stands, what lies in it, and how xtask speaks.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder that holds the whole project.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Says a line to whoever runs the chore. A reader that has gone away is no fault.
pub(crate) fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// Says a line on the side.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Every file of the project below `folder` that belongs to it, in order: what
/// is built, drawn or left over is not looked at.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(next) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&next) else { continue };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let left_out =
                matches!(name.as_str(), "target" | ".git" | "out" | "jinqiao-data" | "node_modules");
            if path.is_dir() && !left_out {
                waiting.push(path);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The files of [`files`] whose name ends so.
pub(crate) fn files_ending(folder: &str, ending: &str) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|path| path.to_string_lossy().ends_with(ending)).collect()
}

/// A path as the project writes it: from its root, with `/`.
pub(crate) fn named(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The packages of the workspace that live in `crates/`, by name.
pub(crate) fn crates() -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(root().join("crates")) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The crates whose tests open a database, so that they run on both engines:
/// those that ask for the chassis' bench.
pub(crate) fn crates_with_tables() -> Vec<String> {
    let asks = |name: &String| {
        let manifest = root().join("crates").join(name).join("Cargo.toml");
        let text = std::fs::read_to_string(manifest).unwrap_or_default();
        text.contains("features = [\"testing\"]")
    };
    crates().into_iter().filter(asks).collect()
}
