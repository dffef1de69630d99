//! A delegation's life as a person reads it: where it stands, what happened, what
//! comes next.

use jiff::civil::Date;
use kernel::Country;
use unicode_width::UnicodeWidthStr as _;

use super::padded;
use crate::facts::dates;
use crate::model::life::{Chain, Change, Event, Life, Link, Noted, Phase, Records};
use crate::model::{Delegation, TripMode};
use crate::rules::educated_before_leaving;

/// The whole story, the newest last, and what comes next.
pub fn life(delegation: &Delegation) -> String {
    let chain = delegation.life.chain().map(|chain| self::chain(chain, &delegation.life));
    let events = delegation.life.events();
    let happened = events
        .chunk_by(are_alike)
        .filter_map(|group| Some(format!("  {}  {}", group.first()?.event.on(), happened(group))));
    let doubt = delegation.life.doubt().map(|(noted, hurdle)| {
        let (step, on) = (noted.event.step().words().zh, noted.event.on());
        format!("注意：{on}的“{step}”照现在的要求不会被接受：{}", hurdle.said().zh)
    });
    let lines: Vec<String> = [delegation.name.clone()]
        .into_iter()
        .chain(chain.into_iter().flatten())
        .chain(happened)
        .chain(doubt)
        .chain([next_steps(delegation)])
        .collect();
    lines.join("\n")
}

/// The chain with its links: name and code, who has agreed, who is asked now.
fn chain(chain: &Chain, records: &Records) -> Vec<String> {
    let widest = chain.links.iter().map(|link| named(link).width()).max().unwrap_or_default();
    let links = chain.links.iter().map(|link| {
        let told = stands(link, records);
        format!("  {}  {told}", padded(&named(link), widest)).trim_end().to_owned()
    });
    [format!("审批链：{}", chain.name)].into_iter().chain(links).collect()
}

fn named(link: &Link) -> String {
    format!("{}（{}）", link.name, link.code)
}

/// How a link stands: `已同意：国际处；待：财务处`.
fn stands(link: &Link, records: &Records) -> String {
    let (agreed, open): (Vec<&str>, Vec<&str>) =
        link.offices.iter().map(String::as_str).partition(|office| has_agreed(link, office, records));
    let asked = records.asked().is_some_and(|it| it.code == link.code);
    let agreed = (!agreed.is_empty()).then(|| format!("{}已同意", agreed.join("、")));
    let open = (asked && !open.is_empty()).then(|| format!("现在请{}提出意见", open.join("、")));
    agreed.into_iter().chain(open).collect::<Vec<_>>().join("；")
}

fn has_agreed(link: &Link, office: &str, records: &Records) -> bool {
    records.reviews.iter().any(|review| review.link == link.code && review.office == office)
}

/// One line: where it stands and what comes next.
pub fn next_steps(delegation: &Delegation) -> String {
    let steps = open(delegation);
    let phase = delegation.life.phase().words().zh;
    if steps.is_empty() { phase.to_owned() } else { format!("{phase}；接下来：{}", steps.join("；")) }
}

/// What is open, in words.
pub fn open(delegation: &Delegation) -> Vec<String> {
    let life: &Life = &delegation.life;
    match life.phase() {
        Phase::Planned => vec!["启动（start）".to_owned()],
        Phase::Review => asked(life).into_iter().chain(before_submission(delegation)).collect(),
        Phase::Agreed => {
            before_submission(delegation).into_iter().chain(["报送（submit）".to_owned()]).collect()
        }
        Phase::Submitted => vec![match life.next_authority() {
            Some(next) => format!("再报{next}（submit）"),
            None => "等批复（approve）".to_owned(),
        }],
        Phase::Approved => before_departure(delegation),
        Phase::Abroad => vec!["回国后记录实际情况（home）".to_owned()],
        Phase::Home => close_out(life),
        Phase::Rejected | Phase::Cancelled => {
            outstanding(life).into_iter().chain(["归档（close）".to_owned()]).collect()
        }
        Phase::Closed => Vec::new(),
    }
}

