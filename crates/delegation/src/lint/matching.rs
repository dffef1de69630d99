//! Looking for words in a text that may be broken by spaces and line ends. The
//! work is linear in the text: words, sayings and clauses are all bounded.

use kernel::Severity;

use super::lexicon::{Entry, Lexicon};
use super::slip::{Slip, SlipKind};

/// How far behind a word its company is looked for.
const NEAR: usize = 12;
/// How far before a word a denial is looked for.
const BEFORE: usize = 40;
/// What may follow 访问 that is no object.
const HOLLOW: &[&str] = &["交流", "活动", "和", "与", "及", "等", "任务", "团"];

/// A text without its white space; every character knows where it stood.
pub(super) struct Text {
    pub(super) chars: Vec<char>,
    pub(super) at: Vec<usize>,
    /// Where sentences and lines end, each just after its last character.
    pub(super) ends: Vec<usize>,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let unseen = |c: char| matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}');
        let mut read = Self { chars: Vec::new(), at: Vec::new(), ends: Vec::new() };
        for (at, c) in text.char_indices() {
            if !c.is_whitespace() && !unseen(c) {
                read.chars.push(c);
                read.at.push(at);
            }
            if matches!(c, '。' | '！' | '？' | '\n') {
                read.ends.push(read.chars.len());
            }
        }
        read.ends.push(read.chars.len());
        read
    }

    pub(super) fn has(&self, index: usize, word: &[char]) -> bool {
        // The first character decides nearly always, and costs least.
        word.first().is_some_and(|first| self.chars.get(index) == Some(first))
            && self.chars.get(index..).is_some_and(|rest| rest.starts_with(word))
    }

    /// Whether a saying that holds `word` covers the place where `word` stands.
    pub(super) fn covered(&self, index: usize, word: &[char], saying: &[char]) -> bool {
        let inside = saying.windows(word.len().max(1)).enumerate().filter(|(_, part)| *part == word);
        inside.map(|(offset, _)| offset).any(|offset| index >= offset && self.has(index - offset, saying))
    }

    /// The characters before a place, back to the beginning of its clause.
    fn clause_before(&self, index: usize) -> &[char] {
        let before = self.chars.get(index.saturating_sub(BEFORE)..index).unwrap_or_default();
        let start = before.iter().rposition(|c| ends_clause(*c)).map_or(0, |last| last + 1);
        before.get(start..).unwrap_or_default()
    }

    /// The characters from a place to the end of its clause, not far.
    fn clause_after(&self, index: usize) -> &[char] {
        let after = self.chars.get(index..).unwrap_or_default();
        let end = after.iter().take(NEAR).position(|c| ends_clause(*c)).unwrap_or(NEAR.min(after.len()));
        after.get(..end).unwrap_or_default()
    }
}

fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '！' | '？' | ',' | ';' | '!' | '?')
}

pub(super) fn holds(text: &[char], word: &[char]) -> bool {
    let Some(first) = word.first() else { return false };
    text.windows(word.len()).any(|part| part.first() == Some(first) && part == word)
}

/// The words of the lexicon in a text, the longest at each place.
pub(super) fn words(lexicon: &Lexicon, text: &Text) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut index = 0;
    while index < text.chars.len() {
        let found = lexicon
            .words
            .iter()
            .filter(|entry| text.has(index, &entry.word))
            .max_by_key(|entry| entry.word.len());
        let Some(entry) = found else {
            index += 1;
            continue;
        };
        if let Some(severity) = judged(lexicon, text, index, entry) {
            slips.push(Slip {
                word: entry.word.iter().collect(),
                at: text.at.get(index).copied().unwrap_or_default(),
                severity,
                kind: entry.kind,
                instead: entry.instead.clone(),
            });
        }
        index += entry.word.len();
    }
    slips
}

/// What a word does where it stands; `None` when it is harmless there.
fn judged(lexicon: &Lexicon, text: &Text, index: usize, entry: &Entry) -> Option<Severity> {
    let sayings = entry.spare.iter().chain(&lexicon.spare);
    if sayings.into_iter().any(|saying| text.covered(index, &entry.word, saying)) {
        return None;
    }
    let before = text.clause_before(index);
    if entry.kind != SlipKind::Regions && lexicon.negations.iter().any(|denial| holds(before, denial)) {
        return None;
    }
    let after = text.clause_after(index + entry.word.len());
    if entry.bare && has_object(after) {
        return None;
    }
    let worse = entry.near.iter().any(|company| holds(after, company));
    Some(if worse { Severity::Block } else { entry.severity })
}

fn has_object(after: &[char]) -> bool {
    let hollow = HOLLOW.iter().any(|word| after.starts_with(&word.chars().collect::<Vec<_>>()));
    let begins = after.first().is_some_and(|c| c.is_alphanumeric() || matches!(c, '“' | '《'));
    begins && !hollow
}
