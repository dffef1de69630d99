//! A TOML file of the rulebook with its places: every value knows where it
//! stands, so that a fault can name its line and its key.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::fault::{RulebookFault, Wrong};
use kernel::Said;

/// A value and where it stands.
pub(crate) type Placed<'t> = Spanned<DeValue<'t>>;

/// A TOML file being read.
pub(crate) struct Page<'t> {
    file: &'t str,
    text: &'t str,
    table: DeTable<'t>,
    faults: Vec<RulebookFault>,
}

impl<'t> Page<'t> {
    /// Opens a file; what is no TOML is told at once, every place of it.
    pub(crate) fn open(file: &'t str, text: &'t str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut page = Self { file, text, table: table.into_inner(), faults: Vec::new() };
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            page.fault(at, String::new(), syntax(error.message()));
        }
        if !page.faults.is_empty() {
            page.table = DeTable::new();
        }
        page
    }

    /// Whether anything was wrong so far.
    pub(crate) fn is_faulty(&self) -> bool {
        !self.faults.is_empty()
    }

    /// Files a fault at a place of the text.
    pub(crate) fn fault(&mut self, at: usize, key: String, says: Said) {
        let fault = RulebookFault { file: self.file.to_owned(), line: Some(self.line(at)), key, says };
        self.faults.push(fault);
    }

    /// The line a place of the text is on, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    /// Takes a key of the first level, if the file has it.
    pub(crate) fn take(&mut self, key: &str) -> Option<Placed<'t>> {
        self.table.remove(key)
    }

    /// Takes every key that is left, with the place of its name.
    pub(crate) fn take_all(&mut self) -> Vec<(String, usize, Placed<'t>)> {
        let all = std::mem::take(&mut self.table).into_iter();
        all.map(|(key, value)| (key.get_ref().to_string(), key.span().start, value)).collect()
    }

    /// One group of keys, if the file has it.
    pub(crate) fn one<E: DeserializeOwned, T>(
        &mut self,
        key: &str,
        read: impl Fn(E) -> Result<T, Wrong>,
    ) -> Option<T> {
        let value = self.take(key)?;
        self.entry(key, value, &read)
    }

    /// Every entry of a list, `[[key]]`, in order; entries that are wrong are filed.
    pub(crate) fn each<E: DeserializeOwned, T>(
        &mut self,
        key: &str,
        read: impl Fn(E) -> Result<T, Wrong>,
    ) -> Vec<T> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let at = value.span().start;
        let DeValue::Array(entries) = value.into_inner() else {
            let says = Said::new(format!("应逐条写成 [[{key}]]"), format!("write each one as [[{key}]]"));
            self.fault(at, key.to_owned(), says);
            return Vec::new();
        };
        let entries: Vec<Placed<'t>> = entries.into_iter().collect();
        let placed = entries.into_iter().enumerate();
        placed
            .filter_map(|(index, value)| self.entry(&format!("{key}.{}", index + 1), value, &read))
            .collect()
    }

    /// A list of texts of the first level; none if the file has none.
    pub(crate) fn list(&mut self, key: &str) -> Vec<String> {
        self.one(key, |list: Vec<String>| Ok(list)).unwrap_or_default()
    }

    fn entry<E: DeserializeOwned, T>(
        &mut self,
        key: &str,
        value: Placed<'t>,
        read: &impl Fn(E) -> Result<T, Wrong>,
    ) -> Option<T> {
        let whole = value.span().start;
        let written = E::deserialize(ValueDeserializer::from(value)).map_err(|error| Wrong {
            at: error.span().map(|span| span.start),
            says: syntax(error.message()),
        });
        match written.and_then(read) {
            Ok(read) => Some(read),
            Err(Wrong { at, says }) => {
                let key = match at.and_then(|at| self.key_at(at)) {
                    Some(field) => format!("{key}.{field}"),
                    None => key.to_owned(),
                };
                self.fault(at.unwrap_or(whole), key, says);
                None
            }
        }
    }

    /// The key that is written on the line of a place: `days = "x"`, or the last
    /// one before the place where several share a line.
    fn key_at(&self, at: usize) -> Option<String> {
        let upto = self.text.get(..at)?;
        let (_, before) = upto.rsplit_once('\n').unwrap_or(("", upto));
        let rest = self.text.get(at..)?.split('\n').next().unwrap_or_default();
        let named = |text: &str| {
            let name = text.rsplit(['{', ',', '[']).next().unwrap_or_default().trim();
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            (!name.is_empty() && name.chars().all(plain)).then(|| name.to_owned())
        };
        match before.rsplit_once('=') {
            Some((left, right)) if !right.contains(',') => named(left),
            _ => rest.split_once('=').and_then(|(left, _)| named(left)),
        }
    }

    /// What was wrong in the end: keys nobody took are spelt wrongly.
    pub(crate) fn close(mut self) -> Vec<RulebookFault> {
        for (key, at, _) in self.take_all() {
            self.fault(at, key, no_such_key());
        }
        self.faults.sort();
        self.faults
    }
}

/// A plain value out of one with places.
pub(crate) fn plain(value: &Placed<'_>) -> Option<toml::Value> {
    toml::Value::deserialize(ValueDeserializer::from(value.clone())).ok()
}

/// The sentence for a key that no file has.
pub(crate) fn no_such_key() -> Said {
    Said::new("没有这个键，请核对拼写", "there is no such key; check the spelling")
}

/// What the parser complains of, in words.
fn syntax(message: &str) -> Said {
    let message = message.trim();
    let quoted = || message.split('`').skip(1).step_by(2).collect::<Vec<_>>();
    if message.starts_with("unknown field") {
        let names = quoted();
        let (strange, known) = names.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
        return Said::new(format!("不认识 {strange}，只可写 {}", known.join("、")), message);
    }
    if message.starts_with("missing field") {
        return Said::new(format!("缺少 {}", quoted().concat()), message);
    }
    if let Some((found, wanted)) =
        message.strip_prefix("invalid type: ").and_then(|it| it.split_once(", expected "))
    {
        let wanted_zh = match wanted {
            "a string" => "文字（加引号）",
            "i64" | "i16" | "u64" => "整数（不加引号）",
            "a boolean" => "true 或 false",
            "a sequence" => "列表",
            _ => "一组键值",
        };
        let value = found.split('`').nth(1).or_else(|| found.split_once(' ').map(|(_, value)| value));
        let found = value.unwrap_or(found);
        return Said::new(format!("写的是 {found}，应是{wanted_zh}"), message);
    }
    let line = message.replace('\n', "; ");
    let told = [
        ("unclosed", "括号或引号没有配对"),
        ("must be quoted", "文字要加引号"),
        ("duplicate key", "同一个键写了两遍"),
        ("key with no value", "键后面缺少等号和值"),
        ("expected `=`", "键后面缺少等号"),
        ("extra `=`", "多了一个等号"),
    ];
    let zh = told.iter().find(|(known, _)| line.contains(known)).map_or("这一行看不懂", |(_, zh)| zh);
    Said::new(format!("{zh}，不合 TOML 的写法（{line}）"), format!("not well-formed TOML ({line})"))
}
