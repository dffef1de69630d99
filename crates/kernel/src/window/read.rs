//! From words to spans. What one end of a span leaves out (`7-8月`,
//! `9月12日至20日`, `9、11月`) comes from its other end, the piece before or the
//! piece after; the year comes from the text or else from the season.

use jiff::civil::Date;

use super::scan::{Kind, Word, words};
use super::{Precision, Span, Window};

/// A list longer than this is no window.
const MOST_SPANS: usize = 24;

/// A span without years that runs longer than this was written the wrong way round.
const LONGEST_ROLL: i32 = 200;

/// One end of a span, as far as the text says it.
#[derive(Debug, Clone, Copy, Default)]
struct End {
    year: Option<u16>,
    month: Option<u16>,
    day: Option<u16>,
    third: Option<u8>,
    bare: Option<u16>,
}

/// One piece of the list: a span with its text.
#[derive(Debug, Clone)]
struct Piece {
    first: End,
    last: Option<End>,
    text: String,
}

pub(super) fn window(text: &str, year: i16) -> Option<Window> {
    let text = text.trim();
    let words = words(text)?;
    let says_time =
        |word: &Word| !matches!(word.kind, Kind::Dash | Kind::Also | Kind::Quiet | Kind::Undecided);
    if !words.iter().any(says_time) {
        let undecided = words.iter().any(|word| word.kind == Kind::Undecided)
            || words.iter().all(|word| word.kind == Kind::Dash);
        return undecided.then(Window::default);
    }
    let mut pieces = Vec::new();
    for group in words.split(|word| word.kind == Kind::Also) {
        if group.iter().any(says_time) {
            pieces.push(piece(group, text)?);
        } else if group.iter().any(|word| word.kind == Kind::Dash) {
            return None;
        }
    }
    if pieces.len() > MOST_SPANS {
        return None;
    }
    borrow_units(&mut pieces);
    spans(&pieces, year)
}

fn piece(words: &[Word], text: &str) -> Option<Piece> {
    let mut ends = words.split(|word| word.kind == Kind::Dash);
    // A run of dashes (——) is one dash.
    let first = end(ends.next()?)?;
    let mut last = None;
    for other in ends {
        if other.is_empty() {
            continue;
        }
        if last.is_some() {
            return None;
        }
        last = Some(end(other)?);
    }
    if last.is_none() && words.iter().any(|word| word.kind == Kind::Dash) {
        return None;
    }
    let from = words.first()?.at.start;
    let to = words.last()?.at.end;
    Some(Piece { first, last, text: text.get(from..to)?.trim().to_owned() })
}

/// Reads one end; the units may come in falling order only.
fn end(words: &[Word]) -> Option<End> {
    let mut end = End::default();
    let mut said = 0_u8;
    for word in words {
        let rank = match word.kind {
            Kind::Year(year) => {
                end.year = Some(if year < 100 { 2000 + year } else { year });
                1
            }
            Kind::Month(month) => {
                end.month = Some(month);
                2
            }
            Kind::Day(day) => {
                end.day = Some(day);
                3
            }
            Kind::Third(third) => {
                end.third = Some(third);
                3
            }
            Kind::Bare(figure) => {
                end.bare = Some(figure);
                3
            }
            Kind::Quiet | Kind::Undecided => continue,
            Kind::Dash | Kind::Also => return None,
        };
        if rank <= said {
            return None;
        }
        said = rank;
    }
    (said > 0).then_some(end)
}

/// Gives figures without a unit the one their neighbours say.
fn borrow_units(pieces: &mut [Piece]) {
    // A list such as `9、11月` says the unit once, at its end.
    let mut after: Option<End> = None;
    for piece in pieces.iter_mut().rev() {
        if let Some(last) = &mut piece.last {
            let first = piece.first;
            if let Some(bare) = last.bare {
                if last.month.is_some()
                    || first.day.is_some()
                    || (first.month.is_some() && first.bare.is_some())
                {
                    last.day = Some(bare);
                } else if first.month.is_some() {
                    last.month = Some(bare);
                }
            }
        }
        let told_by = piece.last.or(after);
        if let Some(bare) = piece.first.bare {
            if piece.first.month.is_some() {
                piece.first.day = Some(bare);
            } else if let Some(other) = told_by {
                if other.day.is_some() {
                    piece.first.day = Some(bare);
                } else if other.month.is_some() {
                    piece.first.month = Some(bare);
                }
            }
        }
        after = Some(piece.first);
    }
}

