//! The papers: their measures, and that every filled one is sound.

use std::path::PathBuf;

use crate::press::{docx, every_code, facts_for, paper, parts, specimen};

/// Where each child may stand (ECMA-376 part 1, 17.3.1.26, 17.3.2.28, 17.4.59, 17.4.69).
const ORDER: [(&str, &[&str]); 4] = [
    (
        "w:pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "framePr",
            "widowControl",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
            "kinsoku",
            "overflowPunct",
            "autoSpaceDE",
            "autoSpaceDN",
            "bidi",
            "snapToGrid",
            "spacing",
            "ind",
            "contextualSpacing",
            "jc",
            "textDirection",
            "outlineLvl",
            "rPr",
            "sectPr",
        ],
    ),
    (
        "w:rPr",
        &["rFonts", "b", "bCs", "snapToGrid", "color", "spacing", "kern", "sz", "szCs", "rtl", "cs", "lang"],
    ),
    (
        "w:tblPr",
        &[
            "tblpPr",
            "tblOverlap",
            "bidiVisual",
            "tblW",
            "jc",
            "tblInd",
            "tblBorders",
            "tblLayout",
            "tblCellMar",
        ],
    ),
    ("w:tcPr", &["tcW", "gridSpan", "vMerge", "tcBorders", "tcMar", "textDirection", "vAlign"]),
];

