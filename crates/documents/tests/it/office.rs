//! Templates as offices make them: headers, notes, text boxes, pictures; and
//! what is not let in.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use documents::docx::Template;
use documents::form::Form;
use documents::{Fact, Picture, record};
use proptest::prelude::*;

use crate::press::{parts, tiny, unpacked};

/// A docx of some parts.
pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>")
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = document(body);
    let mut all = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())];
    all.extend(more);
    packed(&all)
}

/// The smallest PNG: its header and its end.
pub(crate) const DOT: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0crc.\0\0\0\0IEND\xaeB`\x82";

fn facts() -> Fact {
    record! {
        school: record! { name: "示例学院" },
        list: vec!["甲", "乙"],
        none: Vec::<Fact>::new(),
        photo: Picture::read(DOT).unwrap(),
    }
}

fn filled(docx: &[u8]) -> Vec<u8> {
    let template = Template::compile(docx).unwrap_or_else(|faults| panic!("{faults}"));
    template.check(&facts().shape()).unwrap_or_else(|faults| panic!("{faults}"));
    template.fill(&facts()).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn headers_footers_and_notes_are_filled_too() {
    let part = |kind: &str, inside: &str| format!("<w:{kind} xmlns:w=\"urn:w\">{inside}</w:{kind}>");
    let header = part("hdr", &p("{{school.name}}"));
    let footer = part("ftr", &p("{{#for x in none}}x{{/for}}"));
    let notes =
        part("footnotes", &part("footnote", &[p("{{#for x in list}}"), p("{{x}}"), p("{{/for}}")].concat()));
    let docx = with(
        &p("{{school.name}}"),
        &[("word/header1.xml", &header), ("word/footer2.xml", &footer), ("word/footnotes.xml", &notes)],
    );
    let made = parts(&filled(&docx));
    assert!(made["word/header1.xml"].contains("示例学院"));
    // A footer has to keep a paragraph, even when nothing is left to say.
    assert!(made["word/footer2.xml"].contains("<w:p></w:p></w:ftr>"), "{}", made["word/footer2.xml"]);
    assert!(made["word/footnotes.xml"].contains("甲") && made["word/footnotes.xml"].contains("乙"));
}

/// A text box as Word stores it: once for new readers, once for old ones.
fn text_box(inside: &str) -> String {
    let content = format!("<w:txbxContent>{inside}</w:txbxContent>");
    format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{content}</wps:txbx>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r></w:p>"
    )
}

#[test]
fn both_halves_of_a_text_box_are_filled_alike() {
    let inside = [p("{{#for x in list}}"), p("［{{x}}］"), p("{{/for}}")].concat();
    let made = parts(&filled(&with(&text_box(&inside), &[])));
    let text = &made["word/document.xml"];
    for box_ in ["wps:txbx", "v:textbox"] {
        let (_, rest) = text.split_once(&format!("<{box_}>")).unwrap();
        let (inside, _) = rest.split_once(&format!("</{box_}>")).unwrap();
        assert_eq!(inside.matches("<w:t ").count(), 6, "{inside}");
        assert!(inside.contains(">甲<") && inside.contains(">乙<"), "{inside}");
    }
    let wrong = Template::compile(&with(&text_box(&p("{{school.nmae}}")), &[])).unwrap();
    assert_eq!(
        wrong.check(&facts().shape()).unwrap_err().to_string(),
        "word/document.xml 文本框1第1段 “{{school.nmae}}”：没有“school.nmae”这项事实；\
         是不是“school.name”？“school”里可写：name"
    );
}

#[test]
fn a_picture_is_drawn_and_kept_once() {
    let docx = with(
        &[p("{{photo|width:120mm}}"), p("见{{picture photo|height:4cm}}图")].concat(),
        &[("word/_rels/document.xml.rels", "<Relationships xmlns=\"urn:r\"/>")],
    );
    let bytes = filled(&docx);
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().to_string()).collect();
    let media: Vec<&String> = names.iter().filter(|name| name.starts_with("word/media/")).collect();
    assert_eq!(media, ["word/media/fact-picture-1.png"]);
    let mut text = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let document = text("word/document.xml");
    // Two dots by one: 120 mm wide is 60 mm high, 40 mm high is 80 mm wide.
    assert!(document.contains("<wp:extent cx=\"4320000\" cy=\"2160000\"/>"), "{document}");
    assert!(document.contains("<wp:extent cx=\"2880000\" cy=\"1440000\"/>"), "{document}");
    assert_eq!(document.matches("r:embed=\"rIdFactPicture1\"").count(), 2);
    assert!(text("word/_rels/document.xml.rels").contains("Target=\"media/fact-picture-1.png\""));
    assert!(text("[Content_Types].xml").contains("<Default Extension=\"png\" ContentType=\"image/png\"/>"));
    assert_eq!(bytes, filled(&docx));
}

#[test]
fn pictures_of_the_form_itself_tell_nothing_of_their_makers() {
    let remark = b"\0\0\0\x04tEXtname....";
    let (start, end) = DOT.split_at(DOT.len() - 12);
    let mut parts = unpacked(&with(&p("{{photo}}"), &[]));
    parts.insert("word/media/image1.png".to_owned(), [start, remark, end].concat());
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in &parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    let form = writer.finish().unwrap().into_inner();
    assert_eq!(unpacked(&filled(&form))["word/media/image1.png"], DOT);
}

#[test]
fn remarks_do_not_leave_the_house() {
    let body = "<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
                <w:r><w:commentReference w:id=\"0\"/></w:r></w:p>";
    let rels =
        "<Relationships><Relationship Id=\"a\" Type=\"t/comments\" Target=\"comments.xml\"/></Relationships>";
    let docx = with(body, &[("word/comments.xml", "<w:comments/>"), ("word/_rels/document.xml.rels", rels)]);
    let made = parts(&filled(&docx));
    assert_eq!(made.keys().filter(|name| name.contains("comments")).count(), 0);
    assert!(!made["word/document.xml"].contains("comment"), "{}", made["word/document.xml"]);
    assert!(!made["word/_rels/document.xml.rels"].contains("comments"));
}

fn refused(docx: &[u8]) -> String {
    Template::compile(docx).map_or_else(|faults| faults.to_string(), |_| "taken".to_owned())
}

#[test]
fn what_runs_or_fetches_something_is_refused() {
    let rels = |kind: &str, target: &str| {
        let line = format!(
            "<Relationships><Relationship Id=\"a\" Type=\"urn/{kind}\" Target=\"{target}\" TargetMode = 'External'/></Relationships>"
        );
        refused(&with(&p("x"), &[("word/_rels/document.xml.rels", &line)]))
    };
    let told = |said: &str, word: &str| assert!(said.contains(word), "{said}");
    told(&refused(&with("", &[("word/vbaProject.bin", "x")])), "宏");
    told(&refused(&with("", &[("word/embeddings/oleObject1.bin", "x")])), "嵌入的对象");
    told(&rels("image", "http://example.com/a.png"), "到外面取内容");
    told(&rels("attachedTemplate", "https://example.com/a.dotm"), "到外面取内容");
    told(&rels("attachedTemplate", "file://server/share/a.dotm"), "到外面取内容");
    told(&rels("oleObject", "a.xlsx"), "OLE");
    told(&rels("hyperlink", "file:///c:/a.exe"), "到外面取内容");
    told(&rels("hyperlink", "https://example.com"), "taken");
    told(&rels("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"), "taken");
    let code = |code: &str| {
        let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let torn: Vec<String> =
            code.chars().map(|c| format!("<w:r><w:instrText>{c}</w:instrText></w:r>")).collect();
        let field =
            format!("<w:p>{}{}{}{}</w:p>", mark("begin"), torn.concat(), mark("separate"), mark("end"));
        refused(&with(&field, &[]))
    };
    for barred in ["DDEAUTO c:\\\\x", " includepicture \"http://x\"", "INCLUDETEXT a", "LINK Excel"] {
        told(&code(barred), "取用外部内容");
    }
    told(&code(" PAGE "), "taken");
    let simple = "<w:p><w:fldSimple w:instr=\" &#68;DE x\"><w:r/></w:fldSimple></w:p>";
    told(&refused(&with(simple, &[])), "DDE");
    told(&refused(&with("", &[("word/styles.xml", "<!DOCTYPE a><a/>")])), "DOCTYPE");
    told(&refused(&with("", &[("word/styles.xml", "<a><b></a>")])), "word/styles.xml");
}

#[test]
fn a_bomb_is_refused_by_what_comes_out_of_it() {
    let zeros = " ".repeat(50 << 20);
    assert_eq!(refused(&with("", &[("word/styles.xml", &zeros)])), "：文件过大；请压缩其中的图片后再保存");
}

#[test]
fn every_unknown_fact_is_found_before_filling_even_in_loops_over_nothing() {
    let body = [
        p("{{scool.name}}"),
        p("{{#for x in list}}{{x.name}}{{/for}}"),
        p("{{#for y in none}}{{y.anything}}{{nowhere}}{{/for}}"),
        p("{{#if school.size &gt; 3}}{{school.name}}{{#else}}{{nam}}{{/if}}"),
        p("{{list.name}}"),
    ]
    .concat();
    let said = Template::compile(&tiny(&body)).unwrap().check(&facts().shape()).unwrap_err();
    let tags: Vec<(&str, &str)> =
        said.0.iter().map(|fault| (fault.place.zh.as_str(), fault.tag.as_str())).collect();
    assert_eq!(
        tags,
        [
            ("第1段", "{{scool.name}}"),
            ("第2段", "{{x.name}}"),
            ("第3段", "{{nowhere}}"),
            ("第4段", "{{#if school.size > 3}}"),
            ("第4段", "{{nam}}"),
            ("第5段", "{{list.name}}"),
        ]
    );
    assert!(said.to_string().contains("是不是“school.name”？"), "{said}");
    assert!(said.to_string().contains("“list”是列表"), "{said}");
}

/// Every part is whole, whatever was done to the template.
fn is_sound(package: &[u8]) -> bool {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    (0..archive.len()).all(|at| {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().to_string();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        let is_xml = name.rsplit('.').next().is_some_and(|ending| ["xml", "rels"].contains(&ending));
        !is_xml || reads_whole(&bytes)
    })
}

fn reads_whole(xml: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(xml) else { return false };
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0_i64;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(_)) => depth += 1,
            Ok(quick_xml::events::Event::End(_)) => depth -= 1,
            Ok(quick_xml::events::Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn shipped() -> Vec<u8> {
    let body = [
        text_box(&p("{{school.name}}")),
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"9\"/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{{#for x in list}}{{x}}{{/for}}\
         </w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            .to_owned(),
        p("{{photo}}"),
    ];
    with(&body.concat(), &[])
}

/// A package stored without compression, so that a flipped byte reaches XML.
fn stored(package: &[u8]) -> Vec<u8> {
    let all: BTreeMap<String, String> = parts(package);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in all {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn survive(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(form) = Form::compile(bytes) {
        drop(form.check(&facts().shape()));
        if let Ok(filled) = form.fill(&facts()) {
            prop_assert!(is_sound(&filled));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_flipped_byte_stops_nothing(at in any::<prop::sample::Index>(), to in any::<u8>(), xml in any::<bool>()) {
        let mut bytes = if xml { stored(&shipped()) } else { shipped() };
        let at = at.index(bytes.len());
        bytes[at] = to;
        survive(&bytes)?;
    }

    #[test]
    fn a_flipped_byte_of_the_text_itself_stops_nothing(at in any::<prop::sample::Index>(), to in "[<>&\"'/{}#:a ]") {
        let mut parts = parts(&shipped());
        let text = parts.remove("word/document.xml").unwrap();
        let mut chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        chars[at] = to.chars().next().unwrap();
        let text: String = chars.into_iter().collect();
        survive(&packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &text)]))?;
    }

    #[test]
    fn a_file_cut_anywhere_stops_nothing(at in any::<prop::sample::Index>()) {
        let bytes = shipped();
        survive(&bytes[..at.index(bytes.len())])?;
    }

    #[test]
    fn a_soup_of_tags_stops_nothing(
        cells in proptest::collection::vec(proptest::sample::select(vec![
            "{{#for x in list}}", "{{/for}}", "{{#cells y in list}}", "{{/cells}}", "{{#if school.name}}", "{{#else}}",
            "{{/if}}", "{{x}}", "{{photo|width:3mm}}", "字", "{{", "}}", "</w:t></w:r></w:p><w:p><w:r><w:t>",
            "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>",
            "</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>",
        ]), 0..16)
    ) {
        let body = format!(
            "<w:tbl><w:tblGrid><w:gridCol w:w=\"9\"/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            cells.concat()
        );
        survive(&tiny(&body))?;
    }
}
