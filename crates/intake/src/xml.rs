//! The few XML events the readers need, with every fault placed and every bomb
//! stopped: no document types, no entities but the five and characters, a limit
//! on depth, and nothing here recurses.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;

use crate::archive::{Bomb, Pieces};
use crate::limits;
use crate::refusal::Refusal;

/// XML being read.
pub(crate) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
    part: String,
}

/// What comes next in an XML text.
pub(crate) enum Token<'b> {
    /// `<name …>`; `<name/>` comes as this and a [`Token::Close`].
    Open(Tag<'b>),
    /// `</name>`, without prefix.
    Close(Name<'b>),
    /// Text between tags, entities resolved; may come in several pieces.
    Text(Cow<'b, str>),
    /// Nothing more.
    End,
}

/// The name of a closed element.
pub(crate) struct Name<'b>(quick_xml::events::BytesEnd<'b>);

impl Name<'_> {
    /// Without its prefix.
    pub(crate) fn local(&self) -> &str {
        local(self.0.name())
    }
}

/// An opened element.
pub(crate) struct Tag<'b>(BytesStart<'b>);

impl Tag<'_> {
    /// Its name without the prefix.
    pub(crate) fn local(&self) -> &str {
        local(self.0.name())
    }

    /// An attribute by its name without prefix.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        // Looking for doubles would compare each with all before it.
        let found = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        let unescaped = |raw: &str| quick_xml::escape::unescape(raw).map(Cow::into_owned).ok();
        match found.value {
            Cow::Borrowed(raw) if !raw.contains('&') => Some(Cow::Borrowed(raw)),
            raw => Some(Cow::Owned(unescaped(&raw)?)),
        }
    }

    /// Every attribute, in one pass: name without prefix, and value as written.
    pub(crate) fn each(&self, mut visit: impl FnMut(&str, &str)) {
        let mut attributes = self.0.attributes();
        for attribute in attributes.with_checks(false).filter_map(Result::ok) {
            visit(local(attribute.key), &attribute.value);
        }
    }

    /// An attribute that is a number.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }

    /// A switch such as `<w:b/>` or `<w:b w:val="0"/>`: on unless it says off.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

impl<R: BufRead + Pieces> Xml<R> {
    /// Starts reading; `part` names the text in refusals.
    pub(crate) fn new(source: R, part: &str) -> Self {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0, part: part.trim_start_matches('/').to_owned() }
    }

    /// What comes next.
    pub(crate) fn next(&mut self) -> Result<Token<'_>, Refusal> {
        self.buffer.clear();
        self.reader.get_mut().next_piece();
        let byte = self.reader.buffer_position();
        let event = self.reader.read_event_into(&mut self.buffer);
        match event.map_err(|error| fault(&self.part, byte, &error))? {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > limits::DEPTH {
                    let limit = limits::DEPTH as u64;
                    return Err(Refusal::TooLarge { what: "标签嵌套的层数".to_owned(), limit });
                }
                Ok(Token::Open(Tag(start)))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Token::Close(Name(end)))
            }
            Event::Text(text) => Ok(Token::Text(text.xml10_content())),
            Event::CData(text) => Ok(Token::Text(text.xml10_content())),
            Event::GeneralRef(name) => match entity(&name) {
                Some(character) => Ok(Token::Text(Cow::Owned(character.to_string()))),
                None => Err(wrong(&self.part, byte, "未知的实体")),
            },
            Event::DocType(_) => Err(wrong(&self.part, byte, "含有文档类型声明")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Ok(Token::Text(Cow::Borrowed(""))),
            Event::Eof if self.depth > 0 => Err(wrong(&self.part, byte, "内容不完整")),
            Event::Empty(_) | Event::Eof => Ok(Token::End),
        }
    }

    /// Lets `take` look at the bytes that come next, between two tags, and passes
    /// over as many as it says it used. It may see too few; it must not need more.
    pub(crate) fn glance<T>(&mut self, take: impl FnOnce(&[u8]) -> Option<(usize, T)>) -> Option<T> {
        self.reader.get_mut().next_piece();
        let mut stream = self.reader.stream();
        // What cannot be read now fails again where faults are told.
        let (used, taken) = take(stream.fill_buf().ok()?)?;
        stream.consume(used);
        Some(taken)
    }

    /// Passes over everything up to the end of the element just opened.
    pub(crate) fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        loop {
            let over = matches!(self.next()?, Token::Close(_) | Token::End);
            if over && self.depth <= outside {
                return Ok(());
            }
        }
    }

    /// A refusal at the place reached.
    pub(crate) fn refuse(&self, why: &str) -> Refusal {
        wrong(&self.part, self.reader.buffer_position(), why)
    }
}

/// A name without its prefix. A worksheet's `c`, `v` and `r`, by the million,
/// have room for none.
fn local(name: QName<'_>) -> &str {
    let whole = name.into_inner();
    if whole.len() == 1 { whole } else { name.local_name().into_inner() }
}

fn wrong(part: &str, byte: u64, why: &str) -> Refusal {
    Refusal::BrokenXml { part: part.to_owned(), byte, why: why.to_owned() }
}

fn fault(part: &str, byte: u64, error: &quick_xml::Error) -> Refusal {
    match error {
        quick_xml::Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<Bomb>()) {
            Some(bomb) => Refusal::TooLarge { what: bomb.what.to_owned(), limit: bomb.limit },
            None => Refusal::BrokenZip { part: part.to_owned() },
        },
        quick_xml::Error::Encoding(_) => wrong(part, byte, "不是 UTF-8 编码"),
        _ => wrong(part, byte, "标签不配对或不完整"),
    }
}

/// The five entities XML knows without a document type, and characters by number.
fn entity(name: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}
