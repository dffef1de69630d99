//! The shipped rulebook reads, layers and refuses.

use jiff::civil::{Date, date};

use super::*;

fn book(province: &str, college: &str, on: Date) -> Rulebook {
    Shelf::shipped().unwrap().effective(province, college, on).unwrap()
}

const TODAY: Date = date(2026, 6, 1);

#[track_caller]
fn refuses(national: &str, expected: &[&str]) {
    let head = "[layer]\nlevel = \"national\"\nname = \"全国\"\n";
    let files = [("national.toml".to_owned(), format!("{head}{national}"))];
    let faults = Shelf::of(&files).unwrap_err();
    assert_eq!(faults.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
}

#[test]
fn a_province_overrides_the_nation_and_says_so() {
    let national = book("示例省", "示例职业技术学院", TODAY);
    assert_eq!((national.team_cap.value, national.team_cap.layer.as_str()), (6, "全国"));
    assert_eq!(national.layers, ["全国"]);
    let sichuan = book("四川省", "示例职业技术学院", TODAY);
    assert_eq!((sichuan.team_cap.value, sichuan.team_cap.layer.as_str()), (5, "四川"));
    assert!(sichuan.competition_case_by_case.value && !national.competition_case_by_case.value);
    assert_eq!(sichuan.stay, national.stay);
}

#[test]
fn a_figure_holds_from_its_first_day() {
    assert_eq!(book("四川", "", date(2015, 12, 31)).team_cap.value, 6);
    assert_eq!(book("四川", "", date(2016, 1, 1)).team_cap.value, 5);
}

#[test]
fn a_college_overrides_its_province() {
    let college = "示例学院（校级规定样例）";
    let own = book("广东", college, TODAY);
    assert_eq!(own.layers, ["全国", "广东", college]);
    assert_eq!((own.papers.return_days.value, own.papers.return_days.layer.as_str()), (5, college));
    assert_eq!((own.papers.report_days.value, own.papers.report_days.layer.as_str()), (5, "广东"));
    assert_eq!(own.publicity_days.value, 7);
    assert_eq!(own.severity_of("R12").map(|figure| figure.value), Some(Severity::Justify));
}

#[test]
fn twelve_provinces_have_a_profile() {
    let shelf = Shelf::shipped().unwrap();
    let mut known: Vec<_> = shelf.provinces().collect();
    known.sort_unstable();
    let mut wanted =
        ["四川", "山东", "浙江", "河南", "山西", "陕西", "广西", "黑龙江", "江西", "广东", "辽宁", "北京"];
    wanted.sort_unstable();
    assert_eq!(known, wanted);
    for province in wanted {
        shelf.effective(province, "", TODAY).unwrap();
    }
    assert_eq!(book("北京市", "", TODAY).papers.lock_days.unwrap().value, 30);
    assert_eq!(book("陕西", "", TODAY).profile.approvals.unwrap().value, ["省财政厅批准用汇"]);
}

#[test]
fn every_fault_of_a_file_is_told_with_its_key() {
    refuses(
        "[team]\ncap = { value = \"6\", basis = \"甲\", confidence = \"high\" }\n\
         [stay]\nfour = { value = 6, basis = \"甲\", confidence = \"high\" }\n\
         one = { value = 5, confidence = \"high\" }\n\
         two = { value = 8, basis = \"甲\", confidence = \"sure\" }\n\
         [severity]\nR99 = { value = \"warn\", basis = \"甲\", confidence = \"high\" }\n",
        &[
            "规定库 national.toml 的 severity.R99：没有这个键，请核对拼写",
            "规定库 national.toml 的 stay.four：没有这个键，请核对拼写",
            "规定库 national.toml 的 stay.one：缺少 basis（依据）",
            "规定库 national.toml 的 stay.two：“sure”不在可选值之中：高、中、低、惯例",
            "规定库 national.toml 的 team.cap：value 应是 0 到 100000 的整数",
        ],
    );
}

#[test]
fn a_figure_nobody_gives_is_named() {
    let head = "[layer]\nlevel = \"national\"\nname = \"全国\"\n";
    let lexicon = include_str!("../../rulebook/lexicon.toml");
    let files =
        [("national.toml".to_owned(), head.to_owned()), ("lexicon.toml".to_owned(), lexicon.to_owned())];
    let fault = Shelf::of(&files).unwrap().effective("", "", TODAY).unwrap_err();
    assert_eq!(fault.to_string(), "规定库 national.toml 的 team.cap：没有在 2026-06-01 有效的数值");
}

#[test]
fn the_later_of_two_versions_holds() {
    let layer = layer::read(
        "provinces/x.toml",
        "[layer]\nlevel = \"province\"\nname = \"某省\"\n\
         [[team.cap]]\nvalue = 5\nbasis = \"旧\"\nconfidence = \"high\"\nto = 2020-12-31\n\
         [[team.cap]]\nvalue = 4\nbasis = \"新\"\nconfidence = \"high\"\nfrom = 2021-01-01\n",
    )
    .unwrap();
    let basis = |day| layer.on("team.cap", day).map(|figure| figure.basis.clone());
    assert_eq!(basis(date(2020, 12, 31)), Some("旧".to_owned()));
    assert_eq!(basis(date(2021, 1, 1)), Some("新".to_owned()));
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,300}|([a-z.]{1,12} = [0-9\\[\\]{}\"]{0,8}\n){0,9}") {
        let _ = layer::read("x.toml", &text);
    }
}
