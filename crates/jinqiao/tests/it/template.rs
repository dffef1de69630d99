//! An office's own form, from the first try to the filled paper.

use std::io::{Cursor, Read as _, Write as _};

use crate::machine::{Machine, annex};

/// A Word file with a merged label beside a roster row.
fn form(body: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let document = format!("<w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>");
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)] {
        writer.start_file(name, options).expect("the journey goes on");
        writer.write_all(content.as_bytes()).expect("the journey goes on");
    }
    writer.finish().expect("the journey goes on").into_inner()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn roster() -> String {
    let cell = |merge: &str, text: &str| format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", p(text));
    let head = cell("<w:vMerge w:val=\"restart\"/>", "出访人员") + &cell("", "姓名");
    let names = [p("{{#for m in members}}{{m.name}}"), p("{{/for}}")].concat();
    let row = cell("<w:vMerge/>", "") + &format!("<w:tc>{names}</w:tc>");
    format!(
        "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{head}</w:tr><w:tr>{row}</w:tr></w:tbl>"
    )
}

fn text(machine: &Machine, name: &str) -> String {
    let bytes = std::fs::read(machine.path(name)).expect("the journey goes on");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("the journey goes on");
    let mut text = String::new();
    archive
        .by_name("word/document.xml")
        .expect("the journey goes on")
        .read_to_string(&mut text)
        .expect("the journey goes on");
    text
}

#[test]
fn every_fault_of_a_form_is_told_at_once_and_nothing_is_written() {
    let machine = Machine::new();
    let body = [p("{{school.nmae}}"), p("{{#for m in members}}{{m.nam}}{{/for}}"), p("{{校名}}")].concat();
    machine.write("表.docx", &form(&body));
    let check = machine.run(&["template", "check", "表.docx"]);
    assert_eq!(check.code, 65);
    let places: Vec<&str> =
        check.said.lines().map(|line| line.split('：').next().expect("the journey goes on")).collect();
    assert_eq!(places, ["第1段 {{school.nmae}}", "第2段 {{m.nam}}", "第3段 {{校名}}"]);
    assert!(
        check.said.contains("是不是“school.name”？") && check.said.contains("是不是“m.name”？"),
        "{}",
        check.said
    );
    assert!(check.noted.contains("jinqiao template facts"), "{}", check.noted);
    let json = machine.run(&["template", "check", "表.docx", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&json.said).expect("the journey goes on");
    assert_eq!((json.code, told["faults"].as_array().expect("the journey goes on").len()), (65, 3));
    assert_eq!(told["faults"][1]["place"]["en"], "paragraph 2");
    let attempt = machine.run(&["template", "try", "表.docx", "--out", "出.docx"]);
    assert_eq!(attempt.code, 65);
    assert!(!machine.path("出.docx").exists());
}

#[test]
fn a_form_is_tried_on_a_specimen_and_filled_for_a_stored_party_alike() {
    let machine = Machine::new();
    machine.write("表.docx", &form(&(p("{{school.name}}") + &roster())));
    assert_eq!(machine.run(&["template", "check", "表.docx"]).code, 0);
    let attempt = machine.run(&["template", "try", "表.docx", "--specimen", "brazil-2026"]);
    assert_eq!(attempt.code, 0, "{}", attempt.noted);
    let tried = text(&machine, "表-试填.docx");
    assert!(tried.contains("宋丙山") && tried.contains("示例职业技术学院"), "{tried}");
    assert!(!machine.path("jinqiao-data").exists(), "trying a form needs no database");
    assert_eq!(machine.run(&["plan", annex().to_str().expect("the journey goes on")]).code, 0);
    let fill = machine.run(&["template", "fill", "表.docx", "3", "--out", "出/表.docx"]);
    assert_eq!(fill.code, 0, "{}", fill.noted);
    assert_eq!(text(&machine, "出/表.docx"), tried);
}

#[test]
fn a_hostile_form_gets_one_sentence() {
    let machine = Machine::new();
    for (name, bytes) in
        [("空.docx", b"".as_slice()), ("坏.docx", b"PK\x03\x04 broken"), ("旧.doc", b"\xd0\xcf\x11\xe0")]
    {
        machine.write(name, bytes);
        let check = machine.run(&["template", "check", name]);
        assert_eq!(check.code, 65, "{name}: {}", check.noted);
        assert!(check.said.starts_with("打不开"), "{name}: {}", check.said);
    }
    let macros = form(&p("x"));
    let mut writer = zip::ZipWriter::new_append(Cursor::new(macros)).expect("the journey goes on");
    writer
        .start_file("word/vbaProject.bin", zip::write::SimpleFileOptions::default())
        .expect("the journey goes on");
    machine.write("宏.docx", &writer.finish().expect("the journey goes on").into_inner());
    let check = machine.run(&["template", "check", "宏.docx"]);
    assert!(check.code == 65 && check.said.contains("宏"), "{}", check.said);
}

#[test]
fn the_facts_are_found_by_a_word() {
    let machine = Machine::new();
    let found = machine.run(&["template", "facts", "--search", "出生"]);
    assert!(found.said.contains("members[].born  出生年月：1974.03"), "{}", found.said);
    assert!(machine.run(&["template", "facts", "--search", "没有这个"]).said.starts_with("没有与"));
}
