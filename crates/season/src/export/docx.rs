//! A Word file: label, heading, and one table whose last rows hold tasks and
//! goals, a merged label cell beside several paragraphs. Written by hand, since
//! five small parts need no library; fixed times make the bytes repeatable.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Unwritable;
use super::shape::{HEADER, LABEL, cells, sections};
use crate::model::Annex;

/// Widths of the columns in twentieths of a point; they fill an A4 page on its side.
const GRID: [u32; 7] = [700, 2300, 1600, 1500, 900, 2500, 4200];

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;

const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312" w:cs="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>"#;

/// The annex as a Word file.
pub fn docx(annex: &Annex) -> Result<Vec<u8>, Unwritable> {
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", PACKAGE.to_owned()),
        ("word/document.xml", document(annex)),
        ("word/_rels/document.xml.rels", DOCUMENT.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
    ];
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in parts {
        package.start_file(name, options)?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

fn document(annex: &Annex) -> String {
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#,
    );
    out += &paragraph(LABEL, Look::Label);
    out += &paragraph(&annex.name, Look::Heading);
    out += "<w:tbl><w:tblPr><w:tblW w:w=\"13700\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>";
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(out, r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#);
    }
    out += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
    for width in GRID {
        let _ = write!(out, r#"<w:gridCol w:w="{width}"/>"#);
    }
    out += "</w:tblGrid>";
    row(&mut out, "<w:tblHeader/>", &HEADER.map(|text| (lines(text), Look::Header)));
    for stop in &annex.rows {
        row(&mut out, "<w:cantSplit/>", &cells(stop).map(|text| (lines(&text), Look::Cell)));
    }
    for (heading, items) in sections(annex) {
        out += "<w:tr>";
        cell(&mut out, GRID.first().copied().unwrap_or_default(), 1, &lines(heading), Look::Header);
        cell(&mut out, GRID.iter().skip(1).sum(), 6, &items.concat(), Look::Text);
        out += "</w:tr>";
    }
    out += "</w:tbl>";
    out += "<w:p/><w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>";
    out += "<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"851\" \
            w:footer=\"992\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
    out
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Label,
    Heading,
    Header,
    Cell,
    Text,
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn row(out: &mut String, properties: &str, cells: &[(Vec<String>, Look); 7]) {
    let _ = write!(out, "<w:tr><w:trPr>{properties}</w:trPr>");
    for ((paragraphs, look), width) in cells.iter().zip(GRID) {
        cell(out, width, 1, paragraphs, *look);
    }
    *out += "</w:tr>";
}

fn cell(out: &mut String, width: u32, span: u32, paragraphs: &[String], look: Look) {
    let _ = write!(out, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
    if span > 1 {
        let _ = write!(out, r#"<w:gridSpan w:val="{span}"/>"#);
    }
    *out += r#"<w:vAlign w:val="center"/></w:tcPr>"#;
    if paragraphs.is_empty() {
        *out += "<w:p/>";
    }
    for text in paragraphs {
        *out += &paragraph(text, look);
    }
    *out += "</w:tc>";
}

fn paragraph(text: &str, look: Look) -> String {
    let (place, face) = match look {
        Look::Label => ("", r#"<w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr>"#),
        Look::Heading => (
            r#"<w:pPr><w:jc w:val="center"/></w:pPr>"#,
            r#"<w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="36"/></w:rPr>"#,
        ),
        Look::Header => {
            (r#"<w:pPr><w:jc w:val="center"/></w:pPr>"#, r#"<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>"#)
        }
        Look::Cell => (r#"<w:pPr><w:jc w:val="center"/></w:pPr>"#, ""),
        Look::Text => {
            (r#"<w:pPr><w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="both"/></w:pPr>"#, "")
        }
    };
    format!(r#"<w:p>{place}<w:r>{face}<w:t xml:space="preserve">{}</w:t></w:r></w:p>"#, escaped(text))
}

/// Text as XML may hold it; characters XML forbids are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push(char),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if char.is_control() => {}
            _ => out.push(char),
        }
    }
    out
}
