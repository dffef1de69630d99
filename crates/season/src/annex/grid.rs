//! Tables: header rows found by meaning, merged cells counted for every row they
//! cover, what comes after the stops handed on as lines.

use std::collections::BTreeMap;

use intake::{Cell, Row, Table};

use super::column::Column;
use super::gather::{Gathered, Line, Piece, RawStop};
use super::general::heading;
use super::reading::Source;
use super::value::number;

/// No annex has more columns; a cell beyond stands for itself.
const WIDEST: u32 = 64;

/// No header is higher.
const HIGHEST: usize = 4;

/// No stop is told in more cells.
const MOST_PIECES: usize = 200;

/// Reads one table.
pub(super) fn gather(gathered: &mut Gathered, table: &Table) {
    let rows = &table.rows;
    let (columns, body) = match header(rows) {
        Some((at, height)) => {
            let (before, rest) = rows.split_at(at.min(rows.len()));
            let (head, body) = rest.split_at(height.min(rest.len()));
            gathered.keep(before.iter().flat_map(lines));
            gathered.headings.extend(head.iter().flat_map(|row| &row.cells).filter_map(source));
            (columns(head), body)
        }
        None if goes_on(gathered, rows) => (gathered.columns.clone(), rows.as_slice()),
        None => return gathered.keep(rows.iter().flat_map(lines)),
    };
    gathered.columns.clone_from(&columns);
    let mut carried: BTreeMap<usize, (Cell, u32)> = BTreeMap::new();
    for (index, row) in body.iter().enumerate() {
        if opens_section(row) {
            return gathered.keep(body.iter().skip(index).flat_map(lines));
        }
        place_row(gathered, &columns, row, &mut carried);
    }
}

/// Where the header stands and how many rows it takes.
fn header(rows: &[Row]) -> Option<(usize, usize)> {
    let at = rows.iter().position(|row| {
        let named: Vec<_> = row.cells.iter().filter_map(|cell| Column::told_by(&cell.text)).collect();
        Column::describe_stops(named.iter())
    })?;
    let tall = rows.get(at)?.cells.iter().map(|cell| cell.rows).max().unwrap_or(1);
    let mut height = usize::try_from(tall).unwrap_or(HIGHEST).clamp(1, HIGHEST);
    let all_headers = |row: &Row| {
        let mut cells = row.cells.iter().filter(|cell| !cell.text.trim().is_empty()).peekable();
        cells.peek().is_some() && cells.all(|cell| Column::told_by(&cell.text).is_some())
    };
    while height < HIGHEST && rows.get(at + height).is_some_and(all_headers) {
        height += 1;
    }
    Some((at, height))
}

/// What each grid column means: all header cells above it, read together.
fn columns(head: &[Row]) -> Vec<Option<Column>> {
    let mut words: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for cell in head.iter().flat_map(|row| &row.cells) {
        for column in covered(cell) {
            words.entry(column).or_default().push(cell.text.trim());
        }
    }
    let width = words.keys().next_back().map_or(0, |last| last + 1);
    let meaning = |column: usize| {
        let words = words.get(&column)?;
        let together = words.concat();
        if together.is_empty() {
            return None;
        }
        let last = words.iter().rev().find_map(|word| Column::told_by(word));
        Some(Column::told_by(&together).or(last).unwrap_or(Column::Other(together)))
    };
    (0..width).map(meaning).collect()
}

/// Whether a table without a header goes on with the stops of the one before.
fn goes_on(gathered: &Gathered, rows: &[Row]) -> bool {
    let Some(number_at) = gathered.columns.iter().position(|column| *column == Some(Column::Number)) else {
        return false;
    };
    let wide = rows.iter().any(|row| row.cells.len() + 1 >= gathered.columns.len());
    wide && rows.first().is_some_and(|row| {
        let cell = row.cells.iter().find(|cell| covered(cell).contains(&number_at));
        cell.is_some_and(|cell| number(&cell.text).is_some())
    })
}

/// Whether a row opens the tasks or the goals.
fn opens_section(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.text.trim().is_empty());
    first.is_some_and(|cell| {
        heading(&cell.text).is_some() || cell.text.lines().next().is_some_and(|line| heading(line).is_some())
    })
}

