//! Reading `text.toml`: every key, style, condition and place is judged before
//! a fact is seen.

use kernel::Said;
use toml::{Table, Value};

use super::{Block, Clause, Each, Entry, FILE, Line, Style};
use crate::expression::Expression;
use crate::fault::Fault;
use crate::scope::Path;

/// A fault that has been noted already.
struct Told;

/// What is wrong with the file so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) faults: Vec<Fault>,
}

impl Reader {
    pub(super) fn entry(&mut self, key: &str, value: &Value) -> Option<Entry> {
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
