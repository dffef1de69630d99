//! A party's money at the command line, from the advance to the posted claim.

use std::sync::OnceLock;

use delegation::model::Delegation;
use delegation::workbook::{self, Party};

use crate::machine::{Answer, Machine, annex, files, root};

/// The specimen party to Brazil as its workbook, with something changed.
pub(crate) fn brazil(change: impl FnOnce(&mut Delegation)) -> Vec<u8> {
    let sheets =
        workbook::from_sheets(specimens::to_stop(3).expect("a specimen").sheets).expect("its sheets");
    let id = "00000000-0000-7000-8000-000000000001";
    let (id, school, stop) =
        (id.parse().expect("an id"), id.parse().expect("an id"), id.parse().expect("an id"));
    let party = Party { id, school, stop };
    let Ok(mut reading) = workbook::read(&sheets, party) else { panic!("the specimen reads") };
    change(&mut reading.delegation);
    workbook::write(&reading.delegation).expect("a workbook")
}

/// A machine of its own in the state of the one that has been home.
fn home() -> Machine {
    static HOME: OnceLock<Machine> = OnceLock::new();
    HOME.get_or_init(travelled).alike()
}

/// A party that has been approved, has been to Brazil and is home.
fn travelled() -> Machine {
    let machine = Machine::new();
    let written = machine.write("团组.xlsx", &brazil(|_| {}));
    let (school, written) = (root().join("crates/specimens/school.toml"), written);
    let ran = |words: &[&str]| assert_eq!(machine.run(words).code, 0, "{words:?}");
    ran(&["season", "import", annex().to_str().expect("a path")]);
    ran(&["school", "keep", school.to_str().expect("a path")]);
    ran(&["delegation", "import", written.to_str().expect("a path"), "--stop", "3"]);
    let step = |day: &str, words: &str| {
        let words: Vec<&str> = ["delegation"].into_iter().chain(words.split(' ')).collect();
        let answer = machine.run_on(day, &words);
        assert_eq!(answer.code, 0, "{words:?}: {}", answer.noted);
    };
    step("2026-01-15", "start 3");
    for office in ["派员单位", "国际处", "组织人事处", "财务处", "分管外事校领导", "书记", "校长", "党委会"]
    {
        step("2026-01-20", &format!("review 3 {office}"));
    }
    step("2026-02-01", "submit 3");
    step("2026-03-01", "approve 3 示例批〔2026〕8号 --authority 示例省外办");
    step("2026-09-01", "educate 3 --place 示例会议室");
    step("2026-09-02", "lend 3");
    step("2026-09-10", "advance 3 20,000 --to 袁癸宁 --note 住宿");
    step("2026-09-12", "depart 3 --justify A05=示例使馆答复免签");
    step("2026-09-20", "home 3 --note 任务完成");
    step("2026-10-10", "report 3");
    machine.write("行程单.pdf", b"%PDF-1.7\nticket");
    machine.write("账单.pdf", b"%PDF-1.7\nbill");
    machine.write("收据.pdf", b"%PDF-1.7\nreceipt");
    machine.write("牌价.png", b"\x89PNG\r\n\x1a\nrate");
    machine
}

fn say(machine: &Machine, words: &str) -> Answer {
    let words: Vec<&str> = ["delegation"].into_iter().chain(words.split(' ')).collect();
    machine.run_on("2026-10-20", &words)
}

fn done(machine: &Machine, words: &str) -> String {
    let answer = say(machine, words);
    assert_eq!(answer.code, 0, "{words}: {}", answer.noted);
    answer.said
}

