//! Deadlines of the specimens, as they stand on one day and another.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::life::tests::{approved, lived};
use crate::rulebook::Shelf;
use crate::workbook::{self, Party};

fn season() -> Season {
    Season {
        id: id(1),
        year: 2026,
        name: "示例".to_owned(),
        stops: Vec::new(),
        tasks: Vec::new(),
        goals: Vec::new(),
    }
}

fn id<T>(number: u32) -> kernel::Id<T> {
    format!("00000000-0000-7000-8000-{number:012}").parse().unwrap()
}

/// The specimen to a stop of 2026.
fn specimen(stop: u32) -> Delegation {
    let sheets = workbook::from_sheets(specimens::to_stop(stop).unwrap().sheets).unwrap();
    let party = Party { id: id(stop), school: id(99), stop: id(stop) };
    workbook::read(&sheets, party).unwrap().delegation
}

/// A specimen after what happened to it.
fn lived_through(stop: u32, told: &str) -> Delegation {
    Delegation { life: lived(told).unwrap(), ..specimen(stop) }
}

fn on(today: Date, delegations: &[Delegation]) -> Deadlines {
    let shelf = Shelf::shipped().unwrap();
    let book = shelf.effective("北京", "示例职业技术学院", today).unwrap();
    let season = season();
    let ground = Ground { knowledge: Knowledge::of_tests(), book: &book, season: &season, today };
    Deadlines::of(delegations, ground)
}

/// `逾期 2026-05-13 passports`, for what is not done.
fn told(deadlines: &Deadlines) -> Vec<String> {
    let open = deadlines.due.iter().filter(|it| it.urgency != Urgency::Done);
    open.map(|it| format!("{} {} {}", it.urgency.words().zh, it.on, it.code)).collect()
}

#[test]
fn before_brazil_every_stage_has_its_last_day() {
    let deadlines = on(date(2026, 5, 1), &[specimen(3)]);
    assert_eq!(
        told(&deadlines),
        [
            "以后 2026-06-09 start",
            "以后 2026-06-23 filing",
            "以后 2026-07-07 department",
            "以后 2026-07-28 approval",
            "以后 2026-08-04 passport",
            "以后 2026-08-11 visa-forms",
            "以后 2026-09-08 visa",
            "以后 2026-09-11 collection",
        ]
    );
    assert_eq!(deadlines.slips, []);
}

#[test]
fn when_one_stage_slips_the_rest_slips_with_it() {
    let deadlines = on(date(2026, 7, 20), &[specimen(3)]);
    let [slip] = deadlines.slips.as_slice() else { panic!("one slip: {:?}", deadlines.slips) };
    assert_eq!((slip.planned, slip.days > 0), (date(2026, 9, 12), true));
    for pair in slip.stages.windows(2) {
        assert!(pair[0].now < pair[1].now);
    }
    assert!(slip.quickest <= slip.earliest);
    assert_eq!(told(&deadlines).first().map(String::as_str), Some("逾期 2026-06-09 start"));
}

#[test]
fn the_chain_gives_its_offices_so_many_working_days() {
    // Started on 11 January 2026; the unit has three working days.
    let deadlines = on(date(2026, 1, 12), &[lived_through(3, "start 10")]);
    assert_eq!(told(&deadlines).first().map(String::as_str), Some("七天内 2026-01-14 link-unit"));
    let deadlines = on(date(2026, 1, 16), &[lived_through(3, "start 10")]);
    assert_eq!(told(&deadlines).first().map(String::as_str), Some("逾期 2026-01-14 link-unit"));
}

#[test]
fn after_the_return_three_things_are_owed_and_then_none() {
    let home = approved("lend 示例甲 60; leave 120; home 125");
    assert_eq!(
        told(&on(date(2026, 5, 12), &[lived_through(3, &home)])),
        [
            "七天内 2026-05-13 passports",
            "以后 2026-06-05 publication",
            "以后 2026-06-05 report",
            "以后 2026-06-13 lock"
        ]
    );
    let done = format!("{home}; collect 示例甲 127; report 140; publish 141");
    assert_eq!(told(&on(date(2026, 7, 1), &[lived_through(3, &done)])), [""; 0]);
}

#[test]
fn a_cancelled_trip_owes_its_passports_alone() {
    let cancelled = approved("lend 示例甲 60; cancel 61");
    assert_eq!(
        told(&on(date(2026, 3, 11), &[lived_through(3, &cancelled)])),
        ["逾期 2026-03-10 passports", "以后 2026-04-09 lock"]
    );
}

