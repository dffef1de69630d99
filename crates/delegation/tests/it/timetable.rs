//! The days laid out: what a person reads, and what calendars, assistants and
//! offices open.

use std::path::Path;
use std::process::Command;

use chassis::Colour;
use delegation::books::Books;
use delegation::examination::Examination;
use delegation::model::{Delegation, HalfDay, Work};
use delegation::timetable::{self, Timetable, Version};

use crate::papers::examined;

/// Lays the Brazil specimen out, bent as a test wants it.
fn laid<T>(change: impl FnOnce(&mut Delegation), look: impl FnOnce(&Timetable<'_>) -> T) -> T {
    let books = Books::shipped().unwrap();
    let examination: Examination = examined(change);
    let school = &examination.school;
    let book = books.shelf.effective(&school.province, &school.name, examination.today).unwrap();
    let version = Version { sequence: 2, at: "2026-01-15T01:00:00Z".parse().unwrap() };
    look(&Timetable::of(&examination, &books.knowledge.hosts, &book, version))
}

/// Two groups on one morning, a change of flights at home, a half day left empty.
pub(crate) fn parted(delegation: &mut Delegation) {
    let days = &mut delegation.itinerary.days;
    let friday = &mut days[6].morning;
    friday.participants = ["宋丙山", "袁癸宁", "贾亥峰"].map(str::to_owned).to_vec();
    friday.beside = vec![HalfDay {
        participants: ["邓子安", "傅寅初"].map(str::to_owned).to_vec(),
        text: "与裁判长复核评分记录，整理失分项目".to_owned(),
        host: "巴西赛区组委会".to_owned(),
        meets: String::new(),
        work: Work::Competition,
        beside: Vec::new(),
        ..friday.clone()
    }];
    let mut home = days[0].afternoon.leg.clone().unwrap();
    (home.number, home.from, home.to, home.via) =
        ("XX1801".to_owned(), "长沙".to_owned(), "北京".to_owned(), None);
    (home.departs, home.arrives) = (jiff::civil::time(12, 10, 0, 0), jiff::civil::time(13, 50, 0, 0));
    days[0].afternoon.onward = days[0].afternoon.leg.replace(home).into_iter().collect();
    days[4].afternoon.work = Work::Empty;
    days[4].afternoon.text = String::new();
}

#[test]
fn the_days_of_brazil_as_a_terminal_shows_them() {
    laid(|_| {}, |it| insta::assert_snapshot!(timetable::told(it, Colour::No)));
}

#[test]
fn groups_changes_and_empty_half_days_are_told_where_they_are() {
    laid(parted, |it| insta::assert_snapshot!(timetable::told(it, Colour::No)));
}

#[test]
fn the_holidays_of_the_host_are_told_on_their_day() {
    let put_off = |delegation: &mut Delegation| {
        for day in &mut delegation.itinerary.days {
            day.date = day.date.saturating_add(jiff::Span::new().days(24));
        }
    };
    let told = laid(put_off, |it| timetable::told(it, Colour::No));
    let noted: Vec<&str> = told.lines().filter(|line| line.contains("公共假日")).collect();
    assert_eq!(noted, ["  提示  巴西公共假日：圣母显灵日"]);
    let (day, _) = told.split_once("圣母显灵日").unwrap();
    assert!(
        day.trim_end_matches("  提示  巴西公共假日：").trim_end().ends_with("10月12日 星期一 在外第7天"),
        "{day}"
    );
}

#[test]
fn no_line_is_wider_than_a_hundred_columns() {
    let told = laid(parted, |it| timetable::told(it, Colour::No));
    let wide: Vec<&str> =
        told.lines().filter(|line| unicode_width::UnicodeWidthStr::width(*line) > 100).collect();
    assert_eq!(wide, Vec::<&str>::new());
}

#[test]
fn the_calendar_holds_every_flight_activity_and_stay() {
    laid(parted, |it| insta::assert_snapshot!(timetable::ics(it).replace("\r\n ", "").replace('\r', "")));
}

#[test]
fn the_reservations_carry_the_offset_of_every_place() {
    laid(|_| {}, |it| insta::assert_snapshot!(timetable::json(it).unwrap()));
}

#[test]
fn a_trip_that_is_put_off_keeps_the_names_of_its_events() {
    let uids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let put_off = |delegation: &mut Delegation| {
        for day in &mut delegation.itinerary.days {
            day.date = day.date.saturating_add(jiff::Span::new().days(7));
        }
    };
    let before = laid(|_| {}, timetable::ics);
    let after = laid(put_off, timetable::ics);
    assert_eq!(uids(&before), uids(&after));
    assert_ne!(before, after);
    let mut unique = uids(&before);
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), uids(&before).len());
}

