//! What happens to a delegation, recorded. Every step goes the same way: load,
//! ask the life, hold the outcome against the rules where the step is a gate,
//! save, journal.

use chassis::{Desk, Error, journal, outbox};
use kernel::{Finding, Severity};
use season::model::Season;

use super::{examine, load};
use crate::books::Books;
use crate::model::life::{Event, Hurdle, Life, Noted, Phase, Step, Terms};
use crate::model::{Delegation, DelegationId, Publicity};
use crate::store;

/// What a step is judged with.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Rulebook, rates, calendars, papers.
    pub books: &'a Books,
    /// The season of the stop.
    pub season: &'a Season,
}

/// Records what happened, one event or several of one kind, all or none.
///
/// # Errors
/// Refuses what the life does not allow, what lies in the future, and a step at
/// which the rules stop the party (R25–R36).
pub async fn record(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    id: DelegationId,
    events: Vec<Event>,
) -> Result<Delegation, Error> {
    let before = load(desk, id).await?;
    let after = before.clone();
    go_on(desk, ground, (&before, after), events).await
}

/// Takes events onto a delegation that was changed otherwise at the same time.
pub(super) async fn go_on(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    (before, mut after): (&Delegation, Delegation),
    events: Vec<Event>,
) -> Result<Delegation, Error> {
    let Some(step) = events.first().map(Event::step) else {
        desk.leave_unchanged();
        return Ok(after);
    };
    for event in events {
        if event.on() > desk.today && event.step() != Step::Publication {
            return Err(in_the_future(before, &event));
        }
        let life = std::mem::take(&mut after.life);
        after.life = life
            .with(event, desk.actor.0.clone(), desk.now)
            .map_err(|hurdle| hindered(before, step, &hurdle))?;
    }
    pass_the_gate(desk, ground, step, (before, &after)).await?;
    keep(desk, &after, step.code(), step.words().zh).await?;
    Ok(after)
}

/// Posts the notice before the application, or writes down what came of it (R25).
pub async fn post(desk: &mut Desk<'_>, id: DelegationId, publicity: Publicity) -> Result<Delegation, Error> {
    let mut delegation = load(desk, id).await?;
    if let Some(refused) = fixed(&delegation) {
        return Err(refused);
    }
    if publicity.to < publicity.from {
        return Err(Error::refused(
            "publicity-backwards",
            format!("公示结束日{}早于开始日{}；请核对", publicity.to, publicity.from),
            "the notice ends before it begins",
        ));
    }
    delegation.publicity = Some(publicity);
    keep(desk, &delegation, "publicity", "事前公示").await?;
    Ok(delegation)
}

/// Takes the last recorded step back; the journal keeps that it was there.
pub async fn undo(desk: &mut Desk<'_>, id: DelegationId) -> Result<(Delegation, Noted), Error> {
    let mut delegation = load(desk, id).await?;
    let Some((life, last)) = delegation.life.without_last() else {
        return Err(Error::refused(
            "life-empty",
            format!("{}还没有任何办理记录，没有可撤销的", delegation.name),
            "nothing has been recorded, so there is nothing to undo",
        ));
    };
    delegation.life = life;
    let step = last.event.step();
    if step == Step::Reimbursement {
        delegation.settlement.posted = None;
    }
    keep(desk, &delegation, "undo", &format!("撤销“{}”", step.words().zh)).await?;
    Ok((delegation, last))
}

/// What an approval, a change or a homecoming says unless told otherwise: what
/// holds, or before an approval what was applied for.
pub fn terms_of(delegation: &Delegation, money: kernel::Money) -> Option<Terms> {
    if let Some(terms) = delegation.life.approved() {
        return Some(terms.clone());
    }
    let stay = delegation.stay()?;
    let mut tasks: Vec<u32> = delegation.purposes.iter().map(|purpose| purpose.task).collect();
    tasks.dedup();
    Some(Terms {
        people: delegation.staff().map(|member| member.name.zh.clone()).collect(),
        countries: delegation.itinerary.countries(),
        route: delegation.itinerary.route(),
        exit: stay.exit(),
        entry: stay.entry(),
        money,
        tasks,
    })
}

