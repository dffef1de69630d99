//! The season of 2026 on the board.

use chassis::Colour;
use jiff::civil::{Date, date};
use kernel::{Id, Window};
use season::model::{City, Season, Site, StayDays, Stop, Theme};

use super::*;
use crate::rulebook::Shelf;

fn id<T>(number: u32) -> Id<T> {
    format!("01900000-0000-7000-8000-0000000000{number:02}").parse().unwrap()
}

/// `region; cell; countries; choice; city; window; days`.
fn stop(number: u32, told: &str) -> Stop {
    let part: Vec<&str> = told.split(';').map(str::trim).collect();
    let days: i64 = part[6].parse().unwrap();
    Stop {
        id: id(number),
        number,
        site: Site {
            text: part[1].to_owned(),
            region: part[0].to_owned(),
            countries: part[2].split(' ').filter_map(|code| code.parse().ok()).collect(),
            inferred: part[1] == "北非",
            unknown: Vec::new(),
            choice: part[3].parse().unwrap(),
        },
        city: if part[4].is_empty() { City::Undecided } else { City::Named(vec![part[4].to_owned()]) },
        window: Window::parse(part[5], 2026).unwrap(),
        stay: (days > 0)
            .then(|| StayDays { low: days, high: days, about: false, text: format!("{days}天") }),
        themes: vec![Theme("金砖大赛".to_owned())],
        title: format!("2026金砖国家技能发展与技术创新大赛{}国际赛暨国际合作交流活动", part[0]),
    }
}

fn season(stops: &[&str]) -> Season {
    Season {
        id: id(90),
        year: 2026,
        name: "2026金砖国家技能发展与技术创新大赛国际赛及国际交流活动列表".to_owned(),
        stops: stops.iter().zip(1..).map(|(told, number)| stop(number, told)).collect(),
        tasks: Vec::new(),
        goals: Vec::new(),
    }
}

const ANNEX: [&str; 7] = [
    "北非; 北非; MA; all; 卡萨布兰卡; 4-5月; 8",
    "中亚; 中亚（哈萨克斯坦、吉尔吉斯斯坦）; KZ KG; all; ; 6月; 7",
    "巴西; 巴西; BR; all; ; 9月; 9",
    "南非; 南非; ZA; all; ; 7-8月; 8",
    "俄罗斯; 俄罗斯; RU; all; ; 9月、11月; 7",
    "中东; 中东（伊朗/阿联酋）; IR AE; open; ; 10月; 7",
    "东盟; 东盟（印尼、马来西亚、泰国）; ID MY TH; all; ; 11月; 7",
];

fn board_of(stops: &[&str], province: &str, today: Date) -> Board {
    let knowledge = Knowledge::of_tests();
    let book = Shelf::shipped().unwrap().effective(province, "", today).unwrap();
    Board::of(&season(stops), knowledge, &book, today)
}

fn annex() -> Board {
    board_of(&ANNEX, "", date(2026, 1, 15))
}

#[track_caller]
fn check(stop: &str, expected: &str) {
    let board = board_of(&[stop], "", date(2026, 1, 15));
    let outlook = &board.stops[0];
    let number = |value: Option<i64>| value.map_or("-".to_owned(), |value| value.to_string());
    let rules: Vec<&str> = outlook.findings.iter().map(|finding| finding.rule).collect();
    let said = format!(
        "{} cap={} over={} {}",
        outlook.verdict,
        number(outlook.cap_days()),
        number(outlook.over_by()),
        rules.join(" ")
    );
    assert_eq!(said.trim_end(), expected);
}

#[test]
fn four_stops_of_2026_exceed_one_depends_and_two_fit() {
    for (stop, expected) in ANNEX.iter().zip([
        "over cap=6 over=2 R07",
        "within cap=8 over=-",
        "over cap=6 over=3 R07",
        "over cap=6 over=2 R07",
        "over cap=5 over=2 R04",
        "depends cap=5 over=2 R04 R04",
        "within cap=10 over=-",
    ]) {
        check(stop, expected);
    }
}

