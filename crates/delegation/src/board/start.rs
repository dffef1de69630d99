//! When to begin, for every span of a stop's window. Until the organiser says
//! the day, the departure is taken to be the first day of the span: the earliest
//! it can be, so the plan is never too late.

use jiff::civil::Date;
use kernel::Span;
use season::model::Stop;

use crate::knowledge::{BackPlan, Clearance, Knowledge};

/// More days than any window has; nobody looks for a departure further off.
const FURTHEST: usize = 400;

/// The plan for one span (一段时间的倒排).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The span.
    pub span: Span,
    /// The steps back from its first day.
    pub plan: BackPlan,
    /// For who begins today although the latest start has passed: the earliest
    /// departure within the span that is still safe, if there is one.
    pub earliest: Option<Date>,
}

pub(super) fn starts(stop: &Stop, knowledge: &Knowledge, today: Date) -> Vec<Start> {
    // Whichever countries are chosen, the plan must have time for their visas.
    let clearance = knowledge.visas.staff_clearance(&stop.site.countries);
    let start = |span: &Span| {
        let plan = plan(span.from, clearance, knowledge);
        let is_late = plan.latest_start < today;
        let earliest = is_late.then(|| earliest(span, clearance, knowledge, today)).flatten();
        Start { span: span.clone(), plan, earliest }
    };
    stop.window.spans.iter().map(start).collect()
}

fn plan(departure: Date, clearance: Clearance, knowledge: &Knowledge) -> BackPlan {
    BackPlan::of(departure, clearance, &knowledge.lead_times, &knowledge.workdays)
}

/// The first day of a span for which today is not too late.
fn earliest(span: &Span, clearance: Clearance, knowledge: &Knowledge, today: Date) -> Option<Date> {
    let first = span.from.max(today);
    let days = first.series(jiff::Span::new().days(1)).take(FURTHEST).take_while(|day| *day <= span.to);
    days.into_iter().find(|day| plan(*day, clearance, knowledge).latest_start >= today)
}
