//! No two papers of a package can disagree.

use std::collections::BTreeMap;

use crate::machine::{Machine, annex, files, planned};

/// The text of every Word paper of a stop, by the paper's name.
fn package(stop: &str) -> BTreeMap<String, String> {
    words_of(&planned().made, stop)
}

fn words_of(made: &[(String, Vec<u8>)], stop: &str) -> BTreeMap<String, String> {
    let paper = |(name, bytes): &(String, Vec<u8>)| {
        let paper = name.strip_prefix(stop)?.strip_prefix('/')?.strip_suffix(".docx")?.to_owned();
        Some((paper, text(bytes)))
    };
    made.iter().filter_map(paper).collect()
}

fn text(docx: &[u8]) -> String {
    let document = intake::read_here(docx).expect("our own papers are readable");
    let mut text = String::new();
    for block in document.blocks {
        match block {
            intake::Block::Paragraph(paragraph) => text.push_str(&paragraph.text),
            intake::Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    text.push_str(&cell.text);
                    text.push('\t');
                }
            }
        }
        text.push('\n');
    }
    text
}

#[test]
fn every_paper_of_brazil_tells_the_same_days_people_and_money() {
    let papers = package("3-巴西");
    let request = &papers["请示"];
    let total = between(request, "所需经费", "元").expect("the request names the total");
    assert!(papers["事前公示"].contains(&format!("{total}元")), "the notice names another total");
    let table = total.parse::<f64>().expect("a number");
    assert!(papers["经费预算表"].replace(',', "").contains(&format!("{table:.2}")));
    let days = between(request, "在外停留", "天").expect("the request names the days");
    assert!(papers["事前公示"].contains(&format!("在外停留{days}天")));
    assert!(papers["经费预算表"].contains(&format!("在外{days}天")));
    let roster = members(&papers["出访人员名单"]);
    assert!(!roster.is_empty());
    for name in &roster {
        // Staff hang on the notice; students, whose book is another, stand in the request.
        let told = papers["事前公示"].contains(name.as_str()) || request.contains(name.as_str());
        assert!(told, "neither notice nor request names {name}");
    }
}

#[test]
fn every_form_of_brazil_tells_the_same_days_people_and_money() {
    let machine = Machine::new();
    assert_eq!(machine.run(&["plan", annex().to_str().unwrap()]).code, 0);
    let answer = machine.run(&["delegation", "papers", "3", "--all", "--out", "all"]);
    assert_eq!(answer.code, 0, "{}", answer.noted);
    let papers = words_of(&files(&machine.path("all")), "3-巴西");
    let request = &papers["请示"];
    let total = between(request, "所需经费", "元").expect("the request names the total");
    let days = between(request, "在外停留", "天").expect("the request names the days");
    let roster = members(&papers["出访人员名单"]);
    let (opinion, other) = (&papers["任务和预算审批意见表"], &papers["任务和预算审批意见表（科研单位用）"]);
    let (declaration, plan) = (&papers["出国任务申报表"], &papers["年度计划申报表"]);
    for name in &roster {
        for paper in [opinion, other, declaration] {
            assert!(paper.contains(name.as_str()), "{name} is missing: {paper}");
        }
        let filing = &papers[&format!("因公临时出国人员备案表-{name}")];
        assert!(filing.contains(name.as_str()) && filing.contains(&format!("在外停留{days}天")));
    }
    for paper in [opinion, other, plan] {
        assert!(paper.replace(',', "").contains(&format!("{total}.00")), "{paper}");
    }
    assert!(declaration.contains(&format!("{total}元")) && declaration.contains(&format!("共{days}天")));
    let range = "9月12日至20日";
    for paper in [request, opinion, other, declaration, plan] {
        assert!(paper.contains(range) || paper.contains("9月12日至9月20日"), "{paper}");
    }
    assert!(opinion.contains(&format!("{days}天")) && other.contains(&format!("（{days}天）")));
    let filings = papers.keys().filter(|name| name.starts_with("因公临时出国人员备案表")).count();
    assert_eq!(filings, roster.len());
    for (name, text) in &papers {
        let elsewhere = ["北非", "中亚", "南非", "俄罗斯", "中东", "东盟"];
        let tells = elsewhere.iter().any(|other| text.contains(other));
        assert_eq!(tells, name == "年度计划申报表", "{name}: only the year's plan tells of other stops");
    }
}

#[test]
fn a_one_stop_package_never_names_another_stop() {
    let others = ["北非", "中亚", "南非", "俄罗斯", "中东", "东盟"];
    for (name, text) in package("3-巴西") {
        for other in others {
            assert!(!text.contains(other), "{name} names {other}");
        }
    }
}

#[test]
fn papers_that_may_not_leave_say_so_under_their_titles() {
    let draft = "（草稿，未通过核对）";
    for (name, text) in package("6-中东").iter().filter(|(name, _)| *name != "邀请函草稿") {
        assert!(text.contains(draft), "{name} does not say it is a draft");
    }
    for (name, text) in package("3-巴西") {
        assert!(!text.contains(draft), "{name} says it is a draft");
    }
}

fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found.to_owned())
}

/// The names in the list: the second cell of every numbered row.
fn members(roster: &str) -> Vec<String> {
    let cells: Vec<&str> = roster.split(['\t', '\n']).map(str::trim).collect();
    cells
        .iter()
        .zip(cells.iter().skip(1))
        .filter(|(number, name)| number.parse::<u32>().is_ok() && !name.is_empty())
        .map(|(_, name)| (*name).to_owned())
        .collect()
}