#[test]
fn the_clock_of_a_link_runs_from_the_day_it_was_first_asked() {
    let asked = |told: &str| {
        let due = on(date(2026, 1, 14), &[lived_through(3, told)]).due;
        let link = due.into_iter().find(|it| it.code.starts_with("link-")).unwrap();
        format!("{} {}", link.on, link.what.zh)
    };
    // The link before agreed on Monday 12 January.
    let unit = "start 9; review unit 学院 11";
    assert_eq!(asked(unit), "2026-01-15 office：国际处、财务处");
    assert_eq!(asked(&format!("{unit}; review office 财务处 13")), "2026-01-15 office：国际处");
    assert_eq!(asked(&format!("{unit}; review office 财务处 12; return 14")), "2026-01-20 unit：学院");
}

#[test]
fn a_departure_that_passed_in_silence_is_one_late_line() {
    let silent = [lived_through(3, &approved("teach 示例甲 礼堂 80"))];
    let passed = on(date(2026, 5, 2), &silent);
    assert_eq!(told(&passed), ["逾期 2026-05-01 departure"]);
    assert_eq!(passed.due[0].what.zh, "出境日已过，尚未记录出境、变更或取消");
    assert_eq!(passed.slips, []);
    assert!(!told(&on(date(2026, 5, 1), &silent)).contains(&"逾期 2026-05-01 departure".to_owned()));
    assert_eq!(told(&on(date(2026, 9, 13), &[specimen(3)])), ["逾期 2026-09-12 departure"]);
}

#[test]
fn everybody_hears_everything_before_the_education_is_done() {
    let open = |told_: &str| {
        let life = approved(told_);
        told(&on(date(2026, 4, 1), &[lived_through(3, &life)])).iter().any(|it| it.ends_with("education"))
    };
    assert!(open("teach 示例甲 礼堂 80; teach 示例乙 礼堂 80"));
    assert!(!open("brief 示例甲 礼堂 80; brief 示例乙 礼堂 80"));
}

#[test]
fn holidays_of_a_trip_that_is_over_are_in_nobodys_way() {
    let trip = specimen(3);
    let (exit, entry) = (trip.itinerary.days[0].date, trip.itinerary.days.last().unwrap().date);
    let holidays = |knowledge: &Knowledge, today| {
        let shelf = Shelf::shipped().unwrap();
        let book = shelf.effective("北京", "示例职业技术学院", today).unwrap();
        let season = season();
        let ground = Ground { knowledge, book: &book, season: &season, today };
        Deadlines::of(std::slice::from_ref(&trip), ground).clashes.len()
    };
    let mut knowledge = Knowledge::shipped().unwrap();
    knowledge.hosts.vacations.clear();
    knowledge.hosts.ramadan.clear();
    knowledge.hosts.holidays = vec![crate::case::HostHoliday {
        country: "BR".parse().unwrap(),
        name: "示例节".to_owned(),
        on: exit.saturating_add(2.days()),
        basis: "示例".to_owned(),
    }];
    assert_eq!(holidays(&knowledge, entry), 1);
    assert_eq!(holidays(&knowledge, entry.tomorrow().unwrap()), 0);
}

#[test]
fn one_person_cannot_be_in_two_places() {
    let (brazil, mut russia) = (specimen(3), specimen(5));
    let shift = |delegation: &mut Delegation, from: Date| {
        let first = delegation.itinerary.days[0].date;
        for day in &mut delegation.itinerary.days {
            day.date = from.saturating_add(day.date - first);
        }
    };
    let clashes = |russia: &Delegation| {
        let found = on(date(2026, 1, 5), &[brazil.clone(), russia.clone()]).clashes;
        found.into_iter().filter(|it| it.kind != ClashKind::Holiday).map(|it| it.kind).collect::<Vec<_>>()
    };
    russia.members[0] = brazil.members[0].clone();
    russia.members.truncate(1);
    assert_eq!(clashes(&russia), []);
    shift(&mut russia, date(2026, 9, 20));
    assert_eq!(clashes(&russia), [ClashKind::Twice]);
    shift(&mut russia, date(2026, 9, 27));
    assert_eq!(clashes(&russia), [ClashKind::Passport]);
    shift(&mut russia, date(2026, 9, 28));
    assert_eq!(clashes(&russia), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the day: the late come first, days do not fall back within one
    /// urgency, and no identity occurs twice.
    #[test]
    fn the_list_is_in_order_on_every_day(ahead in 0..500_i32) {
        let today = date(2026, 1, 1).saturating_add(ahead.days());
        let delegations: Vec<Delegation> = (1..=7).map(specimen).collect();
        let deadlines = on(today, &delegations);
        for pair in deadlines.due.windows(2) {
            prop_assert!((pair[0].urgency, pair[0].on) <= (pair[1].urgency, pair[1].on));
        }
        for it in deadlines.due.iter().filter(|it| it.urgency == Urgency::Late) {
            prop_assert!(it.on < today);
        }
        let mut ids: Vec<_> = deadlines.due.iter().map(|it| (it.delegation, it.code.clone())).collect();
        ids.sort();
        let count = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
    }
}
