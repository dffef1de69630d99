//! Who needs a visa where, on which passport, and how old that knowledge is
//! (签证). Every row names the day it was checked; what has grown old, or ends
//! before the trip does, asks to be checked again.

use jiff::civil::Date;
use kernel::{Country, Said, codes};

use crate::model::DocumentKind;
use crate::rulebook::Confidence;

codes! {
    /// What a traveller needs to enter (签证要求).
    pub enum Need {
        /// 免签
        Exempt = "exempt" "免签" "exempt",
        /// 须办签证
        Visa = "visa" "须签证" "visa needed",
        /// 落地签
        OnArrival = "on-arrival" "落地签" "visa on arrival",
        /// 电子许可
        Electronic = "electronic" "电子许可" "electronic permit",
        /// 待核实
        Unclear = "unclear" "待核实" "unclear",
    }
}

codes! {
    /// How strongly the Foreign Ministry warns (安全提醒等级).
    pub enum Level {
        /// 暂勿前往
        Avoid = "avoid" "暂勿前往" "do not travel",
        /// 谨慎前往
        Caution = "caution" "谨慎前往" "travel with caution",
    }
}

/// What one kind of passport needs in one country (签证信息).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visa {
    /// Where.
    pub country: Country,
    /// On which passport.
    pub document: DocumentKind,
    /// What is needed.
    pub need: Need,
    /// Days of one stay, where the rule says so.
    pub days: Option<i64>,
    /// What else binds.
    pub conditions: String,
    /// Where it is said, by instrument or by paper and day.
    pub evidence: String,
    /// The day it was last checked.
    pub checked_on: Date,
    /// First day it holds, if known.
    pub known_start: Option<Date>,
    /// Last day it is known to hold, if it ends.
    pub known_end: Option<Date>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A paper besides the visa (入境材料).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPaper {
    /// Where.
    pub country: Country,
    /// What: `马来西亚数字入境卡（MDAC）`.
    pub name: String,
    /// When and how.
    pub conditions: String,
    /// Where it is said.
    pub evidence: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A warning of the Foreign Ministry (安全提醒).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advisory {
    /// Where.
    pub country: Country,
    /// How strong.
    pub level: Level,
    /// What it says.
    pub says: Said,
    /// First day of the warning.
    pub from: Date,
    /// The day it was last checked.
    pub checked_on: Date,
    /// Where it is said.
    pub evidence: String,
}

/// All that is known of entering (签证、入境材料、安全提醒).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visas {
    /// By country and passport.
    pub visas: Vec<Visa>,
    /// Papers besides.
    pub entry: Vec<EntryPaper>,
    /// Warnings.
    pub advisories: Vec<Advisory>,
    /// What passports for public affairs carry besides, where no visa is needed.
    pub exit_letter: String,
    /// Days after which a row asks to be checked again.
    pub recheck_days: i64,
}

/// Whether a party applies for a visa before it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clearance {
    /// It needs none.
    Free,
    /// It needs one, or nobody can say that it does not.
    Visa,
}

/// Why a row must be checked again (须复核).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recheck {
    /// It was checked so many days ago.
    Old(i64),
    /// It ends before the trip does.
    Ends(Date),
    /// It was never quite sure.
    Unsure,
}

impl Visas {
    /// What a passport needs in a country; `None` if nobody wrote it down.
    pub fn find(&self, country: Country, document: DocumentKind) -> Option<&Visa> {
        self.visas.iter().find(|visa| visa.country == country && visa.document == document)
    }

    /// The papers a country asks for besides.
    pub fn entry_papers(&self, country: Country) -> impl Iterator<Item = &EntryPaper> {
        self.entry.iter().filter(move |paper| paper.country == country)
    }

    /// The warnings for a country.
    pub fn advisories(&self, country: Country) -> impl Iterator<Item = &Advisory> {
        self.advisories.iter().filter(move |advisory| advisory.country == country)
    }

    /// Why a row must be checked again before a trip that may last to `last`;
    /// the weightiest reason, if any.
    pub fn recheck(&self, visa: &Visa, last: Option<Date>, today: Date) -> Option<Recheck> {
        if let Some(end) = visa.known_end
            && last.is_some_and(|last| last > end)
        {
            return Some(Recheck::Ends(end));
        }
        if visa.need == Need::Unclear || matches!(visa.confidence, Confidence::Low | Confidence::Practice) {
            return Some(Recheck::Unsure);
        }
        let age = i64::from((today - visa.checked_on).get_days());
        (age > self.recheck_days).then_some(Recheck::Old(age))
    }