#[test]
fn who_decides_for_one_of_two_countries_is_over() {
    check("中东; 中东（伊朗/阿联酋）; IR AE; either; ; 10月; 7", "over cap=5 over=2 R04 R04");
    check("中东; 中东（伊朗/阿联酋）; IR AE; all; ; 10月; 7", "within cap=8 over=-");
    check("中东; 中东（伊朗/阿联酋）; IR AE; open; ; 10月; 5", "within cap=5 over=-");
    check("中东; 中东（伊朗/阿联酋）; IR AE; open; ; 10月; 9", "over cap=8 over=1 R04 R04 R05");
}

#[test]
fn what_the_annex_leaves_open_is_not_judged() {
    check("某地; 某地; ; all; ; 待定; 7", "unknown cap=- over=-");
    check("巴西; 巴西; BR; all; ; 待定; 0", "unknown cap=6 over=-");
}

#[test]
fn a_country_nobody_knows_leaves_the_verdict_open() {
    let mut season = season(&["中亚; 中亚（哈萨克斯坦、某国）; KZ; all; ; 6月; 7"]);
    season.stops[0].site.unknown.push("某国".to_owned());
    let today = date(2026, 1, 15);
    let book = Shelf::shipped().unwrap().effective("", "", today).unwrap();
    let board = Board::of(&season, Knowledge::of_tests(), &book, today);
    assert_eq!(board.stops[0].verdict, Verdict::Unknown);
    assert_eq!(board.stops[0].ways_out, []);
}

