//! Puts characters together again: into lines by where they stand, and lines into
//! one where the paper was too narrow and not the writer's wish.

use super::geometry::Glyph;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// What it says.
    pub(super) text: String,
    /// Left edge.
    pub(super) left: f64,
    /// Right edge.
    pub(super) right: f64,
    /// The line it stands on.
    pub(super) base: f64,
    /// Height of its type.
    pub(super) size: f64,
    /// Width of its first character or word: what did not fit before.
    pub(super) first: f64,
}

/// Lines from the top, each from the left. In running text a wide gap is told as
/// a tab: it was a column once.
pub(super) fn lines(mut glyphs: Vec<Glyph>, columns: Columns) -> Vec<Line> {
    glyphs.retain(|glyph| {
        glyph.size > 0.0 && [glyph.left, glyph.right, glyph.base].iter().all(|at| at.is_finite())
    });
    glyphs.sort_by(|one, other| other.base.total_cmp(&one.base).then(one.left.total_cmp(&other.left)));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut().and_then(|line| Some((line.first()?.base, line.first()?.size, line))) {
            Some((base, size, line)) if (base - glyph.base).abs() < 0.5 * size.max(glyph.size) => {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    lines.into_iter().filter_map(|line| put_together(line, columns)).collect()
}

/// Whether wide gaps in a line part columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// They do.
    Tabbed,
    /// The line is inside one cell.
    None,
}

fn put_together(mut glyphs: Vec<Glyph>, columns: Columns) -> Option<Line> {
    glyphs.sort_by(|one, other| one.left.total_cmp(&other.left));
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in &glyphs {
        if glyph.text.trim().is_empty() {
            continue;
        }
        if let Some(before) = before {
            let gap = glyph.left - before.right;
            // Bold type is sometimes the same character printed twice.
            let again = before.text == glyph.text && (glyph.left - before.left).abs() < 0.15 * glyph.size;
            if again {
                continue;
            }
            let narrow = before.text.ends_with(is_narrow) && glyph.text.starts_with(is_narrow);
            if columns == Columns::Tabbed && gap > 1.8 * glyph.size {
                text.push('\t');
            } else if gap > (if narrow { 0.2 } else { 0.8 }) * glyph.size {
                text.push(' ');
            }
        }
        text.push_str(&glyph.text);
        before = Some(glyph);
    }
    let inked: Vec<&Glyph> = glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).collect();
    let (head, tail) = (inked.first()?, inked.last()?);
    Some(Line {
        left: head.left,
        right: tail.right,
        base: head.base,
        size: head.size,
        first: unbroken(&inked) - head.left,
        text,
    })
}

/// Where the first piece of a line ends that could not have been broken: a word,
/// or a character with the marks that may not begin a line.
fn unbroken(inked: &[&Glyph]) -> f64 {
    let mut end = f64::NEG_INFINITY;
    let mut glued = true;
    for (glyph, next) in inked.iter().zip(inked.iter().skip(1).map(Some).chain([None])) {
        if !glued {
            break;
        }
        end = glyph.right;
        glued = next.is_some_and(|next| {
            let word = glyph.text.ends_with(is_narrow) && next.text.starts_with(is_narrow);
            let mark = next.text.starts_with(|mark| "、，。；：！？）》」』】”’％/—…·,.;:!?)".contains(mark));
            let opens = glyph.text.ends_with(|mark| "（《「『【“‘(".contains(mark));
            (word && next.left - glyph.right <= 0.2 * glyph.size) || mark || opens
        });
    }
    end
}

/// Latin letters, digits and what stands between them.
fn is_narrow(character: char) -> bool {
    character < '\u{2e80}' && !matches!(character, '·' | '—' | '“' | '”' | '‘' | '’' | '…')
}

