//! How annexes are read: every shape they come in, nothing dropped, nothing
//! guessed in silence.

use std::collections::BTreeSet;

use intake::Block;
use jiff::civil::{Date, date};
use season::annex::{self, Reading};
use season::model::City;

pub(crate) fn today() -> Date {
    date(2025, 12, 1)
}

fn read(text: &str) -> Reading {
    annex::read(&intake::read_here(text.as_bytes()).expect("a text that is read"), "附件.txt", today())
}

/// A reading as a person would retell it.
pub(crate) fn told(reading: &Reading) -> String {
    let mut lines = vec![format!("{} {}", reading.year, reading.name.value)];
    for stop in &reading.stops {
        let site = &stop.site.value;
        let countries: Vec<_> = site.countries.iter().map(kernel::Country::iso2).collect();
        let inferred = if site.inferred { "（推断）" } else { "" };
        let city = match &stop.city.value {
            City::Undecided => "待定".to_owned(),
            City::Named(names) => names.join("+"),
        };
        let spans = stop.window.value.spans.iter().map(|span| format!("{}..{}", span.from, span.to));
        let spans = spans.collect::<Vec<_>>().join(" ");
        let stay = stop.stay.value.as_ref().map_or_else(|| "?".to_owned(), |stay| stay.high.to_string());
        let themes: Vec<_> = stop.themes.value.iter().map(|theme| theme.0.as_str()).collect();
        let mut line = format!(
            "{} {}[{} {}{inferred}] {city} | {spans} | {stay}天 | {} | {}",
            stop.number.value,
            site.region,
            countries.join(","),
            site.choice,
            themes.join(";"),
            stop.title.value
        );
        for (header, other) in &stop.others {
            line = line + " | " + header + "=" + &other.text;
        }
        lines.push(line);
    }
    for (name, items) in [("任务", &reading.tasks), ("必要性", &reading.goals)] {
        for item in items {
            lines.push(format!("{name}{} [{}] {}", item.number, item.title, item.text.replace('\n', "¶")));
        }
    }
    lines.extend(reading.kept.iter().map(|kept| format!("留：{}", kept.text)));
    lines.extend(reading.notes.iter().map(|note| format!("注：{}", note.said.zh)));
    lines.extend(reading.unread.iter().map(|it| format!("？{}：{}", it.source.text, it.why.zh)));
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let got = told(&read(text));
    assert_eq!(got, expected.trim(), "\n{got}\n");
}

#[test]
fn a_table_flattened_by_copying_is_put_together_again() {
    check(
        "附件2\n2026示例大赛国际赛及\n交流活动列表\n\t序号\n\t国家/地区\n\t城市\n\t时间\n\t停留\n天数\n\t活动主题\n\t名称\n\n\t1\n\t北非\n\t卡萨布兰卡\n\t4-5月\n\t8天\n\t国际交流/金砖大赛\n\t2026示例大赛北非国际赛\n暨交流活动\n\n\t2\n\t中东（伊朗/阿联酋）\n\t待定\n\t9月、11月\n\t7-9天\n\t国际交流\n\t2026示例大赛中东国际赛\n\n\t出访任务\n\t1. 参赛：带队参赛。\n2. 会谈：商定清单。\n\n\t出访必要性\n\t1. 育人：修订方案。\n",
        "2026 2026示例大赛国际赛及交流活动列表
1 北非[MA all（推断）] 卡萨布兰卡 | 2026-04-01..2026-05-31 | 8天 | 国际交流;金砖大赛 | 2026示例大赛北非国际赛暨交流活动
2 中东[IR,AE open] 待定 | 2026-09-01..2026-09-30 2026-11-01..2026-11-30 | 9天 | 国际交流 | 2026示例大赛中东国际赛
任务1 [参赛] 带队参赛。
任务2 [会谈] 商定清单。
必要性1 [育人] 修订方案。
留：附件2
注：第1站：“北非”没有写明国家，由城市卡萨布兰卡推断为摩洛哥
注：第2站：伊朗或阿联酋之间选哪一国由你决定，决定前两种情况都算",
    );
}

