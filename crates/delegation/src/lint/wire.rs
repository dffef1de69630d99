//! The lexicon file as it is written. Read once, then turned into [`super::Lexicon`].

use serde::Deserialize;

/// `lexicon.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LexiconFile {
    pub(super) negations: Vec<String>,
    pub(super) region_spare: Vec<String>,
    pub(super) history: Vec<String>,
    pub(super) words: Vec<WordEntry>,
}

/// One `[[words]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordEntry {
    pub(super) word: String,
    pub(super) severity: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) spare: Vec<String>,
    #[serde(default)]
    pub(super) near: Vec<String>,
    #[serde(default)]
    pub(super) bare: bool,
    pub(super) zh: String,
    pub(super) en: String,
}