/// Why the application's content may no longer be changed, if it may not (R31).
pub(super) fn fixed(delegation: &Delegation) -> Option<Error> {
    let life: &Life = &delegation.life;
    let (zh, en) = match life.phase() {
        Phase::Planned | Phase::Review | Phase::Agreed => return None,
        Phase::Submitted => {
            ("已报送；先撤回（withdraw）或记录退回（return）再改", "handed in; withdraw it first")
        }
        Phase::Approved | Phase::Abroad => {
            ("已批复；批准后的变动要走变更申请（change）", "approved; ask for a change instead")
        }
        Phase::Home | Phase::Cancelled | Phase::Closed => {
            ("已经结束，不再修改", "over; it is no longer changed")
        }
    };
    Some(Error::refused(
        "delegation-fixed",
        format!("{}{zh}", delegation.name),
        format!("the delegation is {en}"),
    ))
}

pub(super) async fn keep(
    desk: &mut Desk<'_>,
    delegation: &Delegation,
    event: &str,
    detail: &str,
) -> Result<(), Error> {
    store::keep(desk, delegation).await?;
    let subject = format!("delegation {}", delegation.id);
    journal::record(desk, &format!("delegation.{event}"), &subject, detail).await?;
    outbox::post(desk, "delegation.changed", &subject).await
}

/// The rules that are asked at a step, on what would then stand: at handing in
/// all of them, later those of the step. A step without rules asks nobody.
const fn gate(step: Step) -> Option<&'static [&'static str]> {
    match step {
        Step::Submission => Some(&[]),
        Step::Departure => Some(&["R31", "R33", "R35", "R36"]),
        Step::Reimbursement => Some(&["R27", "R31", "R32"]),
        Step::Closure => Some(&["R26", "R28"]),
        _ => None,
    }
}

/// Nothing may block and every reason that is asked for must have been given.
async fn pass_the_gate(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    step: Step,
    (before, after): (&Delegation, &Delegation),
) -> Result<(), Error> {
    let Some(rules) = gate(step) else { return Ok(()) };
    let Ground { books, season } = ground;
    let judged = if step == Step::Submission { before } else { after };
    let examined = examine(desk, books, season, judged.clone()).await?;
    let unanswered = examined.findings.unanswered(&before.justifications);
    let standing = examined.findings.of(Severity::Block).chain(unanswered);
    let asked = |finding: &&Finding| rules.is_empty() || rules.contains(&finding.rule);
    refuse(before, step, &standing.filter(asked).collect::<Vec<_>>())
}

fn refuse(delegation: &Delegation, step: Step, findings: &[&Finding]) -> Result<(), Error> {
    if findings.is_empty() {
        return Ok(());
    }
    let told = |language: fn(&Finding) -> String| {
        findings.iter().map(|finding| language(finding)).collect::<Vec<_>>().join("；")
    };
    let zh = told(|it| format!("{} {}：{}（{}）", it.rule, it.place.words.zh, it.says.zh, it.remedy.zh));
    let en = told(|it| format!("{} {}: {}", it.rule, it.place.words.en, it.says.en));
    Err(Error::refused(
        "rules-broken",
        format!("{}还不能“{}”：{zh}", delegation.name, step.words().zh),
        format!("the rules stop the {}: {en}", step.words().en),
    ))
}

fn hindered(delegation: &Delegation, step: Step, hurdle: &Hurdle) -> Error {
    let said = hurdle.said();
    Error::refused(
        "step-impossible",
        format!("{}不能记录“{}”：{}", delegation.name, step.words().zh, said.zh),
        format!("the {} cannot be recorded: {}", step.words().en, said.en),
    )
}

fn in_the_future(delegation: &Delegation, event: &Event) -> Error {
    let (on, step) = (event.on(), event.step());
    Error::refused(
        "step-in-future",
        format!("{}的“{}”写在{on}，还没有到；只记录已经发生的事", delegation.name, step.words().zh),
        format!("the {} on {on} has not happened yet; only what has happened is recorded", step.words().en),
    )
}
