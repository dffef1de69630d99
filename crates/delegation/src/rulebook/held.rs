//! Which figure holds for a college, from which file, and which others it
//! overrides: what an officer asks when a figure surprises.

use jiff::civil::Date;

use super::figure::Figure;
use super::layer::{Level, Origin};
use super::schema::Key;
use super::{KEYS, Shelf};
use kernel::codes;

codes! {
    /// What became of a figure on a day (效力).
    pub enum Standing {
        /// It is the one that counts.
        Holds = "holds" "有效" "holds",
        /// It adds to the others of its key, as words do.
        Adds = "adds" "并用" "adds",
        /// A stronger or a later one counts instead.
        Overridden = "overridden" "被覆盖" "overridden",
        /// Its days have not begun.
        NotYet = "not-yet" "尚未施行" "not yet in force",
        /// Its days are over.
        Ended = "ended" "已失效" "ended",
    }
}

/// One figure of one file, as it stands for a college on a day (数值的效力).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The key: `team.cap`.
    pub key: String,
    /// What became of it.
    pub standing: Standing,
    /// The value in words, with its instrument, dates and layer.
    pub figure: Figure<String>,
    /// Whose it is.
    pub level: Level,
    /// Where its file comes from.
    pub origin: Origin,
    /// The file it stands in …
    pub file: String,
    /// … and its line.
    pub line: usize,
}

impl Shelf {
    /// Every figure that any layer of a college gives a key, the one that counts
    /// first, then the stronger before the weaker.
    pub fn held(&self, key: &str, province: &str, college: &str, on: Date) -> Vec<Held> {
        let mut all = Vec::new();
        let mut counted = false;
        let adds = key.starts_with("words.");
        for layer in self.applying(province, college).into_iter().rev() {
            let in_force = layer.on(key, on);
            let mut versions: Vec<_> = layer.entries.get(key).into_iter().flatten().collect();
            versions.sort_by_key(|dated| std::cmp::Reverse(dated.figure.from));
            for dated in versions {
                let figure = &dated.figure;
                let standing = if figure.from.is_some_and(|from| on < from) {
                    Standing::NotYet
                } else if figure.to.is_some_and(|to| to < on) {
                    Standing::Ended
                } else if in_force == Some(figure) && (adds || !counted) {
                    counted = true;
                    if adds { Standing::Adds } else { Standing::Holds }
                } else {
                    Standing::Overridden
                };
                all.push(Held {
                    key: key.to_owned(),
                    standing,
                    figure: figure.with(figure.value.told()),
                    level: layer.level,
                    origin: layer.origin,
                    file: layer.file.clone(),
                    line: dated.line,
                });
            }
        }
        all.sort_by_key(|held| held.standing);
        all
    }

    /// Every key that somebody gives a figure, in the order of the manual;
    /// severities last.
    pub fn keys(&self) -> Vec<String> {
        let given = |key: &str| self.layers.iter().any(|layer| layer.entries.contains_key(key));
        let mut keys: Vec<String> =
            KEYS.iter().map(|key: &Key| key.name.to_owned()).filter(|key| given(key)).collect();
        let mut severities: Vec<String> = self
            .layers
            .iter()
            .flat_map(|layer| layer.entries.keys())
            .filter(|key| key.starts_with("severity."))
            .cloned()
            .collect();
        severities.sort();
        severities.dedup();
        keys.extend(severities);
        keys
    }

    /// What each layer that is not the nation's says of a key, in file order: for
    /// the manual.
    pub fn overrides(&self, key: &str) -> Vec<Held> {
        let layers = self.layers.iter().filter(|layer| layer.level != Level::National);
        let of_layer = layers.flat_map(|layer| {
            layer.entries.get(key).into_iter().flatten().map(|dated| Held {
                key: key.to_owned(),
                standing: Standing::Overridden,
                figure: dated.figure.with(dated.figure.value.told()),
                level: layer.level,
                origin: layer.origin,
                file: layer.file.clone(),
                line: dated.line,
            })
        });
        of_layer.collect()
    }

    /// The layers an office's own folder brought: file, level, name, and how many
    /// figures it holds.
    pub fn own_layers(&self) -> Vec<(String, Level, String, usize)> {
        let own = self.layers.iter().filter(|layer| layer.origin == Origin::Own);
        own.map(|layer| {
            let figures = layer.entries.values().map(Vec::len).sum();
            (layer.file.clone(), layer.level, layer.name.clone(), figures)
        })
        .collect()
    }
}
