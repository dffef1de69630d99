//! The words the lint looks for, read from `rulebook/lexicon.toml`.

use kernel::{Said, Severity};

use super::slip::SlipKind;
use super::wire::WordEntry;
use crate::rulebook::RulebookFault;
use crate::rulebook::fault::Wrong;
use crate::rulebook::page::Page;

/// The words to look for, and the sayings that spare them (词表).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

impl Lexicon {
    /// Reads a `lexicon.toml`: the shipped one, or an office's additions.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, Vec<RulebookFault>> {
        let mut page = Page::open(file, text);
        let mut sayings = |key: &str| {
            let list = page.list(key);
            spell(&list)
        };
        let (negations, region_spare, history) =
            (sayings("negations"), sayings("region_spare"), sayings("history"));
        let words = page.each("words", entry);
        let faults = page.close();
        let lexicon = Self { words, negations, region_spare, history, spare: Vec::new() };
        if faults.is_empty() { Ok(lexicon) } else { Err(faults) }
    }

    /// Adds another lexicon; its words take the place of those spelt alike.
    pub(crate) fn extend(&mut self, other: Self) {
        self.words.retain(|entry| !other.words.iter().any(|new| new.word == entry.word));
        self.words.extend(other.words);
        self.negations.extend(other.negations);
        self.region_spare.extend(other.region_spare);
        self.history.extend(other.history);
        self.spare.extend(other.spare);
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

fn entry(entry: WordEntry) -> Result<Entry, Wrong> {
    let severity = entry.severity.get_ref().parse().map_err(|_| {
        Wrong::at(&entry.severity, "severity 只可写 block 或 warn", "severity may be block or warn")
    })?;
    let kind = entry.kind.get_ref().parse().map_err(|error| {
        Wrong::at(&entry.kind, format!("kind {error}"), "kind is none of the kinds of the shipped lexicon")
    })?;
    let word = entry.word.get_ref();
    if word.trim().is_empty() {
        return Err(Wrong::at(&entry.word, "word 不能空", "word is empty"));
    }
    if let Some(saying) = entry.spare.get_ref().iter().find(|saying| !saying.contains(word.as_str())) {
        return Err(Wrong::at(
            &entry.spare,
            format!("spare 的“{saying}”里没有“{word}”"),
            format!("“{saying}” of spare does not hold “{word}”"),
        ));
    }
    Ok(Entry {
        word: word.chars().collect(),
        severity,
        kind,
        spare: spell(entry.spare.get_ref()),
        near: spell(&entry.near),
        bare: entry.bare,
        instead: Said::new(entry.zh, entry.en),
    })
}

fn spell(words: &[String]) -> Vec<Vec<char>> {
    words.iter().filter(|word| !word.is_empty()).map(|word| word.chars().collect()).collect()
}
