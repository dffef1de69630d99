//! Which part of a package leads to which, and what type every part has.

use super::package::Parts;
use super::tree::{self, Element, Node};

/// The list of content types.
pub(crate) const TYPES: &str = "[Content_Types].xml";

/// One line of a `.rels` part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) target: String,
    /// The target lies outside of the package.
    pub(crate) external: bool,
}

impl Relation {
    /// The last word of its type: `hyperlink`, `image`.
    pub(crate) fn word(&self) -> &str {
        self.kind.rsplit('/').next().unwrap_or_default()
    }
}

/// The relations told in a `.rels` part.
pub(crate) fn read(xml: &str) -> Result<Vec<Relation>, String> {
    let root = tree::read(xml)?;
    Ok(root.elements().filter(|element| element.local() == "Relationship").map(relation).collect())
}

fn relation(element: &Element) -> Relation {
    let value = |name| element.value(name).unwrap_or_default();
    Relation {
        id: value("Id"),
        kind: value("Type"),
        target: value("Target"),
        external: value("TargetMode").eq_ignore_ascii_case("external"),
    }
}

/// The `.rels` part of a part.
pub(crate) fn of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    format!("{folder}_rels/{name}.rels")
}

/// The part that a relation of `part` leads to.
pub(crate) fn resolved(part: &str, target: &str) -> String {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

/// Adds a relation to a part, beginning its `.rels` if it has none.
pub(crate) fn add(parts: &mut Parts, part: &str, relation: &Relation) {
    const NONE: &str =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
    let Relation { id, kind, target, .. } = relation;
    let line = element("Relationship", &format!(" Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\""));
    change(parts, &of(part), NONE, |root| root.children.push(Node::Element(line)));
}

/// Says what files with an ending are.
pub(crate) fn declare_ending(parts: &mut Parts, ending: &str, mime: &str) {
    const NONE: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let line = element("Default", &format!(" Extension=\"{ending}\" ContentType=\"{mime}\""));
    change(parts, TYPES, NONE, |root| {
        let known = |child: &Element| {
            child.local() == "Default"
                && child.value("Extension").is_some_and(|known| known.eq_ignore_ascii_case(ending))
        };
        if !root.elements().any(known) {
            root.children.insert(0, Node::Element(line));
        }
    });
}

/// Says what a part is.
pub(crate) fn declare_part(parts: &mut Parts, part: &str, mime: &str) {
    const NONE: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let line = element("Override", &format!(" PartName=\"/{part}\" ContentType=\"{mime}\""));
    change(parts, TYPES, NONE, |root| root.children.push(Node::Element(line)));
}

/// Takes parts out of a package, with all that leads to them.
pub(crate) fn remove(parts: &mut Parts, gone: &dyn Fn(&str) -> bool) {
    let names: Vec<String> = parts.keys().cloned().collect();
    if !names.iter().any(|name| gone(name)) {
        return;
    }
    parts.retain(|name, _| !gone(name));
    change(parts, TYPES, "<Types/>", |root| {
        root.children.retain(|child| {
            let part = child.element().and_then(|child| child.value("PartName"));
            !part.is_some_and(|part| gone(part.trim_start_matches('/')))
        });
    });
    for name in names.iter().filter(|name| name.contains("_rels/")) {
        let Some(part) = source(name) else { continue };
        change(parts, name, "", |root| {
            root.children.retain(|child| {
                let target = child.element().and_then(|child| child.value("Target"));
                !target.is_some_and(|target| gone(&resolved(&part, &target)))
            });
        });
    }
}

/// The part whose relations a `.rels` part tells.
pub(crate) fn source(rels: &str) -> Option<String> {
    let rels = rels.strip_suffix(".rels")?;
    let (folder, name) = rels.rsplit_once("_rels/")?;
    Some(format!("{folder}{name}"))
}

/// Changes a part of XML; where it is missing, `otherwise` is begun with, and
/// without that nothing happens.
pub(crate) fn change(parts: &mut Parts, name: &str, otherwise: &str, change: impl FnOnce(&mut Element)) {
    let found = parts.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let xml = found.as_deref().unwrap_or(otherwise);
    let Ok(mut root) = tree::read(xml.trim_start_matches('\u{feff}')) else { return };
    change(&mut root);
    parts.insert(name.to_owned(), root.document().into_bytes());
}

fn element(name: &str, attributes: &str) -> Element {
    Element { name: name.to_owned(), attributes: attributes.to_owned(), children: Vec::new() }
}
