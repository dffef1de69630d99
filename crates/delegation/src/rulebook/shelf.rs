//! All rulebook files together: those that travel with the product, and over
//! them those an office keeps for itself.

use include_dir::{Dir, include_dir};
use jiff::civil::Date;

use super::fault::RulebookFault;
use super::folder::Own;
use super::layer::{Layer, Level, Origin, read};
use super::{Rulebook, assemble};
use crate::lint::Lexicon;

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rulebook");

/// Every layer there is (规定库), national first, an office's own after the
/// shipped ones of its level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    pub(super) layers: Vec<Layer>,
    pub(super) lexicon: Lexicon,
}

impl Shelf {
    /// The files that travel with the product.
    pub fn shipped() -> Result<Self, Vec<RulebookFault>> {
        Self::over_shipped(&[])
    }

    /// The shipped files with an office's own laid over them.
    pub(crate) fn over_shipped(own: &[Own]) -> Result<Self, Vec<RulebookFault>> {
        let mut shelf = Self { layers: Vec::new(), lexicon: Lexicon::default() };
        let mut faults = Vec::new();
        for folder in [Some(&SHIPPED), SHIPPED.get_dir("provinces"), SHIPPED.get_dir("colleges")] {
            for file in folder.into_iter().flat_map(Dir::files) {
                let name = file.path().to_string_lossy().replace('\\', "/");
                faults.extend(shelf.add(&name, file.contents_utf8().unwrap_or_default(), Origin::Shipped));
            }
        }
        for (name, text) in own {
            faults.extend(shelf.add(name, text, Origin::Own));
        }
        // Stable: what was added later stays later within its level.
        shelf.layers.sort_by_key(|layer| layer.level);
        if faults.is_empty() { Ok(shelf) } else { Err(faults) }
    }

    /// Files by name with their text, and no others.
    #[cfg(test)]
    pub(super) fn of(files: &[Own]) -> Result<Self, Vec<RulebookFault>> {
        let mut shelf = Self { layers: Vec::new(), lexicon: Lexicon::default() };
        let add = |(name, text): &Own| shelf.add(name, text, Origin::Shipped);
        let faults: Vec<RulebookFault> = files.iter().flat_map(add).collect();
        if faults.is_empty() { Ok(shelf) } else { Err(faults) }
    }

    /// Adds a file; one that holds no figures and no words is another's to read.
    fn add(&mut self, name: &str, text: &str, origin: Origin) -> Vec<RulebookFault> {
        if name == "lexicon.toml" {
            return match Lexicon::read(name, text) {
                Ok(lexicon) => {
                    self.lexicon.extend(lexicon);
                    Vec::new()
                }
                Err(faults) => faults,
            };
        }
        if !is_layer(name) {
            return Vec::new();
        }
        match read(name, text, origin) {
            Ok(layer) => {
                self.layers.push(layer);
                Vec::new()
            }
            Err(faults) => faults,
        }
    }

    /// The figures that hold for a college of a province on a day: the college's
    /// own before the province's before the nation's.
    pub fn effective(&self, province: &str, college: &str, on: Date) -> Result<Rulebook, RulebookFault> {
        assemble::rulebook(self.applying(province, college), &self.lexicon, on)
    }

    /// The layers that bind a college of a province, weakest first.
    pub(super) fn applying(&self, province: &str, college: &str) -> Vec<&Layer> {
        let applies = |layer: &&Layer| match layer.level {
            Level::National => true,
            Level::Province => layer.is_called(province),
            Level::College => layer.is_called(college),
        };
        self.layers.iter().filter(applies).collect()
    }

    /// The provinces that have a profile, in file order.
    pub fn provinces(&self) -> impl Iterator<Item = &str> {
        self.layers.iter().filter(|layer| layer.level == Level::Province).map(|layer| layer.name.as_str())
    }
}

/// The rulebook folder also holds rates, visas and holidays, which others read.
fn is_layer(name: &str) -> bool {
    name == "national.toml" || name.contains('/')
}
