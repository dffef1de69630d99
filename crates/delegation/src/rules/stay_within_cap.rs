//! R04–R07 · 在外停留天数上限
//!
//! **查什么** 在外天数（出境、入境当日都计入，见 R09）与实际访问国家数对应的上限：1国 R04，
//! 2国 R05，3国 R06；所去各国都在拉美、非洲且航班衔接不便的，各多1天（R07）。
//! **不查谁** 学术交流合作团组，天数按任务需要。由省外办个案核定竞赛团组的省份，只作提示。
//! **依据** 中办发〔2013〕16号、教外厅〔2015〕1号；数值见 `stay.*`。
//! **怎么改** 压缩天数，或增加确有邀请的国家，或附超天数书面申请，或按学术交流合作团组申报。
//! `jinqiao delegation ways` 逐条算给你看。
//!
//! **Checks** days abroad, exit and entry stamps both counted (R09), against the
//! cap for the number of countries really visited: one (R04), two (R05), three
//! (R06); one day more where flights to Latin America or Africa connect badly
//! (R07), when every country of the trip lies there.
//! **Spares** academic exchange, which stays as long as the task needs. Where
//! the provincial office decides competition parties case by case, the finding
//! only travels along.
//! **Basis** 中办发〔2013〕16号, 教外厅〔2015〕1号; the figures are `stay.*`.
//! **Remedy** shorten the stay, add a country that really invites, attach a
//! written application for more days, or apply as academic exchange.

use kernel::{Country, Finding, Report, Said, Severity, Words};

use super::{Case, DECIDED_ELSEWHERE, Rule, as_layered, place};
use crate::model::Category;
use crate::rulebook::{Distance, Figure, Rulebook};

const SAYS: Words = Words {
    zh: "在外{days}天，{countries}（{count}国）的上限是{cap}天，超出{over}天",
    en: "{days} days abroad; the cap for {countries} (countries: {count}) is {cap}, exceeded by {over}",
};
const REMEDY: Words = Words {
    zh: "压缩到{cap}天以内；或增加确有邀请的国家；或附超天数书面申请，写明赛程、航班等理由；属学术交流的按学术交流团组申报",
    en: "shorten the stay to {cap} days, add a country that really invites, attach a written application for more days, or apply as academic exchange",
};
const BASIS: &str = "中办发〔2013〕16号；教外厅〔2015〕1号";

/// R04: one country.
pub const ONE_COUNTRY: Rule =
    rule("R04", Words { zh: "出访1国的天数", en: "days in one country" }, |case, report| {
        over("R04", case, report);
    });
/// R05: two countries.
pub const TWO_COUNTRIES: Rule =
    rule("R05", Words { zh: "出访2国的天数", en: "days in two countries" }, |case, report| {
        over("R05", case, report);
    });
/// R06: three countries.
pub const THREE_COUNTRIES: Rule =
    rule("R06", Words { zh: "出访3国的天数", en: "days in three countries" }, |case, report| {
        over("R06", case, report);
    });
/// R07: Latin America or Africa, where flights connect badly.
pub const FAR: Rule = rule(
    "R07",
    Words { zh: "拉美、非洲航班衔接不便的天数", en: "days in Latin America or Africa" },
    |case, report| {
        over("R07", case, report);
    },
);

const fn rule(code: &'static str, name: Words, check: super::Check) -> Rule {
    Rule { code, name, severity: Severity::Justify, says: SAYS, remedy: REMEDY, basis: BASIS, check }
}

/// A trip before it has an itinerary: so many days in these countries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Countries really visited.
    pub countries: Vec<Country>,
    /// Days abroad, both border days counted.
    pub days: i64,
    /// How the limits would treat the party.
    pub category: Category,
}

/// The cap for a party that visits these countries, in days abroad.
pub fn cap(book: &Rulebook, countries: &[Country]) -> Figure<i64> {
    book.stay_cap(countries.len(), book.distance(countries)).clone()
}

/// The code of the rule that governs a choice of countries.
pub fn code(book: &Rulebook, countries: &[Country]) -> &'static str {
    match countries.len() {
        _ if book.distance(countries) == Distance::Far => "R07",
        0 | 1 => "R04",
        2 => "R05",
        _ => "R06",
    }
}

