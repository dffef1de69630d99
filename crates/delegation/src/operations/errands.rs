//! What members do with a turn besides answering it: hand it over, ask a colleague
//! first, remind an office, be stood in for; and who holds an office by name.

use chassis::{Desk, Error, journal, outbox};
use jiff::civil::Date;
use people::model::{AccountId, SchoolId};

use super::approvals::{Roll, not_yours, overtaken, roll, roll_of_school};
use super::load;
use crate::books::Books;
use crate::model::approval::{
    Consultation, ConsultationId, Forwarding, Holder, Opinion, Reminder, StandIn, StandInId, Turn, turns,
};
use crate::model::{Delegation, DelegationId};
use crate::store;

/// A turn of a party, and who wants to do something with it.
#[derive(Debug, Clone)]
pub struct Errand<'a> {
    /// The party.
    pub delegation: DelegationId,
    /// At which link.
    pub link: &'a str,
    /// Whose turn it is.
    pub office: &'a str,
    /// Who acts.
    pub who: AccountId,
}

/// Gives an office's turn to a colleague.
///
/// # Errors
/// Refuses whoever the turn is not of, and a colleague who answers for no office.
pub async fn forward(
    desk: &mut Desk<'_>,
    books: &Books,
    errand: &Errand<'_>,
    (to, reason): (AccountId, &str),
) -> Result<Delegation, Error> {
    let (delegation, roll, turn) = own_turn(desk, books, errand).await?;
    may_answer(&roll, books, errand.who, to)?;
    let forwarding = Forwarding {
        id: desk.draw_id(),
        delegation: delegation.id,
        link: turn.link,
        office: turn.office,
        from: errand.who,
        to,
        reason: reason.trim().to_owned(),
        at: desk.now,
    };
    store::approval::forward(desk, &forwarding).await?;
    note(desk, &delegation, "forward", &format!("{}转交 account {to}", forwarding.office)).await?;
    Ok(delegation)
}

/// Asks a colleague for an opinion before the office answers. Asking the same twice is
/// asking once.
///
/// # Errors
/// Refuses whoever the turn is not of, and a colleague who answers for no office.
pub async fn consult(
    desk: &mut Desk<'_>,
    books: &Books,
    errand: &Errand<'_>,
    (of, question): (AccountId, &str),
) -> Result<Delegation, Error> {
    let (delegation, roll, turn) = own_turn(desk, books, errand).await?;
    may_answer(&roll, books, errand.who, of)?;
    let docket = roll.docket(books, desk.today);
    if docket.awaited(&delegation.life, &turn).any(|it| it.of == of) {
        desk.leave_unchanged();
        return Ok(delegation);
    }
    let consultation = Consultation {
        id: desk.draw_id(),
        delegation: delegation.id,
        link: turn.link.clone(),
        office: turn.office.clone(),
        by: errand.who,
        of,
        question: question.trim().to_owned(),
        at: desk.now,
        answer: None,
    };
    store::approval::consult(desk, &consultation).await?;
    note(desk, &delegation, "consult", &format!("{}加签 account {of}", turn.office)).await?;
    Ok(delegation)
}

/// Gives the opinion one was asked for.
///
/// # Errors
/// Refuses whoever was not asked, an empty opinion, and a second one.
pub async fn advise(
    desk: &mut Desk<'_>,
    delegation: DelegationId,
    (which, who): (ConsultationId, AccountId),
    text: &str,
) -> Result<Delegation, Error> {
    let delegation = load(desk, delegation).await?;
    let all = store::approval::consultations(desk, delegation.id).await?;
    let asked = all.into_iter().find(|it| it.id == which && it.of == who).ok_or_else(|| {
        Error::missing("consultation-unknown", "没有请您提这条意见", "this opinion was not asked of you")
    })?;
    if text.trim().is_empty() {
        return Err(Error::refused(
            "opinion-empty",
            "意见是空的；请写明同意与否、依据什么",
            "the opinion is empty",
        ));
    }
    let opinion = Opinion { text: text.trim().to_owned(), at: desk.now };
    if asked.answer.as_ref().is_some_and(|given| given.text == opinion.text) {
        desk.leave_unchanged();
        return Ok(delegation);
    }
    if !store::approval::answer(desk, which, &opinion).await? {
        return Err(Error::refused(
            "opinion-given",
            "您已经提过意见了，没有再记",
            "you have given your opinion already; this one was not recorded",
        ));
    }
    note(desk, &delegation, "advise", &format!("{}加签意见已答复", asked.office)).await?;
    Ok(delegation)
}

/// Reminds an office of its turn, once a day.
///
/// # Errors
/// Refuses when the office is not asked.
pub async fn remind(
    desk: &mut Desk<'_>,
    delegation: DelegationId,
    (link, office): (&str, &str),
) -> Result<Delegation, Error> {
    let delegation = load(desk, delegation).await?;
    let asked = turns(&delegation.life);
    if !asked.iter().any(|it| it.link == link && it.office == office) {
        return Err(overtaken(&delegation, office, &[]));
    }
    let on = desk.today;
    let earlier = store::approval::reminders(desk, delegation.id).await?;
    if earlier.iter().any(|it| it.link == link && it.office == office && it.on == on) {
        desk.leave_unchanged();
        return Ok(delegation);
    }
    let by = desk.actor.name.clone();
    let reminder = Reminder { link: link.to_owned(), office: office.to_owned(), by, on };
    store::approval::remind(desk, delegation.id, &reminder).await?;
    note(desk, &delegation, "remind", &format!("催办{office}")).await?;
    outbox::post(desk, "approval.reminder", &format!("delegation {} {link} {office}", delegation.id)).await?;
    Ok(delegation)
}

