//! The demo: what the README promises a newcomer, done in an empty folder.

use std::path::{Path, PathBuf};

use crate::errand::{Fault, cargo, program, run};
use crate::house::{root, say};

/// The day of the demo, so that it tells the same story in every year.
const TODAY: &str = "2026-01-15";

/// What each stop's folder must hold at least.
const HELD: [(&str, usize); 3] = [("docx", 6), ("pdf", 6), ("xlsx", 1)];

/// Plans the example annex and looks at what came of it.
pub(crate) fn show() -> Result<(), Fault> {
    let folder = root().join("target/xtask/demo");
    let _ = std::fs::remove_dir_all(&folder);
    let (data, out) = (folder.join("data"), folder.join("out"));
    let mut plan = program(&built()?.to_string_lossy(), &[]);
    plan.args(["--today", TODAY, "--data"]).arg(&data);
    plan.args(["plan", "examples/annex-2026.docx", "--out"]).arg(&out);
    run(plan)?;
    let stops = folders(&out)?;
    if stops.len() != 7 {
        return Err(Fault(format!("the demo made {} folders of papers, not seven", stops.len())));
    }
    for stop in &stops {
        for (ending, least) in HELD {
            let found = full_files(stop, ending)?;
            if found < least {
                return Err(Fault(format!("{}: {found} .{ending} files, not {least}", stop.display())));
            }
        }
    }
    say(&format!("the demo made the papers of {} stops", stops.len()));
    Ok(())
}

/// The program that the journeys were just tested with, beside this one; built
/// now if they were not.
fn built() -> Result<PathBuf, Fault> {
    let beside = std::env::current_exe()?.with_file_name("jinqiao");
    if !beside.exists() {
        run(cargo(&["build", "--package", "jinqiao"]))?;
    }
    Ok(beside)
}

fn folders(of: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = std::fs::read_dir(of).map_err(|_| Fault(format!("the demo made no {}", of.display())))?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect())
}

fn full_files(folder: &Path, ending: &str) -> Result<usize, Fault> {
    let entries = std::fs::read_dir(folder)?;
    let full = entries.filter_map(Result::ok).filter(|entry| {
        entry.path().extension().is_some_and(|found| found == ending)
            && entry.metadata().is_ok_and(|file| file.len() > 0)
    });
    Ok(full.count())
}
