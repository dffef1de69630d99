//! The checks that every paper must stand, whatever it says: paper size, type
//! area, lines, fonts, lost characters, line ends, page numbers.

use std::sync::LazyLock;

use documents::Fact;
use documents::pdf::{Pdf, Typesetter};
use jiff::civil::{Date, date};

use crate::pdf_page::{AREA, LINE, Line, Page, ZI, fonts, info, pages};
use crate::press::{FORMS, every_code, facts_for, paper};

pub(crate) const TODAY: Date = date(2026, 6, 8);

/// Gathering fonts takes longer than setting a page, so it is done once.
pub(crate) static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new(None).unwrap());

pub(crate) fn pdf_with(code: &str, facts: &Fact) -> Pdf {
    paper(code).pdf(facts, &TYPESETTER, TODAY).unwrap_or_else(|fault| panic!("{code}: {fault}"))
}

pub(crate) fn pdf(code: &str) -> Pdf {
    pdf_with(code, &facts_for(code))
}

/// Every text in the facts under a path.
pub(crate) fn texts(fact: &Fact) -> Vec<String> {
    match fact {
        Fact::Text(text) => vec![text.clone()],
        Fact::List(items) => items.iter().flat_map(texts).collect(),
        Fact::Record(fields) => fields.values().flat_map(texts).collect(),
        Fact::Number(_) | Fact::Yes(_) | Fact::Picture(_) => Vec::new(),
    }
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn check_1_every_page_is_a4() {
    for code in every_code() {
        let pdf = pdf(code);
        let Some(pages) = pages(&pdf.bytes) else { return };
        assert_eq!(pages.len(), pdf.pages, "{code}");
        for page in pages {
            let (short, long) = (page.width.min(page.height), page.width.max(page.height));
            assert!((short - 595.28).abs() < 0.5 && (long - 841.89).abs() < 0.5, "{code}: {short} × {long}");
            assert_eq!(page.is_upright(), !["roster", "annual-plan"].contains(&code), "{code}");
        }
    }
}

/// The area that text may stand in: that of 5 and 8, or of a letter.
fn area(code: &str) -> [f64; 4] {
    match code {
        "roster" | "annual-plan" => [99.21, 79.37, 737.01, 521.58],
        "invitation" => [70.87, 70.87, 524.41, 771.02],
        _ => AREA,
    }
}

#[test]
fn check_2_nothing_stands_outside_the_type_area_but_the_folio() {
    for code in every_code() {
        let [left, top, right, bottom] = area(code);
        let Some(pages) = pages(&pdf(code).bytes) else { return };
        for line in pages.iter().flat_map(|page| &page.lines) {
            let draft = code == "invitation" && line.bottom < top;
            let in_margin = line.is_folio() || draft || line.right < left;
            if in_margin {
                continue;
            }
            // Half of an opening or closing mark is empty and may hang.
            let hangs_left = if "（《〔“".contains(line.first()) { 8.1 } else { 0.6 };
            let hangs_right = if "。，、；：）》”".contains(line.last()) { 8.6 } else { 0.6 };
            let inside = line.left >= left - hangs_left
                && line.right <= right + hangs_right
                && line.top >= top - 2.0
                && line.bottom <= bottom + 2.0;
            assert!(inside, "{code}: {line:?}");
        }
    }
}

/// The running lines of the request: no heads, no list, no signature.
fn running(page: &Page) -> Vec<&Line> {
    let full = |line: &&Line| line.right > AREA[2] - 1.0 && line.left < AREA[0] + 2.1 * ZI;
    page.body().into_iter().filter(full).collect()
}

#[test]
fn check_3_a_line_holds_28_characters() {
    let Some(pages) = pages(&pdf("approval-request").bytes) else { return };
    let mut counts = Vec::new();
    for line in pages.iter().flat_map(running) {
        // Foreign words and amounts go to the next line whole.
        if line.text.chars().any(|letter| letter.is_alphabetic() && (letter as u32) < 0x250) {
            continue;
        }
        let indent = ((line.left - AREA[0]) / ZI).round().max(0.0);
        let places = line.places() + indent;
        assert!((25.0..=29.5).contains(&places), "{places}: {line:?}");
        counts.push(places);
    }
    let mean = counts.iter().sum::<f64>() / f64::from(u32::try_from(counts.len()).unwrap());
    assert!(counts.len() > 25 && mean >= 27.5, "{} lines of {mean} characters", counts.len());
}

#[test]
fn check_4_a_full_page_has_22_lines() {
    let Some(pages) = pages(&pdf("approval-request").bytes) else { return };
    for page in &pages[1..pages.len() - 1] {
        assert_eq!(page.body().len(), 22);
    }
}

#[test]
fn check_5_the_pitch_is_even() {
    let Some(pages) = pages(&pdf("approval-request").bytes) else { return };
    for page in &pages {
        // The font of a line's first character moves its box, not its baseline.
        let tops: Vec<f64> = page.body().iter().map(|line| line.top).collect();
        for pair in tops.windows(2) {
            let lines = (pair[1] - pair[0]) / LINE;
            let in_title = page.lines.iter().any(|line| line.top > pair[0] && line.top < pair[1]);
            let same_line = lines < 0.1;
            assert!(in_title || same_line || (lines - lines.round()).abs() * LINE < 0.3, "{lines}: {pair:?}");
        }
    }
}

#[test]
fn check_6_fonts_are_embedded_and_told() {
    for code in every_code() {
        let pdf = pdf(code);
        let Some(embedded) = fonts(&pdf.bytes) else { return };
        let told = |font: &str| match font {
            "NotoSerifCJKsc-Regular" | "NotoSerifCJKsc-Bold" => "Noto Serif CJK SC",
            "NotoSansCJKsc-Regular" => "Noto Sans CJK SC",
            "JinqiaoKai-Regular" => "Jinqiao Kai",
            "LiberationSerif" | "LiberationSerif-Bold" => "Liberation Serif",
            other => panic!("{code}: {other} is none of the faces"),
        };
        let mut embedded: Vec<&str> = embedded.iter().map(|font| told(font)).collect();
        embedded.dedup();
        embedded.sort_unstable();
        embedded.dedup();
        let mut used: Vec<&str> = pdf.fonts.iter().map(|font| font.used.as_str()).collect();
        used.sort_unstable();
        used.dedup();
        assert_eq!(embedded, used, "{code}");
    }
}

#[test]
fn check_7_no_character_is_lost() {
    for code in every_code() {
        let facts = facts_for(code);
        let Some(pages) = pages(&pdf(code).bytes) else { return };
        let read = if FORMS.contains(&code) { Page::cells } else { Page::text };
        let page_text: String = pages.iter().map(read).map(|text| without_blanks(&text)).collect();
        let wanted = facts.at("text").map(texts).unwrap_or_default();
        let styles = ["heading", "item", "paragraph", "numbered", "salutation", "closing"];
        for text in wanted.iter().filter(|text| !styles.contains(&text.as_str())) {
            // A page number may stand between the halves of a paragraph.
            let lost: Vec<&str> = text
                .split(['。', '；', '\n'])
                .filter(|sentence| !page_text.contains(&without_blanks(sentence)))
                .collect();
            let torn_by_a_page_end = lost.len() < pages.len();
            assert!(torn_by_a_page_end, "{code}: {lost:?}");
        }
        let bad = |letter: char| letter == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&letter);
        assert!(!page_text.contains(bad), "{code}");
    }
}

