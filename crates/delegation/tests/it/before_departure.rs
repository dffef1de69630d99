//! The papers of the weeks before the trip: offered where they apply, of one
//! mind with the package, and empty where a hand must write.

use std::io::{Cursor, Read as _};

use delegation::books::Books;
use delegation::examination::Examination;
use delegation::model::{Delegation, Leg};
use delegation::papers::Selection;
use delegation::print::{Order, Press, Printed};
use documents::paper::Stage;
use jiff::civil::time;
use kernel::{Currency, Money, in_capitals};

use crate::papers::examined;

/// The papers every trip to Brazil has.
const ALWAYS: [&str; 5] =
    ["commitment", "currency-application", "education-attendance", "invitation-note", "publicity-result"];

pub(crate) fn print(
    examination: &Examination,
    selection: &Selection,
) -> Result<Vec<Printed>, chassis::Error> {
    let books = Books::shipped().unwrap();
    Press::new(&books, None).unwrap().print(examination, Order::default(), selection)
}

pub(crate) fn codes(codes: &[&str]) -> Selection {
    Selection::Codes(codes.iter().map(|code| (*code).to_owned()).collect())
}

/// Papers of the trip to Brazil.
fn brazil(wanted: &[&str], change: impl FnOnce(&mut Delegation)) -> Vec<Printed> {
    print(&examined(change), &codes(wanted)).unwrap()
}

pub(crate) fn file<'p>(paper: &'p Printed, ending: &str) -> &'p [u8] {
    &paper.files.iter().find(|(found, _)| *found == ending).unwrap().1
}

/// What a Word file says, cells apart.
pub(crate) fn text(paper: &Printed) -> String {
    let document = intake::read_here(file(paper, "docx")).unwrap();
    let mut text = String::new();
    for block in document.blocks {
        match block {
            intake::Block::Paragraph(paragraph) => text.push_str(&paragraph.text),
            intake::Block::Table(table) => {
                for row in &table.rows {
                    let cells: Vec<&str> = row.cells.iter().map(|cell| &*cell.text).collect();
                    text.push_str(&cells.join("|"));
                    text.push('\n');
                }
            }
        }
        text.push('\n');
    }
    text
}

/// The row of a table that begins so.
pub(crate) fn row<'t>(text: &'t str, start: &str) -> &'t str {
    text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {text}"))
}

pub(crate) fn document(docx: &[u8]) -> String {
    let mut xml = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// Flies the party out with a foreign carrier.
fn out_by_a_foreign_carrier(delegation: &mut Delegation) {
    let leg = delegation.itinerary.days[0].afternoon.leg.as_mut().unwrap();
    "示例外国航空".clone_into(&mut leg.carrier);
    leg.home_carrier = false;
}

/// Has the party take a foreign carrier between two places abroad.
fn hop_by_a_foreign_carrier(delegation: &mut Delegation) {
    delegation.itinerary.days[4].morning.leg = Some(Leg {
        number: "YY12".to_owned(),
        carrier: "示例外国航空".to_owned(),
        home_carrier: false,
        from: "圣保罗".to_owned(),
        to: "里约热内卢".to_owned(),
        departs: time(8, 0, 0, 0),
        arrives: time(9, 5, 0, 0),
        via: None,
        days_later: None,
        from_zone: None,
        to_zone: None,
    });
}

#[test]
fn everybody_on_the_staff_signs_a_pledge_of_one_page() {
    let examination = examined(|_| {});
    let pledges = print(&examination, &codes(&["commitment"])).unwrap();
    let staff: Vec<&str> = examination.delegation.staff().map(|member| member.name.zh.as_str()).collect();
    assert_eq!(pledges.len(), 6);
    let days = examination.book.papers.return_days.value;
    for (pledge, name) in pledges.iter().zip(staff) {
        let text = text(pledge);
        assert_eq!((pledge.stem.as_str(), pledge.pages), (&*format!("因公出访承诺书-{name}"), 1));
        assert!(text.contains(&format!("本人{name}，")), "{text}");
        assert!(text.contains(&format!("自回国次日起{days}内交学校集中保管")), "{text}");
        let signature = text.lines().find(|line| line.starts_with("承诺人")).unwrap();
        assert_eq!(signature.trim_matches(['＿', ' ']), "承诺人（签名）：");
    }
}

#[test]
fn a_foreign_carrier_is_put_up_for_approval_and_no_other() {
    let printed = brazil(&["foreign-carrier"], out_by_a_foreign_carrier);
    let text = text(&printed[0]);
    let flights: Vec<&str> =
        text.lines().filter(|line| line.contains("|XX") || line.contains("|YY")).collect();
    assert_eq!(flights.len(), 1, "{text}");
    let told = "9月12日|XX801|示例外国航空|北京—西班牙马德里—圣保罗|15:00|05:00|出境";
    assert!(flights[0].contains(told), "{text}");
    assert!(text.contains("■乘坐非国内航空公司航班　　□改变中转地"), "{text}");
    // The reasons are the applicant's to tick.
    assert_eq!(text.matches('■').count(), 1, "{text}");
    assert_eq!(printed[0].pages, 1);
}

#[test]
fn a_leg_between_places_abroad_says_so_itself() {
    let text = text(&brazil(&["foreign-carrier"], hop_by_a_foreign_carrier)[0]);
    assert!(text.contains("YY12|示例外国航空|圣保罗—里约热内卢|08:00|09:05|境外"), "{text}");
    assert!(text.contains("■所乘航段的起讫地均在境外"), "{text}");
}

#[test]
fn a_trip_with_chinese_carriers_is_not_offered_the_form() {
    let examination = examined(|_| {});
    let before = print(&examination, &Selection::Stage(Stage::Departure)).unwrap();
    assert!(before.iter().all(|paper| paper.code != "foreign-carrier"));
    let refused = print(&examination, &codes(&["foreign-carrier"])).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "“乘坐非国内航空公司航班审批表”不适用于本团组，不用出；请核对团组的日程和经费，或去掉 --paper foreign-carrier"
    );
}

