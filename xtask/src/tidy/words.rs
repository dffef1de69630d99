//! What is written about the house is true of it: glossary, invariants,
//! decisions, links.

use std::collections::BTreeSet;

use super::none;
use super::source::{identifiers, sources};
use crate::house::{files_ending, named, root};

const DECISION: [&str; 4] = ["## Context", "## Decision", "## Consequences", "## What would change our mind"];

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_glossary_knows_every_word_of_the_model() {
    let glossary = read("docs/glossary.md");
    let mut broken = Vec::new();
    for file in sources("crates") {
        if file.is_beside() || !(file.is_of("model") || file.home() == "kernel") {
            continue;
        }
        for (at, line) in file.shipped() {
            let line = line.trim_start();
            let declared =
                ["pub struct ", "pub enum ", "pub trait "].iter().find_map(|word| line.strip_prefix(word));
            let Some(name) = declared.and_then(|rest| identifiers(rest).next()) else { continue };
            if line.contains('$') || name.starts_with("Unreadable") || name.starts_with("Unknown") {
                continue;
            }
            if !glossary.contains(&format!("`{name}`")) {
                broken.push(format!("{name} ({}:{at})", file.name));
            }
        }
    }
    none("add one line with the Chinese term to docs/glossary.md", &broken);
}

#[test]
fn every_invariant_names_the_test_that_holds_it() {
    let mut tests = BTreeSet::new();
    for file in sources("crates").into_iter().chain(sources("xtask")) {
        for line in file.text.lines() {
            let line = line.trim_start().trim_start_matches("async ");
            if let Some(name) = line.strip_prefix("fn ").and_then(|rest| identifiers(rest).next()) {
                tests.insert(name.to_owned());
            }
        }
    }
    let map = read("ARCHITECTURE.md");
    let marked: Vec<&str> = map.split("\n\n").flat_map(|part| part.split("\n- ")).filter(is_marked).collect();
    assert!(marked.len() >= 8, "the map marks {} invariants only", marked.len());
    let mut broken = Vec::new();
    for invariant in marked {
        let named: Vec<&str> =
            invariant.split('`').skip(1).step_by(2).filter(|code| code.contains("::")).collect();
        let held = named.iter().filter_map(|path| path.rsplit("::").next());
        let missing: Vec<&str> = held.filter(|name| !tests.contains(*name)).collect();
        if named.is_empty() || !missing.is_empty() {
            broken.push(format!("{missing:?}: {}", invariant.lines().next().unwrap_or_default()));
        }
    }
    none("an invariant that no test holds is a wish; name a test that exists", &broken);
}

fn is_marked(part: &&str) -> bool {
    part.contains("**Invariant.**")
}

#[test]
fn decisions_are_numbered_without_gaps_and_tell_all_four_parts() {
    let mut broken = Vec::new();
    let decisions = files_ending("docs/adr", ".md");
    for (at, path) in decisions.iter().enumerate() {
        let name = named(path);
        if !name.starts_with(&format!("docs/adr/{:04}-", at + 1)) {
            broken.push(format!("{name} is not number {}", at + 1));
        }
        let text = read(&name);
        let missing = DECISION.iter().filter(|heading| !text.contains(*heading));
        broken.extend(missing.map(|heading| format!("{name} has no “{heading}”")));
    }
    none("a decision is one page with four parts", &broken);
    assert!(decisions.len() >= 10, "there are {} decisions only", decisions.len());
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for path in files_ending("", ".md") {
        let text = std::fs::read_to_string(&path).expect("a document is readable");
        let folder = path.parent().expect("a document lies in a folder");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            let elsewhere = target.contains("://") || target.starts_with("mailto:") || target.contains(' ');
            if !target.is_empty() && !elsewhere && !folder.join(target).exists() {
                broken.push(format!("{}: {link}", named(&path)));
            }
        }
    }
    none("mend the link", &broken);
}
