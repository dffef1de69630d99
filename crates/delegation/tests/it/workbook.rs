//! A filled workbook with every kind of slip, and what the person is told.

use delegation::workbook::{self, Fault, Gravity};

use crate::specimens::{party, specimen};

/// The Brazil specimen with texts replaced, sheet by sheet.
fn spoilt(changes: &[(&str, &str, &str)]) -> Vec<(&'static str, String)> {
    let known = ::specimens::to_stop(3).unwrap();
    let mut sheets: Vec<(&str, String)> =
        known.sheets.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    for (sheet, from, to) in changes {
        let (_, text) = sheets.iter_mut().find(|(name, _)| name == sheet).expect("a sheet");
        assert!(text.contains(from), "{sheet} does not say {from}");
        *text = text.replacen(from, to, 1);
    }
    sheets
}

fn faults(changes: &[(&str, &str, &str)]) -> Vec<Fault> {
    let sheets = spoilt(changes);
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let document = workbook::from_sheets(&sheets).unwrap();
    match workbook::read(&document, party()) {
        Ok(reading) => reading.warnings,
        Err(faults) => faults,
    }
}

fn told(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{} {fault}", fault.gravity.words().zh)).collect::<Vec<_>>().join("\n")
}

/// Slips in one sheet, and the sentences they are answered with.
fn check(changes: &[(&str, &str, &str)], expected: &str) {
    assert_eq!(told(&faults(changes)), expected);
}

#[test]
fn slips_of_a_roster_are_told_at_their_cells_all_at_once() {
    let faults = faults(&[
        ("人员名单", "1974-03-09", "1974年13月9日"),
        ("人员名单", "YUAN,GUINING,女", "YUÁN,GUINING,母"),
        ("人员名单", "教学科研人员,业务洽谈", "教师,业务洽谈"),
        ("人员名单", "PE0000012", "G12345678"),
        ("人员名单", "傅寅初,FU", ",FU"),
        ("人员名单", "选手,在读", "团长,在读"),
        ("人员名单", "2025-05 马来西亚 校际合作会谈", "五月 马来西亚"),
        ("人员名单", ",裁判,", ",栽判,"),
    ]);
    insta::assert_snapshot!(told(&faults));
}

#[test]
fn slips_of_an_itinerary_are_told_at_their_cells_all_at_once() {
    let faults = faults(&[
        ("日程安排", "2026-09-15,星期二,上午,巴西", "2026-09-15,星期三,上午,巴希"),
        ("日程安排", "05:00,马德里,西班牙,出境", "凌晨,马德里,,出境"),
        ("日程安排", ",圣保罗\n9,", ",\n9,"),
        ("日程安排", "2、3,", "2、9,"),
        ("日程安排", "入境,国内", ",国内"),
        ("日程安排", "中国,北京,准备", "中国,圣保罗,准备"),
    ]);
    insta::assert_snapshot!(told(&faults));
}

#[test]
fn days_must_follow_one_another() {
    check(
        &[
            ("日程安排", "2026-09-14,星期一,上午", "2026-09-15,,上午"),
            ("日程安排", "2026-09-14,星期一,下午", "2026-09-15,,下午"),
        ],
        "错误 日程安排!B6：2026-09-13 之后是 2026-09-15，日期不连续；请按日期逐日填写，不缺不重\n\
         错误 日程安排!B8：2026-09-15 超过两行；每天只写上午、下午两行\n\
         错误 日程安排!B9：2026-09-15 超过两行；每天只写上午、下午两行",
    );
    check(
        &[("日程安排", "2026-09-14,星期一,上午", "2026-09-14,星期一,下午")],
        "错误 日程安排!V6：“当晚住宿”没有填写；请补填：下午一行填写：境外住宿写城市，与本行国家不同的写“城市（国家）”；\
         在飞机、火车上过夜写“在途”；在国内写“国内”",
    );
}

#[test]
fn slips_of_money_letters_and_tasks_are_told_too() {
    let faults = faults(&[
        ("经费", "13800", "一万三"),
        ("经费", "1,美元,7.1", "1,日圆,七点一"),
        ("经费", "负担单位,比例\n", "负担单位,比例\n1,甲,60\n2,乙,30\n"),
        ("邀请函", "comite@example.org", "comite"),
        ("邀请函", ",院校,巴西", ",学校,巴西"),
        ("邀请函", "2026-09-12,2026-09-20", "2026-09-20,2026-09-12"),
        ("出访任务", "2,2,工坊会谈", "2,1,工坊会谈"),
        ("出访信息", "自组团", "自己组团"),
        ("出访信息", "接待方负担,无", "接待方负担,烟酒"),
        ("出访信息", "批复人次,48", "批复人次,若干"),
        ("出访信息", "R07", "第7条"),
    ]);
    insta::assert_snapshot!(told(&faults));
}

