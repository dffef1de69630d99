//! Whether a step may be taken. One place says what every event needs; the command
//! line, a page and a stored life all come through here.

use jiff::civil::Date;
use kernel::Words;

use super::event::{
    Approval, ChangeGrant, ChangeRequest, Consent, Event, Homecoming, Loan, Publication, Rejection, Return,
    Review, Session, Submission, Visa,
};
use super::{Hurdle, Phase, Records, Step};
use crate::model::TripMode;

type Answer = Result<(), Hurdle>;

/// Whether an event may follow what stands.
pub(super) fn before(now: &Records, event: &Event) -> Answer {
    not_ended(now, event)?;
    in_order(now, event)?;
    match event {
        Event::Start(it) => {
            refuse(now.start.is_some().then_some(Hurdle::Already(Step::Start)))?;
            refuse(it.chain.links.is_empty().then_some(empty("审批链", "chain of reviews")))
        }
        Event::Review(it) => review(now, it),
        Event::Notice(it) => {
            let start = started(now)?;
            refuse((start.mode != TripMode::JoinedParty).then_some(Hurdle::NotJoined))?;
            refuse(now.notice.is_some().then_some(Hurdle::Already(Step::Notice)))?;
            filled(&it.number, ("任务通知书编号", "number of the task notice"))
        }
        Event::Submission(it) => submission(now, it),
        Event::Return(it) => send_back(now, it),
        Event::Withdrawal(it) => {
            lies_with_the_authority(now)?;
            reason(&it.reason)?;
            submitted_before(now, it.on)
        }
        Event::Rejection(it) => rejection(now, it),
        Event::Approval(it) => approval(now, it),
        Event::Loan(it) => loan(now, it),
        Event::Visa(it) => visa(now, it),
        Event::Session(it) => session(now, it),
        Event::SecrecyReview(it) => secrecy_review(now, it),
        Event::ChangeRequest(it) => change_request(now, it),
        Event::Consent(it) => consent(now, it),
        Event::ChangeGrant(it) => change_grant(now, it),
        Event::ChangeRefusal(it) => {
            pending(now)?;
            reason(&it.reason)
        }
        Event::Departure(it) => {
            refuse(now.departure.is_some().then_some(Hurdle::Already(Step::Departure)))?;
            before_departure(now)?;
            approved_before(now, it.on)
        }
        Event::Homecoming(it) => homecoming(now, it),
        Event::PassportReturn(it) => passport_return(now, it),
        Event::Report(it) => {
            let home = home(now)?;
            refuse(now.report.is_some().then_some(Hurdle::Already(Step::Report)))?;
            not_before(it.on, Step::Homecoming, home.terms.entry)
        }
        Event::Publication(it) => publication(now, it),
        Event::Reimbursement(it) => {
            let home = home(now)?;
            refuse(now.reimbursement.is_some().then_some(Hurdle::Already(Step::Reimbursement)))?;
            not_before(it.on, Step::Homecoming, home.terms.entry)
        }
        Event::Cancellation(it) => {
            let start = started(now)?;
            refuse(now.departure.is_some().then_some(Hurdle::Past(Step::Departure)))?;
            reason(&it.reason)?;
            not_before(it.on, Step::Start, start.on)
        }
        Event::Closure(it) => closure(now, it.on),
    }
}

/// A trip that was refused or cancelled still gets its passports back and is closed; a closed file
/// stays as it is.
fn not_ended(now: &Records, event: &Event) -> Answer {
    let phase = Phase::of(now);
    let still = matches!(event, Event::PassportReturn(_) | Event::Closure(_));
    match phase {
        Phase::Closed => Err(Hurdle::Ended(phase)),
        Phase::Rejected | Phase::Cancelled if !still => Err(Hurdle::Ended(phase)),
        _ => Ok(()),
    }
}

/// The steps of the main line follow each other in time; what runs beside it
/// (passports, visas, education) may be written down later.
fn in_order(now: &Records, event: &Event) -> Answer {
    match now.latest {
        Some((step, day)) if event.step().is_of_the_main_line() => not_before(event.on(), step, day),
        _ => Ok(()),
    }
}

