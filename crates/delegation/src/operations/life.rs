//! What happens to a delegation, recorded. Every step goes the same way: load,
//! ask the life, hold the outcome against the rules where the step is a gate,
//! save, journal.

use std::collections::BTreeSet;

use chassis::{Desk, Error, journal, outbox};
use jiff::civil::Date;
use kernel::{Country, Finding, Severity};
use season::model::Season;

use super::reasons::{self, Reason};
use super::{examine, load};
use crate::books::Books;
use crate::examination::Examination;
use crate::model::life::{Event, Hurdle, Life, Noted, Phase, Step, Terms};
use crate::model::{Delegation, DelegationId, Publicity};
use crate::rules::Findings;
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
    answered(desk, ground, id, (events, &[])).await
}

/// The same with reasons that answer what the rules find at that step, kept with it
/// or not at all.
///
/// # Errors
/// As [`record`], and where a reason answers nothing.
pub async fn answered(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    id: DelegationId,
    (events, reasons): (Vec<Event>, &[Reason<'_>]),
) -> Result<Delegation, Error> {
    store::hold(desk, id).await?;
    let before = load(desk, id).await?;
    let after = before.clone();
    go_on(desk, ground, (&before, after), (events, reasons)).await
}

/// Takes events onto a delegation that was changed otherwise at the same time.
pub(super) async fn go_on(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    (before, mut after): (&Delegation, Delegation),
    (events, reasons): (Vec<Event>, &[Reason<'_>]),
) -> Result<Delegation, Error> {
    let Some(step) = events.first().map(Event::step) else {
        desk.leave_unchanged();
        return Ok(after);
    };
    let mut on = desk.today;
    for event in events {
        if event.on() > desk.today {
            return Err(in_the_future(before, &event));
        }
        if let Some(refused) = strangers(before, &event).or_else(|| off_the_route(before, &event)) {
            return Err(refused);
        }
        on = event.on();
        let life = std::mem::take(&mut after.life);
        after.life = life
            .with(event, desk.actor.name.clone(), desk.now)
            .map_err(|hurdle| hindered(before, step, &hurdle))?;
    }
    if let Some(refused) = before
        .publicity
        .as_ref()
        .filter(|_| step == Step::Submission)
        .and_then(|notice| posted_too_early(before, notice))
    {
        return Err(refused);
    }
    pass_the_gate(desk, ground, (step, on), (before, &mut after), reasons).await?;
    let given: Vec<&str> = reasons.iter().map(|given| given.rule).collect();
    let detail = step.words().zh.to_owned();
    let detail = if given.is_empty() { detail } else { format!("{detail}，说明{}", given.join("、")) };
    if matches!(step, Step::Return | Step::Withdrawal) {
        super::approvals::note_extract(desk, ground, before).await?;
    }
    keep(desk, &after, step.code(), &detail).await?;
    Ok(after)
}

/// Posts the notice before the application, or writes down what came of it (R25).
pub async fn post(desk: &mut Desk<'_>, id: DelegationId, publicity: Publicity) -> Result<Delegation, Error> {
    store::hold(desk, id).await?;
    let mut delegation = load(desk, id).await?;
    let in_the_house = matches!(delegation.life.phase(), Phase::Planned | Phase::Review | Phase::Agreed);
    if let Some(refused) = fixed(&delegation).filter(|_| !in_the_house) {
        return Err(refused);
    }
    if publicity.to < publicity.from {
        return Err(Error::refused(
            "publicity-backwards",
            format!("公示结束日{}早于开始日{}；请核对", publicity.to, publicity.from),
            "the notice ends before it begins",
        ));
    }
    if let Some(refused) = posted_too_early(&delegation, &publicity) {
        return Err(refused);
    }
    delegation.publicity = Some(publicity);
    keep(desk, &delegation, "publicity", "事前公示").await?;
    Ok(delegation)
}

/// Takes back what the last command recorded, for one person or several; the journal
/// keeps that it was there.
pub async fn undo(desk: &mut Desk<'_>, id: DelegationId) -> Result<(Delegation, Vec<Noted>), Error> {
    store::hold(desk, id).await?;
    let mut delegation = load(desk, id).await?;
    let taken = delegation.life.without_last();
    let Some((life, step, entry)) =
        taken.and_then(|(life, entry)| Some((life, entry.first()?.event.step(), entry)))
    else {
        return Err(Error::refused(
            "life-empty",
            format!("{}还没有任何办理记录，没有可撤销的", delegation.name),
            "nothing has been recorded, so there is nothing to undo",
        ));
    };
    delegation.life = life;
    if step == Step::Reimbursement {
        delegation.settlement.posted = None;
    }
    let void = reasons::void(&mut delegation, &entry);
    let void =
        if void.is_empty() { String::new() } else { format!("，{}的说明作废", void.join("、")) };
    keep(desk, &delegation, "undo", &format!("撤销“{}”{void}", step.words().zh)).await?;
    Ok((delegation, entry))
}

/// What has been recorded since somebody looked; nobody adds to it until the business
/// is done.
pub async fn since(desk: &mut Desk<'_>, id: DelegationId, told: usize) -> Result<Vec<Noted>, Error> {
    store::hold(desk, id).await?;
    let delegation = load(desk, id).await?;
    Ok(delegation.life.events().get(told..).map(<[Noted]>::to_vec).unwrap_or_default())
}

/// What stands in the way of handing the application in today, all at once.
pub fn obstacles(examined: &Examination) -> Vec<&Finding> {
    let unanswered = examined.findings.unanswered(&examined.delegation.justifications);
    examined.findings.of(Severity::Block).chain(unanswered).collect()
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
        people: delegation.staff().map(|member| delegation.called(member)).collect(),
        countries: delegation.itinerary.countries(),
        route: delegation.itinerary.route(),
        exit: stay.exit(),
        entry: stay.entry(),
        money,
        tasks,
    })
}

/// Why a workbook may not tell the notice otherwise than it was recorded: once
/// work has begun, the notice that hangs is what `post` says.
pub(super) fn reposted(stored: &Delegation, read: &Delegation) -> Option<Error> {
    let notice = stored.publicity.as_ref().filter(|_| stored.life.start.is_some())?;
    (read.publicity.as_ref() != Some(notice)).then(|| {
        Error::refused(
            "publicity-recorded",
            format!(
                "工作簿里的事前公示与已记录的不同（{}，{}至{}，{}）；请在工作簿里改成一致，公示有变的用 post 记录",
                notice.place, notice.from, notice.to, notice.result
            ),
            "the workbook tells the notice otherwise than it was recorded; make it agree, or record it by `post`",
        )
    })
}

/// Why the application's content may no longer be changed, if it may not: others
/// have agreed to it, or it has left the house (R31).
pub(crate) fn fixed(delegation: &Delegation) -> Option<Error> {
    let life: &Life = &delegation.life;
    let (zh, en) = match life.phase() {
        Phase::Planned => return None,
        Phase::Review if life.reviews.is_empty() => return None,
        Phase::Review | Phase::Agreed => (
            "已有部门审核同意；先记录退回（return）再改，改后重新审核",
            "agreed to by offices; record a return first, it is then reviewed anew",
        ),
        Phase::Submitted => {
            ("已报送；先撤回（withdraw）或记录退回（return）再改", "handed in; withdraw it first")
        }
        Phase::Approved | Phase::Abroad => {
            ("已批复；批准后的变动要走变更申请（change）", "approved; ask for a change instead")
        }
        Phase::Home | Phase::Rejected | Phase::Cancelled | Phase::Closed => (
            "已经结束，不再修改；要重新申报，请在工作簿里换一个团组名称",
            "over; to apply again, give the party another name in the workbook",
        ),
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

/// Which rules a step is asked.
#[derive(Debug, Clone, Copy)]
enum Gate {
    /// Whether the application is in order altogether, before it leaves the house.
    Application,
    /// These rules, on what would then stand.
    Rules(&'static [&'static str]),
}

/// What a step is asked, if it is asked anything. A change that is asked for must
/// keep the limits as the application did. Leaving on another day than approved is
/// not asked here: it has happened, and its reason is asked for with the claim.
const fn gate(step: Step) -> Option<Gate> {
    match step {
        Step::Submission => Some(Gate::Application),
        Step::ChangeRequest => Some(Gate::Rules(&["R01", "R04", "R05", "R06", "R07", "R11"])),
        Step::Departure => Some(Gate::Rules(&["A05", "R33", "R35", "R36"])),
        Step::Reimbursement => Some(Gate::Rules(&["R27", "R31", "R32"])),
        Step::Closure => Some(Gate::Rules(&["R26", "R28"])),
        _ => None,
    }
}

/// Nothing may block and every reason that is asked for must have been given, as
/// things stood on the day of the step.
async fn pass_the_gate(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    (step, on): (Step, Date),
    (before, after): (&Delegation, &mut Delegation),
    reasons: &[Reason<'_>],
) -> Result<(), Error> {
    let Some(gate) = gate(step) else {
        return reasons.iter().try_for_each(|given| reasons::answerable(&Findings::default(), *given));
    };
    let Ground { books, season } = ground;
    let judged = if matches!(gate, Gate::Application) { before } else { &*after };
    let today = std::mem::replace(&mut desk.today, on);
    let examined = examine(desk, books, season, judged.clone()).await;
    desk.today = today;
    let examined = examined?;
    for given in reasons {
        reasons::answerable(&examined.findings, *given)?;
        reasons::give(desk, after, *given, &examined.findings);
    }
    let unanswered = examined.findings.unanswered(&after.justifications);
    let standing = examined.findings.of(Severity::Block).chain(unanswered);
    let asked = |finding: &&Finding| match gate {
        Gate::Application => true,
        Gate::Rules(rules) => rules.contains(&finding.rule),
    };
    refuse(before, step, &standing.filter(asked).collect::<Vec<_>>())?;
    if matches!(gate, Gate::Application) {
        if examined.budget.is_err() || examined.has_left() {
            return Err(not_in_order(&examined));
        }
        reasons::bind(after, &examined.findings);
    }
    Ok(())
}

/// An application whose papers are in order by the rules and may not be handed in
/// all the same: its budget cannot be reckoned, or its day has passed.
fn not_in_order(examined: &Examination) -> Error {
    let name = &examined.delegation.name;
    let (zh, en) = if examined.has_left() {
        ("计划的出境日已过；先改日程", "its day of departure has passed; plan other days first")
    } else {
        (
            "经费预算还算不出来；先补齐价格和汇率",
            "its budget cannot be reckoned; enter prices and rates first",
        )
    };
    Error::refused(
        "application-not-in-order",
        format!("{name}不能报送：{zh}，再导入工作簿"),
        format!("the application cannot be handed in: {en}"),
    )
}

/// People who are to be approved and of whom the roster knows nothing.
fn strangers(delegation: &Delegation, event: &Event) -> Option<Error> {
    let (terms, zh, en) = match event {
        Event::Approval(it) => (
            &it.terms,
            "名单有误的先撤回（withdraw）、记录退回（return），在工作簿里改好再报",
            "mend the roster before the approval",
        ),
        Event::ChangeRequest(it) => (
            &it.terms,
            "批复后换人要重新报批，先取消（cancel）再另报",
            "another person needs another application",
        ),
        _ => return None,
    };
    let known = |name: &&String| delegation.member_called(name).is_some();
    let strange: Vec<&str> = terms.people.iter().filter(|name| !known(name)).map(String::as_str).collect();
    (!strange.is_empty()).then(|| {
        Error::refused(
            "person-unknown",
            format!("名单里没有{}；请核对姓名，{zh}", strange.join("、")),
            format!("not on the roster: {}; check the names; {en}", strange.join(", ")),
        )
    })
}

/// A notice that was posted before the link had agreed that comes first by the chain.
fn posted_too_early(delegation: &Delegation, notice: &Publicity) -> Option<Error> {
    let (link, agreed) = delegation.life.free_to_post()?;
    let (name, from) = (&link.name, notice.from);
    let (zh, en) = match agreed {
        None => (
            format!("按审批链，先经“{name}”再公示；先记录这一环节的意见（review）"),
            format!("by its chain “{name}” comes before the notice; record its opinion first"),
        ),
        Some(on) if from < on => (
            format!("按审批链，先经“{name}”再公示；公示自{from}起，而这一环节{on}才同意，请重新公示（post）"),
            format!("the notice hangs from {from}, before “{name}” agreed on {on}; post it anew"),
        ),
        Some(_) => return None,
    };
    Some(Error::refused("publicity-too-early", format!("{}的公示早了：{zh}", delegation.name), en))
}

/// A visa for a country to which the trip neither goes nor changes planes in.
fn off_the_route(delegation: &Delegation, event: &Event) -> Option<Error> {
    let Event::Visa(visa) = event else { return None };
    let mut on_it: Vec<Country> =
        delegation.life.at_issue().map(|terms| terms.countries.clone()).unwrap_or_default();
    on_it.extend(delegation.life.approved().into_iter().flat_map(|terms| terms.countries.clone()));
    on_it.extend(delegation.itinerary.transits().into_iter().map(|(_, country)| country));
    let named = |name: fn(&Country) -> &'static str, by: &str| {
        let mut names: Vec<&str> = on_it.iter().map(name).collect();
        names.dedup();
        names.join(by)
    };
    // Before the approval the life says what is missing.
    (!on_it.is_empty() && delegation.life.approval.is_some() && !on_it.contains(&visa.country)).then(|| {
        Error::refused(
            "visa-elsewhere",
            format!(
                "{}不去{}，也不在那里中转；请核对国家，这次去的、经过的是{}",
                delegation.name,
                visa.country.zh(),
                named(|country| country.zh(), "、")
            ),
            format!(
                "the trip neither goes to {} nor passes through it; check the country: {}",
                visa.country.en(),
                named(|country| country.en(), ", ")
            ),
        )
    })
}

fn refuse(delegation: &Delegation, step: Step, findings: &[&Finding]) -> Result<(), Error> {
    if findings.is_empty() {
        return Ok(());
    }
    let told = |language: fn(&Finding) -> String, by: &str| {
        findings.iter().map(|finding| language(finding)).collect::<Vec<_>>().join(by)
    };
    let zh =
        told(|it| format!("{} {}：{}（{}）", it.rule, it.place.words.zh, it.says.zh, it.remedy.zh), "；");
    let en = told(|it| format!("{} {}: {} ({})", it.rule, it.place.words.en, it.says.en, it.remedy.en), "; ");
    let open: BTreeSet<&str> =
        findings.iter().filter(|it| it.severity == Severity::Justify).map(|it| it.rule).collect();
    let (more, more_en) = match open.first() {
        Some(rule) => (
            format!("；写理由说明的，随本步加 --justify {rule}=理由"),
            format!("; a reason is given with the step: --justify {rule}=…"),
        ),
        None => Default::default(),
    };
    Err(Error::refused(
        "rules-broken",
        format!("{}还不能“{}”：{zh}{more}", delegation.name, step.words().zh),
        format!("the rules stop the {}: {en}{more_en}", step.words().en),
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
