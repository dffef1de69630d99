//! Tables: heads on every page, days whole, sums that agree from paper to
//! paper.

use documents::Fact;
use jiff::civil::{Weekday, date};

use crate::pdf_checks::{pdf, pdf_with};
use crate::pdf_page::{Page, pages};
use crate::press::facts_for;

fn text(code: &str) -> Option<String> {
    Some(pages(&pdf(code).bytes)?.iter().map(Page::text).collect())
}

#[test]
fn check_19_days_and_weekdays_agree() {
    let facts = facts_for("programme");
    let Some(text) = text("programme") else { return };
    let weekday = |day| match day {
        Weekday::Monday => "一",
        Weekday::Tuesday => "二",
        Weekday::Wednesday => "三",
        Weekday::Thursday => "四",
        Weekday::Friday => "五",
        Weekday::Saturday => "六",
        Weekday::Sunday => "日",
    };
    let days = facts.at("days").unwrap().as_list().unwrap();
    for (day, number) in days.iter().zip(12..) {
        let said = day.at("weekday").unwrap().as_text().unwrap();
        assert_eq!(said, format!("星期{}", weekday(date(2026, 9, number).weekday())));
        assert!(text.contains(&format!("9月{number}日")));
    }
    assert_eq!(facts.at("trip.days").unwrap().as_number(), i64::try_from(days.len()).ok());
    assert!(!text.contains("09月") && !text.contains("下午3"));
}

/// A programme of so many days that it needs several pages.
fn long_programme() -> Fact {
    let facts = facts_for("programme");
    let days = facts.at("days").unwrap().as_list().unwrap().to_vec();
    let three_times: Vec<Fact> = [days.clone(), days.clone(), days].concat();
    facts.with("days", three_times)
}

#[test]
fn check_22_the_head_is_on_every_page_and_no_day_is_torn() {
    let Some(pages) = pages(&pdf_with("programme", &long_programme()).bytes) else { return };
    assert!(pages.len() >= 3);
    for page in &pages {
        let text = page.text();
        assert!(text.contains("工作内容") && text.contains("对方单位和人员"), "{text}");
        let count = |word: &str| text.matches(word).count();
        assert_eq!(count("上午"), count("下午"));
        assert_eq!(count("上午"), count("星期"));
    }
}

/// A party of so many members, of a school with so long a name, that the
/// list needs several pages.
fn long_roster() -> Fact {
    let facts = facts_for("roster");
    let members = facts.at("members").unwrap().as_list().unwrap();
    let long = |member: &Fact| member.clone().with("unit", "示例省示例市高端装备制造职业技术大学国际交流处");
    let members: Vec<Fact> = members.iter().chain(members).chain(members).map(long).collect();
    facts.with("members", members)
}

#[test]
fn check_22_no_row_is_torn() {
    let Some(pages) = pages(&pdf_with("roster", &long_roster()).bytes) else { return };
    assert!(pages.len() >= 2);
    for page in &pages {
        let starts = page.lines.iter().filter(|line| line.text.starts_with("示例省")).count();
        let ends = page.lines.iter().filter(|line| line.text.ends_with("流处")).count();
        assert_eq!(starts, ends);
    }
}

#[test]
fn check_22_no_text_touches_a_rule() {
    let columns = [12.0, 20.0, 12.0, 22.0, 46.0, 40.0, 29.0, 22.0];
    let rules = columns.iter().scan(35.0, |at, width| {
        *at += width;
        Some(*at * 72.0 / 25.4)
    });
    let rules: Vec<f64> = rules.collect();
    let Some(pages) = pages(&pdf("roster").bytes) else { return };
    for line in pages[0].lines.iter().filter(|line| line.bottom - line.top < 13.0) {
        let touched = rules.iter().find(|rule| line.left - 1.4 < **rule && **rule < line.right + 1.4);
        assert!(touched.is_none(), "{touched:?}: {line:?}");
    }
}

/// An amount in fen.
fn fen(amount: &str) -> i64 {
    amount.replace([',', '.'], "").parse().unwrap()
}

#[test]
fn check_23_the_rows_are_the_total_and_the_total_is_the_same_everywhere() {
    let facts = facts_for("budget");
    let Some(pages) = pages(&pdf("budget").bytes) else { return };
    let amounts: Vec<i64> = pages[0]
        .lines
        .iter()
        .filter(|line| line.right > 515.0 && line.text.ends_with(|letter: char| letter.is_ascii_digit()))
        .filter(|line| line.text.contains('.'))
        .map(|line| fen(&line.text))
        .collect();
    let (total, rows) = amounts.split_last().unwrap();
    assert_eq!(rows.iter().sum::<i64>(), *total);
    assert_eq!(rows.len(), facts.at("budget.rows").unwrap().as_list().unwrap().len());

    let capitals = kernel::in_capitals(kernel::Money { minor: *total, currency: kernel::Currency::Cny });
    assert!(pages[0].text().contains(&capitals), "{capitals}");
    let running = (total / 100).to_string();
    for code in ["approval-request", "public-notice"] {
        let Some(text) = text(code) else { return };
        assert!(text.contains(&format!("{running}元")), "{code}");
    }
}

#[test]
fn check_24_the_same_people_stand_in_every_paper() {
    let facts = facts_for("roster");
    for member in facts.at("members").unwrap().as_list().unwrap() {
        let [name, letter_name] = ["name", "letter_name"].map(|it| member.at(it).unwrap().as_text().unwrap());
        for code in ["roster", "public-notice", "invitation"] {
            let Some(text) = text(code) else { return };
            assert!(text.contains(name), "{code}: {name}");
        }
        let Some(letter) = text("invitation") else { return };
        assert!(letter.contains(&letter_name.replace(' ', "")), "{letter_name}");
    }
}

#[test]
fn a_notice_tells_no_birth_date() {
    let Some(text) = text("public-notice") else { return };
    let facts = facts_for("public-notice");
    for member in facts.at("members").unwrap().as_list().unwrap() {
        assert!(!text.contains(member.at("born").unwrap().as_text().unwrap()));
    }
}

#[test]
fn a_letter_is_marked_a_draft_on_both_sides_and_the_translation_has_its_own() {
    let Some(pages) = pages(&pdf("invitation").bytes) else { return };
    assert!(pages.iter().all(|page| page.text().contains("草稿")));
    let english = |page: &Page| page.text().contains("Yourssincerely");
    assert!(pages.iter().any(english) && !english(pages.last().unwrap()));
    assert!(pages.last().unwrap().text().contains("译文"));
}