fn asked(records: &Records) -> Option<String> {
    let link = records.asked()?;
    let offices = link.offices.iter().map(String::as_str);
    let offices: Vec<&str> = offices.filter(|office| !has_agreed(link, office, records)).collect();
    let how = if link.offices.len() > 1 { format!("，{}", link.needs.words().zh) } else { String::new() };
    Some(format!("{}：{}（{}个工作日内{how}）", link.name, offices.join("、"), link.within))
}

/// What the application needs beside the offices: the notice that hangs in the
/// school and, for a joined trip, the organiser's.
fn before_submission(delegation: &Delegation) -> Vec<String> {
    let records: &Records = &delegation.life;
    let joined = delegation.mode == TripMode::JoinedParty && records.notice.is_none();
    let notice = joined.then(|| "组团单位的任务通知书（notice）".to_owned());
    unposted(delegation).into_iter().chain(notice).collect()
}

fn unposted(delegation: &Delegation) -> Option<String> {
    match &delegation.publicity {
        None => Some("事前公示（post）".to_owned()),
        Some(posted) if posted.result.trim().is_empty() => {
            Some(format!("公示到{}，期满后记结果（post --result）", dates::zh(posted.to)))
        }
        Some(_) => None,
    }
}

fn before_departure(delegation: &Delegation) -> Vec<String> {
    let records: &Records = &delegation.life;
    let people = records.approved().map(|terms| terms.people.as_slice()).unwrap_or_default();
    let absent: Vec<&str> =
        people.iter().filter(|name| !is_taught(records, name)).map(String::as_str).collect();
    let mut open = Vec::new();
    if let Some(change) = records.pending() {
        open.push(pending(records, change));
    }
    if records.passports.is_empty() {
        open.push("领出证照（lend）".to_owned());
    }
    if !absent.is_empty() {
        open.push(format!("行前教育（educate）：{}", absent.join("、")));
    }
    open.push("出境后记录（depart）".to_owned());
    open
}

/// Whether a person has heard all that one hears before leaving (R35).
fn is_taught(records: &Records, person: &str) -> bool {
    educated_before_leaving::missed(records, person, Date::MAX).is_empty()
}

fn pending(records: &Records, change: &Change) -> String {
    let offices = records.chain().map(|chain| chain.change.as_slice()).unwrap_or_default();
    match offices.get(change.consents.len()) {
        Some(office) => format!("变更待{office}同意（consent）"),
        None => "变更待批准（grant 或 refuse）".to_owned(),
    }
}

fn close_out(records: &Records) -> Vec<String> {
    let owed = [
        (records.report.is_none(), "出访报告（report）"),
        (records.publication.is_none(), "实际执行情况公示（publish）"),
        (records.reimbursement.is_none(), "报销（claim）"),
    ];
    let owed = owed.into_iter().filter(|(open, _)| *open).map(|(_, what)| what.to_owned());
    let mut open: Vec<String> = outstanding(records).into_iter().chain(owed).collect();
    if open.is_empty() {
        open.push("归档（close）".to_owned());
    }
    open
}

fn outstanding(records: &Records) -> Option<String> {
    let out: Vec<&str> = records.outstanding().map(|passport| passport.member.as_str()).collect();
    (!out.is_empty()).then(|| format!("收回证照（collect）：{}", out.join("、")))
}

/// Steps that every person takes alone: those of one day that say the same of each
/// are told together.
fn are_alike(one: &Noted, other: &Noted) -> bool {
    match (&one.event, &other.event) {
        (Event::Loan(one), Event::Loan(other))
        | (Event::PassportReturn(one), Event::PassportReturn(other)) => one.on == other.on,
        (Event::Visa(one), Event::Visa(other)) => {
            (one.on, one.country, one.until) == (other.on, other.country, other.until)
        }
        _ => false,
    }
}

