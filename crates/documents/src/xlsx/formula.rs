//! Formulae whose rows moved: references follow, ranges grow with what repeats
//! inside them, and what has no clear meaning any more is refused.

use std::collections::BTreeMap;

use super::map::Map;
use super::reference::{Fixed, Reference};

/// Where all worksheets' rows went, by the worksheet's name.
pub(super) type Maps = BTreeMap<String, Map>;

/// Functions in which one cell of a repeated row means all of them.
const SUMS: [&str; 8] = ["SUM", "COUNT", "COUNTA", "AVERAGE", "MAX", "MIN", "PRODUCT", "SUMPRODUCT"];

/// Where a formula stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) sheet: &'a str,
    /// The template's row and the row written; none outside of cells.
    pub(super) row: Option<(u32, u32)>,
}

/// A formula with its references moved; or the reference that cannot be.
pub(super) fn moved(formula: &str, at: At<'_>, maps: &Maps) -> Result<String, String> {
    rewritten(formula, |found, sheet, argument| {
        let own = sheet.is_none_or(|name| name == at.sheet);
        match maps.get(sheet.unwrap_or(at.sheet)) {
            Some(map) => found.moved(map, at.row.filter(|_| own), argument),
            None => Ok(found.written()),
        }
    })
}

/// A formula that is shared by several cells, as it reads some columns and
/// rows further on.
pub(super) fn shifted(formula: &str, columns: i64, rows: i64) -> String {
    let add = |at: Option<u32>, by: i64| Some(u32::try_from(i64::from(at?) + by).unwrap_or(1).max(1));
    let one = |end: Reference| Reference {
        column: if end.column_fixed == Fixed::Yes { end.column } else { add(end.column, columns) },
        row: if end.row_fixed == Fixed::Yes { end.row } else { add(end.row, rows) },
        ..end
    };
    let done: Result<_, String> = rewritten(formula, |found, _, _| {
        Ok(Found { first: one(found.first), last: found.last.map(one) }.written())
    });
    done.unwrap_or_else(|_| formula.to_owned())
}

/// A formula with each of its references written anew. What is told of one: the
/// worksheet it names, and whether it is the only argument of a sum.
fn rewritten(
    formula: &str,
    mut write: impl FnMut(Found, Option<&str>, Argument) -> Result<String, String>,
) -> Result<String, String> {
    let mut out = String::with_capacity(formula.len());
    let mut rest = formula;
    let mut sheet: Option<String> = None;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let (quoted, after) = cut_quoted(rest, '"');
            out.push_str(quoted);
            rest = after;
        } else if let Some((name, after)) = sheet_before(rest) {
            out.push_str(rest.get(..rest.len() - after.len()).unwrap_or_default());
            sheet = Some(name);
            rest = after;
        } else if first == '\'' {
            let (quoted, after) = cut_quoted(rest, '\'');
            out.push_str(quoted);
            rest = after;
        } else if let Some((found, after)) = references(rest, &out) {
            let of = sheet.take();
            let alone = stands_alone(&out, after, of.as_deref());
            out.push_str(&write(found, of.as_deref(), alone)?);
            rest = after;
        } else {
            sheet = None;
            // A whole word, so that no reference is seen in the middle of it.
            let word = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()).max(first.len_utf8());
            out.push_str(rest.get(..word).unwrap_or_default());
            rest = rest.get(word..).unwrap_or_default();
        }
    }
    Ok(out)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '\\')
}

/// Cuts off what stands in quotes; doubled quotes are part of it.
fn cut_quoted(text: &str, quote: char) -> (&str, &str) {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote {
            if chars.peek().is_some_and(|(_, next)| *next == quote) {
                chars.next();
                continue;
            }
            return text.split_at_checked(at + c.len_utf8()).unwrap_or((text, ""));
        }
    }
    (text, "")
}

/// `名单!` or `'名 单'!` at the start, and what follows.
fn sheet_before(text: &str) -> Option<(String, &str)> {
    if text.starts_with('\'') {
        let (quoted, after) = cut_quoted(text, '\'');
        let after = after.strip_prefix('!')?;
        let name = quoted.strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "'");
        return Some((name, after));
    }
    let end = text.find(|c: char| !is_word(c))?;
    let (name, after) = text.split_at_checked(end)?;
    let after = after.strip_prefix('!')?;
    (!name.is_empty()).then(|| (name.to_owned(), after))
}

/// One cell, or from one to another.
#[derive(Debug, Clone, Copy)]
struct Found {
    first: Reference,
    last: Option<Reference>,
}

fn references<'t>(text: &'t str, before: &str) -> Option<(Found, &'t str)> {
    if before.chars().next_back().is_some_and(is_word) {
        return None;
    }
    let (first, end) = Reference::read(text)?;
    let after = text.get(end..)?;
    let ends =
        |after: &str| !after.chars().next().is_some_and(|c| is_word(c) || matches!(c, '(' | '!' | '['));
    if let Some(more) = after.strip_prefix(':')
        && let Some((last, end)) = Reference::read(more)
        && let Some(rest) = more.get(end..).filter(|rest| ends(rest))
        && first.row.is_some() == last.row.is_some()
        && first.column.is_some() == last.column.is_some()
    {
        return Some((Found { first, last: Some(last) }, rest));
    }
    let cell = first.row.is_some() && first.column.is_some();
    (cell && ends(after)).then_some((Found { first, last: None }, after))
}

