//! Names of other stops in the text of this one: the season's general text,
//! pasted unchanged, claims every region of the year for one trip.

use std::collections::BTreeSet;
use std::ops::Range;

use kernel::{Country, Said, Severity};
use season::model::{Season, Stop};

use super::lexicon::Lexicon;
use super::matching::{Text, holds};
use super::slip::{Slip, SlipKind};

/// Where this trip goes, and where others of the season go (出访范围).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    own: Vec<Vec<char>>,
    others: Vec<(usize, Vec<char>)>,
}

impl Scope {
    /// The scope of a stop within its season; `also` are countries this trip
    /// touches besides, such as those it changes planes in.
    pub fn of(stop: &Stop, season: &Season, also: &[Country]) -> Self {
        let mut own = names(stop);
        own.extend(also.iter().map(|country| country.zh().to_owned()));
        let others: Vec<_> = season.stops.iter().filter(|other| other.id != stop.id).map(names).collect();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        let others: Vec<Vec<&str>> =
            others.iter().map(|names| names.iter().map(String::as_str).collect()).collect();
        Self::new(&own, &others.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    /// The scope by names: this trip's own, and those of each other stop.
    pub fn new(own: &[&str], others: &[&[&str]]) -> Self {
        let spell = |name: &str| name.chars().collect::<Vec<_>>();
        let foreign = others.iter().enumerate().flat_map(|(stop, names)| {
            names.iter().filter(|name| !own.contains(name)).map(move |name| (stop, spell(name)))
        });
        Self { own: own.iter().map(|name| spell(name)).collect(), others: foreign.collect() }
    }
}

/// What a stop is called: its region, its countries, as written and by list.
fn names(stop: &Stop) -> Vec<String> {
    let site = &stop.site;
    let separates = |c: char| matches!(c, '（' | '）' | '(' | ')' | '、' | '/' | '，' | ',' | '或' | '和');
    let written = site.text.split(separates).map(|name| name.trim().to_owned());
    let mut names: BTreeSet<String> = written.collect();
    names.insert(site.region.clone());
    names.extend(site.countries.iter().map(|country| country.zh().to_owned()));
    names.into_iter().filter(|name| name.chars().count() >= 2).collect()
}

/// The names of other stops, one slip a sentence: one stop is doubtful, several
/// in one sentence are barred. A sentence about earlier trips may name any.
pub(super) fn named(lexicon: &Lexicon, text: &Text, scope: &Scope) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut begins = 0;
    for end in &text.ends {
        let words = text.chars.get(begins..*end).unwrap_or_default();
        if !lexicon.history.iter().any(|saying| holds(words, saying)) {
            slips.extend(sentence(lexicon, text, scope, begins..*end).judged());
        }
        begins = *end;
    }
    slips
}

/// The names in one sentence; a longer name of this trip's own hides a shorter
/// foreign one.
fn sentence(lexicon: &Lexicon, text: &Text, scope: &Scope, range: Range<usize>) -> Sentence {
    let mut sentence = Sentence::default();
    let mut index = range.start;
    while index < range.end {
        let own = scope.own.iter().filter(|name| text.has(index, name)).map(Vec::len).max().unwrap_or(0);
        let other = scope
            .others
            .iter()
            .filter(|(_, name)| text.has(index, name) && name.len() > own)
            .filter(|(_, name)| !lexicon.region_spare.iter().any(|saying| text.covered(index, name, saying)))
            .max_by_key(|(_, name)| name.len());
        if let Some((stop, name)) = other {
            sentence.names(*stop, name, text.at.get(index).copied().unwrap_or_default());
        }
        index += other.map_or(own, |(_, name)| name.len()).max(1);
    }
    sentence
}

#[derive(Default)]
struct Sentence {
    at: usize,
    stops: BTreeSet<usize>,
    words: Vec<String>,
}

impl Sentence {
    fn names(&mut self, stop: usize, name: &[char], at: usize) {
        let word: String = name.iter().collect();
        if self.words.is_empty() {
            self.at = at;
        }
        self.stops.insert(stop);
        if !self.words.contains(&word) {
            self.words.push(word);
        }
    }

    fn judged(self) -> Option<Slip> {
        if self.words.is_empty() {
            return None;
        }
        Some(Slip {
            word: self.words.join("、"),
            at: self.at,
            severity: if self.stops.len() > 1 { Severity::Block } else { Severity::Warn },
            kind: SlipKind::Regions,
            instead: Said::new(
                "只写本次前往的国家；确与本次任务有关的，写明关系",
                "name only where this party goes, or say what the other place has to do with it",
            ),
        })
    }
}
