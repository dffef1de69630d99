//! Who may depend on whom. Cargo keeps crates acyclic; this keeps them in the
//! order of ARCHITECTURE.md, and heavy or dangerous libraries in their one home.

use std::collections::BTreeSet;

use super::none;
use super::source::{Source, identifiers, sources};
use crate::house::{crates, root};

/// The crates, lowest first: each may depend on those before it only.
const ORDER: [&str; 10] = [
    "kernel",
    "intake",
    "specimens",
    "chassis",
    "documents",
    "people",
    "season",
    "objective",
    "delegation",
    "jinqiao",
];

/// Crates that stay small: all of ours that they may depend on.
const NARROW: [(&str, &[&str]); 5] = [
    ("kernel", &[]),
    ("intake", &[]),
    ("specimens", &[]),
    ("chassis", &["kernel"]),
    ("documents", &["kernel"]),
];

/// Libraries with one home, and the homes.
const HOMES: [(&str, &[&str]); 8] = [
    ("chacha20poly1305", &["people"]),
    ("pinyin", &["people"]),
    ("typst", &["documents"]),
    ("typst-pdf", &["documents"]),
    ("lopdf", &["intake"]),
    ("seccompiler", &["intake"]),
    ("sqlx", &["chassis", "people", "season", "objective", "delegation"]),
    ("clap", &["chassis", "people", "season", "objective", "delegation", "jinqiao"]),
];

/// What a crate's manifest depends on when it is shipped.
fn dependencies(of: &str) -> BTreeSet<String> {
    listed(of, "dependencies")
}

/// The names in one table of a crate's manifest.
fn listed(of: &str, table: &str) -> BTreeSet<String> {
    let path = root().join("crates").join(of).join("Cargo.toml");
    let text = std::fs::read_to_string(path).expect("a manifest is readable");
    let manifest: toml::Table = text.parse().expect("a manifest is TOML");
    let table = manifest.get(table).and_then(toml::Value::as_table);
    table.map(|table| table.keys().cloned().collect()).unwrap_or_default()
}

/// Our crates that a crate depends on, near or far.
pub(super) fn closure(of: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![of.to_owned()];
    while let Some(next) = waiting.pop() {
        for name in dependencies(&next) {
            if ORDER.contains(&name.as_str()) && found.insert(name.clone()) {
                waiting.push(name);
            }
        }
    }
    found
}

#[test]
fn crates_depend_downwards_only() {
    let place = |name: &str| ORDER.iter().position(|crate_| *crate_ == name);
    let mut broken = Vec::new();
    for name in crates() {
        let Some(own) = place(&name) else {
            broken.push(format!("{name} is not in the order"));
            continue;
        };
        for below in dependencies(&name) {
            if place(&below).is_some_and(|below| below >= own) {
                broken.push(format!("{name} depends on {below}"));
            }
            let narrow = NARROW.iter().find(|(narrow, _)| *narrow == name);
            if narrow.is_some_and(|(_, may)| place(&below).is_some() && !may.contains(&below.as_str())) {
                broken.push(format!("{name} must stay without {below}"));
            }
        }
    }
    none("a lower crate never calls a higher one; let the higher one ask", &broken);
}

#[test]
fn heavy_libraries_stay_in_their_home() {
    let mut broken = Vec::new();
    for name in crates() {
        for (library, homes) in HOMES {
            if dependencies(&name).contains(library) && !homes.contains(&name.as_str()) {
                broken.push(format!("{name} depends on {library}; its home is {}", homes.join(", ")));
            }
        }
    }
    none("call the crate that is the library's home", &broken);
}

#[test]
fn every_dependency_is_used() {
    let mut broken = Vec::new();
    for name in crates() {
        let files = sources(&format!("crates/{name}"));
        let shipped = |file: &&Source| file.name.contains("/src/");
        for library in listed(&name, "dependencies") {
            let word = library.replace('-', "_");
            if !files.iter().filter(shipped).any(|file| identifiers(&file.text).any(|found| found == word)) {
                broken.push(format!("{name} does without {library}"));
            }
        }
        for library in listed(&name, "dev-dependencies").into_iter().filter(|library| *library != name) {
            let word = library.replace('-', "_");
            if !files.iter().any(|file| identifiers(&file.text).any(|found| found == word)) {
                broken.push(format!("the tests of {name} do without {library}"));
            }
        }
    }
    none("take it out of the manifest", &broken);
}
