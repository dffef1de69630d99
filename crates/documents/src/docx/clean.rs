//! What a template leaves behind when it becomes a paper: its writer's name,
//! remarks in the margin, proofing marks, its own template.

use crate::office::package::Parts;
use crate::office::tree::{self, Element, Node};
use crate::office::{picture, relations, safety};

const DOCUMENT: &str = "word/document.xml";

/// The part that holds the text; some writers number it.
pub(super) fn main_part(parts: &Parts) -> Option<String> {
    if parts.contains_key(DOCUMENT) {
        return Some(DOCUMENT.to_owned());
    }
    let types = content_types(parts);
    let named = types.iter().find(|(_, kind)| kind.ends_with("wordprocessingml.document.main+xml"));
    named.map(|(part, _)| part.clone()).filter(|part| parts.contains_key(part))
}

/// The parts whose text may hold tags: text, headers, footers and notes, told
/// by their types or by their usual names.
pub(super) fn tagged(parts: &Parts, main: &str) -> Vec<String> {
    const KINDS: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];
    let types = content_types(parts);
    let by_type = |name: &str| {
        types.iter().any(|(part, kind)| {
            part == name && KINDS.iter().any(|word| kind.ends_with(&format!("wordprocessingml.{word}+xml")))
        })
    };
    let by_name = |name: &str| {
        let part = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")).unwrap_or_default();
        let number = |kind: &&str| part.strip_prefix(*kind);
        KINDS.iter().filter_map(number).any(|rest| rest.chars().all(|c| c.is_ascii_digit()))
    };
    parts.keys().filter(|name| *name == main || by_type(name) || by_name(name)).cloned().collect()
}

fn content_types(parts: &Parts) -> Vec<(String, String)> {
    let xml = parts.get(relations::TYPES).and_then(|content| safety::text(content).ok()).unwrap_or_default();
    let Ok(root) = tree::read(xml) else { return Vec::new() };
    let line = |line: &Element| {
        let part = line.value("PartName")?.trim_start_matches('/').to_owned();
        Some((part, line.value("ContentType")?))
    };
    root.elements().filter_map(line).collect()
}

/// Takes whole parts out or empties them.
pub(super) fn whole(parts: &mut Parts) {
    let remarks = |name: &str| {
        name.strip_prefix("word/").is_some_and(|part| part.starts_with("comments") || part == "people.xml")
    };
    relations::remove(parts, &remarks);
    safety::detach(parts);
    forget_the_author(parts);
    picture::undress(parts);
}

/// A paper goes to strangers: who wrote the template is none of their business.
fn forget_the_author(parts: &mut Parts) {
    const CORE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>"#;
    const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"#;
    for (name, content) in [("docProps/core.xml", CORE), ("docProps/app.xml", APP)] {
        if let Some(part) = parts.get_mut(name) {
            *part = content.as_bytes().to_vec();
        }
    }
}

/// Cleans the tree of a part: marks that mean nothing on paper go, wrappers
/// around rows and cells are opened, and a control that Word would fill anew
/// from elsewhere keeps what is written in it.
pub(super) fn tree(element: &mut Element) {
    const GONE: [&str; 7] = [
        "w:proofErr",
        "w:commentRangeStart",
        "w:commentRangeEnd",
        "w:commentReference",
        "w:annotationRef",
        "w:dataBinding",
        "w:showingPlcHdr",
    ];
    element.children.retain(|node| node.element().is_none_or(|it| !GONE.contains(&it.name.as_str())));
    match element.name.as_str() {
        "w:tbl" => unwrap(element, "w:tr"),
        "w:tr" => unwrap(element, "w:tc"),
        _ => {}
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            tree(child);
        }
    }
    let empty_run = |node: &Node| {
        node.element().is_some_and(|it| it.name == "w:r" && it.elements().all(|child| child.name == "w:rPr"))
    };
    element.children.retain(|node| !empty_run(node));
}

/// Opens content controls, insertions and the like around rows or cells.
fn unwrap(element: &mut Element, wanted: &str) {
    const WRAPPERS: [&str; 4] = ["w:sdt", "w:sdtContent", "w:customXml", "w:ins"];
    let mut waiting: Vec<Node> = std::mem::take(&mut element.children);
    waiting.reverse();
    while let Some(node) = waiting.pop() {
        match node {
            Node::Element(wrapper)
                if WRAPPERS.contains(&wrapper.name.as_str()) && holds(&wrapper, wanted) =>
            {
                waiting.extend(wrapper.children.into_iter().rev());
            }
            Node::Element(other) if matches!(other.name.as_str(), "w:sdtPr" | "w:sdtEndPr") => {}
            node => element.children.push(node),
        }
    }
}

fn holds(element: &Element, wanted: &str) -> bool {
    element.elements().any(|child| child.name == wanted || holds(child, wanted))
}
