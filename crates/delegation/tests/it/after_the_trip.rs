//! The papers after the approval and after the trip: blank before their time, full
//! for a life that was lived to the end, and of one mind with what was recorded.

use std::io::{Cursor, Read as _};

use delegation::books::Books;
use delegation::examination::Examination;
use delegation::model::life::{
    Approval, Chain, Departure, Event, Homecoming, Life, Loan, Publication, Review, Session, Start,
    Submission, Terms, Topic, TripReport, Visa,
};
use delegation::model::settlement::{Advance, Attachment, Book, Lodged, Quote, Receipt, Spending};
use delegation::model::{Delegation, Publicity, RateSource, TripMode};
use delegation::operations::life::terms_of;
use delegation::print::Printed;
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{Country, Currency, FileKind, Id, Money, Rate, in_capitals};
use objective::model::{Fulfilment, Verdict};

use crate::before_departure::{codes, document, fen, file, print, row, text, widths};
use crate::papers::examined_on;

/// What the approval grants: what was applied for.
fn granted(delegation: &Delegation) -> Terms {
    terms_of(delegation, Money::whole(189_327, Currency::Cny)).unwrap()
}

/// From the start through every office of the chain to the authority.
fn agreed(chain: &Chain) -> Vec<Event> {
    let (start, on) = (date(2026, 1, 20), date(2026, 1, 22));
    let mut events = vec![Event::Start(Start { on: start, mode: TripMode::OwnParty, chain: chain.clone() })];
    for (link, office) in chain.links.iter().flat_map(|link| link.offices.iter().map(move |it| (link, it))) {
        let (link, office) = (link.code.clone(), office.clone());
        events.push(Event::Review(Review { on, link, office, note: String::new() }));
    }
    events.push(Event::Submission(Submission {
        on: date(2026, 1, 26),
        authority: "示例省教育厅".to_owned(),
        number: "示例职院〔2026〕18号".to_owned(),
    }));
    events
}

/// Lives the trip to Brazil to the end: approved as applied for, home a day later
/// and without one of the tasks.
fn live(delegation: &mut Delegation) {
    let books = Books::shipped().unwrap();
    let chain = books.knowledge.chains.named("common").unwrap().chain.clone();
    let approved = granted(delegation);
    let people = approved.people.clone();
    let mut actual = approved.clone();
    actual.entry = date(2026, 9, 21);
    actual.tasks.pop();
    let mut events = agreed(&chain);
    events.push(Event::Approval(Approval {
        on: date(2026, 3, 10),
        number: "示例外批〔2026〕108号".to_owned(),
        authority: "示例省外办".to_owned(),
        terms: approved,
    }));
    let loan = |on, member: &String| Loan { on, member: member.clone() };
    events.extend(people.iter().map(|it| Event::Loan(loan(date(2026, 3, 20), it))));
    events.extend(people.iter().map(|it| {
        let (on, until) = (date(2026, 4, 20), date(2026, 12, 31));
        Event::Visa(Visa { on, member: it.clone(), country: "BR".parse().unwrap(), until })
    }));
    events.push(Event::Session(Session {
        on: date(2026, 9, 1),
        place: "礼堂".to_owned(),
        attended: people.clone(),
        topics: vec![Topic::Conduct, Topic::Money, Topic::Secrecy, Topic::Safety],
    }));
    events.push(Event::Departure(Departure { on: date(2026, 9, 12) }));
    let note = "参赛与评判、工坊会谈、标准研讨、校企对接四项任务均已完成。\
                教学案例收集5个，比预期少1个：圣保罗示例理工学院的1个案例尚待该院书面同意。\
                回程航班因天气取消，改签次日同一航线，晚1天入境。";
    events.push(Event::Homecoming(Homecoming { terms: actual, note: note.to_owned() }));
    events.extend(people.iter().map(|it| Event::PassportReturn(loan(date(2026, 9, 23), it))));
    events.push(Event::Report(TripReport { on: date(2026, 10, 8), to: "示例省外办".to_owned() }));
    events.push(Event::Publication(Publication {
        publicity: Publicity {
            place: "校园网".to_owned(),
            from: date(2026, 10, 8),
            to: date(2026, 10, 15),
            result: "未收到异议".to_owned(),
            objections: "示例纪检室，电话：000-00000002".to_owned(),
        },
    }));
    events.sort_by_key(Event::on);
    delegation.life = events.into_iter().fold(Life::default(), |life, event| {
        let told = format!("{event:?}");
        life.with(event, "示例经办".to_owned(), Timestamp::UNIX_EPOCH)
            .unwrap_or_else(|hurdle| panic!("{told}: {hurdle:?}"))
    });
}

