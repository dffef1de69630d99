//! The tags a person types into a Word template, found in the text of a
//! paragraph.
//!
//! | tag | meaning |
//! |---|---|
//! | `{{path}}`, `{{path\|filter}}` | a fact |
//! | `{{#for x in path}}` … `{{/for}}` | once for each item |
//! | `{{#if condition}}` … `{{#else}}` … `{{/if}}` | a choice |
//!
//! ｛｛ and ｝｝ are accepted, and so are curly quotes inside a tag.

use kernel::Said;

use crate::expression::Expression;
use crate::place::{Place, straighten};
use crate::scope::Path;

/// One tag, read.
#[derive(Debug, Clone)]
pub(super) enum Tag {
    Value(Place),
    For { name: String, list: Path },
    If(Expression),
    Else,
    EndFor,
    EndIf,
}

/// A stretch of a paragraph's text, in bytes.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) written: String,
    pub(super) tag: Result<Tag, Said>,
}

/// Every tag in a text. An opening `{{` without its `}}` is a tag that cannot
/// be read.
pub(super) fn find(text: &str) -> Vec<Found> {
    const OPEN: [&str; 2] = ["{{", "｛｛"];
    const CLOSE: [&str; 2] = ["}}", "｝｝"];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, inside)) = first_of(text, from, OPEN) {
        let Some((close, end)) = first_of(text, inside, CLOSE) else {
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

fn first_of(text: &str, from: usize, marks: [&str; 2]) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    marks.into_iter().filter_map(|mark| rest.find(mark).map(|at| (from + at, from + at + mark.len()))).min()
}

fn cut(text: &str, start: usize) -> String {
    text.get(start..).unwrap_or_default().chars().take(40).collect()
}

impl Tag {
    fn parse(content: &str) -> Result<Self, Said> {
        let content = straighten(content);
        let content = content.trim();
        if let Some(rest) = content.strip_prefix("#for").filter(|rest| rest.starts_with(' ')) {
            let (name, list) = rest.split_once(" in ").ok_or_else(|| unreadable(content))?;
            let name = name.trim();
            let list = Path::parse(list).ok_or_else(|| unreadable(content))?;
            let good = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
            return if good {
                Ok(Self::For { name: name.to_owned(), list })
            } else {
                Err(unreadable(content))
            };
        }
        if let Some(condition) = content.strip_prefix("#if").filter(|rest| rest.starts_with([' ', '('])) {
            return Expression::parse(condition).map(Self::If);
        }
        match content.split_whitespace().next().unwrap_or_default() {
            "#else" | "else" => Ok(Self::Else),
            "/for" => Ok(Self::EndFor),
            "/if" => Ok(Self::EndIf),
            other if other.starts_with(['#', '/']) => Err(unreadable(content)),
            _ => Place::parse(content).map(Self::Value),
        }
    }
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