#[test]
fn a_claim_is_made_of_receipts_and_posted_once_the_notice_has_hung() {
    let machine = home();
    done(
        &machine,
        "receipt add 3 fare 82800 --what 经济舱往返 --on 2026-09-12 --paid 2026-08-20 --file 行程单.pdf",
    );
    done(
        &machine,
        "receipt add 3 lodging 8,700 USD --what 圣保罗酒店 --on 2026-09-13 --who 袁癸宁 --city 圣保罗 --nights 6 --persons 6 --file 账单.pdf",
    );
    done(
        &machine,
        "receipt add 3 其他费用 7200 --what 签证费 --paid 2026-07-10 --who 程辛雨 --file 收据.pdf",
    );
    let refused = say(&machine, "claim 3");
    assert_eq!(refused.code, 65);
    let first = refused.noted.lines().next().unwrap();
    assert!(
        first.starts_with("错误：示例职业技术学院赴巴西参赛团还不能报销：缺2026-09-12的美元汇率"),
        "{first}"
    );
    assert!(
        first.ends_with("；R27 没有回国后公示的记录，未经公示不予报销；请先公示实际执行情况并记录"),
        "{first}"
    );
    done(&machine, "publish 3 --place 校园网 --from 2026-10-12 --to 2026-10-16");
    let refused = say(&machine, "claim 3").noted;
    assert!(
        refused.contains("jinqiao delegation rate 团组 USD 汇率 --on 2026-09-13 --source boc-sell"),
        "{refused}"
    );
    done(&machine, "rate 3 USD 7.02 --on 2026-09-12 --evidence 牌价.png");
    done(&machine, "rate 3 USD 7.0123 --on 2026/9/13 --evidence 牌价.png");
    insta::assert_snapshot!("money", done(&machine, "money 3"));
    insta::assert_snapshot!("claim", done(&machine, "claim 3"));
    assert_eq!(say(&machine, "rate 3 USD 6 --on 2026-09-13").code, 65);
    let kept = files(&machine.path("jinqiao-data/files"));
    assert_eq!(kept.len(), 4);
}

#[test]
fn a_sheet_of_receipts_is_entered_whole_or_not_at_all() {
    let machine = home();
    let heads = "用途,内容,金额,币种,发生日期,付款日期,垫付人,城市,晚数,人数,票据文件\n";
    let good = "国际旅费,经济舱往返,82800,,2026-09-12,2026-08-20,,,,,行程单.pdf\n\
                住宿费,圣保罗酒店,8700,USD,2026/9/13,,袁癸宁,圣保罗,6,6,账单.pdf\n";
    machine.write(
        "坏.csv",
        format!("{heads}{good}其他费用,签证费,七千,,,,,,,,\n住宿费,酒店,1,BTC,,,,,,,\n").as_bytes(),
    );
    machine.write("好.csv", format!("{heads}{good}").as_bytes());
    let refused = say(&machine, "receipt import 3 坏.csv");
    assert_eq!(refused.code, 65);
    for told in ["票据表有2处错误，一笔也没有录入", "“七千”不是金额", "“BTC”不是认识的币种"]
    {
        assert!(refused.noted.contains(told), "{}", refused.noted);
    }
    assert!(!done(&machine, "money 3").contains("票据\n  1."));
    assert!(done(&machine, "receipt import 3 好.csv").contains("已录入2笔票据"));
    assert!(
        done(&machine, "money 3")
            .contains("  2. 2026-09-13  住宿费  圣保罗酒店  圣保罗  8,700.00 USD  袁癸宁  账单.pdf")
    );
    done(&machine, "receipt template 空表.xlsx");
    assert!(say(&machine, "receipt import 3 空表.xlsx").noted.contains("票据表是空的；请一行填一笔"));
}

#[test]
fn what_cannot_be_read_gets_one_sentence_and_changes_nothing() {
    let machine = home();
    machine.write("假.pdf", b"MZ\x90");
    let before = done(&machine, "money 3");
    for (words, told) in [
        (
            "receipt add 3 other 8,70 --what 示例",
            "“8,70”不是金额；请写成 1234.50 的样子，人民币最多 2 位小数",
        ),
        (
            "receipt add 3 other 8 --what 示例 --on 14.9.2026",
            "“14.9.2026”不是日期；请写成 2026-09-12、2026/9/12 或 2026年9月12日",
        ),
        (
            "receipt add 3 other 8 --what 示例 --file 假.pdf",
            "“假.pdf”的内容不是 PDF、PNG 或 JPEG；请扫描或另存为其中一种",
        ),
        ("receipt withdraw 3 1", "没有第1笔票据，共0笔；jinqiao delegation money 可查看序号"),
        ("rate 3 USD 七 --on 2026-09-13", "“七”不是汇率；请写1美元折合多少元人民币，如 7.0123"),
        ("advance 3 -5 --to 袁癸宁", "错误"),
    ] {
        let answer = say(&machine, words);
        assert_ne!(answer.code, 0, "{words}");
        assert!(answer.noted.contains(told), "{words}: {}", answer.noted);
    }
    assert_eq!(done(&machine, "money 3"), before);
    assert!(!machine.path("jinqiao-data/files").exists());
}
