//! Peers, installed where building leaves its other things: nothing of them
//! stays on the machine when `target` is removed.

use std::path::PathBuf;
use std::process::Command;

use crate::errand::{Fault, exists, hear, program};
use crate::house::{note, root, say};
use crate::tools;

const PYTHON: [&str; 4] = ["python-docx", "python-calamine", "xlsxwriter", "typst"];
const NODE: [&str; 2] = ["docxtemplater", "pizzip"];
const DEBIAN: [(&str, &str); 5] = [
    ("pandoc", "pandoc"),
    ("soffice", "libreoffice-writer-nogui"),
    ("gcc", "gcc"),
    ("node", "nodejs"),
    ("/usr/bin/time", "time"),
];

/// The folder of all peers and of their data.
pub(super) fn folder() -> PathBuf {
    root().join("target/bench")
}

/// The Python that has the peers.
pub(super) fn python() -> String {
    folder().join("venv/bin/python").to_string_lossy().into_owned()
}

/// Where Node finds the peers.
pub(super) fn node_modules() -> PathBuf {
    folder().join("node/node_modules")
}

/// Installs what is missing, and says what cannot be.
pub(super) fn ensure() {
    let lacking: Vec<&str> =
        DEBIAN.iter().filter(|(name, _)| !exists(name)).map(|(_, package)| *package).collect();
    if !lacking.is_empty() && tools::is_root() {
        tools::install(&lacking);
    }
    for (name, package) in DEBIAN.iter().filter(|(name, _)| !exists(name)) {
        note(&format!("missing: {name}; sudo apt-get install {package}"));
    }
    for done in [python_peers(), node_peers(), floor()] {
        if let Err(Fault(text)) = done {
            note(&format!("missing: {text}"));
        }
    }
}

fn python_peers() -> Result<(), Fault> {
    let ready = folder().join("venv/ready");
    if ready.exists() {
        return Ok(());
    }
    say("installing the Python peers");
    std::fs::create_dir_all(folder())?;
    let venv = folder().join("venv");
    let mut make = program("python3", &["-m", "venv"]);
    make.arg(&venv);
    hear(make)?;
    let mut install = Command::new(venv.join("bin/pip"));
    install.args(["install", "--quiet", "--disable-pip-version-check"]).args(PYTHON);
    hear(install)?;
    std::fs::write(ready, "")?;
    Ok(())
}

fn node_peers() -> Result<(), Fault> {
    if NODE.iter().all(|package| node_modules().join(package).exists()) {
        return Ok(());
    }
    say("installing the Node peers");
    let home = folder().join("node");
    std::fs::create_dir_all(&home)?;
    let mut install = program("npm", &["install", "--silent", "--no-fund", "--no-audit"]);
    install.args(NODE).current_dir(&home);
    hear(install).map(|_| ())
}

/// The floor: a walk over the tags, in C.
fn floor() -> Result<(), Fault> {
    let walk = folder().join("tag_walk");
    if walk.exists() {
        return Ok(());
    }
    let mut compile = program("gcc", &["-O2", "bench/reading/tag_walk.c", "-ldeflate", "-o"]);
    compile.arg(&walk);
    hear(compile).map(|_| ()).map_err(|Fault(text)| Fault(format!("{text} (Debian package libdeflate-dev)")))
}
