//! What happened, as the papers after the approval tell it. What has not
//! happened yet is blank, so that a form can be printed before its time.

use documents::{Fact, record};
use kernel::{Money, Stay};

use super::{Subject, dates};
use crate::model::life::{Life, Passport, Session, Terms, Topic};
use crate::model::{Aspect, Deviation, Member};

pub(super) fn life(subject: &Subject<'_>) -> Fact {
    let life: &Life = &subject.delegation.life;
    let home = life.homecoming.as_ref();
    record! {
        phase: life.phase().words().zh,
        submitted: life.submission.as_ref().map(|it| dates::zh(it.on)),
        number: life.submission.as_ref().map(|it| it.number.clone()),
        approval: approval(life),
        approved: life.approved().map_or_else(blank, terms),
        actual: home.map_or_else(blank, |home| terms(&home.terms)),
        note: home.map(|home| home.note.clone()),
        deviations: deviations(subject),
        explained: deviations(subject).iter().any(|it| it.at("explain").is_some_and(Fact::is_something)),
        changes: changes(life),
        sessions: life.sessions.iter().map(session).collect::<Vec<_>>(),
        passports: life.passports.iter().map(passport).collect::<Vec<_>>(),
        register: register(subject),
        visas: visas(life),
        report: life.report.as_ref().map(|it| dates::zh(it.on)),
        publication: publication(subject),
        cancelled: life.cancellation.as_ref().map(|it| dates::zh(it.on)),
        notice: life.notice.as_ref().map(|it| it.number.clone()),
        organiser: life.notice.as_ref().map(|it| it.organiser.clone()),
    }
}

fn approval(life: &Life) -> Fact {
    let approval = life.approval.as_ref();
    record! {
        number: approval.map(|it| it.number.clone()),
        authority: approval.map(|it| it.authority.clone()),
        date: approval.map(|it| dates::zh(it.on)),
    }
}

fn terms(it: &Terms) -> Fact {
    let days = Stay::between(it.exit, it.entry).map_or(0, Stay::days);
    record! {
        people: it.people.join("、"),
        persons: it.people.len().to_string(),
        countries: it.countries.iter().map(|country| country.zh()).collect::<Vec<_>>().join("、"),
        route: &it.route,
        from: dates::zh(it.exit),
        to: dates::zh(it.entry),
        range: dates::range(it.exit, it.entry),
        days: days.to_string(),
        money: it.money.running(),
        tasks: it.tasks.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
    }
}

fn blank() -> Fact {
    let texts = ["people", "persons", "countries", "route", "from", "to", "range", "days", "money", "tasks"];
    texts.iter().fold(record! {}, |fact, name| fact.with(name, ""))
}

/// What was claimed stands for what was settled until it is.
fn deviations(subject: &Subject<'_>) -> Vec<Fact> {
    let life: &Life = &subject.delegation.life;
    let Some((approved, home)) = life.approved().zip(life.homecoming.as_ref()) else { return Vec::new() };
    let spent: Option<Money> = life.reimbursement.as_ref().map(|it| it.total);
    let spent = spent.or_else(|| subject.accounts.claim().map(|claim| claim.total));
    let range = |terms: &Terms| dates::range(terms.exit, terms.entry);
    let deviation = |it: Deviation| {
        let (approved, actual) = match it.aspect {
            Aspect::Dates => (range(approved), range(&home.terms)),
            _ => (it.approved.zh, it.actual.zh),
        };
        record! {
            aspect: it.aspect.words().zh,
            approved: approved,
            actual: actual,
            explain: it.explain,
        }
    };
    Deviation::all(approved, &home.terms, spent).into_iter().map(deviation).collect()
}

fn changes(life: &Life) -> Vec<Fact> {
    let change = |it: &crate::model::life::Change| {
        let outcome = match (&it.grant, &it.refusal) {
            (Some(grant), _) => format!("{}批准{}", dates::zh(grant.on), grant.number),
            (_, Some(refusal)) => format!("{}未获批准：{}", dates::zh(refusal.on), refusal.reason),
            _ => "待批".to_owned(),
        };
        record! {
            date: dates::zh(it.request.on),
            reason: &it.request.reason,
            asked: terms(&it.request.terms),
            outcome: outcome,
        }
    };
    life.changes.iter().map(change).collect()
}

fn session(it: &Session) -> Fact {
    record! {
        date: dates::zh(it.on),
        place: &it.place,
        attended: it.attended.join("、"),
        topics: it.topics.iter().map(|topic: &Topic| topic.words().zh).collect::<Vec<_>>().join("、"),
    }
}

fn passport(it: &Passport) -> Fact {
    record! {
        name: &it.member,
        lent: dates::zh(it.lent),
        returned: it.returned.map(dates::zh),
    }
}

/// Everybody whose official document its keeper answers for, lent or not yet
/// (证照收缴登记); due once the party is home or will not go.
fn register(subject: &Subject<'_>) -> Vec<Fact> {
    let life: &Life = &subject.delegation.life;
    let days = subject.book.papers.return_days.value;
    let due = life.owed_from().map(|from| dates::zh(days.after(from, subject.workdays)));
    let row = |(index, member): (usize, &Member)| {
        let name = subject.delegation.called(member);
        let lent = life.passports.iter().find(|it| it.member == name);
        record! {
            index: (index + 1).to_string(),
            name: name,
            unit: &member.unit,
            post: &member.post,
            document: member.document.as_ref().map(|document| document.kind.words().zh),
            lent: lent.map(|it| dates::zh(it.lent)),
            due: lent.and(due.clone()),
            returned: lent.and_then(|it| it.returned).map(dates::zh),
        }
    };
    let official = |member: &&Member| member.document.as_ref().is_none_or(|it| it.kind.is_official());
    subject.delegation.staff().filter(official).enumerate().map(row).collect()
}

fn visas(life: &Life) -> Vec<Fact> {
    let visa = |it: &crate::model::life::Visa| {
        record! {
            name: &it.member,
            country: it.country.zh(),
            granted: dates::zh(it.on),
            until: dates::zh(it.until),
        }
    };
    life.visas.iter().map(visa).collect()
}

fn publication(subject: &Subject<'_>) -> Fact {
    let publication = subject.delegation.life.publication.as_ref().map(|it| &it.publicity);
    record! {
        place: publication.map(|it| it.place.clone()),
        from: publication.map(|it| dates::zh(it.from)),
        range: publication.map(|it| dates::range(it.from, it.to)),
        days: publication.map(|it| subject.workdays.between(it.from, it.to).to_string()),
        result: publication.map(|it| it.result.clone()),
        objections: publication.map(|it| it.objections.clone()),
    }
}