#[test]
fn a_stay_over_the_cap_is_applied_for_with_its_days_its_reason_and_its_evidence() {
    let printed = brazil(&["overstay"], |_| {});
    let said = text(&printed[0]);
    assert!(said.contains("在外停留9天（含离、抵我国国境当日），比规定的限量6天多3天。"), "{said}");
    assert!(said.contains("公务活动6天（赛事活动5天、会谈交流1天）"), "{said}");
    let examination = examined(|_| {});
    assert!(said.contains(&examination.delegation.justifications[0].reason), "{said}");
    let request = text(&print(&examination, &codes(&["approval-request"])).unwrap()[0]);
    assert!(request.contains(&examination.delegation.justifications[0].reason), "{request}");
    assert!(said.contains("（一）主办方赛程") && !said.contains("超天数书面申请"), "{said}");
    assert_eq!(said.matches("妥否，请批示。").count(), 1);
}

#[test]
fn without_a_recorded_reason_the_application_says_the_proposed_one() {
    let said = text(&brazil(&["overstay"], |delegation| delegation.justifications.clear())[0]);
    assert!(said.contains("按规定，本团组出访巴西在外停留以6天为限。"), "{said}");
}

#[test]
fn a_stay_within_the_cap_is_not_applied_for() {
    let examination = examined(|delegation| {
        delegation.category = delegation::model::Category::AcademicExchange;
        for member in &mut delegation.members {
            member.rank = "教授".to_owned();
        }
    });
    let refused = print(&examination, &codes(&["overstay"])).unwrap_err().to_string();
    assert!(refused.starts_with("“超天数书面申请”不适用于本团组"), "{refused}");
}

#[test]
fn a_notice_that_does_not_hang_has_no_result() {
    let examination = examined(|delegation| delegation.publicity = None);
    let printed = print(&examination, &Selection::Stage(Stage::Publicity)).unwrap();
    assert!(printed.iter().all(|paper| paper.code != "publicity-result"));
}

#[test]
fn the_result_of_a_notice_is_what_was_recorded_and_its_confirmation_waits() {
    let told = text(&brazil(&["publicity-result"], |_| {})[0]);
    assert_eq!(row(&told, "公示时间"), "公示时间|2026年1月5日至9日|公示天数|5个工作日");
    assert_eq!(row(&told, "公示结果"), "公示结果|未收到异议");
    let open = text(
        &brazil(&["publicity-result"], |delegation| {
            delegation.publicity.as_mut().unwrap().result.clear();
        })[0],
    );
    assert_eq!(row(&open, "公示结果"), "公示结果|");
}

/// An amount in fen.
pub(crate) fn fen(amount: &str) -> i64 {
    amount.replace([',', '.'], "").parse().unwrap()
}

