//! What the annex leaves open, asked in the row with what each answer would mean.

use chassis::web::Frame;
use season::model::{Choice, Field, LocalEdit, Stop};

use super::{say, visas};
use crate::board::{Course, Outlook, VisaOutlook};
use crate::knowledge::Level;
use crate::model::DocumentKind;
use crate::operations::board::SeasonView;

/// A question of one stop.
pub(super) struct Ask {
    pub(super) question: String,
    pub(super) place: String,
    pub(super) options: Vec<Answer>,
}

/// One answer, and what it would mean.
pub(super) struct Answer {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) rule: &'static str,
    pub(super) means: Vec<String>,
    pub(super) warnings: Vec<(&'static str, String)>,
}

/// What was decided here, and may be taken back.
pub(super) struct Decided {
    pub(super) field: &'static str,
    pub(super) text: String,
}

/// Asks where the annex's countries are joined by a slash and nobody has decided.
pub(super) fn ask(frame: &Frame, view: &SeasonView, stop: &Stop, outlook: &Outlook) -> Option<Ask> {
    if stop.site.choice != Choice::Open {
        return None;
    }
    let number = ("number", stop.number.to_string());
    let text = ("text", stop.site.text.clone());
    let read = view.held.reading.stops.iter().find(|read| read.number == stop.number);
    let places = read.map(|read| read.source.site.places.iter().map(|place| place.words.clone()));
    Some(Ask {
        question: frame.tell("board-ask-countries", &[number, text]),
        place: places.map_or_else(String::new, |places| places.collect::<Vec<_>>().join("、")),
        options: outlook.courses.iter().map(|course| answer(frame, outlook, course)).collect(),
    })
}

fn answer(frame: &Frame, outlook: &Outlook, course: &Course) -> Answer {
    let names: Vec<String> = course.countries.iter().map(|country| say::country(frame, *country)).collect();
    let name = match names.as_slice() {
        [only] => frame.tell("board-ask-only", &[("country", only.clone())]),
        all => frame
            .tell("board-ask-all", &[("countries", say::list(frame, all)), ("count", all.len().to_string())]),
    };
    let figures = [("days", days(frame, outlook)), ("cap", course.cap.value.to_string())];
    let fit = match course.over {
        None => frame.say("board-open"),
        Some(over) if over > 0 => frame.tell("board-over", &[("over", over.to_string())]),
        Some(_) => frame.say("board-within"),
    };
    let staff = |visa: &&VisaOutlook| {
        visa.document == DocumentKind::PublicAffairs && course.countries.contains(&visa.country)
    };
    let visas: Vec<&VisaOutlook> = outlook.entry.visas.iter().filter(staff).collect();
    let mut means = vec![
        format!("{}{}{fit}", frame.tell("board-days-cap", &figures), frame.say("board-colon")),
        frame.tell("board-ask-visa", &[("visa", visas::summed(frame, &visas, Choice::All).0)]),
    ];
    if course.countries.len() > 1 {
        means.push(frame.tell("board-ask-letters", &[("count", course.countries.len().to_string())]));
    }
    let grave = outlook.entry.advisories.iter().filter(|it| course.countries.contains(&it.country));
    let warned = grave.map(|it| {
        let (tone, key) = match it.level {
            Level::Avoid => ("is-block", "board-warn-avoid"),
            Level::Caution => ("is-warn", "board-warn-caution"),
        };
        (tone, frame.tell(key, &[("country", say::country(frame, it.country))]))
    });
    Answer {
        value: course.countries.iter().map(|country| country.iso2().to_owned()).collect::<Vec<_>>().join(","),
        name,
        rule: course.rule,
        means,
        warnings: warned.collect(),
    }
}

/// `7`, or `7–9` of which the most is judged; 待定 where the annex says none.
pub(super) fn days(frame: &Frame, outlook: &Outlook) -> String {
    match (outlook.days_low, outlook.days) {
        (Some(low), Some(high)) if low < high => format!("{low}–{high}"),
        (_, Some(days)) => days.to_string(),
        (_, None) => frame.say("board-open"),
    }
}

/// What this desk's own people decided for a stop.
pub(super) fn decided(frame: &Frame, own: &[LocalEdit], number: u32) -> Vec<Decided> {
    let told = |edit: &LocalEdit| Decided {
        field: edit.field.code(),
        text: frame.tell(
            "board-decided",
            &[
                ("field", frame.say(format!("season-field-{}", edit.field.code()))),
                ("value", value(frame, edit)),
            ],
        ),
    };
    own.iter().filter(|edit| edit.number == number).map(told).collect()
}

fn value(frame: &Frame, edit: &LocalEdit) -> String {
    if edit.field == Field::City { say::city(frame, &edit.value) } else { edit.value.clone() }
}
