//! Tasks before the departure, up to the approval.

use kernel::{Said, Severity};

use super::{Line, Share, State, Told};
use crate::examination::Examination;
use crate::model::life::Phase;
use crate::model::{Invitation, Night, Work};

fn many(count: usize) -> Said {
    Said::plain(count)
}

pub(super) fn people(examination: &Examination) -> Told {
    let members = &examination.delegation.members;
    let with_document = members.iter().filter(|member| member.document.is_some()).count();
    if members.is_empty() {
        return Told::of(State::Idle, vec![Line::plain("show-people-none")]);
    }
    let official = members
        .iter()
        .filter(|member| member.document.as_ref().is_some_and(|it| it.kind.is_official()))
        .count();
    let lines = vec![
        Line::of("show-people-complete", vec![("all", many(members.len())), ("with", many(with_document))]),
        Line::of(
            "show-people-documents",
            vec![("official", many(official)), ("ordinary", many(with_document - official))],
        ),
    ];
    Told::of(if with_document == members.len() { State::Done } else { State::Amend }, lines)
}

pub(super) fn itinerary(examination: &Examination) -> Told {
    let itinerary = &examination.delegation.itinerary;
    let Some(stay) = itinerary.stay() else {
        let state = if itinerary.days.is_empty() { State::Idle } else { State::Going };
        return Told::of(state, vec![Line::plain("show-itinerary-none")]);
    };
    let halves = itinerary.halves().filter(|(date, ..)| stay.covers(*date));
    let (all, empty) = halves
        .fold((0, 0), |(all, empty), (.., half)| (all + 1, empty + usize::from(half.work == Work::Empty)));
    let mut lines =
        vec![Line::of("show-itinerary-planned", vec![("all", many(all)), ("planned", many(all - empty))])];
    let nights = nights(examination);
    if !nights.zh.is_empty() {
        lines.push(Line::of("show-itinerary-nights", vec![("nights", nights)]));
    }
    let book = &examination.book;
    let share = itinerary.working(|work| book.is_in_base(work)).map(|(work, base)| {
        let (part, whole) = book.work_share.value;
        let wanted = (base * part + whole - 1) / whole.max(1);
        lines.push(Line::of(
            "show-itinerary-work",
            vec![("work", Said::plain(work)), ("base", Said::plain(base)), ("wanted", Said::plain(wanted))],
        ));
        Share { part: work, whole: base, is_enough: work >= wanted }
    });
    let state = if empty == 0 { State::Done } else { State::Amend };
    Told { share, ..Told::of(state, lines) }
}

/// `圣保罗 4 晚，巴西利亚 3 晚`.
fn nights(examination: &Examination) -> Said {
    let mut nights: Vec<(&str, usize)> = Vec::new();
    for day in &examination.delegation.itinerary.days {
        if let Night::Lodging { city, .. } = &day.night {
            match nights.iter_mut().find(|(known, _)| known == city) {
                Some((_, count)) => *count += 1,
                None => nights.push((city, 1)),
            }
        }
    }
    let told = |word: &str, by: &str| {
        nights.iter().map(|(city, count)| format!("{city} {count}{word}")).collect::<Vec<_>>().join(by)
    };
    Said::new(told(" 晚", "，"), told("", ", "))
}

pub(super) fn invitations(examination: &Examination) -> Told {
    let letters = &examination.delegation.invitations;
    if letters.is_empty() {
        return Told::of(State::Idle, vec![Line::plain("show-invitations-none")]);
    }
    let issued = letters.iter().filter(|letter| letter.issued.is_some()).count();
    let name = |letter: &Invitation| match letter.issued {
        Some(day) => Said::new(format!("{}（{day}）", letter.inviter), format!("{} ({day})", letter.inviter)),
        None => Said::new(format!("{}（待收）", letter.inviter), format!("{} (not in yet)", letter.inviter)),
    };
    let names: Vec<Said> = letters.iter().map(name).collect();
    let join = |of: fn(&Said) -> &str, by: &str| names.iter().map(of).collect::<Vec<_>>().join(by);
    let names = Said::new(join(|said| &said.zh, "、"), join(|said| &said.en, ", "));
    let lines = vec![
        Line::of("show-invitations-issued", vec![("all", many(letters.len())), ("issued", many(issued))]),
        Line::of("show-invitations-names", vec![("names", names)]),
    ];
    Told::of(if issued == letters.len() { State::Done } else { State::Amend }, lines)
}

