//! Strangers' files: read in a child, refused with a sentence, changing nothing.

use std::fs;

use crate::machine::{Machine, annex};

#[test]
fn the_annex_is_read_whole_and_nothing_is_left_unread() {
    let machine = Machine::new();
    let answer = machine.run(&["season", "read", annex().to_str().unwrap(), "--json"]);
    assert_eq!(answer.code, 0, "{}", answer.noted);
    let reading: serde_json::Value = serde_json::from_str(&answer.said).unwrap();
    assert_eq!(reading["stops"].as_array().unwrap().len(), 7);
    assert_eq!(reading["tasks"].as_array().unwrap().len(), 5);
    assert_eq!(reading["goals"].as_array().unwrap().len(), 5);
    assert_eq!(reading["unread"], serde_json::json!([]));
    assert_eq!(reading["stops"][5]["choice"], "open");
    assert_eq!(reading["stops"][0]["countries"][0]["iso2"], "MA");
}

#[test]
fn the_three_twins_read_alike() {
    let machine = Machine::new();
    let read = |extension: &str| {
        let file = annex().with_extension(extension);
        let answer = machine.run(&["season", "read", file.to_str().unwrap(), "--json"]);
        assert_eq!(answer.code, 0, "{extension}: {}", answer.noted);
        let mut reading: serde_json::Value = serde_json::from_str(&answer.said).unwrap();
        // Where a value stands differs from twin to twin; what it is does not.
        for stop in reading["stops"].as_array_mut().unwrap() {
            stop.as_object_mut().unwrap().remove("source");
        }
        (reading["stops"].clone(), reading["tasks"].clone(), reading["goals"].clone())
    };
    let docx = read("docx");
    assert_eq!(docx, read("xlsx"));
    assert_eq!(docx, read("txt"));
}

#[test]
fn a_file_that_cannot_be_read_gets_one_sentence_and_changes_nothing() {
    let machine = Machine::new();
    let whole = fs::read(annex()).unwrap();
    let strangers: [(&str, &[u8]); 5] = [
        ("空.docx", b""),
        ("网页.docx", b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>"),
        ("旧版.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old binary document"),
        ("断.docx", &whole[..whole.len() / 2]),
        ("图.docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ];
    for (name, bytes) in strangers {
        let file = machine.write(name, bytes);
        let answer = machine.run(&["season", "import", file.to_str().unwrap()]);
        assert_eq!(answer.code, 65, "{name}: {}", answer.noted);
        assert!(answer.noted.starts_with("错误："), "{name}: {}", answer.noted);
        assert!(answer.noted.lines().count() <= 2, "{name}: {}", answer.noted);
    }
    let board = machine.run(&["season", "board"]);
    assert_eq!(board.code, 66, "nothing was stored: {}", board.said);
}

#[test]
fn who_only_looks_leaves_nothing_behind() {
    let machine = Machine::new();
    let file = annex();
    let file = file.to_str().unwrap();
    let read = machine.run(&["season", "read", file]);
    let board = machine.run(&["season", "board", file, "--json"]);
    assert_eq!((read.code, board.code), (0, 0), "{}{}", read.noted, board.noted);
    let board: serde_json::Value = serde_json::from_str(&board.said).unwrap();
    let verdicts: Vec<&str> =
        board["stops"].as_array().unwrap().iter().map(|stop| stop["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["over", "within", "over", "over", "over", "depends", "within"]);
    assert!(!machine.path("jinqiao-data").exists());
}

#[test]
fn an_open_choice_is_decided_among_what_the_annex_names_and_may_be_decided_anew() {
    let machine = Machine::new();
    assert_eq!(machine.run(&["season", "import", annex().to_str().unwrap()]).code, 0);
    let decide = |countries: &str| machine.run(&["season", "decide", "6", "--countries", countries]);
    assert_eq!(decide("AE").said.trim(), "第6站 国家/地区：中东（阿联酋）");
    assert_eq!(decide("伊朗").said.trim(), "第6站 国家/地区：中东（伊朗）");
    let refused = decide("AR");
    assert_eq!(refused.code, 65, "{}", refused.said);
    assert!(
        refused.noted.starts_with("错误：附件第6站没有阿根廷（写的是伊朗、阿联酋）"),
        "{}",
        refused.noted
    );
}
