//! An entry of the lexicon file as it is written. Read once, then turned into
//! [`super::Lexicon`].

use serde::Deserialize;
use toml::Spanned;

/// One `[[words]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordEntry {
    pub(super) word: Spanned<String>,
    pub(super) severity: Spanned<String>,
    pub(super) kind: Spanned<String>,
    #[serde(default = "nothing")]
    pub(super) spare: Spanned<Vec<String>>,
    #[serde(default)]
    pub(super) near: Vec<String>,
    #[serde(default)]
    pub(super) bare: bool,
    pub(super) zh: String,
    pub(super) en: String,
}

fn nothing() -> Spanned<Vec<String>> {
    Spanned::new(0..0, Vec::new())
}
