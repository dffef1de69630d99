//! What waits for whom, and the answer to it. An answer is a step of the life like
//! any other; here it is asked whose it is, and on what it was given: whoever
//! answers says what they had before them, and is told if that is not so any more.

use chassis::{Desk, Error, digest};
use jiff::Timestamp;
use people::model::{AccountId, SchoolId};
use people::operations::account;
use season::model::Season;

use super::life::{Ground, go_on};
use super::{examine, load, of_school};
use crate::books::Books;
use crate::examination::Examination;
use crate::model::approval::{
    Alteration, CHANGE, Capacity, Colleague, Consultation, Docket, Extract, Forwarding, Holder, Reminder,
    StandIn, Turn, turns,
};
use crate::model::life::{ChangeRefusal, Consent, Event, Life, Noted, Rejection, Return, Review, Step};
use crate::model::settlement::Settlement;
use crate::model::{Delegation, DelegationId};
use crate::{store, wire};

/// Everything that says whose a party's turns are, as it is kept.
#[derive(Debug, Clone)]
pub struct Roll {
    /// Who holds an office by name.
    pub holders: Vec<Holder>,
    /// The school's members.
    pub colleagues: Vec<Colleague>,
    /// Turns of this party that were handed over.
    pub forwardings: Vec<Forwarding>,
    /// Opinions asked for before an office of this party answers.
    pub consultations: Vec<Consultation>,
    /// Who stands in for whom.
    pub stand_ins: Vec<StandIn>,
}

impl Roll {
    /// The roll on a day, by the books' seats.
    pub fn docket<'a>(&'a self, books: &'a Books, today: jiff::civil::Date) -> Docket<'a> {
        Docket {
            seats: &books.knowledge.seats,
            holders: &self.holders,
            colleagues: &self.colleagues,
            forwardings: &self.forwardings,
            consultations: &self.consultations,
            stand_ins: &self.stand_ins,
            today,
        }
    }
}

/// What waits for somebody (待办).
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The party.
    pub delegation: Delegation,
    /// Turns that are theirs, and as what they answer.
    pub turns: Vec<(Turn, Capacity)>,
    /// Opinions they are asked for.
    pub asked: Vec<Consultation>,
}

/// One application as whoever decides on it sees it (审批件).
#[derive(Debug)]
pub struct Application {
    /// Held against the rules.
    pub examination: Examination,
    /// Every office whose turn it is.
    pub turns: Vec<Turn>,
    /// Those that are the reader's.
    pub mine: Vec<(Turn, Capacity)>,
    /// Who may be asked what.
    pub roll: Roll,
    /// Offices that were reminded.
    pub reminders: Vec<Reminder>,
    /// When it was sent back last, and what is otherwise since then.
    pub altered: Option<(Timestamp, Vec<Alteration>)>,
    /// What the reader has before them.
    pub mark: String,
}

/// An answer, and what it was given on.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Who answers.
    pub who: AccountId,
    /// The turns answered: link and office.
    pub turns: Vec<(String, String)>,
    /// The mark of the application that was before them.
    pub mark: String,
    /// How many events it had then.
    pub told: usize,
    /// What they say.
    pub verdict: Verdict,
}

/// What somebody says whose turn it is (审批意见).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Yes; with a word, or none.
    Agree(String),
    /// Back, for a reason; to a link, or to the first.
    Return(String, Option<String>),
    /// No, for a reason: the application ends here.
    Refuse(String),
}

/// The mark of what an application says: it changes with every word of it, and not
/// with the opinions on it.
pub fn mark(delegation: &Delegation) -> Result<String, Error> {
    let said = Delegation { life: Life::default(), settlement: Settlement::default(), ..delegation.clone() };
    let told = wire::write(&said).map_err(Error::fault)?;
    Ok(digest(told.as_bytes()).chars().take(16).collect())
}

