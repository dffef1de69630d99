//! A file that was marked before loses its old marks first, so that a cell which
//! has been mended does not stay red. Only what marking itself had put there goes:
//! comments by its own author, their boxes, and the fill of their cells.

use std::collections::BTreeSet;

use super::comments::{AUTHOR, hooked};
use super::package::{Package, Parts};
use super::styles::Styles;
use super::xml::{Edits, Kind, each_tag};
use super::{At, LIST, Unmarkable, at};

/// Takes old marks off every sheet; a file without a list was never marked.
pub(super) fn erase(package: &mut Package<'_>, parts: &Parts, styles: &Styles) -> Result<(), Unmarkable> {
    if parts.sheet(LIST).is_none() {
        return Ok(());
    }
    for sheet in parts.sheets() {
        let relations = package.relations(sheet)?;
        let Some((_, comments)) = relations.values().find(|(kind, _)| kind == "comments") else { continue };
        let text = package.needed(comments)?;
        let (text, cells) = without_ours(&text).ok_or_else(|| Unmarkable::part(comments))?;
        if cells.is_empty() {
            continue;
        }
        package.put(comments, text);
        if let Some((_, drawing)) = hooked(package, sheet)?.and_then(|id| relations.get(&id)) {
            let text = package.needed(drawing)?;
            package.put(drawing, without_boxes(&text, &cells));
        }
        let text = package.needed(sheet)?;
        let text = plain(&text, &cells, styles).ok_or_else(|| Unmarkable::part(sheet))?;
        package.put(sheet, text);
    }
    Ok(())
}

/// The comments of others, and the cells that ours stood at.
fn without_ours(text: &str) -> Option<(String, BTreeSet<At>)> {
    let (mut authors, mut ours) = (0_usize, BTreeSet::new());
    let (mut name_from, mut open) = (None, None);
    let (mut cells, mut edits) = (BTreeSet::new(), Edits::default());
    let signature = format!(">{AUTHOR}：");
    each_tag(text, |tag| match (tag.local(), tag.kind) {
        ("author", Kind::Open) => name_from = Some(tag.range.end),
        ("author", Kind::Close | Kind::Empty) => {
            let name = name_from.take().and_then(|from| text.get(from..tag.range.start));
            if name.is_some_and(|name| name.trim() == AUTHOR) {
                ours.insert(authors);
            }
            authors += 1;
        }
        ("comment", Kind::Open) => {
            let author = tag.attribute("authorId").and_then(|author| author.parse().ok());
            let cell = tag.attribute("ref").and_then(|cell| at(&cell));
            let signed = author.is_some_and(|author| ours.contains(&author));
            open = cell.map(|cell| (cell, signed, tag.range.start));
        }
        ("comment", Kind::Close) => {
            // Some programs forget the authors; ours also sign in the text.
            let signs = |from| text.get(from..tag.range.end).is_some_and(|said| said.contains(&signature));
            if let Some((cell, _, from)) = open.take().filter(|(_, signed, from)| *signed || signs(*from)) {
                cells.insert(cell);
                edits.replace(from..tag.range.end, String::new());
            }
        }
        _ => {}
    })?;
    Some((edits.apply(text)?, cells))
}

/// The drawing without the boxes of some cells. Drawings of this kind are not
/// always well-formed, so they are read as text.
fn without_boxes(text: &str, cells: &BTreeSet<At>) -> String {
    const END: &str = "</v:shape>";
    let mut parts = text.split("<v:shape ");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (shape, rest) = part.split_once(END).unwrap_or((part, ""));
        let number = |name: &str| -> Option<u32> {
            let (_, after) = shape.split_once(&format!("<x:{name}>"))?;
            after.split_once('<')?.0.trim().parse().ok()
        };
        let cell = number("Row").zip(number("Column")).map(|(row, column)| (row.saturating_add(1), column));
        if cell.is_some_and(|cell| cells.contains(&cell)) {
            kept.push_str(rest);
        } else {
            kept.push_str("<v:shape ");
            kept.push_str(part);
        }
    }
    kept
}

/// The sheet with the fills taken off some cells.
fn plain(text: &str, cells: &BTreeSet<At>, styles: &Styles) -> Option<String> {
    let mut edits = Edits::default();
    each_tag(text, |tag| {
        if tag.depth == 3
            && tag.opens("c")
            && tag.attribute("r").and_then(|cell| at(&cell)).is_some_and(|cell| cells.contains(&cell))
            && let Some(format) = tag.attribute("s").and_then(|format| format.parse().ok())
        {
            edits.replace(tag.range.clone(), tag.with(&[("s", styles.unmarked(format).to_string())]));
        }
    })?;
    edits.apply(text)
}
