//! From a departure on the first day a window allows back to the day one must
//! begin: who does what until when.

use chassis::web::Frame;

use super::say;
use crate::board::{Board, Outlook, Start};

/// The plan of one span of a stop's window.
pub(super) struct Plan {
    pub(super) title: String,
    pub(super) steps: Vec<StepLine>,
    pub(super) unannounced: String,
}

/// One step of it.
pub(super) struct StepLine {
    pub(super) name: String,
    pub(super) who: String,
    pub(super) days: String,
    pub(super) workdays: i64,
    pub(super) is_past: bool,
}

/// The plans of every stop whose window has not passed.
pub(super) fn plans(frame: &Frame, board: &Board, wanted: impl Fn(&Outlook) -> bool) -> Vec<Plan> {
    let ahead = board.stops.iter().filter(|stop| wanted(stop) && !stop.has_ended(board.today));
    ahead.flat_map(|stop| stop.starts.iter().map(|start| plan(frame, stop, start))).collect()
}

fn plan(frame: &Frame, stop: &Outlook, start: &Start) -> Plan {
    let line = |it: &crate::knowledge::Step| StepLine {
        name: frame.said(&it.name).to_owned(),
        who: it.who.clone(),
        days: say::days(frame, it.from, it.to),
        workdays: it.days,
        is_past: it.to < frame.today,
    };
    let figures = [
        ("number", stop.number.to_string()),
        ("region", say::place(frame, &stop.region)),
        ("departure", say::day(frame, start.plan.departure)),
        ("start", say::day(frame, start.plan.latest_start)),
    ];
    let years: Vec<String> = start.plan.unannounced.iter().map(ToString::to_string).collect();
    Plan {
        title: frame.tell("board-plan-title", &figures),
        steps: start.plan.steps.iter().map(line).collect(),
        unannounced: say::list(frame, &years),
    }
}
