//! A year of many trips: the rules over ten thousand, the deadlines of a
//! thousand. Nobody else does this work, so each has a limit of its own.

use super::duel::Duel;
use super::measure::Course;
use super::peers::{folder, python};
use crate::errand::{Fault, hear, program};
use crate::house::say;

/// Trips that are judged.
const JUDGED: &str = "10000";
/// Trips whose deadlines are reckoned.
const DUE: &str = "1000";
/// The most memory, in MiB.
const PEAK: f64 = 200.0;

pub(super) fn duels() -> Result<Vec<Duel>, Fault> {
    let data = folder().join("year").to_string_lossy().into_owned();
    let product = "target/release/jinqiao";
    let door = ["--data", &data, "--today", "2026-03-01"];
    if !folder().join("year/jinqiao.sqlite").exists() {
        say("planning the example annex and multiplying its trips");
        let out = folder().join("out/year").to_string_lossy().into_owned();
        let plan = [&door[..], &["plan", "examples/annex-2026.docx", "--out", &out]].concat();
        hear(program(product, &plan))?;
        hear(program(&python(), &["bench/year/multiply.py", &data, DUE]))?;
    }
    let rules = ["target/release/examples/rules", JUDGED];
    let deadlines = [&[product][..], &door[..], &["deadlines", "--json"]].concat();
    Ok(vec![
        Duel::within("rules over 10,000 delegations", Course::new(&rules, 1), 1.0, PEAK),
        Duel::within("deadlines of 1,000 delegations", Course::new(&deadlines, 1), 0.2, PEAK),
    ])
}
