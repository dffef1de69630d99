//! A02 · 去的就是这一站
//!
//! **查什么** 团组去了所登记赛站的国家，用顿号并列的国家都去到，在外日期与举办时间相合。
//! **不查谁** 国家或时间还没有定的赛站。
//! **依据** 教外厅〔2015〕1号：因事定人，任务就是这一站的任务。
//! **怎么改** 按实际去向登记赛站，或修改日程。
//!
//! **Checks** that the party visits a country of the stop it is registered for,
//! every country the stop joins with 、, and that it is abroad while the stop may
//! be held.
//! **Spares** stops whose countries or time are not known yet.
//! **Basis** 教外厅〔2015〕1号: a trip follows its task (因事定人), and the task is
//! the stop's.
//! **Remedy** register the party for the stop it goes to, or mend the programme.

use kernel::{Country, Report, Said, Severity, Words};
use season::model::Choice;

use super::{Case, Rule, place};

const BASIS: &str = "教外厅〔2015〕1号";

/// The party goes somewhere else altogether.
pub(super) const PLACE: Rule = Rule {
    code: "A02",
    name: Words { zh: "出访国家与赛站不符", en: "not the stop's country" },
    severity: Severity::Block,
    says: Words {
        zh: "第{number}站在{stop}，日程却没有到那里（{visited}）",
        en: "stop {number} is in {stop}, but the programme does not go there ({visited})",
    },
    remedy: Words {
        zh: "核对赛站序号；确是这一站的，把日程改到赛站所在国家",
        en: "check the stop's number, or bring the programme to the stop's country",
    },
    basis: BASIS,
    check: place_of,
};

/// The party leaves out a country the stop names as one of several.
pub(super) const WHOLE: Rule = Rule {
    code: "A02",
    name: Words { zh: "漏去赛站国家", en: "a country of the stop left out" },
    severity: Severity::Warn,
    says: Words {
        zh: "第{number}站包括{missing}，日程没有安排",
        en: "stop {number} includes {missing}, which the programme leaves out",
    },
    remedy: Words {
        zh: "确认主办方同意只去其中几国；天数上限按实际去的国家数算",
        en: "make sure the organiser agrees; the cap on days follows the countries really visited",
    },
    basis: BASIS,
    check: whole_of,
};

/// The party is abroad at another time.
pub(super) const TIME: Rule = Rule {
    code: "A02",
    name: Words { zh: "出访时间与赛站不符", en: "not the stop's time" },
    severity: Severity::Warn,
    says: Words {
        zh: "第{number}站的举办时间是{window}，{exit}至{entry}不在其中",
        en: "stop {number} is held {window}; {exit} to {entry} lies outside",
    },
    remedy: Words {
        zh: "核对主办方公布的具体日期，改日程或更新赛站时间",
        en: "check the dates the organiser announced; mend the programme or the stop's time",
    },
    basis: BASIS,
    check: time_of,
};

fn place_of(case: &Case<'_>, report: &mut Report<'_>) {
    let (stop, visited) = (&case.stop.site.countries, case.delegation.itinerary.countries());
    if stop.is_empty() || visited.is_empty() || stop.iter().any(|country| visited.contains(country)) {
        return;
    }
    let figures =
        [("number", Said::plain(case.stop.number)), ("stop", named(stop)), ("visited", named(&visited))];
    report.find(place::itinerary(), &figures);
}

fn whole_of(case: &Case<'_>, report: &mut Report<'_>) {
    let (site, visited) = (&case.stop.site, case.delegation.itinerary.countries());
    let missing: Vec<Country> =
        site.countries.iter().copied().filter(|country| !visited.contains(country)).collect();
    if site.choice == Choice::All && !missing.is_empty() && missing.len() < site.countries.len() {
        let figures = [("number", Said::plain(case.stop.number)), ("missing", named(&missing))];
        report.find(place::itinerary(), &figures);
    }
}

fn time_of(case: &Case<'_>, report: &mut Report<'_>) {
    let window = &case.stop.window;
    let Some(stay) = case.delegation.stay() else { return };
    if window.is_undecided() || stay.each_day().any(|day| window.covers(day)) {
        return;
    }
    let figures = [
        ("number", Said::plain(case.stop.number)),
        ("window", Said::plain(window)),
        ("exit", Said::plain(stay.exit())),
        ("entry", Said::plain(stay.entry())),
    ];
    report.find(place::itinerary(), &figures);
}

fn named(countries: &[Country]) -> Said {
    let zh: Vec<&str> = countries.iter().map(|country| country.zh()).collect();
    let en: Vec<&str> = countries.iter().map(|country| country.en()).collect();
    Said::new(zh.join("、"), en.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn a_party_goes_where_its_stop_is() {
        Scene::of("countries: BR; stop: 3").finds(&[PLACE], "");
        Scene::of("countries: AR BR; stop: 3").finds(&[PLACE], "");
        Scene::of("countries: BR; stop: 1").finds(&[PLACE], "A02 block number=1 stop=摩洛哥 visited=巴西");
    }

    #[test]
    fn a_stop_of_several_countries_is_visited_whole() {
        Scene::of("countries: ID MY TH; stop: 7").finds(&[WHOLE], "");
        Scene::of("countries: ID MY; stop: 7").finds(&[WHOLE], "A02 warn missing=泰国 number=7");
        Scene::of("countries: BR; stop: 7").finds(&[WHOLE], "");
    }

    #[test]
    fn a_party_is_abroad_while_its_stop_may_be_held() {
        let from = |day: &str| Scene::of(&format!("from: {day}")).held_in("9月");
        from("2026-09-12").finds(&[TIME], "");
        from("2026-09-30").finds(&[TIME], "");
        from("2026-08-27").finds(&[TIME], "");
        from("2026-08-26").finds(&[TIME], "A02 warn entry=2026-08-31 exit=2026-08-26 number=3 window=9月");
        Scene::of("from: 2026-08-26").finds(&[TIME], "");
    }
}
