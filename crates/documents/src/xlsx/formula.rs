//! Formulae whose rows and columns moved: references follow, ranges grow with what repeats
//! inside them, and what has no clear meaning any more is refused.

use std::collections::BTreeMap;

use super::map::{Moves, Way};
use super::reference::{Fixed, Reference};

/// Where everything went, by the worksheet's name.
pub(super) type Maps = BTreeMap<String, Moves>;

/// Functions in which one repeated cell means all of them.
const SUMS: [&str; 8] = ["SUM", "COUNT", "COUNTA", "AVERAGE", "MAX", "MIN", "PRODUCT", "SUMPRODUCT"];

/// Where a formula stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) sheet: &'a str,
    /// The template's row and the row written; none outside of cells.
    pub(super) row: Option<(u32, u32)>,
    /// The template's column and the column written.
    pub(super) column: Option<(u32, u32)>,
}

/// A formula with its references moved; or the reference that cannot be.
pub(super) fn moved(formula: &str, at: At<'_>, maps: &Maps) -> Result<String, String> {
    rewritten(formula, maps, |found, sheet, argument| {
        let own = sheet.is_none_or(|name| name == at.sheet);
        match maps.get(sheet.unwrap_or(at.sheet)) {
            Some(moves) if own => found.moved(moves, at, argument),
            Some(moves) => found.moved(moves, At { row: None, column: None, ..at }, argument),
            None => Ok(Some(found.written())),
        }
    })
}

/// What a chart shows, moved: one cell of what repeats means all of them, and
/// nothing left is what Excel writes for it.
pub(super) fn shown(formula: &str, maps: &Maps) -> String {
    let at = At { sheet: "", row: None, column: None };
    let moved: Result<_, String> = rewritten(formula, maps, |found, sheet, _| {
        let moved = sheet.and_then(|sheet| maps.get(sheet)).map(|it| found.moved(it, at, Argument::OfASum));
        Ok(moved.map_or_else(|| Some(found.written()), Result::unwrap_or_default))
    });
    moved.map_or_else(|_| formula.to_owned(), |it| if it == "0" { "#REF!".to_owned() } else { it })
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
    let done: Result<_, String> = rewritten(formula, &Maps::new(), |found, _, _| {
        Ok(Some(Found { first: one(found.first), last: found.last.map(one) }.written()))
    });
    done.unwrap_or_else(|_| formula.to_owned())
}