pub(super) fn budget(examination: &Examination) -> Told {
    match &examination.budget {
        Ok(budget) => {
            let mut items: Vec<(crate::model::CostItem, i64)> = Vec::new();
            for line in &budget.lines {
                match items.iter_mut().find(|(item, _)| *item == line.item) {
                    Some((_, sum)) => *sum += line.yuan.minor,
                    None => items.push((line.item, line.yuan.minor)),
                }
            }
            let sum = |fen: i64| kernel::Money::new(fen, budget.total.currency).grouped();
            let told = |language: kernel::Language| {
                let item = |(item, fen): &(crate::model::CostItem, i64)| {
                    format!("{} {}", item.words().in_language(language), sum(*fen))
                };
                items.iter().map(item).collect::<Vec<_>>().join(" · ")
            };
            let items = Said::new(told(kernel::Language::Zh), told(kernel::Language::En));
            let mut lines = vec![
                Line::of(
                    "show-budget-total",
                    vec![("total", Said::plain(format!("¥{}", budget.total.grouped())))],
                ),
                Line::of("show-budget-items", vec![("items", items)]),
            ];
            let open = budget.over.iter().filter(|over| !over.approved).count();
            if open > 0 {
                lines.push(Line::of("show-budget-over", vec![("count", many(open))]));
            }
            Told::of(if open == 0 { State::Done } else { State::Amend }, lines)
        }
        Err(faults) => {
            let first = faults.first().map(ToString::to_string).unwrap_or_default();
            let lines = vec![
                Line::of("show-budget-missing", vec![("count", many(faults.len()))]),
                Line::of("show-budget-fault", vec![("fault", Said::plain(first))]),
            ];
            let begun = !examination.delegation.funding.expenses.is_empty();
            Told::of(if begun { State::Amend } else { State::Idle }, lines)
        }
    }
}

pub(super) fn rules(examination: &Examination) -> Told {
    let findings = &examination.findings;
    let count = |severity| findings.of(severity).count();
    let unanswered = findings.unanswered(&examination.delegation.justifications).len();
    let (blocks, asked, warnings) = (count(Severity::Block), count(Severity::Justify), count(Severity::Warn));
    let lines = vec![Line::of(
        "show-rules-found",
        vec![
            ("rules", many(crate::rules::ALL.len())),
            ("blocks", many(blocks)),
            ("unanswered", many(unanswered)),
            ("answered", many(asked - unanswered)),
            ("warnings", many(warnings)),
        ],
    )];
    let state = if blocks > 0 {
        State::Stopped
    } else if unanswered > 0 {
        State::Amend
    } else {
        State::Done
    };
    Told::of(state, lines)
}

pub(super) fn papers(examination: &Examination) -> Told {
    if examination.budget.is_err() {
        return Told::of(State::Idle, vec![Line::plain("show-papers-none")]);
    }
    if examination.is_in_order() {
        Told::of(State::Done, vec![Line::plain("show-papers-final")])
    } else {
        Told::of(State::Going, vec![Line::plain("show-papers-draft")])
    }
}

pub(super) fn publicity(examination: &Examination) -> Told {
    let Some(notice) = &examination.delegation.publicity else {
        let days = Said::plain(examination.book.publicity_days.value);
        return Told::of(State::Idle, vec![Line::of("show-publicity-none", vec![("days", days)])]);
    };
    let figures = vec![
        ("place", Said::plain(&notice.place)),
        ("from", Said::plain(notice.from)),
        ("to", Said::plain(notice.to)),
    ];
    let mut lines = vec![Line::of("show-publicity-posted", figures)];
    let result = notice.result.trim();
    if result.is_empty() {
        return Told::of(State::Going, lines);
    }
    lines.push(Line::of("show-publicity-result", vec![("result", Said::plain(result))]));
    Told::of(State::Done, lines)
}

pub(super) fn reviews(examination: &Examination) -> Told {
    let life = &examination.delegation.life;
    let phase = life.phase();
    let mut lines = Vec::new();
    let state = match phase {
        Phase::Planned => {
            lines.push(Line::plain("show-reviews-none"));
            State::Idle
        }
        Phase::Review => {
            let link = life.asked().map(|link| Said::plain(&link.name)).unwrap_or_default();
            let agreed = many(life.reviews.len());
            lines.push(Line::of("show-reviews-asked", vec![("link", link), ("agreed", agreed)]));
            State::Going
        }
        Phase::Agreed => {
            lines.push(Line::plain("show-reviews-agreed"));
            State::Going
        }
        Phase::Rejected => {
            let by = life.rejection.as_ref().map(|it| Said::plain(&it.by)).unwrap_or_default();
            lines.push(Line::of("show-reviews-rejected", vec![("by", by)]));
            State::Done
        }
        Phase::Cancelled => {
            lines.push(Line::plain("show-reviews-cancelled"));
            State::Done
        }
        Phase::Submitted | Phase::Approved | Phase::Abroad | Phase::Home | Phase::Closed => {
            if let Some(approval) = &life.approval {
                let figures =
                    vec![("number", Said::plain(&approval.number)), ("on", Said::plain(approval.on))];
                lines.push(Line::of("show-reviews-approved", figures));
                State::Done
            } else {
                let submission = life.submission.as_ref();
                let authority = submission.map(|it| Said::plain(&it.authority)).unwrap_or_default();
                let on = submission.map(|it| Said::plain(it.on)).unwrap_or_default();
                lines.push(Line::of("show-reviews-submitted", vec![("authority", authority), ("on", on)]));
                State::Going
            }
        }
    };
    if let Some(back) = life.returns.last() {
        let figures = vec![
            ("count", many(life.returns.len())),
            ("on", Said::plain(back.on)),
            ("reason", Said::plain(&back.reason)),
        ];
        lines.push(Line::of("show-reviews-returned", figures));
    }
    Told::of(state, lines)
}
