//! Every key a rulebook file may hold, and what stands behind it. A key that is
//! not here is a spelling mistake and is refused.

use jiff::civil::Time;
use kernel::{Continent, Said, Severity, Words};

use super::term::{Term, Unit};

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A whole number, not negative.
    Count,
    /// A term: a whole number of days, or `"15 workdays"`.
    Term,
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
    /// See [`Shape::Term`].
    Term(Term),
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

/// A key of the rulebook (键): what stands behind it and who compares with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As it is written in a file: `stay.far.one`.
    pub name: &'static str,
    /// What it holds.
    pub(super) shape: Shape,
    /// What people call it.
    pub words: Words,
    /// Codes of the rules that read it, joined by spaces; empty = papers only.
    pub rules: &'static str,
}

/// The keys, in the order of the manual.
#[rustfmt::skip]
pub const KEYS: &[Key] = &[
    key("team.cap", Shape::Count, "团组人数上限（含翻译，学生不计）", "most people of a party, interpreter included, students not", "R01 R02"),
    key("stay.one", Shape::Count, "出访1国的天数上限", "most days for one country", "R04"),
    key("stay.two", Shape::Count, "出访2国的天数上限", "most days for two countries", "R05"),
    key("stay.three", Shape::Count, "出访3国的天数上限", "most days for three countries", "R06"),
    key("stay.far.one", Shape::Count, "拉美、非洲航班衔接不便，1国的天数上限", "most days for one country where flights connect badly", "R07"),
    key("stay.far.two", Shape::Count, "拉美、非洲航班衔接不便，2国的天数上限", "most days for two countries where flights connect badly", "R07"),
    key("stay.far.three", Shape::Count, "拉美、非洲航班衔接不便，3国的天数上限", "most days for three countries where flights connect badly", "R07"),
    key("stay.far.continents", Shape::Continents, "哪些洲按航班衔接不便", "continents where flights connect badly", "R07"),
    key("stay.red_eye.from", Shape::Clock, "凌晨航班：自几时起", "flights after midnight: from", "R10"),
    key("stay.red_eye.to", Shape::Clock, "凌晨航班：到几时止", "flights after midnight: to", "R10"),
    key("countries.cap", Shape::Count, "出访国家数上限（含经停）", "most countries, stopovers included", "R11"),
    key("family.relations", Shape::List, "不得同行的亲属关系", "relations that may not travel along", "R03"),
    key("leader.together", Shape::Count, "同一领导班子同时在外人数上限", "most leaders of one team abroad at once", "R14"),
    key("leader.same_country_months", Shape::Count, "再率团赴同一国家的间隔（月）", "months before leading to the same country again", "R15"),
    key("leader.bureau.trips", Shape::Count, "厅局级领导出访次数上限", "most trips of leaders of bureau rank", "R16"),
    key("leader.bureau.years", Shape::Count, "上述次数按几年计", "in how many years", "R16"),
    key("leader.bureau.ranks", Shape::List, "哪些职级算厅局级", "words of bureau rank", "R16"),
    key("leader.head.trips", Shape::Count, "单位主要负责人出访次数上限", "most trips of heads of units", "R16"),
    key("leader.head.years", Shape::Count, "上述次数按几年计", "in how many years", "R16"),
    key("leader.head.posts", Shape::List, "哪些职务算主要负责人", "words of a head’s post", "R16"),
    key("academic.titles", Shape::List, "表明教学科研岗位的职称", "titles that show a teaching or research post", "A01"),
    key("exemption.academic_exchange", Shape::Switch, "学术交流合作团组是否区别管理", "whether academic exchange is free of the ordinary limits", "A01 R01 R02 R04 R05 R06 R07 R12 R16 R18"),
    key("exemption.competition_case_by_case", Shape::Switch, "竞赛团组是否由省外办个案核定", "whether the provincial office decides competition parties", "R01 R04 R05 R06 R07"),
    key("work.share", Shape::Fraction, "公务活动占在外时间的比例下限", "least share of work in the time abroad", "R21"),
    key("work.travel_in_base", Shape::Switch, "旅途半天是否计入在外时间", "whether half days on the way count in the whole", "R21"),
    key("publicity.days", Shape::Count, "事前公示的工作日数", "working days of the notice before", "R25"),
    key("publicity.after_days", Shape::Term, "回国后公示的期限", "time after return to publish what was done", "R26 R27"),
    key("publicity.after_length", Shape::Count, "回国后公示的工作日数", "working days of the notice after return", "R26"),
    key("publicity.objection_words", Shape::List, "公示结果里表明有异议的词", "words of a result that tell of objections", "R25 R26"),
    key("publicity.settled_words", Shape::List, "公示结果里表明没有异议或异议已了结的词", "words of a result that tell of none, or of objections that are settled", "R25 R26"),
    key("publicity.form", Shape::Text, "事前公示用表", "form of the notice", ""),
    key("invitation.no_intermediary", Shape::List, "请示说明未通过中介的说法", "sayings that no intermediary was used", "R24"),
    key("passport.valid_months", Shape::Count, "回国后护照须仍有效（月）", "months a passport must hold after return", "R34"),
    key("passport.return_days", Shape::Term, "回国后上缴护照的期限", "time to hand the passport in after return", "R28 R29"),
    key("passport.lock_days", Shape::Count, "护照逾期多少天停办", "days overdue after which the unit is locked", "R29"),
    key("report.days", Shape::Term, "回国后提交报告的期限", "time to hand the report in after return", "R30"),
    key("report.form", Shape::Text, "出访报告用表", "form of the report", ""),
    key("party.branch_from", Shape::Count, "几名党员起设临时党组织", "party members from which a temporary branch is set up", "R37"),
    key("hospitality.words", Shape::List, "表明宴请、赠礼的词", "words that name banquets and gifts", "R42"),
    key("words.block", Shape::List, "本层另加的禁用词", "words this layer bars besides", "R19 R21"),
    key("words.warn", Shape::List, "本层另加的慎用词", "words this layer warns of besides", "R19 R21"),
    key("words.spare", Shape::List, "本层放行的说法", "sayings this layer spares", "R19 R21"),
    key("profile.instruments", Shape::List, "本省文件", "instruments of the province", ""),
    key("profile.portal", Shape::Text, "申报或证照平台", "the platform applications go through", ""),
    key("profile.forms", Shape::List, "本省表格", "forms of the province", ""),
    key("profile.approvals", Shape::List, "另需的审批", "approvals besides", ""),
];

