//! The product beside its peers: the same files, in turn, in one run.
//!
//! What is compared is CPU seconds, because wall time on a shared machine
//! belongs to whoever else is at work. `bench/README.md` says where data and
//! peers come from.

mod duel;
mod measure;
mod papers;
mod peers;
mod reading;
mod year;

use crate::errand::{Fault, cargo, run as run_errand};
use crate::house::{note, say};
use duel::{Duel, Outcome};

/// A part: its name, the product's side of it to be built, its figures.
struct Part {
    name: &'static str,
    built: &'static [&'static [&'static str]],
    duels: fn() -> Result<Vec<Duel>, Fault>,
}

const PARTS: [Part; 3] = [
    Part {
        name: "reading",
        built: &[&["--package", "jinqiao"], &["--package", "intake", "--example", "read"]],
        duels: reading::duels,
    },
    Part {
        name: "papers",
        built: &[
            &["--package", "jinqiao"],
            &["--package", "documents", "--example", "fill", "--example", "pdfs"],
        ],
        duels: papers::duels,
    },
    Part {
        name: "year",
        built: &[&["--package", "jinqiao"], &["--package", "delegation", "--example", "rules"]],
        duels: year::duels,
    },
];

/// Runs the figures of one part, or of all.
pub(crate) fn run(which: &[&str]) -> Result<(), Fault> {
    if which.iter().any(|word| PARTS.iter().all(|part| part.name != *word)) {
        return Err(Fault::new("there are three parts: reading, papers, year"));
    }
    peers::ensure();
    let mut duels: Vec<Duel> = Vec::new();
    for part in PARTS.iter().filter(|part| which.is_empty() || which.contains(&part.name)) {
        for built in part.built {
            run_errand(cargo(&[&["build", "--release", "--quiet"], *built].concat())).unwrap_or_else(said);
        }
        (part.duels)().map_or_else(said, |figures| duels.extend(figures));
    }
    let mut outcomes = Vec::new();
    for duel in &duels {
        say(&format!("… {}", duel.name));
        outcomes.push(duel.fight());
    }
    table(&outcomes);
    let short = outcomes.iter().filter(|outcome| !outcome.reached()).count();
    say(&format!("\n{} figures, {short} fall short or could not be made", outcomes.len()));
    Ok(())
}

/// What cannot be made is said, and the rest goes on.
fn said(Fault(text): Fault) {
    note(&text);
}

fn table(outcomes: &[Outcome]) {
    say(&format!(
        "\n| {:<52} | {:>9} | {:>13} | {:>7} | {:>7} | {:>8} |   |",
        "figure (CPU seconds, median)", "product", "peer or limit", "ratio", "target", "peak MiB"
    ));
    say(&format!("|{:-<54}|{:->11}|{:->15}|{:->9}|{:->9}|{:->10}|---|", "", ":", ":", ":", ":", ":"));
    for outcome in outcomes {
        say(&outcome.row());
    }
}
