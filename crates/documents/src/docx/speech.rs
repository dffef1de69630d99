//! The language of a letter, as Word wants it said. One template serves every
//! language: paragraphs whose style is called 外文… are in the paper's language,
//! and what `language.*` says of it is written into them once they are filled.
//!
//! * every run names its language (`w:lang`), for spelling and for the face;
//! * a script that Word calls complex (Arabic, Thai) is told from Latin letters
//!   and set in runs of its own, since Word keeps another face and size for it;
//! * from right to left, paragraphs are `w:bidi`, tables `w:bidiVisual` and runs
//!   `w:rtl`; names, addresses and numbers in Latin letters stay runs from left
//!   to right (ECMA-376 part 1, 17.3.1.6, 17.3.2.30, 17.4.1).

use std::collections::BTreeMap;

use crate::Fact;
use crate::office::tree::{Element, Node, read};

/// What follows `w:bidi` in `w:pPr` (ECMA-376 part 1, 17.3.1.26).
const AFTER_BIDI: [&str; 15] = [
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:rPr",
    "w:sectPr",
];
/// What follows `w:szCs` in `w:rPr` (17.3.2.28).
const AFTER_SIZE: [&str; 10] = [
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:lang",
];
/// What precedes `w:bidiVisual` in `w:tblPr` (17.4.60).
const BEFORE_VISUAL: [&str; 3] = ["w:tblStyle", "w:tblpPr", "w:tblOverlap"];

/// The template's styles called 外文…, each with its size for complex scripts.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles(BTreeMap<String, Option<u32>>);

impl Styles {
    /// Finds them in `word/styles.xml`, the largest part of most forms, which is
    /// read only if it speaks of such a style.
    pub(super) fn of(styles: &str) -> Self {
        if !styles.contains("外文") {
            return Self::default();
        }
        let Ok(root) = read(styles) else { return Self::default() };
        let foreign = root.elements().filter_map(|style| {
            let named = style.child("w:name")?.attribute("w:val")?.starts_with("外文");
            let size = || style.child("w:rPr")?.child("w:szCs")?.attribute("w:val")?.parse().ok();
            named.then(|| Some((style.attribute("w:styleId")?.to_owned(), size())))?
        });
        Self(foreign.collect())
    }

    /// The language that the facts say, if a paragraph could be in it.
    pub(super) fn speech(&self, facts: &Fact) -> Option<Speech<'_>> {
        let about = |name: &str| facts.at(&format!("language.{name}")).and_then(Fact::as_text);
        let tag = about("tag").filter(|tag| !tag.is_empty() && !self.0.is_empty())?;
        let good = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == ' ');
        Some(Speech {
            styles: self,
            tag: tag.to_owned(),
            rtl: about("direction") == Some("rtl"),
            face: about("word_face").filter(|face| good(face)).map(str::to_owned),
            percent: about("word_size").and_then(|size| size.parse().ok()),
        })
        .filter(|speech| good(&speech.tag))
    }
}

/// A language, ready to be written into filled parts.
#[derive(Debug)]
pub(super) struct Speech<'t> {
    styles: &'t Styles,
    tag: String,
    rtl: bool,
    /// The face of a complex script.
    face: Option<String>,
    /// Its size, in hundredths of the style's.
    percent: Option<u32>,
}

