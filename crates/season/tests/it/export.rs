//! What is written reads back the same.

use proptest::prelude::*;
use season::export;
use season::model::{Annex, Goal, Row, Task};

use crate::annex::today;

fn read(bytes: &[u8]) -> Annex {
    let document = intake::read_here(bytes).expect("a file that is read");
    let reading = season::annex::read(&document, "附件", today());
    assert_eq!(reading.unread, []);
    season::annex::as_written(&reading)
}

fn site() -> impl Strategy<Value = String> {
    let country = || prop_oneof!["巴西", "南非", "印尼", "阿联酋", "某国", "刚果（金）"];
    prop_oneof![
        prop_oneof!["北非", "巴西", "俄罗斯", "乌有之乡"],
        (prop_oneof!["东盟", "中东", "某区"], country(), prop_oneof!["、", "/", "或", "，"], country())
            .prop_map(|(region, one, joint, other)| format!("{region}（{one}{joint}{other}）")),
        (country(), country()).prop_map(|(one, other)| format!("{one}、{other}")),
    ]
}

fn sentence() -> impl Strategy<Value = String> {
    "[一-龥A-Za-z&<>\"“”（），]{1,30}。"
}

fn row() -> impl Strategy<Value = Row> {
    (
        site(),
        prop_oneof!["待定", "卡萨布兰卡", "圣保罗、里约热内卢", "某市"],
        prop_oneof!["待定", "6月", "7-8月", "9月、11月", "10月下旬至11月上旬", "2026年9月12日至20日"],
        prop_oneof!["待定", "8天", "7-9天", "约7天", "7天6晚"],
        prop_oneof!["国际交流", "国际交流/金砖工坊建设/金砖大赛", "主题甲/主题乙"],
        "2026[一-龥]{4,30}(&|<|\"|A,B)?活动",
    )
        .prop_map(|(site, city, window, stay, themes, title)| Row {
            number: 0,
            site,
            city,
            window,
            stay,
            themes,
            title,
        })
}

fn item() -> impl Strategy<Value = (String, String)> {
    ("[一-龥“”]{2,20}", proptest::collection::vec(sentence(), 1..3))
        .prop_map(|(title, paragraphs)| (title, paragraphs.join("\n")))
}

prop_compose! {
    fn annex()(
        name in "2026[一-龥]{2,30}列表",
        mut rows in proptest::collection::vec(row(), 1..9),
        tasks in proptest::collection::vec(item(), 0..7),
        goals in proptest::collection::vec(item(), 0..7),
    ) -> Annex {
        for (number, row) in (1..).zip(&mut rows) {
            row.number = number;
        }
        Annex {
            year: 2026,
            name,
            rows,
            tasks: (1..).zip(tasks).map(|(number, (title, text))| Task { number, title, text }).collect(),
            goals: (1..).zip(goals).map(|(number, (title, text))| Goal { number, title, text }).collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_word_file_reads_back_the_same(annex in annex()) {
        prop_assert_eq!(read(&export::docx(&annex).unwrap()), annex);
    }

    #[test]
    fn a_workbook_reads_back_the_same(annex in annex()) {
        prop_assert_eq!(read(&export::xlsx(&annex).unwrap()), annex);
    }

    #[test]
    fn separated_text_reads_back_the_same(annex in annex()) {
        prop_assert_eq!(read(&export::csv(&annex).unwrap()), annex);
    }

    #[test]
    fn flattened_text_reads_back_the_same(annex in annex()) {
        prop_assert_eq!(read(export::text(&annex).as_bytes()), annex);
    }

    #[test]
    fn the_same_annex_gives_the_same_bytes(annex in annex()) {
        prop_assert!(export::docx(&annex).unwrap() == export::docx(&annex).unwrap());
        prop_assert!(export::xlsx(&annex).unwrap() == export::xlsx(&annex).unwrap());
    }
}
