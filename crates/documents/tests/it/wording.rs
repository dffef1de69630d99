//! Sentences: what `text.toml` makes of the facts, and what is said of a wrong
//! one.

use std::path::Path;

use documents::{Fact, Paper, record};

const META: &str = r#"
code = "note"
title = { zh = "致{name}的便函", en = "Note" }
when = "plan"
kind = "letter"
formats = []
"#;

fn open(meta: &str, text: &str) -> Result<Paper, documents::Faults> {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note");
    std::fs::create_dir(&note).unwrap();
    std::fs::write(note.join("meta.toml"), meta).unwrap();
    std::fs::write(note.join("text.toml"), text).unwrap();
    Paper::from_folder(Path::new(&note))
}

fn facts() -> Fact {
    record! {
        name: "示例学院", students: 2,
        tasks: vec![record! { title: "参赛", why: "必须到场" }, record! { title: "会谈", why: "" }],
    }
}

fn check(text: &str, expected: &Fact) {
    let said = open(META, text).and_then(|paper| paper.wording(&facts()));
    assert_eq!(said.map(|facts| facts.at("text").cloned().unwrap()).as_ref(), Ok(expected), "{text}");
}

fn fails(text: &str, expected: &str) {
    let said = open(META, text).and_then(|paper| paper.wording(&facts()));
    assert_eq!(said.unwrap_err().to_string(), expected, "{text}");
}

#[test]
fn a_sentence_is_filled() {
    check("a = '{name}有{students}人。{{}}'", &record! { a: "示例学院有2人。{}" });
    check(
        r#"a = ["任务：", { each = "tasks", as = "t", text = "{t.title}", join = "、" }, { when = "students > 3", text = "多", else = "。" }]"#,
        &record! { a: "任务：参赛、会谈。" },
    );
}

#[test]
fn blocks_count_what_is_said() {
    let text = r#"
[[body]]
style = "heading"
text = "{count.heading|hanzi}、缘由"
when = "students > 9"
[[body]]
style = "heading"
text = "{count.heading|hanzi}、任务"
[[body]]
each = "tasks"
as = "t"
when = "t.why"
style = "item"
lead = "（{count.item|hanzi}）{t.title}。"
text = "{t.why}"
"#;
    check(
        text,
        &record! { body: vec![
            record! { style: "heading", lead: "", text: "一、任务" },
            record! { style: "item", lead: "（一）参赛。", text: "必须到场" },
        ] },
    );
}

#[test]
fn a_wrong_sentence_is_told_with_its_key() {
    fails(
        "a = '{nam}'",
        "note/text.toml a “{nam}”：没有“nam”这项事实；是不是“name”？最外层可写：annexes、name、paper、students、tasks",
    );
    fails(
        "a = '{name'",
        "note/text.toml a “{name”：花括号不成对；事实写成 {stop.title}，要印出花括号请写 {{ 和 }}",
    );
    fails(
        "[[b]]\nstyle = 'big'\n",
        "note/text.toml b[1] “big”：没有这种样式；可写 heading、item、paragraph、numbered、salutation、closing",
    );
    fails(
        "[[b]]\nstyle = 'item'\ntxt = 'x'",
        "note/text.toml b[1] “txt”：没有这个键；可写 style、when、each、as、lead、text",
    );
    fails(
        "[[b]]\nstyle = 'item'\nwhen = 'a b'",
        "note/text.toml b[1].when “a b”：读不懂条件“a b”；请写成 party.students > 0 或 paper.head == \"print\" 这样",
    );
    fails("a = ", "note/text.toml：第1行写法有误：string values must be quoted, expected literal string");
}

#[test]
fn a_wrong_folder_is_told_by_file_and_line() {
    let said = |meta: &str| open(meta, "").unwrap_err().to_string();
    assert_eq!(
        said("code = 'note'\nkin = 'x'"),
        "note/meta.toml：第2行写法有误：unknown field `kin`, expected one of `code`, `title`, `name`, `when`, `order`, `package`, `each`, `applies`, `kind`, `landscape`, `annex`, `formats`, `languages`, `basis`, `page_start`, `specimen`"
    );
    assert_eq!(said(&META.replace("[]", "[\"docx\"]")), "note/body.docx：没有这个文件；请放进该文书的文件夹");
}

#[test]
fn a_paper_says_which_trips_it_applies_to() {
    let applies =
        |condition: &str| open(&format!("{META}applies = '{condition}'\n"), "").unwrap().applies(&facts());
    assert!(open(META, "").unwrap().applies(&facts()).unwrap());
    assert!(applies("students > 0").unwrap());
    assert!(!applies("students > 5").unwrap());
    assert_eq!(
        applies("pupils").unwrap_err().to_string(),
        "note/meta.toml applies “pupils”：没有“pupils”这项事实；最外层可写：name、students、tasks"
    );
    let unreadable = open(&format!("{META}applies = 'a b'\n"), "").unwrap_err().to_string();
    assert!(unreadable.starts_with("note/meta.toml applies “a b”：读不懂条件“a b”"), "{unreadable}");
}

#[test]
fn a_paper_knows_its_title() {
    let paper = open(META, "").unwrap();
    assert_eq!(paper.title(&facts()).unwrap().zh, "致示例学院的便函");
    let facts = paper.wording(&facts()).unwrap();
    assert_eq!(facts.at("paper.title_lines.0"), Some(&Fact::from("致示例学院的便函")));
}
