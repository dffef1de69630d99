//! What is due before the departure: the stages back from it, the chain's own
//! terms, the notice, the education.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Country, Said};
use season::model::Stop;

use super::{Deadline, Due, Ground, State, urgency};
use crate::knowledge::{BackPlan, Milestone};
use crate::model::Delegation;
use crate::model::life::{Life, Phase, Records};
use crate::rules::educated_before_leaving::missed;

/// The day a party leaves: as it left, as it was approved, or as it is planned.
pub(super) fn exit(delegation: &Delegation) -> Option<Date> {
    let life: &Records = &delegation.life;
    let left = life.departure.as_ref().map(|departure| departure.on);
    left.or_else(|| life.approved().map(|terms| terms.exit)).or_else(|| delegation.itinerary.exit())
}

/// The countries of a trip: as approved, or as it is planned.
pub(super) fn countries(delegation: &Delegation) -> Vec<Country> {
    let approved = delegation.life.approved().map(|terms| terms.countries.clone());
    approved.unwrap_or_else(|| delegation.itinerary.countries())
}

/// The day on which a party should have left, if that is over and nothing says
/// what became of it.
pub(super) fn passed(delegation: &Delegation, today: Date) -> Option<Date> {
    let settled = [Phase::Abroad, Phase::Home, Phase::Rejected, Phase::Cancelled, Phase::Closed];
    if settled.contains(&delegation.life.phase()) {
        return None;
    }
    exit(delegation).filter(|exit| *exit < today)
}

/// The plan back from a party's departure.
pub(super) fn plan(delegation: &Delegation, ground: Ground<'_>) -> Option<BackPlan> {
    let known = ground.knowledge;
    let clearance = known.visas.staff_clearance(&countries(delegation));
    Some(BackPlan::of(exit(delegation)?, clearance, &known.lead_times, &known.workdays))
}

/// Whether a stage of the way out is behind a party.
pub(super) fn is_done(delegation: &Delegation, milestone: Milestone) -> bool {
    let life: &Records = &delegation.life;
    if life.departure.is_some() || life.approval.is_some() && milestone <= Milestone::Approval {
        return true;
    }
    let people = life.approved().map(|terms| terms.people.as_slice()).unwrap_or_default();
    let visas = || people.iter().all(|name| life.visas.iter().any(|visa| visa.member == *name));
    let lent = || people.iter().all(|name| life.passports.iter().any(|it| it.member == *name));
    match milestone {
        Milestone::Publicity => {
            delegation.publicity.as_ref().is_some_and(|notice| !notice.result.trim().is_empty())
        }
        Milestone::Filing => life.submission.is_some(),
        Milestone::Department | Milestone::Approval => false,
        Milestone::Passport | Milestone::Collection => !people.is_empty() && lent(),
        Milestone::VisaForms | Milestone::Visa => !people.is_empty() && visas(),
    }
}

pub(super) fn deadlines(delegation: &Delegation, ground: Ground<'_>) -> Vec<Deadline> {
    let life: &Life = &delegation.life;
    if matches!(
        life.phase(),
        Phase::Abroad | Phase::Home | Phase::Rejected | Phase::Cancelled | Phase::Closed
    ) {
        return Vec::new();
    }
    if let Some(exit) = passed(delegation, ground.today) {
        let due = Due {
            code: "departure".to_owned(),
            what: Said::new(
                "出境日已过，尚未记录出境、变更或取消",
                "the day of departure is over: record the departure, a change or the cancellation",
            ),
            on: exit,
            rule: "R31",
            basis: "教外厅〔2015〕1号".to_owned(),
            state: State::Open,
        };
        return vec![due.of(delegation, ground.today)];
    }
    let mut due: Vec<Due> = Vec::new();
    if let Some(plan) = plan(delegation, ground) {
        due.push(Due {
            code: "start".to_owned(),
            what: Said::new("最迟启动", "latest start"),
            on: plan.latest_start,
            rule: "",
            basis: plan.steps.first().map(|step| step.basis.clone()).unwrap_or_default(),
            state: State::done_if(life.start.as_ref().map(drop)),
        });
        due.extend(plan.steps.into_iter().filter_map(|step| {
            let milestone = step.milestone?;
            Some(Due {
                code: milestone.code().to_owned(),
                what: step.name,
                on: step.to,
                rule: if milestone == Milestone::Publicity { "R25" } else { "" },
                basis: step.basis,
                state: State::done_if(is_done(delegation, milestone).then_some(())),
            })
        }));
    }
    due.extend(asked(life, ground));
    due.extend(notice(delegation, ground));
    due.extend(education(delegation, ground));
    due.into_iter().map(|due| due.of(delegation, ground.today)).collect()
}