/// A formula with each of its references written anew. What is told of one: the
/// worksheet it names, and whether it is the only argument of a sum. One of
/// which nothing is left becomes 0, and worksheets have the names that `maps` says.
fn rewritten(
    formula: &str,
    maps: &Maps,
    mut write: impl FnMut(Found, Option<&str>, Argument) -> Result<Option<String>, String>,
) -> Result<String, String> {
    let mut out = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let (sheet, named, after) = match sheet_before(rest) {
            Some((name, after)) => (Some(name), rest.strip_suffix(after).unwrap_or_default(), after),
            None => (None, "", rest),
        };
        let renamed = sheet.as_ref().and_then(|sheet| maps.get(sheet)?.name.as_deref());
        let renamed = renamed.map(|name| format!("'{}'!", name.replace('\'', "''")));
        let written = renamed.as_deref().unwrap_or(named);
        if let Some((found, after)) = references(after, if named.is_empty() { &out } else { named }) {
            let argument = stands_alone(&out, after);
            match write(found, sheet.as_deref(), argument)? {
                Some(moved) => out.extend([written, &moved]),
                None => out.push('0'),
            }
            rest = after;
        } else if !named.is_empty() {
            out.push_str(written);
            rest = after;
        } else if first == '"' {
            let (quoted, after) = cut_quoted(rest, '"');
            out.push_str(quoted);
            rest = after;
        } else if first == '\'' {
            let (quoted, after) = cut_quoted(rest, '\'');
            out.push_str(quoted);
            rest = after;
        } else {
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
fn stands_alone(before: &str, after: &str) -> Argument {
    let word = before.strip_suffix('(').unwrap_or_default().rsplit(|c: char| !is_word(c)).next();
    let sums =
        after.starts_with(')') && SUMS.iter().any(|sum| word.is_some_and(|it| it.eq_ignore_ascii_case(sum)));
    if sums { Argument::OfASum } else { Argument::Other }
}

impl Found {
    fn written(self) -> String {
        let first = self.first.written();
        self.last.map_or_else(|| first.clone(), |last| format!("{first}:{}", last.written()))
    }

    fn moved(self, moves: &Moves, at: At<'_>, argument: Argument) -> Result<Option<String>, String> {
        let Self { first, last } = self;
        let row = |end: Reference| Some(End { at: end.row?, fixed: end.row_fixed });
        let column = |end: Reference| Some(End { at: end.column?, fixed: end.column_fixed });
        let lost = |Lost| self.written();
        let rows = along(&moves.rows, (row(first), last.and_then(row)), at.row, argument).map_err(lost)?;
        let columns = (column(first), last.and_then(column));
        let columns = along(&moves.columns, columns, at.column, argument).map_err(lost)?;
        let (Some((top, bottom)), Some((left, right))) = (rows, columns) else { return Ok(None) };
        let from = Reference { row: top, column: left, ..first };
        let grown = last.is_some() || bottom.is_some() || right.is_some();
        let to =
            grown.then(|| Reference { row: bottom.or(top), column: right.or(left), ..last.unwrap_or(first) });
        Ok(Some(Self { first: from, last: to }.written()))
    }
}

/// One end of a reference along one way.
#[derive(Debug, Clone, Copy)]
struct End {
    at: u32,
    fixed: Fixed,
}

/// A reference has no clear meaning any more.
struct Lost;

/// A reference's first end and its last, where it has one.
type Ends = (Option<u32>, Option<u32>);

/// Where the ends of a reference went along one way; nothing if all of it is
/// gone. One cell of what repeats becomes a range where it is summed up.
fn along(
    way: &dyn Way,
    (first, last): (Option<End>, Option<End>),
    from: Option<(u32, u32)>,
    argument: Argument,
) -> Result<Option<Ends>, Lost> {
    let Some(first) = first else { return Ok(Some((None, None))) };
    let end = last.map_or(first.at, |last| last.at);
    let template = from.map(|(template, _)| template);
    let seen = way.sees(template, first.at) && way.sees(template, end);
    if !seen && last.is_none() && argument == Argument::Other {
        return Err(Lost);
    }
    if seen && let Some(moved) = in_turn(way, (first, last), from) {
        return Ok(Some(moved));
    }
    match way.span(first.at.min(end), first.at.max(end)) {
        Some((low, high)) => Ok(Some((Some(low), Some(high)))),
        None if last.is_some() || argument == Argument::OfASum => Ok(None),
        None => Err(Lost),
    }
}

/// Each end in the same turn of what repeats both; an end with a `$` in the
/// first.
fn in_turn(way: &dyn Way, (first, last): (End, Option<End>), from: Option<(u32, u32)>) -> Option<Ends> {
    let one = |end: End| match (from, end.fixed) {
        (Some(from), Fixed::No) => way.nearest(end.at, from),
        _ => way.first(end.at),
    };
    let begin = one(first)?;
    match last {
        None => Some((Some(begin), None)),
        // Between its ends a range may hold what repeats.
        Some(last) if last.at != first.at && from.is_none() => {
            let (low, high) = way.span(first.at, last.at)?;
            Some((Some(low), Some(high)))
        }
        Some(last) => Some((Some(begin), Some(one(last)?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xlsx::columns::Columns;
    use crate::xlsx::map::Map;
    use crate::xlsx::row::Printed;

    /// Row 5 repeats three times; rows 4 and 6 stand around it.
    fn maps() -> Maps {
        let row = |template| Printed { template, number: 0, attributes: String::new(), cells: Vec::new() };
        let mut rows: Vec<Printed> = [1, 2, 3, 4, 5, 5, 5].map(row).into();
        let rows = Map::of(&mut rows, 5, &[(5, 5)]);
        Maps::from([("表".to_owned(), Moves { rows, columns: Columns::default(), name: None })])
    }

    fn check(formula: &str, row: Option<(u32, u32)>, expected: &str) {
        let said = moved(formula, At { sheet: "表", row, column: Some((5, 5)) }, &maps());
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
        check("SUM(表!D5)+名!x", None, "SUM(表!D5:D7)+名!x");
    }

    #[test]
    fn what_is_gone_is_nothing_in_a_sum() {
        let rows = Map::of(&mut [], 5, &[(5, 5)]);
        let maps = Maps::from([("表".to_owned(), Moves { rows, columns: Columns::default(), name: None })]);
        let at = At { sheet: "别的", row: Some((1, 1)), column: Some((1, 1)) };
        assert_eq!(moved("SUM('表'!D5)+SUM(表!D4:D5)", at, &maps), Ok("SUM(0)+SUM(0)".to_owned()));
        assert_eq!(moved("表!D5", at, &maps), Err("D5".to_owned()));
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
    fn what_is_right_of_repeated_columns_follows_and_sums_grow() {
        let mut columns = Columns::default();
        columns.repeat((2, 3), 3);
        let maps = Maps::from([("表".to_owned(), Moves { rows: Map::default(), columns, name: None })]);
        let check = |formula: &str, column: (u32, u32), expected: &str| {
            let at = At { sheet: "表", row: Some((9, 9)), column: Some(column) };
            let said = moved(formula, at, &maps);
            assert_eq!(said.unwrap_or_else(|lost| format!("? {lost}")), expected, "{formula}");
        };
        let right = (4, 8);
        check("SUM(B9:C9)", right, "SUM(B9:G9)");
        check("SUM(C9)", right, "SUM(C9:G9)");
        check("A9+E9", right, "A9+I9");
        check("C9*2", right, "? C9");
        check("SUM($B:$C)", right, "SUM($B:$G)");
        let second = (3, 5);
        check("B9*$A9", second, "D9*$A9");
        check("B9/D$1", second, "D9/H$1");
        check("SUM($C9:C9)", second, "SUM($C9:E9)");
    }

    #[test]
    fn a_shared_formula_reads_as_it_would_there() {
        assert_eq!(shifted("A1+$B$2*C$3", 1, 2), "B3+$B$2*D$3");
    }
}
