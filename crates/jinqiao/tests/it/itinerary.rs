//! The days of a delegation, laid out and taken along.

use crate::machine::{Machine, annex};

#[test]
fn the_days_are_shown_and_saved_for_calendar_assistant_and_office() {
    let machine = Machine::new();
    assert_eq!(machine.run(&["plan", annex().to_str().unwrap()]).code, 0);
    let shown = machine.run(&["delegation", "itinerary", "3"]);
    assert_eq!(shown.code, 0, "{}", shown.noted);
    assert!(
        shown.said.contains("XX801 示例航空：北京 15:00 → 圣保罗 次日05:00，全程25小时"),
        "{}",
        shown.said
    );

    let path = |name: &str| machine.path(name).to_str().unwrap().to_owned();
    let (ics, json, xlsx) = (path("days.ics"), path("days.json"), path("days.xlsx"));
    let saved = ["delegation", "itinerary", "3", "--ics", &ics, "--json", &json, "--xlsx", &xlsx];
    let saved = machine.run(&saved);
    assert_eq!(saved.code, 0, "{}", saved.noted);
    assert_eq!(saved.said.lines().filter(|line| line.starts_with("日程总览已写到")).count(), 3);
    let calendar = std::fs::read_to_string(&ics).unwrap();
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    assert!(calendar.contains("DTEND;TZID=America/Sao_Paulo:20260913T050000"), "{calendar}");
    assert!(std::fs::read_to_string(&json).unwrap().contains("2026-09-13T05:00:00-03:00"));

    let unknown = machine.run(&["delegation", "itinerary", "99"]);
    assert_eq!(unknown.code, 66, "{}", unknown.noted);
}
