//! The lines of the card: facts, findings, the story, each ready to be read.

use chassis::web::{Frame, Locale};
use kernel::{Finding, Said, Severity, in_capitals};

use crate::examination::Examination;
use crate::facts::dates;
use crate::model::approval::{Capacity, Colleague};
use crate::model::life::{Event, Noted};
use crate::model::{Category, Delegation, Night};
use crate::operations::approvals::{Application, Roll};
use crate::pages::ground::day_of;
use crate::rules::stay_within_cap;

/// Something to choose from a list.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
}

pub(super) fn choices<'a>(frame: &Frame, colleagues: impl Iterator<Item = &'a Colleague>) -> Vec<Choice> {
    let choice = |it: &Colleague| {
        let role = frame.say(format!("role-{}", it.role).as_str());
        Choice { value: it.account.to_string(), name: format!("{} · {role}", it.name) }
    };
    colleagues.map(choice).collect()
}

/// The five facts.
pub(super) struct Facts {
    pub(super) people: String,
    pub(super) places: String,
    pub(super) dates: String,
    pub(super) days: Option<i64>,
    pub(super) cap: Option<i64>,
    pub(super) sum: Option<(String, String)>,
    pub(super) tasks: Vec<String>,
}

impl Facts {
    pub(super) fn of(frame: &Frame, examination: &Examination) -> Self {
        let delegation = &examination.delegation;
        let stay = delegation.stay();
        let countries = delegation.itinerary.countries();
        let is_capped = delegation.category == Category::Administrative && !countries.is_empty();
        Self {
            people: people(frame, delegation),
            places: places(frame, delegation),
            dates: stay.map_or_else(|| frame.say("approvals-unknown"), |stay| span(frame, stay)),
            days: stay.map(kernel::Stay::days),
            cap: is_capped.then(|| stay_within_cap::cap(&examination.book, &countries).value),
            sum: examination.budget.as_ref().ok().map(|budget| {
                (format!("¥{}", budget.total.grouped()), format!("人民币{}", in_capitals(budget.total)))
            }),
            tasks: delegation.purposes.iter().map(|it| it.text.clone()).collect(),
        }
    }
}

/// `6月22日至6月28日`, or the days as other languages write them.
pub(super) fn span(frame: &Frame, stay: kernel::Stay) -> String {
    let (exit, entry) = (stay.exit(), stay.entry());
    match frame.locale {
        Locale::Zh => format!("{}至{}", dates::day_zh(exit), dates::day_zh(entry)),
        Locale::En | Locale::Ar => format!("{exit} – {entry}"),
    }
}

fn people(frame: &Frame, delegation: &Delegation) -> String {
    let (staff, students) = (delegation.staff().count(), delegation.students().count());
    let head = delegation.head().or_else(|| delegation.members.first());
    let head = head.map_or_else(String::new, |head| {
        if head.post.is_empty() {
            head.name.zh.clone()
        } else {
            format!("{}（{}）", head.name.zh, head.post)
        }
    });
    let key = if students == 0 { "approvals-people" } else { "approvals-people-students" };
    frame.tell(key, &[("head", head), ("staff", staff.to_string()), ("students", students.to_string())])
}

/// Cities with the nights in each, in order.
fn places(frame: &Frame, delegation: &Delegation) -> String {
    let mut nights: Vec<(&str, usize)> = Vec::new();
    for day in &delegation.itinerary.days {
        let Night::Lodging { city, .. } = &day.night else { continue };
        match nights.iter_mut().find(|(known, _)| known == city) {
            Some((_, count)) => *count += 1,
            None => nights.push((city, 1)),
        }
    }
    if nights.is_empty() {
        return frame.say("approvals-unknown");
    }
    let told = |(city, count): &(&str, usize)| {
        frame.tell("approvals-nights", &[("city", (*city).to_owned()), ("nights", count.to_string())])
    };
    nights.iter().map(told).collect::<Vec<_>>().join(&frame.say("approvals-comma"))
}

/// Something that the reader's consent would approve, or that stands in the way.
pub(super) struct Exception {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) rule: &'static str,
    pub(super) title: Said,
    pub(super) reason: Option<String>,
    pub(super) is_answered: bool,
}

/// What asks for a reason, then what blocks.
pub(super) fn exceptions(examination: &Examination) -> Vec<Exception> {
    let exception = |finding: &Finding| {
        let is_answered = examination.answers(finding);
        let given = examination.reason_for(finding).map(|it| it.reason.clone());
        let (tone, icon) = if is_answered { ("is-warn", "i-warn") } else { ("is-block", "i-block") };
        Exception {
            tone,
            icon,
            rule: finding.rule,
            title: finding.says.clone(),
            reason: given.filter(|_| is_answered),
            is_answered,
        }
    };
    let of = |severity| examination.findings.iter().filter(move |it| it.severity == severity);
    of(Severity::Block).chain(of(Severity::Justify)).map(exception).collect()
}

