//! The names that are in sight at one point of a paper: the facts, and the
//! variables of the loops around that point.

use std::borrow::Cow;

use kernel::Said;

use crate::{Fact, nearest};

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

    /// Its first step.
    pub(crate) fn first(&self) -> Option<&str> {
        self.steps.first().map(String::as_str)
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

    /// The items of the list a path leads to.
    pub(crate) fn list(&self, path: &Path) -> Result<&'a [Fact], Said> {
        let fact = self.lent(path).ok_or_else(|| self.explain(path))?;
        fact.as_list().ok_or_else(|| {
            let (path, kind) = (&path.text, fact.kind());
            Said::new(
                format!("“{path}”是{kind}，不能逐项写；请换成列表"),
                format!("“{path}” is not a list; loop over a list"),
            )
        })
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
        let missing = &path.text;
        if let Some(Fact::List(_)) = here {
            return Said::new(
                format!(
                    "“{before}”是列表，没有“{missing}”；请写 {{{{#for x in {before}}}}}，里面写 {{{{x.…}}}}，最后写 {{{{/for}}}}"
                ),
                format!(
                    "“{before}” is a list and has no “{missing}”; loop over it: #for x in {before}, x.…, /for"
                ),
            );
        }
        if here.is_some_and(|fact| fact.as_record().is_none()) {
            let kind = here.map_or("", Fact::kind);
            return Said::new(
                format!("“{before}”是{kind}，下面没有“{missing}”；请写到“{before}”为止"),
                format!("“{before}” is a single value; there is no “{missing}” below it: stop at “{before}”"),
            );
        }
        let names = self.names_in(here);
        let (zh, en) = if before.is_empty() {
            ("最外层".to_owned(), "at the top".to_owned())
        } else {
            (format!("“{before}”里"), format!("in “{before}”"))
        };
        let (meant_zh, meant_en) = self.meant(missing).map_or_else(Default::default, |name| {
            (format!("是不是“{name}”？"), format!("do you mean “{name}”? "))
        });
        Said::new(
            format!("没有“{missing}”这项事实；{meant_zh}{zh}可写：{names}"),
            format!("there is no fact “{missing}”; {meant_en}{en} one may write: {names}"),
        )
    }

    /// The name in sight that was probably meant: a slip of the pen, or the last
    /// word of a longer name.
    fn meant(&self, missing: &str) -> Option<String> {
        let mut known = Vec::new();
        for (name, fact) in self.names.iter().rev() {
            paths(name, fact, &mut known);
        }
        for (name, fact) in self.root.as_record().into_iter().flatten() {
            paths(name, fact, &mut known);
        }
        let near = nearest::of(missing, known.iter().map(String::as_str)).map(str::to_owned);
        let tail = format!(".{missing}");
        near.or_else(|| known.into_iter().find(|name| name.ends_with(&tail)))
    }

    fn names_in(&self, fact: Option<&Fact>) -> String {
        const SHOWN: usize = 24;
        let mut names: Vec<String> = match fact.unwrap_or(self.root) {
            Fact::Record(fields) => fields.keys().cloned().collect(),
            _ => Vec::new(),
        };
        if fact.is_none() {
            names.extend(self.names.iter().map(|(name, _)| (*name).to_owned()));
        }
        names.truncate(SHOWN);
        names.join("、")
    }
}

/// Every name that leads to something below a fact, lists not entered.
fn paths(name: &str, fact: &Fact, found: &mut Vec<String>) {
    found.push(name.to_owned());
    for (field, fact) in fact.as_record().into_iter().flatten() {
        paths(&format!("{name}.{field}"), fact, found);
    }
}
