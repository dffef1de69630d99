//! Tasks from the approval to the closed file.

use kernel::Said;

use super::{Line, State, Told};
use crate::examination::Examination;

fn many(count: usize) -> Said {
    Said::plain(count)
}

pub(super) fn documents(examination: &Examination) -> Told {
    let life = &examination.delegation.life;
    let (lent, out) = (life.passports.len(), life.outstanding().count());
    if lent == 0 && life.visas.is_empty() {
        return Told::of(State::Idle, vec![Line::plain("show-documents-none")]);
    }
    let figures = vec![("lent", many(lent)), ("out", many(out)), ("visas", many(life.visas.len()))];
    let is_back = lent > 0 && out == 0;
    Told::of(if is_back { State::Done } else { State::Going }, vec![Line::of("show-documents-lent", figures)])
}

pub(super) fn departure(examination: &Examination) -> Told {
    let life = &examination.delegation.life;
    if let Some(departure) = &life.departure {
        let on = Said::plain(departure.on);
        return Told::of(State::Done, vec![Line::of("show-departure-left", vec![("on", on)])]);
    }
    if life.sessions.is_empty() {
        return Told::of(State::Idle, vec![Line::plain("show-departure-none")]);
    }
    let sessions = many(life.sessions.len());
    Told::of(State::Going, vec![Line::of("show-departure-sessions", vec![("sessions", sessions)])])
}

pub(super) fn closing(examination: &Examination) -> Told {
    let life = &examination.delegation.life;
    if let Some(closure) = &life.closure {
        let on = Said::plain(closure.on);
        return Told::of(State::Done, vec![Line::of("show-closing-closed", vec![("on", on)])]);
    }
    if life.homecoming.is_none() && !life.is_dropped() {
        return Told::of(State::Idle, vec![Line::plain("show-closing-none")]);
    }
    let done = [life.report.is_some(), life.publication.is_some(), life.reimbursement.is_some()];
    let done = done.into_iter().filter(|done| *done).count();
    let figures = vec![("done", many(done)), ("out", many(life.outstanding().count()))];
    Told::of(State::Going, vec![Line::of("show-closing-owed", figures)])
}
