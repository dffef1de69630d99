//! Running other programs, with one sentence when they fail.

use std::fmt::Write as _;
use std::process::{Command, Stdio};

use crate::house::{root, say};

/// Why a chore did not get done, in one sentence.
#[derive(Debug)]
pub(crate) struct Fault(pub(crate) String);

impl Fault {
    /// A fault in the given words.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl From<std::io::Error> for Fault {
    fn from(source: std::io::Error) -> Self {
        Self(source.to_string())
    }
}

/// A program to be run at the project's root.
pub(crate) fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    command
}

/// Cargo, at the project's root.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    program("cargo", arguments)
}

/// The command line as one would type it.
pub(crate) fn typed(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        let _ = write!(text, " {}", argument.to_string_lossy());
    }
    text
}

/// Runs a program whose words go straight to the reader.
pub(crate) fn run(mut command: Command) -> Result<(), Fault> {
    let line = typed(&command);
    say(&format!("$ {line}"));
    let status = command.status().map_err(|source| cannot_start(&line, &source))?;
    if status.success() { Ok(()) } else { Err(Fault(format!("`{line}` failed ({status})"))) }
}

/// Runs a program quietly and hands back what it said.
pub(crate) fn hear(mut command: Command) -> Result<String, Fault> {
    let line = typed(&command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|source| cannot_start(&line, &source))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Fault(format!("`{line}` failed ({}): {}", output.status, said.trim())))
}

/// Whether a program of that name can be started at all.
pub(crate) fn exists(name: &str) -> bool {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("command -v {name}")]).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

pub(crate) fn cannot_start(line: &str, source: &std::io::Error) -> Fault {
    Fault(format!("`{line}` cannot be started: {source}"))
}