fn review(now: &Records, it: &Review) -> Answer {
    let start = started(now)?;
    refuse(now.submission.is_some().then_some(Hurdle::Past(Step::Submission)))?;
    refuse(now.approval.is_some().then_some(Hurdle::Past(Step::Approval)))?;
    not_before(it.on, Step::Start, start.on)?;
    let Some(place) = start.chain.position(&it.link) else {
        return Err(Hurdle::UnknownLink(it.link.clone()));
    };
    let Some(asked) = now.asked() else { return Err(Hurdle::Already(Step::Review)) };
    refuse((now.has_agreed(&it.link, &it.office)).then_some(Hurdle::Agreed(it.office.clone())))?;
    let in_turn = start.chain.position(&asked.code) == Some(place) && asked.offices.contains(&it.office);
    refuse((!in_turn).then(|| Hurdle::Asked { link: asked.name.clone(), offices: asked.offices.clone() }))
}

fn submission(now: &Records, it: &Submission) -> Answer {
    let start = started(now)?;
    let next = now.next_authority();
    refuse((now.submission.is_some() && next.is_none()).then_some(Hurdle::Already(Step::Submission)))?;
    refuse(now.approval.is_some().then_some(Hurdle::Past(Step::Approval)))?;
    if let Some(asked) = now.asked() {
        return Err(Hurdle::Asked { link: asked.name.clone(), offices: asked.offices.clone() });
    }
    refuse(
        (start.mode == TripMode::JoinedParty && now.notice.is_none())
            .then_some(Hurdle::Missing(Step::Notice)),
    )?;
    filled(&it.authority, ("报送机关", "authority"))?;
    refuse(next.filter(|next| *next != it.authority).map(|next| Hurdle::Authority(next.to_owned())))?;
    let last = now.reviews.iter().map(|review| review.on).max().unwrap_or(start.on);
    not_before(it.on, Step::Review, last)
}

fn send_back(now: &Records, it: &Return) -> Answer {
    let start = started(now)?;
    refuse(now.approval.is_some().then_some(Hurdle::Past(Step::Approval)))?;
    refuse((now.reviews.is_empty() && now.submission.is_none()).then_some(Hurdle::Missing(Step::Review)))?;
    reason(&it.reason)?;
    if let Some(link) = &it.to
        && start.chain.position(link).is_none()
    {
        return Err(Hurdle::UnknownLink(link.clone()));
    }
    match &now.submission {
        Some(submission) => not_before(it.on, Step::Submission, submission.on),
        None => not_before(it.on, Step::Start, start.on),
    }
}

/// The authority refuses what lies with it; before that an office of the link that
/// is asked.
fn rejection(now: &Records, it: &Rejection) -> Answer {
    let start = started(now)?;
    refuse(now.approval.is_some().then_some(Hurdle::Past(Step::Approval)))?;
    filled(&it.by, ("不予批准的单位", "office that refused"))?;
    reason(&it.reason)?;
    match (&now.submission, now.asked()) {
        (Some(submission), _) => not_before(it.on, Step::Submission, submission.on),
        (None, Some(asked)) => {
            refuse(now.has_agreed(&asked.code, &it.by).then(|| Hurdle::Agreed(it.by.clone())))?;
            let strange = || Hurdle::Asked { link: asked.name.clone(), offices: asked.offices.clone() };
            refuse((!asked.offices.contains(&it.by)).then(strange))?;
            not_before(it.on, Step::Start, start.on)
        }
        (None, None) => Err(Hurdle::Missing(Step::Submission)),
    }
}

fn approval(now: &Records, it: &Approval) -> Answer {
    lies_with_the_authority(now)?;
    refuse(now.next_authority().map(|next| Hurdle::Authority(next.to_owned())))?;
    submitted_before(now, it.on)?;
    filled(&it.number, ("批件号", "number of the approval"))?;
    refuse(it.terms.people.is_empty().then_some(empty("批准人员", "approved people")))?;
    refuse(it.terms.countries.is_empty().then_some(empty("批准国家", "approved countries")))?;
    refuse((it.terms.entry < it.terms.exit).then_some(Hurdle::Backwards))
}

