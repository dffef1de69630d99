//! The main job: annex in, board and papers out.

use crate::machine::{Machine, annex, files, plan, planned};

const PAPERS: [&str; 6] = ["请示", "出访人员名单", "日程安排", "经费预算表", "事前公示", "邀请函草稿"];

#[test]
fn one_command_makes_the_papers_of_all_seven_stops() {
    let planned = planned();
    // Which open faces a machine has is its own affair.
    let said: Vec<&str> = planned.said.lines().filter(|line| !line.starts_with("PDF 字体")).collect();
    insta::assert_snapshot!("plan", said.join("\n"));
    for stop in ["1-北非", "2-中亚", "3-巴西", "4-南非", "5-俄罗斯", "6-中东", "7-东盟"] {
        for paper in PAPERS {
            for extension in ["docx", "pdf"] {
                let name = format!("{stop}/{paper}.{extension}");
                assert!(planned.made.iter().any(|(made, _)| *made == name), "{name} is missing");
            }
        }
        assert!(planned.made.iter().any(|(made, _)| *made == format!("{stop}/经费预算表.xlsx")));
    }
}

#[test]
fn a_party_that_may_not_go_is_told_what_is_wrong_where_and_how_to_mend_it() {
    let (_, told) = planned().made.iter().find(|(name, _)| name == "6-中东/核对结果.txt").unwrap();
    let told = String::from_utf8(told.clone()).unwrap();
    insta::assert_snapshot!("middle_east", told.trim_start_matches('\u{feff}'));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (first, second) = (planned(), plan());
    let names = |made: &[(String, Vec<u8>)]| made.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&first.made), names(&second.made));
    for ((name, one), (_, other)) in first.made.iter().zip(&second.made) {
        assert!(one == other, "{name} differs from run to run");
    }
}

#[test]
fn planning_twice_on_one_database_changes_nothing() {
    let machine = Machine::new();
    let plan = || machine.run(&["plan", annex().to_str().unwrap()]);
    let first = plan();
    let before = files(&machine.path("out"));
    let second = plan();
    assert_eq!((first.code, second.code), (0, 0), "{}", second.noted);
    let after_import = |said: &str| said.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(after_import(&first.said), after_import(&second.said));
    assert_eq!(
        second.said.lines().next(),
        Some("已导入过 annex-2026.docx：7站，任务5项，目标5项，没看懂0处，内容没有变化")
    );
    assert!(before == files(&machine.path("out")));
}

#[test]
fn an_annex_that_differs_is_shown_and_not_planned_by_silently() {
    let machine = Machine::new();
    assert_eq!(machine.run(&["season", "import", annex().to_str().unwrap()]).code, 0);
    let text = std::fs::read_to_string(annex().with_extension("txt")).unwrap();
    let newer = machine.write("附件2（更新）.txt", text.replace("9天", "8天").as_bytes());
    let answer = machine.run(&["plan", newer.to_str().unwrap()]);
    assert_eq!(answer.code, 65, "{}", answer.noted);
    assert_eq!(answer.said.trim(), "改动 第3站 停留天数：9天 → 8天");
    assert!(answer.noted.contains("season apply 2"), "{}", answer.noted);
    assert!(!machine.path("out").exists());
}

#[test]
fn a_party_sent_to_the_wrong_stop_is_stopped() {
    let machine = Machine::new();
    let workbook = machine.path("团组.xlsx");
    let workbook = workbook.to_str().unwrap();
    assert_eq!(machine.run(&["plan", annex().to_str().unwrap()]).code, 0);
    assert_eq!(machine.run(&["delegation", "export", "3", workbook]).code, 0);
    let again = machine.run(&["delegation", "import", workbook, "--stop", "1"]);
    assert_eq!(again.code, 0, "{}", again.noted);
    let (_, id) = again.said.rsplit_once(' ').unwrap();
    let check = machine.run(&["delegation", "check", id.trim()]);
    assert!(check.said.contains("禁止 A02"), "{}", check.said);
    assert!(check.said.contains("第1站在摩洛哥，日程却没有到那里（巴西）"), "{}", check.said);
}