/// Where a reference stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Argument {
    /// It is all that a function sums up.
    OfASum,
    Other,
}

/// Whether a reference is the only argument of a function that sums up.
fn stands_alone(before: &str, after: &str, sheet: Option<&str>) -> Argument {
    let before = if sheet.is_some() {
        before.rsplit_once(['(', ',']).map_or("", |(start, _)| start)
    } else {
        before.strip_suffix('(').unwrap_or_default()
    };
    let word = before.rsplit(|c: char| !is_word(c)).next().unwrap_or_default();
    let sums = after.starts_with(')') && SUMS.iter().any(|sum| word.eq_ignore_ascii_case(sum));
    if sums { Argument::OfASum } else { Argument::Other }
}

impl Found {
    fn written(self) -> String {
        let first = self.first.written();
        self.last.map_or_else(|| first.clone(), |last| format!("{first}:{}", last.written()))
    }

    fn moved(self, map: &Map, from: Option<(u32, u32)>, argument: Argument) -> Result<String, String> {
        let Self { first, last } = self;
        let Some(row) = first.row else { return Ok(self.written()) };
        let bottom = last.and_then(|last| last.row).unwrap_or(row);
        let template = from.map(|(template, _)| template);
        let seen = map.sees(template, row) && map.sees(template, bottom);
        if !seen && last.is_none() && argument == Argument::Other {
            return Err(self.written());
        }
        if seen && let Some(moved) = self.turn(map, from) {
            return Ok(moved);
        }
        let Some((top, end)) = map.span(row.min(bottom), row.max(bottom)) else {
            return if last.is_some() || argument == Argument::OfASum {
                Ok("0".to_owned())
            } else {
                Err(self.written())
            };
        };
        let last = last.unwrap_or(first);
        Ok(format!("{}:{}", first.with_row(top).written(), last.with_row(end).written()))
    }

    /// Each end in the same turn of the loops around both; a row with a `$` in
    /// the first.
    fn turn(self, map: &Map, from: Option<(u32, u32)>) -> Option<String> {
        let one = |end: Reference| {
            let row = end.row?;
            let images = map.images(row);
            let moved = match (from, end.row_fixed) {
                (Some(from), Fixed::No) => map.nearest(row, from),
                _ => images.first().copied(),
            };
            Some(end.with_row(moved?).written())
        };
        let first = one(self.first)?;
        match self.last {
            None => Some(first),
            // Between its ends a range may hold what repeats.
            Some(last) if last.row != self.first.row && from.is_none() => {
                let (top, end) = map.span(self.first.row?, last.row?)?;
                Some(format!("{}:{}", self.first.with_row(top).written(), last.with_row(end).written()))
            }
            Some(last) => Some(format!("{first}:{}", one(last)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xlsx::row::Printed;

    /// Row 5 repeats three times; rows 4 and 6 stand around it.
    fn maps() -> Maps {
        let row = |template| Printed { template, number: 0, attributes: String::new(), cells: Vec::new() };
        let mut rows: Vec<Printed> = [1, 2, 3, 4, 5, 5, 5].map(row).into();
        Maps::from([("表".to_owned(), Map::of(&mut rows, 5, &[(5, 5)]))])
    }

    fn check(formula: &str, row: Option<(u32, u32)>, expected: &str) {
        let said = moved(formula, At { sheet: "表", row }, &maps());
        assert_eq!(said.unwrap_or_else(|lost| format!("? {lost}")), expected, "{formula}");
    }

    #[test]
    fn what_stands_below_follows_and_sums_grow() {
        let below = Some((8, 10));
        check("B4+B9", below, "B4+B11");
        check("SUM(D5:D5)", below, "SUM(D5:D7)");
        check("SUM(D5)", below, "SUM(D5:D7)");
        check("ROUND(SUM($D$4:$D$6),2)", below, "ROUND(SUM($D$4:$D$8),2)");
        check("D5*2", below, "? D5");
        check("表!A9&\"A9\"&LOG10(A9)", None, "表!A11&\"A9\"&LOG10(A11)");
        check("'表'!$A$1:$F$20", None, "'表'!$A$1:$F$22");
        check("别的!A9", below, "别的!A9");
        check("表!$4:$5", None, "表!$4:$7");
    }

    #[test]
    fn what_repeats_looks_at_its_own_row() {
        let second = Some((5, 6));
        check("C5*D5", second, "C6*D6");
        check("C5*$B$2", second, "C6*$B$2");
        check("SUM(D$5:D5)", second, "SUM(D$5:D6)");
        check("C5/C9", second, "C6/C11");
    }

    #[test]
    fn a_shared_formula_reads_as_it_would_there() {
        assert_eq!(shifted("A1+$B$2*C$3", 1, 2), "B3+$B$2*D$3");
    }
}
