//! Just enough of XML to change a few places of a part and leave every other
//! byte alone: tags with their positions, and edits spliced in at the end.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A tag of a part.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// Opening, empty or closing.
    pub(super) kind: Kind,
    /// The whole name, prefix included.
    pub(super) name: String,
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// How many elements it stands in.
    pub(super) depth: usize,
    start: Option<BytesStart<'a>>,
}

/// The kinds of tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Empty,
    Close,
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// The prefix with its colon, or nothing.
    pub(super) fn prefix(&self) -> &str {
        self.name.strip_suffix(self.local()).unwrap_or_default()
    }

    /// Whether it opens an element of this local name, empty or not.
    pub(super) fn opens(&self, local: &str) -> bool {
        self.kind != Kind::Close && self.local() == local
    }

    /// Whether it ends an element of this local name.
    pub(super) fn closes(&self, local: &str) -> bool {
        self.kind == Kind::Close && self.local() == local
    }

    /// An attribute, unescaped.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let attributes = self.start.as_ref()?.attributes();
        let found = attributes.flatten().find(|attribute| attribute.key.as_ref() == name)?;
        found.normalized_value(XmlVersion::Explicit1_0).ok().map(Cow::into_owned)
    }

    /// The tag with some attributes set anew, the others as they were.
    pub(super) fn with(&self, set: &[(&str, String)]) -> String {
        let mut text = format!("<{}", self.name);
        for attribute in self.start.iter().flat_map(BytesStart::attributes).flatten() {
            let key: &str = attribute.key.as_ref();
            if !set.iter().any(|(name, _)| *name == key) {
                let value = attribute.value.replace('"', "&quot;");
                text += &[" ", key, "=\"", &value, "\""].concat();
            }
        }
        for (name, value) in set {
            text += &[" ", name, "=\"", &escape(value), "\""].concat();
        }
        text.push_str(if self.kind == Kind::Empty { "/>" } else { ">" });
        text
    }
}

/// Goes through the tags of a part in order; `None` if it is not well-formed.
pub(super) fn each_tag<'a>(xml: &'a str, mut look: impl FnMut(Tag<'a>)) -> Option<()> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    let mut from = 0;
    loop {
        let event = reader.read_event().ok()?;
        let to = usize::try_from(reader.buffer_position()).ok()?;
        let range = from..to;
        from = to;
        match event {
            Event::Start(start) => {
                look(tag(Kind::Open, start, range, depth));
                depth += 1;
            }
            Event::Empty(start) => look(tag(Kind::Empty, start, range, depth)),
            Event::End(end) => {
                depth = depth.checked_sub(1)?;
                let name: &str = end.name().0;
                look(Tag { kind: Kind::Close, name: name.to_owned(), range, depth, start: None });
            }
            Event::Eof => return (depth == 0).then_some(()),
            _ => {}
        }
    }
}

fn tag(kind: Kind, start: BytesStart<'_>, range: Range<usize>, depth: usize) -> Tag<'_> {
    let name = start.name().0.to_owned();
    Tag { kind, name, range, depth, start: Some(start) }
}

/// Replacements of stretches of a text.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts a text in place of a stretch.
    pub(super) fn replace(&mut self, range: Range<usize>, text: String) {
        self.0.push((range, text));
    }

    /// Puts a text between two signs; later ones follow earlier ones.
    pub(super) fn insert(&mut self, at: usize, text: String) {
        self.replace(at..at, text);
    }

    /// The text with every edit made; `None` if two of them overlap.
    pub(super) fn apply(mut self, text: &str) -> Option<String> {
        self.0.sort_by_key(|(range, _)| range.start);
        let mut edited = String::with_capacity(text.len());
        let mut at = 0;
        for (range, new) in &self.0 {
            edited.push_str(text.get(at..range.start)?);
            edited.push_str(new);
            at = range.end;
        }
        edited.push_str(text.get(at..)?);
        Some(edited)
    }
}

/// A text as XML may hold it; signs that XML has no place for are dropped.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(sign),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(sign),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_changes_one_attribute_and_keeps_the_others() {
        let mut seen = Vec::new();
        each_tag("<x:c r='A\"1' s=\"3\" t=\"s\"/>", |tag| seen.push(tag.with(&[("s", "7".to_owned())])))
            .unwrap();
        assert_eq!(seen, ["<x:c r=\"A&quot;1\" t=\"s\" s=\"7\"/>"]);
    }

    #[test]
    fn edits_are_spliced_in_place() {
        let mut edits = Edits::default();
        edits.insert(3, "—".to_owned());
        edits.replace(0..1, "A".to_owned());
        edits.insert(3, "!".to_owned());
        assert_eq!(edits.apply("abcdef").as_deref(), Some("Abc—!def"));
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for broken in ["<a>", "</a>", "<a><b></a></b>", "<a", "<a></b>"] {
            assert!(each_tag(broken, |_| {}).is_none(), "{broken}");
        }
    }
}
