//! Papers: eight of them for each of some trips, in Word and as PDF; and an
//! office's own form, checked.

use super::duel::Duel;
use super::measure::Course;
use super::peers::{folder, node_modules, python};
use crate::errand::{Fault, hear, program};
use crate::house::say;

/// How many trips are printed in one run of either side.
const TRIPS: &str = "70";
/// How many of their papers LibreOffice is given in one run.
const OFFICE: u32 = 24;
/// All papers of a run.
const ALL: u32 = 560;
/// The most memory that printing may take, in MiB.
const PEAK: f64 = 300.0;
/// CPU seconds for checking a form, its locked-up process included.
const CHECK: f64 = 0.05;

pub(super) fn duels() -> Result<Vec<Duel>, Fault> {
    let data = folder().join("papers");
    let at = |name: &str| data.join(name).to_string_lossy().into_owned();
    say("writing the templates and the trips");
    hear(program(&python(), &["bench/papers/generate.py", &data.to_string_lossy(), TRIPS]))?;
    let out = |name: &str| folder().join("out").join(name).to_string_lossy().into_owned();
    let fill = ["target/release/examples/fill", &at("ours"), &at("trips.json"), &out("ours")];
    let node = ["node", "bench/papers/docxtemplater.cjs", &at("theirs"), &at("trips.json"), &out("theirs")];
    let pdfs = ["target/release/examples/pdfs", &at("typst"), &at("trips.json"), &out("pdf")];
    let sources = [&at("typst"), &at("trips.json"), &out("typst"), "crates/documents/fonts"];
    let python = python();
    let typst = [&[python.as_str(), "bench/papers/typst_peer.py"][..], &sources[..]].concat();
    let form = at("form.docx");
    let door = out("check");
    let check = ["target/release/jinqiao", "--data", &door, "template", "check", &form];
    hear(program(fill[0], &fill[1..]))?;
    same_work(&node, [&out("ours"), &out("theirs")]).unwrap_or_else(super::said);
    // LibreOffice is given filled papers of ours, all in one start of it.
    let filled = some_of(&out("ours"))?;
    let office_out = out("office");
    let mut office = vec!["soffice", "--headless", "--convert-to", "pdf", "--outdir", &office_out];
    office.extend(filled.iter().map(String::as_str));
    Ok(vec![
        Duel::new(
            "docx, a paper / docxtemplater",
            Course::new(&fill, 4).makes(ALL),
            Course::new(&node, 1).makes(ALL).with("NODE_PATH", node_modules()),
            1.0 / 6.0,
            PEAK,
        ),
        Duel::within("an office's form, checked", Course::new(&check, 10), CHECK, PEAK),
        Duel::new(
            "PDF/A, a paper / typst's own package",
            Course::new(&pdfs, 1).makes(ALL),
            Course::new(&typst, 1).makes(ALL),
            1.0,
            PEAK,
        ),
        Duel {
            rounds: 3,
            ..Duel::new(
                "PDF, a paper / LibreOffice",
                Course::new(&pdfs, 1).makes(ALL),
                Course::new(&office, 1).makes(OFFICE),
                1.0 / 6.0,
                PEAK,
            )
        },
    ])
}

/// Whether the peer's papers say what ours do, merged cells and all: a race is
/// worth something only then.
fn same_work(node: &[&str; 5], [ours, theirs]: [&str; 2]) -> Result<(), Fault> {
    let [name, arguments @ ..] = node;
    let mut peer = program(name, arguments);
    peer.env("NODE_PATH", node_modules());
    hear(peer)?;
    say(hear(program(&python(), &["bench/papers/alike.py", ours, theirs]))?.trim());
    Ok(())
}

/// Some of the papers in a folder, spread over all of them.
fn some_of(folder: &str) -> Result<Vec<String>, Fault> {
    let mut names: Vec<String> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "docx"))
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    names.sort();
    let wanted = OFFICE as usize;
    let step = (names.len() / wanted).max(1);
    Ok(names.into_iter().step_by(step).take(wanted).collect())
}