#[test]
fn leaving_a_country_out_is_reckoned_too() {
    let fewer = |index: usize| {
        let board = annex();
        let told = |course: &Course| (course.countries.len(), course.cap.value, course.over);
        board.stops[index].fewer.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(fewer(1), [(1, 5, Some(2))]);
    assert_eq!(fewer(6), [(1, 5, Some(2)), (2, 8, Some(-1))]);
    assert_eq!(fewer(2), []);
}

#[test]
fn five_ways_out_carry_their_own_figures() {
    let board = annex();
    let ways = |index: usize| {
        let outlook: &Outlook = &board.stops[index];
        let told = |way: &WayOut| format!("{}：{}", way.way.words().zh, way.says.zh);
        outlook.ways_out.iter().map(told).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(ways(2), @"
    学术交流：按学术交流合作团组申报，天数按任务需要，9天可行
    外办个案：请外办按赛事个案核定9天（先问外办）
    书面申请：附超天数书面申请：上限6天，申请9天，多3天
    压缩天数：压缩3天，在外6天（含出境、入境当日）
    增加国家：增加1个受邀国家后上限9天（在别的洲为8天）
    ");
    assert!(ways(4).ends_with("增加国家：增加1个受邀国家后上限8天"), "{}", ways(4));
    assert_eq!(ways(1), "");
}

#[test]
fn sichuan_opens_the_second_way() {
    let open = |province| {
        let board = board_of(&ANNEX, province, date(2026, 1, 15));
        board.stops[2]
            .ways_out
            .iter()
            .filter(|way| way.open)
            .map(|way| way.way.code())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(open(""), "academic-exchange written-reason trim add-country");
    assert_eq!(open("四川"), "academic-exchange case-by-case written-reason trim add-country");
}

#[test]
fn a_stay_no_number_of_countries_can_hold_says_so() {
    let board = board_of(&["俄罗斯; 俄罗斯; RU; all; ; 9月; 15"], "", date(2026, 1, 15));
    let way = board.stops[0].ways_out.last().unwrap();
    assert_eq!((way.open, way.says.zh.as_str()), (false, "增加2个受邀国家后上限10天，仍不够"));
}

#[test]
fn every_span_of_a_window_has_its_start() {
    let board = annex();
    let starts = |index: usize| {
        let outlook: &Outlook = &board.stops[index];
        let told = |start: &Start| {
            format!("{} {:?} {}", start.span.text, start.plan.clearance, start.plan.latest_start)
        };
        outlook.starts.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(starts(0), ["4-5月 Free 2026-01-29"]);
    assert_eq!(starts(4), ["9月 Visa 2026-05-27", "11月 Visa 2026-07-23"]);
}

#[test]
fn a_person_costs_what_the_table_says() {
    let board = annex();
    let cost = |index: usize| {
        let outlook: &Outlook = &board.stops[index];
        let told =
            |cost: &CostRange| format!("{} {} {}", cost.currency, cost.low.running(), cost.high.running());
        outlook.costs.iter().map(told).collect::<Vec<_>>().join("; ")
    };
    // Casablanca: 130 × 6 or 7 nights, 90 × 8 days.
    assert_eq!(cost(0), "USD 1500 1630");
    // Brazil: 150 × 7 nights to 260 × 8, 95 × 9 days.
    assert_eq!(cost(2), "USD 1905 2935");
}

#[test]
fn the_board_is_read_in_a_minute() {
    let board = annex();
    let told = terminal::told(&board, Colour::No);
    for line in told.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 100, "{line}");
    }
    insta::assert_snapshot!("board_2026", told);
    assert!(!told.contains('\u{1b}'));
    assert!(terminal::told(&board, Colour::Yes).contains("\u{1b}[31m"));
}

#[test]
fn late_in_the_year_the_board_says_what_is_too_late_and_what_is_stale() {
    let told = terminal::told(&board_of(&ANNEX, "四川", date(2026, 6, 10)), Colour::No);
    let starts = |stop: &str| told.lines().find(|line| line.starts_with(stop)).unwrap().to_owned();
    assert!(starts(" 1  北非").contains("已结束"), "{told}");
    assert!(starts(" 2  中亚").contains("2026-02-14过"), "{told}");
    // September is lost, November is not.
    assert!(starts(" 5  俄罗斯").contains("2026-07-23 "), "{told}");
    assert!(told.contains("签证资料有的已超过60天没有核对"), "{told}");
    assert!(told.contains("按一般因公团组、全国＋四川规定测算"), "{told}");
}

#[test]
fn other_programs_read_the_same_board() {
    let json: serde_json::Value = serde_json::from_str(&wire::json(&annex()).unwrap()).unwrap();
    let stop = &json["stops"][2];
    assert_eq!(stop["number"], 3);
    assert_eq!(stop["verdict"], "over");
    assert_eq!((&stop["cap_days"], &stop["over_by"]), (&6.into(), &3.into()));
    assert_eq!(stop["findings"][0]["rule"], "R07");
    assert_eq!(stop["ways_out"].as_array().unwrap().len(), 5);
    assert_eq!(stop["latest_start"], "2026-05-27");
    assert_eq!(stop["cost_per_person"]["currency"], "USD");
    assert_eq!(stop["cost_per_person"]["low"], "1905.00");
    assert_eq!(json["stops"][5]["verdict"], "depends");
    assert_eq!(json["stops"][5]["courses"][2]["over_by"], serde_json::Value::Null);
    assert_eq!(json["stops"][5]["advisories"][0]["level"], "avoid");
}

#[test]
fn the_workbook_is_the_same_for_the_same_board() {
    let board = annex();
    let bytes = sheet::workbook(&board).unwrap();
    assert!(bytes.starts_with(b"PK"));
    assert_eq!(bytes, sheet::workbook(&board).unwrap());
}

#[test]
fn the_calendar_holds_every_window_and_every_latest_start() {
    let text = calendar::ics(&annex());
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 16);
    assert!(text.contains("DTSTART;VALUE=DATE:20260129"), "{text}");
    assert!(text.contains("UID:2026-5-window-2@jinqiao"), "{text}");
    assert_eq!(text, calendar::ics(&annex()));
}
