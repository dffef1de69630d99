//! Office packages built in memory: exactly the parts a test is about.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip of parts.
pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn types(main: &str, part: &str) -> String {
    format!(r#"<Types><Override PartName="{part}" ContentType="{main}"/></Types>"#)
}

fn relations(kinds: &[(&str, &str)]) -> String {
    let mut text = "<Relationships>".to_owned();
    for (number, (kind, target)) in (1..).zip(kinds) {
        text += &format!(r#"<Relationship Id="rId{number}" Type="{TYPE}/{kind}" Target="{target}"/>"#);
    }
    text + "</Relationships>"
}

/// A Word document of a body, with the numbering and styles it needs.
pub(crate) fn word_with(body: &str, numbering: &str, styles: &str) -> Vec<u8> {
    let space = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    zipped(&[
        ("[Content_Types].xml", &types(WORD, "/word/document.xml")),
        (
            "word/_rels/document.xml.rels",
            &relations(&[
                ("numbering", "numbering.xml"),
                ("styles", "styles.xml"),
                ("footnotes", "footnotes.xml"),
            ]),
        ),
        ("word/document.xml", &format!("<w:document {space}><w:body>{body}</w:body></w:document>")),
        ("word/numbering.xml", &format!("<w:numbering {space}>{numbering}</w:numbering>")),
        ("word/styles.xml", &format!("<w:styles {space}>{styles}</w:styles>")),
        (
            "word/footnotes.xml",
            &format!(
                "<w:footnotes {space}><w:footnote w:type='separator'>{}</w:footnote></w:footnotes>",
                p("---")
            ),
        ),
    ])
}

/// A Word document of a body.
pub(crate) fn word(body: &str) -> Vec<u8> {
    word_with(body, "", "")
}

/// A paragraph.
pub(crate) fn p(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

/// A cell with properties and paragraphs.
pub(crate) fn tc(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

/// A table of rows of cells.
pub(crate) fn tbl(rows: &[&[String]]) -> String {
    let rows: String = rows.iter().map(|cells| format!("<w:tr>{}</w:tr>", cells.concat())).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
}

/// A workbook of one sheet named 人员.
pub(crate) fn excel(sheet: &str, strings: &[&str], formats: &str, styles: &[u32]) -> Vec<u8> {
    let strings: String = strings.iter().map(|text| format!("<si>{text}</si>")).collect();
    let styles: String = styles.iter().map(|id| format!(r#"<xf numFmtId="{id}"/>"#)).collect();
    zipped(&[
        ("[Content_Types].xml", &types(EXCEL, "/xl/workbook.xml")),
        (
            "xl/_rels/workbook.xml.rels",
            &relations(&[
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "/xl/styles.xml"),
            ]),
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{sheet}</worksheet>")),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
        (
            "xl/styles.xml",
            &format!("<styleSheet><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"),
        ),
    ])
}
