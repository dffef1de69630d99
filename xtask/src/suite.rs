//! The tests, run by cargo and counted line by line.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::errand::{Fault, cannot_start, cargo, hear, typed};
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

/// The test programs of some crates, as building all of `packages` makes them:
/// what one engine was tested with is tested with the other, without building
/// anything twice.
pub(crate) fn programs_of(crates: &[String], packages: &[&str]) -> Result<Vec<Command>, Fault> {
    let mut build = tests_of(packages);
    build.args(["--no-run", "--quiet", "--message-format", "json"]);
    let said = hear(build)?;
    let artifacts = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(artifacts.filter_map(|artifact| program_of(&artifact, crates)).collect())
}

/// The test program that one message of cargo's announces, if it belongs to
/// one of the crates.
fn program_of(artifact: &Value, crates: &[String]) -> Option<Command> {
    if artifact.get("profile")?.get("test")? != &Value::Bool(true) {
        return None;
    }
    let executable = PathBuf::from(artifact.get("executable")?.as_str()?);
    let home = Path::new(artifact.get("manifest_path")?.as_str()?).parent()?.to_owned();
    let name = home.file_name()?.to_string_lossy().into_owned();
    if !crates.contains(&name) {
        return None;
    }
    let mut command = Command::new(executable);
    command.current_dir(home).env("INSTA_UPDATE", "no");
    Some(command)
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
