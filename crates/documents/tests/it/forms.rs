//! The office's forms: facts in their cells, everything that is for a hand to
//! write left open, each on the sides it has on paper.

use documents::Fact;

use crate::pdf_checks::{pdf, pdf_with};
use crate::pdf_page::{AREA, Page, pages};
use crate::press::{FORMS, docx, facts_for, paper, parts};

fn text(code: &str, facts: &Fact) -> Option<String> {
    Some(pages(&pdf_with(code, facts).bytes)?.iter().map(Page::cells).collect())
}

fn document(code: &str) -> String {
    parts(&docx(code)).remove("word/document.xml").unwrap()
}

/// The words of a filled Word file, a cell a line.
fn cells(document: &str) -> Vec<String> {
    let words = |cell: &str| {
        let runs = cell.split("<w:t xml:space=\"preserve\">").skip(1);
        runs.map(|run| run.split_once('<').unwrap().0).collect::<String>()
    };
    document.split("<w:tc>").skip(1).map(words).collect()
}

/// The staff of the specimen, so many of them.
fn with_staff(code: &str, count: usize) -> Fact {
    let facts = facts_for(code);
    let members = facts.at("members").unwrap().as_list().unwrap();
    let members: Vec<Fact> = members.iter().cycle().take(count).cloned().collect();
    let facts = facts.with("members", members).with("party.staff", count);
    paper(code).wording(&facts).unwrap()
}

#[test]
fn every_form_has_its_sides() {
    assert_eq!(FORMS.map(|code| pdf(code).pages), [2, 3, 1, 2, 1]);
}

#[test]
fn an_opinion_stays_on_two_sides_and_names_six_at_most() {
    for count in [1, 3, 6, 7, 12] {
        let facts = with_staff("task-budget-opinion", count);
        assert_eq!(pdf_with("task-budget-opinion", &facts).pages, 2, "{count}");
        let Some(text) = text("task-budget-opinion", &facts) else { return };
        let filled = paper("task-budget-opinion").docx(&facts).unwrap();
        let words = cells(&parts(&filled)["word/document.xml"]).join("\n");
        let rows = if count > 6 { 5 } else { count };
        for (said, units) in [(&text, "事业单位人员"), (&words, "事业单位人员")] {
            assert_eq!(said.matches(units).count(), rows, "{count}");
            assert_eq!(said.contains("其余人员见另附的出访人员名单"), count > 6, "{count}");
        }
    }
}

#[test]
fn a_label_stands_beside_all_the_rows_it_names() {
    for (code, rows) in [("task-budget-opinion", 7), ("task-budget-opinion-b", 7), ("task-declaration", 7)] {
        let document = document(code);
        let from = document.find(">团</w:t>").unwrap();
        let restart = document[..from].rfind("<w:tr>").unwrap();
        let beside = document[restart..].split("<w:tr>").skip(1).take(rows);
        let merges: Vec<&str> = beside
            .map(|row| {
                let first = row.split("</w:tc>").next().unwrap();
                let begins = first.contains("<w:vMerge w:val=\"restart\"/>");
                if begins {
                    "begins"
                } else if first.contains("<w:vMerge/>") {
                    "goes on"
                } else {
                    "none"
                }
            })
            .collect();
        let mut expected = vec!["goes on"; rows];
        expected[0] = "begins";
        assert_eq!(merges, expected, "{code}");
    }
    // A label inside what repeats grows with it.
    let document = document("task-budget-opinion-b");
    let days = facts_for("task-budget-opinion-b").at("days").unwrap().as_list().unwrap().len();
    assert_eq!(document.matches(">排</w:t>").count(), 1);
    let rows = document.split("<w:tr>").filter(|row| row.contains("上午")).count();
    assert_eq!(rows, days);
}

#[test]
fn what_is_for_a_hand_to_write_stays_open() {
    for (code, boxes) in [("task-budget-opinion", 6), ("task-budget-opinion-b", 6), ("member-filing", 12)] {
        let document = document(code);
        assert_eq!(document.matches('□').count(), boxes, "{code}");
        let Some(text) = text(code, &facts_for(code)) else { return };
        assert_eq!(text.matches('□').count(), boxes, "{code}");
        for mark in ['☑', '√', '■', '✓', '✔'] {
            assert!(!document.contains(mark) && !text.contains(mark), "{code}: {mark}");
        }
    }
    for code in FORMS {
        for cell in cells(&document(code)) {
            for asked in ["审核意见：", "主管部门领导意见："] {
                assert!(!cell.starts_with(asked) || cell == asked, "{code}: {cell}");
            }
            let signed = cell.ends_with("日") && (cell.contains("盖章") || cell.contains("签字"));
            assert!(!signed || cell.ends_with("　　年　　月　　日"), "{code}: {cell}");
        }
    }
}

#[test]
fn every_row_of_a_family_has_its_answer_to_give() {
    let answers = |family: usize| {
        let relative = |at: usize| documents::record! { relation: "子女", name: format!("林示例{at}") };
        let family: Vec<Fact> = (0..family).map(relative).collect();
        let facts = facts_for("member-filing").with("member.family", family);
        let filled = paper("member-filing").docx(&facts).unwrap();
        let document = &parts(&filled)["word/document.xml"];
        let rows: Vec<Vec<String>> = document.split("<w:tr>").skip(1).map(cells).collect();
        let head = rows.iter().position(|row| row.iter().any(|cell| cell == "称谓")).unwrap();
        let rows: Vec<&Vec<String>> = rows[head + 1..].iter().take_while(|row| row.len() == 7).collect();
        assert!(rows.iter().all(|row| row.last().unwrap() == "□否　　□是"), "{rows:?}");
        assert_eq!(pdf_with("member-filing", &facts).pages, 1);
        (rows.len(), rows.iter().filter(|row| row[1] == "子女").count())
    };
    assert_eq!([0, 2, 5, 7].map(answers), [(5, 0), (5, 2), (5, 5), (7, 7)]);
}

