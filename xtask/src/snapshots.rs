//! Snapshots: none waits for a review, none is left over from a test that is gone.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::errand::Fault;
use crate::house::{files_ending, named, root};

/// Where the tests note which snapshots they compared themselves with.
pub(crate) fn list() -> PathBuf {
    root().join("target/xtask/snapshots.txt")
}

/// Starts a new list, so that only this run's snapshots stand in it.
pub(crate) fn begin() -> Result<(), Fault> {
    let list = list();
    if let Some(folder) = list.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(list, "")?;
    Ok(())
}

/// Looks at every snapshot of the project after the tests have run.
pub(crate) fn judge() -> Result<(), Fault> {
    let mut pending = names(&files_ending("", ".snap.new"));
    let inline = files_ending("", ".pending-snap");
    pending.extend(inline.iter().filter(|path| waits(path)).map(|path| named(path)));
    let compared = std::fs::read_to_string(list()).unwrap_or_default();
    let compared: BTreeSet<PathBuf> =
        compared.lines().filter_map(|line| std::fs::canonicalize(line.trim()).ok()).collect();
    let kept = files_ending("", ".snap");
    let orphans: Vec<PathBuf> = kept
        .into_iter()
        .filter(|path| std::fs::canonicalize(path).is_ok_and(|path| !compared.contains(&path)))
        .collect();
    let mut broken = String::new();
    for (what, names) in
        [("snapshots wait for a review", pending), ("no test compares itself with", names(&orphans))]
    {
        if !names.is_empty() {
            let _ = writeln!(broken, "{what}:\n  {}", names.join("\n  "));
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(Fault(broken)) }
}

/// Whether the last run that wrote a list of snapshots inside code left any to
/// be reviewed; a run that agrees with the code writes an empty line.
fn waits(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let last = lines.last().and_then(|line| line.get("run_id").cloned());
    lines
        .iter()
        .any(|line| line.get("run_id") == last.as_ref() && line.get("new").is_some_and(|new| !new.is_null()))
}

fn names(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| named(path)).collect()
}
