//! One row of the annex.

use kernel::{Country, Id, Window, codes};

/// The id of a stop.
pub type StopId = Id<Stop>;

/// One row of the annex (赛站).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Its id.
    pub id: StopId,
    /// Its number in the annex (序号).
    pub number: u32,
    /// Where it is.
    pub site: Site,
    /// The city, if it is decided.
    pub city: City,
    /// When it may be held.
    pub window: Window,
    /// How long the annex says a party stays.
    pub stay: Option<StayDays>,
    /// What it is about.
    pub themes: Vec<Theme>,
    /// Its full title (名称).
    pub title: String,
}

/// Region and countries of a stop (国家/地区).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The cell as written: `中东（伊朗/阿联酋）`.
    pub text: String,
    /// What people call the stop: `中东`, `巴西`.
    pub region: String,
    /// The countries named, in order.
    pub countries: Vec<Country>,
    /// Whether the countries follow from the city only (北非 with 卡萨布兰卡).
    pub inferred: bool,
    /// Names that no list knows, kept as text.
    pub unknown: Vec<String>,
    /// How the countries are joined.
    pub choice: Choice,
}

codes! {
    /// How several countries are joined.
    pub enum Choice {
        /// All of them (、).
        All = "all" "全部" "all",
        /// One or other of them, and the user has decided that this is meant.
        Either = "either" "任选其一" "either",
        /// One or the other (/ 或), nobody has decided yet.
        Open = "open" "待定" "open",
    }
}

/// The city of a stop (城市).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum City {
    /// 待定, or nothing was written.
    Undecided,
    /// One city or several, as written.
    Named(Vec<String>),
}

/// How long a party stays (停留天数).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayDays {
    /// The fewest days said.
    pub low: i64,
    /// The most days said; what the limits are held against.
    pub high: i64,
    /// Whether it was said loosely (约).
    pub about: bool,
    /// The words that said so.
    pub text: String,
}

/// What a stop is about (活动主题): `国际交流`, `金砖工坊建设`, `金砖大赛`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Theme(pub String);