fn loan(now: &Records, it: &Loan) -> Answer {
    before_departure(now)?;
    in_party(now, &it.member)?;
    approved_before(now, it.on)?;
    let away = now.outstanding().any(|passport| passport.member == it.member);
    refuse(away.then(|| Hurdle::Passport { member: it.member.clone(), away: true }))
}

fn visa(now: &Records, it: &Visa) -> Answer {
    before_departure(now)?;
    in_party(now, &it.member)?;
    approved_before(now, it.on)?;
    not_before(it.until, Step::Visa, it.on)
}

fn session(now: &Records, it: &Session) -> Answer {
    before_departure(now)?;
    let start = started(now)?;
    not_before(it.on, Step::Start, start.on)?;
    refuse(it.attended.is_empty().then_some(empty("参加人员", "list of those who attended")))?;
    refuse(it.topics.is_empty().then_some(empty("教育内容", "list of topics")))?;
    it.attended.iter().try_for_each(|name| in_party(now, name))
}

fn secrecy_review(now: &Records, it: &super::SecrecyReview) -> Answer {
    let start = started(now)?;
    refuse(now.departure.is_some().then_some(Hurdle::Past(Step::Departure)))?;
    filled(&it.member, ("姓名", "name"))?;
    filled(&it.office, ("审查部门", "reviewing office"))?;
    not_before(it.on, Step::Start, start.on)
}

fn change_request(now: &Records, it: &ChangeRequest) -> Answer {
    refuse(now.approval.is_none().then_some(Hurdle::Missing(Step::Approval)))?;
    refuse(now.homecoming.is_some().then_some(Hurdle::Past(Step::Homecoming)))?;
    refuse(now.pending().is_some().then_some(Hurdle::Already(Step::ChangeRequest)))?;
    reason(&it.reason)?;
    refuse(it.terms.people.is_empty().then_some(empty("变更后的人员", "people after the change")))?;
    refuse(it.terms.countries.is_empty().then_some(empty("变更后的国家", "countries after the change")))?;
    refuse((it.terms.entry < it.terms.exit).then_some(Hurdle::Backwards))?;
    approved_before(now, it.on)
}

fn consent(now: &Records, it: &Consent) -> Answer {
    let change = pending(now)?;
    let offices = now.chain().map(|chain| chain.change.as_slice()).unwrap_or_default();
    let asked = offices.get(change.consents.len());
    if asked == Some(&it.office) {
        return not_before(it.on, Step::ChangeRequest, change.request.on);
    }
    match asked {
        Some(office) => Err(Hurdle::Asked { link: "变更会签".to_owned(), offices: vec![office.clone()] }),
        None => Err(Hurdle::Already(Step::Consent)),
    }
}

fn change_grant(now: &Records, it: &ChangeGrant) -> Answer {
    let change = pending(now)?;
    let offices = now.chain().map(|chain| chain.change.as_slice()).unwrap_or_default();
    let open: Vec<String> = offices.iter().skip(change.consents.len()).cloned().collect();
    refuse((!open.is_empty()).then_some(Hurdle::Unconsented(open)))?;
    not_before(it.on, Step::ChangeRequest, change.request.on)
}

fn homecoming(now: &Records, it: &Homecoming) -> Answer {
    let Some(departure) = &now.departure else { return Err(Hurdle::Missing(Step::Departure)) };
    refuse(now.homecoming.is_some().then_some(Hurdle::Already(Step::Homecoming)))?;
    refuse(it.terms.people.is_empty().then_some(empty("实际出访人员", "people who travelled")))?;
    refuse((it.terms.entry < it.terms.exit).then_some(Hurdle::Backwards))?;
    refuse((it.terms.exit != departure.on).then_some(Hurdle::OtherExit(departure.on)))
}

fn passport_return(now: &Records, it: &Loan) -> Answer {
    refuse(now.is_abroad().then_some(Hurdle::Missing(Step::Homecoming)))?;
    let lent = now.outstanding().find(|passport| passport.member == it.member);
    match lent {
        None => Err(Hurdle::Passport { member: it.member.clone(), away: false }),
        Some(passport) => not_before(it.on, Step::Loan, passport.lent),
    }
}