impl Speech<'_> {
    /// The part with its foreign paragraphs marked.
    pub(super) fn set(&self, part: &str) -> String {
        let Ok(mut root) = read(part) else { return part.to_owned() };
        self.visit(&mut root);
        let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        root.write(&mut out);
        out
    }

    /// Whether something in the element is in the language.
    fn visit(&self, element: &mut Element) -> bool {
        if element.name == "w:p" {
            return self.paragraph(element);
        }
        let mut foreign = false;
        for child in &mut element.children {
            if let Node::Element(child) = child {
                foreign |= self.visit(child);
            }
        }
        if foreign && self.rtl && element.name == "w:tbl" {
            let properties = child_mut(element, "w:tblPr");
            let at = properties.elements().take_while(|it| BEFORE_VISUAL.contains(&it.name.as_str())).count();
            properties.children.insert(at, empty("w:bidiVisual", ""));
        }
        foreign
    }

    fn paragraph(&self, paragraph: &mut Element) -> bool {
        let style = paragraph.child("w:pPr").and_then(|it| it.child("w:pStyle")?.attribute("w:val"));
        let Some(size) = style.and_then(|style| self.styles.0.get(style).copied()) else { return false };
        if self.rtl {
            insert(child_mut(paragraph, "w:pPr"), empty("w:bidi", ""), &AFTER_BIDI);
        }
        let children = std::mem::take(&mut paragraph.children);
        for child in children {
            match child {
                Node::Element(run) if run.name == "w:r" => {
                    paragraph.children.extend(self.runs(&run, size).into_iter().map(Node::Element));
                }
                other => paragraph.children.push(other),
            }
        }
        true
    }

    /// A run as runs of one script each.
    fn runs(&self, run: &Element, size: Option<u32>) -> Vec<Element> {
        let properties = run.child("w:rPr");
        let with = |script: Script, child: Node| Element {
            name: "w:r".to_owned(),
            attributes: String::new(),
            children: vec![Node::Element(self.properties(properties, script, size)), child],
        };
        let mut runs = Vec::new();
        for child in run.elements().filter(|child| child.name != "w:rPr") {
            let text: String = child.children.iter().map(words).collect();
            if child.name != "w:t" || !self.is_complex() {
                runs.push(with(self.own_script(), Node::Element(child.clone())));
                continue;
            }
            for (stretch, script) in stretches(&text) {
                let mut part = child.clone();
                part.children = vec![Node::Text(stretch)];
                runs.push(with(script, Node::Element(part)));
            }
        }
        runs
    }

    fn is_complex(&self) -> bool {
        self.rtl || self.face.is_some()
    }

    fn own_script(&self) -> Script {
        if self.is_complex() { Script::Complex } else { Script::Simple }
    }

    fn properties(&self, given: Option<&Element>, script: Script, size: Option<u32>) -> Element {
        let mut properties = given.cloned().unwrap_or_else(|| bare("w:rPr"));
        properties.children.retain(|node| node.element().is_none_or(|it| it.name != "w:lang"));
        if script == Script::Simple {
            let tag = if self.is_complex() { "en-GB" } else { &self.tag };
            properties.children.push(empty("w:lang", &format!(" w:val=\"{tag}\"")));
            return properties;
        }
        if let Some(face) = &self.face {
            properties.children.retain(|node| node.element().is_none_or(|it| it.name != "w:rFonts"));
            properties.children.insert(0, empty("w:rFonts", &format!(" w:cs=\"{face}\"")));
        }
        if let (Some(percent), Some(size)) = (self.percent, size) {
            let size = size.saturating_mul(percent) / 100;
            insert(&mut properties, empty("w:szCs", &format!(" w:val=\"{size}\"")), &AFTER_SIZE);
        }
        properties.children.push(empty(if self.rtl { "w:rtl" } else { "w:cs" }, ""));
        properties.children.push(empty("w:lang", &format!(" w:bidi=\"{}\"", self.tag)));
        properties
    }
}

/// How Word sets a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Latin, Cyrillic.
    Simple,
    /// Arabic, Thai.
    Complex,
}

/// A text cut where its script changes. Blanks and marks between two Latin words
/// are theirs, others belong to the language; digits stay with what they follow.
fn stretches(text: &str) -> Vec<(String, Script)> {
    let mut cut: Vec<(String, Script)> = Vec::new();
    let mut held = String::new();
    for c in text.chars() {
        let latin_before = cut.last().is_some_and(|(_, script)| *script == Script::Simple);
        match script_of(c) {
            Some(script) => {
                let between =
                    if script == Script::Simple && latin_before { Script::Simple } else { Script::Complex };
                join(&mut cut, &std::mem::take(&mut held), between);
                join(&mut cut, c.encode_utf8(&mut [0; 4]), script);
            }
            None if latin_before && held.is_empty() && c.is_ascii_digit() => {
                join(&mut cut, c.encode_utf8(&mut [0; 4]), Script::Simple);
            }
            None => held.push(c),
        }
    }
    join(&mut cut, &held, Script::Complex);
    cut
}

fn join(cut: &mut Vec<(String, Script)>, text: &str, script: Script) {
    match cut.last_mut() {
        _ if text.is_empty() => {}
        Some((before, same)) if *same == script => before.push_str(text),
        _ => cut.push((text.to_owned(), script)),
    }
}

/// The script of a letter; none for blanks, digits and marks. The left-to-right
/// mark around a number says that it is Latin.
fn script_of(c: char) -> Option<Script> {
    match c {
        '\u{200e}' => Some(Script::Simple),
        '\u{0590}'..='\u{109f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => Some(Script::Complex),
        c if c.is_alphabetic() => Some(Script::Simple),
        _ => None,
    }
}

fn words(node: &Node) -> &str {
    match node {
        Node::Text(text) => text,
        Node::Element(_) => "",
    }
}

/// Puts a property before the first of those that follow it.
fn insert(properties: &mut Element, property: Node, after: &[&str]) {
    let is = |node: &Node, name: &str| node.element().is_some_and(|it| it.name == name);
    if let Some(name) = property.element().map(|it| it.name.clone()) {
        properties.children.retain(|node| !is(node, &name));
    }
    let follows = |node: &Node| after.iter().any(|name| is(node, name));
    let at = properties.children.iter().position(follows).unwrap_or(properties.children.len());
    properties.children.insert(at, property);
}

