//! The catalogue of facts (素材目录): every name that a paper or a form may say,
//! and what it means. `facts.toml` is the one list; a test holds it against the
//! facts of all specimens, and `docs/guide/facts.md` is printed from it.

use chassis::Error;
use documents::Fact;
use serde::Deserialize;

use crate::facts::sample;

const FILE: &str = include_str!("../../facts.toml");

/// The catalogue.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Facts that belong together, in the order in which one reads them.
    pub group: Vec<Group>,
}

/// Facts of one thing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What they are about.
    pub title: String,
    /// Names and meanings.
    pub facts: Vec<Entry>,
}

/// One fact.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name, with `[]` where a list is gone through: `members[].name`.
    pub name: String,
    /// What it says, in Chinese.
    pub says: String,
    /// What kind of thing it is.
    #[serde(default)]
    pub kind: Kind,
}

/// What a fact is (种类).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Words, ready to be printed.
    #[default]
    Text,
    /// A whole number.
    Number,
    /// Yes or no, for conditions.
    Yes,
}

impl Kind {
    /// What is said of it in a list; words need no remark.
    pub const fn remark(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Number => "（数）",
            Self::Yes => "（是否）",
        }
    }

    fn example(self) -> Fact {
        match self {
            Self::Text => Fact::from("…"),
            Self::Number => Fact::Number(1),
            Self::Yes => Fact::Yes(true),
        }
    }
}

impl Catalogue {
    /// The catalogue that travels with the product.
    pub fn shipped() -> Result<Self, Error> {
        toml::from_str(FILE).map_err(Error::fault)
    }

    /// All facts, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.group.iter().flat_map(|group| &group.facts)
    }

    /// A tree that has every fact once: what a form is checked against.
    pub fn shape(&self) -> Fact {
        self.entries().fold(Fact::Record(std::collections::BTreeMap::new()), |mut tree, entry| {
            sample::put(&mut tree, &entry.name, entry.kind.example());
            tree
        })
    }
}