/// One step of the story.
pub(super) struct Told {
    pub(super) face: String,
    pub(super) who: String,
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
    pub(super) when: String,
    pub(super) note: String,
    pub(super) is_over: bool,
}

/// What happened so far, whose turn it is, and who comes after.
pub(super) fn story(frame: &Frame, application: &Application) -> Vec<Told> {
    let life = &application.examination.delegation.life;
    let mut told: Vec<Told> = life.events().iter().map(|noted| happened(frame, noted)).collect();
    told.extend(application.roll.forwardings.iter().map(|it| {
        let to = name(&application.roll, it.to);
        let from = name(&application.roll, it.from);
        errand(&from, frame.tell("approvals-handed-to", &[("name", to)]), it.at, &it.reason)
    }));
    for it in &application.roll.consultations {
        let (by, of) = (name(&application.roll, it.by), name(&application.roll, it.of));
        told.push(errand(&by, frame.tell("approvals-asked", &[("name", of.clone())]), it.at, &it.question));
        if let Some(answer) = &it.answer {
            told.push(errand(&of, frame.say("approvals-advised"), answer.at, &answer.text));
        }
    }
    told.extend(application.reminders.iter().map(|it| Told {
        when: it.on.to_string(),
        ..errand(
            &it.by,
            frame.tell("approvals-reminded", &[("office", it.office.clone())]),
            jiff::Timestamp::UNIX_EPOCH,
            "",
        )
    }));
    told.sort_by(|one, other| one.when.cmp(&other.when));
    told.extend(application.turns.iter().map(|turn| {
        let mine = application.mine.iter().find(|(own, _)| own == turn);
        let you = mine.map(|(_, capacity)| match capacity {
            Capacity::Own => frame.tell("approvals-you", &[("office", turn.office.clone())]),
            Capacity::InsteadOf(other) => frame.tell(
                "approvals-you-instead",
                &[("office", turn.office.clone()), ("name", name(&application.roll, *other))],
            ),
        });
        open(you.unwrap_or_else(|| turn.office.clone()), frame.say("approvals-pending"), "is-info", "i-half")
    }));
    let asked = life.asked().map(|link| link.code.clone());
    let chain = life.chain().map(|chain| chain.links.as_slice()).unwrap_or_default();
    let later = chain.iter().skip_while(|link| Some(&link.code) != asked.as_ref()).skip(1);
    told.extend(later.map(|link| open(link.name.clone(), String::new(), "is-idle", "i-idle")));
    told
}

fn open(who: String, word: String, tone: &'static str, icon: &'static str) -> Told {
    Told {
        face: String::new(),
        who,
        tone,
        icon,
        word,
        when: String::new(),
        note: String::new(),
        is_over: false,
    }
}

fn errand(who: &str, word: String, at: jiff::Timestamp, note: &str) -> Told {
    Told {
        face: who.chars().take(1).collect(),
        who: who.to_owned(),
        tone: "is-idle",
        icon: "i-info",
        word,
        when: day_of(at).to_string(),
        note: note.to_owned(),
        is_over: true,
    }
}

fn happened(frame: &Frame, noted: &Noted) -> Told {
    let (office, note) = match &noted.event {
        Event::Review(it) => (it.office.as_str(), it.note.as_str()),
        Event::Return(it) => (it.by.as_str(), it.reason.as_str()),
        Event::Rejection(it) => (it.by.as_str(), it.reason.as_str()),
        Event::Consent(it) => (it.office.as_str(), ""),
        Event::Submission(it) => (it.authority.as_str(), it.number.as_str()),
        Event::Withdrawal(it) => ("", it.reason.as_str()),
        Event::ChangeRequest(it) => ("", it.reason.as_str()),
        Event::ChangeRefusal(it) => ("", it.reason.as_str()),
        Event::Approval(it) => (it.authority.as_str(), it.number.as_str()),
        _ => ("", ""),
    };
    let (tone, icon, word) = match &noted.event {
        Event::Review(_) | Event::Consent(_) => ("is-ok", "i-ok", frame.say("approvals-agreed")),
        Event::Return(_) => ("is-warn", "i-undo", frame.say("approvals-returned")),
        Event::Rejection(_) | Event::ChangeRefusal(_) => {
            ("is-block", "i-block", frame.say("approvals-refused"))
        }
        other => ("is-idle", "i-ok", other.step().words().in_language(frame.language()).to_owned()),
    };
    let who = if office.is_empty() { noted.by.clone() } else { format!("{} · {office}", noted.by) };
    Told {
        face: noted.by.chars().take(1).collect(),
        who,
        tone,
        icon,
        word,
        when: noted.event.on().to_string(),
        note: note.to_owned(),
        is_over: true,
    }
}

fn name(roll: &Roll, account: people::model::AccountId) -> String {
    super::list::name_of(roll, account)
}
