//! Papers that are finished are read over once more, with the linter's eyes.

use delegation::books::Books;
use delegation::examination::{Examination, Ground};
use delegation::lint::{Scope, lint};
use delegation::model::Delegation;
use delegation::papers::Selection;
use delegation::print::{Order, Press};
use delegation::tell;
use documents::paper::Stage;
use jiff::civil::{Date, date};
use kernel::Severity;
use season::annex;
use season::model::{Annex, Goal, Row, Season};

use crate::before_departure::{print, text};
use crate::specimens;

/// The season of the specimens, as far as their papers speak of it.
fn season() -> Season {
    let row = |number, site: &str| Row {
        number,
        site: site.to_owned(),
        city: "待定".to_owned(),
        window: "9月".to_owned(),
        stay: "9天".to_owned(),
        themes: "国际交流".to_owned(),
        title: format!("2026金砖国家技能发展与技术创新大赛{site}技术创新赛暨国际合作交流活动"),
    };
    let annex = Annex {
        year: 2026,
        name: "2026列表".to_owned(),
        rows: vec![
            row(1, "北非（摩洛哥）"),
            row(2, "中亚（哈萨克斯坦、吉尔吉斯斯坦）"),
            row(3, "巴西"),
            row(5, "俄罗斯"),
        ],
        ..Annex::default()
    };
    let id = |number: u32| format!("00000000-0000-7000-8000-00000000000{number}").parse().ok();
    let goal = |number, title: &str| Goal { number, title: title.to_owned(), text: String::new() };
    Season {
        id: "00000000-0000-7000-8000-000000000009".parse().unwrap(),
        year: 2026,
        name: annex.name.clone(),
        stops: annex::stops(&annex, date(2026, 1, 15), id),
        tasks: Vec::new(),
        goals: vec![goal(1, "服务人才培养"), goal(4, "推动职教出海")],
    }
}

/// The Brazil specimen, bent and examined.
pub(crate) fn examined(change: impl FnOnce(&mut Delegation)) -> Examination {
    examined_on(3, date(2026, 1, 15), change)
}

/// The papers of the specimen that goes to a stop of the season.
pub(crate) fn examined_on(number: u32, today: Date, change: impl FnOnce(&mut Delegation)) -> Examination {
    let season = season();
    let stop = season.stops.iter().find(|stop| stop.number == number).unwrap().clone();
    let mut delegation = specimens::specimen(number).delegation;
    delegation.stop = stop.id;
    change(&mut delegation);
    let school = people::wire::school(::specimens::SCHOOL, delegation.school).unwrap();
    let books = Books::shipped().unwrap();
    let ground = Ground { books: &books, season: &season, others: &[], today };
    Examination::of(delegation, stop, school, ground).unwrap()
}

fn told(examination: &Examination) -> Vec<String> {
    let tell = |it: &kernel::Finding| format!("{} {} {}", it.rule, it.severity, it.place.words.zh);
    examination.findings.iter().map(tell).collect()
}

#[test]
fn the_exemplary_papers_hold_one_recorded_reason_and_nothing_else() {
    let examination = examined(|_| {});
    assert_eq!(told(&examination), ["R07 justify 日程"]);
    assert!(examination.may_submit());
    assert!(examination.answers(examination.findings.iter().next().unwrap()));
}

#[test]
fn a_party_that_has_left_can_no_longer_be_handed_in() {
    let mut examination = examined(|_| {});
    examination.today = date(2026, 9, 12);
    assert!(examination.may_submit());
    examination.today = date(2026, 9, 13);
    assert!(examination.is_in_order() && !examination.may_submit());
}

#[test]
fn a_barred_word_is_found_in_the_paper_it_reached() {
    let examination = examined(|delegation| {
        "公立院校，可组织游览市容。".clone_into(&mut delegation.invitations[0].profile);
    });
    assert!(told(&examination).contains(&"R19 block 事前公示".to_owned()), "{:?}", told(&examination));
    assert!(!examination.may_submit());
}

#[test]
fn a_request_that_cannot_deny_an_intermediary_is_stopped() {
    let examination = examined(|delegation| delegation.invitations[0].direct = false);
    let found = told(&examination);
    assert!(found.contains(&"R24 block 请示".to_owned()), "{found:?}");
}

#[test]
fn another_stop_named_in_a_paper_is_found() {
    let examination = examined(|delegation| {
        "覆盖摩洛哥、俄罗斯等多个赛区，须到场参赛。".clone_into(&mut delegation.purposes[0].necessity);
    });
    let found = told(&examination);
    assert!(found.contains(&"R19 block 请示".to_owned()), "{found:?}");
}

