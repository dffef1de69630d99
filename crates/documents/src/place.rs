//! A place that a fact fills: a path with filters, as in `row.host|or:"—"`.
//!
//! The same words stand between `{{ }}` in Word and between `{ }` in
//! `text.toml`. A filter changes how a value is printed, never what it is.

use std::borrow::Cow;

use kernel::Said;

use crate::Fact;
use crate::scope::{Path, Scope};

/// A path and how its value is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) path: Path,
    pub(crate) filters: Vec<Filter>,
}

/// How a value is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Filter {
    /// `or:"—"` — this text where there is nothing.
    Or(String),
    /// `join:"、"` — the items of a list in one line.
    Join(String),
    /// `breaks` — the items of a list, or the lines of a text, broken inside
    /// one paragraph.
    Breaks,
    /// `plain` — the lines of a text run together.
    Plain,
    /// `foreign` — nothing, if there is a Chinese character in it: a Chinese
    /// rendering of a name stays out of a foreign letter.
    Foreign,
    /// `hanzi` — a number as 一, 十二, 二十.
    Hanzi,
    /// `above:paper.date` — the paragraph is centred over that text, which
    /// stands four characters in from the right (署名).
    Above(Path),
    /// `below:school.name` — the date under a name that is too long (成文日期).
    Below(Path),
    /// `number` — a text such as `189,327.00` becomes a number in a workbook.
    Number,
    /// In a page's margin: one line, in which `&` means itself.
    Margin,
    /// `width:120mm` — how wide a picture is.
    Width(Millimetres),
    /// `height:40mm` — how high a picture is.
    Height(Millimetres),
}

/// A length on paper, in whole millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Millimetres(pub(crate) u32);

impl Millimetres {
    /// `120mm` or `12cm`, up to half a metre.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (digits, unit) = match text.strip_suffix("mm") {
            Some(digits) => (digits, 1),
            None => (text.strip_suffix("cm")?, 10),
        };
        let length: u32 = digits.trim().parse().ok()?;
        length.checked_mul(unit).filter(|length| (1..=500).contains(length)).map(Self)
    }
}

impl Place {
    /// Reads what stands in a tag.
    pub(crate) fn parse(text: &str) -> Result<Self, Said> {
        let mut parts = split_outside_quotes(text, '|').into_iter();
        let first = parts.next().unwrap_or_default();
        let first = first.trim();
        let first = first.strip_prefix("picture ").unwrap_or(first);
        let path = Path::parse(first).ok_or_else(|| {
            Said::new(
                format!("读不懂“{first}”；请写事实的名字，例如 stop.title"),
                format!("cannot read “{first}”; write the name of a fact, such as stop.title"),
            )
        })?;
        let filters = parts.map(|part| Filter::parse(&part)).collect::<Result<_, _>>()?;
        Ok(Self { path, filters })
    }

    /// The text this place is filled with.
    pub(crate) fn fill<'a>(&self, scope: &Scope<'a>) -> Result<Cow<'a, str>, Said> {
        let fact = scope.find(&self.path).ok_or_else(|| scope.explain(&self.path))?;
        if let ([], Cow::Borrowed(Fact::Text(text))) = (self.filters.as_slice(), &fact) {
            return Ok(Cow::Borrowed(text));
        }
        let mut fact = fact.into_owned();
        for filter in &self.filters {
            fact = filter.apply(fact);
        }
        let kind = fact.kind();
        if let Fact::Picture(_) = fact {
            return Err(alone(&self.path.text));
        }
        fact.printed().map(Cow::Owned).ok_or_else(|| {
            let path = &self.path.text;
            Said::new(
                format!(
                    "“{path}”是{kind}，不能直接印出；请用 {{{{#for x in {path}}}}} 逐项写，或加 |join:\"、\""
                ),
                format!("“{path}” is a list or a record; loop over it, or add |join:\"、\""),
            )
        })
    }

    /// Whether line breaks stay inside the paragraph.
    pub(crate) fn breaks(&self) -> bool {
        self.filters.contains(&Filter::Breaks)
    }
}

impl Filter {
    fn parse(text: &str) -> Result<Self, Said> {
        let (name, argument) = text.split_once(':').unwrap_or((text, ""));
        let argument = argument.trim();
        let quoted = || {
            argument
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'))
                .map(|text| text.replace("\\n", "\n"))
                .ok_or_else(|| unknown(text))
        };
        let path = || Path::parse(argument).ok_or_else(|| unknown(text));
        let length = || Millimetres::parse(argument).ok_or_else(|| unknown(text));
        Ok(match name.trim() {
            "or" => Self::Or(quoted()?),
            "join" => Self::Join(quoted()?),
            "breaks" => Self::Breaks,
            "plain" => Self::Plain,
            "foreign" => Self::Foreign,
            "hanzi" => Self::Hanzi,
            "number" => Self::Number,
            "width" => Self::Width(length()?),
            "height" => Self::Height(length()?),
            "above" => Self::Above(path()?),
            "below" => Self::Below(path()?),
            _ => return Err(unknown(text)),
        })
    }