#[test]
fn a_paste_that_lost_its_tabs_and_its_blank_lines_still_reads() {
    check(
        "2026年国际赛安排\n序号\n国别\n出访时间\n停留时间\n项目名称\n1\n巴西\n9月\n9天\n巴西技术创新赛\n暨国际合作交流活动\n2\n南非\n7至8月\n8\n南非国际赛暨国际合作交流活动\n3\n泰国\n待定\n约7天\n泰国国际赛暨国际合作交流活动\n出访任务\n一、参赛\n带队参赛。",
        "2026 2026年国际赛安排
1 巴西[BR all] 待定 | 2026-09-01..2026-09-30 | 9天 |  | 巴西技术创新赛暨国际合作交流活动
2 南非[ZA all] 待定 | 2026-07-01..2026-08-31 | 8天 |  | 南非国际赛暨国际合作交流活动
3 泰国[TH all] 待定 |  | 7天 |  | 泰国国际赛暨国际合作交流活动
任务1 [参赛] 带队参赛。",
    );
}

#[test]
fn rows_on_one_line_each_with_tabs_read_too() {
    check(
        "2026年国际赛安排表\n序号\t国家/地区\t城市\t时间\t停留天数\t名称\n1\t俄罗斯\t\t9月、11月\t7天\t俄罗斯国际赛\n2\t巴西\t圣保罗\t6月中旬\t9天\t巴西技术创新赛\n注：城市另行通知。",
        "2026 2026年国际赛安排表
1 俄罗斯[RU all] 待定 | 2026-09-01..2026-09-30 2026-11-01..2026-11-30 | 7天 |  | 俄罗斯国际赛
2 巴西[BR all] 圣保罗 | 2026-06-11..2026-06-20 | 9天 |  | 巴西技术创新赛
留：注：城市另行通知。",
    );
}

#[test]
fn columns_in_any_order_with_other_words_and_traditional_characters() {
    check(
        "2026年國際賽安排表,,,,,\n項目名稱,出訪國家（地區）,備註,出訪時間,在外停留天數,序號\n巴西技術創新賽,巴西,團長另定,9月12日至20日,9天,1\n馬來西亞國際賽,馬來西亞,,10月下旬至11月上旬,7天6晚,2\n",
        "2026 2026年國際賽安排表
1 巴西[BR all] 待定 | 2026-09-12..2026-09-20 | 9天 |  | 巴西技術創新賽 | 備註=團長另定
2 馬來西亞[MY all] 待定 | 2026-10-21..2026-11-10 | 7天 |  | 馬來西亞國際賽",
    );
}

#[test]
fn region_and_country_may_have_columns_of_their_own() {
    check(
        "2026年安排表,,,,\n序号,地区,国家,开始日期,结束日期\n1,北非,摩洛哥,2026-04-20,2026-04-27\n2,中东,伊朗或阿联酋,2026-10-12,2026-10-18\n",
        "2026 2026年安排表
1 北非[MA all] 待定 | 2026-04-20..2026-04-27 | ?天 |  |\n2 中东[IR,AE open] 待定 | 2026-10-12..2026-10-18 | ?天 |  |\n注：第2站：伊朗或阿联酋之间选哪一国由你决定，决定前两种情况都算",
    );
}

#[test]
fn what_a_cell_cannot_say_is_listed_with_its_place() {
    let reading = read("2026年安排表,,,,\n序号,国家,时间,天数,名称\n1,巴西,择期,若干,巴西赛\n,,,合计,8天\n");
    let unread: Vec<_> =
        reading.unread.iter().map(|it| format!("{} {}", it.source.places[0], it.source.text)).collect();
    assert_eq!(
        unread,
        ["表1第3行第3列 择期", "表1第3行第4列 若干", "表1第4行第4列 合计", "表1第4行第5列 8天"]
    );
    assert!(reading.stops[0].window.value.is_undecided());
}