/// A notice may be told again, with what came of it.
fn publication(now: &Records, it: &Publication) -> Answer {
    home(now)?;
    refuse((it.publicity.to < it.publicity.from).then_some(Hurdle::NoticeBackwards))?;
    match &now.report {
        None => Err(Hurdle::Missing(Step::Report)),
        Some(report) => not_before(it.publicity.from, Step::Report, report.on),
    }
}

/// A file closes when nothing is owed: passports, and after a trip the report,
/// the notice and the claim.
fn closure(now: &Records, on: Date) -> Answer {
    let out: Vec<String> = now.outstanding().map(|passport| passport.member.clone()).collect();
    refuse((!out.is_empty()).then_some(Hurdle::Outstanding(out)))?;
    if !now.is_dropped() {
        home(now)?;
        refuse(now.report.is_none().then_some(Hurdle::Missing(Step::Report)))?;
        refuse(now.publication.is_none().then_some(Hurdle::Missing(Step::Publication)))?;
        refuse(now.reimbursement.is_none().then_some(Hurdle::Missing(Step::Reimbursement)))?;
    }
    let ends = [
        (Step::PassportReturn, now.passports.iter().filter_map(|passport| passport.returned).max()),
        (Step::Report, now.report.as_ref().map(|it| it.on)),
        (Step::Publication, now.publication.as_ref().map(|it| it.publicity.to)),
        (Step::Reimbursement, now.reimbursement.as_ref().map(|it| it.on)),
    ];
    let mut ends = ends.into_iter().filter_map(|(step, day)| Some((step, day?)));
    ends.try_for_each(|(step, day)| not_before(on, step, day))
}

fn refuse(hurdle: Option<Hurdle>) -> Answer {
    hurdle.map_or(Ok(()), Err)
}

const fn empty(zh: &'static str, en: &'static str) -> Hurdle {
    Hurdle::Empty(Words { zh, en })
}

fn filled(text: &str, (zh, en): (&'static str, &'static str)) -> Answer {
    refuse(text.trim().is_empty().then_some(empty(zh, en)))
}

fn reason(text: &str) -> Answer {
    refuse(text.trim().is_empty().then_some(Hurdle::NoReason))
}

fn not_before(on: Date, after: Step, day: Date) -> Answer {
    refuse((on < day).then_some(Hurdle::TooEarly { on, after, day }))
}

fn started(now: &Records) -> Result<&super::Start, Hurdle> {
    now.start.as_ref().ok_or(Hurdle::Missing(Step::Start))
}

fn home(now: &Records) -> Result<&Homecoming, Hurdle> {
    now.homecoming.as_ref().ok_or(Hurdle::Missing(Step::Homecoming))
}

fn pending(now: &Records) -> Result<&super::Change, Hurdle> {
    now.pending().ok_or(Hurdle::Missing(Step::ChangeRequest))
}

fn lies_with_the_authority(now: &Records) -> Answer {
    refuse(now.approval.is_some().then_some(Hurdle::Already(Step::Approval)))?;
    refuse(now.submission.is_none().then_some(Hurdle::Missing(Step::Submission)))
}

fn submitted_before(now: &Records, on: Date) -> Answer {
    now.submission.as_ref().map_or(Ok(()), |it| not_before(on, Step::Submission, it.on))
}

fn approved_before(now: &Records, on: Date) -> Answer {
    now.approval.as_ref().map_or(Ok(()), |it| not_before(on, Step::Approval, it.on))
}

/// What happens on the eve of departure needs the approval and comes before it.
fn before_departure(now: &Records) -> Answer {
    refuse(now.approval.is_none().then_some(Hurdle::Missing(Step::Approval)))?;
    refuse(now.departure.is_some().then_some(Hurdle::Past(Step::Departure)))
}

fn in_party(now: &Records, name: &str) -> Answer {
    let approved = now.approved().is_some_and(|terms| terms.people.iter().any(|person| person == name));
    refuse((!approved).then_some(Hurdle::Stranger(name.to_owned())))
}
