//! `text.toml`: the sentences of a paper, with places for facts.
//!
//! A key is a sentence or a list of blocks. A sentence is a text, or a list of
//! clauses of which each may have a condition or a loop of its own. The
//! grammar stands in the crate's README.

use std::collections::BTreeMap;

use kernel::Said;
use toml::{Table, Value};

use super::wire::broken;
use crate::Fact;
use crate::expression::Expression;
use crate::fault::{Fault, Faults};
use crate::place::Place;
use crate::scope::{Path, Scope};

const FILE: &str = "text.toml";
/// Sentences of one paper together, in bytes.
const BYTES: usize = 8 * 1024 * 1024;

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
pub(super) struct Text(Vec<(String, Entry)>);

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
pub(super) struct Line(Vec<Bit>);

#[derive(Debug, Clone)]
enum Bit {
    Words(String),
    Place(Place, String),
}

/// A tag, and what is wrong with it.
type Wrong = (String, Said);

impl Line {
    /// Reads words with places; `{{` and `}}` stand for the braces themselves.
    pub(super) fn parse(text: &str) -> Result<Self, Said> {
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
                bits.push(Bit::Place(super::place(tag)?, format!("{{{tag}}}")));
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

    pub(super) fn fill(&self, scope: &Scope<'_>) -> Result<String, Wrong> {
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
    pub(super) fn parse(text: &str) -> Result<Self, Faults> {
        let table: Table =
            toml::from_str(text).map_err(|error| Fault::of_file(FILE, broken(text, &error)))?;
        let mut reader = Reader { faults: Vec::new() };
        let entries = table.into_iter().filter_map(|(key, value)| {
            let entry = reader.entry(&key, &value)?;
            Some((key, entry))
        });
        let entries = entries.collect();
        Faults::unless_none(reader.faults, Self(entries))
    }

    /// Every key said.
    pub(super) fn fill(&self, facts: &Fact) -> Result<Fact, Faults> {
        let mut teller = Teller { scope: Scope::new(facts), faults: Vec::new(), bytes: 0 };
        let mut said = BTreeMap::new();
        for (key, entry) in &self.0 {
            let fact = match entry {
                Entry::Sentence(clauses) => Fact::Text(teller.sentence(key, clauses)),
                Entry::Blocks(blocks) => {
                    teller.scope.counts = vec![("heading", 0), ("item", 0), ("numbered", 0)];
                    Fact::List(teller.blocks(key, blocks))
                }
            };
            said.insert(key.clone(), fact);
        }
        Faults::unless_none(teller.faults, Fact::Record(said))
    }
}

/// A fault that has been noted already.
struct Told;

struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn entry(&mut self, key: &str, value: &Value) -> Option<Entry> {
        if let Value::Array(items) = value
            && items.iter().any(|item| item.get("style").is_some())
        {
            let blocks = items.iter().enumerate();
            let blocks = blocks.filter_map(|(at, item)| self.block(&format!("{key}[{}]", at + 1), item));
            return Some(Entry::Blocks(blocks.collect()));
        }
        self.sentence(key, value).map(Entry::Sentence)
    }

    fn block(&mut self, key: &str, value: &Value) -> Option<Block> {
        let table = self.table(key, value, &["style", "when", "each", "as", "lead", "text"])?;
        let style = table.get("style").and_then(Value::as_str).unwrap_or_default();
        let Some((_, style)) = Style::ALL.into_iter().find(|(code, _)| *code == style) else {
            let all = Style::ALL.map(|(code, _)| code).join("、");
            return self.fault(
                key,
                style,
                format!("没有这种样式；可写 {all}"),
                format!("unknown style; write one of {all}"),
            );
        };
        let mut part = |name: &str| {
            table.get(name).map_or(Some(Vec::new()), |value| self.sentence(&format!("{key}.{name}"), value))
        };
        let (lead, text) = (part("lead")?, part("text")?);
        Some(Block {
            style,
            when: self.when(key, table).ok()?,
            each: self.each(key, table).ok()?,
            lead,
            text,
        })
    }

    fn sentence(&mut self, key: &str, value: &Value) -> Option<Vec<Clause>> {
        match value {
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(at, item)| self.clause(&format!("{key}[{}]", at + 1), item))
                .collect(),
            value => Some(vec![self.clause(key, value)?]),
        }
    }

    fn clause(&mut self, key: &str, value: &Value) -> Option<Clause> {
        if let Value::String(text) = value {
            return Some(Clause { when: None, each: None, text: self.line(key, text)?, otherwise: None });
        }
        let table = self.table(key, value, &["text", "when", "else", "each", "as", "join"])?;
        let text = table.get("text").and_then(Value::as_str).unwrap_or_default();
        let otherwise = match table.get("else").and_then(Value::as_str) {
            Some(text) => Some(self.line(key, text)?),
            None => None,
        };
        Some(Clause {
            when: self.when(key, table).ok()?,
            each: self.each(key, table).ok()?,
            text: self.line(key, text)?,
            otherwise,
        })
    }

    fn when(&mut self, key: &str, table: &Table) -> Result<Option<Expression>, Told> {
        let Some(condition) = table.get("when") else { return Ok(None) };
        let condition = condition.as_str().unwrap_or_default();
        match Expression::parse(condition) {
            Ok(expression) => Ok(Some(expression)),
            Err(says) => self.told(&format!("{key}.when"), condition, says),
        }
    }

