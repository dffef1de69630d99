//! One rulebook file read: the nation's, a province's or a college's. Every
//! fault names the file, the line and the key, and all faults are told at once.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{Said, codes};
use toml::de::DeValue;

use super::fault::{RulebookFault, Wrong};
use super::figure::{Confidence, Figure};
use super::page::{Page, Placed, no_such_key, plain};
use super::schema::{Shape, Value, is_group, shape_of, value_of};

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

codes! {
    /// Where a layer comes from (来源).
    pub enum Origin {
        /// It travels with the product.
        Shipped = "shipped" "内置" "shipped",
        /// It lies in the office's own rulebook folder.
        Own = "own" "本单位" "own",
    }
}

/// One file of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layer {
    /// Whose figures they are.
    pub(super) level: Level,
    /// Where the file comes from.
    pub(super) origin: Origin,
    /// The file: `provinces/sichuan.toml`.
    pub(super) file: String,
    /// What the layer is called: `四川`, a college's full name.
    pub(super) name: String,
    /// Other ways to write the name.
    pub(super) aliases: Vec<String>,
    /// Every dated version of every key.
    pub(super) entries: BTreeMap<String, Vec<Dated>>,
}

/// A version of a key, and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) figure: Figure<Value>,
    pub(super) line: usize,
}

impl Layer {
    /// Whether a province or college is this layer's.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let name = name.trim();
        self.name == name || self.aliases.iter().any(|alias| alias == name)
    }

    /// What people call the layer; an office's own says so: `全国（本单位）`.
    pub(super) fn title(&self) -> String {
        title(&self.name, self.origin)
    }

    /// The version of a key that holds on a day: the one that began last.
    pub(super) fn on(&self, key: &str, day: Date) -> Option<&Figure<Value>> {
        let versions = self.entries.get(key)?.iter().map(|dated| &dated.figure);
        versions.filter(|figure| figure.holds_on(day)).max_by_key(|figure| figure.from)
    }
}

fn title(name: &str, origin: Origin) -> String {
    match origin {
        Origin::Shipped => name.to_owned(),
        Origin::Own => format!("{name}（{}）", origin.words().zh),
    }
}

/// Reads one file.
pub(super) fn read(file: &str, text: &str, origin: Origin) -> Result<Layer, Vec<RulebookFault>> {
    let mut page = Page::open(file, text);
    if page.is_faulty() {
        return Err(page.close());
    }
    let head = page.take("layer");
    let at = head.as_ref().map_or(0, |head| head.span().start);
    let (level, name, aliases) = read_head(head.as_ref()).unwrap_or_else(|says| {
        page.fault(at, "layer".to_owned(), says);
        (Level::National, String::new(), Vec::new())
    });
    if let Some(says) = misplaced(file, level).filter(|_| !page.is_faulty()) {
        page.fault(at, "layer.level".to_owned(), says);
    }
    let mut reading = Reading { layer: &title(&name, origin), entries: BTreeMap::new(), page: &mut page };
    for (key, at, value) in reading.page.take_all() {
        reading.walk(&key, at, &value, 0);
    }
    let entries = reading.entries;
    let faults = page.close();
    if faults.is_empty() {
        Ok(Layer { level, origin, file: file.to_owned(), name, aliases, entries })
    } else {
        Err(faults)
    }
}

/// A layer's level must be that of its folder.
fn misplaced(file: &str, level: Level) -> Option<Said> {
    let wanted = match file.split_once('/') {
        None => Level::National,
        Some(("provinces", _)) => Level::Province,
        Some(_) => Level::College,
    };
    (level != wanted).then(|| {
        Said::new(
            format!("写的是 {level}，这个位置的文件应写 {wanted}"),
            format!("is {level}; a file in this place says {wanted}"),
        )
    })
}

fn read_head(head: Option<&Placed<'_>>) -> Result<(Level, String, Vec<String>), Said> {
    let wanted = || {
        Said::new(
            "应写 level（national、province 或 college）和 name，可写 aliases",
            "write level (national, province or college) and name; aliases may follow",
        )
    };
    let head = head.and_then(plain).ok_or_else(wanted)?;
    let head = head.as_table().ok_or_else(wanted)?;
    if head.keys().any(|key| !matches!(key.as_str(), "level" | "name" | "aliases")) {
        return Err(wanted());
    }
    let text = |key: &str| head.get(key).and_then(toml::Value::as_str).ok_or_else(wanted);
    let level = text("level")?.parse().map_err(|_| wanted())?;
    let aliases = match head.get("aliases") {
        None => Vec::new(),
        Some(list) => list
            .as_array()
            .and_then(|list| list.iter().map(|item| item.as_str().map(str::to_owned)).collect())
            .ok_or_else(wanted)?,
    };
    let name = text("name")?.trim();
    if name.is_empty() { Err(wanted()) } else { Ok((level, name.to_owned(), aliases)) }
}

struct Reading<'a, 't> {
    layer: &'a str,
    entries: BTreeMap<String, Vec<Dated>>,
    page: &'a mut Page<'t>,
}

