//! Where the columns of a template went: those that repeat stand once for each
//! item, what is right of them moves.

use super::map::Way;

/// Columns of a worksheet that repeat, as they are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    /// The first and the last of them in the template.
    from: u32,
    to: u32,
    /// How often they stand; a list without items leaves them once, blank.
    turns: u32,
}

impl Stretch {
    fn holds(&self, column: u32) -> bool {
        (self.from..=self.to).contains(&column)
    }

    fn width(&self) -> u32 {
        self.to - self.from + 1
    }
}

/// Where the columns of one worksheet went.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns(Vec<Stretch>);

impl Columns {
    /// The columns after what has been given: these stand so many times.
    pub(crate) fn repeat(&mut self, (from, to): (u32, u32), turns: usize) {
        let turns = u32::try_from(turns).unwrap_or(u32::MAX).max(1);
        self.0.push(Stretch { from, to, turns });
    }

    pub(super) fn moves(&self) -> bool {
        self.0.iter().any(|stretch| stretch.turns > 1)
    }

    /// The repeated columns that a column is among.
    pub(crate) fn band(&self, column: u32) -> Option<usize> {
        self.0.iter().position(|stretch| stretch.holds(column))
    }

    pub(crate) fn turns(&self, band: usize) -> u32 {
        self.0.get(band).map_or(1, |stretch| stretch.turns)
    }

    /// Where a column stands in one turn of those it repeats with, from 0.
    pub(crate) fn image(&self, column: u32, turn: u32) -> u32 {
        let moved = |stretch: &Stretch| {
            if stretch.to < column {
                stretch.width().saturating_mul(stretch.turns - 1)
            } else if stretch.holds(column) {
                stretch.width().saturating_mul(turn)
            } else {
                0
            }
        };
        self.0.iter().map(moved).fold(column, u32::saturating_add)
    }

    /// Where a column stands last.
    pub(super) fn last_image(&self, column: u32) -> u32 {
        let turns = self.band(column).map_or(1, |band| self.turns(band));
        self.image(column, turns - 1)
    }

    /// Columns in stretches that stay together: cut where repeated ones begin and
    /// end, each with the shifts of all its turns.
    pub(super) fn cut(&self, from: u32, to: u32) -> Vec<(u32, u32)> {
        let mut edges: Vec<u32> = self.0.iter().flat_map(|it| [it.from, it.to + 1]).collect();
        edges.retain(|edge| (from + 1..=to).contains(edge));
        edges.sort_unstable();
        let mut cut = Vec::new();
        let mut begin = from;
        for edge in edges {
            cut.push((begin, edge - 1));
            begin = edge;
        }
        cut.push((begin, to));
        let turns = |column: u32| self.band(column).map_or(1, |band| self.turns(band));
        let images = |(from, to): (u32, u32)| {
            (0..turns(from)).map(move |turn| (self.image(from, turn), self.image(to, turn)))
        };
        cut.into_iter().flat_map(images).collect()
    }
}

impl Way for Columns {
    fn first(&self, at: u32) -> Option<u32> {
        Some(self.image(at, 0))
    }

    fn span(&self, from: u32, to: u32) -> Option<(u32, u32)> {
        Some((self.image(from, 0), self.last_image(to)))
    }

    fn sees(&self, from: Option<u32>, at: u32) -> bool {
        let band = self.band(at);
        band.is_none() || from.is_some_and(|from| self.band(from) == band)
    }

    fn nearest(&self, at: u32, (template, written): (u32, u32)) -> Option<u32> {
        let stretch = self.band(at).filter(|band| self.band(template) == Some(*band));
        let turn = match stretch.and_then(|band| self.0.get(band)) {
            Some(stretch) => (written - self.image(template, 0)) / stretch.width(),
            None => 0,
        };
        Some(self.image(at, turn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_of_repeated_columns_moves() {
        let mut columns = Columns::default();
        columns.repeat((2, 3), 3);
        columns.repeat((5, 5), 0);
        let images = |column: u32, turn: u32| columns.image(column, turn);
        assert_eq!([images(1, 0), images(2, 0), images(3, 2), images(4, 0), images(6, 0)], [1, 2, 7, 8, 10]);
        assert_eq!(columns.span(1, 3), Some((1, 7)));
        assert_eq!(columns.cut(1, 9), [(1, 1), (2, 3), (4, 5), (6, 7), (8, 8), (9, 9), (10, 13)]);
        // The second turn of column 3 looks at column 2.
        assert_eq!(columns.nearest(2, (3, 5)), Some(4));
        assert!(!columns.sees(Some(1), 2) && columns.sees(Some(3), 2) && columns.sees(None, 4));
    }
}