#[test]
fn a_year_that_nobody_wrote_is_assumed_aloud() {
    let reading = read("序号,国家,时间\n1,巴西,9月\n");
    assert_eq!(reading.year, 2025);
    assert_eq!(reading.notes[0].said.zh, "文件没有写明年份，按2025年读取时间；不对请在标题里写上年份");
}

#[test]
fn a_city_outside_its_region_gives_no_country() {
    let reading = read("2026年表,,\n地区,城市,时间\n北非,圣保罗,9月\n");
    assert_eq!(reading.stops[0].site.value.countries, []);
    assert!(reading.notes.iter().any(|note| note.said.zh == "第1站：圣保罗不在北非，请核对；国家暂不填"));
}

#[test]
fn a_file_without_stops_says_what_is_missing() {
    let reading = read("通知\n各院校：\n请按时报名。");
    assert_eq!(reading.stops, []);
    assert_eq!(reading.unread.len(), 2);
}

#[test]
fn numbers_that_leap_or_repeat_are_noted() {
    let reading = read("2026年表,,\n序号,国家,时间\n1,巴西,9月\n1,南非,8月\n5,泰国,11月\n");
    let numbers: Vec<_> = reading.stops.iter().map(|stop| stop.number.value).collect();
    assert_eq!(numbers, [1, 2, 5]);
    assert_eq!(reading.notes.len(), 2);
}

#[test]
fn a_hostile_text_is_read_in_the_time_of_its_length() {
    let header = "序号\n国家\n时间\n";
    for text in [
        "序号\n".repeat(20_000),
        header.repeat(7_000),
        format!("{header}{}", "1\n".repeat(20_000)),
        format!("{header}1\n{}\n9月", "和".repeat(100_000)),
        format!("出访任务\n{}", "1. 参赛。\n".repeat(20_000)),
    ] {
        let document = intake::read_here(text.as_bytes()).expect("a text that is read");
        let reading = annex::read(&document, "附件.txt", today());
        assert_eq!(unaccounted(&document, &reading), Vec::<String>::new());
    }
}

/// Every piece of a document that holds text must be accounted for.
pub(crate) fn unaccounted(document: &intake::Document, reading: &Reading) -> Vec<String> {
    let known: BTreeSet<_> = reading.places().collect();
    let mut missing = Vec::new();
    for block in &document.blocks {
        let pieces: Vec<_> = match block {
            Block::Paragraph(paragraph) => vec![(&paragraph.place, paragraph.text.as_str())],
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).map(|cell| (&cell.place, &*cell.text)).collect()
            }
        };
        let lost =
            pieces.into_iter().filter(|(place, text)| !text.trim().is_empty() && !known.contains(place));
        missing.extend(lost.map(|(place, text)| format!("{place} {text}")));
    }
    missing
}

/// A table drawn in text: cells parted by `|`, paragraphs by `¶`, `{columns,rows}`
/// for merged ones.
fn drawn(text: &str) -> intake::Table {
    let mut covered: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut rows = Vec::new();
    for (row, line) in (0..).zip(text.lines()) {
        let mut cells = Vec::new();
        let mut column = 0;
        for drawn in line.split('|') {
            while covered.contains(&(row, column)) {
                column += 1;
            }
            let (text, spans) = drawn.trim().split_once('{').unwrap_or((drawn.trim(), "1,1}"));
            let (wide, high) = spans.trim_end_matches('}').split_once(',').expect("two spans");
            let (wide, high): (u32, u32) = (wide.parse().expect("columns"), high.parse().expect("rows"));
            let spread = (row..row + high).flat_map(|row| (column..column + wide).map(move |at| (row, at)));
            covered.extend(spread);
            cells.push(intake::Cell {
                text: text.replace('¶', "\n").into(),
                column,
                columns: wide,
                rows: high,
                place: intake::Place::Cell { table: 1, row: row + 1, column: column + 1 },
            });
            column += wide;
        }
        rows.push(intake::Row { cells });
    }
    intake::Table { name: String::new(), rows }
}