#[test]
fn a_datum_nobody_gave_is_left_for_the_person_to_write() {
    let politics = |known: &str| {
        let facts = facts_for("member-filing").with("member.politics", known);
        let filled = paper("member-filing").docx(&facts).unwrap();
        let cells = cells(&parts(&filled)["word/document.xml"]);
        let label = cells.iter().position(|cell| cell == "政治面貌").unwrap();
        cells[label + 1].clone()
    };
    assert_eq!([politics(""), politics("中共党员")], ["", "中共党员"]);
    let roster = document("task-declaration");
    let rows = roster.split("<w:tr>").filter(|row| row.contains("智能制造学院") && !row.contains("派1名"));
    assert!(rows.map(cells).all(|row| row.last().unwrap().is_empty()), "the number of an identity card");
}

/// An amount in fen.
fn fen(amount: &str) -> i64 {
    amount.replace([',', '.'], "").parse().unwrap()
}

#[test]
fn check_23_the_six_items_of_an_opinion_are_its_total() {
    let cells = cells(&document("task-budget-opinion"));
    let amount = |cell: &&String| cell.contains('.') && cell.chars().all(|it| "0123456789,.".contains(it));
    let amounts: Vec<i64> =
        cells.iter().filter(amount).filter(|cell| cell.len() > 7).map(|cell| fen(cell)).collect();
    let (total, items) = amounts.split_last().unwrap();
    assert_eq!(items.iter().sum::<i64>(), *total);
    let capitals = kernel::in_capitals(kernel::Money { minor: *total, currency: kernel::Currency::Cny });
    assert!(cells.iter().any(|cell| cell.contains(&capitals)), "{capitals}");
    let grouped = facts_for("budget").at("budget.total").unwrap().as_text().unwrap().to_owned();
    for code in ["task-budget-opinion", "task-budget-opinion-b", "budget"] {
        assert!(document(code).contains(&grouped), "{code}");
    }
}

#[test]
fn check_23_the_plan_adds_up_and_says_what_is_not_reckoned_yet() {
    let document = document("annual-plan");
    let facts = facts_for("annual-plan");
    let rows = facts.at("plan").unwrap().as_list().unwrap();
    let sum = |name| rows.iter().filter_map(|row| row.at(name).unwrap().as_number()).sum::<i64>();
    assert_eq!(Some(sum("persons")), facts.at("plan_sum.persons").unwrap().as_number());
    assert_eq!(Some(sum("minor")), facts.at("plan_sum.minor").unwrap().as_number());
    assert_eq!(document.matches("待测算").count(), 2, "the row, and the note");
    assert!(paper("annual-plan").xlsx(&facts).is_ok());
    let wrong = facts.with("plan_sum.minor", 1);
    let refused = paper("annual-plan").xlsx(&wrong).unwrap_err().to_string();
    assert!(refused.contains("334815"), "{refused}");
}

#[test]
fn check_24_the_same_people_stand_in_every_form() {
    let facts = facts_for("task-declaration");
    for member in facts.at("members").unwrap().as_list().unwrap() {
        let name = member.at("name").unwrap().as_text().unwrap();
        for code in ["task-budget-opinion", "task-budget-opinion-b", "task-declaration"] {
            assert!(document(code).contains(name), "{code}: {name}");
        }
    }
}

#[test]
fn check_9_no_line_of_a_form_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
    for code in FORMS {
        let Some(pages) = pages(&pdf(code).bytes) else { return };
        for line in pages.iter().flat_map(|page| &page.pieces) {
            assert!(!"。，、；：？！）》〕”".contains(line.first()), "{code}: {line:?}");
            assert!(!"（《〔“".contains(line.last()), "{code}: {line:?}");
        }
    }
}

#[test]
fn check_22_no_word_of_a_form_touches_a_rule() {
    // The rules of the roster on the first side of the opinion, from its column widths.
    let columns = [8.0, 15.0, 9.0, 15.0, 31.5, 38.6, 23.7];
    let rules: Vec<f64> = columns
        .iter()
        .scan(28.0, |at, width| {
            *at += width;
            Some(*at * 72.0 / 25.4)
        })
        .collect();
    let Some(pages) = pages(&pdf("task-budget-opinion").bytes) else { return };
    let roster = pages[0].pieces.iter();
    let top = pages[0].line("性别").top - 1.0;
    let bottom = pages[0].line("是否列入").top - 1.0;
    for line in roster.filter(|line| line.top > top && line.top < bottom) {
        let touched = rules.iter().skip(1).find(|rule| line.left - 1.4 < **rule && **rule < line.right + 1.4);
        assert!(touched.is_none(), "{touched:?}: {line:?}");
    }
    let lowest = pages.iter().flat_map(|page| &page.lines).filter(|line| !line.is_folio());
    assert!(lowest.map(|line| line.bottom).fold(0.0, f64::max) < AREA[3] + 2.0);
}