const fn key(
    name: &'static str,
    shape: Shape,
    zh: &'static str,
    en: &'static str,
    rules: &'static str,
) -> Key {
    Key { name, shape, words: Words { zh, en }, rules }
}

impl Key {
    /// The key of a name, if there is one.
    pub fn named(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }
}

/// What stands behind a key; `None` if no such key exists. `severity.R04` is a
/// key for every rule there is.
pub(super) fn shape_of(key: &str) -> Option<Shape> {
    if let Some(code) = key.strip_prefix("severity.") {
        return crate::rules::ALL.iter().any(|rule| rule.code == code).then_some(Shape::Severity);
    }
    Key::named(key).map(|key| key.shape)
}

/// Whether some key begins with this path: `stay`, `stay.far`, `severity`.
pub(super) fn is_group(path: &str) -> bool {
    let inside = |key: &str| key.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    path == "severity" || KEYS.iter().any(|key| inside(key.name))
}

impl Shape {
    /// What belongs there, in words.
    const fn wanted(self) -> Words {
        match self {
            Self::Count => {
                Words { zh: "应是 0 到 100000 的整数", en: "should be a whole number from 0 to 100000" }
            }
            Self::Term => Words {
                zh: "应是天数，如 15，或写成 \"15 workdays\"（工作日）",
                en: "should be a number of days, like 15, or be written like \"15 workdays\"",
            },
            Self::Fraction => Words {
                zh: "应写成 \"2/3\" 的样子，且不大于 1",
                en: "should be written like \"2/3\" and not exceed 1",
            },
            Self::Switch => Words { zh: "应是 true 或 false", en: "should be true or false" },
            Self::Text => Words { zh: "应是不空的文字", en: "should be a text that is not empty" },
            Self::List => {
                Words { zh: "应是文字列表，各项不空", en: "should be a list of texts, none empty" }
            }
            Self::Continents => Words {
                zh: "应是洲的列表，如 [\"africa\", \"latin-america\"]",
                en: "should be a list of continents, like [\"africa\", \"latin-america\"]",
            },
            Self::Clock => {
                Words { zh: "应写成 \"03:30\" 的样子", en: "should be written like \"03:30\"" }
            }
            Self::Severity => Words {
                zh: "应是 \"block\"、\"justify\" 或 \"warn\"",
                en: "should be \"block\", \"justify\" or \"warn\"",
            },
        }
    }
}

/// Reads a TOML value in the shape its key asks for; `Err` says what belongs there.
pub(super) fn value_of(shape: Shape, value: &toml::Value) -> Result<Value, Said> {
    let text = || value.as_str();
    let read = match shape {
        Shape::Count => value.as_integer().filter(|count| (0..=100_000).contains(count)).map(Value::Count),
        Shape::Term => term(value).map(Value::Term),
        Shape::Fraction => text().and_then(fraction),
        Shape::Switch => value.as_bool().map(Value::Switch),
        Shape::Text => text().filter(|text| !text.trim().is_empty()).map(|text| Value::Text(text.to_owned())),
        Shape::List => list(value).map(Value::List),
        Shape::Continents => list(value)
            .and_then(|names| names.iter().map(|name| name.parse().ok()).collect())
            .map(Value::Continents),
        Shape::Clock => text().and_then(|text| Time::strptime("%H:%M", text).ok()).map(Value::Clock),
        Shape::Severity => text().and_then(|text| text.parse().ok()).map(Value::Severity),
    };
    read.ok_or_else(|| shape.wanted().into())
}

impl Value {
    /// The value as a person reads it.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Count(count) => count.to_string(),
            Self::Term(term) => term.to_string(),
            Self::Fraction(part, whole) => format!("{part}/{whole}"),
            Self::Switch(on) => if *on { "是" } else { "否" }.to_owned(),
            Self::Text(text) => text.clone(),
            Self::List(list) => list.join("、"),
            Self::Continents(all) => {
                all.iter().map(|continent| continent.words().zh).collect::<Vec<_>>().join("、")
            }
            Self::Clock(time) => time.strftime("%H:%M").to_string(),
            Self::Severity(severity) => severity.words().zh.to_owned(),
        }
    }
}

fn term(value: &toml::Value) -> Option<Term> {
    match value.as_integer() {
        Some(days) => (0..=1000).contains(&days).then_some(Term { days, unit: Unit::Day }),
        None => Term::read(value.as_str()?),
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