#[test]
fn what_is_not_known_is_reported_and_not_read() {
    check(
        &[("人员名单", "序号,姓名", "生肖,姓名"), ("出访信息", "组团方式", "出发心情")],
        "提示 出访信息!A3：不认识的项目“出发心情”，本行没有读取；请改用模板的项目名称\n\
         提示 人员名单!A1：不认识的列“生肖”，本列没有读取；请改用模板的表头或删去本列\n\
         错误 出访信息!A1：“出访信息”表缺少“组团方式”；请照模板补上",
    );
}

#[test]
fn a_required_column_that_is_missing_is_told_once() {
    check(
        &[("人员名单", "性别", "雌雄")],
        "提示 人员名单!E1：不认识的列“雌雄”，本列没有读取；请改用模板的表头或删去本列\n\
         错误 人员名单!A1：“人员名单”表缺少“性别”；请照模板补上",
    );
}

#[test]
fn headers_are_known_by_meaning_and_the_sample_row_is_passed_over() {
    check(
        &[
            (
                "人员名单",
                "姓名,拼音姓,拼音名,性别,出生日期",
                "中文姓名,护照姓,护照名,性 别,*出生年月日（必填）",
            ),
            ("人员名单", "\n1,宋丙山", "\n示例,王示例,,,,,,,,,,,,,,,,,,,\n1,宋丙山"),
        ],
        "",
    );
}

#[test]
fn dates_and_digits_are_read_as_people_type_them() {
    let sheets = spoilt(&[
        ("人员名单", "1974-03-09", "1974年3月9日"),
        ("人员名单", "1980-06-28", "1980/6/28"),
        ("日程安排", "2026-09-13,星期日,上午", "２０２６年９月１３日,周日,上午"),
        ("日程安排", "2026-09-13,星期日,下午", ",,下午"),
        ("经费", "13800", "１３，８００"),
    ]);
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
    // A full-width comma inside a number is a comma-separated text's own matter.
    let document = workbook::from_sheets(&sheets).unwrap();
    assert_eq!(workbook::read(&document, party()).unwrap(), specimen(3));
}

#[test]
fn a_file_that_is_no_roster_is_told_what_is_missing() {
    let document = workbook::from_sheets(&[("Sheet1", "甲,乙\n1,2\n")]).unwrap();
    let faults = workbook::read(&document, party()).unwrap_err();
    insta::assert_snapshot!(told(&faults));
    assert!(faults.iter().all(|fault| fault.gravity == Gravity::Stop));
}

#[test]
fn the_template_is_a_workbook_that_nobody_has_filled_in_yet() {
    let document = intake::read_here(&workbook::template().unwrap()).unwrap();
    insta::assert_snapshot!(told(&workbook::read(&document, party()).unwrap_err()));
}

#[test]
fn the_template_is_the_same_bytes_every_time() {
    assert_eq!(workbook::template().unwrap(), workbook::template().unwrap());
    let delegation = specimen(3).delegation;
    assert_eq!(workbook::write(&delegation).unwrap(), workbook::write(&delegation).unwrap());
}

#[test]
fn a_sheet_of_endless_rows_or_columns_is_bounded() {
    let wide = format!("姓名,性别{}\n", ",列".repeat(16_000));
    let tall = format!("姓名,性别\n{}", "甲,男\n".repeat(5_000));
    for text in [wide, tall] {
        let document = workbook::from_sheets(&[("人员名单", &text)]).unwrap();
        let faults = workbook::read(&document, party()).unwrap_err();
        assert!(faults.len() < 30_000, "{}", faults.len());
    }
}

#[test]
fn one_passport_is_one_persons() {
    check(
        &[("人员名单", "PE0000013", "PE0000012")],
        "错误 人员名单!O5：证照号码 PE0000012 与“邓子安”的相同；请核对并改正",
    );
}

#[test]
fn slips_of_the_promises_are_told_at_their_cells_all_at_once() {
    check(
        &[
            ("出访任务", "1,1,参赛成绩", "1,7,参赛成绩"),
            ("出访任务", "2,1,教学资源", "2,1,教材"),
            ("出访任务", "宋丙山,2026-10-20,", ",年底前,9-10"),
        ],
        "错误 出访任务!C10：“成果类别”栏：没有“教材”这一项；请从下拉列表中选：协议、金砖工坊进展、标准、教学资源、参赛成绩\n\
         错误 出访任务!F11：“责任人”没有填写；请补填：一人，写姓名\n\
         错误 出访任务!G11：“完成期限”栏：“年底前”不是日期；请写成 2026-09-12、2026/9/12 或 2026年9月12日\n\
         错误 出访任务!H11：“对应目标”栏：“9-10”不是序号；请写数字，用顿号分开，如 1、3\n\
         错误 出访任务!B9：“任务序号”栏写了任务7，“出访任务”表没有这一项；请改正序号或补上任务",
    );
}
