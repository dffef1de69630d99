//! What a person may ask of us, and what the law asks unasked: consent, showing a
//! number for a reason, letting passports go, erasure. The journal names persons by
//! id only, so that it stays true when they are gone.

use std::collections::BTreeSet;

use chassis::{Desk, Error, journal, outbox};
use jiff::civil::Date;
use kernel::codes;

use super::person::{master_to_seal, must_reach, opened, seal, sealed, subject};
use crate::keys::KeyFile;
use crate::model::{Person, PersonId, PrivacyConsent, SchoolId};
use crate::store;
use crate::store::person::Renamed;

/// The tables that persons are deleted from: after an erasure they are to be swept.
pub const TABLES: &[&str] = &["person", "person_key", "person_document", "person_seal"];

codes! {
    /// Why a person's data are destroyed (删除理由).
    pub enum Ground {
        /// 本人要求
        Asked = "asked" "本人要求" "the person asked for it",
        /// 期满
        Over = "over" "保存期满" "the time of keeping is over",
        /// 误登
        Mistake = "mistake" "误登" "kept by mistake",
    }
}

/// How long passports are kept without need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// The day that is looked from.
    pub day: Date,
    /// Days a passport may lie without need.
    pub days: i64,
}

/// Records a decision of a person about their data.
pub async fn consent(desk: &mut Desk<'_>, consent: &PrivacyConsent) -> Result<(), Error> {
    sealed(desk, consent.person).await?;
    if consent.notice.trim().is_empty() || consent.notice.chars().count() > 40 {
        return Err(Error::refused(
            "consent-notice",
            "请填写所依据的告知书版本（不超过40字），例如 2026-03",
            "name the version of the notice (40 characters at most), such as 2026-03",
        ));
    }
    store::privacy::add(desk, consent).await?;
    let (decision, scope, channel) =
        (consent.decision.words().zh, consent.scope.words().zh, consent.channel.words().zh);
    let detail = format!("{decision}；{scope}；{channel}");
    journal::record(desk, "person.consent", &subject(consent.person), &detail).await?;
    outbox::post(desk, "person.consent", &consent.person.to_string()).await
}

/// Every decision of a person about their data, oldest first.
pub async fn consents(desk: &mut Desk<'_>, id: PersonId) -> Result<Vec<PrivacyConsent>, Error> {
    sealed(desk, id).await?;
    store::privacy::of(desk, id).await
}

/// A person whose numbers will be shown in full; who asked and why stands in the
/// journal, the numbers do not.
pub async fn reveal(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    id: PersonId,
    reason: &str,
) -> Result<Person, Error> {
    let person = opened(keys, sealed(desk, id).await?)?;
    let reason = reason_that_may_stay(std::slice::from_ref(&person), reason)?;
    journal::record(desk, "person.reveal", &subject(id), reason).await?;
    Ok(person)
}

/// Keeps a person's passports until further notice, for a reason; an empty reason
/// lets them go in their time again.
pub async fn pin(desk: &mut Desk<'_>, keys: &KeyFile, id: PersonId, reason: &str) -> Result<(), Error> {
    let mut sealed = sealed(desk, id).await?;
    let person = opened(keys, sealed.clone())?;
    let reason = if reason.trim().is_empty() {
        ""
    } else {
        reason_that_may_stay(std::slice::from_ref(&person), reason)?
    };
    if sealed.pinned == reason {
        desk.leave_unchanged();
        return Ok(());
    }
    reason.clone_into(&mut sealed.pinned);
    let mark = mark_of(desk, keys, &person).await?;
    store::person::update(desk, &sealed, mark.as_deref(), Renamed::No).await?;
    let detail = if reason.is_empty() { "不再保留" } else { reason };
    journal::record(desk, "person.pin", &subject(id), detail).await
}

/// Destroys the passports that lay long enough and nobody needs: those of a school,
/// not pinned, not of anybody still needed for a trip. Who needs whom is for the
/// caller to know. Answers whose passports went.
pub async fn retain(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    school: SchoolId,
    retention: Retention,
    needed: &BTreeSet<PersonId>,
) -> Result<Vec<PersonId>, Error> {
    must_reach(desk, school)?;
    let by = retention.day.saturating_sub(jiff::Span::new().days(retention.days.clamp(0, 36_500)));
    let mut gone = store::person::ended(desk, school, by).await?;
    gone.retain(|id| !needed.contains(id));
    for id in &gone {
        let kept = sealed(desk, *id).await?;
        let mut person = opened(keys, kept)?;
        person.documents.clear();
        // A fresh key: whatever the old one sealed opens nowhere any more.
        let sealed = seal(desk, keys, &person, None, String::new()).await?;
        let mark = mark_of(desk, keys, &person).await?;
        store::person::update(desk, &sealed, mark.as_deref(), Renamed::No).await?;
        if sealed.wrapped.is_none() {
            store::person::forget_seal(desk, *id).await?;
        }
        journal::record(desk, "person.documents-gone", &subject(*id), "证照信息保存期满，已销毁").await?;
    }
    if gone.is_empty() {
        desk.leave_unchanged();
    }
    Ok(gone)
}

/// Destroys everything that is kept of a person, the key first. What stays is the
/// id, the time, and the decisions about the data, which name nobody. Whoever else
/// keeps something of the person hears of it.
pub async fn erase(desk: &mut Desk<'_>, id: PersonId, ground: Ground) -> Result<(), Error> {
    let sealed = sealed(desk, id).await?;
    store::person::forget(desk, id).await?;
    store::privacy::bury(desk, &sealed.person).await?;
    journal::record(desk, "person.erase", &subject(id), ground.words().zh).await?;
    outbox::post(desk, "person.erased", &id.to_string()).await
}

async fn mark_of(desk: &mut Desk<'_>, keys: &KeyFile, person: &Person) -> Result<Option<String>, Error> {
    let Some(identity) = &person.identity else { return Ok(None) };
    let master = master_to_seal(desk, keys).await?;
    master.mark(&person.school.to_string(), identity.in_full()).map(Some)
}

/// A reason that may stand in the journal for ever.
pub(super) fn reason_that_may_stay<'a>(persons: &[Person], reason: &'a str) -> Result<&'a str, Error> {
    let reason = reason.trim();
    let count = reason.chars().count();
    if !(2..=100).contains(&count) {
        return Err(Error::refused(
            "reason-missing",
            "请用2至100个字写明理由，例如：办理签证",
            "give a reason of 2 to 100 characters, such as “visa application”",
        ));
    }
    let digits = reason.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= 6);
    if digits || persons.iter().any(|person| reason.contains(&person.name.zh)) {
        return Err(Error::refused(
            "reason-personal",
            "理由会永久留在日志中，不能写姓名和号码；请只写事由",
            "a reason stays in the journal for ever: write no name and no number, only what it is for",
        ));
    }
    Ok(reason)
}
