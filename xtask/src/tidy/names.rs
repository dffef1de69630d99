//! Names that say nothing, files that grow too long, lints switched off.

use super::none;
use super::source::{identifiers, sources};
use crate::budgets;
use crate::house::{files, named};

const EMPTY_PLACES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "base", "manager"];
const EMPTY_ENDINGS: [&str; 8] =
    ["Manager", "Service", "Processor", "Handler", "Dto", "Impl", "Info", "Data"];
const LONGEST: usize = 500;

#[test]
fn no_file_is_named_for_nothing() {
    let mut broken = Vec::new();
    for path in ["crates", "xtask", "bench"].iter().flat_map(|folder| files(folder)) {
        let name = named(&path);
        let pieces = name.split(['/', '.']);
        if pieces.into_iter().any(|piece| EMPTY_PLACES.contains(&piece)) {
            broken.push(name);
        }
    }
    none("name the file for what it holds, or put its items where they were born", &broken);
}

#[test]
fn no_type_is_named_for_nothing() {
    let mut broken = Vec::new();
    for file in sources("crates").into_iter().chain(sources("xtask")) {
        for (at, line) in file.shipped() {
            let mut words = identifiers(line);
            let declares = words.any(|word| ["struct", "enum", "trait", "type"].contains(&word));
            let Some(name) = words.next().filter(|_| declares) else { continue };
            if EMPTY_ENDINGS.iter().any(|ending| name.ends_with(ending)) {
                broken.push(format!("{}:{at}: {name}", file.name));
            }
        }
    }
    none("name the type with the word the office uses", &broken);
}

#[test]
fn no_file_is_longer_than_a_person_reads() {
    let sizes = budgets::sizes();
    let long: Vec<String> = sizes
        .iter()
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, name)| format!("{name}: {lines} lines"))
        .collect();
    let what_to_do = format!("split it by what changes together. {}", budgets::distribution());
    none(&what_to_do, &long);
}

#[test]
fn no_lint_is_switched_off_without_being_missed() {
    let switch = [concat!("#[", "allow("), concat!("#![", "allow(")];
    let mut broken = Vec::new();
    for file in sources("crates").into_iter().chain(sources("xtask")) {
        for (at, line) in file.text.lines().enumerate() {
            if switch.iter().any(|word| line.contains(word)) {
                broken.push(format!("{}:{}", file.name, at + 1));
            }
        }
    }
    none("use expect with a reason: it speaks up when it is no longer needed", &broken);
}

#[test]
fn no_text_knows_the_machine_it_was_written_on() {
    let machines =
        [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/t", "mp/"), concat!("/ho", "me/")];
    let endings = [
        ".rs", ".md", ".toml", ".sql", ".sh", ".py", ".cjs", ".c", ".typ", ".csv", ".json", ".snap", ".txt",
        "/run",
    ];
    let mut broken = Vec::new();
    for path in files("") {
        let name = named(&path);
        if !endings.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for (at, line) in text.lines().enumerate() {
            let stands_alone = |word: &str| {
                line.split(word).next().filter(|before| before.len() < line.len()).is_some_and(|before| {
                    !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '}' | '-' | '_'))
                })
            };
            if machines.iter().any(|word| stands_alone(word)) {
                broken.push(format!("{name}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    none("a path of one machine means nothing on another", &broken);
}
