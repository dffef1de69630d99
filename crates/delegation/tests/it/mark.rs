//! The user's own file back, marked: what changes, what stays, what is refused.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use delegation::workbook::{self, Fault, Gravity};
use intake::Place;
use kernel::Said;
use proptest::prelude::*;

use crate::specimens::specimen;

fn fault(gravity: Gravity, sheet: &str, address: &str, zh: &str) -> Fault {
    let place = Place::Sheet { sheet: sheet.into(), address: address.parse().unwrap() };
    Fault { gravity, place, says: Said::new(zh, "") }
}

fn stop(sheet: &str, address: &str) -> Fault {
    fault(Gravity::Stop, sheet, address, "“甲<乙>&”不对；请改正")
}

fn parts(xlsx: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (name, text)
        })
        .collect()
}

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The smallest workbook a program may write: a prefix of its own, no addresses,
/// no comments.
fn smallest(sheet_data: &str) -> Vec<u8> {
    const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |lines: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{lines}</Relationships>"
        )
    };
    let root = relations(&format!(
        "<Relationship Id=\"a\" Type=\"{R}/officeDocument\" Target=\"xl/workbook.xml\"/>"
    ));
    let of_workbook = relations(&format!(
        "<Relationship Id=\"b\" Type=\"{R}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"c\" Type=\"{R}/styles\" Target=\"/xl/styles.xml\"/>"
    ));
    let workbook = format!(
        "<x:workbook xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{R}\"><x:sheets><x:sheet name=\"名单\" sheetId=\"3\" r:id=\"b\"/></x:sheets></x:workbook>"
    );
    let styles = "<x:styleSheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:fills count=\"1\"><x:fill/></x:fills><x:cellXfs count=\"2\"><x:xf fillId=\"0\"/><x:xf fillId=\"0\" numFmtId=\"14\"><x:alignment wrapText=\"1\"/></x:xf></x:cellXfs></x:styleSheet>";
    let sheet = format!(
        "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{sheet_data}<x:pageMargins/><x:tableParts/></x:worksheet>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    pack(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &of_workbook),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// The rows of the smallest workbook after marking.
fn check(sheet_data: &str, cells: &[&str], expected: &str) {
    let faults: Vec<Fault> = cells.iter().map(|cell| stop("名单", cell)).collect();
    let marked = parts(&workbook::mark(&smallest(sheet_data), &faults).unwrap());
    let sheet = &marked["xl/worksheets/sheet1.xml"];
    let from = sheet.find("<x:sheetData").unwrap();
    let to = sheet.find("<x:pageMargins").unwrap();
    assert_eq!(&sheet[from..to], expected);
}

#[test]
fn a_cell_takes_its_formats_twin_and_a_missing_one_is_put_where_it_belongs() {
    check(
        "<x:sheetData><x:row><x:c s=\"1\"/><x:c><x:v>7</x:v></x:c></x:row></x:sheetData>",
        &["A1", "B1"],
        "<x:sheetData><x:row><x:c s=\"2\"/><x:c s=\"3\"><x:v>7</x:v></x:c></x:row></x:sheetData>",
    );
    check(
        "<x:sheetData><x:row r=\"2\"><x:c r=\"B2\"/><x:c r=\"D2\"/></x:row><x:row r=\"5\"/></x:sheetData>",
        &["A1", "A2", "C2", "E2", "B4", "A5", "C9"],
        "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\" s=\"2\"/></x:row>\
         <x:row r=\"2\"><x:c r=\"A2\" s=\"2\"/><x:c r=\"B2\"/><x:c r=\"C2\" s=\"2\"/><x:c r=\"D2\"/><x:c r=\"E2\" s=\"2\"/></x:row>\
         <x:row r=\"4\"><x:c r=\"B4\" s=\"2\"/></x:row><x:row r=\"5\"><x:c r=\"A5\" s=\"2\"/></x:row>\
         <x:row r=\"9\"><x:c r=\"C9\" s=\"2\"/></x:row></x:sheetData>",
    );
    check(
        "<x:sheetData/>",
        &["B3"],
        "<x:sheetData><x:row r=\"3\"><x:c r=\"B3\" s=\"2\"/></x:row></x:sheetData>",
    );
}

#[test]
fn formats_keep_everything_but_the_fill() {
    let faults = [stop("名单", "A1"), fault(Gravity::Warn, "名单", "B1", "请核实")];
    let marked = smallest("<x:sheetData><x:row><x:c s=\"1\"/><x:c s=\"1\"/></x:row></x:sheetData>");
    let marked = parts(&workbook::mark(&marked, &faults).unwrap());
    insta::assert_snapshot!(marked["xl/styles.xml"].replace("><", ">\n<"));
}

#[test]
fn comments_and_their_drawing_are_hooked_in() {
    let marked = parts(
        &workbook::mark(&smallest("<x:sheetData/>"), &[stop("名单", "B3"), stop("名单", "B3")]).unwrap(),
    );
    let shown = [
        "xl/commentsMark1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "[Content_Types].xml",
        "xl/workbook.xml",
    ]
    .map(|part| format!("{part}\n{}", marked[part].replace("><", ">\n<")));
    insta::assert_snapshot!(shown.join("\n\n"));
    let sheet = &marked["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("<x:pageMargins/><x:legacyDrawing "), "{sheet}");
    assert!(sheet.contains("/><x:tableParts/>"), "{sheet}");
    assert_eq!(marked["xl/drawings/vmlDrawingMark1.vml"].matches("<v:shape id=").count(), 1);
}

#[test]
fn marking_touches_nothing_but_what_it_must() {
    let original = workbook::write(&specimen(3).delegation).unwrap();
    let marked = workbook::mark(&original, &[stop("人员名单", "F2"), stop("不存在", "A1")]).unwrap();
    let (before, after) = (parts(&original), parts(&marked));
    let changed: Vec<&str> = after
        .iter()
        .filter(|(name, text)| before.get(*name) != Some(text))
        .map(|(name, _)| name.as_str())
        .collect();
    insta::assert_snapshot!(changed.join("\n"));
    let list = &after["xl/worksheets/sheetMark1.xml"];
    assert!(list.contains("不存在!A1") && list.contains("“甲&lt;乙&gt;&amp;”不对；请改正"), "{list}");
}

#[test]
fn a_cell_with_a_note_keeps_it_and_never_gets_two() {
    let original = workbook::write(&specimen(3).delegation).unwrap();
    let marked =
        parts(&workbook::mark(&original, &[stop("人员名单", "B1"), stop("人员名单", "B3")]).unwrap());
    let comments = marked.iter().find(|(_, text)| text.contains("ref=\"U1\"")).expect("the roster's notes").1;
    assert_eq!(comments.matches("ref=\"B1\"").count(), 1);
    assert_eq!(comments.matches("ref=\"B3\"").count(), 1);
    let note = comments.split("ref=\"B1\"").nth(1).unwrap().split("</comment>").next().unwrap();
    assert!(note.contains("与证照一致") && note.contains("请改正"), "{note}");
}

#[test]
fn a_file_marked_twice_has_one_list() {
    let original = workbook::write(&specimen(3).delegation).unwrap();
    let once = workbook::mark(&original, &[stop("人员名单", "F2")]).unwrap();
    let twice = parts(&workbook::mark(&once, &[stop("人员名单", "F3")]).unwrap());
    assert_eq!(twice["xl/workbook.xml"].matches("name=\"错误清单\"").count(), 1);
    assert!(twice["xl/worksheets/sheetMark1.xml"].contains("人员名单!F3"));
    assert!(!twice["xl/worksheets/sheetMark1.xml"].contains("人员名单!F2"));
}

#[test]
fn a_cell_that_has_been_mended_loses_its_mark() {
    let original = workbook::write(&specimen(3).delegation).unwrap();
    let once = workbook::mark(&original, &[stop("人员名单", "F2"), stop("人员名单", "F3")]).unwrap();
    let twice = workbook::mark(&once, &[stop("人员名单", "F3")]).unwrap();
    let cell = |file: &[u8], address: &str| {
        let sheet = &parts(file)["xl/worksheets/sheet3.xml"];
        let tag = sheet.split(&format!("<c r=\"{address}\" ")).nth(1).unwrap().split('>').next().unwrap();
        tag.replace("s=", "").trim_matches(['"', ' ', '/']).to_owned()
    };
    assert_eq!(cell(&twice, "F2"), cell(&original, "F2"));
    assert_ne!(cell(&twice, "F3"), cell(&original, "F3"));
    let twice = parts(&twice);
    let comments = twice.iter().find(|(_, text)| text.contains("ref=\"U1\"")).expect("the roster's notes").1;
    assert_eq!((comments.matches("ref=\"F2\"").count(), comments.matches("ref=\"F3\"").count()), (0, 1));
    let drawing = twice
        .iter()
        .find(|(name, text)| {
            name.contains("vmlDrawing")
                && text.contains("_x0000_s")
                && text.contains("<x:Row>2</x:Row><x:Column>5</x:Column>")
        })
        .expect("its box")
        .1;
    assert!(!drawing.contains("<x:Row>1</x:Row><x:Column>5</x:Column>"), "{drawing}");
}

#[test]
fn what_is_no_workbook_is_refused_with_a_sentence() {
    let refusal = |bytes: &[u8]| workbook::mark(bytes, &[]).unwrap_err().to_string();
    assert_eq!(
        refusal(b"PK but no more"),
        "无法在原表中标注：不是 xlsx 文件；请用 Excel 或 WPS 打开原表，另存为 xlsx 后再试"
    );
    assert_eq!(refusal(&pack(&[("word/document.xml", "<w/>")])), refusal(b""));
}

static TEMPLATE: LazyLock<Vec<u8>> = LazyLock::new(|| workbook::template().unwrap());

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_file_is_refused_and_never_panics(at in 0_usize..60_000, with in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = TEMPLATE.clone();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = with }
        let _ = workbook::mark(&bytes, &[stop("人员名单", "C7")]);
    }

    #[test]
    fn a_broken_sheet_is_refused_and_never_panics(data in "(<x?:?(row|c|sheetData)( r=\"[A-Z]?[0-9]{1,11}\")?( s=\"[0-9]{1,20}\")?/?>|</x:(row|c|sheetData)>|&|x){0,12}") {
        let _ = workbook::mark(&smallest(&data), &[stop("名单", "C7"), stop("名单", "A1")]);
    }
}