    fn each(&mut self, key: &str, table: &Table) -> Result<Option<Each>, Told> {
        let Some(list) = table.get("each") else { return Ok(None) };
        let list = list.as_str().unwrap_or_default();
        let text = |key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
        let Some(path) = Path::parse(list) else {
            let says =
                Said::new("请写列表的名字，例如 purposes", "write the name of a list, such as purposes");
            return self.told(&format!("{key}.each"), list, says);
        };
        let name = text("as").unwrap_or_else(|| "it".to_owned());
        Ok(Some(Each { name, list: path, join: text("join").unwrap_or_default() }))
    }

    fn line(&mut self, key: &str, text: &str) -> Option<Line> {
        match Line::parse(text) {
            Ok(line) => Some(line),
            Err(says) => self.fault(key, text, says.zh, says.en),
        }
    }

    fn table<'v>(&mut self, key: &str, value: &'v Value, keys: &[&str]) -> Option<&'v Table> {
        let can = keys.join("、");
        let Value::Table(table) = value else {
            let kind = value.type_str();
            return self.fault(
                key,
                kind,
                format!("应为文字或表，表中可写 {can}"),
                format!("write a text, or a table of {can}"),
            );
        };
        match table.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(odd) => {
                self.fault(key, odd, format!("没有这个键；可写 {can}"), format!("unknown key; write {can}"))
            }
            None => Some(table),
        }
    }

    fn told<T>(&mut self, key: &str, tag: &str, says: Said) -> Result<T, Told> {
        self.faults.push(Fault::at_key(FILE, key, tag, says));
        Err(Told)
    }

    fn fault<T>(&mut self, key: &str, tag: &str, zh: String, en: String) -> Option<T> {
        self.faults.push(Fault::at_key(FILE, key, tag, Said { zh, en }));
        None
    }
}

struct Teller<'a> {
    scope: Scope<'a>,
    faults: Vec<Fault>,
    bytes: usize,
}

impl<'a> Teller<'a> {
    fn blocks(&mut self, key: &str, blocks: &'a [Block]) -> Vec<Fact> {
        let mut said = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            let key = format!("{key}[{}]", at + 1);
            match &block.each {
                None => said.extend(self.block(&key, block)),
                Some(each) => {
                    let items = self.items(&key, each);
                    for (index, item) in items.iter().enumerate() {
                        self.scope.enter(&each.name, item, index, items.len());
                        said.extend(self.block(&key, block));
                        self.scope.leave();
                    }
                }
            }
        }
        said
    }

    fn block(&mut self, key: &str, block: &'a Block) -> Option<Fact> {
        if !self.holds(key, block.when.as_ref()) {
            return None;
        }
        let before = self.scope.counts.clone();
        self.count(block.style);
        let lead = self.sentence(&format!("{key}.lead"), &block.lead);
        let text = self.sentence(&format!("{key}.text"), &block.text);
        if lead.is_empty() && text.is_empty() {
            self.scope.counts = before;
            return None;
        }
        Some(crate::record! { style: block.style.code(), lead: lead, text: text })
    }

    /// `count.heading`, `count.item`, `count.numbered`: each begins anew below
    /// the one before it.
    fn count(&mut self, style: Style) {
        let at = match style {
            Style::Heading => 0,
            Style::Item => 1,
            Style::Numbered => 2,
            _ => return,
        };
        for (index, (_, count)) in self.scope.counts.iter_mut().enumerate() {
            match index.cmp(&at) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => *count += 1,
                std::cmp::Ordering::Greater => *count = 0,
            }
        }
    }

    fn sentence(&mut self, key: &str, clauses: &'a [Clause]) -> String {
        let mut out = String::new();
        for clause in clauses {
            match &clause.each {
                None => out.push_str(&self.clause(key, clause)),
                Some(each) => {
                    let items = self.items(key, each);
                    let mut told = Vec::new();
                    for (index, item) in items.iter().enumerate() {
                        self.scope.enter(&each.name, item, index, items.len());
                        told.push(self.clause(key, clause));
                        self.scope.leave();
                    }
                    told.retain(|text| !text.is_empty());
                    out.push_str(&told.join(&each.join));
                }
            }
        }
        out
    }

    fn clause(&mut self, key: &str, clause: &'a Clause) -> String {
        let line = if self.holds(key, clause.when.as_ref()) {
            Some(&clause.text)
        } else {
            clause.otherwise.as_ref()
        };
        let Some(line) = line else { return String::new() };
        if self.bytes > BYTES {
            return String::new();
        }
        match line.fill(&self.scope) {
            Ok(text) => {
                self.bytes += text.len();
                text
            }
            Err((tag, says)) => {
                self.fault(key, &tag, says);
                String::new()
            }
        }
    }

    fn holds(&mut self, key: &str, when: Option<&Expression>) -> bool {
        match when.map(|when| when.holds(&self.scope)) {
            None => true,
            Some(Ok(holds)) => holds,
            Some(Err(says)) => {
                self.fault(&format!("{key}.when"), "", says);
                false
            }
        }
    }

    fn items(&mut self, key: &str, each: &Each) -> &'a [Fact] {
        match self.scope.lent(&each.list) {
            Some(fact) if fact.as_list().is_some() => fact.as_list().unwrap_or_default(),
            Some(fact) => {
                let (path, kind) = (&each.list.text, fact.kind());
                let says =
                    Said::new(format!("“{path}”是{kind}，请换成列表"), format!("“{path}” is not a list"));
                self.fault(key, path, says);
                &[]
            }
            None => {
                let says = self.scope.explain(&each.list);
                self.fault(key, &each.list.text, says);
                &[]
            }
        }
    }

    fn fault(&mut self, key: &str, tag: &str, says: Said) {
        let fault = Fault::at_key(FILE, key, tag, says);
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}
