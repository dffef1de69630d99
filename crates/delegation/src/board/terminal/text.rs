//! Lines of mixed Chinese and Latin that end where they should.

use chassis::Colour;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widths of a table's columns, in cells of the terminal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<const N: usize>(pub(crate) [usize; N]);

impl<const N: usize> Row<N> {
    /// One line of the table.
    pub(crate) fn line(&self, cells: [&str; N]) -> String {
        self.cells(cells)
    }

    /// The same from any row of texts; a text wider than its column is cut.
    pub(crate) fn cells<'a>(&self, cells: impl IntoIterator<Item = &'a str>) -> String {
        let mut line = String::new();
        for (width, cell) in self.0.iter().zip(cells) {
            let cell = cut(cell, width.saturating_sub(1));
            let left = width.saturating_sub(cell.width());
            line.push_str(&cell);
            line.push_str(&" ".repeat(left));
        }
        line.trim_end().to_owned()
    }
}

/// A text cut to a width, with `..` where something was lost.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 2;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(c);
    }
    kept + ".."
}

/// A text over as many lines as it needs, later ones indented. No line begins
/// with closing punctuation, and no word or number of Latin script is torn.
pub(crate) fn wrapped(text: &str, indent: usize, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let fresh = line.trim().is_empty() && !lines.is_empty();
        if line.width() + piece.width() > width && !fresh && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            line = " ".repeat(indent);
        }
        line.push_str(&piece);
    }
    lines.push(line);
    lines
}

/// What must stay together: a Latin word, or a Chinese character with the
/// punctuation that leans on it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let leans = is_closing(c) || open;
        let joins = pieces
            .last()
            .and_then(|piece| piece.chars().last())
            .is_some_and(|last| is_word(last) && is_word(c));
        match pieces.last_mut() {
            Some(piece) if leans || joins => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        open = matches!(c, '（' | '“' | '《' | '〔');
    }
    pieces
}

const fn is_closing(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '”' | '》' | '〕' | '！' | '？')
}

const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ',')
}

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Good,
    Mind,
    Bad,
}

/// The line in its colour, if colour was asked for. The words say the same.
pub(crate) fn painted(line: String, tone: Tone, colour: Colour) -> String {
    let code = match (colour, tone) {
        (Colour::No, _) | (_, Tone::Plain) => return line,
        (Colour::Yes, Tone::Good) => 32,
        (Colour::Yes, Tone::Mind) => 33,
        (Colour::Yes, Tone::Bad) => 31,
    };
    format!("\u{1b}[{code}m{line}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_line_up_whatever_the_script() {
        let row = Row([4, 10, 6]);
        assert_eq!(row.line(["1", "巴西", "9月"]), "1   巴西      9月");
        assert_eq!(row.line(["12", "Brazil", "9月"]), "12  Brazil    9月");
        assert_eq!(row.line(["1", "哈萨克斯坦", "6月"]), "1   哈萨克..  6月");
    }

    #[test]
    fn a_line_never_begins_with_a_comma_nor_tears_a_number() {
        assert_eq!(wrapped("一二三四，五六", 0, 8), ["一二三", "四，五六"]);
        assert_eq!(wrapped("有效至2026-09-14止", 2, 12), ["有效至", "  2026-09-14", "  止"]);
        assert_eq!(wrapped("", 2, 10), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_by_wrapping(text in "[一-龥a-z0-9，。（）]{0,80}", width in 20_usize..60) {
            let lines = wrapped(&text, 2, width);
            let back: String = lines.iter().enumerate().map(|(index, line)| if index == 0 { line } else { line.trim_start() }).collect();
            prop_assert_eq!(back, text);
        }
    }
}
