//! The tags a person types into a Word template, found in the text of a
//! paragraph.
//!
//! | tag | meaning |
//! |---|---|
//! | `{{path}}`, `{{path\|filter}}` | a fact |
//! | `{{#for x in path}}` … `{{/for}}` | once for each item |
//! | `{{#cells x in path}}` … `{{/cells}}` | cells of a row, once for each item |
//! | `{{#if condition}}` … `{{#else}}` … `{{/if}}` | a choice |
//!
//! ｛｛ and ｝｝ are accepted, and so are curly quotes inside a tag.

use kernel::Said;

use crate::expression::Expression;
use crate::place::{Place, straighten};
use crate::scope::Path;

/// One tag, read.
#[derive(Debug, Clone)]
pub(crate) enum Tag {
    Value(Place),
    For {
        name: String,
        list: Path,
    },
    /// As `For`, of whole cells of a row.
    Cells {
        name: String,
        list: Path,
    },
    If(Expression),
    Else,
    EndFor,
    EndCells,
    EndIf,
}

/// A stretch of a paragraph's text, in bytes.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) written: String,
    pub(crate) tag: Result<Tag, Said>,
}

/// Every tag in a text. An opening `{{` without its `}}` is a tag that cannot
/// be read.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, inside)) = doubled(text, from, ['{', '｛']) {
        let Some((close, end)) = doubled(text, inside, ['}', '｝']) else {
            found.push(Found { start, end: text.len(), written: cut(text, start), tag: Err(unclosed()) });
            break;
        };
        let content = text.get(inside..close).unwrap_or_default();
        let written = text.get(start..end).unwrap_or_default().to_owned();
        found.push(Found { start, end, written, tag: Tag::parse(content) });
        from = end;
    }
    found
}

/// Moves every tag whole into the text where it begins: Word and Excel tear a
/// tag into runs wherever somebody corrected it.
pub(crate) fn join(texts: Vec<&mut String>) {
    let whole: String = texts.iter().map(|text| text.as_str()).collect();
    if texts.len() < 2 || !whole.contains(['{', '｛']) {
        return;
    }
    let tags = find(&whole);
    let mut at = 0;
    for text in texts {
        let (start, end) = (at, at + text.len());
        at = end;
        // Tags stand in order, so the last that begins before a point covers it
        // if any does.
        let covering = |point: usize| {
            let before = tags.partition_point(|tag| tag.start < point);
            before.checked_sub(1).and_then(|at| tags.get(at)).filter(|tag| point < tag.end)
        };
        let from = covering(start).map_or(start, |tag| tag.end.min(whole.len()));
        let to = covering(end).filter(|tag| start <= tag.start).map_or(end, |tag| tag.end);
        whole.get(from..to).unwrap_or_default().clone_into(text);
    }
}

/// The first doubled mark at or after `from`: where it begins and ends.
fn doubled(text: &str, from: usize, marks: [char; 2]) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let mut before: Option<(usize, char)> = None;
    for (at, c) in rest.char_indices() {
        match before {
            Some((start, mark)) if mark == c => return Some((from + start, from + at + c.len_utf8())),
            _ => before = marks.contains(&c).then_some((at, c)),
        }
    }
    None
}

fn cut(text: &str, start: usize) -> String {
    text.get(start..).unwrap_or_default().chars().take(40).collect()
}

impl Tag {
    fn parse(content: &str) -> Result<Self, Said> {
        let content = straighten(content);
        let content = content.trim();
        for (word, of_cells) in [("#for", false), ("#cells", true)] {
            let Some(rest) = content.strip_prefix(word).filter(|rest| rest.starts_with(' ')) else {
                continue;
            };
            let (name, list) = turn(rest).ok_or_else(|| unreadable(content))?;
            return Ok(if of_cells { Self::Cells { name, list } } else { Self::For { name, list } });
        }
        if let Some(condition) = content.strip_prefix("#if").filter(|rest| rest.starts_with([' ', '('])) {
            return Expression::parse(condition).map(Self::If);
        }
        match content.split_whitespace().next().unwrap_or_default() {
            "#else" | "else" => Ok(Self::Else),
            "/for" => Ok(Self::EndFor),
            "/cells" => Ok(Self::EndCells),
            "/if" => Ok(Self::EndIf),
            other if other.starts_with(['#', '/']) => Err(unreadable(content)),
            _ => Place::parse(content).map(Self::Value),
        }
    }
}

/// `x in list`.
fn turn(text: &str) -> Option<(String, Path)> {
    let (name, list) = text.split_once(" in ")?;
    let name = name.trim();
    let good = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    Path::parse(list).filter(|_| good).map(|list| (name.to_owned(), list))
}

fn unreadable(content: &str) -> Said {
    Said::new(
        format!(
            "不认识“{content}”；可写 {{{{#for x in 列表}}}}、{{{{/for}}}}、{{{{#if 条件}}}}、{{{{#else}}}}、{{{{/if}}}}"
        ),
        format!("unknown tag “{content}”; write #for x in list, /for, #if condition, #else or /if"),
    )
}

fn unclosed() -> Said {
    Said::new("有“{{”而没有“}}”；请在同一段内补上“}}”", "“{{” has no “}}”; close it in the same paragraph")
}
