//! A person: particulars, documents, decisions about the data, and what may be done.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use chassis::web::{Fields, Frame, Permit, Routes, Visit, encoded, page};
use chassis::{Desk, Error};
use kernel::Severity;
use serde::Deserialize;

use super::form::Wrong;
use super::{Chip, LIST, alarmed, keys, known, refused};
use crate::KeyFile;
use crate::model::{
    Channel, Decision, Particular, Person, PrivacyConsent, Remark, Scope, TravelDocument, standing,
};
use crate::operations::privacy;
use crate::pages::{EDIT_PERSONS, REVEAL_PERSONS, SEE_PERSONS};
use crate::roster::Numbers;

/// Reading delegations, where somebody's trips stand.
const TRIPS: Permit = Permit("delegation.see");

/// The doors of this page.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/people/{id}", SEE_PERSONS, show)
}

/// One thing that is kept, as it is read.
struct Told {
    label: String,
    value: String,
    /// `ltr` for what is written in Latin letters and digits.
    direction: &'static str,
}

/// A document, as it is read.
struct Paper {
    kind: String,
    number: String,
    expires: String,
    issuer: String,
    chip: Chip,
}

/// Something somebody should look at.
struct Doubt {
    tone: &'static str,
    icon: &'static str,
    label: String,
    says: String,
}

/// A decision about the data, as it is read.
struct Decided {
    at: String,
    decision: String,
    scope: String,
    channel: String,
    notice: String,
}

/// One of a list of choices.
struct Choice {
    value: &'static str,
    name: String,
    is_chosen: bool,
}

/// What is shown besides the person.
#[derive(Default)]
pub(super) struct Beside {
    /// The key of a word on what was done.
    pub(super) done: Option<&'static str>,
    /// The address of a link that was just made.
    pub(super) link: Option<String>,
    /// Whether numbers are shown in full: once, and only for a reason.
    pub(super) is_revealed: bool,
    /// What is wrong with one of the forms.
    pub(super) wrong: Option<(&'static str, String)>,
    /// What was typed into it.
    pub(super) typed: Fields,
}

#[derive(Template)]
#[template(path = "pages/person/show.html")]
struct PersonPage {
    frame: Frame,
    path: String,
    told: Vec<Told>,
    papers: Vec<Paper>,
    doubts: Vec<Doubt>,
    decided: Vec<Decided>,
    consent: Chip,
    decisions: Vec<Choice>,
    scopes: Vec<Choice>,
    channels: Vec<Choice>,
    done: Option<String>,
    link: Option<String>,
    is_revealed: bool,
    wrong: Option<Wrong>,
    notice: String,
    addressee: String,
    trips: Option<String>,
    may_edit: bool,
    may_reveal: bool,
}

/// What was done just before.
#[derive(Debug, Default, Deserialize)]
struct Lately {
    #[serde(default)]
    done: String,
}

/// `GET /people/{id}`
async fn show(visit: Visit, Path(id): Path<String>, Query(lately): Query<Lately>) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let (person, consents) = of(&mut look.desk(), &keys(&visit), &id).await?;
    look.leave().await?;
    let done = match lately.done.as_str() {
        "added" => Some("person-done-added"),
        "known" => Some("person-done-known"),
        "changed" => Some("person-done-changed"),
        "unchanged" => Some("person-done-unchanged"),
        "consent" => Some("person-done-consent"),
        _ => None,
    };
    answer(&visit, &person, &consents, Beside { done, ..Beside::default() })
}

/// A person and what they decided.
pub(super) async fn of(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    id: &str,
) -> Result<(Person, Vec<PrivacyConsent>), Error> {
    let person = known(desk, keys, id).await?;
    let consents = privacy::consents(desk, person.id).await?;
    Ok((person, consents))
}

/// The page of a person.
pub(super) fn answer(
    visit: &Visit,
    person: &Person,
    consents: &[PrivacyConsent],
    beside: Beside,
) -> Result<Response, Error> {
    let Beside { done, link, is_revealed, wrong, typed } = beside;
    let mut frame = visit.frame(LIST, person.name.zh.clone());
    let is_wrong = wrong.is_some();
    if is_wrong {
        frame = alarmed(frame);
    }
    let numbers = if is_revealed { Numbers::InFull } else { Numbers::Masked };
    let words = Words { frame: &frame };
    let remarks = person.remarks(frame.today);
    let addressee = if typed.text("addressee").is_empty() {
        [&person.mail, &person.phone].into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default()
    } else {
        typed.text("addressee").to_owned()
    };
    let shown = PersonPage {
        path: format!("{LIST}/{}", person.id),
        told: words.told(person, numbers),
        papers: words.papers(person, numbers),
        doubts: remarks.iter().map(|remark| words.doubt(remark)).collect(),
        decided: consents.iter().rev().map(|consent| words.decided(consent)).collect(),
        consent: words.standing(consents),
        decisions: choices(Decision::ALL.iter().map(|it| words.decision(*it)), typed.text("decision")),
        scopes: choices(Scope::ALL.iter().map(|it| words.scope(*it)), typed.text("scope")),
        channels: choices(Channel::ALL.iter().map(|it| words.channel(*it)), typed.text("channel")),
        done: done.map(|key| frame.say(key)),
        link,
        is_revealed,
        wrong: wrong.map(|(field, said)| Wrong { field: field.to_owned(), said }),
        notice: typed.text("notice").to_owned(),
        addressee,
        trips: visit.may(TRIPS).then(|| format!("/delegations?q={}", encoded(&person.name.zh))),
        may_edit: visit.may(EDIT_PERSONS),
        may_reveal: visit.may(REVEAL_PERSONS),
        frame,
    };
    let answer = page(&shown)?;
    Ok(if is_wrong { refused(answer) } else { answer })
}

