//! Tables flattened by copy and paste: cells one per line, header cells split
//! over lines, rows known only by their numbers. The same door reads text whose
//! cells are parted by tabs and the lines of a PDF page.

use super::column::Column;
use super::fit::{Token, fit};
use super::gather::{Gathered, Line, RawStop};
use super::general::heading;
use super::reading::Source;
use super::value::number;

/// Header cells are split over at most so many lines.
const SPLIT: usize = 3;

/// No table has more columns.
const WIDEST: usize = 32;

/// No row is written in more pieces.
const LONGEST_ROW: usize = 60;

/// Reads one run of lines.
pub(super) fn gather(gathered: &mut Gathered, lines: Vec<Line>) {
    let tokens = tokens(&lines);
    let Some(header) = Header::find(&tokens) else { return gathered.keep(lines) };
    let first_line = tokens.get(header.from).map_or(0, |token| token.line);
    let mut lines = lines;
    let mut rest = lines.split_off(first_line.min(lines.len()));
    gathered.keep(lines);
    gathered.headings.extend(header.sources);
    let (rows, end) = rows(&tokens, header.to, header.columns.len());
    for row in rows {
        let pieces = fit(tokens.get(row).unwrap_or_default(), &header.columns);
        gathered.stops.push(RawStop { pieces });
    }
    gathered.columns = header.columns.into_iter().map(Some).collect();
    let line = tokens.get(end).map_or(usize::MAX, |token| token.line);
    let after = rest.split_off(line.saturating_sub(first_line).min(rest.len()));
    gathered.keep(after);
}

/// Cuts lines at tabs and at wide gaps. A line that begins with a tab begins a
/// cell; a line without one may go on with the cell before, if others have tabs.
fn tokens(lines: &[Line]) -> Vec<Token> {
    let tabbed = lines.iter().filter(|line| line.text.starts_with('\t')).count() > 2;
    let mut tokens = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let wide = line.text.trim().replace("\u{3000}\u{3000}", "\t").replace("   ", "\t");
        let parts: Vec<&str> = wide.split('\t').map(str::trim).collect();
        let several = parts.iter().filter(|part| !part.is_empty()).count() > 1;
        for (nth, part) in parts.iter().enumerate() {
            if part.is_empty() && !several {
                continue;
            }
            let begins = !tabbed || nth > 0 || line.text.starts_with('\t');
            tokens.push(Token {
                text: (*part).to_owned(),
                place: line.place.clone(),
                line: index,
                begins,
                apart: line.apart && nth == 0,
            });
        }
    }
    tokens
}

/// The header among the tokens.
struct Header {
    from: usize,
    to: usize,
    columns: Vec<Column>,
    sources: Vec<Source>,
}

impl Header {
    fn find(tokens: &[Token]) -> Option<Self> {
        (0..tokens.len()).find_map(|from| Self::at(tokens, from))
    }

    fn at(tokens: &[Token], from: usize) -> Option<Self> {
        let mut header = Self { from, to: from, columns: Vec::new(), sources: Vec::new() };
        while header.columns.len() < WIDEST
            && let Some(rest) = tokens.get(header.to..).filter(|rest| !rest.is_empty())
        {
            let Some((column, length)) = told(rest, header.columns.len()) else { break };
            if header.columns.contains(&column) {
                break;
            }
            let mut source = Source::default();
            for token in rest.iter().take(length) {
                source.add("\n", &token.text, &token.place);
            }
            header.sources.push(source);
            header.columns.push(column);
            header.to += length;
        }
        Column::describe_stops(header.columns.iter()).then_some(header)
    }
}

/// The column told by the next tokens, and how many they are.
fn told(tokens: &[Token], so_far: usize) -> Option<(Column, usize)> {
    for length in (1..=SPLIT.min(tokens.len())).rev() {
        let words: String = tokens.iter().take(length).map(|token| token.text.as_str()).collect();
        if let Some(column) = Column::exactly(&words) {
            return Some((column, length));
        }
    }
    let first = tokens.first()?;
    if let Some(column) = Column::told_by(&first.text).filter(|_| first.text.chars().count() <= 10) {
        return Some((column, 1));
    }
    // A header Jinqiao does not know, among others it knows.
    let strange = so_far >= 3
        && first.begins
        && !first.apart
        && number(&first.text).is_none()
        && (1..=8).contains(&first.text.chars().count())
        && heading(&first.text).is_none();
    strange.then(|| (Column::Other(first.text.clone()), 1))
}

/// The rows after the header, and where the table ends.
fn rows(tokens: &[Token], from: usize, width: usize) -> (Vec<std::ops::Range<usize>>, usize) {
    let mut rows: Vec<std::ops::Range<usize>> = Vec::new();
    let mut expected = None;
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        let since = rows.last().map_or(width, |row| at - row.start);
        let told = number(&token.text).filter(|_| token.begins);
        let starts = told.is_some_and(|told| match expected {
            None => rows.is_empty() && at == from,
            Some(next) if told == next => token.apart || since + 2 >= width,
            Some(next) => told > next && told < next + 10 && since >= width && token.apart,
        });
        if starts {
            rows.push(at..at + 1);
            expected = told.map(|told| told + 1);
        } else if ends_table(token, since, width) || since >= LONGEST_ROW {
            break;
        } else if let Some(row) = rows.last_mut() {
            row.end = at + 1;
        } else {
            break;
        }
        at += 1;
    }
    (rows, at)
}

/// Whether a token stands after the last row.
fn ends_table(token: &Token, since: usize, width: usize) -> bool {
    heading(&token.text).is_some()
        || (token.apart && since >= width)
        || ["注：", "注:", "备注：", "说明：", "附件"].iter().any(|word| token.text.starts_with(word))
}