fn receipt(number: u32, spending: Spending, what: &str, amount: Money) -> Receipt {
    let day = date(2026, 9, 13);
    Receipt {
        id: Id::passing(number),
        on: day,
        paid: day,
        spending,
        what: what.to_owned(),
        amount,
        who: None,
        book: Book::Staff,
        country: Country::find("巴西").unwrap(),
        city: "圣保罗".to_owned(),
        lodged: None,
        foreign_carrier: String::new(),
        approval: String::new(),
        attachment: Some(Attachment {
            digest: "0".repeat(64),
            name: format!("示例票据{number}.pdf"),
            kind: FileKind::Pdf,
        }),
        note: String::new(),
    }
}

/// Spends on the way: a hotel dearer than the standard, and a dinner nobody approved.
fn spend(delegation: &mut Delegation) {
    let dollars = |yuan: &str, on| Quote {
        rate: Rate { from: Currency::Usd, to: Currency::Cny, value: yuan.parse().unwrap() },
        source: RateSource::BocSell,
        on,
        evidence: None,
    };
    let settlement = &mut delegation.settlement;
    settlement.quotes = vec![dollars("7.02", date(2026, 9, 12)), dollars("7.0123", date(2026, 9, 13))];
    settlement.advances = vec![Advance {
        id: Id::passing(1),
        on: date(2026, 9, 10),
        to: "袁癸宁".to_owned(),
        amount: Money::whole(90_000, Currency::Cny),
        book: Book::Staff,
        note: String::new(),
    }];
    settlement.receipts = vec![
        receipt(2, Spending::Fare, "经济舱往返6张", Money::whole(83_400, Currency::Cny)),
        Receipt {
            who: Some("袁癸宁".to_owned()),
            lodged: Some(Lodged { nights: 6, persons: 6 }),
            ..receipt(3, Spending::Lodging, "示例酒店", Money::whole(8_700, Currency::Usd))
        },
        receipt(4, Spending::Banquet, "示例餐厅晚宴", Money::whole(1_200, Currency::Cny)),
    ];
}

/// The trip to Brazil, over and settled; one promise kept, one not.
fn lived() -> Examination {
    let mut examination = examined_on(3, date(2026, 10, 20), |delegation| {
        live(delegation);
        spend(delegation);
    });
    let said = [(Verdict::Done, ""), (Verdict::Not, "示例：案例使用许可尚未签发")];
    for (promise, (verdict, why)) in examination.promises.iter_mut().zip(said) {
        let (by, at) = ("示例经办".to_owned(), Timestamp::UNIX_EPOCH);
        promise.fulfilments.push(Fulfilment { verdict, why: why.to_owned(), by, at });
    }
    examination
}

const PAPERS: [&str; 5] =
    ["trip-report", "visit-report", "actual-notice", "passport-register", "expense-claim"];

/// The papers after the trip, by their order.
fn printed(examination: &Examination) -> Vec<Printed> {
    let printed = print(examination, &codes(&PAPERS)).unwrap();
    let codes: Vec<&str> = printed.iter().map(|paper| paper.code.as_str()).collect();
    assert_eq!(codes, PAPERS);
    printed
}

fn told(examination: &Examination) -> Vec<String> {
    printed(examination).iter().map(text).collect()
}

/// Before anything has happened: one country and two.
fn ahead() -> Vec<Examination> {
    let today = date(2026, 1, 15);
    vec![examined_on(3, today, |_| {}), examined_on(2, today, |_| {})]
}

fn cells(line: &str) -> Vec<&str> {
    line.split('|').collect()
}

#[test]
fn the_report_says_what_was_approved_what_was_done_and_what_must_be_explained() {
    let report = &told(&lived())[0];
    assert!(report.contains("经示例省外办批准（示例外批〔2026〕108号），应"), "{report}");
    assert!(report.contains("团组于2026年9月12日出境，2026年9月21日入境，在外停留10天"), "{report}");
    assert_eq!(row(report, "在外天数"), "在外天数|9天|10天|须说明：");
    assert_eq!(row(report, "出访国家"), "出访国家|巴西|巴西|—");
    assert_eq!(row(report, "出入境日期"), "出入境日期|2026年9月12日至20日|2026年9月12日至21日|须说明：");
    assert_eq!(report.matches("须说明：").count(), 3, "days, border days and the task left undone: {report}");
    assert_eq!(row(report, "经费|"), "经费|189327元|184000.27元|—");
    assert!(report.contains("完成情况和成果：参赛与评判、工坊会谈"), "{report}");
    assert!(report.contains("经费从") && report.contains("批准189327元，核定报销184000.27元。"), "{report}");
    assert!(report.contains("有无违反外事、财经、保密等纪律的情况：□无　□有"), "{report}");
    assert!(report.contains("团长（签名）：") && report.contains("2026年10月8日"), "{report}");
    assert_eq!(report.matches("时间：＿").count(), 4, "places for photographs: {report}");
}

