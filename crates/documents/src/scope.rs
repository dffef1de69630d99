//! The names that are in sight at one point of a paper: the facts, and the
//! variables of the loops around that point.

use std::borrow::Cow;

use kernel::Said;

use crate::Fact;

/// A dotted path to a fact, read once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) text: String,
    steps: Vec<String>,
}

impl Path {
    /// Reads `stop.title`; a step is letters, digits, `_` or `-`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let good = |step: &str| {
            !step.is_empty() && step.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
        };
        let steps: Vec<_> = text.split('.').map(str::to_owned).collect();
        steps.iter().all(|step| good(step)).then(|| Self { text: text.to_owned(), steps })
    }
}

/// Where a running loop stands.
#[derive(Debug, Clone, Copy)]
struct Turn {
    index: usize,
    length: usize,
}

/// Facts and loop variables, the innermost loop last.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    root: &'a Fact,
    names: Vec<(&'a str, &'a Fact)>,
    turns: Vec<Turn>,
    /// How many blocks of a style were written so far: `count.heading`.
    pub(crate) counts: Vec<(&'static str, i64)>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(root: &'a Fact) -> Self {
        Self { root, names: Vec::new(), turns: Vec::new(), counts: Vec::new() }
    }

    /// Enters one turn of a loop; [`Self::leave`] ends it.
    pub(crate) fn enter(&mut self, name: &'a str, item: &'a Fact, index: usize, length: usize) {
        self.names.push((name, item));
        self.turns.push(Turn { index, length });
    }

    pub(crate) fn leave(&mut self) {
        self.names.pop();
        self.turns.pop();
    }

    /// The fact a path leads to. `loop.index` (from 1), `loop.first`,
    /// `loop.last` and `loop.length` speak of the innermost loop.
    pub(crate) fn find(&self, path: &Path) -> Option<Cow<'a, Fact>> {
        let [first, rest @ ..] = path.steps.as_slice() else { return None };
        match (first.as_str(), rest) {
            ("loop", [what]) => self.turn(what).map(Cow::Owned),
            ("count", [what]) => {
                let count = self.counts.iter().find(|(name, _)| name == what)?;
                Some(Cow::Owned(Fact::Number(count.1)))
            }
            _ => self.lent(path).map(Cow::Borrowed).or_else(|| self.length(path).map(Cow::Owned)),
        }
    }

    /// `annexes.length` items, `paper.mark.length` characters.
    fn length(&self, path: &Path) -> Option<Fact> {
        let (last, steps) = path.steps.split_last()?;
        if last != "length" {
            return None;
        }
        let of = Path { text: String::new(), steps: steps.to_vec() };
        match self.lent(&of)? {
            Fact::List(items) => Some(Fact::from(items.len())),
            Fact::Text(text) => Some(Fact::from(text.chars().count())),
            _ => None,
        }
    }

    /// The fact a path leads to, if it is part of the tree.
    pub(crate) fn lent(&self, path: &Path) -> Option<&'a Fact> {
        let [first, rest @ ..] = path.steps.as_slice() else { return None };
        let named = self.names.iter().rev().find(|(name, _)| name == first).map(|(_, fact)| *fact);
        let start = match named {
            Some(fact) => fact,
            None => self.root.at(first)?,
        };
        rest.iter().try_fold(start, |fact, step| fact.at(step))
    }

    fn turn(&self, what: &str) -> Option<Fact> {
        let turn = self.turns.last()?;
        Some(match what {
            "index" => Fact::from(turn.index + 1),
            "first" => Fact::Yes(turn.index == 0),
            "last" => Fact::Yes(turn.index + 1 == turn.length),
            "length" => Fact::from(turn.length),
            _ => return None,
        })
    }

    /// Why a path leads nowhere, and the names that would have led on.
    pub(crate) fn explain(&self, path: &Path) -> Said {
        let mut before = String::new();
        let mut here: Option<&Fact> = None;
        for step in &path.steps {
            let next = match here {
                None => self.names.iter().rev().find(|(name, _)| name == step).map(|(_, fact)| *fact),
                Some(_) => None,
            }
            .or_else(|| here.unwrap_or(self.root).at(step));
            let Some(next) = next else { break };
            here = Some(next);
            before = if before.is_empty() { step.clone() } else { format!("{before}.{step}") };
        }
        let names = self.names_in(here);
        let missing = &path.text;
        if here.is_some_and(|fact| fact.as_record().is_none() && fact.as_list().is_none()) {
            let kind = here.map_or("", Fact::kind);
            return Said::new(
                format!("“{before}”是{kind}，下面没有“{missing}”；请写到“{before}”为止"),
                format!("“{before}” is a single value; there is no “{missing}” below it: stop at “{before}”"),
            );
        }
        let (zh, en) = if before.is_empty() {
            ("最外层".to_owned(), "at the top".to_owned())
        } else {
            (format!("“{before}”里"), format!("in “{before}”"))
        };
        Said::new(
            format!("没有“{missing}”这项事实；{zh}可写：{names}"),
            format!("there is no fact “{missing}”; {en} one may write: {names}"),
        )
    }

    fn names_in(&self, fact: Option<&Fact>) -> String {
        const SHOWN: usize = 24;
        let mut names: Vec<String> = match fact.unwrap_or(self.root) {
            Fact::Record(fields) => fields.keys().cloned().collect(),
            Fact::List(items) => vec![format!("0…{}", items.len().saturating_sub(1))],
            _ => Vec::new(),
        };
        if fact.is_none() {
            names.extend(self.names.iter().map(|(name, _)| (*name).to_owned()));
        }
        names.truncate(SHOWN);
        names.join("、")
    }
}
