//! Every key a rulebook file may hold, and what stands behind it. A key that is
//! not here is a spelling mistake and is refused.

use jiff::civil::Time;
use kernel::{Continent, Severity};

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A whole number, not negative.
    Count,
    /// A proper fraction written `"2/3"`.
    Fraction,
    /// `true` or `false`.
    Switch,
    /// A text that is not empty.
    Text,
    /// A list of texts, none empty.
    List,
    /// A list of continents by code: `"africa"`.
    Continents,
    /// A time of day written `"03:30"`.
    Clock,
    /// `"block"`, `"justify"` or `"warn"`.
    Severity,
}

/// A value of one of the shapes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// See [`Shape::Count`].
    Count(i64),
    /// See [`Shape::Fraction`]: numerator, denominator.
    Fraction(i64, i64),
    /// See [`Shape::Switch`].
    Switch(bool),
    /// See [`Shape::Text`].
    Text(String),
    /// See [`Shape::List`].
    List(Vec<String>),
    /// See [`Shape::Continents`].
    Continents(Vec<Continent>),
    /// See [`Shape::Clock`].
    Clock(Time),
    /// See [`Shape::Severity`].
    Severity(Severity),
}

/// The keys, in the order of the manual.
const KEYS: &[(&str, Shape)] = &[
    ("team.cap", Shape::Count),
    ("stay.one", Shape::Count),
    ("stay.two", Shape::Count),
    ("stay.three", Shape::Count),
    ("stay.far.one", Shape::Count),
    ("stay.far.two", Shape::Count),
    ("stay.far.three", Shape::Count),
    ("stay.far.continents", Shape::Continents),
    ("stay.red_eye.from", Shape::Clock),
    ("stay.red_eye.to", Shape::Clock),
    ("countries.cap", Shape::Count),
    ("family.relations", Shape::List),
    ("leader.together", Shape::Count),
    ("leader.same_country_months", Shape::Count),
    ("leader.bureau.trips", Shape::Count),
    ("leader.bureau.years", Shape::Count),
    ("leader.bureau.ranks", Shape::List),
    ("leader.head.trips", Shape::Count),
    ("leader.head.years", Shape::Count),
    ("leader.head.posts", Shape::List),
    ("academic.titles", Shape::List),
    ("exemption.academic_exchange", Shape::Switch),
    ("exemption.competition_case_by_case", Shape::Switch),
    ("work.share", Shape::Fraction),
    ("work.travel_in_base", Shape::Switch),
    ("publicity.days", Shape::Count),
    ("publicity.after_days", Shape::Count),
    ("publicity.form", Shape::Text),
    ("invitation.no_intermediary", Shape::List),
    ("passport.valid_months", Shape::Count),
    ("passport.return_days", Shape::Count),
    ("passport.lock_days", Shape::Count),
    ("report.days", Shape::Count),
    ("report.form", Shape::Text),
    ("party.branch_from", Shape::Count),
    ("hospitality.words", Shape::List),
    ("words.block", Shape::List),
    ("words.warn", Shape::List),
    ("words.spare", Shape::List),
    ("profile.instruments", Shape::List),
    ("profile.portal", Shape::Text),
    ("profile.forms", Shape::List),
    ("profile.approvals", Shape::List),
];

/// What stands behind a key; `None` if no such key exists. `severity.R04` is a
/// key for every rule there is.
pub(super) fn shape_of(key: &str) -> Option<Shape> {
    if let Some(code) = key.strip_prefix("severity.") {
        return crate::rules::ALL.iter().any(|rule| rule.code == code).then_some(Shape::Severity);
    }
    KEYS.iter().find(|(known, _)| *known == key).map(|(_, shape)| *shape)
}

/// Whether some key begins with this path: `stay`, `stay.far`, `severity`.
pub(super) fn is_group(path: &str) -> bool {
    let inside = |key: &str| key.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    path == "severity" || KEYS.iter().any(|(key, _)| inside(key))
}

/// Reads a TOML value in the shape its key asks for; `Err` says what belongs there.
pub(super) fn value_of(shape: Shape, value: &toml::Value) -> Result<Value, &'static str> {
    match shape {
        Shape::Count => value
            .as_integer()
            .filter(|count| (0..=100_000).contains(count))
            .map(Value::Count)
            .ok_or("应是 0 到 100000 的整数"),
        Shape::Fraction => value.as_str().and_then(fraction).ok_or("应写成 \"2/3\" 的样子，且不大于 1"),
        Shape::Switch => value.as_bool().map(Value::Switch).ok_or("应是 true 或 false"),
        Shape::Text => value
            .as_str()
            .filter(|text| !text.trim().is_empty())
            .map(|text| Value::Text(text.to_owned()))
            .ok_or("应是不空的文字"),
        Shape::List => list(value).map(Value::List).ok_or("应是文字列表，各项不空"),
        Shape::Continents => list(value)
            .and_then(|names| names.iter().map(|name| name.parse().ok()).collect())
            .map(Value::Continents)
            .ok_or("应是洲的列表，如 [\"africa\", \"latin-america\"]"),
        Shape::Clock => value
            .as_str()
            .and_then(|text| Time::strptime("%H:%M", text).ok())
            .map(Value::Clock)
            .ok_or("应写成 \"03:30\" 的样子"),
        Shape::Severity => value
            .as_str()
            .and_then(|text| text.parse().ok())
            .map(Value::Severity)
            .ok_or("应是 \"block\"、\"justify\" 或 \"warn\""),
    }
}

fn fraction(text: &str) -> Option<Value> {
    let (part, whole) = text.split_once('/')?;
    let part: i64 = part.trim().parse().ok()?;
    let whole: i64 = whole.trim().parse().ok()?;
    (0 < part && part <= whole && whole <= 1000).then_some(Value::Fraction(part, whole))
}

fn list(value: &toml::Value) -> Option<Vec<String>> {
    let text = |item: &toml::Value| item.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    value.as_array()?.iter().map(text).collect()
}