/// Walks a part: it must be well formed, and its properties in order.
fn walk(name: &str, xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut open: Vec<(String, usize)> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            quick_xml::events::Event::Start(start) => {
                step(name, &mut open, start.name().as_ref());
                open.push((start.name().as_ref().to_owned(), 0));
            }
            quick_xml::events::Event::Empty(start) => step(name, &mut open, start.name().as_ref()),
            quick_xml::events::Event::End(_) => {
                open.pop();
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{name}");
}

fn step(part: &str, open: &mut [(String, usize)], child: &str) {
    let Some((parent, reached)) = open.last_mut() else { return };
    let Some((_, order)) = ORDER.iter().find(|(name, _)| name == parent) else { return };
    let at = order.iter().position(|name| child.strip_prefix("w:") == Some(name));
    let at = at.unwrap_or_else(|| panic!("{part}: {child} in {parent}"));
    assert!(at >= *reached, "{part}: {child} comes too late in {parent}");
    *reached = at;
}

#[test]
fn every_filled_paper_is_sound_xml_without_tags() {
    for code in every_code() {
        for (name, xml) in parts(&docx(code)) {
            assert!(!xml.contains("{{") && !xml.contains("}}"), "{code} {name}");
            walk(&format!("{code} {name}"), &xml);
        }
    }
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    for code in every_code() {
        assert_eq!(docx(code), docx(code), "{code}");
    }
}

#[test]
fn no_paper_tells_who_made_it() {
    for code in every_code() {
        for (name, xml) in parts(&docx(code)) {
            assert!(!name.starts_with("docProps/") && !name.contains("people"), "{code} {name}");
            for word in ["w:rsid", "w:author", "file:", "TargetMode", "creator"] {
                assert!(!xml.contains(word), "{code} {name} {word}");
            }
        }
    }
}

#[test]
fn a_page_has_22_lines_of_28_characters() {
    let upright = every_code().filter(|code| !["roster", "annual-plan", "invitation"].contains(code));
    for code in upright {
        let parts = parts(&docx(code));
        let (document, styles) = (&parts["word/document.xml"], &parts["word/styles.xml"]);
        assert!(document.contains(r#"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="1531" w:footer="1361" w:gutter="0"/>"#), "{code}");
        assert!(document.contains(r#"<w:docGrid w:type="lines" w:linePitch="579"/>"#), "{code}");
        assert!(
            styles.contains(r#"<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>"#),
            "{code}"
        );
        assert!(
            styles.contains(r#"<w:spacing w:val="-5"/><w:sz w:val="32"/><w:szCs w:val="32"/>"#),
            "{code}"
        );
        assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"), "{code}");
    }
}

#[test]
fn fonts_are_named_and_not_shipped() {
    for code in every_code() {
        let parts = parts(&docx(code));
        let fonts = &parts["word/fontTable.xml"];
        for name in ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"] {
            assert!(fonts.contains(&format!("w:name=\"{name}\"")), "{code} {name}");
        }
        assert!(!fonts.contains("embed") && !parts.keys().any(|name| name.contains("font/")), "{code}");
    }
}

#[test]
fn a_letter_is_sound_xml_in_every_direction_and_script() {
    let letter = paper("invitation");
    for code in ["ar", "fa", "th", "ru"] {
        for visa in [false, true] {
            let facts = specimen().with("paper.language", code).with("letter.visa", visa);
            let docx = letter.docx(&letter.wording(&facts).unwrap()).unwrap();
            for (name, xml) in parts(&docx) {
                walk(&format!("{code} {name}"), &xml);
            }
            let rtl = ["ar", "fa"].contains(&code);
            assert_eq!(parts(&docx)["word/header1.xml"].contains("<w:bidi/>"), rtl, "{code}");
        }
    }
}

#[test]
fn a_language_that_a_paper_lacks_is_told() {
    let faults = paper("invitation").wording(&specimen().with("paper.language", "xx")).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "invitation/meta.toml languages “xx”：没有语种“xx”；有 en、ru、pt、fr、ar、fa、id、ms、th"
    );
}

#[test]
fn tables_are_as_wide_as_the_text() {
    for code in every_code() {
        let width = match code {
            "roster" | "annual-plan" => 12756,
            "invitation" => 9072,
            _ => 8844,
        };
        let document = parts(&docx(code)).remove("word/document.xml").unwrap();
        for grid in document.split("<w:tblGrid>").skip(1) {
            let grid = grid.split_once("</w:tblGrid>").unwrap().0;
            let columns = grid.split("w:w=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0);
            assert_eq!(columns.map(|width| width.parse::<u32>().unwrap()).sum::<u32>(), width, "{code}");
        }
        for row in document.split("<w:tr>").skip(1) {
            assert!(row.starts_with("<w:trPr><w:cantSplit/>"), "{code}");
            let cells = row.split_once("</w:tr>").unwrap().0.split("<w:tcW w:w=\"").skip(1);
            let row: u32 = cells.map(|rest| rest.split_once('"').unwrap().0.parse::<u32>().unwrap()).sum();
            assert_eq!(row, width, "{code}");
        }
    }
}

/// A sheet upright, turned, and of a letter: its measures and how wide its text is.
const SHEETS: [(&str, u32); 3] = [
    (
        r#"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588""#,
        8844,
    ),
    (
        r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1588" w:right="2098" w:bottom="1474" w:left="1984""#,
        12756,
    ),
    (
        r#"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417""#,
        9072,
    ),
];

#[test]
fn every_template_of_the_house_has_the_sheet_of_its_kind() {
    let papers =
        std::fs::read_dir(PathBuf::from_iter([env!("CARGO_MANIFEST_DIR"), "../delegation/documents"]));
    let folders = papers.unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut seen = 0;
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let Ok(body) = std::fs::read(folder.join("body.docx")) else { continue };
        let meta = std::fs::read_to_string(folder.join("meta.toml")).unwrap();
        let kind = if name == "invitation" { 2 } else { usize::from(meta.contains("landscape = true")) };
        let (sheet, width) = SHEETS[kind];
        let document = parts(&body).remove("word/document.xml").unwrap();
        assert!(document.contains(sheet), "{name}");
        assert_eq!(
            document.contains(r#"<w:docGrid w:type="lines" w:linePitch="579"/>"#),
            kind != 2,
            "{name}"
        );
        for grid in document.split("<w:tblGrid>").skip(1) {
            let columns = grid.split_once("</w:tblGrid>").unwrap().0.split("w:w=\"").skip(1);
            let all: u32 = columns.map(|it| it.split_once('"').unwrap().0.parse::<u32>().unwrap()).sum();
            // A photograph stands in a frame of 120 mm.
            assert!([width, 6803].contains(&all), "{name}: {all}");
        }
        seen += 1;
    }
    assert_eq!(seen, 23);
}

#[test]
fn a_day_keeps_its_two_halves_together() {
    let document = parts(&docx("programme")).remove("word/document.xml").unwrap();
    let rows: Vec<_> = document.split("<w:tr>").skip(2).collect();
    assert_eq!(rows.len(), 18);
    for pair in rows.chunks(2) {
        let paragraphs = pair[0].split("<w:p>").skip(1);
        assert!(paragraphs.into_iter().all(|paragraph| paragraph.contains("<w:keepNext/>")));
        assert!(pair[0].contains("<w:vMerge w:val=\"restart\"/>") && pair[1].contains("<w:vMerge/>"));
    }
}

#[test]
fn the_budget_merges_what_is_paid_alike() {
    let document = parts(&docx("budget")).remove("word/document.xml").unwrap();
    let body: Vec<_> = document.split("<w:tr>").skip(3).take(7).collect();
    let restarts = body.iter().filter(|row| row.contains("<w:vMerge w:val=\"restart\"/>")).count();
    let goes_on = body.iter().filter(|row| row.contains("<w:vMerge/>")).count();
    assert_eq!((restarts, goes_on), (2, 5));
}

#[test]
fn the_head_is_printed_kept_free_or_left_out() {
    let filled = |head: &str| {
        let facts = facts_for("approval-request").with("paper.head", head);
        parts(&paper("approval-request").docx(&facts).unwrap()).remove("word/document.xml").unwrap()
    };
    let has = |xml: &str| [xml.contains("学院文件"), xml.contains("〔2026〕18号"), xml.contains("印发")];
    assert_eq!(has(&filled("print")), [true, true, true]);
    assert_eq!(has(&filled("overlay")), [false, true, true]);
    assert_eq!(has(&filled("none")), [false, false, false]);
}

#[test]
fn pages_run_on_from_the_paper_before() {
    let facts = facts_for("budget").with("paper.first_page", 13);
    let document = parts(&paper("budget").docx(&facts).unwrap()).remove("word/document.xml").unwrap();
    assert!(document.contains("<w:pgNumType w:start=\"13\"/>"));
}

#[test]
fn a_notice_tells_no_birth_date_and_no_passport_name() {
    let document = parts(&docx("public-notice")).remove("word/document.xml").unwrap();
    for member in specimen().at("members").unwrap().as_list().unwrap() {
        for secret in ["born", "letter_name", "birth_en"] {
            let secret = member.at(secret).unwrap().as_text().unwrap();
            assert!(!document.contains(secret), "{secret}");
        }
    }
}

#[test]
fn a_paper_inside_the_program_is_the_paper_on_disk() {
    static ALL: include_dir::Dir<'_> =
        include_dir::include_dir!("$CARGO_MANIFEST_DIR/../delegation/documents");
    for code in every_code() {
        let inside = documents::Paper::from_dir(ALL.get_dir(code).unwrap()).unwrap();
        assert_eq!(inside.code(), code);
        assert_eq!(inside.docx(&facts_for(code)).unwrap(), docx(code));
    }
}
