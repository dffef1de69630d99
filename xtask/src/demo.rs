//! The demo: what the README promises a newcomer, done in an empty folder and
//! looked at with other people's programs.

use std::path::{Path, PathBuf};

use crate::errand::{Fault, cargo, hear, program, run};
use crate::house::{root, say};

/// The day of the demo, so that it tells the same story in every year.
const TODAY: &str = "2026-01-15";

/// How many stops the example annex has.
const STOPS: usize = 7;

/// How many events the days of one stop have at least: half days, flights, beds.
const HALF_DAYS: usize = 15;

/// A table as text, with commas, quotes and UTF-8, in LibreOffice's words.
const UTF8_TABLE: &str = "csv:Text - txt - csv (StarCalc):44,34,76";

/// What each stop's folder must hold at least.
const HELD: [(&str, usize); 3] = [("docx", 6), ("pdf", 6), ("xlsx", 1)];

/// Plans the example annex and looks at what came of it.
pub(crate) fn show() -> Result<(), Fault> {
    let folder = root().join("target/xtask/demo");
    let _ = std::fs::remove_dir_all(&folder);
    let out = folder.join("out");
    let jinqiao = |arguments: &[&Path]| -> Result<(), Fault> {
        let mut command = program(&built()?.to_string_lossy(), &["--today", TODAY, "--data"]);
        command.arg(folder.join("data")).args(arguments);
        run(command)
    };
    jinqiao(&["plan".as_ref(), "examples/annex-2026.docx".as_ref(), "--out".as_ref(), &out])?;
    let stops = papers(&out)?;
    let (calendar, sheet) = (folder.join("stops.ics"), folder.join("stops.xlsx"));
    jinqiao(&["season".as_ref(), "board".as_ref(), "--ics".as_ref(), &calendar, "--xlsx".as_ref(), &sheet])?;
    a_calendar_reads(&calendar, STOPS)?;
    let (days, table) = (folder.join("days.ics"), folder.join("days.xlsx"));
    let lay_out: [&Path; 3] = ["delegation".as_ref(), "itinerary".as_ref(), "3".as_ref()];
    jinqiao(&[&lay_out[..], &["--ics".as_ref(), &days, "--xlsx".as_ref(), &table]].concat())?;
    a_calendar_reads(&days, HALF_DAYS)?;
    let mut sheets = ending(&stops, "xlsx")?;
    sheets.extend([sheet, table]);
    an_office_opens(&sheets, &folder.join("office"))?;
    say(&format!(
        "the demo made the papers of {} stops, two calendars and {} workbooks",
        stops.len(),
        sheets.len()
    ));
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

/// The folders of papers, each with everything a stop needs.
fn papers(out: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = std::fs::read_dir(out).map_err(|_| Fault(format!("the demo made no {}", out.display())))?;
    let stops: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    if stops.len() != STOPS {
        return Err(Fault(format!("the demo made {} folders of papers, not {STOPS}", stops.len())));
    }
    for stop in &stops {
        for (kind, least) in HELD {
            let found = ending(std::slice::from_ref(stop), kind)?.len();
            if found < least {
                return Err(Fault(format!("{}: {found} .{kind} files, not {least}", stop.display())));
            }
        }
    }
    Ok(stops)
}

/// The files of some folders with an ending, empty ones left out.
fn ending(folders: &[PathBuf], kind: &str) -> Result<Vec<PathBuf>, Fault> {
    let mut found = Vec::new();
    for folder in folders {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if path.extension().is_some_and(|ending| ending == kind) && entry.metadata()?.len() > 0 {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// khal reads the calendar and finds as many events as there must be.
fn a_calendar_reads(calendar: &Path, least: usize) -> Result<(), Fault> {
    // khal does nothing without a calendar of its own.
    let own = calendar.with_extension("khal");
    std::fs::create_dir_all(&own)?;
    let card = own.join("config");
    std::fs::write(&card, format!("[calendars]\n[[demo]]\npath = {}\n", own.display()))?;
    let mut khal = program("khal", &["--config"]);
    khal.arg(&card).arg("printics").arg(calendar).env("LC_ALL", "C.UTF-8");
    let events = hear(khal)?.lines().filter(|line| !line.trim().is_empty()).count();
    if events < least {
        return Err(Fault(format!("khal finds {events} lines in {}, not {least}", calendar.display())));
    }
    Ok(())
}

/// LibreOffice opens every workbook, and no cell of theirs shows an error.
fn an_office_opens(sheets: &[PathBuf], out: &Path) -> Result<(), Fault> {
    for (at, sheet) in sheets.iter().enumerate() {
        // Workbooks of different stops have one name, so each gets a folder.
        let out = out.join(at.to_string());
        let mut office = program("soffice", &["--headless", "--convert-to", UTF8_TABLE, "--outdir"]);
        office.arg(&out).arg(sheet);
        hear(office)?;
        let tables = ending(std::slice::from_ref(&out), "csv")?;
        if tables.is_empty() {
            return Err(Fault(format!("LibreOffice made nothing of {}", sheet.display())));
        }
        for table in tables {
            let text = std::fs::read_to_string(&table)?;
            let wrong = ["#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "Err:"];
            if let Some(wrong) = wrong.iter().find(|wrong| text.contains(*wrong)) {
                return Err(Fault(format!("{} shows {wrong} in LibreOffice", sheet.display())));
            }
        }
    }
    Ok(())
}