/// Names who answers in one's stead for some days.
///
/// # Errors
/// Refuses days that are over or backwards, a colleague who answers for no office, and
/// oneself.
pub async fn stand_in(
    desk: &mut Desk<'_>,
    books: &Books,
    school: SchoolId,
    (of, by): (AccountId, AccountId),
    (from, to): (Date, Date),
) -> Result<StandIn, Error> {
    let roll = roll_of_school(desk, school).await?;
    may_answer(&roll, books, of, by)?;
    if to < from || to < desk.today {
        return Err(Error::refused(
            "stand-in-over",
            format!("代理从{from}到{to}，不对；结束日不能早于开始日和今天"),
            format!("a stand-in from {from} to {to} cannot be; it ends before it begins, or is over"),
        ));
    }
    let same = |it: &&StandIn| (it.of, it.by, it.from, it.to) == (of, by, from, to);
    if let Some(known) = roll.stand_ins.iter().find(same) {
        desk.leave_unchanged();
        return Ok(known.clone());
    }
    let stand_in = StandIn { id: desk.draw_id(), of, by, from, to };
    store::approval::stand_in(desk, school, &stand_in).await?;
    let subject = format!("account {of}");
    journal::record(desk, "approval.stand-in", &subject, &format!("{from}至{to}由account {by}代理")).await?;
    Ok(stand_in)
}

/// Ends a stand-in of one's own.
///
/// # Errors
/// Refuses one that is not there.
pub async fn stand_down(desk: &mut Desk<'_>, which: StandInId, of: AccountId) -> Result<(), Error> {
    if !store::approval::stand_down(desk, which, of).await? {
        return Err(Error::missing("stand-in-unknown", "没有这条代理", "there is no such stand-in"));
    }
    journal::record(desk, "approval.stand-down", &format!("account {of}"), "").await
}

/// Who holds which office by name, with everybody who might.
pub async fn seats(desk: &mut Desk<'_>, school: SchoolId) -> Result<Roll, Error> {
    roll_of_school(desk, school).await
}

/// Names the holders of an office; with none, its role answers.
///
/// # Errors
/// Refuses an account that is no member of the school, or whose role answers for no
/// office: it could not open an application.
pub async fn seat(
    desk: &mut Desk<'_>,
    books: &Books,
    school: SchoolId,
    (office, accounts): (&str, &[AccountId]),
) -> Result<Vec<Holder>, Error> {
    let roll = roll_of_school(desk, school).await?;
    let answers = |account: &AccountId| {
        roll.colleagues.iter().any(|it| it.account == *account && books.knowledge.seats.answers(&it.role))
    };
    if office.trim().is_empty() || !accounts.iter().all(answers) {
        return Err(stranger());
    }
    let office = office.trim();
    store::approval::seat(desk, school, office, accounts).await?;
    let detail = format!("{office}：指定{}人", accounts.len());
    journal::record(desk, "approval.seat", &format!("school {school}"), &detail).await?;
    store::approval::holders(desk, school).await
}

/// A turn that is the actor's to do something with.
async fn own_turn(
    desk: &mut Desk<'_>,
    books: &Books,
    errand: &Errand<'_>,
) -> Result<(Delegation, Roll, Turn), Error> {
    store::hold(desk, errand.delegation).await?;
    let delegation = load(desk, errand.delegation).await?;
    let asked = turns(&delegation.life);
    let turn = asked.into_iter().find(|it| it.link == errand.link && it.office == errand.office);
    let Some(turn) = turn else { return Err(overtaken(&delegation, errand.office, &[])) };
    let roll = roll(desk, &delegation).await?;
    if roll.docket(books, desk.today).capacity(&delegation.life, &turn, errand.who).is_none() {
        return Err(not_yours(&turn));
    }
    Ok((delegation, roll, turn))
}

/// Whether a turn may be given to somebody: a colleague who answers for some office,
/// and not oneself.
fn may_answer(roll: &Roll, books: &Books, who: AccountId, other: AccountId) -> Result<(), Error> {
    let known = roll.docket(books, Date::MIN).others(who).any(|it| it.account == other);
    if known { Ok(()) } else { Err(stranger()) }
}

fn stranger() -> Error {
    Error::refused(
        "colleague-unknown",
        "请在名单里选一位能作答的同事（不能选自己）",
        "choose a colleague from the list who may answer, and not yourself",
    )
}

async fn note(desk: &mut Desk<'_>, delegation: &Delegation, event: &str, detail: &str) -> Result<(), Error> {
    let subject = format!("delegation {}", delegation.id);
    journal::record(desk, &format!("approval.{event}"), &subject, detail).await?;
    outbox::post(desk, "approval.changed", &subject).await
}
