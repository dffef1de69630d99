//! The gates, in the order that fails early: formatting, house rules, lints,
//! tests on both engines, snapshots, documentation, the demo.

use std::time::Instant;

use crate::errand::{Fault, cargo, run};
use crate::house::{crates, crates_with_tables, say};
use crate::postgres::Server;
use crate::suite::{POSTGRES, counted, programs_of, tests_of};
use crate::tally::Tally;
use crate::{browser, demo, snapshots, tools};

/// What to do when a gate does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// Try the others too, so that one run shows everything.
    GoOn,
    /// Leave it at that.
    Stop,
}

/// A gate: its name, and what must hold.
struct Gate {
    name: &'static str,
    hold: fn() -> Result<Tally, Fault>,
}

const GATES: [Gate; 10] = [
    Gate { name: "tools", hold: || plain(tools::ensure()) },
    Gate { name: "formatting", hold: || plain(run(cargo(&["fmt", "--all", "--check"]))) },
    Gate { name: "house rules", hold: || counted(tests_of(&["xtask"]), "house rules") },
    Gate { name: "lints", hold: || plain(lints()) },
    Gate { name: "tests on SQLite", hold: on_sqlite },
    Gate { name: "tests on PostgreSQL", hold: || on_postgres(&crates_with_tables(), &crates()) },
    Gate { name: "browser", hold: browser::look },
    Gate { name: "snapshots", hold: || plain(snapshots::judge()) },
    Gate { name: "documentation", hold: || plain(documentation()) },
    Gate { name: "demo", hold: || plain(demo::show()) },
];

/// Formatting, house rules, lints.
pub(crate) fn check() -> Result<(), Fault> {
    let (_, rest) = GATES.split_at(1);
    pass(rest.get(..3).unwrap_or_default(), After::GoOn)
}

/// Every gate.
pub(crate) fn every(after: After) -> Result<(), Fault> {
    pass(&GATES, after)
}

/// The tests of one crate, on every engine it works on.
pub(crate) fn one(name: &str) -> Result<(), Fault> {
    let mut tally = counted(tests_of(&[name]), name)?;
    if crates_with_tables().iter().any(|with_tables| with_tables == name) {
        tally.add(on_postgres(&[name.to_owned()], &[name.to_owned()])?);
    }
    finish(&tally)
}

/// The desk in a real browser.
pub(crate) fn browser_only() -> Result<(), Fault> {
    finish(&browser::look()?)
}

/// The tests of the crates that keep tables, on PostgreSQL.
pub(crate) fn postgres_only() -> Result<(), Fault> {
    finish(&on_postgres(&crates_with_tables(), &crates())?)
}

fn pass(gates: &[Gate], after: After) -> Result<(), Fault> {
    let mut tally = Tally::default();
    for gate in gates {
        say(&format!("\n== {}", gate.name));
        let begun = Instant::now();
        let held = (gate.hold)().unwrap_or_else(|Fault(text)| {
            say(&text);
            let mut tally = Tally::default();
            tally.fail(&format!("gate: {}", gate.name));
            tally
        });
        let holds = held.failed == 0;
        let verdict = if holds { "holds" } else { "DOES NOT HOLD" };
        say(&format!("== {} {verdict}, {} s", gate.name, begun.elapsed().as_secs()));
        tally.add(held);
        if !holds && after == After::Stop {
            break;
        }
    }
    finish(&tally)
}

/// Names what failed, then the count, as the last line.
fn finish(tally: &Tally) -> Result<(), Fault> {
    for failure in &tally.failures {
        say(&format!("failed: {failure}"));
    }
    say(&format!("\n{}", tally.line()));
    if tally.failed == 0 { Ok(()) } else { Err(Fault::new("not everything holds")) }
}

fn plain(done: Result<(), Fault>) -> Result<Tally, Fault> {
    done.map(|()| Tally::default())
}

fn lints() -> Result<(), Fault> {
    run(cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn on_sqlite() -> Result<Tally, Fault> {
    snapshots::begin()?;
    let names = crates();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut tests = tests_of(&names);
    tests.env("INSTA_SNAPSHOT_REFERENCES_FILE", snapshots::list());
    counted(tests, "tests on SQLite")
}

/// The tests of some crates with tables, built along with `packages`.
fn on_postgres(crates: &[String], packages: &[String]) -> Result<Tally, Fault> {
    let packages: Vec<&str> = packages.iter().map(String::as_str).collect();
    let programs = programs_of(crates, &packages)?;
    let server = Server::start()?;
    let mut tally = Tally::default();
    for mut program in programs {
        program.env(POSTGRES, server.url());
        tally.add(counted(program, "tests on PostgreSQL")?);
    }
    Ok(tally)
}

fn documentation() -> Result<(), Fault> {
    let mut document = cargo(&["doc", "--workspace", "--no-deps", "--quiet"]);
    document.env("RUSTDOCFLAGS", "-D warnings");
    run(document)
}
