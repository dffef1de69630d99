//! All rulebook files together: those that travel with the product, or a folder
//! of the same shape that an office keeps for itself.

use std::path::Path;

use include_dir::{Dir, include_dir};
use jiff::civil::Date;

use super::layer::{Layer, Level, RulebookFault, read};
use super::{Rulebook, assemble};
use crate::lint::Lexicon;

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rulebook");

/// No rulebook file is larger; a larger one is not a rulebook.
const LARGEST: u64 = 1 << 20;

/// Every layer there is (规定库), national first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    pub(super) layers: Vec<Layer>,
    pub(super) lexicon: Lexicon,
}

impl Shelf {
    /// The files that travel with the product.
    pub fn shipped() -> Result<Self, Vec<RulebookFault>> {
        let mut files = Vec::new();
        for folder in [Some(&SHIPPED), SHIPPED.get_dir("provinces"), SHIPPED.get_dir("colleges")] {
            for file in folder.into_iter().flat_map(Dir::files) {
                let name = file.path().to_string_lossy().replace('\\', "/");
                if is_layer(&name) {
                    files.push((name, file.contents_utf8().unwrap_or_default().to_owned()));
                }
            }
        }
        Self::of(&files)
    }

    /// The files of a folder shaped like the shipped one: `national.toml`,
    /// `lexicon.toml`, `provinces/*.toml`, `colleges/*.toml`.
    pub fn from_folder(folder: &Path) -> Result<Self, Vec<RulebookFault>> {
        let mut files = Vec::new();
        let mut faults = Vec::new();
        for part in ["", "provinces", "colleges"] {
            let Ok(entries) = std::fs::read_dir(folder.join(part)) else { continue };
            for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
                let name = Path::new(part).join(path.file_name().unwrap_or_default());
                let name = name.to_string_lossy().replace('\\', "/");
                if !is_layer(&name) {
                    continue;
                }
                match bounded(&path) {
                    Ok(text) => files.push((name, text)),
                    Err(fault) => {
                        faults.push(whole(&name, fault));
                    }
                }
            }
        }
        files.sort();
        if faults.is_empty() { Self::of(&files) } else { Err(faults) }
    }

    /// Files by name with their text.
    pub fn of(files: &[(String, String)]) -> Result<Self, Vec<RulebookFault>> {
        let mut faults = Vec::new();
        let mut layers = Vec::new();
        let mut lexicon = None;
        for (name, text) in files {
            if name == "lexicon.toml" {
                match Lexicon::parse(text) {
                    Ok(read) => lexicon = Some(read),
                    Err(fault) => faults.push(whole(name, fault.to_string())),
                }
                continue;
            }
            match read(name, text) {
                Ok(layer) if fits(name, layer.level) => layers.push(layer),
                Ok(_) => faults.push(RulebookFault {
                    file: name.clone(),
                    key: "layer.level".to_owned(),
                    fault: "与所在文件夹不符：national.toml 是 national，provinces 下是 province，colleges 下是 college"
                        .to_owned(),
                }),
                Err(more) => faults.extend(more),
            }
        }
        if !layers.iter().any(|layer| layer.level == Level::National) && faults.is_empty() {
            faults.push(whole("national.toml", "没有这个文件".to_owned()));
        }
        layers.sort_by_key(|layer| layer.level);
        match lexicon {
            Some(lexicon) if faults.is_empty() => Ok(Self { layers, lexicon }),
            None if faults.is_empty() => Err(vec![whole("lexicon.toml", "没有这个文件".to_owned())]),
            _ => Err(faults),
        }
    }

    /// The figures that hold for a college of a province on a day: the college's
    /// own before the province's before the nation's.
    pub fn effective(&self, province: &str, college: &str, on: Date) -> Result<Rulebook, RulebookFault> {
        let applies = |layer: &&Layer| match layer.level {
            Level::National => true,
            Level::Province => layer.is_called(province),
            Level::College => layer.is_called(college),
        };
        assemble::rulebook(self.layers.iter().filter(applies).collect(), &self.lexicon, on)
    }

    /// The provinces that have a profile, in file order.
    pub fn provinces(&self) -> impl Iterator<Item = &str> {
        self.layers.iter().filter(|layer| layer.level == Level::Province).map(|layer| layer.name.as_str())
    }
}

fn whole(file: &str, fault: String) -> RulebookFault {
    RulebookFault { file: file.to_owned(), key: "（全文）".to_owned(), fault }
}

/// The rulebook folder also holds rates, visas and holidays, which others read.
fn is_layer(name: &str) -> bool {
    let toml = Path::new(name).extension().is_some_and(|extension| extension == "toml");
    toml && (name.contains('/') || matches!(name, "national.toml" | "lexicon.toml"))
}

fn fits(name: &str, level: Level) -> bool {
    match name.split_once('/') {
        None => level == Level::National,
        Some((folder, _)) => {
            (folder == "provinces") == (level == Level::Province) && level != Level::National
        }
    }
}

fn bounded(path: &Path) -> Result<String, String> {
    let size = std::fs::metadata(path).map_err(|error| format!("读不出：{error}"))?.len();
    if size > LARGEST {
        return Err("超过 1 MiB，不是规定库文件".to_owned());
    }
    std::fs::read_to_string(path).map_err(|error| format!("读不出：{error}；请存为 UTF-8 文本"))
}
