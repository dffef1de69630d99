//! Points, and what moves them.

/// An affine map as PDF writes it: `a b c d e f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    /// Moves nothing.
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A move alone.
    pub(super) const fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map, then another.
    #[expect(clippy::many_single_char_names, reason = "they are the names the PDF standard gives them")]
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// Where a point goes.
    #[expect(clippy::many_single_char_names, reason = "they are the names the PDF standard gives them")]
    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How much heights grow.
    pub(super) fn growth(self) -> f64 {
        let [_, _, c, d, ..] = self.0;
        c.hypot(d)
    }
}

/// A character as it stands on the page; y grows upwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// What it says, one character or a ligature's.
    pub(super) text: String,
    /// Left edge.
    pub(super) left: f64,
    /// Right edge.
    pub(super) right: f64,
    /// The line it stands on.
    pub(super) base: f64,
    /// Height of the type.
    pub(super) size: f64,
}

impl Glyph {
    /// Somewhere in its middle, for asking which cell it is in.
    pub(super) fn middle(&self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), self.base + 0.3 * self.size)
    }
}

/// A ruled line, along one axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Where it stands on the other axis.
    pub(super) at: f64,
    /// Where it begins.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
}

/// What was found on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Left and right edge of the paper, if they are known.
    pub(super) paper: Option<(f64, f64)>,
    pub(super) glyphs: Vec<Glyph>,
    /// Characters that have no meaning, only a shape.
    pub(super) mute: u32,
    /// Level lines: `at` is a height.
    pub(super) level: Vec<Rule>,
    /// Upright lines: `at` is a distance from the left.
    pub(super) upright: Vec<Rule>,
}
