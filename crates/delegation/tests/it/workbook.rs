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
/// The row of the party's own talks on the last working morning.
const TALKS: &str = "13,2026-09-18,星期五,上午,巴西,圣保罗,会谈交流,议定金砖工坊设备清单、课程目录和师资安排；商定课程标准中葡双语稿的分工,\
                     圣保罗示例理工学院,院长 科斯塔,2、3,,,,,,,,,,,\n";

/// The itinerary with a column of participants, as an office adds it.
fn with_participants(rows: &str) -> Vec<(&'static str, String)> {
    let specimen = specimens::to_stop(3).unwrap();
    let sheet = |(name, text): &(&'static str, &'static str)| {
        let text = if *name == "日程安排" {
            assert!(text.contains(TALKS), "{text}");
            let text = text.replace(TALKS, rows);
            let (head, body) = text.split_once('\n').unwrap();
            let body: Vec<String> = body
                .lines()
                .map(|line| {
                    if line.ends_with('#') {
                        line.trim_end_matches('#').to_owned()
                    } else {
                        format!("{line},")
                    }
                })
                .collect();
            format!("{head},参加人员\n{}\n", body.join("\n"))
        } else {
            (*text).to_owned()
        };
        (*name, text)
    };
    specimen.sheets.iter().map(sheet).collect()
}

fn read_with(rows: &str) -> Result<workbook::Reading, Vec<Fault>> {
    let sheets = with_participants(rows);
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
    workbook::read(&workbook::from_sheets(&sheets).unwrap(), party())
}

#[test]
fn a_further_row_of_a_half_day_that_names_people_is_a_group_s() {
    let talks = TALKS.trim_end();
    let group = ",,,上午,巴西,圣保罗,赛事活动,复核评分记录,巴西赛区组委会,,1,,,,,,,,,,,,邓子安、傅寅初#";
    let read = read_with(&format!("{talks}\n{group}\n")).unwrap();
    let morning = &read.delegation.itinerary.days[6].morning;
    assert_eq!(morning.participants, Vec::<String>::new());
    let [group] = morning.beside.as_slice() else { panic!("{morning:?}") };
    assert_eq!(group.participants, ["邓子安", "傅寅初"]);
    assert_eq!((group.text.as_str(), group.tasks.as_slice()), ("复核评分记录", &[1][..]));
    assert_eq!(read.warnings, []);
}

#[test]
fn a_flight_right_after_a_flight_is_the_next_of_the_same_half_day() {
    let flight = |number: &str, text: &str, way: &str| {
        format!("13,2026-09-18,,上午,巴西,圣保罗,旅途,{text},,,,{number},示例航空,否,{way},,,,")
    };
    let rows = [
        flight("XX1", "07:00 乘XX1次", "圣保罗,里约热内卢,07:00,08:00"),
        flight("XX2", "09:00 乘XX2次", "里约热内卢,圣保罗,09:00,10:10"),
    ];
    let read = read_with(&format!("{}\n", rows.join("\n"))).unwrap();
    let morning = &read.delegation.itinerary.days[6].morning;
    assert_eq!(morning.legs().map(|leg| leg.number.as_str()).collect::<Vec<_>>(), ["XX1", "XX2"]);
    assert_eq!(morning.text, "07:00 乘XX1次\n09:00 乘XX2次");
}

#[test]
fn what_belongs_to_the_whole_party_does_not_stand_with_a_group() {
    let talks = TALKS.trim_end();
    let group = ",,,上午,巴西,圣保罗,赛事活动,复核评分记录,,,,,,,,,,,,,入境,圣保罗,邓子安#";
    assert_eq!(
        told(&read_with(&format!("{talks}\n{group}\n")).unwrap_err()),
        "错误 日程安排!U15：“出入境”栏：只在本半天的第一行填写；请移到第一行或删去\n\
         错误 日程安排!V15：“当晚住宿”栏：只在本半天的第一行填写；请移到第一行或删去"
    );
}

#[test]
fn zones_and_days_of_arrival_are_read_as_people_write_them() {
    let head = "到达时间,经停城市";
    let flight = "圣保罗,15:00,05:00,马德里";
    let read = |cells: &str| {
        let specimen = specimens::to_stop(3).unwrap();
        let sheets: Vec<(&str, String)> = specimen
            .sheets
            .iter()
            .map(|(name, text)| {
                let text = text.replace(head, "到达时间,到达日,到达时区,经停城市");
                let text = if *name == "日程安排" { widened(&text, cells, flight) } else { text };
                (*name, text)
            })
            .collect();
        let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let read = workbook::read(&workbook::from_sheets(&sheets).unwrap(), party());
        read.map(|read| {
            let leg = read.delegation.itinerary.days[0].afternoon.leg.clone().unwrap();
            (leg.days_later, leg.to_zone.map(|zone| zone.to_string()))
        })
        .map_err(|faults| told(&faults))
    };
    let sao_paulo = Some("America/Sao_Paulo".to_owned());
    assert_eq!(read("次日,里约热内卢"), Ok((Some(1), sao_paulo.clone())));
    assert_eq!(read("+1,America/Sao_Paulo"), Ok((Some(1), sao_paulo)));
    assert_eq!(read(","), Ok((None, None)));
    assert_eq!(
        read("后天,火星"),
        Err("错误 日程安排!S3：“到达日”栏：“后天”不是到达日；请写当日、次日、第三日、前一日\n\
             错误 日程安排!T3：“到达时区”栏：不认识时区“火星”；请写同一时区的知名城市，或 America/Sao_Paulo 这样的时区名"
            .to_owned())
    );
}

/// Every row with two cells more after the time of arrival.
fn widened(text: &str, cells: &str, flight: &str) -> String {
    let wide = |(at, line): (usize, &str)| {
        if at == 0 {
            return line.to_owned();
        }
        if line.contains(flight) {
            return line.replace("05:00,马德里", &format!("05:00,{cells},马德里"));
        }
        let mut parts: Vec<&str> = line.split(',').collect();
        parts.splice(18..18, ["", ""]);
        parts.join(",")
    };
    text.lines().enumerate().map(wide).map(|line| line + "\n").collect()
}
