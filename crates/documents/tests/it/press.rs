//! What the tests share: the specimen party, the product's papers, small
//! documents made of bare XML.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::PathBuf;

use documents::{Fact, Paper};

pub(crate) const CODES: [&str; 6] =
    ["approval-request", "roster", "programme", "budget", "public-notice", "invitation"];

/// The office's forms, which are printed outside the package.
pub(crate) const FORMS: [&str; 5] =
    ["task-budget-opinion", "task-budget-opinion-b", "member-filing", "task-declaration", "annual-plan"];

/// Every paper that is printed for the specimen.
pub(crate) fn every_code() -> impl Iterator<Item = &'static str> {
    CODES.into_iter().chain(FORMS)
}

/// The invented party every paper is printed for.
pub(crate) fn specimen() -> Fact {
    let json: serde_json::Value = serde_json::from_str(include_str!("specimen.json")).unwrap();
    Fact::from(json)
}

pub(crate) fn paper(code: &str) -> Paper {
    let folder: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "..", "delegation", "documents", code].iter().collect();
    Paper::from_folder(&folder).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The facts of one paper of the specimen's package, as the package gives them.
pub(crate) fn facts_for(code: &str) -> Fact {
    let (annex, lines): (&str, Vec<&str>) = match code {
        "approval-request" => {
            ("", vec!["示例职业技术学院", "关于林一帆等6人赴巴西参加", "巴西技术创新赛的请示"])
        }
        "public-notice" => ("", vec!["关于林一帆等6人赴巴西的公示"]),
        "roster" => ("1", vec!["出访人员名单"]),
        "programme" => ("2", vec!["日程安排"]),
        "budget" => ("3", vec!["经费预算表"]),
        "task-budget-opinion" | "task-budget-opinion-b" => ("", vec!["因公临时出国任务和预算审批意见表"]),
        "member-filing" => ("", vec!["因公临时出国人员备案表"]),
        "task-declaration" => ("", vec!["因公临时出国任务申报表"]),
        "annual-plan" => ("", vec!["示例职业技术学院", "2026年因公临时出国计划申报表"]),
        _ => ("4", vec!["邀请函及译文"]),
    };
    let facts = specimen().with("paper.annex", annex).with("paper.title_lines", lines);
    paper(code).wording(&facts).unwrap_or_else(|faults| panic!("{faults}"))
}

pub(crate) fn docx(code: &str) -> Vec<u8> {
    paper(code).docx(&facts_for(code)).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The parts of a package.
pub(crate) fn unpacked(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().to_string();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(name, content);
    }
    parts
}

/// The parts of a package as texts.
pub(crate) fn parts(package: &[u8]) -> BTreeMap<String, String> {
    let text = |(name, content)| (name, String::from_utf8(content).unwrap());
    unpacked(package).into_iter().map(text).collect()
}

/// A docx whose body is `body`, with the bare `w:` prefix.
pub(crate) fn tiny(body: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file("[Content_Types].xml", options).unwrap();
    writer.write_all(b"<Types/>").unwrap();
    writer.start_file("word/document.xml", options).unwrap();
    write!(writer, "<w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>").unwrap();
    writer.finish().unwrap().into_inner()
}

/// What stands in the body of a filled document.
pub(crate) fn body(docx: &[u8]) -> String {
    let document = parts(docx).remove("word/document.xml").unwrap();
    let (_, body) = document.split_once("<w:body>").unwrap();
    body.split_once("</w:body>").unwrap().0.to_owned()
}
