//! The seven delegations of the specimen year, through the workbook's door.

use delegation::model::{Delegation, Itinerary, Kind};
use delegation::workbook::{self, Party, Reading};
use jiff::civil::date;

/// Ids as a desk would draw them.
pub(crate) fn party() -> Party {
    let id = |last: u8| format!("00000000-0000-7000-8000-0000000000{last:02}");
    Party { id: id(1).parse().unwrap(), school: id(2).parse().unwrap(), stop: id(3).parse().unwrap() }
}

pub(crate) fn specimen(stop: u32) -> Reading {
    let specimen = specimens::to_stop(stop).expect("a specimen");
    let document = workbook::from_sheets(specimen.sheets).expect("comma-separated text");
    workbook::read(&document, party()).unwrap_or_else(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}:\n{}", specimen.slug, faults.join("\n"))
    })
}

pub(crate) fn all() -> impl Iterator<Item = (u32, Delegation)> {
    specimens::DELEGATIONS.iter().map(|known| (known.stop, specimen(known.stop).delegation))
}

#[test]
fn every_specimen_reads_without_faults_or_warnings() {
    for known in specimens::DELEGATIONS {
        assert_eq!(specimen(known.stop).warnings, [], "{}", known.slug);
    }
}

#[test]
fn every_specimen_is_written_and_read_back_alike() {
    for (stop, delegation) in all() {
        let sheets = workbook::sheets(&delegation);
        let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let document = workbook::from_sheets(&sheets).unwrap();
        let read = workbook::read(&document, party()).unwrap();
        assert_eq!(read.delegation, delegation, "stop {stop}");
        assert_eq!(read.warnings, [], "stop {stop}");
    }
}

#[test]
fn every_specimen_survives_a_workbook() {
    for (stop, delegation) in all() {
        let document = intake::read_here(&workbook::write(&delegation).unwrap()).unwrap();
        let read = workbook::read(&document, party()).unwrap();
        assert_eq!(read.delegation, delegation, "stop {stop}");
        assert_eq!(read.warnings, [], "stop {stop}");
    }
}

#[test]
fn the_order_of_sheets_does_not_matter() {
    let specimen = specimens::to_stop(3).unwrap();
    let mut sheets = specimen.sheets.to_vec();
    sheets.reverse();
    let document = workbook::from_sheets(&sheets).unwrap();
    assert_eq!(workbook::read(&document, party()).unwrap(), self::specimen(3));
}

#[test]
fn the_specimens_differ_as_their_table_says() {
    let outline: Vec<String> = all()
        .map(|(stop, delegation)| {
            let days = delegation.stay().map_or(0, kernel::Stay::days);
            let (staff, students) = (delegation.staff().count(), delegation.students().count());
            let working = halves_of_work(&delegation.itinerary);
            let countries: Vec<&str> =
                delegation.itinerary.countries().into_iter().map(kernel::Country::zh).collect();
            let reasons: Vec<&str> =
                delegation.justifications.iter().map(|reason| reason.rule.as_str()).collect();
            format!(
                "{stop} {} {days}天 {staff}+{students}人 公务{working}/{} {} {}",
                countries.join("、"),
                days * 2,
                delegation.category,
                reasons.join(" "),
            )
        })
        .collect();
    insta::assert_snapshot!(outline.join("\n"));
}

fn halves_of_work(itinerary: &Itinerary) -> usize {
    itinerary.halves().filter(|(_, _, half)| half.work.counts()).count()
}

#[test]
fn nobody_is_in_two_places_and_nobody_has_two_faces() {
    let mut people = std::collections::BTreeMap::new();
    for (stop, delegation) in all() {
        let stay = delegation.stay().expect("both borders");
        for member in &delegation.members {
            let seen = people.entry(member.name.clone()).or_insert_with(|| (member.clone(), Vec::new()));
            assert_eq!(
                (seen.0.born, &seen.0.document),
                (member.born, &member.document),
                "{}",
                member.name.zh
            );
            assert_eq!(seen.0.past_trips, member.past_trips, "{}", member.name.zh);
            assert!(
                seen.1.iter().all(|other: &kernel::Stay| !other.meets(stay)),
                "{} {stop}",
                member.name.zh
            );
            seen.1.push(stay);
            assert_eq!(member.kind == Kind::Student, member.duty == delegation::model::Duty::Competitor);
        }
    }
}

#[test]
fn letters_cover_the_stay_and_name_the_whole_party() {
    for (stop, delegation) in all() {
        let stay = delegation.stay().unwrap();
        let names: Vec<String> = delegation.members.iter().map(|member| member.name.for_letter()).collect();
        let covered =
            |day| delegation.invitations.iter().any(|letter| letter.from <= day && day <= letter.to);
        assert!(stay.each_day().all(covered), "stop {stop}");
        for letter in &delegation.invitations {
            assert_eq!(letter.names, names, "stop {stop}");
            assert!(stay.exit() <= letter.from && letter.to <= stay.entry(), "stop {stop}");
        }
    }
}

#[test]
fn notices_hang_five_working_days_before_the_season_is_handed_in() {
    for (stop, delegation) in all() {
        let notice = delegation.publicity.expect("a notice");
        assert_eq!((notice.to - notice.from).get_days(), 4, "stop {stop}: Monday to Friday");
        assert_eq!(notice.from.weekday(), jiff::civil::Weekday::Monday, "stop {stop}");
        assert!(notice.to < date(2026, 1, 15), "stop {stop}");
    }
}