/// Joins the lines of a cell or of running text. A line that had room for what
/// follows was ended on purpose, and stays.
pub(super) fn unwrapped(lines: &[Line], left: f64, right: f64) -> Vec<(usize, String)> {
    // The room a line has: the cell without the margin its fullest line keeps.
    let margin =
        lines.iter().map(|line| (right - line.right).min(line.left - left)).fold(f64::INFINITY, f64::min);
    let margin = margin.clamp(0.0, 8.0);
    let room = right - left - 2.0 * margin;
    let mut joined: Vec<(usize, String)> = Vec::new();
    let mut before: Option<&Line> = None;
    for (index, line) in lines.iter().enumerate() {
        let flows = before.is_some_and(|before| {
            // Short lines are often ended on purpose, long ones hardly ever.
            let short = before.right - before.left < 12.0 * before.size;
            let spare = if short { 0.6 } else { 1.6 } * before.size;
            // Centred lines fill the room; indented ones reach its end.
            let full = before.right - before.left + line.first > room - spare
                || before.right + line.first > right - margin - spare;
            let near = before.base - line.base < 2.6 * before.size.max(line.size);
            full && near && !is_item(&line.text) && (before.size - line.size).abs() < 0.2 * before.size
        });
        match joined.last_mut() {
            Some((_, text)) if flows => join(text, &line.text),
            _ => joined.push((index, line.text.clone())),
        }
        before = Some(line);
    }
    joined
}

/// Whether a line begins with the number of an item: `1.`, `二、`, `（三）`, `①`.
fn is_item(text: &str) -> bool {
    let inner = text.strip_prefix(['（', '(']).unwrap_or(text);
    let counted = inner
        .trim_start_matches(|digit: char| digit.is_ascii_digit() || "一二三四五六七八九十".contains(digit));
    let length = inner.len() - counted.len();
    let closed = counted.starts_with(['、', '.', '．', '）', ')']) && !counted.starts_with(".0");
    ('①'..='⑳').contains(&text.chars().next().unwrap_or_default())
        || text.starts_with(['•', '●', '◆', '■', '□', '☑', '–', '-', '*'])
        || (length > 0 && length <= 9 && closed)
}

/// Adds a wrapped line: words keep a space between them, characters do not.
pub(super) fn join(text: &mut String, next: &str) {
    let (letter, digit) = (|at: char| at.is_ascii_alphabetic(), |at: char| at.is_ascii_digit());
    let closed = text.ends_with(digit) || text.ends_with([',', ';', ')']);
    let parted = text.ends_with(letter) && next.starts_with(digit);
    if parted || ((closed || text.ends_with(letter)) && next.starts_with(letter)) {
        text.push(' ');
    }
    text.push_str(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of characters ten points wide and high.
    fn written(rows: &[&str]) -> Vec<Line> {
        let mut glyphs = Vec::new();
        for (row, text) in (0_u32..).zip(rows) {
            for (column, character) in (0_u32..).zip(text.chars()) {
                let left = 10.0 * f64::from(column);
                let base = 1000.0 - 15.0 * f64::from(row);
                glyphs.push(Glyph {
                    text: character.to_string(),
                    left,
                    right: left + 10.0,
                    base,
                    size: 10.0,
                });
            }
        }
        glyphs.reverse();
        lines(glyphs, Columns::None)
    }

    #[track_caller]
    fn check(rows: &[&str], expected: &[&str]) {
        let joined: Vec<String> =
            unwrapped(&written(rows), 0.0, 60.0).into_iter().map(|(_, text)| text).collect();
        assert_eq!(joined, expected);
    }

    #[test]
    fn a_line_that_was_full_goes_on_and_one_that_had_room_does_not() {
        check(&["金砖国家技能", "发展大赛"], &["金砖国家技能发展大赛"]);
        check(&["金砖国", "发展大赛"], &["金砖国", "发展大赛"]);
        check(&["印尼马来西", "亚、泰国"], &["印尼马来西亚、泰国"]);
        check(&["for skill", "contests"], &["for skill contests"]);
        check(&["party of", "6 members"], &["party of 6 members"]);
        check(&["1.参加大赛", "2.建设工坊"], &["1.参加大赛", "2.建设工坊"]);
        check(&["（一）大赛的", "（二）工坊"], &["（一）大赛的", "（二）工坊"]);
    }
}
