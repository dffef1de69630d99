//! Whatever a fact says, the paper stays a document.

use documents::docx::Template;
use documents::record;
use proptest::prelude::*;

use crate::press::{body, tiny};

/// What a reader of the XML sees.
fn read_back(xml: &str) -> String {
    let mut text = String::new();
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Text(more) => text.push_str(&more.xml10_content()),
            quick_xml::events::Event::GeneralRef(reference) => match &*reference {
                "amp" => text.push('&'),
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "quot" => text.push('"'),
                other => panic!("{other}"),
            },
            quick_xml::events::Event::Empty(tag) if tag.name().as_ref() == "w:tab" => text.push('\t'),
            quick_xml::events::Event::Empty(tag) if tag.name().as_ref() == "w:br" => text.push('\n'),
            quick_xml::events::Event::Eof => return text,
            _ => {}
        }
    }
}

fn printable(text: &str) -> String {
    let kept = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(kept).collect()
}

proptest! {
    #[test]
    fn any_text_is_printed_as_it_is(text in "\\PC*|[<>&\"'{}\\t\\n\u{0}\u{1f}\u{ffff}甲é😀 ]*") {
        let template = Template::compile(&tiny("<w:p><w:r><w:t>［{{x}}］</w:t></w:r></w:p>")).unwrap();
        let filled = template.fill(&record! { x: &text }).unwrap();
        prop_assert_eq!(read_back(&body(&filled)), format!("［{}］", printable(&text)));
    }

    #[test]
    fn no_template_text_stops_the_engine(text in "[{}#/ .|:\"a-c甲｛｝]{0,60}") {
        let escaped = text.replace('"', "&quot;");
        let docx = tiny(&format!("<w:p><w:r><w:t>{escaped}</w:t></w:r></w:p>"));
        if let Ok(template) = Template::compile(&docx) {
            drop(template.fill(&record! { a: "1", b: vec!["2"] }));
        }
    }

    #[test]
    fn no_bytes_stop_the_engine(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Template::compile(&bytes).is_err());
    }
}
