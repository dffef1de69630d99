//! The examples in the repository are what the program writes, and read whole.

use std::path::{Path, PathBuf};

use season::{export, seed};

use crate::annex::{today, told};

fn committed(name: &str) -> Vec<u8> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    std::fs::read(path).expect("a committed example")
}

#[test]
fn the_committed_examples_are_what_the_program_writes() {
    let annex = seed::read(seed::SEASON_2026).unwrap();
    assert!(
        committed("annex-2026.docx") == export::docx(&annex).unwrap(),
        "run the example annex_2026 again"
    );
    assert!(
        committed("annex-2026.xlsx") == export::xlsx(&annex).unwrap(),
        "run the example annex_2026 again"
    );
    assert_eq!(String::from_utf8(committed("annex-2026.txt")).unwrap(), export::text(&annex));
}

#[test]
fn the_example_reads_whole_in_every_format() {
    let expected = seed::read(seed::SEASON_2026).unwrap();
    for name in ["annex-2026.docx", "annex-2026.xlsx", "annex-2026.txt"] {
        let document = intake::read_here(&committed(name)).unwrap();
        let reading = season::annex::read(&document, name, today());
        assert_eq!(reading.unread, [], "{name}");
        assert_eq!(season::annex::as_written(&reading), expected, "{name}");
    }
}

#[test]
fn the_example_as_a_person_reads_it() {
    let document = intake::read_here(&committed("annex-2026.docx")).unwrap();
    let reading = season::annex::read(&document, "annex-2026.docx", today());
    insta::assert_snapshot!(told(&reading));
}