#[test]
fn nothing_that_leaves_the_house_names_a_passport_or_a_birthday() {
    for text in [laid(parted, timetable::ics), laid(parted, |it| timetable::json(it).unwrap())] {
        for secret in ["PE0000", "E00000", "1974", "BINGSHAN", "秦示例"] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
}

#[test]
fn the_workbook_is_the_same_bytes_and_reads_back() {
    let (one, other) =
        (laid(parted, timetable::workbook).unwrap(), laid(parted, timetable::workbook).unwrap());
    assert_eq!(one, other);
    let document = intake::read_here(&one).unwrap();
    let tables: Vec<(String, usize)> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            intake::Block::Table(table) => Some((table.name.clone(), table.rows.len())),
            intake::Block::Paragraph(_) => None,
        })
        .collect();
    assert_eq!(tables, [("日程总览".to_owned(), 20), ("航班车次".to_owned(), 4)]);
}

/// What a program says of a file; `None`, said aloud, where the machine lacks it.
fn said_of(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let said = Command::new(program).args(arguments).arg(file).env("LC_ALL", "C.UTF-8").output();
    let Ok(output) = said else {
        eprintln!("skipped: {program} is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_calendar_program_reads_every_event_at_its_own_moment() {
    let folder = tempfile::tempdir().unwrap();
    let (calendar, config) = (folder.path().join("trip.ics"), folder.path().join("config"));
    std::fs::write(&calendar, laid(parted, timetable::ics)).unwrap();
    let own = folder.path().join("own");
    std::fs::create_dir(&own).unwrap();
    let zone = "[locale]\nlocal_timezone = Asia/Shanghai\ndefault_timezone = Asia/Shanghai\n\
                timeformat = %H:%M\ndateformat = %m-%d\nlongdateformat = %Y-%m-%d\n\
                datetimeformat = %m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n";
    std::fs::write(&config, format!("[calendars]\n[[trip]]\npath = {}\n{zone}", own.display())).unwrap();
    let arguments =
        ["--config", config.to_str().unwrap(), "printics", "--format", "{start-long}|{end-long}|{title}"];
    let Some(said) = said_of("khal", &arguments, &calendar) else { return };
    // Beijing's clocks when the party lands in São Paulo at five in the morning.
    assert!(said.contains("2026-09-12 15:00|2026-09-13 16:00|XX801 北京→圣保罗"), "{said}");
    assert!(said.contains("2026-09-13|2026-09-18|住宿 圣保罗"), "{said}");
    assert!(said.contains("2026-09-18 20:00|2026-09-18 23:00|与裁判长复核评分记录，整理失分项目"), "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("2026-")).count(), 17);
}

#[test]
fn a_library_for_calendars_reads_every_event_without_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let (calendar, script) = (folder.path().join("trip.ics"), folder.path().join("read.py"));
    std::fs::write(&calendar, laid(parted, timetable::ics)).unwrap();
    let read = "import sys\ntry:\n    import icalendar\nexcept ImportError:\n    sys.exit(print('absent'))\n\
                events = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read()).walk('VEVENT')\n\
                print(len(events), sum(len(event.errors) for event in events))\n\
                print(events[3].decoded('DTEND').isoformat())\n";
    std::fs::write(&script, read).unwrap();
    let Some(said) = said_of("python3", &[script.to_str().unwrap()], &calendar) else { return };
    if said.trim() == "absent" {
        eprintln!("skipped: the library icalendar is not installed");
        return;
    }
    assert_eq!(said.trim(), "17 0\n2026-09-13T05:00:00-03:00");
}

#[test]
fn a_travel_assistant_takes_every_reservation() {
    let places = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];
    let homes = places
        .iter()
        .flat_map(|lib| ["kf5", "kf6"].map(|kf| format!("{lib}/libexec/{kf}/kitinerary-extractor")));
    let Some(program) = homes.into_iter().find(|path| Path::new(path).exists()) else {
        eprintln!("skipped: kitinerary-extractor is not installed");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trip.json");
    std::fs::write(&file, laid(parted, |it| timetable::json(it).unwrap())).unwrap();
    let said = said_of(&program, &[], &file).unwrap();
    let taken = |kind: &str| said.matches(&format!("\"@type\": \"{kind}Reservation\"")).count();
    assert_eq!(["Flight", "Train", "Lodging", "Event"].map(taken), [3, 0, 1, 13]);
    assert!(said.contains("2026-09-13T05:00:00-03:00"), "{said}");
}