/// What a page says about a person, in the reader's language.
struct Words<'a> {
    frame: &'a Frame,
}

impl Words<'_> {
    fn told(&self, person: &Person, numbers: Numbers) -> Vec<Told> {
        let identity = person.identity.as_ref().map(|number| match numbers {
            Numbers::Masked => number.masked(),
            Numbers::InFull => number.in_full().to_owned(),
        });
        let country = match self.frame.language() {
            kernel::Language::Zh => person.nationality.zh(),
            kernel::Language::En => person.nationality.en(),
        };
        let spelled = person.passport_name().map(|name| name.to_string());
        let sex = person.sex.map(|sex| self.frame.say(format!("person-sex-{}", sex.code())));
        let tags = person.tags.iter().cloned().collect::<Vec<_>>().join("、");
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let all = [
            (Particular::PassportName, spelled, "ltr"),
            (Particular::Sex, sex, "auto"),
            (Particular::Born, person.born.map(|day| day.to_string()), "ltr"),
            (Particular::Nationality, Some(country.to_owned()), "auto"),
            (Particular::Department, known(&person.department), "auto"),
            (Particular::Post, known(&person.post), "auto"),
            (Particular::Rank, known(&person.rank), "auto"),
            (Particular::Phone, known(&person.phone), "ltr"),
            (Particular::Mail, known(&person.mail), "ltr"),
            (Particular::Identity, identity, "ltr"),
            (Particular::IdentityReason, known(&person.identity_reason), "auto"),
            (Particular::Tags, known(&tags), "auto"),
        ];
        // What is asked for only in an odd case is no gap where it is empty.
        let rare = |what: Particular| matches!(what, Particular::IdentityReason | Particular::Tags);
        let told = |(what, value, direction): (Particular, Option<String>, &'static str)| {
            if value.is_none() && rare(what) {
                return None;
            }
            let direction = if value.is_some() { direction } else { "auto" };
            let value = value.unwrap_or_else(|| self.frame.say("person-unknown"));
            Some(Told { label: self.label(what), value, direction })
        };
        all.into_iter().filter_map(told).collect()
    }

    fn label(&self, what: Particular) -> String {
        self.frame.say(format!("person-field-{}", what.code()))
    }

    fn papers(&self, person: &Person, numbers: Numbers) -> Vec<Paper> {
        let unknown = || self.frame.say("person-unknown");
        let paper = |document: &TravelDocument| Paper {
            kind: self.frame.say(format!("person-kind-{}", document.kind.code())),
            number: match numbers {
                Numbers::Masked => document.number.masked(),
                Numbers::InFull => document.number.in_full().to_owned(),
            },
            expires: document.expires.map_or_else(unknown, |day| day.to_string()),
            issuer: if document.issued_by.is_empty() { unknown() } else { document.issued_by.clone() },
            chip: Chip::of_validity(self.frame, document.validity(self.frame.today)),
        };
        person.documents.iter().map(paper).collect()
    }

    fn doubt(&self, remark: &Remark) -> Doubt {
        let (tone, icon) = match remark.severity {
            Severity::Block => ("is-block", "i-block"),
            Severity::Justify | Severity::Warn => ("is-warn", "i-warn"),
        };
        let says = self.frame.said(&remark.says).to_owned();
        Doubt { tone, icon, label: self.label(remark.about), says }
    }

    fn decision(&self, it: Decision) -> (&'static str, String) {
        (it.code(), self.frame.say(format!("person-decision-{}", it.code())))
    }

    fn scope(&self, it: Scope) -> (&'static str, String) {
        (it.code(), self.frame.say(format!("person-scope-{}", it.code())))
    }

    fn channel(&self, it: Channel) -> (&'static str, String) {
        (it.code(), self.frame.say(format!("person-channel-{}", it.code())))
    }

    fn decided(&self, consent: &PrivacyConsent) -> Decided {
        let at = consent.at.in_tz("Asia/Shanghai");
        Decided {
            at: at.map_or_else(|_| consent.at.to_string(), |at| at.strftime("%Y-%m-%d %H:%M").to_string()),
            decision: self.decision(consent.decision).1,
            scope: self.scope(consent.scope).1,
            channel: self.channel(consent.channel).1,
            notice: consent.notice.clone(),
        }
    }

    fn standing(&self, consents: &[PrivacyConsent]) -> Chip {
        let (tone, icon, word) = match standing(consents) {
            Some(consent) => {
                ("is-ok", "i-ok", self.frame.say(format!("person-scope-{}", consent.scope.code())))
            }
            None if consents.is_empty() => ("is-warn", "i-warn", self.frame.say("person-consent-none")),
            None => ("is-warn", "i-undo", self.frame.say("person-consent-withdrawn")),
        };
        Chip { tone, icon, word }
    }
}

/// Choices by their codes and names.
fn choices(named: impl Iterator<Item = (&'static str, String)>, chosen: &str) -> Vec<Choice> {
    named.map(|(value, name)| Choice { value, name, is_chosen: value == chosen }).collect()
}