/// The link that is asked now has so many working days from the day it was first
/// asked: the last opinion of the links before it, a return, or the start.
fn asked(life: &Records, ground: Ground<'_>) -> Option<Due> {
    let (start, link) = (life.start.as_ref()?, life.asked()?);
    let before = life.reviews.iter().filter(|review| review.link != link.code).map(|review| review.on);
    let since = before.chain(life.returns.iter().map(|it| it.on)).fold(start.on, Date::max);
    let agreed =
        |office: &str| life.reviews.iter().any(|review| review.link == link.code && review.office == office);
    let missing: Vec<&str> =
        link.offices.iter().map(String::as_str).filter(|office| !agreed(office)).collect();
    Some(Due {
        code: format!("link-{}", link.code),
        what: Said::new(
            format!("{}：{}", link.name, missing.join("、")),
            format!("{}: {}", link.name, missing.join(", ")),
        ),
        on: ground.knowledge.workdays.add(since, i64::from(link.within)),
        rule: "",
        basis: start.chain.name.clone(),
        state: State::Open,
    })
}

/// The day on which a notice that hangs has hung long enough, to write down what
/// came of it.
fn notice(delegation: &Delegation, ground: Ground<'_>) -> Option<Due> {
    let notice = delegation.publicity.as_ref()?;
    let written = !notice.result.trim().is_empty();
    (!written).then(|| Due {
        code: "publicity-result".to_owned(),
        what: Said::new("公示期满，记录结果", "the notice ends: write down the result"),
        on: notice.to.saturating_add(1.day()),
        rule: "R25",
        basis: ground.book.publicity_days.basis.clone(),
        state: State::Open,
    })
}

/// Everybody has heard every topic on the last working day before leaving at the
/// latest.
fn education(delegation: &Delegation, ground: Ground<'_>) -> Option<Due> {
    let life: &Records = &delegation.life;
    let people = &life.approved()?.people;
    let exit = exit(delegation)?;
    let taught = people.iter().all(|name| missed(life, name, exit).is_empty());
    Some(Due {
        code: "education".to_owned(),
        what: Said::new("全体行前教育", "education of everybody before leaving"),
        on: ground.knowledge.workdays.back(exit, 1),
        rule: "R35",
        basis: "财行〔2013〕516号".to_owned(),
        state: State::done_if(taught.then_some(())),
    })
}

/// The latest start for a stop to which no party is registered, for every span of
/// its window that is not over.
pub(super) fn start(stop: &Stop, ground: Ground<'_>) -> Vec<Deadline> {
    let known = ground.knowledge;
    let clearance = known.visas.staff_clearance(&stop.site.countries);
    let spans = stop.window.spans.iter().enumerate().filter(|(_, span)| span.to >= ground.today);
    let deadline = |(index, span): (usize, &kernel::Span)| {
        let plan = BackPlan::of(span.from, clearance, &known.lead_times, &known.workdays);
        Deadline {
            delegation: None,
            party: format!("第{}站 {}（{}，尚无团组）", stop.number, stop.site.region, span.text),
            code: format!("stop-{}-{}", stop.number, index + 1),
            what: Said::new("最迟启动", "latest start"),
            on: plan.latest_start,
            urgency: urgency(plan.latest_start, ground.today),
            rule: "",
            basis: plan.steps.first().map(|step| step.basis.clone()).unwrap_or_default(),
        }
    };
    spans.map(deadline).collect()
}
