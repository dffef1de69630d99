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
    assert_eq!((own.papers.return_days.value.days, own.papers.return_days.layer.as_str()), (5, college));
    assert_eq!((own.papers.report_days.value.days, own.papers.report_days.layer.as_str()), (5, "广东"));
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
fn a_term_says_in_which_days_it_is_counted() {
    refuses(
        "[report]\ndays = { value = \"15 weeks\", basis = \"甲\", confidence = \"high\" }\n",
        &["national.toml 第5行 report.days：value 应是天数，如 15，或写成 \"15 workdays\"（工作日）"],
    );
    let shipped = book("示例省", "", TODAY).papers;
    assert_eq!(
        (shipped.return_days.value.to_string(), shipped.report_days.value.unit),
        ("7天".to_owned(), Unit::Day)
    );
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
            "national.toml 第5行 team.cap：value 应是 0 到 100000 的整数",
            "national.toml 第7行 stay.four：没有这个键，请核对拼写",
            "national.toml 第8行 stay.one：缺少 basis（依据）",
            "national.toml 第9行 stay.two：confidence 写的是“sure”，只可写 high、medium、low、practice",
            "national.toml 第11行 severity.R99：没有这个键，请核对拼写",
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
    assert_eq!(fault.to_string(), "national.toml team.cap：没有在 2026-06-01 有效的数值");
}

#[test]
fn the_later_of_two_versions_holds() {
    let layer = layer::read(
        "provinces/x.toml",
        "[layer]\nlevel = \"province\"\nname = \"某省\"\n\
         [[team.cap]]\nvalue = 5\nbasis = \"旧\"\nconfidence = \"high\"\nto = 2020-12-31\n\
         [[team.cap]]\nvalue = 4\nbasis = \"新\"\nconfidence = \"high\"\nfrom = 2021-01-01\n",
        Origin::Shipped,
    )
    .unwrap();
    let basis = |day| layer.on("team.cap", day).map(|figure| figure.basis.clone());
    assert_eq!(basis(date(2020, 12, 31)), Some("旧".to_owned()));
    assert_eq!(basis(date(2021, 1, 1)), Some("新".to_owned()));
}

