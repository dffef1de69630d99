//! One delegation: its tasks and what stands in the way.

mod axis;
mod reasons;
mod tasks;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use chassis::Error;
use chassis::web::{Frame, Locale, Routes, Visit, page};
use jiff::civil::{Date, Weekday};
use kernel::Severity;

use super::party;
use super::tone::{self, Chip};
use super::{EDIT, RECORD, SEE};
use crate::agenda;
use crate::books::Books;
use crate::deadlines::{Deadline, Urgency, course};
use crate::examination::Examination;
use crate::rules::stay_within_cap;
use axis::Axis;
use tasks::Group;

pub(super) use tasks::Note;

/// The words of this page.
pub(super) const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/show/zh.ftl")),
    (Locale::En, include_str!("../../locale/show/en.ftl")),
    (Locale::Ar, include_str!("../../locale/show/ar.ftl")),
];

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/delegations/{id}", SEE, show)
        .get("/delegations/{id}/rules", SEE, reasons::show)
        .post("/delegations/{id}/justifications", EDIT, reasons::justify)
        .post("/delegations/{id}/ways", EDIT, reasons::adopt)
}

/// The one thing to do next.
struct Next {
    path: String,
    icon: &'static str,
    word: String,
}

/// What a party comes to, in five figures.
struct Facts {
    dates: String,
    route: String,
    rule: &'static str,
    days: String,
    stay: Option<(i64, i64, &'static str)>,
    people: String,
    people_cap: String,
    total: String,
    total_note: String,
}

#[derive(Template)]
#[template(path = "pages/show.html")]
struct ShowPage {
    frame: Frame,
    name: String,
    crumb: String,
    chips: Vec<Chip>,
    id: String,
    next: Next,
    facts: Facts,
    due: Option<Due>,
    groups: Vec<Group>,
    axis: Option<Axis>,
}

/// The next day on which something is due.
struct Due {
    tone: &'static str,
    on: String,
    left: String,
    what: String,
}

/// `GET /delegations/{id}`
async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Extension(books): Extension<Arc<Books>>,
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let examination = party::examined(&mut look.desk(), &books, &id).await?;
    look.leave().await?;
    let due = party::due(&examination, &books);
    let entries = agenda::of(&examination, &due);
    let delegation = &examination.delegation;
    let title = heading(&visit.frame("", ""), &examination);
    let frame = visit.frame("/delegations", title);
    let course = course(delegation, party::ground(&examination, &books));
    page(&ShowPage {
        name: delegation.name.clone(),
        crumb: crumb(&frame, &examination),
        chips: chips(&frame, &examination),
        next: next(&frame, &visit, &examination),
        facts: facts(&frame, &examination),
        due: next_due(&frame, &due, examination.today),
        groups: tasks::groups(&frame, &id, &entries),
        axis: course.and_then(|course| Axis::of(&frame, &course, examination.today)),
        id,
        frame,
    })
}

/// `巴西站：巴西`.
fn heading(frame: &Frame, examination: &Examination) -> String {
    let countries = examination.delegation.itinerary.countries();
    let language = frame.language();
    let names: Vec<&str> = countries
        .iter()
        .map(|country| match language {
            kernel::Language::Zh => country.zh(),
            kernel::Language::En => country.en(),
        })
        .collect();
    let region = examination.stop.site.region.clone();
    let by = if language == kernel::Language::Zh { "、" } else { ", " };
    if names.is_empty() || names.join(by) == region {
        return frame.tell("show-title", &[("region", region)]);
    }
    frame.tell("show-title-countries", &[("region", region), ("countries", names.join(by))])
}

fn crumb(frame: &Frame, examination: &Examination) -> String {
    let delegation = &examination.delegation;
    let head = delegation.head().map_or_else(|| frame.say("show-unknown"), |head| head.name.zh.clone());
    let figures = [
        ("year", examination.season.year.to_string()),
        ("number", examination.stop.number.to_string()),
        ("mode", delegation.mode.words().in_language(frame.language()).to_owned()),
        ("head", head),
    ];
    frame.tell("show-crumb", &figures)
}

