//! `text.toml`: the sentences of a paper, with places for facts.
//!
//! A key is a sentence or a list of blocks. A sentence is a text, or a list of
//! clauses of which each may have a condition or a loop of its own. The
//! grammar stands in the crate's README.

mod read;
mod tell;

use kernel::Said;

use self::read::Reader;
use self::tell::Teller;
use super::wire::broken;
use crate::Fact;
use crate::expression::Expression;
use crate::fault::{Fault, Faults};
use crate::place::{Place, straighten};
use crate::scope::{Path, Scope};

const FILE: &str = "text.toml";

/// How a block of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// 一、 in 黑体, on a line of its own.
    Heading,
    /// （一） in 楷体, running into the text.
    Item,
    /// Plain text, indented two characters.
    Paragraph,
    /// `1.` and so on, set as plain text.
    Numbered,
    /// 称谓, flush left.
    Salutation,
    /// 此致, Yours sincerely.
    Closing,
}

impl Style {
    const ALL: [(&'static str, Self); 6] = [
        ("heading", Self::Heading),
        ("item", Self::Item),
        ("paragraph", Self::Paragraph),
        ("numbered", Self::Numbered),
        ("salutation", Self::Salutation),
        ("closing", Self::Closing),
    ];

    /// The word in `text.toml` and in the facts.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, style)| *style == self).map_or("", |(code, _)| code)
    }
}

/// A whole `text.toml`.
#[derive(Debug, Clone, Default)]
pub(in crate::paper) struct Text(Vec<(String, Entry)>);

#[derive(Debug, Clone)]
enum Entry {
    Sentence(Vec<Clause>),
    Blocks(Vec<Block>),
}

#[derive(Debug, Clone)]
struct Block {
    style: Style,
    when: Option<Expression>,
    each: Option<Each>,
    lead: Vec<Clause>,
    text: Vec<Clause>,
}

#[derive(Debug, Clone)]
struct Clause {
    when: Option<Expression>,
    each: Option<Each>,
    text: Line,
    otherwise: Option<Line>,
}

#[derive(Debug, Clone)]
struct Each {
    name: String,
    list: Path,
    join: String,
}

/// Words with places: `所需经费{budget.total_running}元`.
#[derive(Debug, Clone, Default)]
pub(in crate::paper) struct Line(Vec<Bit>);

#[derive(Debug, Clone)]
enum Bit {
    Words(String),
    Place(Place, String),
}

/// What stands between the braces.
fn place(text: &str) -> Result<Place, Said> {
    Place::parse(&straighten(text))
}

/// A tag, and what is wrong with it.
type Wrong = (String, Said);

impl Line {
    /// Reads words with places; `{{` and `}}` stand for the braces themselves.
    pub(in crate::paper) fn parse(text: &str) -> Result<Self, Said> {
        let mut bits = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
            words.push_str(before);
            if let Some(after) = from.strip_prefix("{{") {
                words.push('{');
                rest = after;
            } else if let Some(after) = from.strip_prefix("}}") {
                words.push('}');
                rest = after;
            } else if let Some((tag, after)) = from.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
                bits.push(Bit::Words(std::mem::take(&mut words)));
                bits.push(Bit::Place(place(tag)?, format!("{{{tag}}}")));
                rest = after;
            } else {
                return Err(Said::new(
                    "花括号不成对；事实写成 {stop.title}，要印出花括号请写 {{ 和 }}",
                    "a brace has no partner; write {stop.title}, and {{ or }} for the brace itself",
                ));
            }
        }
        words.push_str(rest);
        bits.push(Bit::Words(words));
        Ok(Self(bits))
    }

    pub(in crate::paper) fn fill(&self, scope: &Scope<'_>) -> Result<String, Wrong> {
        let mut out = String::new();
        for bit in &self.0 {
            match bit {
                Bit::Words(words) => out.push_str(words),
                Bit::Place(place, tag) => {
                    out.push_str(&place.fill(scope).map_err(|says| (tag.clone(), says))?);
                }
            }
        }
        Ok(out)
    }
}

impl Text {
    pub(in crate::paper) fn parse(text: &str) -> Result<Self, Faults> {
        Self::of(toml::from_str(text).map_err(|error| Fault::of_file(FILE, broken(text, &error)))?)
    }

    /// The sentences of a table.
    pub(in crate::paper) fn of(table: toml::Table) -> Result<Self, Faults> {
        let mut reader = Reader::default();
        let entries = table.into_iter().filter_map(|(key, value)| {
            let entry = reader.entry(&key, &value)?;
            Some((key, entry))
        });
        let entries = entries.collect();
        Faults::unless_none(reader.faults, Self(entries))
    }

    /// Every key said.
    pub(in crate::paper) fn fill(&self, facts: &Fact) -> Result<Fact, Faults> {
        Teller::new(facts).tell(&self.0)
    }
}