/// Everything of a school that waits for somebody, by day of departure.
pub async fn waiting(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    school: SchoolId,
    who: AccountId,
) -> Result<Vec<Waiting>, Error> {
    let mut found = Vec::new();
    let mut roll = roll_of_school(desk, school).await?;
    for delegation in of_school(desk, school, ground.season).await? {
        let asked = turns(&delegation.life);
        if asked.is_empty() {
            continue;
        }
        (roll.forwardings, roll.consultations) = of_party(desk, delegation.id).await?;
        let docket = roll.docket(ground.books, desk.today);
        let mine: Vec<_> = mine(&docket, &delegation.life, &asked, who);
        let questions: Vec<Consultation> = asked
            .iter()
            .flat_map(|turn| {
                docket.awaited(&delegation.life, turn).filter(|it| it.of == who).cloned().collect::<Vec<_>>()
            })
            .collect();
        if !mine.is_empty() || !questions.is_empty() {
            found.push(Waiting { delegation, turns: mine, asked: questions });
        }
    }
    Ok(found)
}

fn mine(docket: &Docket<'_>, life: &Life, turns: &[Turn], who: AccountId) -> Vec<(Turn, Capacity)> {
    let own = |turn: &Turn| Some((turn.clone(), docket.capacity(life, turn, who)?));
    turns.iter().filter_map(own).collect()
}

/// One application with everything whoever decides on it is shown.
pub async fn open(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    id: DelegationId,
    who: AccountId,
) -> Result<Application, Error> {
    let delegation = load(desk, id).await?;
    let roll = roll(desk, &delegation).await?;
    let turns = turns(&delegation.life);
    let mine = mine(&roll.docket(ground.books, desk.today), &delegation.life, &turns, who);
    let reminders = store::approval::reminders(desk, id).await?;
    let before = store::approval::last_extract(desk, id).await?;
    let mark = mark(&delegation)?;
    let examination = examine(desk, ground.books, ground.season, delegation).await?;
    let now = Extract::of(&examination.delegation, total(&examination));
    let altered = before.map(|(at, then)| (at, then.alterations(&now)));
    Ok(Application { examination, turns, mine, roll, reminders, altered, mark })
}

fn total(examination: &Examination) -> Option<kernel::Money> {
    examination.budget.as_ref().ok().map(|budget| budget.total)
}

/// Who may answer a party's turns.
pub async fn roll(desk: &mut Desk<'_>, delegation: &Delegation) -> Result<Roll, Error> {
    let mut roll = roll_of_school(desk, delegation.school).await?;
    (roll.forwardings, roll.consultations) = of_party(desk, delegation.id).await?;
    Ok(roll)
}

pub(super) async fn roll_of_school(desk: &mut Desk<'_>, school: SchoolId) -> Result<Roll, Error> {
    let members = account::colleagues(desk, school).await?;
    let colleague = |it: account::Colleague| Colleague {
        account: it.account,
        name: it.name,
        role: it.role.code().to_owned(),
    };
    Ok(Roll {
        holders: store::approval::holders(desk, school).await?,
        colleagues: members.into_iter().map(colleague).collect(),
        forwardings: Vec::new(),
        consultations: Vec::new(),
        stand_ins: store::approval::stand_ins(desk, school).await?,
    })
}

async fn of_party(
    desk: &mut Desk<'_>,
    id: DelegationId,
) -> Result<(Vec<Forwarding>, Vec<Consultation>), Error> {
    Ok((store::approval::forwardings(desk, id).await?, store::approval::consultations(desk, id).await?))
}