    /// Whether a party on passports for public affairs has to apply for a visa on
    /// its way, for planning: what is not known to be exempt counts as needed,
    /// and so does a trip whose countries nobody has named.
    pub fn staff_clearance(&self, countries: &[Country]) -> Clearance {
        let exempt = |country: &Country| {
            self.find(*country, DocumentKind::PublicAffairs).is_some_and(|visa| visa.need == Need::Exempt)
        };
        if !countries.is_empty() && countries.iter().all(exempt) { Clearance::Free } else { Clearance::Visa }
    }
}

impl Recheck {
    /// The reason in both languages.
    pub fn says(self) -> Said {
        match self {
            Self::Old(days) => Said::new(
                format!("{days}天前核对，须重新核实"),
                format!("checked {days} days ago; check again"),
            ),
            Self::Ends(end) => Said::new(
                format!("只知有效至{end}，须核实是否延期"),
                format!("known to hold until {end} only; check for an extension"),
            ),
            Self::Unsure => Said::new("出处不足，须向使馆核实", "not well attested; ask the embassy"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Knowledge;
    use super::*;

    #[track_caller]
    fn check(country: &str, document: DocumentKind, expected: &str) {
        let visas = &Knowledge::of_tests().visas;
        let visa = visas.find(Country::find(country).unwrap(), document).unwrap();
        let recheck = visas.recheck(visa, Some(date(2026, 9, 30)), date(2026, 4, 1));
        let recheck = recheck.map_or(String::new(), |why| format!("；{}", why.says().zh));
        assert_eq!(format!("{}{recheck}", visa.need.words().zh), expected);
    }

    #[test]
    fn staff_and_students_differ_where_the_treaties_differ() {
        check("摩洛哥", DocumentKind::PublicAffairs, "免签");
        check("巴西", DocumentKind::PublicAffairs, "须签证");
        check("巴西", DocumentKind::Ordinary, "免签");
        check("南非", DocumentKind::PublicAffairs, "须签证");
        check("印尼", DocumentKind::PublicAffairs, "须签证");
        check("印尼", DocumentKind::Ordinary, "落地签");
        check("马来西亚", DocumentKind::PublicAffairs, "免签");
    }

    #[test]
    fn a_waiver_that_ends_within_the_window_asks_to_be_checked() {
        check("俄罗斯", DocumentKind::Ordinary, "免签；只知有效至2026-09-14，须核实是否延期");
        check("伊朗", DocumentKind::PublicAffairs, "待核实；出处不足，须向使馆核实");
    }

    #[test]
    fn old_knowledge_asks_to_be_checked() {
        let visas = &Knowledge::of_tests().visas;
        let visa = visas.find(Country::find("摩洛哥").unwrap(), DocumentKind::PublicAffairs).unwrap();
        let recheck = |today| visas.recheck(visa, None, today);
        assert_eq!(recheck(date(2026, 5, 16)), None);
        assert_eq!(recheck(date(2026, 5, 17)), Some(Recheck::Old(61)));
        assert_eq!(recheck(date(2026, 1, 15)), None);
    }

    #[test]
    fn a_country_nobody_wrote_down_is_planned_as_if_it_needed_a_visa() {
        let visas = &Knowledge::of_tests().visas;
        let clearance = |names: &[&str]| {
            let countries: Vec<Country> = names.iter().filter_map(|name| Country::find(name)).collect();
            visas.staff_clearance(&countries)
        };
        assert_eq!(clearance(&["泰国", "马来西亚"]), Clearance::Free);
        assert_eq!(clearance(&["泰国", "印度"]), Clearance::Visa);
        assert_eq!(clearance(&[]), Clearance::Visa);
    }

    #[test]
    fn no_row_cites_a_web_address() {
        let visas = &Knowledge::of_tests().visas;
        for visa in &visas.visas {
            assert!(!visa.evidence.contains("http") && !visa.evidence.is_empty(), "{}", visa.country);
        }
    }
}
