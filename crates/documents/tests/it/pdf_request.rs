//! The request as a 公文: head, title, levels, annexes, signature, record.

use crate::pdf_checks::{pdf, pdf_with};
use crate::pdf_page::{AREA, LINE, Page, ZI, pages};
use crate::press::{facts_for, specimen};

const MM: f64 = 72.0 / 25.4;

fn printed(head: &str) -> Option<Vec<Page>> {
    pages(&pdf_with("approval-request", &facts_for("approval-request").with("paper.head", head)).bytes)
}

fn close(what: &str, found: f64, wanted: f64, within: f64) {
    assert!((found - wanted).abs() <= within, "{what}: {found}, not {wanted}");
}

#[test]
fn check_11_the_head_stands_where_the_standard_puts_it() {
    let Some(pages) = printed("print") else { return };
    let page = &pages[0];
    let mark = page.line("示例职业技术学院文件");
    close("mark", mark.top, AREA[1] + 35.0 * MM, MM);
    close("mark in the middle", mark.middle(), f64::midpoint(AREA[0], AREA[2]), 1.0);
    let (number, signer) = (page.line("〔2026〕18号"), page.line("签发人："));
    close("one baseline", number.top, signer.top, 0.5);
    close("number one 字 in", number.left, AREA[0] + ZI, 0.5);
    close("signer one 字 in", signer.right, AREA[2] - ZI, 0.5);
    close("number two lines below the mark", number.top - mark.bottom, 2.0 * LINE + 13.6, 2.0);
}

#[test]
fn on_the_schools_own_head_paper_only_number_and_signer_are_printed() {
    let (Some(printed), Some(overlay)) = (printed("print"), printed("overlay")) else { return };
    assert!(!overlay[0].text().contains("学院文件"));
    for part in ["〔2026〕18号", "签发人：", "示例省教育厅："] {
        close(part, overlay[0].line(part).top, printed[0].line(part).top, 0.1);
    }
}

#[test]
fn a_draft_without_head_begins_with_its_title_in_line_three() {
    let Some(pages) = printed("none") else { return };
    let first = &pages[0].lines[0];
    assert_eq!(first.text, "示例职业技术学院");
    close("line three", first.top, AREA[1] + 2.0 * LINE, 1.0);
    let all: String = pages.iter().map(Page::text).collect();
    assert!(!all.contains("签发人") && !all.contains("印发"));
}

#[test]
fn check_12_the_number_is_written_as_the_standard_writes_it() {
    let Some(pages) = printed("print") else { return };
    let number = &pages[0].line("〔2026〕").text;
    let (register, rest) = number.split_once("〔2026〕").unwrap();
    let digits = rest.strip_suffix('号').unwrap();
    assert!(!register.is_empty() && !digits.starts_with('0') && digits.parse::<u32>().is_ok(), "{number}");
}

#[test]
fn check_13_levels_go_in_order() {
    let Some(pages) = printed("print") else { return };
    let starts: Vec<&str> = pages
        .iter()
        .flat_map(Page::body)
        .filter(|line| line.left > AREA[0] + ZI)
        .map(|line| line.text.as_str())
        .collect();
    let mut heads = starts.iter().filter(|text| text.chars().nth(1) == Some('、'));
    for numeral in ["一", "二", "三", "四", "五"] {
        assert!(heads.next().is_some_and(|head| head.starts_with(numeral)), "{numeral}: {starts:#?}");
    }
    let item = |text: &&&str| text.starts_with('（') && text.chars().nth(2) == Some('）');
    let items: Vec<&str> = starts.iter().filter(item).map(|text| text.get(3..6).unwrap()).collect();
    assert_eq!(items, ["一", "二", "三", "一", "二", "三"]);
    assert!(!starts.iter().any(|text| text.starts_with("1、") || text.starts_with('(')));
}

#[test]
fn check_14_and_15_the_body_begins_on_page_one_below_one_addressee() {
    let Some(pages) = printed("print") else { return };
    let to = pages[0].line("示例省教育厅：");
    assert_eq!(to.text, "示例省教育厅：");
    close("flush left", to.left, AREA[0], 0.5);
    let below = pages[0].body().into_iter().filter(|line| line.top > to.top).count();
    assert!(below >= 2);
}

#[test]
fn check_16_the_list_of_annexes_is_the_heads_of_the_annexes() {
    let Some(pages) = printed("print") else { return };
    let last = pages.last().unwrap();
    let annexes = specimen().at("annexes").unwrap().clone();
    let mut lefts = Vec::new();
    for annex in annexes.as_list().unwrap() {
        let title = annex.at("title").unwrap().as_text().unwrap();
        let listed = last.line(title);
        assert!(listed.text.ends_with(title), "{listed:?}");
        lefts.push(
            last.lines.iter().rfind(|line| line.text.ends_with(title)).unwrap().right
                - title.chars().map(|_| ZI - 0.002).sum::<f64>(),
        );
    }
    assert!(lefts.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 2.0), "{lefts:?}");
}

#[test]
fn check_17_an_annex_opens_its_own_side() {
    for (code, head, title) in [
        ("programme", "附件2", "日程安排"),
        ("budget", "附件3", "经费预算表"),
        ("roster", "附件1", "出访人员名单"),
    ] {
        let Some(pages) = pages(&pdf(code).bytes) else { return };
        let (left, top, middle) = if code == "roster" {
            (99.21, 79.37, 418.11)
        } else {
            (AREA[0], AREA[1], f64::midpoint(AREA[0], AREA[2]))
        };
        let page = &pages[0];
        let (head, title) = (page.line(head), page.line(title));
        close(code, head.left, left, 0.6);
        close(code, head.top, top, 1.0);
        close(code, title.top, top + 2.0 * LINE, 1.5);
        close(code, title.middle(), middle, 1.0);
    }
}

#[test]
fn check_18_the_signature_leaves_room_for_the_seal() {
    let Some(pages) = printed("print") else { return };
    let page = pages.last().unwrap();
    let date = page.lines.iter().find(|line| line.text == "2026年6月8日").unwrap();
    let school = page.lines.iter().find(|line| line.text == "示例职业技术学院").unwrap();
    close("date four 字 in", date.right, AREA[2] - 4.0 * ZI, MM);
    close("school above its middle", school.middle(), date.middle(), MM);
    close("date below", date.top - school.top, LINE, 0.3);
    let above: Vec<_> = page.body().into_iter().filter(|line| line.top < school.top - 1.0).collect();
    close("two blank lines", school.top - above.last().unwrap().top, 3.0 * LINE, 0.3);
    assert!(page.text().contains("妥否，请批示。") && !page.text().contains("此页无正文"));
}

#[test]
fn check_20_the_record_ends_the_last_page() {
    let Some(pages) = printed("print") else { return };
    let last = pages.last().unwrap();
    let (cc, printed) = (last.line("抄送："), last.line("印发"));
    assert!(cc.text.ends_with('。'));
    // The last rule lies on the lower edge of the type area, 5 pt below.
    close("last line", printed.bottom + 5.0, AREA[3], 1.5);
    assert!(pages.iter().rev().skip(1).all(|page| !page.text().contains("印发")));
}