#[test]
fn no_paper_of_the_house_says_a_barred_word_in_a_form_either() {
    let examination = examined(|_| {});
    let itinerary = &examination.delegation.itinerary;
    let mut touched = itinerary.countries();
    touched.extend(itinerary.transits().into_iter().map(|(_, country)| country));
    let scope = Scope::of(&examination.stop, &examination.season, &touched);
    let mut told = Vec::new();
    for paper in print(&examination, &Selection::All).unwrap() {
        let said = text(&paper);
        let slips = lint(&examination.book.lexicon, &said, &scope);
        let barred = slips.into_iter().filter(|slip| slip.severity == Severity::Block);
        told.extend(barred.map(|slip| format!("{} {}", paper.code, slip.word)));
    }
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn what_is_missing_from_the_money_is_named_and_the_papers_wait() {
    let examination = examined(|delegation| {
        delegation.funding.rates.clear();
        delegation.funding.expenses.retain(|expense| expense.item != delegation::model::CostItem::Fare);
    });
    let faults: Vec<String> =
        examination.budget.as_ref().unwrap_err().iter().map(ToString::to_string).collect();
    let fare = "缺国际旅费报价；请在“经费”的“价格”中填写一行“国际旅费”，例如“经济舱往返”";
    let rate = "缺美元的汇率；请在“经费”的“汇率”中填写1美元折合多少元人民币、来源和日期";
    assert_eq!(faults, [fare, rate]);
    assert!(!examination.may_submit());
}

#[test]
fn a_party_without_a_letter_yet_still_gets_its_drafts() {
    let examination = examined(|delegation| delegation.invitations.clear());
    assert!(told(&examination).iter().any(|found| found.starts_with("R22 block")));
    let books = Books::shipped().unwrap();
    let press = Press::new(&books, None).unwrap();
    let printed = press.print(&examination, Order::default(), &Selection::Package).unwrap();
    assert_eq!(printed.len(), 6);
    assert!(printed.iter().all(|paper| paper.pages > 0));
}

fn names(printed: &[delegation::print::Printed]) -> Vec<&str> {
    printed.iter().map(|paper| paper.stem.as_str()).collect()
}

#[test]
fn the_package_is_printed_unless_something_else_is_asked_for() {
    let examination = examined(|_| {});
    let books = Books::shipped().unwrap();
    let press = Press::new(&books, None).unwrap();
    let print = |selection| press.print(&examination, Order::default(), &selection).unwrap();
    let package = print(Selection::default());
    let six = ["请示", "出访人员名单", "日程安排", "经费预算表", "邀请函草稿", "事前公示"];
    assert_eq!(names(&package), six);
    assert_eq!(names(&print(Selection::Stage(Stage::Publicity))), ["事前公示", "公示结果确认"]);
    // An annex printed alone has the page numbers it has in the package.
    let alone = print(Selection::Codes(vec!["budget".to_owned()]));
    assert_eq!(names(&alone), ["经费预算表"]);
    assert_eq!(alone[0].files, package[3].files);
}

#[test]
fn a_paper_that_is_not_there_is_named_with_where_to_look() {
    let books = Books::shipped().unwrap();
    let codes = ["roster", "rooster", "badget"].map(str::to_owned);
    let refused = books.papers().unwrap().chosen(&Selection::Codes(codes.to_vec())).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "没有代号为“rooster”“badget”的公文；jinqiao delegation papers --list 可列出"
    );
}

#[test]
fn the_list_of_papers_tells_their_stage_and_what_they_can_be_had_as() {
    let told = tell::papers(Books::shipped().unwrap().papers().unwrap());
    let stage = told.split("\n\n").find(|part| part.starts_with("报送（submission）")).unwrap();
    let row = stage.lines().find(|line| line.contains(" budget ")).unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(
        cells,
        ["*", "budget", "经费预算表", "docx", "pdf", "xlsx", "财行〔2013〕516号；财行〔2017〕434号"]
    );
}

#[test]
fn an_application_for_more_days_has_its_figures_its_reason_and_its_evidence() {
    let facts = |examination: &Examination| {
        let books = Books::shipped().unwrap();
        let budget = examination.budget.as_ref().unwrap();
        let facts = delegation::facts::of(&examination.subject(&books, budget, Order::default()));
        let number = |path| facts.at(path).unwrap().as_number().unwrap();
        let text = |path| facts.at(path).unwrap().as_text().unwrap_or_default().to_owned();
        (
            [number("overstay.days"), number("overstay.cap"), number("overstay.more")],
            text("overstay.way"),
            text("overstay.reason").chars().take(18).collect::<String>(),
            facts.at("overstay.evidence").unwrap().as_list().unwrap().len(),
            facts.at("ways").unwrap().as_list().unwrap().len(),
        )
    };
    let recorded = facts(&examined(|_| {}));
    assert_eq!(
        recorded,
        ([9, 6, 3], "书面申请".to_owned(), "赛区公布的赛程自9月13日报到至9月".to_owned(), 6, 5)
    );
    let proposed = facts(&examined(|delegation| delegation.justifications.clear()));
    assert_eq!(
        (proposed.1.as_str(), proposed.2.as_str()),
        ("书面申请", "按规定，本团组出访巴西在外停留以6天")
    );
    let shorter = facts(&examined(|delegation| {
        delegation.category = delegation::model::Category::AcademicExchange;
        for member in &mut delegation.members {
            member.rank = "教授".to_owned();
        }
    }));
    assert_eq!(shorter, ([0, 0, 0], String::new(), String::new(), 0, 0));
}

