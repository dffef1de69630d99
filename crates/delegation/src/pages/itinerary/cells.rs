//! What stands in the cells of the days.

use chassis::web::Frame;
use kernel::Severity;

use crate::model::{Half, HalfDay, Night, Work};
use crate::timetable::{Note, Slot, Timetable};

/// One day as the table shows it.
pub(super) struct Row {
    pub(super) date: String,
    pub(super) weekday: String,
    pub(super) number: Option<i64>,
    pub(super) night: String,
    pub(super) notes: Vec<String>,
    /// Morning and afternoon.
    pub(super) halves: [Vec<Cell>; 2],
}

/// What one group does in half a day.
pub(super) struct Cell {
    pub(super) slot: String,
    pub(super) tone: &'static str,
    pub(super) icon: Option<&'static str>,
    pub(super) title: String,
    pub(super) below: String,
    pub(super) notes: Vec<String>,
    pub(super) chosen: bool,
}

/// The share of work in the days abroad.
pub(super) struct Share {
    pub(super) work: i64,
    pub(super) base: i64,
    pub(super) lacking: i64,
    pub(super) percent: i64,
}

impl Share {
    pub(super) fn of(timetable: &Timetable<'_>) -> Option<Self> {
        let (work, base) = timetable.working?;
        let (part, whole) = timetable.share;
        let needed = (base * part + whole - 1) / whole;
        Some(Self { work, base, lacking: (needed - work).max(0), percent: 100 * work / base.max(1) })
    }
}

pub(super) fn rows(timetable: &Timetable<'_>, frame: &Frame, chosen: &str) -> Vec<Row> {
    timetable
        .days
        .iter()
        .map(|planned| {
            let of = |half: Half| {
                let slots = planned.slots.iter().filter(|slot| slot.half == half);
                slots.map(|slot| cell(slot, &planned.day.date.to_string(), frame, chosen)).collect()
            };
            let weekday = planned.day.date.weekday().to_monday_one_offset();
            Row {
                date: planned.day.date.to_string(),
                weekday: frame.say(format!("weekday-{weekday}")),
                number: planned.number,
                night: night(&planned.day.night, frame),
                notes: said(&planned.notes, frame),
                halves: [of(Half::Morning), of(Half::Afternoon)],
            }
        })
        .collect()
}

fn cell(slot: &Slot<'_>, date: &str, frame: &Frame, chosen: &str) -> Cell {
    let strand = slot.strand;
    let address = format!("{date}.{}", slot.half);
    let gravest = slot.notes.iter().map(|note| note.severity).min();
    let tone = match (strand.work, gravest) {
        (Work::Empty, _) => "void",
        (_, Some(Severity::Block)) => "is-block",
        (_, Some(Severity::Justify | Severity::Warn)) => "is-warn",
        (Work::Travel, None) => "go",
        (Work::Preparation, None) => "is-idle",
        (Work::Meeting | Work::Competition, None) => "is-info",
    };
    let icon = match strand.work {
        _ if !slot.notes.is_empty() || strand.work == Work::Empty => Some("i-warn"),
        Work::Travel => Some("i-plane"),
        _ => None,
    };
    Cell {
        chosen: address == chosen,
        slot: address,
        tone,
        icon,
        title: if strand.work == Work::Empty { frame.say("itinerary-empty") } else { title(strand) },
        below: below(slot, frame),
        notes: said(&slot.notes, frame),
    }
}

fn title(strand: &HalfDay) -> String {
    match strand.leg.as_ref().filter(|_| strand.work == Work::Travel) {
        Some(leg) => format!(
            "{:02}:{:02} {} {} → {}",
            leg.departs.hour(),
            leg.departs.minute(),
            leg.number,
            leg.from,
            leg.to
        ),
        None => strand.text.clone(),
    }
}

/// Host, tasks, those who take part: what a person looks for under a title.
fn below(slot: &Slot<'_>, frame: &Frame) -> String {
    let strand = slot.strand;
    let tasks: Vec<String> = strand.tasks.iter().map(ToString::to_string).collect();
    let told = [
        (!strand.host.is_empty()).then(|| strand.host.clone()),
        (!tasks.is_empty()).then(|| {
            let figures = [("tasks", tasks.join("、"))];
            frame.tell("itinerary-serves", &figures)
        }),
        (!slot.who.is_empty()).then(|| slot.who.join("、")),
        (strand.host.is_empty() && strand.work != Work::Empty).then(|| strand.city.clone()),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn night(night: &Night, frame: &Frame) -> String {
    match night {
        Night::Lodging { city, .. } => city.clone(),
        Night::Aboard => frame.say("itinerary-aboard"),
        Night::Home => frame.say("itinerary-home"),
    }
}

fn said(notes: &[Note], frame: &Frame) -> Vec<String> {
    notes.iter().map(|note| frame.said(&note.says).to_owned()).collect()
}
