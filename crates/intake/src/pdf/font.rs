//! What the codes of a font mean, and how wide they are. The text layer of most
//! PDFs carries a map to Unicode; Chinese ones without it name a known encoding.

use std::collections::BTreeMap;

use encoding_rs::{GB18030, UTF_16BE};
use lopdf::{Dictionary, Document, Encoding, Object};

use crate::limits;

/// A font of the document.
pub(super) struct Font<'a> {
    codes: Codes,
    to_unicode: Option<Encoding<'static>>,
    encoding: Option<Encoding<'a>>,
    widths: Widths,
}

/// How many bytes a code has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codes {
    One,
    Two,
    /// Two, big-endian UTF-16.
    Utf16,
    /// One or two, GBK.
    Gbk,
}

/// Widths in thousandths of the type's height.
#[derive(Debug, Default)]
struct Widths {
    each: BTreeMap<u32, f64>,
    ranges: Vec<(u32, u32, f64)>,
    otherwise: f64,
}

/// A code of a text: what it says, how wide it is, whether it is a plain space.
pub(super) struct Said {
    pub(super) text: String,
    pub(super) width: f64,
    pub(super) is_space: bool,
}

impl<'a> Font<'a> {
    /// Reads a font's dictionary.
    pub(super) fn read(document: &'a Document, font: &'a Dictionary) -> Self {
        let name = font.get_deref(b"Encoding", document).and_then(Object::as_name).unwrap_or_default();
        let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
        let codes = match name {
            _ if !composite => Codes::One,
            _ if name.starts_with(b"UniGB-") || name.starts_with(b"UniCNS-UTF16") => Codes::Utf16,
            _ if name.starts_with(b"GB") => Codes::Gbk,
            _ => Codes::Two,
        };
        let mut bare = font.clone();
        bare.remove(b"Encoding");
        let to_unicode = match bare.get_font_encoding_with_limit(document, limits::TEXT_BYTES) {
            Ok(Encoding::UnicodeMapEncoding(map)) => Some(Encoding::UnicodeMapEncoding(map)),
            _ => None,
        };
        let encoding = match codes {
            Codes::One => font.get_font_encoding_with_limit(document, limits::TEXT_BYTES).ok(),
            _ => None,
        };
        let widths = if composite { composite_widths(document, font) } else { simple_widths(document, font) };
        Self { codes, to_unicode, encoding, widths }
    }

    /// Takes a text apart.
    pub(super) fn say(&self, mut bytes: &[u8]) -> Vec<Said> {
        let mut said = Vec::new();
        while let Some(&first) = bytes.first() {
            let wanted = match self.codes {
                Codes::One => 1,
                Codes::Gbk if first < 0x81 => 1,
                Codes::Utf16 if (0xd8..0xdc).contains(&first) => 4,
                Codes::Two | Codes::Gbk | Codes::Utf16 => 2,
            };
            let (own, rest) = bytes.split_at_checked(wanted).unwrap_or((bytes, &[]));
            bytes = rest;
            let code = own.iter().fold(0_u32, |code, byte| (code << 8) | u32::from(*byte));
            let is_space = own == [0x20];
            said.push(Said { text: self.text(own, code), width: self.width(code, own.len()), is_space });
        }
        said
    }

    fn text(&self, own: &[u8], code: u32) -> String {
        if let Some(Encoding::UnicodeMapEncoding(map)) = &self.to_unicode {
            let length = u8::try_from(own.len()).unwrap_or(4);
            let units = map.get(code, length).or_else(|| map.get(code, 2)).or_else(|| map.get(code, 1));
            if let Some(text) = units.and_then(|units| String::from_utf16(&units).ok()) {
                return text.chars().filter_map(meant).collect();
            }
        }
        match self.codes {
            Codes::One => {
                let text = self.encoding.as_ref().and_then(|encoding| encoding.bytes_to_string(own).ok());
                text.unwrap_or_default().replace('\u{fffd}', "")
            }
            Codes::Utf16 => UTF_16BE.decode_without_bom_handling(own).0.into_owned(),
            Codes::Gbk => GB18030.decode_without_bom_handling(own).0.into_owned(),
            Codes::Two => String::new(),
        }
    }

    fn width(&self, code: u32, bytes: usize) -> f64 {
        let known = match self.codes {
            // The numbers these encodings give characters are not in the file.
            Codes::Utf16 | Codes::Gbk => None,
            Codes::One | Codes::Two => self.widths.of(code),
        };
        known.unwrap_or(match (self.codes, bytes) {
            (Codes::Gbk, 1) => 500.0,
            (Codes::Utf16, _) if code < 0x80 => 500.0,
            _ => self.widths.otherwise,
        }) / 1000.0
    }
}

impl Widths {
    fn of(&self, code: u32) -> Option<f64> {
        let range = || self.ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
        self.each.get(&code).copied().or_else(|| range().map(|(.., width)| *width))
    }
}

fn simple_widths(document: &Document, font: &Dictionary) -> Widths {
    let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
    let list =
        font.get_deref(b"Widths", document).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut widths = Widths { otherwise: 500.0, ..Widths::default() };
    // A Type 3 font counts in its own measure, mostly a thousandth as well.
    let matrix = font.get_deref(b"FontMatrix", document).and_then(Object::as_array);
    let unit = matrix.ok().and_then(|matrix| number(matrix.first()?)).map_or(1.0, |unit| unit * 1000.0);
    for (code, width) in (u32::try_from(first).unwrap_or(0)..).zip(list.iter().take(256)) {
        if let Some(width) = resolved(document, width).and_then(number) {
            widths.each.insert(code, width * unit);
        }
    }
    widths
}

fn composite_widths(document: &Document, font: &Dictionary) -> Widths {
    let mut widths = Widths { otherwise: 1000.0, ..Widths::default() };
    let descendants = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array);
    let Some(Ok(inner)) =
        descendants.ok().and_then(|all| resolved(document, all.first()?)).map(Object::as_dict)
    else {
        return widths;
    };
    if let Ok(Some(width)) = inner.get_deref(b"DW", document).map(number) {
        widths.otherwise = width;
    }
    let Ok(list) = inner.get_deref(b"W", document).and_then(Object::as_array) else { return widths };
    let mut rest = list.iter().map(|item| resolved(document, item)).take(200_000);
    while let (Some(first), Some(second)) = (rest.next().flatten(), rest.next().flatten()) {
        let Some(first) = code(first) else { break };
        if let Ok(each) = second.as_array() {
            for (code, width) in (first..).zip(each) {
                widths.each.extend(number(width).map(|width| (code, width)));
            }
        } else if let (Some(last), Some(Some(width))) = (code(second), rest.next().map(|item| number(item?)))
        {
            widths.ranges.push((first, last, width));
        }
    }
    widths
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

fn code(object: &Object) -> Option<u32> {
    object.as_i64().ok().and_then(|code| u32::try_from(code).ok())
}

/// A character as a person reads it. Symbol fonts live in a private corner of
/// Unicode; of them bullets and boxes mean something.
fn meant(character: char) -> Option<char> {
    match character {
        '\u{f0b7}' | '\u{f06c}' => Some('•'),
        '\u{f0a8}' | '\u{f06f}' | '\u{f0a3}' => Some('□'),
        '\u{f0fe}' | '\u{f052}' => Some('☑'),
        '\u{f020}'..='\u{f0ff}' | '\u{fffd}' => None,
        character => Some(character).filter(|character| !character.is_control()),
    }
}

/// A number, whole or not.
pub(super) fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}
