//! What is added as a file is in force: rules are listed and have their page,
//! paper folders are whole, no drawing pretends to be a seal or a map.

use super::none;
use super::source::sources;
use crate::house::{files, files_ending, named, root};

/// The parts of a rule's page, which the manual prints.
const PAGE: [&str; 8] = [
    "**查什么**",
    "**不查谁**",
    "**依据**",
    "**怎么改**",
    "**Checks**",
    "**Spares**",
    "**Basis**",
    "**Remedy**",
];

const RULES: &str = "crates/delegation/src/rules";

#[test]
fn every_rule_is_listed_and_has_its_page() {
    let list =
        std::fs::read_to_string(root().join(RULES).join("mod.rs")).expect("the list of rules is readable");
    let mut broken = Vec::new();
    let mut rules = 0;
    for file in sources(RULES) {
        let stem = file.name.rsplit('/').next().and_then(|name| name.strip_suffix(".rs")).unwrap_or_default();
        if stem == "mod" || !file.text.contains(": Rule = ") {
            continue;
        }
        for (_, line) in file.shipped() {
            let Some(name) = line.split(" const ").nth(1).and_then(|rest| rest.split(": Rule = ").next())
            else {
                continue;
            };
            if line.contains(": Rule = ") {
                rules += 1;
                if !list.contains(&format!("    {stem}::{name},")) {
                    broken.push(format!("{stem}::{name} is not in the list of {RULES}/mod.rs"));
                }
            }
        }
        for part in PAGE {
            if !file.text.contains(&format!("//! {part} ")) {
                broken.push(format!("{} has no {part}", file.name));
            }
        }
    }
    none("a rule is a file, a line in the list and a page of the manual", &broken);
    assert!(rules >= 40, "there are {rules} rules only");
}

#[test]
fn every_paper_is_a_whole_folder() {
    let mut broken = Vec::new();
    let mut orders = Vec::new();
    let metas = files_ending("crates/delegation/documents", "/meta.toml");
    for meta in &metas {
        let folder = meta.parent().expect("a paper lies in a folder");
        let text = std::fs::read_to_string(meta).expect("a paper's card is readable");
        let card: toml::Table = text.parse().expect("a paper's card is TOML");
        let code = card.get("code").and_then(toml::Value::as_str).unwrap_or_default();
        if !folder.ends_with(code) {
            broken.push(format!("{} calls itself {code}", named(folder)));
        }
        let order = card.get("order").and_then(toml::Value::as_integer);
        if order.is_none() || orders.contains(&order) {
            broken.push(format!("{} has no place of its own among the papers (order = …)", named(folder)));
        }
        orders.push(order);
        let formats = card.get("formats").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        for (format, file) in [("docx", "body.docx"), ("pdf", "body.typ"), ("xlsx", "sheet.toml")] {
            let printed = formats.iter().any(|found| found.as_str() == Some(format));
            if printed && !folder.join(file).exists() {
                broken.push(format!("{} promises {format} without {file}", named(folder)));
            }
        }
    }
    none("a paper is a folder with everything its card promises", &broken);
    assert!(metas.len() >= 6, "there are {} papers only", metas.len());
}

#[test]
fn no_seal_is_drawn_and_no_map_of_the_world() {
    let broken: Vec<String> = files("")
        .iter()
        .map(|path| named(path))
        .filter(|name| {
            let lower = name.to_lowercase();
            ["geojson", "world-map", "worldmap", "seal.", "stamp.", "公章"]
                .iter()
                .any(|word| lower.contains(word))
        })
        .collect();
    none("seals are for the office to set; borders are not ours to draw", &broken);
}
