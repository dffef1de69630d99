use proptest::prelude::*;

use super::*;

fn best(zh: &str) -> String {
    Spelling::of(zh).unwrap().best.to_string()
}

fn doubts(written: &str, zh: &str) -> Vec<String> {
    PassportName::read(written).unwrap().doubts(zh).into_iter().map(|said| said.zh).collect()
}

fn wrong(written: &str) -> String {
    PassportName::read(written).unwrap_err().to_string()
}

#[test]
fn chinese_names_are_spelled_as_passports_do() {
    for (zh, expected) in [
        ("张晓明", "ZHANG XIAOMING"),
        ("吕萍", "LYU PING"),
        ("女示例", "NYU SHILI"),
        ("欧阳示例", "OUYANG SHILI"),
        ("单示例", "SHAN SHILI"),
        ("尉迟例", "YUCHI LI"),
        ("万俟例", "MOQI LI"),
        ("徐略", "XU LYUE"),
    ] {
        assert_eq!(best(zh), expected, "{zh}");
    }
    assert_eq!(Spelling::of("John Example"), None);
}

#[test]
fn other_readings_are_offered() {
    let others = Spelling::of("翟乐").unwrap().others;
    assert!(others.iter().any(|name| name.to_string() == "DI LE"), "{others:?}");
    let compound = Spelling::of("司马例").unwrap().others;
    assert!(compound.iter().any(|name| name.to_string() == "SI MALI"), "{compound:?}");
}

#[test]
fn names_of_several_parts_are_spelled_whatever_sign_parts_them() {
    let spelling = Spelling::of("艾力・示例").unwrap();
    assert_eq!(spelling, Spelling::of("艾力•示例").unwrap());
    assert_eq!(spelling.best.to_string(), "AILI SHILI");
    assert_eq!(spelling.others[0].to_string(), "SHILI AILI");
}

#[test]
fn a_name_is_read_however_it_is_parted() {
    let expected = PassportName { surname: "ZHANG".to_owned(), given: "XIAOMING".to_owned() };
    for written in [
        "ZHANG XIAOMING",
        "zhang xiaoming",
        "ZHANG, XIAOMING",
        "ZHANG/XIAOMING",
        "ZHANG<<XIAOMING",
        "ＺＨＡＮＧ　ＸＩＡＯＭＩＮＧ",
    ] {
        assert_eq!(PassportName::read(written).unwrap(), expected, "{written}");
    }
    assert_eq!(PassportName::read("ERIKSSON ANNA MARIA").unwrap().given, "ANNA MARIA");
}

#[test]
fn what_is_wrong_is_said_all_at_once() {
    assert_eq!(wrong("LÜ PING"), "ü 在护照上写作 YU：吕为 LYU");
    assert_eq!(
        wrong("ZHANG XI'AO-MING"),
        "护照姓名不写隔音号：XI’AN 为 XIAN；护照姓名不写连字符；中文名连写，外文名空一格"
    );
    assert_eq!(wrong("张晓明"), "这里填护照上的拼音，不填汉字");
    assert_eq!(wrong("ZHANGXIAOMING"), "只有一段，分不出姓和名；姓在前，名在后，中间空一格：ZHANG XIAOMING");
    assert_eq!(wrong("ZHANG XIAOM1NG"), "护照姓名中不会有“1”；只有字母A至Z和空格");
}

#[test]
fn a_spelling_is_doubted_when_the_chinese_name_reads_otherwise() {
    assert_eq!(doubts("ZHANG XIAOMING", "张晓明"), [""; 0]);
    assert_eq!(doubts("ZHANG XIAO MING", "张晓明"), ["名在护照上连写：XIAO MING 应为 XIAOMING"]);
    assert_eq!(doubts("XIAOMING ZHANG", "张晓明"), ["姓和名似乎写反了；姓在前：ZHANG XIAOMING"]);
    assert_eq!(doubts("LV PING", "吕萍"), ["ü 现行护照写作 YU：LYU PING；旧护照如确为 LV PING，照护照填写"]);
    assert_eq!(
        doubts("WANG XIAOMING", "张晓明"),
        ["与中文姓名的读音不符，通常写作 ZHANG XIAOMING；请对照护照"]
    );
    assert_eq!(doubts("ZHAI YUE", "翟乐"), [""; 0]);
    assert_eq!(doubts("ERIKSSON ANNA MARIA", "Anna Eriksson"), [""; 0]);
}

proptest! {
    #[test]
    fn what_is_spelled_is_read_back_without_doubt(surname in "[张王李吕单曾欧仇]", given in "[晓明示例萍略女伟芳]{1,2}") {
        let zh = format!("{surname}{given}");
        let best = Spelling::of(&zh).unwrap().best;
        let read = PassportName::read(&best.to_string()).unwrap();
        prop_assert_eq!(read.doubts(&zh), vec![]);
        prop_assert_eq!(read, best);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}", zh in "\\PC{0,6}") {
        if let Ok(name) = PassportName::read(&text) {
            let _ = name.doubts(&zh);
        }
        let _ = Spelling::of(&zh);
    }
}