/// Answers for one office or several of one link, all or none. The same answer sent
/// twice is one answer.
///
/// # Errors
/// Refuses whoever the turn is not of, a turn that somebody else has answered
/// meanwhile, an application that says something else than what was before them, an
/// office that waits for an opinion it asked for, and what the life does not allow.
pub async fn answer(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    id: DelegationId,
    answer: &Answer,
) -> Result<Delegation, Error> {
    store::hold(desk, id).await?;
    let before = load(desk, id).await?;
    let since = before.life.events().get(answer.told..).unwrap_or_default();
    if !answer.turns.is_empty()
        && answer.turns.iter().all(|turn| is_answered(since, desk, turn, &answer.verdict))
    {
        desk.leave_unchanged();
        return Ok(before);
    }
    let roll = roll(desk, &before).await?;
    let docket = roll.docket(ground.books, desk.today);
    let asked = turns(&before.life);
    let mut answered = Vec::new();
    for (link, office) in &answer.turns {
        let Some(turn) = asked.iter().find(|it| it.link == *link && it.office == *office) else {
            return Err(overtaken(&before, office, since));
        };
        let capacity = docket.capacity(&before.life, turn, answer.who).ok_or_else(|| not_yours(turn))?;
        if let Some(open) = docket.awaited(&before.life, turn).next() {
            return Err(awaits(&docket, turn, open));
        }
        answered.push((turn, capacity));
    }
    if answered.is_empty() {
        return Err(overtaken(&before, "", since));
    }
    if mark(&before)? != answer.mark || since.iter().any(|noted| starts_anew(&noted.event)) {
        return Err(altered(&before));
    }
    let events = events(desk, &docket, &answered, &answer.verdict)?;
    let after = before.clone();
    go_on(desk, ground, (&before, after), (events, &[])).await
}

/// Whether the same person said the same of a turn since.
fn is_answered(
    since: &[Noted],
    desk: &Desk<'_>,
    (link, office): &(String, String),
    verdict: &Verdict,
) -> bool {
    let own = since.iter().filter(|noted| noted.by == desk.actor.name);
    let same = |event: &Event| match (event, verdict) {
        (Event::Review(it), Verdict::Agree(_)) => it.link == *link && it.office == *office,
        (Event::Consent(it), Verdict::Agree(_)) => link == CHANGE && it.office == *office,
        (Event::Return(it), Verdict::Return(..)) => it.by.split('、').any(|by| by == office),
        (Event::ChangeRefusal(_), Verdict::Return(..) | Verdict::Refuse(_)) => link == CHANGE,
        (Event::Rejection(it), Verdict::Refuse(_)) => it.by == *office,
        _ => false,
    };
    own.map(|noted| &noted.event).any(same)
}

fn starts_anew(event: &Event) -> bool {
    matches!(
        event.step(),
        Step::Return | Step::Withdrawal | Step::Rejection | Step::ChangeRequest | Step::Cancellation
    )
}

/// What an answer says has happened.
fn events(
    desk: &Desk<'_>,
    docket: &Docket<'_>,
    answered: &[(&Turn, Capacity)],
    verdict: &Verdict,
) -> Result<Vec<Event>, Error> {
    let on = desk.today;
    let instead = answered.iter().find_map(|(_, capacity)| match capacity {
        Capacity::InsteadOf(other) => docket.colleague(*other).map(|it| format!("（代{}）", it.name)),
        Capacity::Own => None,
    });
    let instead = instead.unwrap_or_default();
    let changes = answered.iter().any(|(turn, _)| turn.link == CHANGE);
    match verdict {
        Verdict::Agree(note) => {
            let note = note.trim();
            let paper =
                |(turn, _): &&(&Turn, Capacity)| docket.seats.of(&turn.office).is_some_and(|it| it.on_paper);
            if let Some((turn, _)) = answered.iter().find(paper).filter(|_| note.is_empty()) {
                return Err(on_paper(turn));
            }
            let agreed = |(turn, _): &(&Turn, Capacity)| {
                let office = turn.office.clone();
                if turn.link == CHANGE {
                    return Event::Consent(Consent { on, office });
                }
                Event::Review(Review {
                    on,
                    link: turn.link.clone(),
                    office,
                    note: format!("{note}{instead}"),
                })
            };
            Ok(answered.iter().map(agreed).collect())
        }
        Verdict::Return(reason, _) | Verdict::Refuse(reason) if reason.trim().is_empty() => {
            Err(Error::refused(
                "reason-empty",
                "退回或不同意要写明原因，经办人才知道改什么",
                "say why, so that the office knows what to mend",
            ))
        }
        Verdict::Return(reason, _) | Verdict::Refuse(reason) if changes => {
            let reason = format!("{}：{}{instead}", named(answered).join("、"), reason.trim());
            Ok(vec![Event::ChangeRefusal(ChangeRefusal { on, reason })])
        }
        Verdict::Return(reason, to) => {
            let (by, reason) = (named(answered).join("、"), format!("{}{instead}", reason.trim()));
            Ok(vec![Event::Return(Return { on, by, reason, to: to.clone() })])
        }
        Verdict::Refuse(reason) => {
            // One no is enough: the first office says it.
            let by = named(answered).into_iter().next().unwrap_or_default().to_owned();
            Ok(vec![Event::Rejection(Rejection { on, by, reason: format!("{}{instead}", reason.trim()) })])
        }
    }
}

