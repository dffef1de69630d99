//! Snapshots: none waits for a review, none is left over from a test that is gone.

use std::collections::BTreeSet;
use std::path::PathBuf;

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
    let pending: Vec<String> =
        [".snap.new", ".pending-snap"].iter().flat_map(|end| names(&files_ending("", end))).collect();
    if !pending.is_empty() {
        return Err(Fault(format!("snapshots wait for a review:\n  {}", pending.join("\n  "))));
    }
    let compared = std::fs::read_to_string(list()).unwrap_or_default();
    let compared: BTreeSet<PathBuf> =
        compared.lines().filter_map(|line| std::fs::canonicalize(line.trim()).ok()).collect();
    let kept = files_ending("", ".snap");
    let orphans: Vec<PathBuf> = kept
        .into_iter()
        .filter(|path| std::fs::canonicalize(path).is_ok_and(|path| !compared.contains(&path)))
        .collect();
    if orphans.is_empty() {
        return Ok(());
    }
    Err(Fault(format!("no test compares itself with these snapshots:\n  {}", names(&orphans).join("\n  "))))
}

fn names(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| named(path)).collect()
}