/// An entry that is taken back: `“领用证照”（2026-03-20）：宋丙山、袁癸宁`.
pub fn entry(entry: &[Noted]) -> String {
    let told = |group: &[Noted]| {
        let event = &group.first()?.event;
        let more = more(group);
        let more = if more.is_empty() { more } else { format!("：{more}") };
        Some(format!("“{}”（{}）{more}", event.step().words().zh, event.on()))
    };
    entry.chunk_by(are_alike).filter_map(told).collect::<Vec<_>>().join("；")
}

/// Events in order, those that say the same of each person together: the first of
/// them, and what there is to say beside its step and its day.
pub fn story(life: &Life) -> impl DoubleEndedIterator<Item = (&Noted, String)> {
    let groups: Vec<_> =
        life.events().chunk_by(are_alike).filter_map(|group| Some((group.first()?, more(group)))).collect();
    groups.into_iter()
}

fn person(noted: &Noted) -> Option<&str> {
    match &noted.event {
        Event::Loan(it) | Event::PassportReturn(it) => Some(&it.member),
        Event::Visa(it) => Some(&it.member),
        _ => None,
    }
}

/// What happened, on one line.
fn happened(group: &[Noted]) -> String {
    let Some(noted) = group.first() else { return String::new() };
    let step = noted.event.step().words().zh;
    let more = more(group);
    if more.is_empty() { step.to_owned() } else { format!("{step}  {more}") }
}

/// What there is to say of it beside its name and its day.
fn more(group: &[Noted]) -> String {
    let Some(noted) = group.first() else { return String::new() };
    let names = group.iter().filter_map(person).collect::<Vec<_>>().join("、");
    match &noted.event {
        Event::Review(it) => with_note(&it.office, &it.note),
        Event::Notice(it) => format!("{}，{}", it.organiser, it.number),
        Event::Submission(it) => with_note(&it.authority, &it.number),
        Event::Return(it) => format!("{}：{}", it.by, it.reason),
        Event::Rejection(it) => format!("{}：{}", it.by, it.reason),
        Event::Withdrawal(it) => it.reason.clone(),
        Event::Approval(it) => format!("{}，{}，{}", it.authority, it.number, terms(&it.terms)),
        Event::Loan(_) | Event::PassportReturn(_) => names,
        Event::Visa(it) => format!("{}，有效期至{}：{names}", it.country.zh(), it.until),
        Event::Session(it) => {
            let topics: Vec<&str> = it.topics.iter().map(|topic| topic.words().zh).collect();
            format!("{}，{}；到场{}", it.place, topics.join("、"), it.attended.join("、"))
        }
        Event::SecrecyReview(it) => format!("{}，{}", it.member, it.office),
        Event::ChangeRequest(it) => format!("{}：{}", it.reason, terms(&it.terms)),
        Event::Consent(it) => it.office.clone(),
        Event::ChangeGrant(it) => it.number.clone(),
        Event::ChangeRefusal(it) => it.reason.clone(),
        Event::Homecoming(it) => with_note(&terms(&it.terms), &it.note),
        Event::Report(it) => it.to.clone(),
        Event::Publication(it) => format!("{}，至{}", it.publicity.place, it.publicity.to),
        Event::Reimbursement(it) => format!("核定{}元", it.total.running()),
        Event::Cancellation(it) => it.reason.clone(),
        Event::Start(_) | Event::Departure(_) | Event::Closure(_) => String::new(),
    }
}

fn with_note(text: &str, note: &str) -> String {
    if note.is_empty() { text.to_owned() } else { format!("{text}，{note}") }
}

fn terms(terms: &crate::model::life::Terms) -> String {
    let countries: Vec<&str> = terms.countries.iter().map(|country: &Country| country.zh()).collect();
    let days = kernel::Stay::between(terms.exit, terms.entry).map_or(0, kernel::Stay::days);
    format!("{}人赴{}，{}至{}共{days}天", terms.people.len(), countries.join("、"), terms.exit, terms.entry)
}