#[test]
fn what_is_one_a_person_is_printed_for_everybody_under_their_name() {
    let examination = examined(|delegation| {
        delegation.members[1].name.zh = "宋丙山".to_owned();
        delegation.members[2].name.zh = "邓/子安".to_owned();
    });
    let books = Books::shipped().unwrap();
    let press = Press::new(&books, None).unwrap();
    let filing = Selection::Codes(vec!["member-filing".to_owned()]);
    let printed = press.print(&examination, Order::default(), &filing).unwrap();
    let people = ["宋丙山（1）", "宋丙山（2）", "邓_子安", "傅寅初", "程辛雨", "贾亥峰"];
    let stems = people.map(|person| format!("因公临时出国人员备案表-{person}"));
    assert_eq!(names(&printed), stems);
    assert_eq!(tell::printed(&printed[3]), "因公临时出国人员备案表·傅寅初（docx、pdf，1页）");
    assert!(printed.iter().all(|paper| paper.pages == 1));
}

#[test]
fn the_days_in_each_country_add_up_to_the_days_abroad() {
    for (stop, delegation) in specimens::all() {
        let examination = examined(|party| *party = delegation.clone());
        let books = Books::shipped().unwrap();
        let budget = examination.budget.as_ref().unwrap();
        let facts = delegation::facts::of(&examination.subject(&books, budget, Order::default()));
        let places = facts.at("trip.places").unwrap().as_list().unwrap();
        let days: i64 = places.iter().map(|place| place.at("days").unwrap().as_number().unwrap()).sum();
        assert_eq!(Some(days), facts.at("trip.days").unwrap().as_number(), "stop {stop}");
        let countries: Vec<&str> =
            places.iter().map(|place| place.at("country").unwrap().as_text().unwrap()).collect();
        assert_eq!(countries.join("、"), facts.at("trip.countries").unwrap().as_text().unwrap());
    }
}

#[test]
fn the_six_items_of_a_budget_are_its_total_for_every_specimen() {
    for (stop, delegation) in specimens::all() {
        let examination = examined(|party| *party = delegation.clone());
        let books = Books::shipped().unwrap();
        let budget = examination.budget.as_ref().unwrap();
        let facts = delegation::facts::of(&examination.subject(&books, budget, Order::default()));
        let items = facts.at("budget.by_item").unwrap().as_list().unwrap();
        let fen = |text: &str| text.replace([',', '.'], "").parse::<i64>().unwrap_or(0);
        let sum: i64 = items.iter().map(|item| fen(item.at("yuan").unwrap().as_text().unwrap())).sum();
        assert_eq!((items.len(), sum), (6, budget.total.minor), "stop {stop}");
    }
}

#[test]
fn the_programme_names_people_only_where_the_party_parts() {
    let books = Books::shipped().unwrap();
    let press = Press::new(&books, None).unwrap();
    let programme = |change: fn(&mut Delegation)| {
        let printed = press.print(&examined(change), Order::default(), &Selection::default()).unwrap();
        let paper = printed.into_iter().find(|paper| paper.code == "programme").unwrap();
        let (_, docx) = paper.files.into_iter().find(|(kind, _)| *kind == "docx").unwrap();
        let document = intake::read_here(&docx).unwrap();
        let cells = document.blocks.into_iter().filter_map(|block| match block {
            intake::Block::Table(table) => Some(table.rows),
            intake::Block::Paragraph(_) => None,
        });
        cells.flatten().flat_map(|row| row.cells).map(|cell| cell.text.to_string()).collect::<Vec<_>>()
    };
    let whole = programme(|_| {});
    assert!(whole.iter().all(|cell| !cell.contains("宋丙山") && !cell.contains("其余人员")), "{whole:?}");
    let parted = programme(crate::timetable::parted);
    let named: Vec<&str> = parted
        .iter()
        .filter(|cell| cell.contains("宋丙山") || cell.contains("邓子安"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        named,
        [
            "宋丙山、袁癸宁、贾亥峰：议定金砖工坊设备清单、课程目录和师资安排；商定课程标准中葡双语稿的分工",
            "邓子安、傅寅初：与裁判长复核评分记录，整理失分项目",
        ]
    );
    assert_eq!(parted.iter().filter(|cell| cell.as_str() == "上午").count(), 10);
}
