//! Reading: the annex, a long list in Word, a long roster in Excel.

use super::duel::Duel;
use super::measure::Course;
use super::peers::{folder, python};
use crate::errand::{Fault, hear, program};
use crate::house::say;

/// The most memory that reading may take, in MiB.
const PEAK: f64 = 100.0;

pub(super) fn duels() -> Result<Vec<Duel>, Fault> {
    let files = folder().join("data");
    let (list, roster) = (files.join("list.docx"), files.join("roster.xlsx"));
    if !list.exists() || !roster.exists() {
        say("writing the long list and the long roster");
        let mut generate = program(&python(), &["bench/reading/generate.py"]);
        generate.arg(&files);
        hear(generate)?;
    }
    let (list, roster) = (list.to_string_lossy(), roster.to_string_lossy());
    let walk = folder().join("tag_walk");
    let walk = walk.to_string_lossy();
    let python = python();
    let read = "target/release/examples/read";
    let annex = "examples/annex-2026.docx";
    let understood = ["target/release/jinqiao", "season", "read", annex, "--json"];
    let judged = ["target/release/jinqiao", "--today", "2026-01-15", "season", "board", annex];
    let through_python =
        |library, file| Course::new(&[python.as_str(), "bench/reading/peers.py", library, file], 1);
    Ok(vec![
        Duel::new(
            "annex read and understood / pandoc",
            Course::new(&understood, 20),
            Course::new(&["pandoc", "-t", "plain", annex], 5),
            1.0,
            PEAK,
        ),
        Duel::new(
            "annex read and judged / pandoc",
            Course::new(&judged, 20),
            Course::new(&["pandoc", "-t", "plain", annex], 5),
            1.0,
            PEAK,
        ),
        Duel {
            rounds: 3,
            ..Duel::new(
                "docx, 10,000 rows / python-docx",
                Course::new(&[read, &list], 5),
                through_python("python-docx", &list),
                1.0 / 20.0,
                PEAK,
            )
        },
        Duel::new(
            "docx, 10,000 rows / walk over its tags",
            Course::new(&[read, &list], 5),
            Course::new(&[&walk, &list, "word/document.xml"], 20),
            8.0,
            PEAK,
        ),
        Duel::new(
            "xlsx, 100,000 rows / python-calamine",
            Course::new(&[read, &roster], 1),
            through_python("python-calamine", &roster),
            0.5,
            PEAK,
        ),
    ])
}