    /// The other fact a filter looks at.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Above(path) | Self::Below(path) => Some(path),
            _ => None,
        }
    }

    fn apply(&self, fact: Fact) -> Fact {
        match (self, fact) {
            (Self::Or(other), fact) if !fact.is_something() => Fact::from(other),
            (Self::Join(between), Fact::List(items)) => joined(&items, between),
            (Self::Breaks, Fact::List(items)) => joined(&items, "\n"),
            (Self::Plain, Fact::Text(text)) => Fact::Text(text.replace(['\r', '\n'], "")),
            (Self::Margin, Fact::Text(text)) => Fact::Text(text.replace(['\r', '\n'], "").replace('&', "&&")),
            (Self::Foreign, Fact::Text(text)) if text.chars().any(is_chinese) => Fact::nothing(),
            (Self::Hanzi, fact) => match fact.as_number() {
                Some(number) => Fact::Text(hanzi(number)),
                None => fact,
            },
            (_, fact) => fact,
        }
    }
}

fn joined(items: &[Fact], between: &str) -> Fact {
    let texts: Option<Vec<_>> = items.iter().map(Fact::printed).collect();
    texts.map_or_else(|| Fact::List(items.to_vec()), |texts| Fact::Text(texts.join(between)))
}

fn alone(path: &str) -> Said {
    Said::new(
        format!(
            "“{path}”是图片，不能夹在文字里；请让它独占一格（工作簿）或写在 Word 文件里，页眉页脚里放不下图片"
        ),
        format!("“{path}” is a picture and cannot stand among words; give it a cell of its own"),
    )
}

fn unknown(text: &str) -> Said {
    let text = text.trim();
    Said::new(
        format!(
            "没有“|{text}”这种写法；可用：|or:\"—\"、|join:\"、\"、|breaks、|plain、|foreign、|hanzi、|number、|width:120mm、|height:40mm、|above:…、|below:…"
        ),
        format!(
            "there is no filter “|{text}”; use |or:\"—\", |join:\"、\", |breaks, |plain, |foreign, |hanzi, |number, |width:120mm, |height:40mm, |above:…, |below:…"
        ),
    )
}

/// A 汉字 of the common planes.
const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// 1 to 99 in Chinese numerals; every other number keeps its digits.
fn hanzi(number: i64) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: i64| usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or("");
    match number {
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number % 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

/// Splits at a mark that does not stand between double quotes.
fn split_outside_quotes(text: &str, mark: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        if c == '"' {
            quoted = !quoted;
        }
        if c == mark && !quoted {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

/// Word makes quotes curly while one types; inside a tag they are straight.
pub(crate) fn straighten(tag: &str) -> String {
    tag.chars()
        .map(|c| match c {
            '“' | '”' | '＂' | '„' => '"',
            '‘' | '’' => '\'',
            '：' => ':',
            '｜' => '|',
            '\u{a0}' | '\u{3000}' => ' ',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;

    fn check(place: &str, expected: &str) {
        let facts = record! {
            host: "", text: "一\n二", days: 21, names: vec!["甲", "乙"],
        };
        let said = Place::parse(place).and_then(|place| place.fill(&Scope::new(&facts)).map(Cow::into_owned));
        assert_eq!(said.unwrap_or_else(|said| said.zh), expected);
    }

    #[test]
    fn a_place_prints_its_fact() {
        check("days", "21");
        check(" host|or:\"—\" ", "—");
        check("names|join:\"、\"", "甲、乙");
        check("names|join:\"|\"", "甲|乙");
        check("text|plain", "一二");
        check("days|hanzi", "二十一");
        check("text|foreign|or:\"____\"", "____");
    }

    #[test]
    fn a_place_that_cannot_be_filled_says_what_to_write() {
        check("dayz", "没有“dayz”这项事实；是不是“days”？最外层可写：days、host、names、text");
        check("days.first", "“days”是数字，下面没有“days.first”；请写到“days”为止");
        check("names", "“names”是列表，不能直接印出；请用 {{#for x in names}} 逐项写，或加 |join:\"、\"");
        check("a b", "读不懂“a b”；请写事实的名字，例如 stop.title");
    }
}
