//! From what a trip promises to the page of goals.

use delegation::workbook::{self, Party};

use crate::machine::{Machine, annex};

/// A day after the autumn's trips.
const LATER: &str = "2026-11-02";

/// Runs a command that must succeed.
fn done(machine: &Machine, arguments: &[&str]) -> String {
    let answer = machine.run_on(LATER, arguments);
    assert_eq!(answer.code, 0, "{arguments:?}: {}", answer.noted);
    answer.said
}

/// A machine with the specimen school, and its delegations to some stops read in.
fn machine(stops: &[u32]) -> Machine {
    let machine = Machine::new();
    let school = machine.write("school.toml", specimens::SCHOOL.as_bytes());
    done(&machine, &["school", "keep", school.to_str().expect("a path")]);
    done(&machine, &["season", "import", annex().to_str().expect("a path")]);
    let id = "00000000-0000-7000-8000-000000000001";
    let (id, school, stop) = (id.parse(), id.parse(), id.parse());
    let party = Party { id: id.expect("an id"), school: school.expect("an id"), stop: stop.expect("an id") };
    for specimen in specimens::DELEGATIONS.iter().filter(|specimen| stops.contains(&specimen.stop)) {
        let sheets = workbook::from_sheets(specimen.sheets).expect("sheets");
        let delegation = workbook::read(&sheets, party).expect("a roster").delegation;
        let file = machine.write("团组.xlsx", &workbook::write(&delegation).expect("a workbook"));
        let stop = specimen.stop.to_string();
        let read = done(&machine, &["delegation", "import", file.to_str().expect("a path"), "--stop", &stop]);
        assert!(read.contains("期望成果新增"), "{read}");
    }
    machine
}

/// The id that a list prints before a promise.
fn id_of(list: &str, what: &str) -> String {
    let at = list.find(what).unwrap_or_else(|| panic!("{what} is not listed:\n{list}"));
    let (before, _) = list.split_at(at);
    let (_, id) = before.rsplit_once('[').expect("an id");
    id.split(']').next().unwrap_or_default().to_owned()
}

/// A list without the ids, which are drawn anew on every machine.
fn without_ids(list: &str) -> String {
    let line = |line: &str| match (line.split_once('['), line.split_once(']')) {
        (Some((before, _)), Some((_, after))) => format!("{before}[编号]{after}"),
        _ => line.to_owned(),
    };
    list.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_the_trips_promised_is_answered_for_goal_by_goal() {
    let machine = machine(&[1, 2, 3, 4, 5, 6, 7]);
    let list = done(&machine, &["promise", "list"]);
    let id = |what: &str| id_of(&list, what);

    let report = machine.write("报告.pdf", b"%PDF-1.7 a specimen");
    let report = report.to_str().unwrap();
    let what = "报告已归档";
    let analysis = id("工业机器人赛题");
    let fulfil = ["promise", "fulfil", &analysis, "--verdict", "done", "--evidence", what, "--file", report];
    assert_eq!(
        done(&machine, &fulfil),
        "完成：工业机器人赛题与评分分析报告1份，用于修订2门课程的实训项目（示例职业技术学院赴巴西参赛团）\n"
    );
    let workshop = id("圣保罗金砖工坊");
    let partly = ["--verdict", "partly", "--evidence", "设备清单签字件", "--on", "2026-09-18"];
    let why = ["--why", "首期培训计划待外方确认"];
    done(&machine, &[&["promise", "fulfil", &workshop][..], &partly, &why].concat());
    let entry = id("工业机器人赛项3个");
    let not = ["--verdict", "not", "--why", "第3模块因设备故障未完赛"];
    done(&machine, &[&["promise", "fulfil", &entry][..], &not].concat());
    done(&machine, &["promise", "release", &id("首期培训岗位需求清单1份"), "用工企业推迟招工"]);
    done(&machine, &["promise", "handover", &id("中葡双语稿"), "贾亥峰", "--why", "岗位调整"]);
    let make = ["promise", "make", "3", "--task", "4", "--kind", "agreement", "--what", "校企培训意向书1份"];
    let rest = ["--shown-by", "双方签字文本", "--owner", "宋丙山", "--due", "2026-12-20"];
    done(&machine, &[&make[..], &rest].concat());

    let open = done(&machine, &["promise", "list", "--open"]);
    insta::assert_snapshot!("promise_list_open", without_ids(&open));
    insta::assert_snapshot!("goals", done(&machine, &["goals"]));
    let mine = done(&machine, &["promise", "list", "--owner", "贾亥峰"]);
    assert!(mine.starts_with("期望成果1项（截至2026-11-02）：待落实1项"), "{mine}");
}

#[test]
fn an_import_says_what_became_of_the_promises_and_undoes_nothing() {
    let machine = machine(&[3]);
    let workbook = machine.path("团组.xlsx");
    let workbook = workbook.to_str().unwrap();
    done(&machine, &["delegation", "export", "3", workbook]);
    let list = done(&machine, &["promise", "list"]);
    let fulfil = ["promise", "fulfil", &id_of(&list, "工业机器人赛题"), "--verdict", "done"];
    done(&machine, &[&fulfil[..], &["--evidence", "报告已归档"]].concat());
    let before = done(&machine, &["promise", "list"]);
    let same = done(&machine, &["delegation", "import", workbook, "--stop", "3"]);
    assert!(!same.contains("期望成果"), "{same}");
    assert_eq!(done(&machine, &["promise", "list"]), before);
    // The same workbook for another stop is another party.
    let other = done(&machine, &["delegation", "import", workbook, "--stop", "4"]);
    assert!(other.contains("期望成果新增6项；jinqiao promise list 可列出"), "{other}");
}

#[test]
fn what_cannot_be_recorded_is_told_in_one_sentence() {
    let machine = machine(&[3]);
    let list = done(&machine, &["promise", "list"]);
    let entry = id_of(&list, "工业机器人赛项3个");
    let refused = |arguments: &[&str], code: i32, zh: &str| {
        let answer = machine.run_on(LATER, arguments);
        assert_eq!(answer.code, code, "{arguments:?}: {}", answer.noted);
        assert!(answer.noted.starts_with(&format!("错误：{zh}")), "{}", answer.noted);
    };
    let fulfil = ["promise", "fulfil", &entry];
    refused(
        &[&fulfil[..], &["--verdict", "done"]].concat(),
        65,
        "没有佐证，不能登记为完成或部分完成；请用 --evidence 写明材料",
    );
    refused(
        &[&fulfil[..], &["--verdict", "done", "--evidence", "成绩单", "--on", "2026-12-01"]].concat(),
        65,
        "佐证日期 2026-12-01 在今天（2026-11-02）之后",
    );
    refused(&["promise", "release", "ffffffff", "不做了"], 66, "没有编号为“ffffffff”的期望成果");
    let gone = ["--verdict", "done", "--evidence", "成绩单", "--file", "没有.pdf"];
    refused(&[&fulfil[..], &gone].concat(), 74, "读不到 没有.pdf：没有这个文件或文件夹");
    refused(&["goals", "8"], 66, "附件里没有目标8；不写序号可看全部目标");
    let make =
        ["promise", "make", "3", "--task", "8", "--kind", "entry", "--what", "成绩", "--shown-by", "单"];
    refused(
        &[&make[..], &["--owner", "宋丙山", "--due", "2026-12-20"]].concat(),
        66,
        "“示例职业技术学院赴巴西参赛团”没有任务8；它的出访任务有1、2、3、4、5，请改 --task",
    );
    assert_eq!(done(&machine, &["promise", "list"]), list);
}
