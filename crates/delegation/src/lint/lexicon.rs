//! The words the lint looks for, read from `rulebook/lexicon.toml`.

use kernel::{Said, Severity};

use super::slip::SlipKind;
use super::wire::{LexiconFile, WordEntry};

/// The words to look for, and the sayings that spare them (词表).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexicon {
    pub(super) words: Vec<Entry>,
    /// Sayings before a word, in the same clause, that deny it: `不安排`.
    pub(super) negations: Vec<Vec<char>>,
    /// Sayings that hold a region's name and mean another thing: `中东部`.
    pub(super) region_spare: Vec<Vec<char>>,
    /// Sayings that show a sentence tells of earlier trips: `近两年`.
    pub(super) history: Vec<Vec<char>>,
    /// Sayings a layer spares whatever the word in them.
    pub(super) spare: Vec<Vec<char>>,
}

/// One word and its circumstances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) word: Vec<char>,
    pub(super) severity: Severity,
    pub(super) kind: SlipKind,
    /// Sayings that hold the word and are harmless.
    pub(super) spare: Vec<Vec<char>>,
    /// Words that make it worse when they follow in the same clause.
    pub(super) near: Vec<Vec<char>>,
    /// Whether it counts only when no object follows.
    pub(super) bare: bool,
    /// What to write instead.
    pub(super) instead: Said,
}

/// A lexicon file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("词表看不懂：{0}")]
pub struct UnreadableLexicon(pub String);

impl Lexicon {
    /// Reads `lexicon.toml`.
    pub fn parse(text: &str) -> Result<Self, UnreadableLexicon> {
        let file: LexiconFile = toml::from_str(text).map_err(|error| UnreadableLexicon(error.to_string()))?;
        Ok(Self {
            words: file.words.iter().map(entry).collect::<Result<_, _>>()?,
            negations: spell(&file.negations),
            region_spare: spell(&file.region_spare),
            history: spell(&file.history),
            spare: Vec::new(),
        })
    }

    /// Adds a layer's own words; they take the place of a shared word spelt alike.
    pub(crate) fn add(&mut self, severity: Severity, words: Vec<String>) {
        for word in words {
            let word: Vec<char> = word.chars().collect();
            self.words.retain(|entry| entry.word != word);
            self.words.push(Entry {
                word,
                severity,
                kind: SlipKind::House,
                spare: Vec::new(),
                near: Vec::new(),
                bare: false,
                instead: Said::new("换一种说法", "say it another way"),
            });
        }
    }

    /// Adds sayings a layer spares.
    pub(crate) fn spare(&mut self, sayings: &[String]) {
        self.spare.extend(spell(sayings));
    }
}

fn entry(entry: &WordEntry) -> Result<Entry, UnreadableLexicon> {
    let fault = |what: String| UnreadableLexicon(format!("{}：{what}", entry.word));
    let severity = entry.severity.parse().map_err(|error| fault(format!("{error}")))?;
    let kind = entry.kind.parse().map_err(|error| fault(format!("{error}")))?;
    if entry.word.trim().is_empty() || entry.spare.iter().any(|saying| !saying.contains(&entry.word)) {
        return Err(fault("word 不能空，spare 的每一项都要含有 word".to_owned()));
    }
    Ok(Entry {
        word: entry.word.chars().collect(),
        severity,
        kind,
        spare: spell(&entry.spare),
        near: spell(&entry.near),
        bare: entry.bare,
        instead: Said::new(&entry.zh, &entry.en),
    })
}

fn spell(words: &[String]) -> Vec<Vec<char>> {
    words.iter().filter(|word| !word.is_empty()).map(|word| word.chars().collect()).collect()
}