#[test]
fn the_report_answers_for_every_promise_and_goes_on_with_the_open_ones() {
    let examination = lived();
    let report = &told(&examination)[0];
    let rows: Vec<Vec<&str>> = report
        .lines()
        .map(cells)
        .filter(|cells| cells.len() == 7 && cells[0].parse::<u32>().is_ok())
        .collect();
    let verdicts: Vec<&str> = rows.iter().map(|cells| cells[5]).collect();
    assert_eq!(verdicts, ["完成", "未完成", "待落实", "待落实", "待落实", "待落实"]);
    assert_eq!(rows[1][6], "示例：案例使用许可尚未签发");
    assert!(report.contains("期望成果中，4项待落实"), "{report}");
    for (number, cells) in (1..).zip(rows.iter().filter(|cells| cells[5] == "待落实")) {
        let due =
            format!("{number}.{}，责任人{}，{}前完成。", cells[1].trim_end_matches('。'), cells[3], cells[4]);
        assert!(report.contains(&due), "{due}: {report}");
    }
    let form = &told(&examination)[1];
    assert!(row(form, "及原因|").ends_with("（未完成）：示例：案例使用许可尚未签发"), "{form}");
}

#[test]
fn the_form_holds_the_approved_beside_the_actual_and_leaves_the_number_to_a_hand() {
    let examination = lived();
    let form = &told(&examination)[1];
    assert!(!form.contains("草稿"), "what happened is no draft, though the days must be explained: {form}");
    assert_eq!(row(form, "批准天数"), "批准天数|9天|批准人数|6人|出境时间|2026年9月12日");
    assert_eq!(row(form, "实际天数"), "实际天数|10天|实际人数|6人|入境时间|2026年9月21日");
    assert_eq!(row(form, "任务批件文号"), "任务批件文号|示例外批〔2026〕108号（示例省外办，2026年3月10日）");
    assert!(row(form, "护照号码").starts_with("护照号码||有效期|20"), "{form}");
    assert!(row(form, "签证时间").contains("宋丙山：巴西签证2026年4月20日签发；"), "{form}");
}

#[test]
fn a_notice_names_people_units_and_posts_and_nothing_else_of_them() {
    let examination = lived();
    let notice = &told(&examination)[2];
    assert!(notice.contains("公示期为2026年10月8日至15日"), "{notice}");
    assert!(notice.contains("附件：关于宋丙山等6人出访巴西的报告"), "{notice}");
    for member in examination.delegation.staff() {
        let line =
            row(notice, &format!("{}|{}|", member_number(&examination, &member.name.zh), member.name.zh));
        assert_eq!(cells(line).len(), 4, "{line}");
        assert!(!notice.contains(&format!("{}.{:02}", member.born.year(), member.born.month())), "{notice}");
    }
    for paper in told(&examination) {
        for document in examination.delegation.members.iter().filter_map(|member| member.document.as_ref()) {
            assert!(!paper.contains(&document.number), "{paper}");
        }
    }
}

fn member_number(examination: &Examination, name: &str) -> usize {
    examination.delegation.staff().position(|member| member.name.zh == name).unwrap() + 1
}

#[test]
fn everybodys_document_is_due_a_week_after_return_and_its_keeper_signs_by_hand() {
    let examination = lived();
    let register = &told(&examination)[3];
    for (number, member) in (1..).zip(examination.delegation.staff()) {
        let expected = format!(
            "{number}|{}|公务普通护照|2026年3月20日||2026年9月28日|2026年9月23日|□相符||",
            member.name.zh
        );
        assert_eq!(row(register, &format!("{number}|{}|", member.name.zh)), expected);
    }
    let students = examination.delegation.students().map(|student| student.name.zh.as_str());
    assert!(students.into_iter().all(|name| !register.contains(name)), "{register}");
}