fn chips(frame: &Frame, examination: &Examination) -> Vec<Chip> {
    let phase = examination.delegation.life.phase();
    let mut chips = vec![Chip::of_phase(frame, phase)];
    let blocks = examination.findings.of(Severity::Block).count();
    let unanswered = examination.findings.unanswered(&examination.delegation.justifications).len();
    if blocks > 0 {
        chips.push(Chip::new(tone::BLOCK, frame.tell("show-blocks", &[("count", blocks.to_string())])));
    }
    if unanswered > 0 {
        let word = frame.tell("show-unanswered", &[("count", unanswered.to_string())]);
        chips.push(Chip::new(tone::WARN, word));
    }
    if blocks == 0 && unanswered == 0 && phase.is_before_submission() && examination.may_submit() {
        chips.push(Chip::new(tone::DONE, frame.say("show-in-order")));
    }
    chips
}

/// What is to be done first: mend what blocks, answer what is asked, else the next step.
fn next(frame: &Frame, visit: &Visit, examination: &Examination) -> Next {
    let id = examination.delegation.id;
    let blocks = examination.findings.of(Severity::Block).count();
    let unanswered = examination.findings.unanswered(&examination.delegation.justifications).len();
    let before = examination.delegation.life.phase().is_before_submission();
    let rules = format!("/delegations/{id}/rules");
    if before && blocks > 0 {
        let word = frame.tell("show-mend", &[("count", blocks.to_string())]);
        Next { path: rules, icon: "i-block", word }
    } else if before && unanswered > 0 && visit.may(EDIT) {
        let word = frame.tell("show-answer", &[("count", unanswered.to_string())]);
        Next { path: rules, icon: "i-edit", word }
    } else {
        let key = if visit.may(RECORD) { "show-step" } else { "show-steps" };
        Next { path: format!("/delegations/{id}/steps"), icon: "i-stamp", word: frame.say(key) }
    }
}

fn facts(frame: &Frame, examination: &Examination) -> Facts {
    let delegation = &examination.delegation;
    let itinerary = &delegation.itinerary;
    let unknown = || frame.say("show-unknown");
    let stay = itinerary.stay();
    let countries = itinerary.countries();
    let cap = stay_within_cap::cap(&examination.book, &countries).value;
    let rule = stay_within_cap::code(&examination.book, &countries);
    let (staff, students) = (delegation.staff().count(), delegation.students().count());
    let figures = [("staff", staff.to_string()), ("students", students.to_string())];
    let team = [("cap", examination.book.team_cap.value.to_string())];
    let (total, total_note) = match &examination.budget {
        Ok(budget) => {
            let each = kernel::Money::new(budget.total.minor / budget.persons.max(1), budget.total.currency);
            let each = frame.tell("show-each", &[("each", tone::money(each))]);
            (tone::money(budget.total), each)
        }
        Err(faults) => (unknown(), frame.tell("show-budget-missing", &[("count", faults.len().to_string())])),
    };
    Facts {
        dates: stay.map_or_else(unknown, |stay| {
            format!("{} — {}", day(frame, stay.exit()), day(frame, stay.entry()))
        }),
        route: itinerary.route(),
        rule,
        days: stay.map_or_else(unknown, |stay| {
            let figures = [("days", stay.days().to_string()), ("cap", cap.to_string())];
            frame.tell("show-days-cap", &figures)
        }),
        stay: stay
            .map(|stay| (stay.days(), cap, if examination.overstay.is_some() { "is-warn" } else { "is-ok" })),
        people: frame.tell(if students == 0 { "show-staff" } else { "show-people" }, &figures),
        people_cap: frame.tell("show-team-cap", &team),
        total,
        total_note,
    }
}

/// `6月22日 周一`, or the day as it is written elsewhere.
pub(super) fn day(frame: &Frame, day: Date) -> String {
    let weekday = match day.weekday() {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    };
    let figures = [
        ("date", day.to_string()),
        ("month", day.month().to_string()),
        ("day", day.day().to_string()),
        ("weekday", frame.say(format!("show-{weekday}"))),
    ];
    frame.tell("show-day", &figures)
}

fn next_due(frame: &Frame, due: &[Deadline], today: Date) -> Option<Due> {
    let first = due.iter().find(|deadline| deadline.urgency != Urgency::Done)?;
    let left = (first.on - today).get_days();
    let (tone, key) = match first.urgency {
        Urgency::Late => ("is-block", "show-late"),
        Urgency::Today => ("is-warn", "show-today"),
        Urgency::Soon => ("is-warn", "show-left"),
        Urgency::Ahead | Urgency::Done => ("is-idle", "show-left"),
    };
    Some(Due {
        tone,
        on: day(frame, first.on),
        left: frame.tell(key, &[("days", left.abs().to_string())]),
        what: frame.said(&first.what).to_owned(),
    })
}