fn own(files: &[(&str, &str)]) -> Result<Shelf, Vec<String>> {
    let own: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Shelf::over_shipped(&own).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

const OWN: &str = "[layer]\nlevel = \"national\"\nname = \"全国\"\n\
                   [team.cap]\nvalue = 4\nbasis = \"示例院〔2026〕8号\"\nconfidence = \"practice\"\nfrom = 2026-03-01\n";

#[test]
fn an_office_s_own_figure_holds_over_the_shipped_one_and_says_so() {
    let shelf = own(&[("national.toml", OWN)]).unwrap();
    let cap = |province, on| {
        let book = shelf.effective(province, "", on).unwrap();
        (book.team_cap.value, book.team_cap.layer)
    };
    assert_eq!(cap("", TODAY), (4, "全国（本单位）".to_owned()));
    assert_eq!(cap("", date(2026, 2, 28)), (6, "全国".to_owned()));
    // A province is nearer than the nation, whoever wrote the nation's file.
    assert_eq!(cap("四川", TODAY), (5, "四川".to_owned()));
    assert_eq!(shelf.effective("", "", TODAY).unwrap().layers, ["全国", "全国（本单位）"]);
}

#[test]
fn what_holds_and_what_it_overrides_is_told_with_its_place() {
    let shelf = own(&[("national.toml", OWN)]).unwrap();
    let told = |province, on| -> Vec<String> {
        let held = shelf.held("team.cap", province, "", on);
        held.iter()
            .map(|it| {
                format!("{} {} {} {}:{}", it.standing, it.figure.value, it.figure.layer, it.file, it.line)
            })
            .collect()
    };
    assert_eq!(
        told("四川", TODAY),
        [
            "holds 5 四川 provinces/sichuan.toml:8",
            "overridden 4 全国（本单位） national.toml:4",
            "overridden 6 全国 national.toml:10",
        ]
    );
    assert_eq!(
        told("", date(2026, 1, 1)),
        ["holds 6 全国 national.toml:10", "not-yet 4 全国（本单位） national.toml:4"]
    );
    assert_eq!(shelf.own_layers(), [("national.toml".to_owned(), Level::National, "全国".to_owned(), 1)]);
}

#[test]
fn own_words_are_added_to_the_shipped_ones() {
    let text = "negations = [\"并非\"]\n[[words]]\nword = \"示例词\"\nseverity = \"block\"\nkind = \"study-tour\"\nzh = \"甲\"\nen = \"a\"\n";
    let words = |shelf: &Shelf, text: &str| {
        let book = shelf.effective("", "", TODAY).unwrap();
        let slips = crate::lint::lint(&book.lexicon, text, &crate::lint::Scope::new(&[], &[]));
        slips.into_iter().map(|slip| slip.word).collect::<Vec<_>>().join("、")
    };
    let shelf = own(&[("lexicon.toml", text)]).unwrap();
    assert_eq!(words(&shelf, "考察。示例词"), "考察、示例词");
    assert_eq!(words(&Shelf::shipped().unwrap(), "考察。示例词"), "考察");
    let wrong = "[[words]]\nword = \"甲\"\nseverity = \"严\"\nkind = \"study-tour\"\nzh = \"\"\nen = \"\"\n[[words]]\nword = \"乙\"\n";
    assert_eq!(
        own(&[("lexicon.toml", wrong)]).unwrap_err(),
        [
            "lexicon.toml 第3行 words.1.severity：severity 只可写 block 或 warn",
            "lexicon.toml 第7行 words.2：缺少 severity"
        ]
    );
}

#[test]
fn a_file_in_the_wrong_folder_and_a_file_that_is_no_toml_are_told_with_their_lines() {
    assert_eq!(
        own(&[("provinces/a.toml", OWN), ("colleges/b.toml", "[layer]\nlevel = \"college\"\nname = 甲\n")])
            .unwrap_err(),
        [
            "provinces/a.toml 第1行 layer.level：写的是 national，这个位置的文件应写 province",
            "colleges/b.toml 第3行：文字要加引号，不合 TOML 的写法（string values must be quoted, expected literal string）",
        ]
    );
}

#[test]
fn a_folder_is_read_with_care() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let told = || -> Vec<String> {
        folder::read(folder.path()).unwrap_err().iter().map(ToString::to_string).collect()
    };
    assert_eq!(told(), [format!("{}：里面没有规定库文件", folder.path().display())]);
    std::fs::write(at("README.md"), "说明").unwrap();
    std::fs::write(at(".DS_Store"), "x").unwrap();
    std::fs::write(at("national.toml"), format!("\u{feff}{OWN}")).unwrap();
    assert_eq!(folder::read(folder.path()).unwrap(), [("national.toml".to_owned(), OWN.to_owned())]);
    std::fs::write(at("natonal.toml"), OWN).unwrap();
    std::fs::write(at("money.toml"), b"# \n# \xb9\xcc\n").unwrap();
    std::fs::write(at("hosts.toml"), vec![b'#'; (4 << 20) + 1]).unwrap();
    std::fs::create_dir(at("visas.toml")).unwrap();
    std::fs::create_dir(at("provinces")).unwrap();
    std::fs::write(at("provinces/说明.docx"), "x").unwrap();
    let mut wanted = vec![
        "hosts.toml：超过 4 MiB，不是规定库文件",
        "money.toml 第2行：不是 UTF-8 文本；用记事本另存时编码选 UTF-8，用表格软件另存为“CSV UTF-8”",
        "natonal.toml：规定库没有这个文件名；可放 national.toml、lexicon.toml、per_diem.csv、visas.toml、\
         advisories.toml、lead_times.toml、chains.toml、holidays.toml、hosts.toml、money.toml，和文件夹 provinces、colleges",
        "provinces/说明.docx：这里只放 .toml 文件",
        "visas.toml：应是文件",
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(at("national.toml"), at("lexicon.toml")).unwrap();
        wanted.insert(1, "lexicon.toml：是指向别处的链接；请放文件本身");
    }
    assert_eq!(told(), wanted);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,300}|([a-z.]{1,12} = [0-9\\[\\]{}\"]{0,8}\n){0,9}") {
        let _ = layer::read("x.toml", &text, Origin::Own);
    }
}
