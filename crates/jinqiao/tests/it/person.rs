//! The persons of a school at the command line: in by a table, found, shown, out
//! again, erased.

use std::fmt::Write;

use crate::machine::{Answer, Machine};

const SCHOOL: &str = r#"
name = "示例职业技术学院"
name_en = "Example Vocational and Technical College"
province = "示例省"
city = "示例市"
authority = "示例省教育厅"
register = "示例职院"
signer = "郑示例"
office = "示例职业技术学院办公室"
address_en = "1 Example Road, Example City, China"
programme = "示例计划"
"#;

const PERSON: &str = r#"
name = "吕示例"
passport_name = "LYU SHILI"
identity = "11010519491231002X"
department = "示例教务处"
post = "处长"
phone = "13800000000"

[[documents]]
number = "PE1234567"
expires = "2032-01-01"
"#;

const TABLE: &str = "姓名,出生日期,部门,护照号\n张晓明,1980年5月6日,示例机电学院,E12345678\n\
                     欧阳示例,1990/1/1,示例机电学院,\n";

const FAULTY: &str = "姓名,身份证号,性别\n赵示例,110105194912310021,不详\n孙示例,,男\n";

/// What was said, with every id as `ID`.
fn told(story: &mut String, command: &str, answer: &Answer) {
    let plain = |text: &str| {
        let word = |word: &str| {
            if word.len() == 36 && word.matches('-').count() == 4 { "ID".to_owned() } else { word.to_owned() }
        };
        let words = |line: &str| {
            line.split_inclusive([' ', '\t', '：'])
                .flat_map(|piece| {
                    let trimmed = piece.trim_end_matches([' ', '\t', '：']);
                    [word(trimmed), piece[trimmed.len()..].to_owned()]
                })
                .collect::<String>()
        };
        text.lines().map(words).collect::<Vec<_>>().join("\n")
    };
    writeln!(story, "$ jinqiao {command}  [{}]", answer.code).expect("a story takes words");
    for said in [&answer.said, &answer.noted].into_iter().filter(|said| !said.is_empty()) {
        writeln!(story, "{}", plain(said)).expect("a story takes words");
    }
    story.push('\n');
}

#[test]
fn a_schools_persons_come_in_are_found_and_shown_go_out_and_are_erased() {
    let machine = Machine::new();
    for (name, text) in
        [("school.toml", SCHOOL), ("person.toml", PERSON), ("list.csv", TABLE), ("faulty.csv", FAULTY)]
    {
        machine.write(name, text.as_bytes());
    }
    assert_eq!(machine.run(&["school", "keep", "school.toml"]).code, 0);
    let mut story = String::new();
    let mut id = String::new();
    for command in [
        "person list",
        "person keep person.toml",
        "person keep person.toml",
        "person import faulty.csv",
        "person import list.csv --preview",
        "person import list.csv",
        "person list",
        "person find zxm",
        "person find oysl",
        "person find lv",
        "person show ID",
        "person show ID --full",
        "person show ID --full --reason 吕示例办签证",
        "person show ID --full --reason 办理签证",
        "person consent ID --notice 2026-01 --sensitive",
        "person show ID",
        "person export out.xlsx",
        "person import out.xlsx --preview",
        "person erase ID",
        "person show ID",
        "person find lv",
    ] {
        let arguments: Vec<&str> =
            command.split(' ').map(|word| if word == "ID" { id.as_str() } else { word }).collect();
        let answer = machine.run(&arguments);
        if let Some(line) = answer.said.lines().find(|line| line.starts_with("已登记 吕示例 ")) {
            id = line.rsplit(' ').next().unwrap().to_owned();
        }
        told(&mut story, command, &answer);
    }
    insta::assert_snapshot!(story);
    let database = std::fs::read(machine.path("jinqiao-data/jinqiao.sqlite")).unwrap();
    for canary in ["吕示例", "LYU", "13800000000", "11010519491231002X", "PE1234567", "示例教务处"] {
        assert!(!database.windows(canary.len()).any(|window| window == canary.as_bytes()), "{canary}");
    }
}