fn spans(pieces: &[Piece], season: i16) -> Option<Window> {
    let mut spans: Vec<Span> = Vec::new();
    let (mut year, mut month) = (season, None);
    for piece in pieces {
        let first = piece.first;
        let last = piece.last.unwrap_or(first);
        if let Some(said) = first.year {
            year = i16::try_from(said).ok()?;
        }
        let first_month = first.month.or(month)?;
        let from = first.bounds(year, first_month)?.0;
        let last_year = last.year.map_or(Some(year), |said| i16::try_from(said).ok())?;
        let last_month = last.month.unwrap_or(first_month);
        let mut to = last.bounds(last_year, last_month)?.1;
        if to < from {
            if last.year.is_some() {
                return None;
            }
            to = last.bounds(last_year.checked_add(1)?, last_month)?.1;
            if (to - from).get_days() > LONGEST_ROLL {
                return None;
            }
        }
        month = Some(last_month);
        let precision = first.precision().max(last.precision());
        spans.push(Span { from, to, precision, text: piece.text.clone() });
    }
    let in_order = spans.is_sorted_by(|one, next| (one.from, one.to) < (next.from, next.to));
    if !in_order {
        // Out of order a piece may lean on one that no longer stands before it,
        // so each says itself in full.
        for span in &mut spans {
            span.text = full(span);
        }
        spans.sort();
        spans.dedup();
    }
    Some(Window { spans })
}

impl End {
    /// First and last day of what this end names.
    fn bounds(self, year: i16, month: u16) -> Option<(Date, Date)> {
        if !(1900..=2200).contains(&year)
            || (self.bare.is_some() && self.day.is_none() && self.month != self.bare)
        {
            return None;
        }
        if self.day.is_none() && self.third.is_none() && self.month.is_none() {
            return None;
        }
        let month = i8::try_from(month).ok()?;
        let first = Date::new(year, month, 1).ok()?;
        let day = |day: i8| Date::new(year, month, day).ok();
        match (self.day, self.third) {
            (Some(said), _) => {
                let day = day(i8::try_from(said).ok()?)?;
                Some((day, day))
            }
            (None, Some(0)) => Some((first, day(10)?)),
            (None, Some(1)) => Some((day(11)?, day(20)?)),
            (None, Some(_)) => Some((day(21)?, first.last_of_month())),
            (None, None) => Some((first, first.last_of_month())),
        }
    }

    fn precision(self) -> Precision {
        if self.day.is_some() {
            Precision::Day
        } else if self.third.is_some() {
            Precision::Third
        } else {
            Precision::Month
        }
    }
}

/// A span in full words. An end finer than the span's precision is said to the
/// day, so that it stays where it is.
fn full(span: &Span) -> String {
    let begins = match span.precision {
        Precision::Day => false,
        Precision::Third => matches!(span.from.day(), 1 | 11 | 21),
        Precision::Month => span.from.day() == 1,
    };
    let ends = match span.precision {
        Precision::Day => false,
        Precision::Third => matches!(span.to.day(), 10 | 20) || span.to == span.to.last_of_month(),
        Precision::Month => span.to == span.to.last_of_month(),
    };
    let from = said(span.from, if begins { span.precision } else { Precision::Day });
    let to = said(span.to, if ends { span.precision } else { Precision::Day });
    if from == to { from } else { format!("{from}至{to}") }
}

fn said(date: Date, precision: Precision) -> String {
    let month = format!("{}年{}月", date.year(), date.month());
    match (precision, date.day()) {
        (Precision::Month, _) => month,
        (Precision::Day, day) => format!("{month}{day}日"),
        (Precision::Third, 1..=10) => format!("{month}上旬"),
        (Precision::Third, 11..=20) => format!("{month}中旬"),
        (Precision::Third, _) => format!("{month}下旬"),
    }
}