impl Reading<'_, '_> {
    /// Goes down to the entries; no key lies deeper than four names, so a file
    /// that does is refused before it is followed.
    fn walk(&mut self, path: &str, at: usize, value: &Placed<'_>, depth: usize) {
        if let Some(shape) = shape_of(path) {
            match value.get_ref() {
                DeValue::Array(versions) => {
                    for version in versions {
                        self.version(path, shape, version);
                    }
                }
                _ => self.version(path, shape, value),
            }
            return;
        }
        match value.get_ref() {
            DeValue::Table(table) if depth < 4 && is_group(path) => {
                for (key, value) in table {
                    self.walk(&format!("{path}.{}", key.get_ref()), key.span().start, value, depth + 1);
                }
            }
            _ => self.page.fault(at, path.to_owned(), no_such_key()),
        }
    }

    fn version(&mut self, path: &str, shape: Shape, version: &Placed<'_>) {
        let whole = version.span().start;
        match self.figure(version, shape) {
            Ok(figure) => {
                let line = self.page.line(whole);
                self.entries.entry(path.to_owned()).or_default().push(Dated { figure, line });
            }
            Err(Wrong { at, says }) => self.page.fault(at.unwrap_or(whole), path.to_owned(), says),
        }
    }

    fn figure(&self, entry: &Placed<'_>, shape: Shape) -> Result<Figure<Value>, Wrong> {
        let entry = Entry::of(entry)?;
        let value = entry.get("value")?.ok_or_else(|| Wrong::entry("缺少 value", "value is missing"))?;
        let value = value_of(shape, &value).map_err(|says| {
            entry.wrong("value", format!("value {}", says.zh), format!("value {}", says.en))
        })?;
        let basis = entry
            .text("basis")?
            .filter(|basis| !basis.trim().is_empty())
            .ok_or_else(|| Wrong::entry("缺少 basis（依据）", "basis (the instrument) is missing"))?;
        let confidence = entry
            .text("confidence")?
            .ok_or_else(|| Wrong::entry("缺少 confidence（可信程度）", "confidence is missing"))?;
        let confidence: Confidence = confidence.parse().map_err(|_| {
            entry.wrong(
                "confidence",
                format!("confidence 写的是“{confidence}”，只可写 high、medium、low、practice"),
                format!("confidence is “{confidence}”; it may be high, medium, low or practice"),
            )
        })?;
        let note = entry.text("note")?.unwrap_or_default();
        let (from, to) = (entry.date("from")?, entry.date("to")?);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(entry.wrong("to", "to 早于 from", "to is before from"));
        }
        Ok(Figure { value, basis, from, to, confidence, note, layer: self.layer.to_owned() })
    }
}

/// One dated entry: `value`, `basis` and what goes with them.
struct Entry<'a, 't>(&'a toml::de::DeTable<'t>);

impl<'a, 't> Entry<'a, 't> {
    fn of(entry: &'a Placed<'t>) -> Result<Self, Wrong> {
        const KNOWN: [&str; 6] = ["value", "basis", "from", "to", "confidence", "note"];
        let DeValue::Table(table) = entry.get_ref() else {
            return Err(Wrong::entry(
                "应是一组 value、basis、confidence",
                "should be a group of value, basis and confidence",
            ));
        };
        if let Some(strange) = table.keys().find(|key| !KNOWN.contains(&key.get_ref().as_ref())) {
            let known = KNOWN;
            return Err(Wrong {
                at: Some(strange.span().start),
                says: Said::new(
                    format!("不认识 {}，只可写 {}", strange.get_ref(), known.join("、")),
                    format!("{} is not known; only {} may be written", strange.get_ref(), known.join(", ")),
                ),
            });
        }
        Ok(Self(table))
    }

    fn wrong(&self, key: &str, zh: impl Into<String>, en: impl Into<String>) -> Wrong {
        Wrong { at: self.0.get(key).map(|value| value.span().start), says: Said::new(zh, en) }
    }

    fn get(&self, key: &str) -> Result<Option<toml::Value>, Wrong> {
        let Some(value) = self.0.get(key) else { return Ok(None) };
        let unreadable = || self.wrong(key, format!("{key} 看不懂"), format!("{key} cannot be read"));
        plain(value).map(Some).ok_or_else(unreadable)
    }

    fn text(&self, key: &str) -> Result<Option<String>, Wrong> {
        let Some(value) = self.get(key)? else { return Ok(None) };
        let wrong =
            || self.wrong(key, format!("{key} 应是文字（加引号）"), format!("{key} should be a text"));
        value.as_str().map(|text| Some(text.to_owned())).ok_or_else(wrong)
    }

    fn date(&self, key: &str) -> Result<Option<Date>, Wrong> {
        let Some(value) = self.get(key)? else { return Ok(None) };
        let day = value.as_datetime().filter(|moment| moment.time.is_none()).and_then(|moment| {
            let day = moment.date?;
            let (month, of_month) = (i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?);
            Date::new(i16::try_from(day.year).ok()?, month, of_month).ok()
        });
        let wrong = || {
            self.wrong(
                key,
                format!("{key} 应是日期，如 2016-11-01（不加引号）"),
                format!("{key} should be a date like 2016-11-01, without quotes"),
            )
        };
        day.map(Some).ok_or_else(wrong)
    }
}
