//! The lines of the day, each ready to be read, each leading to where it is done.

use chassis::web::Frame;
use jiff::civil::Date;
use kernel::Said;

use crate::deadlines::{Deadline, Urgency};
use crate::operations::approvals::Waiting;
use crate::operations::today::{Closing, Due, Lock, Owed};

/// A deadline.
pub(super) struct Line {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) party: String,
    pub(super) what: Said,
    pub(super) rule: &'static str,
    pub(super) more: Option<String>,
    pub(super) earliest: Option<String>,
    pub(super) chip: String,
    pub(super) path: String,
    pub(super) verb: String,
}

impl Line {
    pub(super) fn of(frame: &Frame, due: &Due, today: Date) -> Self {
        let deadline = &due.first;
        let days = (deadline.on - today).get_days();
        let (tone, icon) = match deadline.urgency {
            Urgency::Late if deadline.delegation.is_some() => ("is-block", "i-block"),
            Urgency::Late => ("is-warn", "i-warn"),
            Urgency::Today => ("is-warn", "i-clock"),
            _ => ("is-idle", "i-clock"),
        };
        let (path, verb) = place(frame, deadline);
        Self {
            tone,
            icon,
            party: short(frame, &deadline.party),
            what: deadline.what.clone(),
            rule: deadline.rule,
            more: (due.more > 0).then(|| frame.tell("today-more", &[("count", due.more.to_string())])),
            earliest: due.earliest.map(|on| frame.tell("today-earliest", &[("on", on.to_string())])),
            chip: near(frame, days, deadline.on),
            path,
            verb,
        }
    }
}

/// A party's name without the school's, which everybody who reads this knows.
pub(super) fn short(frame: &Frame, name: &str) -> String {
    let own = frame.member.as_ref().map_or("", |member| member.institution.as_str());
    let rest = name.strip_prefix(own).filter(|rest| !rest.is_empty());
    rest.unwrap_or(name).to_owned()
}

/// How near a day is: late by so many days, today, tomorrow, so many left, its date.
fn near(frame: &Frame, days: i32, on: Date) -> String {
    match days {
        ..0 => frame.tell("today-late-by", &[("days", days.unsigned_abs().to_string())]),
        0 => frame.say("today-due-today"),
        1 => frame.say("today-due-tomorrow"),
        2..=7 => frame.tell("today-left", &[("days", days.to_string())]),
        _ => on.to_string(),
    }
}

/// Where a deadline is met, and what one does there.
fn place(frame: &Frame, deadline: &Deadline) -> (String, String) {
    let Some(id) = deadline.delegation else { return ("/season".to_owned(), frame.say("today-do-season")) };
    if deadline.code.starts_with("link-") {
        return (format!("/approvals/{id}"), frame.say("today-do-approve"));
    }
    let (form, verb) = match deadline.code.as_str() {
        "start" => ("start", "today-do-start"),
        "passports" | "lock" => ("collect", "today-do-collect"),
        "report" => ("report", "today-do-record"),
        "publication" => ("publish", "today-do-record"),
        "publicity" | "publicity-result" => ("post", "today-do-record"),
        _ => ("", "today-do-steps"),
    };
    let anchor = if form.is_empty() { String::new() } else { format!("#form-{form}") };
    (format!("/delegations/{id}/steps{anchor}"), frame.say(verb))
}

/// Something that waits for the reader.
pub(super) struct Waits {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) offices: String,
    pub(super) is_question: bool,
}

impl Waits {
    pub(super) fn of(frame: &Frame, waiting: &Waiting) -> Self {
        let turns = waiting.turns.iter().map(|(turn, _)| turn.office.as_str());
        let asked = waiting.asked.iter().map(|it| it.office.as_str());
        Self {
            id: waiting.delegation.id.to_string(),
            name: short(frame, &waiting.delegation.name),
            offices: turns.chain(asked).collect::<Vec<_>>().join("、"),
            is_question: waiting.turns.is_empty(),
        }
    }
}

/// The team that will lock the college.
pub(super) struct LockLine {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) late: i32,
    pub(super) of: i32,
    pub(super) said_late: String,
    pub(super) said_of: String,
    pub(super) basis: String,
}

impl LockLine {
    pub(super) fn of(frame: &Frame, lock: &Lock) -> Self {
        let left = lock.left();
        let figures = [
            ("name", short(frame, &lock.name)),
            ("count", lock.people.len().to_string()),
            ("people", lock.people.join("、")),
            ("left", left.max(0).to_string()),
            ("of", lock.of.to_string()),
            ("on", lock.on.to_string()),
            ("stops", lock.stops.len().to_string()),
            ("late", lock.late.to_string()),
        ];
        let title = if left >= 0 { "today-lock-title" } else { "today-locked-title" };
        Self {
            id: lock.delegation.to_string(),
            title: frame.tell(title, &figures),
            text: frame.tell("today-lock-text", &figures),
            late: lock.late.min(lock.of),
            of: lock.of,
            said_late: frame.tell("today-lock-late", &figures),
            said_of: frame.tell("today-lock-of", &figures),
            basis: lock.basis.clone(),
        }
    }
}

/// A trip that is home and what it owes.
pub(super) struct Owing {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) since: String,
    pub(super) is_late: bool,
    pub(super) cells: Vec<Cell>,
}

/// One thing that is owed.
pub(super) struct Cell {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
    pub(super) sub: String,
}

impl Owing {
    pub(super) fn of(frame: &Frame, closing: &Closing, today: Date) -> Self {
        let since = if closing.is_cancelled { "today-cancelled-on" } else { "today-home-on" };
        let people = closing.people.to_string();
        let all = [closing.passports, closing.publication, closing.report, closing.claim];
        let [passports, others @ ..] = all;
        let mut cells = vec![passport_cell(frame, passports, today)];
        cells.extend(others.into_iter().map(|owed| cell(frame, owed, today)));
        Self {
            id: closing.delegation.to_string(),
            name: short(frame, &closing.name),
            since: frame.tell(since, &[("on", closing.since.to_string()), ("people", people)]),
            is_late: all.iter().any(|owed| owed.urgency == Urgency::Late),
            cells,
        }
    }
}

fn passport_cell(frame: &Frame, owed: Owed, today: Date) -> Cell {
    if owed.of == 0 {
        return nothing(frame);
    }
    let count = [("done", owed.done.to_string()), ("of", owed.of.to_string())];
    Cell { word: frame.tell("today-passports", &count), ..cell(frame, owed, today) }
}

fn cell(frame: &Frame, owed: Owed, today: Date) -> Cell {
    if owed.of == 0 {
        return nothing(frame);
    }
    let (tone, icon, word) = match owed.urgency {
        Urgency::Done => ("is-ok", "i-ok", "today-done"),
        Urgency::Late => ("is-block", "i-block", "today-late"),
        Urgency::Today | Urgency::Soon => ("is-warn", "i-warn", "today-soon"),
        Urgency::Ahead => ("is-idle", "i-idle", "today-open"),
    };
    let sub = match (owed.urgency, owed.on) {
        (Urgency::Done, _) | (_, None) => String::new(),
        (_, Some(on)) => near(frame, (on - today).get_days(), on),
    };
    Cell { tone, icon, word: frame.say(word), sub }
}

fn nothing(frame: &Frame) -> Cell {
    Cell { tone: "is-idle", icon: "i-idle", word: frame.say("today-not-owed"), sub: String::new() }
}
