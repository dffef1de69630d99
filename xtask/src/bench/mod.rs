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

use crate::errand::{Fault, cargo, run as run_errand};
use crate::house::say;
use duel::{Duel, Outcome};

/// Runs the figures of one part, or of all.
pub(crate) fn run(which: &[&str]) -> Result<(), Fault> {
    let wanted = |part: &str| which.is_empty() || which.contains(&part);
    if which.iter().any(|part| !["reading", "papers"].contains(part)) {
        return Err(Fault::new("there are two parts: reading, papers"));
    }
    peers::ensure();
    build()?;
    let mut duels: Vec<Duel> = Vec::new();
    if wanted("reading") {
        duels.extend(reading::duels()?);
    }
    if wanted("papers") {
        duels.extend(papers::duels()?);
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

/// The product's side, for release.
fn build() -> Result<(), Fault> {
    run_errand(cargo(&["build", "--release", "--quiet", "--package", "jinqiao"]))?;
    run_errand(cargo(&["build", "--release", "--quiet", "--package", "intake", "--example", "read"]))?;
    let documents = ["build", "--release", "--quiet", "--package", "documents"];
    run_errand(cargo(&[&documents[..], &["--example", "fill", "--example", "pdfs"]].concat()))
}

fn table(outcomes: &[Outcome]) {
    say(&format!(
        "\n| {:<52} | {:>9} | {:>9} | {:>7} | {:>7} | {:>8} |   |",
        "figure (CPU seconds, median)", "product", "peer", "ratio", "target", "peak MiB"
    ));
    say(&format!("|{:-<54}|{:->11}|{:->11}|{:->9}|{:->9}|{:->10}|---|", "", ":", ":", ":", ":", ":"));
    for outcome in outcomes {
        say(&outcome.row());
    }
}