fn place_row(
    gathered: &mut Gathered,
    columns: &[Option<Column>],
    row: &Row,
    carried: &mut BTreeMap<usize, (Cell, u32)>,
) {
    let written: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.text.trim().is_empty()).collect();
    if Column::describe_stops(
        written.iter().filter_map(|cell| Column::told_by(&cell.text)).collect::<Vec<_>>().iter(),
    ) {
        // The header again, at the top of a page.
        gathered.headings.extend(written.into_iter().filter_map(source));
        return;
    }
    let covers_number = |cell: &&Cell| {
        covered(cell).any(|at| columns.get(at).is_some_and(|column| *column == Some(Column::Number)))
    };
    let own_number = written.iter().copied().find(covers_number).and_then(|cell| number(&cell.text));
    let mut stop = RawStop::default();
    for cell in &written {
        add(&mut stop, columns, cell);
    }
    let told = stop.pieces.iter().filter(|(column, _)| !matches!(column, Column::Number)).count();
    let same_stop = carried.values().any(|(cell, _)| covers_number(&cell)) && !gathered.stops.is_empty();
    carry(&mut stop, columns, row, carried);
    let room = gathered.stops.last().is_some_and(|stop| stop.pieces.len() < MOST_PIECES);
    if same_stop && own_number.is_none() && room {
        if let Some(last) = gathered.stops.last_mut() {
            last.pieces.extend(
                stop.pieces.into_iter().filter(|piece| !last.pieces.contains(piece)).collect::<Vec<_>>(),
            );
        }
    } else if told >= 2 && (own_number.is_some() || is_unnumbered_stop(&stop, columns)) {
        gathered.stops.push(stop);
    } else if let [only] = written.as_slice()
        && only.columns > 1
    {
        gathered.keep(lines_of(only));
    } else {
        gathered.stray.extend(written.into_iter().map(piece));
    }
}

/// A row without a number that still says where and when.
fn is_unnumbered_stop(stop: &RawStop, columns: &[Option<Column>]) -> bool {
    let numbered = columns.contains(&Some(Column::Number));
    let has = |column| stop.of(&column).next().is_some();
    let place = has(Column::Site) || has(Column::Region);
    place && (!numbered || has(Column::Title) || has(Column::Window))
}

fn add(stop: &mut RawStop, columns: &[Option<Column>], cell: &Cell) {
    let column = covered(cell).find_map(|at| columns.get(at).cloned().flatten());
    let column = column.unwrap_or_else(|| Column::Other(String::new()));
    stop.pieces.push((column, piece(cell)));
}

/// Lets cells that reach over several rows speak for each of them.
fn carry(
    stop: &mut RawStop,
    columns: &[Option<Column>],
    row: &Row,
    carried: &mut BTreeMap<usize, (Cell, u32)>,
) {
    for (cell, left) in carried.values_mut() {
        let is_number = covered(cell).any(|at| columns.get(at) == Some(&Some(Column::Number)));
        if !is_number && !cell.text.trim().is_empty() {
            add(stop, columns, cell);
        }
        *left -= 1;
    }
    carried.retain(|_, (_, left)| *left > 0);
    for cell in row.cells.iter().filter(|cell| cell.rows > 1) {
        if let Some(at) = covered(cell).next() {
            carried.insert(at, (cell.clone(), cell.rows - 1));
        }
    }
}

fn covered(cell: &Cell) -> std::ops::Range<usize> {
    let at = |column: u32| usize::try_from(column.min(WIDEST)).unwrap_or_default();
    at(cell.column)..at(cell.column.saturating_add(cell.columns.max(1)))
}

fn source(cell: &Cell) -> Option<Source> {
    (!cell.text.trim().is_empty()).then(|| Source::at(&*cell.text, cell.place.clone()))
}

fn piece(cell: &Cell) -> Piece {
    Piece { text: cell.text.trim().to_owned(), place: cell.place.clone() }
}

fn lines(row: &Row) -> Vec<Line> {
    row.cells.iter().flat_map(lines_of).collect()
}

/// A cell's paragraphs. A heading set upright in a narrow cell is one line.
fn lines_of(cell: &Cell) -> Vec<Line> {
    let line = |apart, text: &str| Line { text: text.to_owned(), place: cell.place.clone(), apart };
    if heading(&cell.text).is_some_and(|(_, rest)| rest.is_empty()) {
        return vec![line(true, cell.text.trim())];
    }
    let texts = cell.text.lines().filter(|text| !text.trim().is_empty());
    texts.enumerate().map(|(index, text)| line(index == 0, text)).collect()
}