#[track_caller]
fn check_tables(tables: &[&str], expected: &str) {
    let blocks = tables.iter().map(|text| Block::Table(drawn(text))).collect();
    let document = intake::Document { format: intake::Format::Docx, blocks };
    let reading = annex::read(&document, "附件.docx", today());
    let got = told(&reading);
    assert_eq!(got, expected.trim(), "\n{got}\n");
    assert_eq!(unaccounted(&document, &reading), Vec::<String>::new());
}

#[test]
fn a_cell_merged_down_speaks_for_every_row_it_covers() {
    check_tables(
        &["2026年国际赛列表{5,1}
序号|国家/地区|时间|活动主题|名称
1|巴西|9月|国际交流/大赛{1,2}|巴西赛
2|南非|8月|南非赛
出访任务|1. 参赛：带队参赛。¶2. 会谈：商定清单。{4,1}"],
        "2026 2026年国际赛列表
1 巴西[BR all] 待定 | 2026-09-01..2026-09-30 | ?天 | 国际交流;大赛 | 巴西赛
2 南非[ZA all] 待定 | 2026-08-01..2026-08-31 | ?天 | 国际交流;大赛 | 南非赛
任务1 [参赛] 带队参赛。
任务2 [会谈] 商定清单。",
    );
}

#[test]
fn a_stop_over_two_rows_is_one_stop() {
    check_tables(
        &["2026年列表{4,1}
序号|国家/地区|城市|时间
1{1,2}|巴西{1,2}|圣保罗|9月
里约热内卢|11月
2|南非|待定|8月"],
        "2026 2026年列表
1 巴西[BR all] 圣保罗+里约热内卢 | 2026-09-01..2026-09-30 2026-11-01..2026-11-30 | ?天 |  |\n2 南非[ZA all] 待定 | 2026-08-01..2026-08-31 | ?天 |  |",
    );
}

#[test]
fn a_header_of_two_rows_and_one_that_repeats_are_understood() {
    check_tables(
        &["2026年列表{5,1}
序号{1,2}|国家/地区{1,2}|出访时间{2,1}|天数{1,2}
开始|结束
1|巴西|2026-09-12|2026-09-20|9天
序号|国家/地区|开始|结束|天数
2|南非|2026-08-01|2026-08-08|8天"],
        "2026 2026年列表
1 巴西[BR all] 待定 | 2026-09-12..2026-09-20 | 9天 |  |\n2 南非[ZA all] 待定 | 2026-08-01..2026-08-08 | 8天 |  |",
    );
}

#[test]
fn a_table_may_go_on_in_the_next_and_sections_have_tables_of_their_own() {
    check_tables(
        &[
            "2026年列表{3,1}\n序号|国家/地区|时间\n1|巴西|9月",
            "2|南非|8月",
            "出访任务{3,1}\n序号|标题|内容\n1|参赛|带队参赛。\n2|会谈|商定清单。",
            "出访必要性{1,2}|育人|修订方案。\n改革|核对标准。",
        ],
        "2026 2026年列表
1 巴西[BR all] 待定 | 2026-09-01..2026-09-30 | ?天 |  |\n2 南非[ZA all] 待定 | 2026-08-01..2026-08-31 | ?天 |  |\n任务1 [参赛] 带队参赛。
任务2 [会谈] 商定清单。
必要性1 [育人] 修订方案。
必要性2 [改革] 核对标准。
留：序号
留：标题
留：内容",
    );
}

#[test]
fn notes_under_the_table_are_kept_and_totals_are_listed() {
    check_tables(
        &["2026年列表{4,1}
序号|国家/地区|时间|天数
1|巴西|9月|9天
注：以正式通知为准。{4,1}
|合计||9天
2|||"],
        "2026 2026年列表
1 巴西[BR all] 待定 | 2026-09-01..2026-09-30 | 9天 |  |\n留：注：以正式通知为准。
？合计：这一格不属于任何一站：它所在的行缺序号或缺内容；请补全，或把说明文字写在表格外
？9天：这一格不属于任何一站：它所在的行缺序号或缺内容；请补全，或把说明文字写在表格外
？2：这一格不属于任何一站：它所在的行缺序号或缺内容；请补全，或把说明文字写在表格外",
    );
}

mod nothing_is_lost {
    use proptest::prelude::*;

    use super::*;

    fn word() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => prop_oneof![
                "序号", "国家/地区", "城市", "时间", "停留天数", "活动主题", "名称", "备注", "出访任务", "出访必要性",
            ],
            4 => prop_oneof!["1", "2", "3", "巴西", "北非", "待定", "9月", "8天", "中东（伊朗/阿联酋）", "国际交流/大赛"],
            2 => prop_oneof!["1. 参赛：带队参赛。", "2. 会谈。", "注：另行通知。", "附件2", "2026年国际赛列表"],
            1 => "\\PC{0,6}",
            1 => Just(String::new()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(160))]

        #[test]
        fn of_any_table(rows in proptest::collection::vec(proptest::collection::vec(word(), 5), 1..9)) {
            let header = ["序号", "国家/地区", "城市", "时间", "停留天数"].map(str::to_owned).to_vec();
            for with_header in [false, true] {
                let rows = if with_header {
                    std::iter::once(header.clone()).chain(rows.clone()).collect()
                } else {
                    rows.clone()
                };
                let document = table(&rows);
                let reading = annex::read(&document, "附件.docx", today());
                prop_assert_eq!(unaccounted(&document, &reading), Vec::<String>::new());
            }
        }

        #[test]
        fn of_any_lines(lines in proptest::collection::vec((word(), any::<bool>()), 1..40)) {
            let mut text = String::from("序号\n国家/地区\n城市\n时间\n停留天数\n");
            for (word, tab) in lines {
                text += if tab { "\t" } else { "" };
                text += &word;
                text.push('\n');
            }
            if let Ok(document) = intake::read_here(text.as_bytes()) {
                let reading = annex::read(&document, "附件.txt", today());
                prop_assert_eq!(unaccounted(&document, &reading), Vec::<String>::new());
            }
        }
    }

    fn table(rows: &[Vec<String>]) -> intake::Document {
        let cell = |row: u32, column: u32, text: &String| intake::Cell {
            text: text.as_str().into(),
            column,
            columns: 1,
            rows: 1,
            place: intake::Place::Cell { table: 1, row, column: column + 1 },
        };
        let line = |(row, texts): (u32, &Vec<String>)| intake::Row {
            cells: (0..).zip(texts).map(|(column, text)| cell(row, column, text)).collect(),
        };
        let rows = (1..).zip(rows).map(line).collect();
        let table = intake::Table { name: String::new(), rows };
        intake::Document { format: intake::Format::Docx, blocks: vec![Block::Table(table)] }
    }
}

#[test]
fn a_continent_takes_its_country_from_the_city_and_an_unknown_country_does_not() {
    let table = "序号,国家/地区,城市,时间,停留天数,名称\n1,非洲,开罗,5月,6天,2026示例赛一\n2,瓦坎达,开罗,5月,6天,2026示例赛二\n3,亚洲,开罗,5月,6天,2026示例赛三\n";
    let reading = read(table);
    let told: Vec<(Vec<&str>, bool)> = reading
        .stops
        .iter()
        .map(|stop| {
            let site = &stop.site.value;
            (site.countries.iter().map(kernel::Country::iso2).collect(), site.inferred)
        })
        .collect();
    assert_eq!(told, [(vec!["EG"], true), (vec![], false), (vec![], false)]);
    assert_eq!(reading.stops[1].site.value.unknown, ["瓦坎达"]);
}
