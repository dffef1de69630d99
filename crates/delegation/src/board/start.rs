//! When to begin, for every span of a stop's window. Until the organiser says
//! the day, the departure is taken to be the first day of the span: the earliest
//! it can be, so the plan is never too late.

use kernel::Span;
use season::model::Stop;

use crate::knowledge::{BackPlan, Knowledge};

/// The plan for one span (一段时间的倒排).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The span.
    pub span: Span,
    /// The steps back from its first day.
    pub plan: BackPlan,
}

pub(super) fn starts(stop: &Stop, knowledge: &Knowledge) -> Vec<Start> {
    // Whichever countries are chosen, the plan must have time for their visas.
    let clearance = knowledge.visas.staff_clearance(&stop.site.countries);
    let start = |span: &Span| Start {
        span: span.clone(),
        plan: BackPlan::of(span.from, clearance, &knowledge.lead_times, &knowledge.workdays),
    };
    stop.window.spans.iter().map(start).collect()
}
