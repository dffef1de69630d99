//! Characters that exist only in a symbol font. The few that mean something in a
//! form are told as what they look like: boxes, ticked or not.

use crate::xml::Tag;

/// What a `w:sym` looks like; nothing if it is decoration.
pub(super) fn meant(tag: &Tag<'_>) -> &'static str {
    let font = tag.get("font").unwrap_or_default().to_lowercase();
    let code =
        tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or_default() & 0xff;
    match (font.as_str(), code) {
        ("wingdings", 0xa8 | 0x6f | 0x71) | ("wingdings 2", 0xa3 | 0x2a) => "□",
        ("wingdings", 0xfe) | ("wingdings 2", 0x52) => "☑",
        ("wingdings", 0xfd | 0x78) | ("wingdings 2", 0x54 | 0x53) => "☒",
        ("wingdings", 0xfc) | ("wingdings 2", 0x50) => "✓",
        ("wingdings", 0xfb) | ("wingdings 2", 0x4f) => "✗",
        _ => "",
    }
}