/// The child of that name, made as the first where there is none.
fn child_mut<'e>(element: &'e mut Element, name: &str) -> &'e mut Element {
    if element.child(name).is_none() {
        element.children.insert(0, Node::Element(bare(name)));
    }
    let mut found = element.children.iter_mut().filter_map(|node| match node {
        Node::Element(child) if child.name == name => Some(child),
        _ => None,
    });
    found.next().expect("the child was there or has just been made")
}

fn bare(name: &str) -> Element {
    Element { name: name.to_owned(), attributes: String::new(), children: Vec::new() }
}

fn empty(name: &str, attributes: &str) -> Node {
    Node::Element(Element { attributes: attributes.to_owned(), ..bare(name) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;

    const STYLES: &str = "<w:styles><w:style w:styleId=\"F\"><w:name w:val=\"外文正文\"/>\
        <w:rPr><w:szCs w:val=\"28\"/></w:rPr></w:style>\
        <w:style w:styleId=\"Z\"><w:name w:val=\"函件正文\"/></w:style></w:styles>";

    fn check(language: &Fact, xml: &str, expected: &str) {
        let styles = Styles::of(STYLES);
        let facts = record! { language: language.clone() };
        let written = styles.speech(&facts).map(|speech| speech.set(xml)).unwrap_or_default();
        let written = written.split_once('\n').map_or("", |(_, body)| body);
        assert_eq!(written, expected);
    }

    #[test]
    fn a_run_names_its_language() {
        check(
            &record! { tag: "ru-RU", direction: "ltr" },
            "<w:p><w:pPr><w:pStyle w:val=\"F\"/></w:pPr><w:r><w:t>Школа SONG</w:t></w:r></w:p>",
            "<w:p><w:pPr><w:pStyle w:val=\"F\"/></w:pPr><w:r><w:rPr><w:lang w:val=\"ru-RU\"/></w:rPr>\
             <w:t>Школа SONG</w:t></w:r></w:p>",
        );
    }

    #[test]
    fn a_chinese_paragraph_stays_as_it_is() {
        let chinese = "<w:tbl><w:tblPr/><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val=\"Z\"/></w:pPr>\
                       <w:r><w:t>译文</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        check(&record! { tag: "ar-SA", direction: "rtl" }, chinese, chinese);
    }

    #[test]
    fn from_right_to_left_names_stay_from_left_to_right() {
        let rtl = |text: &str| {
            format!("<w:r><w:rPr><w:rtl/><w:lang w:bidi=\"ar-SA\"/></w:rPr><w:t>{text}</w:t></w:r>")
        };
        let expected = format!(
            "<w:tbl><w:tblPr><w:bidiVisual/><w:tblW/></w:tblPr><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val=\"F\"/>\
             <w:bidi/><w:jc w:val=\"left\"/></w:pPr>{}<w:r><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr>\
             <w:t>SONG Bingshan</w:t></w:r>{}</w:p></w:tc></w:tr></w:tbl>",
            rtl("السيد "),
            rtl("، 9 أيام")
        );
        check(
            &record! { tag: "ar-SA", direction: "rtl" },
            "<w:tbl><w:tblPr><w:tblW/></w:tblPr><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val=\"F\"/>\
             <w:jc w:val=\"left\"/></w:pPr><w:r><w:t>السيد SONG Bingshan، 9 أيام</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            &expected,
        );
    }

    #[test]
    fn a_complex_script_takes_its_own_face_and_size() {
        check(
            &record! { tag: "th-TH", direction: "ltr", word_face: "TH Sarabun New", word_size: "115" },
            "<w:p><w:pPr><w:pStyle w:val=\"F\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>เรียน</w:t><w:br/></w:r></w:p>",
            "<w:p><w:pPr><w:pStyle w:val=\"F\"/></w:pPr><w:r><w:rPr><w:rFonts w:cs=\"TH Sarabun New\"/><w:b/>\
             <w:szCs w:val=\"32\"/><w:cs/><w:lang w:bidi=\"th-TH\"/></w:rPr><w:t>เรียน</w:t></w:r>\
             <w:r><w:rPr><w:rFonts w:cs=\"TH Sarabun New\"/><w:b/><w:szCs w:val=\"32\"/><w:cs/>\
             <w:lang w:bidi=\"th-TH\"/></w:rPr><w:br/></w:r></w:p>",
        );
    }

    #[test]
    fn numbers_belong_to_what_they_stand_in() {
        let cut = |text: &str| {
            stretches(text)
                .into_iter()
                .map(|(text, script)| format!("{}{text}", if script == Script::Simple { "L:" } else { "C:" }))
                .collect::<Vec<_>>()
        };
        assert_eq!(cut("رقم PE0000003"), ["C:رقم ", "L:PE0000003"]);
        assert_eq!(cut("من 12 إلى 20"), ["C:من 12 إلى 20"]);
        assert_eq!(cut("\u{200e}+212 000\u{200e}، هاتف"), ["L:\u{200e}+212 000\u{200e}", "C:، هاتف"]);
        assert_eq!(cut("«Institut modèle»."), ["C:«", "L:Institut modèle", "C:»."]);
    }
}
