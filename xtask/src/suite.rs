//! The tests, run by cargo and counted line by line.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::errand::{Fault, cannot_start, cargo, typed};
use crate::house::say;
use crate::tally::Tally;

/// Names the server that store tests work on instead of SQLite.
pub(crate) const POSTGRES: &str = "JINQIAO_TEST_POSTGRES";

/// The tests of the named packages, not yet run. Snapshots are compared and
/// never written: a changed one is a failure to be reviewed.
pub(crate) fn tests_of(packages: &[&str]) -> Command {
    let mut command = cargo(&["test", "--no-fail-fast"]);
    for package in packages {
        command.args(["--package", package]);
    }
    command.env_remove(POSTGRES).env("INSTA_UPDATE", "no");
    command
}

/// Runs tests and counts them. A run that fails without any failed test did not
/// get as far as its tests; that counts as one failure.
pub(crate) fn counted(mut command: Command, name: &str) -> Result<Tally, Fault> {
    let line = typed(&command);
    say(&format!("$ {line}"));
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|source| cannot_start(&line, &source))?;
    let mut tally = Tally::default();
    if let Some(out) = child.stdout.take() {
        for said in BufReader::new(out).split(b'\n') {
            let said = String::from_utf8_lossy(&said?).into_owned();
            tally.hear(said.trim_end());
            if is_worth_saying(said.trim_end()) {
                say(&said);
            }
        }
    }
    let status = child.wait()?;
    if !status.success() && tally.failed == 0 {
        tally.fail(&format!("{name}: `{line}` ended with {status}"));
    }
    Ok(tally)
}

/// A passing test needs no line of its own; what failed tells its story.
fn is_worth_saying(said: &str) -> bool {
    let routine =
        said.ends_with(" ... ok") || said.starts_with("running ") || said.starts_with("test result: ok");
    !routine && !said.is_empty()
}
