//! The seven specimens before the rules: what the officer reads, whole.

use delegation::case::Case;
use delegation::knowledge::Knowledge;
use delegation::rulebook::Shelf;
use delegation::rules::{self, Findings};
use jiff::civil::date;
use kernel::{Country, Severity, Window, Workdays};
use people::model::School;
use season::model::{Choice, City, Season, Site, StayDays, Stop, Theme};

const STOPS: [(u32, &str, &str, i64); 7] = [
    (1, "北非", "MA", 8),
    (2, "中亚", "KZ KG", 7),
    (3, "巴西", "BR", 9),
    (4, "南非", "ZA", 8),
    (5, "俄罗斯", "RU", 7),
    (6, "中东", "IR AE", 7),
    (7, "东盟", "ID MY TH", 7),
];

fn season() -> Season {
    let stop = |(number, region, codes, days): (u32, &str, &str, i64)| Stop {
        id: format!("00000000-0000-7000-8000-00000000000{number}").parse().unwrap(),
        number,
        site: Site {
            text: region.to_owned(),
            region: region.to_owned(),
            countries: codes.split(' ').map(|code| code.parse::<Country>().unwrap()).collect(),
            inferred: false,
            unknown: Vec::new(),
            choice: if number == 6 { Choice::Open } else { Choice::All },
        },
        city: City::Undecided,
        window: Window::default(),
        stay: Some(StayDays { low: days, high: days, about: false, text: format!("{days}天") }),
        themes: vec![Theme("金砖大赛".to_owned())],
        title: format!("示例{region}国际赛"),
    };
    Season {
        id: "00000000-0000-7000-8000-000000002026".parse().unwrap(),
        year: 2026,
        name: "示例赛季".to_owned(),
        stops: STOPS.into_iter().map(stop).collect(),
        tasks: Vec::new(),
        goals: Vec::new(),
    }
}

fn school() -> School {
    School {
        id: super::specimens::party().school,
        name: "示例职业技术学院".to_owned(),
        name_en: "Example Polytechnic".to_owned(),
        province: "示例省".to_owned(),
        city: "示例市".to_owned(),
        authority: "示例省教育厅".to_owned(),
        copied: String::new(),
        register: "示例职院".to_owned(),
        signer: "示例签发人".to_owned(),
        office: "示例办公室".to_owned(),
        address_en: String::new(),
        strengths: Vec::new(),
        programme: String::new(),
    }
}

fn examined(number: u32) -> (delegation::model::Delegation, Findings) {
    let (season, school) = (season(), school());
    let stop = season.stops.iter().find(|stop| stop.number == number).unwrap();
    let mut delegation = super::specimens::specimen(number).delegation;
    delegation.stop = stop.id;
    // A year of its own, so that each party is judged the day after its notice.
    let today =
        delegation.publicity.as_ref().map_or(date(2026, 6, 8), |notice| notice.to.tomorrow().unwrap());
    let book = Shelf::shipped().unwrap().effective(&school.province, &school.name, today).unwrap();
    let findings = rules::check(&Case {
        delegation: &delegation,
        stop,
        season: &season,
        school: &school,
        book: &book,
        workdays: &Workdays::default(),
        others: &[],
        hosts: &[],
        holidays: &[],
        ramadan: &[],
        visas: &Knowledge::shipped().unwrap().visas,
        today,
    });
    (delegation, findings)
}

#[test]
fn what_the_officer_reads_about_the_seven_specimens() {
    let mut page = Vec::new();
    for (number, region, ..) in STOPS {
        page.push(format!("{number} {region}"));
        for found in &examined(number).1 {
            let (place, severity) = (&found.place.words, found.severity.words());
            page.push(format!("  {} {} {}：{}", found.rule, severity.zh, place.zh, found.says.zh));
            page.push(format!("    → {}", found.remedy.zh));
            page.push(format!("    {}: {} — {}", place.en, found.says.en, found.remedy.en));
            page.push(format!("    {}", found.basis));
        }
    }
    insta::assert_snapshot!(page.join("\n"));
}

#[test]
fn the_exemplary_party_may_hand_in_and_the_faulty_ones_may_not() {
    let may = |number: u32| {
        let (delegation, findings) = examined(number);
        findings.let_pass(&delegation.justifications)
    };
    assert_eq!(STOPS.map(|(number, ..)| may(number)), [true, true, true, true, true, false, false]);
}

#[test]
fn blocks_come_before_reasons_and_reasons_before_warnings() {
    for (number, ..) in STOPS {
        let order: Vec<Severity> = examined(number).1.iter().map(|found| found.severity).collect();
        assert!(order.is_sorted(), "stop {number}");
    }
}
