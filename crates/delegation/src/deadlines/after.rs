//! What is due after the return or the cancellation: passports, report, notice,
//! and the day on which a platform would lock the school.

use jiff::ToSpan as _;
use kernel::Said;

use super::{Deadline, Due, Ground, State};
use crate::model::Delegation;
use crate::model::life::Records;
use crate::rulebook::{Figure, Term};
use crate::rules::overdue_locks_unit;

pub(super) fn deadlines(delegation: &Delegation, ground: Ground<'_>) -> Vec<Deadline> {
    let life: &Records = &delegation.life;
    if life.closure.is_some() {
        return Vec::new();
    }
    let due = passports(life, ground).into_iter().chain(owed(life, ground)).chain(lock(life, ground));
    due.map(|due| due.of(delegation, ground.today)).collect()
}

/// Passports come back so many days after the day of return; while the party is
/// abroad, after the day it is approved to return (R28).
fn passports(life: &Records, ground: Ground<'_>) -> Option<Due> {
    let days = &ground.book.papers.return_days;
    let abroad = life.departure.as_ref().and_then(|_| life.approved()).map(|terms| terms.entry);
    let from = life.owed_from().or(abroad)?;
    if life.passports.is_empty() {
        return None;
    }
    let out: Vec<&str> = life.outstanding().map(|passport| passport.member.as_str()).collect();
    let names = if out.is_empty() { String::new() } else { format!("：{}", out.join("、")) };
    Some(Due {
        code: "passports".to_owned(),
        what: Said::new(format!("交回证照{names}"), "return of the passports"),
        on: days.value.after(from, &ground.knowledge.workdays),
        rule: "R28",
        basis: days.basis.clone(),
        state: State::done_if(out.is_empty().then_some(())),
    })
}

fn owed(life: &Records, ground: Ground<'_>) -> Vec<Due> {
    let Some(home) = &life.homecoming else { return Vec::new() };
    let papers = &ground.book.papers;
    let due = |code: &str, what, rule, days: &Figure<Term>, done: Option<()>| Due {
        code: code.to_owned(),
        what,
        on: days.value.after(home.terms.entry, &ground.knowledge.workdays),
        rule,
        basis: days.basis.clone(),
        state: State::done_if(done),
    };
    vec![
        due(
            "report",
            Said::new("提交出访报告", "the report"),
            "R30",
            &papers.report_days,
            life.report.as_ref().map(drop),
        ),
        due(
            "publication",
            Said::new("公示实际执行情况", "publicity of what was done"),
            "R26",
            &papers.publication_days,
            life.posted(ground.today).map(drop),
        ),
    ]
}

/// The last day before a platform locks the school's applications, once the trip
/// has begun, should have begun or was cancelled (R29).
fn lock(life: &Records, ground: Ground<'_>) -> Option<Due> {
    let lock = ground.book.papers.lock_days.as_ref()?;
    life.outstanding().next()?;
    let grace = ground.book.papers.return_days.value;
    let planned = life.approved().map(|terms| terms.exit)?;
    let begun = life.departure.is_some() || life.cancellation.is_some() || planned < ground.today;
    let due = begun.then(|| overdue_locks_unit::due(life, grace, &ground.knowledge.workdays)).flatten()?;
    Some(Due {
        code: "lock".to_owned(),
        what: Said::new("再不交回证照，平台将锁定全校", "after this the platform locks the whole school"),
        on: due.saturating_add(lock.value.days()),
        rule: "R29",
        basis: lock.basis.clone(),
        state: State::Open,
    })
}
