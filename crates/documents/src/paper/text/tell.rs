//! Saying `text.toml`: clauses and blocks that hold, filled with facts.

use std::collections::BTreeMap;

use kernel::Said;

use super::{Block, Clause, Each, Entry, FILE, Style};
use crate::Fact;
use crate::expression::Expression;
use crate::fault::{Fault, Faults};
use crate::scope::Scope;

/// Sentences of one paper together, in bytes.
const BYTES: usize = 8 * 1024 * 1024;

/// Facts in, sentences out.
pub(super) struct Teller<'a> {
    scope: Scope<'a>,
    faults: Vec<Fault>,
    bytes: usize,
}

impl<'a> Teller<'a> {
    pub(super) fn new(facts: &'a Fact) -> Self {
        Self { scope: Scope::new(facts), faults: Vec::new(), bytes: 0 }
    }

    /// Every key said; all faults at once.
    pub(super) fn tell(mut self, entries: &'a [(String, Entry)]) -> Result<Fact, Faults> {
        let mut said = BTreeMap::new();
        for (key, entry) in entries {
            let fact = match entry {
                Entry::Sentence(clauses) => Fact::Text(self.sentence(key, clauses)),
                Entry::Blocks(blocks) => {
                    self.scope.counts = vec![("heading", 0), ("item", 0), ("numbered", 0)];
                    Fact::List(self.blocks(key, blocks))
                }
            };
            said.insert(key.clone(), fact);
        }
        Faults::unless_none(self.faults, Fact::Record(said))
    }

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
