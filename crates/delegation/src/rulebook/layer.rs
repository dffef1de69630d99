//! One rulebook file read: the nation's, a province's or a college's. Every
//! fault names the file and the key, and all faults are told at once.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::codes;

use super::figure::{Confidence, Figure};
use super::schema::{Value, is_group, shape_of, value_of};

codes! {
    /// Whose figures a layer holds (层级), weakest first.
    pub enum Level {
        /// 全国
        National = "national" "全国" "national",
        /// 省级
        Province = "province" "省级" "province",
        /// 校级
        College = "college" "校级" "college",
    }
}

/// What is wrong with a rulebook file, and where (规定库错误).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("规定库 {file} 的 {key}：{fault}")]
pub struct RulebookFault {
    /// The file: `provinces/sichuan.toml`.
    pub file: String,
    /// The key in it: `stay.far.one`; `（全文）` when the file cannot be read at all.
    pub key: String,
    /// What is wrong and what belongs there.
    pub fault: String,
}

/// One file of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layer {
    /// Whose figures they are.
    pub(super) level: Level,
    /// What the layer is called: `四川`, a college's full name.
    pub(super) name: String,
    /// Other ways to write the name.
    pub(super) aliases: Vec<String>,
    /// Every dated version of every key.
    pub(super) entries: BTreeMap<String, Vec<Figure<Value>>>,
}

impl Layer {
    /// Whether a province or college is this layer's.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let name = name.trim();
        self.name == name || self.aliases.iter().any(|alias| alias == name)
    }

    /// The version of a key that holds on a day: the one that began last.
    pub(super) fn on(&self, key: &str, day: Date) -> Option<&Figure<Value>> {
        let versions = self.entries.get(key)?;
        versions.iter().filter(|figure| figure.holds_on(day)).max_by_key(|figure| figure.from)
    }
}

/// Reads one file.
pub(super) fn read(file: &str, text: &str) -> Result<Layer, Vec<RulebookFault>> {
    let fault =
        |key: &str, fault: String| RulebookFault { file: file.to_owned(), key: key.to_owned(), fault };
    let mut table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| vec![fault("（全文）", error.to_string())])?;
    let mut faults = Vec::new();
    let head = table.remove("layer");
    let (level, name, aliases) = read_head(head.as_ref()).unwrap_or_else(|what| {
        faults.push(fault("layer", what.to_owned()));
        (Level::National, String::new(), Vec::new())
    });
    let mut reading = Reading { layer: &name, entries: BTreeMap::new(), faults: Vec::new() };
    for (key, value) in &table {
        reading.walk(key, value, 0);
    }
    faults.extend(reading.faults.into_iter().map(|(key, what)| fault(&key, what)));
    let entries = reading.entries;
    if faults.is_empty() { Ok(Layer { level, name, aliases, entries }) } else { Err(faults) }
}

fn read_head(head: Option<&toml::Value>) -> Result<(Level, String, Vec<String>), &'static str> {
    const WANTED: &str = "应写 level（national、province 或 college）和 name，可写 aliases";
    let head = head.and_then(toml::Value::as_table).ok_or(WANTED)?;
    if head.keys().any(|key| !matches!(key.as_str(), "level" | "name" | "aliases")) {
        return Err(WANTED);
    }
    let text = |key: &str| head.get(key).and_then(toml::Value::as_str).ok_or(WANTED);
    let level = text("level")?.parse().map_err(|_| WANTED)?;
    let aliases = match head.get("aliases") {
        None => Vec::new(),
        Some(list) => list
            .as_array()
            .and_then(|list| list.iter().map(|item| item.as_str().map(str::to_owned)).collect())
            .ok_or(WANTED)?,
    };
    Ok((level, text("name")?.to_owned(), aliases))
}

struct Reading<'a> {
    layer: &'a str,
    entries: BTreeMap<String, Vec<Figure<Value>>>,
    faults: Vec<(String, String)>,
}

impl Reading<'_> {
    /// Goes down to the entries; no key lies deeper than four names, so a file
    /// that does is refused before it is followed.
    fn walk(&mut self, path: &str, value: &toml::Value, depth: usize) {
        if let Some(shape) = shape_of(path) {
            let versions = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            for version in versions {
                match self.figure(version, |value| value_of(shape, value)) {
                    Ok(figure) => self.entries.entry(path.to_owned()).or_default().push(figure),
                    Err(fault) => self.faults.push((path.to_owned(), fault)),
                }
            }
            return;
        }
        let table = value.as_table().filter(|_| depth < 4 && is_group(path));
        let Some(table) = table else {
            self.faults.push((path.to_owned(), "没有这个键，请核对拼写".to_owned()));
            return;
        };
        for (key, value) in table {
            self.walk(&format!("{path}.{key}"), value, depth + 1);
        }
    }

    fn figure(
        &self,
        entry: &toml::Value,
        read: impl Fn(&toml::Value) -> Result<Value, &'static str>,
    ) -> Result<Figure<Value>, String> {
        let entry = entry.as_table().ok_or("应是一组 value、basis、confidence")?;
        let known = ["value", "basis", "from", "to", "confidence", "note"];
        if let Some(strange) = entry.keys().find(|key| !known.contains(&key.as_str())) {
            return Err(format!("不认识 {strange}，只可写 {}", known.join("、")));
        }
        let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
        let value =
            read(entry.get("value").ok_or("缺少 value")?).map_err(|fault| format!("value {fault}"))?;
        let basis = text("basis").filter(|basis| !basis.is_empty()).ok_or("缺少 basis（依据）")?.to_owned();
        let confidence: Confidence =
            text("confidence").ok_or("缺少 confidence")?.parse().map_err(|error| format!("{error}"))?;
        let note = match entry.get("note") {
            None => String::new(),
            Some(note) => note.as_str().ok_or("note 应是文字")?.to_owned(),
        };
        let (from, to) = (date(entry, "from")?, date(entry, "to")?);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err("to 早于 from".to_owned());
        }
        Ok(Figure { value, basis, from, to, confidence, note, layer: self.layer.to_owned() })
    }
}

fn date(entry: &toml::Table, key: &str) -> Result<Option<Date>, String> {
    let Some(value) = entry.get(key) else { return Ok(None) };
    let read = value.as_datetime().filter(|moment| moment.time.is_none()).and_then(|moment| {
        let day = moment.date?;
        Date::new(i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?)
            .ok()
    });
    read.map(Some).ok_or_else(|| format!("{key} 应是日期，如 2016-11-01"))
}
