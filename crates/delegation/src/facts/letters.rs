//! The invitations, as letters and applications tell them.

use documents::{Fact, record};
use kernel::Country;

use super::programme::letter_days;
use super::{Subject, dates};
use crate::model::{Delegation, Invitation, Inviter};

pub(super) fn invitations(subject: &Subject<'_>) -> Vec<Fact> {
    subject.delegation.invitations.iter().map(invitation).collect()
}

/// The letter that the draft is made for: the first; blank while there is none,
/// so that the draft prints with its places open.
pub(super) fn first(subject: &Subject<'_>) -> Fact {
    subject.delegation.invitations.first().map_or_else(blank, invitation)
}

pub(super) fn blank() -> Fact {
    let texts = [
        "inviter",
        "inviter_foreign",
        "inviter_full",
        "kind",
        "country",
        "country_en",
        "city",
        "city_en",
        "address",
        "phone",
        "email",
        "profile",
        "signer",
        "signer_post",
        "range",
        "range_en",
        "pays",
        "issued_on",
        "issued_in",
    ];
    texts.iter().fold(record! { direct: false, issued: false }, |fact, name| fact.with(name, ""))
}

pub(super) fn invitation(it: &Invitation) -> Fact {
    let (range, range_en) = letter_days(it.from, it.to);
    record! {
        inviter: &it.inviter,
        inviter_foreign: &it.inviter_foreign,
        inviter_full: full(it),
        kind: it.kind.words().zh,
        country: it.country.zh(),
        country_en: it.country.en(),
        city: &it.city,
        city_en: kernel::City::find(&it.city).map_or(it.city.clone(), |city| city.en.to_owned()),
        address: &it.address,
        phone: &it.phone,
        email: &it.email,
        profile: &it.profile,
        signer: &it.signer,
        signer_post: &it.signer_post,
        range: range,
        range_en: range_en,
        pays: &it.pays,
        direct: it.direct,
        issued: it.issued.is_some(),
        issued_on: it.issued.map(dates::zh),
        issued_in: it.issued_in.zh(),
    }
}

/// The inviters with their foreign names, joined as a sentence joins them.
pub(super) fn inviters(delegation: &Delegation) -> String {
    joined(&each_once(&delegation.invitations, full))
}

/// The inviters in Chinese only.
pub(super) fn inviter_names(delegation: &Delegation) -> String {
    joined(&each_once(&delegation.invitations, |letter| letter.inviter.clone()))
}

/// The inviters that sit in a country.
pub(super) fn inviters_in(delegation: &Delegation, country: Country) -> String {
    let there = delegation.invitations.iter().filter(|letter| letter.country == country);
    each_once(there, |letter| letter.inviter.clone()).join("、")
}

pub(super) fn inviter_count(delegation: &Delegation) -> usize {
    each_once(&delegation.invitations, |letter| letter.inviter.clone()).len()
}

/// Whether every letter came from its inviter itself (R24).
pub(super) fn direct(delegation: &Delegation) -> bool {
    delegation.invitations.iter().all(|letter| letter.direct && letter.kind != Inviter::Agency)
}

fn each_once<'a>(
    letters: impl IntoIterator<Item = &'a Invitation>,
    name: fn(&Invitation) -> String,
) -> Vec<String> {
    let mut names = Vec::new();
    for name in letters.into_iter().map(name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn full(letter: &Invitation) -> String {
    match letter.inviter_foreign.as_str() {
        "" => letter.inviter.clone(),
        foreign => format!("{}（{foreign}）", letter.inviter),
    }
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{}和{last}", most.join("、")),
    }
}