#[test]
fn the_claim_adds_up_and_every_paper_says_the_same_sum() {
    let examination = lived();
    let told = told(&examination);
    let claim = &told[4];
    let rows: Vec<Vec<&str>> = claim
        .lines()
        .map(cells)
        .filter(|cells| cells.len() == 13 && cells[0].parse::<u32>().is_ok())
        .collect();
    let sum = |column: usize| rows.iter().map(|cells| fen(cells[column])).sum::<i64>();
    let total = examination.accounts.claim().unwrap().total;
    assert_eq!((rows.len(), sum(12)), (5, total.minor));
    assert_eq!(sum(10), sum(11) + sum(12));
    for cells in &rows {
        assert_eq!(fen(cells[10]), fen(cells[11]) + fen(cells[12]), "{cells:?}");
    }
    let sums = cells(row(claim, "合计|"));
    assert_eq!([fen(sums[1]), fen(sums[2]), fen(sums[3])], [sum(10), sum(11), sum(12)]);
    let refused: i64 = claim
        .lines()
        .map(cells)
        .filter(|cells| cells.len() == 5)
        .filter_map(|cells| cells[2].contains('.').then(|| fen(cells[2])))
        .sum();
    assert_eq!(refused, sum(11));
    assert!(row(claim, "核定合计").contains(&format!("人民币{}|", in_capitals(total))), "{claim}");
    for paper in [&told[0], &told[2]] {
        assert!(paper.contains(&format!("核定报销{}元", total.running())), "{paper}");
        let compared: Vec<&str> = cells(row(paper, "合计|"));
        assert_eq!(fen(compared[3]), total.minor, "{paper}");
    }
}

#[test]
fn before_its_time_no_paper_says_what_has_not_happened() {
    for examination in ahead() {
        let told = told(&examination);
        assert!(told[0].contains("批件号：＿＿") && told[0].contains("一行＿＿人"), "{}", told[0]);
        assert_eq!(row(&told[0], "在外天数"), "在外天数|||");
        assert_eq!(row(&told[1], "批准天数"), "批准天数||批准人数||出境时间|");
        assert_eq!(row(&told[1], "任务执行情况"), "任务执行情况|");
        assert!(told[2].contains("公示期为＿＿年"), "{}", told[2]);
        let first = examination.delegation.staff().next().unwrap().name.zh.clone();
        assert_eq!(row(&told[3], "1|"), format!("1|{first}|公务普通护照|||||□相符||"));
        assert_eq!(row(&told[4], "1|国际旅费"), "1|国际旅费|||||||||||");
        assert_eq!(row(&told[4], "合计|"), "合计|||");
        for paper in &told {
            assert!(!paper.contains("示例外批") && !paper.contains("须说明"), "{paper}");
        }
    }
}

#[test]
fn a_workbook_of_no_expenses_adds_nothing_to_itself() {
    let sheet = |examination: &Examination| {
        let papers = print(examination, &codes(&["expense-claim"])).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(file(&papers[0], "xlsx"))).unwrap();
        let mut xml = String::new();
        archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
        xml
    };
    assert!(!sheet(&ahead()[0]).contains("<f>"));
    assert!(sheet(&lived()).contains("<f>SUM(K4:K8)</f><v>184000.27</v>"));
}

#[test]
fn every_paper_after_the_trip_is_sound() {
    for examination in ahead().into_iter().chain([lived()]) {
        for paper in printed(&examination) {
            let xml = document(file(&paper, "docx"));
            assert!(!xml.contains("{{") && !xml.contains("}}"), "{}", paper.stem);
            for grid in xml.split("<w:tblGrid>").skip(1) {
                let (grid, rows) = grid.split_once("</w:tblGrid>").unwrap();
                // The type area upright and turned, and a photograph of 120 mm.
                let width = widths(grid, "<w:gridCol w:w=\"");
                assert!([8844, 12756, 6803].contains(&width), "{}: {width}", paper.stem);
                for row in rows.split_once("</w:tbl>").unwrap().0.split("<w:tr>").skip(1) {
                    assert!(row.starts_with("<w:trPr><w:cantSplit/>"), "{}", paper.stem);
                    assert_eq!(widths(row, "<w:tcW w:w=\""), width, "{}", paper.stem);
                }
            }
            for face in &paper.fonts {
                let known = ["Noto Serif CJK SC", "Noto Sans CJK SC", "Jinqiao Kai", "Liberation Serif"];
                assert!(known.contains(&face.used.as_str()), "{}: {}", paper.stem, face.used);
            }
            let most = match paper.code.as_str() {
                "trip-report" => 9,
                "actual-notice" => 5,
                "expense-claim" => 3,
                _ => 1,
            };
            assert!(paper.pages <= most, "{} has {} pages", paper.stem, paper.pages);
        }
    }
}
