//! Budgets, printed so that decay is seen before it hurts: sizes of files,
//! direct and locked dependencies.

use std::collections::BTreeSet;

use crate::errand::Fault;
use crate::house::{files_ending, named, root, say};

/// Lines of every Rust file, the largest first.
pub(crate) fn sizes() -> Vec<(usize, String)> {
    let mut sizes: Vec<(usize, String)> = ["crates", "xtask"]
        .iter()
        .flat_map(|folder| files_ending(folder, ".rs"))
        .map(|path| (std::fs::read_to_string(&path).unwrap_or_default().lines().count(), named(&path)))
        .collect();
    sizes.sort_by(|one, other| other.cmp(one));
    sizes
}

/// The size that `share` percent of the files do not exceed.
pub(crate) fn percentile(sizes: &[(usize, String)], share: usize) -> usize {
    let at = sizes.len().saturating_sub(1) * (100 - share) / 100;
    sizes.get(at).map_or(0, |(lines, _)| *lines)
}

/// One line about all files: how many, how long.
pub(crate) fn distribution() -> String {
    let sizes = sizes();
    let total: usize = sizes.iter().map(|(lines, _)| lines).sum();
    format!(
        "{} Rust files, {total} lines: half have at most {}, 95 in 100 at most {}, the largest {} (budget 90, 350, 500)",
        sizes.len(),
        percentile(&sizes, 50),
        percentile(&sizes, 95),
        percentile(&sizes, 100),
    )
}

/// Prints every budget.
pub(crate) fn print() -> Result<(), Fault> {
    say(&distribution());
    for (lines, name) in sizes().iter().take(8) {
        say(&format!("{lines:>6}  {name}"));
    }
    let manifest = read("Cargo.toml")?;
    let ours: BTreeSet<String> = crate::house::crates().into_iter().collect();
    let direct = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies")?.as_table())
        .map_or(0, |table| table.keys().filter(|name| !ours.contains(*name)).count());
    let locked =
        read("Cargo.lock")?.get("package").and_then(|list| list.as_array().map(Vec::len)).unwrap_or(0);
    say(&format!(
        "{direct} direct dependencies (budget 30), {locked} locked packages (budget 350; docs/adr tells why more)"
    ));
    Ok(())
}

fn read(name: &str) -> Result<toml::Table, Fault> {
    let text = std::fs::read_to_string(root().join(name))?;
    text.parse().map_err(|error| Fault(format!("{name}: {error}")))
}