fn named<'a>(answered: &[(&'a Turn, Capacity)]) -> Vec<&'a str> {
    answered.iter().map(|(turn, _)| turn.office.as_str()).collect()
}

/// Keeps what an application says when it is sent back or taken back, for the next
/// time it is read.
pub(super) async fn note_extract(
    desk: &mut Desk<'_>,
    ground: Ground<'_>,
    before: &Delegation,
) -> Result<(), Error> {
    let (rates, figures) = (&ground.books.knowledge.per_diem, &ground.books.knowledge.money);
    let total = crate::model::Budget::of(before, rates, figures).ok().map(|budget| budget.total);
    store::approval::keep_extract(desk, before.id, &Extract::of(before, total)).await
}

/// The season and the party's own school, where a turn is looked at.
pub async fn season(desk: &mut Desk<'_>) -> Result<Season, Error> {
    season::operations::current(desk).await
}

pub(super) fn not_yours(turn: &Turn) -> Error {
    Error::refused(
        "turn-of-another",
        format!("“{}”不由您作答；需要时请有权的人转交或设代理", turn.office),
        format!(
            "the turn of {} is not yours; whoever has it may hand it over or name a stand-in",
            turn.office
        ),
    )
}

/// Somebody was quicker: who did what.
pub(super) fn overtaken(delegation: &Delegation, office: &str, since: &[Noted]) -> Error {
    let told: Vec<(String, String)> = since
        .iter()
        .map(|noted| {
            let (by, words) = (&noted.by, noted.event.step().words());
            let more = match &noted.event {
                Event::Review(it) => it.office.clone(),
                Event::Return(it) => it.reason.clone(),
                _ => String::new(),
            };
            let more = if more.is_empty() { more } else { format!("（{more}）") };
            (format!("{by}已记录“{}”{more}", words.zh), format!("{by} recorded the {}{more}", words.en))
        })
        .collect();
    let list = |pick: fn(&(String, String)) -> &String, by: &str| {
        told.iter().map(pick).cloned().collect::<Vec<_>>().join(by)
    };
    let (zh, en) = if told.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("：{}", list(|it| &it.0, "，")), format!(": {}", list(|it| &it.1, ", ")))
    };
    let phase = delegation.life.phase().words();
    Error::refused(
        "turn-over",
        format!("现在不等{office}的意见了，您的意见没有记录{zh}；{}目前{}", delegation.name, phase.zh),
        format!(
            "the opinion of {office} is not awaited any more and yours was not recorded{en}; the delegation is {}",
            phase.en
        ),
    )
}

fn altered(delegation: &Delegation) -> Error {
    Error::refused(
        "application-altered",
        format!("{}在您打开以后改过，您的意见没有记录；请看过下面的新内容再定", delegation.name),
        "the application was changed after you opened it and your answer was not recorded; read it again below",
    )
}

fn awaits(docket: &Docket<'_>, turn: &Turn, open: &Consultation) -> Error {
    let name = docket.colleague(open.of).map_or("", |it| it.name.as_str());
    Error::refused(
        "opinion-awaited",
        format!("{}请{name}先提意见，还没有答复；等答复后再定", turn.office),
        format!("{} asked {name} for an opinion that has not come yet", turn.office),
    )
}

fn on_paper(turn: &Turn) -> Error {
    Error::refused(
        "paper-unnamed",
        format!("{}在纸面上表态；请在意见里写明载于哪份材料，如会议纪要的文号", turn.office),
        format!(
            "{} speaks on paper; say in the opinion in which paper, such as the number of the minutes",
            turn.office
        ),
    )
}
