//! Writes the files of a new rule or a new paper, so that adding one begins with
//! filling in words and not with looking for the place.

use std::path::Path;

use crate::errand::Fault;
use crate::house::{files_ending, root, say};

const RULES: &str = "crates/delegation/src/rules";
const PAPERS: &str = "crates/delegation/documents";

/// A rule's file, and the line that puts it into force.
pub(crate) fn rule(name: &str, code: &str) -> Result<(), Fault> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(plain) || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Err(Fault(format!("`{name}` is not a file's name; write it like no_split_party")));
    }
    let number = code.strip_prefix('R').filter(|number| number.parse::<u32>().is_ok());
    if number.is_none() {
        return Err(Fault(format!("`{code}` is not a rule's code; write it like R44")));
    }
    let title = name.replace('_', " ");
    let text = format!(
        "//! {code} · 规则名称
//!
//! **查什么** 一句话说明查什么。
//! **不查谁** 哪些情形不受约束。
//! **依据** 文件名称，文号在前；数值见 `rulebook/*.toml` 的键。
//! **怎么改** 怎样改正。
//!
//! **Checks** what it looks at, in one sentence.
//! **Spares** whom it does not bind.
//! **Basis** the instrument, 文号 first; figures in `rulebook/*.toml`.
//! **Remedy** how to mend it.

use kernel::{{Report, Severity, Words}};

use super::{{Case, Rule, place}};

/// The rule: {title}.
pub(super) const RULE: Rule = Rule {{
    code: \"{code}\",
    name: Words {{ zh: \"规则名称\", en: \"{title}\" }},
    severity: Severity::Warn,
    says: Words {{ zh: \"发现了什么\", en: \"what was found\" }},
    remedy: Words {{ zh: \"怎样改\", en: \"how to mend it\" }},
    basis: \"文号\",
    check,
}};

fn check(case: &Case<'_>, report: &mut Report<'_>) {{
    if case.delegation.members.is_empty() {{
        report.find(place::whole(\"members\"), &[]);
    }}
}}

#[cfg(test)]
mod tests {{
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn a_party_that_breaks_it_is_told_what_to_change() {{
        Scene::of(\"\").finds(&[RULE], \"{code} warn\");
    }}
}}
"
    );
    write(&format!("{RULES}/{name}.rs"), &text)?;
    say(&format!(
        "Now add `mod {name};` and `{name}::RULE` to {RULES}/mod.rs: that puts it into force. \
         `cargo xtask guide` then writes its page of the manual."
    ));
    Ok(())
}

/// A paper's folder, begun as another paper's: it prints at once, and its words
/// and look are changed from there.
pub(crate) fn paper(code: &str, pattern: &str) -> Result<(), Fault> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if code.is_empty() || !code.chars().all(plain) {
        return Err(Fault(format!("`{code}` is not a paper's code; write it like trip-report")));
    }
    let (from, to) = (root().join(PAPERS).join(pattern), root().join(PAPERS).join(code));
    if to.exists() {
        return Err(Fault(format!("{PAPERS}/{code} exists already")));
    }
    if !from.is_dir() {
        return Err(Fault(format!("there is no paper {PAPERS}/{pattern}")));
    }
    copy(&from, &to)?;
    say(&format!("wrote {PAPERS}/{code}"));
    let card = to.join("meta.toml");
    let text = std::fs::read_to_string(&card)?;
    std::fs::write(&card, card_of(&text, code, last_order()? + 10))?;
    say("Change its title and name in meta.toml, its sentences in text.toml, its look in the bodies.");
    Ok(())
}

/// A folder with all that is in it: a letter has a folder of languages.
fn copy(from: &Path, to: &Path) -> Result<(), Fault> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            std::fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// The pattern's card as the new paper's: a place of its own, and outside the
/// package until somebody puts it there.
fn card_of(pattern: &str, code: &str, order: i64) -> String {
    let mut card = String::new();
    for line in pattern.lines() {
        match line.split_once(" = ").map_or(line, |(key, _)| key) {
            "code" => card.extend(["code = \"", code, "\""]),
            "order" => card.extend(["order = ", &order.to_string()]),
            "package" | "annex" => continue,
            _ => card.push_str(line),
        }
        card.push('\n');
    }
    card
}

/// The place of the last paper.
fn last_order() -> Result<i64, Fault> {
    let mut last = 0;
    for card in files_ending(PAPERS, "/meta.toml") {
        let text = std::fs::read_to_string(&card)?;
        let numbers = text.lines().filter_map(|line| line.strip_prefix("order = ")?.trim().parse().ok());
        last = numbers.fold(last, i64::max);
    }
    Ok(last)
}

fn write(name: &str, text: &str) -> Result<(), Fault> {
    let path = root().join(name);
    if path.exists() {
        return Err(Fault(format!("{name} exists already")));
    }
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&path, text)?;
    say(&format!("wrote {name}"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::card_of;

    #[test]
    fn a_new_paper_takes_the_last_place_and_stays_outside_the_package() {
        let pattern = "code = \"roster\"\nwhen = \"submission\"\norder = 20\npackage = true\nannex = 1\n";
        assert_eq!(
            card_of(pattern, "trip-report", 190),
            "code = \"trip-report\"\nwhen = \"submission\"\norder = 190\n"
        );
    }
}
