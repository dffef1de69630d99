//! A machine of its own for one journey: an empty folder, this program, a day.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

/// The day on which the journeys of the specimen season take place.
pub(crate) const TODAY: &str = "2026-01-15";

/// The annex that the product ships as its example.
pub(crate) fn annex() -> PathBuf {
    root().join("examples/annex-2026.docx")
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) struct Machine {
    folder: TempDir,
}

pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) said: String,
    pub(crate) noted: String,
}

impl Machine {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder for the journey") }
    }

    /// A machine on which the example annex is planned: its database holds the
    /// season and the seven specimens.
    pub(crate) fn planned() -> Self {
        let machine = Self::new();
        for (name, bytes) in &planned().kept {
            machine.write(&format!("jinqiao-data/{name}"), bytes);
        }
        machine
    }

    /// Another machine with the same files, for a journey that goes on from there.
    pub(crate) fn alike(&self) -> Self {
        let machine = Self::new();
        for (name, bytes) in files(&self.path("")) {
            machine.write(&name, &bytes);
        }
        machine
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder for the file");
        }
        std::fs::write(&path, bytes).expect("a file for the journey");
        path
    }

    /// Runs the program on this machine's data on the journeys' day.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        self.run_with(&[], arguments)
    }

    /// The same with something in the environment.
    pub(crate) fn run_with(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Answer {
        self.call(TODAY, environment, arguments)
    }

    /// The same on another day.
    pub(crate) fn run_on(&self, day: &str, arguments: &[&str]) -> Answer {
        self.call(day, &[], arguments)
    }

    fn call(&self, day: &str, environment: &[(&str, &str)], arguments: &[&str]) -> Answer {
        let output = Command::new(env!("CARGO_BIN_EXE_jinqiao"))
            .current_dir(self.folder.path())
            .env_remove("JINQIAO_DATA")
            .env_remove("JINQIAO_DATABASE")
            .env_remove("JINQIAO_RULEBOOK")
            .envs(environment.iter().copied())
            .args(["--today", day])
            .args(arguments)
            .output()
            .expect("the program runs");
        Answer::from(output)
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            said: String::from_utf8_lossy(&output.stdout).into_owned(),
            noted: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// What one `plan` of the example annex said and made, on a machine of its own.
pub(crate) struct Planned {
    pub(crate) said: String,
    pub(crate) made: Vec<(String, Vec<u8>)>,
    /// The data folder.
    pub(crate) kept: Vec<(String, Vec<u8>)>,
}

/// Plans the example annex on a fresh machine.
pub(crate) fn plan() -> Planned {
    let machine = Machine::new();
    let answer = machine.run(&["plan", annex().to_str().expect("a path"), "--out", "out"]);
    assert_eq!(answer.code, 0, "{}", answer.noted);
    Planned {
        said: answer.said,
        made: files(&machine.path("out")),
        kept: files(&machine.path("jinqiao-data")),
    }
}

/// The same, once for all journeys that only look at it.
pub(crate) fn planned() -> &'static Planned {
    static PLANNED: OnceLock<Planned> = OnceLock::new();
    PLANNED.get_or_init(plan)
}

/// Every file below a folder, by its path from there.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read(&path).expect("a file")));
            }
        }
    }
    found.sort();
    found
}
