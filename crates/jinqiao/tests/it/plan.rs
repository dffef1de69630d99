//! The main job: annex in, board and papers out.

use crate::machine::{Machine, annex, files};

const PAPERS: [&str; 6] = ["请示", "出访人员名单", "日程安排", "经费预算表", "事前公示", "邀请函草稿"];

#[test]
fn one_command_makes_the_papers_of_all_seven_stops() {
    let machine = Machine::new();
    let answer = machine.run(&["plan", annex().to_str().unwrap(), "--out", "out"]);
    assert_eq!(answer.code, 0, "{}", answer.noted);
    insta::assert_snapshot!("plan", answer.said);
    let made = files(&machine.path("out"));
    for stop in ["1-北非", "2-中亚", "3-巴西", "4-南非", "5-俄罗斯", "6-中东", "7-东盟"] {
        for paper in PAPERS {
            for extension in ["docx", "pdf"] {
                let name = format!("{stop}/{paper}.{extension}");
                assert!(made.iter().any(|(made, _)| *made == name), "{name} is missing");
            }
        }
        assert!(made.iter().any(|(made, _)| *made == format!("{stop}/经费预算表.xlsx")));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let make = || {
        let machine = Machine::new();
        let answer = machine.run(&["plan", annex().to_str().unwrap(), "--out", "out"]);
        assert_eq!(answer.code, 0, "{}", answer.noted);
        files(&machine.path("out"))
    };
    let (first, second) = (make(), make());
    let names = |made: &[(String, Vec<u8>)]| made.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&first), names(&second));
    for ((name, one), (_, other)) in first.iter().zip(&second) {
        assert!(one == other, "{name} differs from run to run");
    }
}

#[test]
fn planning_twice_on_one_database_changes_nothing() {
    let machine = Machine::new();
    let first = machine.run(&["plan", annex().to_str().unwrap()]);
    let before = files(&machine.path("out"));
    let second = machine.run(&["plan", annex().to_str().unwrap()]);
    assert_eq!((first.code, second.code), (0, 0), "{}", second.noted);
    assert_eq!(first.said, second.said);
    assert!(before == files(&machine.path("out")));
}