/// Judges an outline; nothing is found when the stay fits or needs no cap.
pub fn judge(book: &Rulebook, outline: &Outline) -> Vec<Finding> {
    let mut findings = Vec::new();
    if outline.category == Category::AcademicExchange && book.academic_exchange.value {
        return findings;
    }
    let code = code(book, &outline.countries);
    for rule in super::ALL.iter().filter(|rule| rule.code == code) {
        exceed(book, outline, &mut Report::of(&as_layered(rule, book), &mut findings));
    }
    findings
}

fn over(rule: &str, case: &Case<'_>, report: &mut Report<'_>) {
    let Some(stay) = case.stay() else { return };
    let countries = case.visited();
    if case.is_spared() || code(case.book, &countries) != rule {
        return;
    }
    let outline = Outline { countries, days: stay.days(), category: Category::Administrative };
    let decided_elsewhere = &case.book.competition_case_by_case;
    if let Some(found) = exceed(case.book, &outline, report)
        && case.is_case_by_case()
    {
        found.with_severity(DECIDED_ELSEWHERE).because(&decided_elsewhere.basis);
    }
}

fn exceed<'r>(book: &Rulebook, outline: &Outline, report: &'r mut Report<'_>) -> Option<&'r mut Finding> {
    let Outline { countries, days, .. } = outline;
    let cap = cap(book, countries);
    let over = days.checked_sub(cap.value).filter(|over| *over > 0)?;
    let named = if countries.is_empty() {
        Said::new("所去国家", "the country")
    } else {
        place::countries(countries)
    };
    let figures = [
        ("days", Said::plain(days)),
        ("cap", Said::plain(cap.value)),
        ("over", Said::plain(over)),
        ("count", Said::plain(countries.len().max(1))),
        ("countries", named),
    ];
    Some(report.find(place::itinerary(), &figures).because(&cap.basis))
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[track_caller]
    fn check(scene: &str, expected: &str) {
        let rules = [ONE_COUNTRY, TWO_COUNTRIES, THREE_COUNTRIES, FAR];
        Scene::of(scene).finds_figures(&rules, &["days", "cap", "over"], expected);
    }

    #[test]
    fn the_annexs_nine_days_in_brazil_need_a_reason() {
        check("countries: BR; days: 9", "R07 justify cap=6 days=9 over=3");
        check("countries: BR; days: 7", "R07 justify cap=6 days=7 over=1");
        check("countries: BR; days: 6", "");
        check("countries: BR; days: 9; as: 学术交流合作团组", "");
    }

    #[test]
    fn each_stop_of_the_season_meets_its_own_cap() {
        check("countries: MA; days: 8", "R07 justify cap=6 days=8 over=2");
        check("countries: KZ KG; days: 7", "");
        check("countries: KZ; days: 7", "R04 justify cap=5 days=7 over=2");
        check("countries: ZA; days: 8", "R07 justify cap=6 days=8 over=2");
        check("countries: RU; days: 7", "R04 justify cap=5 days=7 over=2");
        check("countries: IR AE; days: 7", "");
        check("countries: ID MY TH; days: 7", "");
        check("countries: KZ KG; days: 9", "R05 justify cap=8 days=9 over=1");
        check("countries: ID MY TH; days: 11", "R06 justify cap=10 days=11 over=1");
        check("countries: ZA MA; days: 9", "");
        check("countries: ZA AE; days: 9", "R05 justify cap=8 days=9 over=1");
    }

    #[test]
    fn where_competitions_are_decided_one_by_one_the_finding_travels_along() {
        check("countries: RU; days: 7; province: 四川", "R04 warn cap=5 days=7 over=2");
        check("countries: RU; days: 7; province: 浙江", "R04 justify cap=5 days=7 over=2");
    }

    #[test]
    fn an_outline_is_judged_like_the_trip_it_becomes() {
        let scene = Scene::of("");
        let outline = |days, category| Outline { countries: vec!["RU".parse().unwrap()], days, category };
        let found = |days, category| judge(scene.book(), &outline(days, category));
        assert_eq!(found(5, Category::Administrative), []);
        assert_eq!(found(7, Category::AcademicExchange), []);
        let told: Vec<_> =
            found(7, Category::Administrative).iter().map(|found| found.says.zh.clone()).collect();
        assert_eq!(told, ["在外7天，俄罗斯（1国）的上限是5天，超出2天"]);
    }
}
