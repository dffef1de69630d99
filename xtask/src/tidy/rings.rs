//! Rings inside a context: what decides reads no clock, no table and no file;
//! doors reach the store through operations only.

use super::none;
use super::source::{Source, identifiers, sources};

/// What the inner ring may use beside its own files.
const INNER: [&str; 14] = [
    "core",
    "kernel",
    "jiff",
    "pinyin",
    "rust_decimal",
    "thiserror",
    "self",
    "super",
    "crate::model",
    "crate::rules",
    "crate::case",
    "crate::rulebook",
    "crate::lint",
    "crate::knowledge",
];

/// What no decision may touch, by any path.
const OUTSIDE: [&str; 11] = [
    "sqlx",
    "tokio",
    "serde",
    "serde_json",
    "chassis",
    "clap",
    "fs",
    "net",
    "process",
    "SystemTime",
    "Instant",
];

fn inner_ring() -> impl Iterator<Item = Source> {
    let inner = |file: &Source| file.is_of("model") || file.is_of("rules") || file.home() == "kernel";
    sources("crates").into_iter().filter(move |file| inner(file) && !file.is_beside())
}

#[test]
fn the_core_is_pure() {
    let mut broken = Vec::new();
    for file in inner_ring() {
        for used in file.uses() {
            let first = identifiers(&used).next().unwrap_or_default();
            let own_file = file.text.contains(&format!("mod {first};"));
            let kernels_own = file.home() == "kernel" && matches!(first, "crate" | "uuid");
            let neighbour = ["people::model", "season::model", "objective::model"]
                .iter()
                .any(|start| used.starts_with(start));
            let named = INNER.iter().any(|start| used.starts_with(start));
            let touches = identifiers(&used).find(|word| OUTSIDE.contains(word));
            if first == "std" && touches.is_none() || own_file || kernels_own || neighbour || named {
                continue;
            }
            broken.push(format!("{}: use {used}", file.name));
        }
    }
    none("a decision reaches outside; let the caller in operations bring what it needs", &broken);
}

#[test]
fn no_decision_names_a_table_a_task_or_a_wire() {
    let mut broken = Vec::new();
    for file in inner_ring() {
        for (at, line) in file.shipped() {
            let reaches =
                ["sqlx::", "tokio::", "serde::", "serde(", "Serialize", "std::fs", "std::env", "std::net"];
            if reaches.iter().any(|word| line.contains(word)) {
                broken.push(format!("{}:{at}: {}", file.name, line.trim()));
            }
        }
    }
    none("the wire types and the store translate; the model and the rules know neither", &broken);
}

#[test]
fn doors_never_see_the_store_and_the_store_never_sees_doors() {
    let mut broken = Vec::new();
    for file in sources("crates").iter().filter(|file| !file.is_beside()) {
        let door = file.is_of("commands") || file.is_of("pages") || file.is_of("api");
        let forbidden: &[&str] = if door {
            &["crate::store", "store::", "sqlx"]
        } else if file.is_of("store") {
            &["crate::commands", "crate::operations", "crate::pages"]
        } else {
            continue;
        };
        for used in file.uses() {
            if forbidden.iter().any(|start| used.starts_with(start)) {
                broken.push(format!("{}: use {used}", file.name));
            }
        }
    }
    none("go through operations", &broken);
}

#[test]
fn nothing_that_comes_in_is_flattened_or_untagged() {
    let mut broken = Vec::new();
    for file in sources("crates") {
        for (at, line) in file.shipped() {
            if line.contains("serde(") && (line.contains("flatten") || line.contains("untagged")) {
                broken.push(format!("{}:{at}", file.name));
            }
        }
    }
    none("serde then swallows unknown fields and loses the place of a fault; write the fields out", &broken);
}
