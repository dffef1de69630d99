//! A delegation's year at the command line, from the start to its publication.

use std::sync::OnceLock;

use crate::machine::Machine;

/// What was said on a day, or why not.
fn on(machine: &Machine, day: &str, words: &str) -> String {
    let arguments: Vec<&str> = words.split_whitespace().collect();
    let answer = machine.run_on(day, &arguments);
    if answer.code == 0 { answer.said } else { answer.noted }
}

fn done(machine: &Machine, day: &str, words: &str) {
    let arguments: Vec<&str> = words.split_whitespace().collect();
    let answer = machine.run_on(day, &arguments);
    assert_eq!(answer.code, 0, "{words}: {}", answer.noted);
}

/// The offices of the chain, in their order.
const OFFICES: [&str; 8] =
    ["派员单位", "国际处", "组织人事处", "财务处", "分管外事校领导", "书记", "校长", "党委会"];

fn reviewed_by(machine: &Machine, day: &str, offices: &[&str]) {
    for office in offices {
        done(machine, day, &format!("delegation review 3 {office}"));
    }
}

/// The party to Brazil, handed in.
fn handed_in() -> Machine {
    static HANDED_IN: OnceLock<Machine> = OnceLock::new();
    let hand_in = || {
        let machine = Machine::planned();
        done(&machine, "2026-01-20", "delegation start 3");
        reviewed_by(&machine, "2026-01-22", &OFFICES);
        done(&machine, "2026-01-26", "delegation submit 3 --number 示例职院〔2026〕18号");
        machine
    };
    HANDED_IN.get_or_init(hand_in).alike()
}

/// The party to Brazil, handed in and approved.
fn approved() -> Machine {
    let machine = handed_in();
    done(&machine, "2026-03-10", "delegation approve 3 示例外批〔2026〕108号 --authority 示例省外办");
    machine
}

#[test]
fn a_whole_year_reads_as_it_happened() {
    let machine = approved();
    done(&machine, "2026-03-20", "delegation lend 3");
    done(&machine, "2026-04-20", "delegation visa 3 BR --until 2026-12-31");
    done(
        &machine,
        "2026-05-08",
        "delegation change 3 --reason 示例航班改期 --exit 2026-09-13 --entry 2026-09-21",
    );
    for office in ["派员单位", "国际处", "分管外事校领导"] {
        done(&machine, "2026-05-09", &format!("delegation consent 3 {office}"));
    }
    done(&machine, "2026-05-20", "delegation grant 3 --number 示例外批〔2026〕151号");
    done(&machine, "2026-09-01", "delegation educate 3 --place 礼堂");
    done(&machine, "2026-09-13", "delegation depart 3");
    done(&machine, "2026-09-21", "delegation home 3 --note 五项任务均已完成");
    done(&machine, "2026-09-23", "delegation collect 3");
    done(&machine, "2026-10-08", "delegation report 3");
    done(&machine, "2026-10-08", "delegation publish 3 --place 校园网 --to 2026-10-15");
    insta::assert_snapshot!("life", on(&machine, "2026-10-16", "delegation life 3"));
}

#[test]
fn a_step_out_of_turn_is_refused_with_what_is_missing() {
    let machine = approved();
    let refused = [
        ("2026-09-12", "delegation depart 3"),
        ("2026-03-20", "delegation home 3"),
        ("2026-03-20", "delegation lend 3 示例外人"),
        ("2026-03-20", "delegation consent 3 国际处"),
        ("2026-03-20", "delegation submit 3"),
        ("2026-03-20", "delegation start 9"),
    ];
    let told: Vec<String> = refused.iter().map(|(day, words)| on(&machine, day, words)).collect();
    insta::assert_snapshot!("refused", told.concat());
}

#[test]
fn passports_that_are_late_lock_the_next_application() {
    let machine = approved();
    for (day, words) in [
        ("2026-03-20", "delegation lend 3"),
        ("2026-09-01", "delegation educate 3 --place 礼堂"),
        ("2026-09-12", "delegation depart 3"),
        ("2026-09-21", "delegation home 3 --entry 2026-09-20"),
    ] {
        done(&machine, day, words);
    }
    let found = |day: &str| on(&machine, day, "delegation check 7").matches("R28").count();
    assert_eq!((found("2026-09-27"), found("2026-09-28")), (0, 1));
    done(&machine, "2026-09-28", "delegation collect 3");
    assert_eq!(found("2026-09-29"), 0);
}

#[test]
fn what_is_due_is_listed_and_goes_into_a_calendar() {
    let machine = approved();
    insta::assert_snapshot!("deadlines", on(&machine, "2026-04-01", "deadlines"));
    done(&machine, "2026-04-01", "deadlines --ics 时限.ics");
    let first = std::fs::read(machine.path("时限.ics")).unwrap();
    done(&machine, "2026-04-01", "deadlines --ics 时限.ics");
    assert!(
        std::fs::read(machine.path("时限.ics")).unwrap() == first,
        "the same day gives the same calendar"
    );
}
