//! A Word part as a tree: just enough XML to move tags about and write the
//! rest back unchanged. Attributes stay as they were written.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep a part may nest. Word itself stays far below.
const DEPTH: usize = 200;

/// How many elements and texts a part may have.
const NODES: usize = 1_500_000;

/// What every part begins with.
pub(crate) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// One node of a part.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Element(Element),
    /// Text with its entities resolved.
    Text(String),
}

/// An element with its children.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    /// The name with its prefix, as in `w:p`.
    pub(crate) name: String,
    /// Attributes as written, with the blank before them; may be empty.
    pub(crate) attributes: String,
    pub(crate) children: Vec<Node>,
}

impl Element {
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(Node::element)
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|child| child.name == name)
    }

    /// The value of an attribute, when it holds no entity.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let start = self.attributes.find(&format!(" {name}="))? + name.len() + 2;
        let rest = self.attributes.get(start..)?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest.strip_prefix(quote)?.split_once(quote).map(|(value, _)| value)
    }

    /// The name without its prefix.
    pub(crate) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// The value of an attribute, its entities resolved.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let raw = self.attribute(name)?;
        Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
    }

    /// The value of an attribute under any prefix, its entities resolved.
    pub(crate) fn value_of_any(&self, local: &str) -> Option<String> {
        let found = self
            .attributes
            .split(&format!("{local}="))
            .next()
            .filter(|it| it.len() < self.attributes.len())?;
        let start = found.rfind(' ').map_or(0, |at| at + 1);
        let name = self.attributes.get(start..found.len() + local.len())?;
        (name == local || name.ends_with(&format!(":{local}"))).then(|| self.value(name)).flatten()
    }

    /// Gives an attribute another value, or takes it away.
    pub(crate) fn set(&mut self, name: &str, value: Option<&str>) {
        if let Some(old) = self.attribute(name).map(str::to_owned) {
            for quote in ['"', '\''] {
                self.attributes = self.attributes.replace(&format!(" {name}={quote}{old}{quote}"), "");
            }
        }
        if let Some(value) = value {
            self.attributes.extend([" ", name, "=\""]);
            escape(value, &mut self.attributes);
            self.attributes.push('"');
        }
    }

    /// The words in here, run together.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather_text(&mut text);
        text
    }

    fn gather_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(text),
                Node::Element(child) => child.gather_text(out),
            }
        }
    }

    /// The element as a part of its own.
    pub(crate) fn document(&self) -> String {
        let mut xml = DECLARATION.to_owned();
        self.write(&mut xml);
        xml
    }

    pub(crate) fn open_tag(&self) -> String {
        format!("<{}{}>", self.name, self.attributes)
    }

    pub(crate) fn close_tag(&self) -> String {
        format!("</{}>", self.name)
    }

    /// Writes the element as XML.
    pub(crate) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        out.push_str(&self.attributes);
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            child.write(out);
        }
        out.push_str(&self.close_tag());
    }
}

impl Node {
    pub(crate) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }

    pub(crate) fn element_mut(&mut self) -> Option<&mut Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }

    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Element(element) => element.write(out),
            Self::Text(text) => escape(text, out),
        }
    }
}

/// Writes text so that XML reads it back: the marks of XML become entities,
/// characters that XML cannot hold are left out.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
}

/// Reads a part. The error says in Chinese what is wrong with the XML.
pub(crate) fn read(xml: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = Vec::new();
    for _ in 0..NODES {
        match reader.read_event().map_err(|error| format!("XML 不完整：{error}"))? {
            Event::Start(start) => {
                if open.len() >= DEPTH {
                    return Err(format!("XML 嵌套超过{DEPTH}层"));
                }
                open.push(started(&start)?);
            }
            Event::Empty(start) => {
                let element = started(&start)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None => return Ok(element),
                }
            }
            Event::End(_) => {
                let Some(done) = open.pop() else { return Err("XML 多了一个结束标记".to_owned()) };
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(done)),
                    None => return Ok(done),
                }
            }
            Event::Text(text) => push_text(&mut open, &text.xml10_content()),
            Event::CData(text) => push_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let c = match reference.resolve_char_ref() {
                    Ok(Some(c)) => c,
                    Ok(None) => named(&reference).ok_or_else(|| format!("不认识的实体 &{};", &*reference))?,
                    Err(error) => return Err(format!("字符引用有误：{error}")),
                };
                push_text(&mut open, c.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err("不接受带 DOCTYPE 的文件".to_owned()),
            Event::Eof => return Err("XML 没有写完".to_owned()),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
    Err(format!("XML 超过{NODES}个节点"))
}

/// The element as it begins; its attributes evenly written, so that they can be
/// found by their names.
fn started(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = String::with_capacity(start.len());
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("属性有误：{error}"))?;
        let value = attribute.value.as_ref();
        let quote = if value.contains('"') { '\'' } else { '"' };
        attributes.push(' ');
        attributes.push_str(attribute.key.as_ref());
        attributes.push('=');
        attributes.push(quote);
        attributes.push_str(value);
        attributes.push(quote);
    }
    Ok(Element { name: start.name().as_ref().to_owned(), attributes, children: Vec::new() })
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    if let Some(Node::Text(before)) = parent.children.last_mut() {
        before.push_str(text);
    } else {
        parent.children.push(Node::Text(text.to_owned()));
    }
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, expected: Result<&str, &str>) {
        let written = read(xml).map(|root| {
            let mut out = String::new();
            root.write(&mut out);
            out
        });
        assert_eq!(written.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn a_part_is_written_back_as_it_was_read() {
        check(
            "<w:p w:a=\"1&amp;2\"><w:t xml:space='preserve'> 甲 &lt;&#x4e59; </w:t><w:br/></w:p>",
            Ok("<w:p w:a=\"1&amp;2\"><w:t xml:space=\"preserve\"> 甲 &lt;乙 </w:t><w:br/></w:p>"),
        );
    }

    #[test]
    fn what_is_no_part_is_refused() {
        check("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", Err("不接受带 DOCTYPE 的文件"));
        check("<a>", Err("XML 没有写完"));
        check("<a>&b;</a>", Err("不认识的实体 &b;"));
        check(&"<a>".repeat(300), Err("XML 嵌套超过200层"));
    }
}
