//! Where the rows of a template went, and where its columns.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::row::Printed;

/// One way along a worksheet: down its rows or across its columns.
pub(super) trait Way {
    /// The first place that a place of the template became.
    fn first(&self, at: u32) -> Option<u32>;

    /// From the first to the last place that places became.
    fn span(&self, from: u32, to: u32) -> Option<(u32, u32)>;

    /// Whether all that repeats `at` also repeats `from`.
    fn sees(&self, from: Option<u32>, at: u32) -> bool;

    /// What a place became as seen from one that is written (its place in the
    /// template, and in the workbook): in the same turn of what repeats both.
    fn nearest(&self, at: u32, from: (u32, u32)) -> Option<u32>;
}

/// Where everything of one worksheet went.
#[derive(Debug, Clone, Default)]
pub(super) struct Moves {
    pub(super) rows: Map,
    pub(super) columns: Columns,
    /// The worksheet's name, if it has another than in the template.
    pub(super) name: Option<String>,
}

impl Moves {
    pub(super) fn any(&self) -> bool {
        self.rows.moves() || self.columns.moves() || self.name.is_some()
    }
}

/// Rows of the template that repeat: from a row to a row.
pub(super) type Loop = (u32, u32);

/// What a merged range says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Something of the loop around it: each turn has its own.
    OfItsTurn,
    /// Nothing of it: a label beside all turns.
    Always,
}

/// Where the rows of one worksheet went.
#[derive(Debug, Clone, Default)]
pub(super) struct Map {
    /// The rows that a row of the template became, in order; none if nothing is
    /// printed of it.
    images: BTreeMap<u32, Vec<u32>>,
    /// The last row among them: those below all move alike.
    last: u32,
    shift: i64,
    loops: Vec<Loop>,
    /// The template's row of every row, for the part that may repeat.
    order: Vec<u32>,
}

impl Map {
    /// Numbers the rows: those up to `last` follow one another, the rest keep
    /// their distance.
    pub(super) fn of(rows: &mut [Printed], last: u32, loops: &[Loop]) -> Self {
        let mut map = Self { last, loops: loops.to_vec(), ..Self::default() };
        let mut next = 1;
        for row in rows.iter_mut().filter(|row| row.template <= last) {
            row.number = next;
            map.images.entry(row.template).or_default().push(next);
            map.order.push(row.template);
            next += 1;
        }
        map.shift = i64::from(next) - 1 - i64::from(last);
        for row in rows.iter_mut().filter(|row| row.template > last) {
            row.number = map.moved(row.template);
        }
        map
    }

    pub(super) fn moves(&self) -> bool {
        self.shift != 0 || !self.loops.is_empty()
    }

    fn moved(&self, row: u32) -> u32 {
        u32::try_from(i64::from(row) + self.shift).unwrap_or(u32::MAX)
    }

    /// The rows that a row became.
    pub(super) fn images(&self, row: u32) -> Vec<u32> {
        if row > self.last {
            vec![self.moved(row)]
        } else {
            self.images.get(&row).cloned().unwrap_or_default()
        }
    }

    /// The stretches of written rows that come from the rows of a merged range:
    /// one for each turn of a loop around all of it, unless its label spans them.
    pub(super) fn stretches(&self, from: u32, to: u32, holds: Says) -> Vec<(u32, u32)> {
        if from > self.last {
            return vec![(self.moved(from), self.moved(to))];
        }
        let looped = self.loops.iter().any(|(first, last)| *first <= from && to <= *last);
        let apart = looped && (from == to || holds == Says::OfItsTurn);
        let mut stretches: Vec<(u32, u32)> = Vec::new();
        let mut before: Option<u32> = None;
        for (template, number) in self.order.iter().zip(1..) {
            if !(from..=to).contains(template) {
                before = None;
                continue;
            }
            match stretches.last_mut().filter(|_| before.is_some_and(|it| !apart || it < *template)) {
                Some(stretch) => stretch.1 = number,
                None => stretches.push((number, number)),
            }
            before = Some(*template);
        }
        if to > self.last {
            let end = self.moved(to);
            match stretches.last_mut() {
                Some(stretch) => stretch.1 = end,
                None => stretches.push((self.moved(self.last + 1), end)),
            }
        }
        stretches
    }
}

impl Way for Map {
    fn first(&self, at: u32) -> Option<u32> {
        self.images(at).first().copied()
    }

    fn span(&self, from: u32, to: u32) -> Option<(u32, u32)> {
        let inside = self.images.range(from..=to.max(from)).flat_map(|(_, images)| images);
        let below = [from, to].into_iter().filter(|row| *row > self.last).map(|row| self.moved(row));
        let all: Vec<u32> = inside.copied().chain(below).collect();
        let low = if from > self.last { None } else { all.iter().min().copied() };
        Some((low.or_else(|| all.first().copied())?, all.iter().max().copied()?))
    }

    fn sees(&self, from: Option<u32>, row: u32) -> bool {
        let within = |it: u32, (first, last): &Loop| (*first..=*last).contains(&it);
        self.loops.iter().all(|around| !within(row, around) || from.is_some_and(|from| within(from, around)))
    }

    fn nearest(&self, row: u32, (template, number): (u32, u32)) -> Option<u32> {
        let images = self.images(row);
        match row.cmp(&template) {
            std::cmp::Ordering::Equal => Some(number),
            std::cmp::Ordering::Less => images.iter().rfind(|image| **image < number).copied(),
            std::cmp::Ordering::Greater => images.iter().find(|image| **image > number).copied(),
        }
        .or_else(|| if images.len() == 1 { images.first().copied() } else { None })
    }
}