#[test]
fn the_foreign_money_asked_for_is_the_budgets() {
    let examination = examined(|_| {});
    let printed = print(&examination, &codes(&["currency-application"])).unwrap();
    let text = text(&printed[0]);
    let cells = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> =
        text.lines().map(cells).filter(|cells| cells.len() == 8 && cells[0].parse::<u32>().is_ok()).collect();
    let lines = examination.budget.as_ref().unwrap().lines.iter();
    let abroad: Vec<_> = lines.filter(|line| line.price.currency != Currency::Cny).collect();
    assert_eq!(rows.len(), abroad.len());
    for (row, line) in rows.iter().zip(&abroad) {
        let counted = fen(&row[3]) * row[4].parse::<i64>().unwrap() * row[5].parse::<i64>().unwrap();
        assert_eq!((fen(&row[6]), counted), (line.amount.minor, line.amount.minor), "{row:?}");
        assert_eq!(fen(&row[7]), line.yuan.minor, "{row:?}");
    }
    let sum = |column: usize| rows.iter().map(|row| fen(&row[column])).sum::<i64>();
    let (dollars, yuan) = (sum(6), sum(7));
    let subtotal = cells(row(&text, "美元小计"));
    assert_eq!((fen(&subtotal[1]), fen(&subtotal[2])), (dollars, yuan));
    assert_eq!(fen(&cells(row(&text, "合计（人民币）"))[2]), yuan);
    let capitals = in_capitals(Money::new(yuan, Currency::Cny));
    assert_eq!(row(&text, "合计（大写）"), format!("合计（大写）|人民币{capitals}"));
    let endings: Vec<&str> = printed[0].files.iter().map(|(ending, _)| *ending).collect();
    assert_eq!(endings, ["docx", "pdf", "xlsx"]);
}

#[test]
fn everybody_signs_the_list_of_the_education_students_too() {
    let examination = examined(|_| {});
    let text = text(&print(&examination, &codes(&["education-attendance"])).unwrap()[0]);
    for (index, member) in examination.delegation.members.iter().enumerate() {
        let line = row(&text, &format!("{}|{}|", index + 1, member.name.zh));
        assert!(line.ends_with("||"), "the signature is empty: {line}");
    }
    assert!(row(&text, "主持人").starts_with("主持人||记录人|"), "{text}");
}

#[test]
fn a_letter_that_came_by_others_hands_is_not_said_to_have_come_directly() {
    let told = |direct: bool| {
        text(&brazil(&["invitation-note"], |delegation| delegation.invitations[0].direct = direct)[0])
    };
    assert!(told(true).contains("直接签发给我院，未通过中介机构联系。"));
    assert!(!told(false).contains("未通过中介机构联系"));
    let unsigned = text(
        &brazil(&["invitation-note"], |delegation| {
            delegation.invitations[0].issued = None;
        })[0],
    );
    assert!(unsigned.contains("签发时间|尚未签发"), "{unsigned}");
}

#[test]
fn the_papers_before_the_trip_are_of_one_mind_with_the_request() {
    let examination = examined(|_| {});
    let request = text(&print(&examination, &codes(&["approval-request"])).unwrap()[0]);
    let range = "2026年9月12日至20日";
    assert!(request.contains(range));
    for paper in print(&examination, &codes(&ALWAYS)).unwrap() {
        let said = text(&paper);
        assert!(said.contains(range), "{}", paper.stem);
        assert!(said.contains("巴西"), "{}", paper.stem);
        for other in ["摩洛哥", "俄罗斯", "东盟"] {
            assert!(!said.contains(other), "{}: {other}", paper.stem);
        }
    }
}

#[test]
fn every_paper_before_the_trip_is_sound() {
    let mut printed = brazil(&ALWAYS, |_| {});
    printed.extend(brazil(&["overstay"], |_| {}));
    printed.extend(brazil(&["foreign-carrier"], out_by_a_foreign_carrier));
    for paper in &printed {
        let xml = document(file(paper, "docx"));
        assert!(!xml.contains("{{") && !xml.contains("}}"), "{}", paper.stem);
        for grid in xml.split("<w:tblGrid>").skip(1) {
            let (grid, rows) = grid.split_once("</w:tblGrid>").unwrap();
            assert_eq!(widths(grid, "<w:gridCol w:w=\""), 8844, "{}", paper.stem);
            for row in rows.split_once("</w:tbl>").unwrap().0.split("<w:tr>").skip(1) {
                assert!(row.starts_with("<w:trPr><w:cantSplit/>"), "{}", paper.stem);
                assert_eq!(widths(row, "<w:tcW w:w=\""), 8844, "{}", paper.stem);
            }
        }
        for face in &paper.fonts {
            let known = ["Noto Serif CJK SC", "Noto Sans CJK SC", "Jinqiao Kai", "Liberation Serif"];
            assert!(known.contains(&face.used.as_str()), "{}: {}", paper.stem, face.used);
        }
        assert!(paper.pages <= 2, "{} has {} pages", paper.stem, paper.pages);
    }
}

/// The sum of the widths that follow a mark, in twentieths of a point.
pub(crate) fn widths(xml: &str, mark: &str) -> u32 {
    xml.split(mark).skip(1).map(|rest| rest.split_once('"').unwrap().0.parse::<u32>().unwrap()).sum()
}
