//! Fits the pieces of a flattened row into its columns. Pasting breaks cells
//! over lines and loses empty ones, so the best of all partitions is taken:
//! the one whose cells say what their columns ask for.

use intake::Place;
use kernel::{City, Country, Region, Window};

use super::column::Column;
use super::gather::Piece;
use super::{site, value};

/// A piece of a flattened table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) place: Place,
    /// Which line of the run.
    pub(super) line: usize,
    /// It begins a cell, as far as the text shows.
    pub(super) begins: bool,
    /// An empty line stands before it.
    pub(super) apart: bool,
}

/// No cell is broken into more pieces.
const MOST_PIECES: usize = 24;

/// No cell of a flattened row is longer.
const LONGEST: usize = 300;

/// Gives every token to a column, in order.
pub(super) fn fit(tokens: &[Token], columns: &[Column]) -> Vec<(Column, Piece)> {
    let (wide, high) = (columns.len(), tokens.len());
    // best[c][t]: the least cost of giving the first t tokens to the first c
    // columns, and how many of them the last column took.
    let mut best: Vec<Vec<Option<(u32, usize)>>> = vec![vec![None; high + 1]; wide + 1];
    set(&mut best, 0, 0, (0, 0));
    for (nth, column) in columns.iter().enumerate() {
        for taken in 0..=high {
            let Some((so_far, _)) = at(&best, nth, taken) else { continue };
            for more in 0..=MOST_PIECES.min(high - taken) {
                let group = tokens.get(taken..taken + more).unwrap_or_default();
                let cost = so_far + cost(column, group);
                if at(&best, nth + 1, taken + more).is_none_or(|(known, _)| cost < known) {
                    set(&mut best, nth + 1, taken + more, (cost, more));
                }
            }
        }
    }
    let mut pieces = Vec::new();
    let mut left = high;
    for (nth, column) in columns.iter().enumerate().rev() {
        let took = at(&best, nth + 1, left).map_or(0, |(_, took)| took);
        let group = tokens.get(left - took..left).unwrap_or_default();
        for token in group.iter().rev() {
            pieces.push((column.clone(), Piece { text: token.text.clone(), place: token.place.clone() }));
        }
        left -= took;
    }
    pieces.reverse();
    pieces
}

fn at(best: &[Vec<Option<(u32, usize)>>], column: usize, taken: usize) -> Option<(u32, usize)> {
    best.get(column)?.get(taken).copied().flatten()
}

fn set(best: &mut [Vec<Option<(u32, usize)>>], column: usize, taken: usize, value: (u32, usize)) {
    if let Some(cell) = best.get_mut(column).and_then(|row| row.get_mut(taken)) {
        *cell = Some(value);
    }
}

/// How badly some tokens fill a column.
fn cost(column: &Column, group: &[Token]) -> u32 {
    let Some((_, more)) = group.split_first() else { return 6 };
    let text: String = group.iter().map(|token| token.text.as_str()).collect();
    let joins: u32 = more.iter().map(|token| if token.begins { 3 } else { 0 }).sum();
    joins + misfit(column, &text)
}

/// 0 where the text says what the column asks for.
fn misfit(column: &Column, text: &str) -> u32 {
    let long = text.chars().count();
    if long > LONGEST {
        return 20;
    }
    let undecided = value::is_undecided(text);
    let (fits, otherwise) = match column {
        Column::Number => (value::number(text).is_some(), 50),
        Column::Region | Column::Site => {
            let known = Region::find(text).is_some() || !site::read(text).site.countries.is_empty();
            (known, if undecided { 8 } else { 5 })
        }
        Column::City => (undecided || City::find(text).is_some(), strange_city(text)),
        Column::Window | Column::From | Column::To => (undecided || is_time(text), 10),
        Column::Stay => (undecided || value::stay(text).is_some(), 10),
        Column::Themes => {
            let usual = ["交流", "工坊", "大赛", "主题"].iter().any(|word| text.contains(word));
            (usual && long <= 30, if long <= 30 { 2 } else { 6 })
        }
        Column::Title => (long >= 8, 4),
        Column::Other(_) => (false, 2),
    };
    if fits { 0 } else { otherwise }
}

/// How unlikely a text is the name of a city no list knows.
fn strange_city(text: &str) -> u32 {
    if Country::find(text).is_some() || is_time(text) {
        6
    } else if text.chars().count() <= 12 {
        3
    } else {
        9
    }
}

fn is_time(text: &str) -> bool {
    // Any year will do: only whether it reads as a time is asked.
    Window::parse(text, 2000).is_ok_and(|window| !window.is_undecided())
}
