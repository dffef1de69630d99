//! Files made to harm. Each must be refused, or read, quickly and in little memory.

use std::time::{Duration, Instant};

use intake::Refusal;
use proptest::prelude::*;

use crate::package::{excel, p, tbl, tc, word, word_with, zipped};
use crate::shown::refused;

/// Bombs are ended in a second; these builds are not optimised.
#[track_caller]
fn soon<T>(work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let outcome = work();
    assert!(began.elapsed() < Duration::from_secs(20), "took {:?}", began.elapsed());
    outcome
}

#[track_caller]
fn too_large(file: &[u8], what: &str) {
    match soon(|| refused(file)) {
        Refusal::TooLarge { what: told, .. } => assert_eq!(told, what),
        other => panic!("refused for another reason: {other:?}"),
    }
}

#[test]
fn a_zip_that_inflates_without_end_is_refused() {
    too_large(&word(&p(&"啊".repeat(3_000_000))), "单个标签或文字的字节数");
    too_large(&word(&"<w:p/>".repeat(5_700_000)), "解压后的字节数");
}

#[test]
fn a_million_nested_tags_are_refused() {
    too_large(&word(&"<w:p>".repeat(1_000_000)), "标签嵌套的层数");
    too_large(&word(&"<w:tbl><w:tr><w:tc>".repeat(1_000_000)), "标签嵌套的层数");
}

#[test]
fn a_giant_attribute_and_a_million_attributes_are_bounded() {
    too_large(&word(&format!("<w:p w:a='{}'/>", "x".repeat(9_000_000))), "单个标签或文字的字节数");
    let many: String = (0..100_000).map(|number| format!(" w:a{number}='1'")).collect();
    let read = soon(|| intake::read_here(&word(&format!("<w:p{many}><w:r><w:t>好</w:t></w:r></w:p>"))));
    assert_eq!(read.unwrap().blocks.len(), 1);
}

#[test]
fn a_cell_of_four_billion_columns_covers_what_a_sheet_can_have() {
    let file = word(&tbl(&[&[tc("<w:gridSpan w:val='4294967295'/>", &p("宽")), tc("", &p("外"))]]));
    let intake::Block::Table(table) = &intake::read_here(&file).unwrap().blocks[0] else {
        panic!("no table")
    };
    assert_eq!(table.rows[0].cells.iter().map(|cell| cell.columns).collect::<Vec<_>>(), [16_384]);
}

#[test]
fn lists_defined_in_circles_and_numbers_at_the_edge_do_not_hang() {
    let lists = "<w:abstractNum w:abstractNumId='0'><w:styleLink w:val='a'/><w:numStyleLink w:val='a'/>
        <w:lvl w:ilvl='0'><w:start w:val='4294967295'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1%9%%'/></w:lvl>
        </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";
    let item = p("x").replace(
        "<w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='4000000000'/><w:numId w:val='1'/></w:numPr></w:pPr>",
    );
    let other = p("x").replace("<w:p>", "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>");
    assert!(soon(|| intake::read_here(&word_with(&(item + &other + &other), lists, ""))).is_ok());
}

#[test]
fn a_sheet_that_claims_the_world_costs_only_what_it_holds() {
    let sheet = "<dimension ref='A1:XFD1048576'/><cols><col min='1' max='16384'/></cols>
        <sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>";
    assert!(soon(|| intake::read_here(&excel(sheet, &[], "", &[]))).is_ok());
    for outside in ["XFE1", "A1048577", "ZZZZZZ1"] {
        let sheet = format!("<sheetData><row r='1'><c r='{outside}'><v>1</v></c></row></sheetData>");
        let outcome = intake::read_here(&excel(&sheet, &[], "", &[]));
        assert!(matches!(outcome, Err(Refusal::BrokenXml { .. })), "{outside}: {outcome:?}");
    }
}

#[test]
fn merges_over_everything_again_and_again_are_bounded() {
    let rows: String =
        (1..=2000).map(|row| format!("<row r='{row}'><c r='A{row}'><v>1</v></c></row>")).collect();
    let merges = "<mergeCell ref='A1:XFD1048576'/>".repeat(10_000);
    let sheet = format!("<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>");
    too_large(&excel(&sheet, &[], "", &[]), "合并单元格跨越的行数");
}

#[test]
fn document_types_and_unknown_entities_are_refused() {
    let laughing = "<!DOCTYPE a [<!ENTITY lol 'lol'>]><a>&lol;</a>";
    let types = r#"<Types><Override PartName="/word/document.xml" ContentType="wordprocessingml.document.main+xml"/></Types>"#;
    let file = zipped(&[("[Content_Types].xml", types), ("word/document.xml", laughing)]);
    assert!(matches!(refused(&file), Refusal::BrokenXml { why, .. } if why == "含有文档类型声明"));
    assert!(
        matches!(refused(&word("<w:p>&xxe;</w:p>")), Refusal::BrokenXml { why, .. } if why == "未知的实体")
    );
}

#[test]
fn a_directory_that_promises_billions_of_entries_is_refused() {
    let mut file = word(&p("x"));
    let end = file.len() - 22;
    file[end + 8..end + 12].copy_from_slice(&[0xff; 4]);
    assert!(soon(|| intake::read_here(&file)).is_err());
    file[end + 12..end + 20].copy_from_slice(&[0xff; 8]);
    assert!(soon(|| intake::read_here(&file)).is_err());
}

#[test]
fn a_file_cut_anywhere_is_refused_and_never_half_read() {
    let file = word(&tbl(&[&[tc("", &p("甲")), tc("", &p("乙"))]]));
    for length in (0..file.len()).step_by(64) {
        assert!(intake::read_here(&file[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn tags_that_do_not_match_are_refused_with_part_and_place() {
    assert_eq!(
        refused(&word("<w:p></w:tbl>")),
        Refusal::BrokenXml {
            part: "word/document.xml".to_owned(),
            byte: 96,
            why: "标签不配对或不完整".to_owned()
        }
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever happens to the bytes of a package, reading ends and answers.
    #[test]
    fn flipped_bytes_are_read_or_refused(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut file = excel("<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData>", &["<t>一</t>"], "", &[14]);
        for (at, byte) in flips {
            let at = at.index(file.len());
            file[at] ^= byte;
        }
        drop(intake::read_here(&file));
    }

    /// The same inside the XML, where no checksum helps.
    #[test]
    fn strange_xml_is_read_or_refused(strange in "[<>/&;='\"a-c w:ptblrc0-9%]{0,60}") {
        drop(intake::read_here(&word(&strange)));
        drop(intake::read_here(&excel(&strange, &[&strange], &strange, &[])));
    }

    /// Any bytes at all.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        drop(intake::read_here(&bytes));
    }
}