#[test]
fn check_8_no_paragraph_ends_in_an_orphan() {
    let Some(pages) = pages(&pdf("approval-request").bytes) else { return };
    for line in pages.iter().flat_map(Page::body) {
        assert!(line.left > AREA[0] + ZI || line.places() > 2.0, "{line:?}");
    }
}

#[test]
fn check_9_lines_begin_and_end_as_they_may() {
    for code in ["approval-request", "public-notice"] {
        let Some(pages) = pages(&pdf(code).bytes) else { return };
        for page in &pages {
            let body = page.body();
            for line in &body {
                assert!(!"。，、；：？！）》〕”".contains(line.first()), "{code}: {line:?}");
                assert!(!"（《〔“".contains(line.last()), "{code}: {line:?}");
            }
            for pair in body.windows(2).filter(|pair| pair[1].left < AREA[0] + 1.0) {
                let (end, start) = (pair[0].last(), pair[1].first());
                let torn =
                    end.is_ascii_digit() && (start.is_ascii_digit() || "年月日天人元名〕号".contains(start));
                assert!(!torn, "{code}: {pair:?}");
            }
        }
    }
}

#[test]
fn check_21_page_numbers_stand_outside_and_run_on() {
    let facts = facts_for("approval-request").with("paper.first_page", 13);
    let Some(pages) = pages(&pdf_with("approval-request", &facts).bytes) else { return };
    for (page, number) in pages.iter().zip(13_u32..) {
        let folio = page.folio().unwrap();
        assert_eq!(folio.text, format!("—{number}—"));
        let dash = f64::midpoint(folio.top, folio.bottom);
        assert!((dash - AREA[3] - 19.84).abs() < 2.83, "{folio:?}");
        let (odd, at) =
            (number % 2 == 1, if number % 2 == 1 { AREA[2] - folio.right } else { folio.left - AREA[0] });
        assert!((at - ZI).abs() < 1.0, "odd {odd}: {folio:?}");
    }
}

#[test]
fn the_file_says_what_it_is_and_not_who_made_it() {
    let pdf = pdf("budget");
    let Some(info) = info(&pdf.bytes) else { return };
    assert!(info.contains("Title:           经费预算表") && info.contains("金桥 Jinqiao"), "{info}");
    assert!(info.contains("Jun  8") && info.contains("2026") && !info.contains("Author"), "{info}");
    assert!(pdf.bytes.windows(19).any(|it| it == b"<pdfaid:part>2</pdf"), "PDF/A-2b");
}
