//! The invitations, as letters and applications tell them.

use documents::{Fact, record};

use super::Subject;
use super::programme::letter_days;
use crate::model::Invitation;

pub(super) fn invitations(subject: &Subject<'_>) -> Vec<Fact> {
    subject.delegation.invitations.iter().map(invitation).collect()
}

pub(super) fn invitation(it: &Invitation) -> Fact {
    let (range, range_en) = letter_days(it.from, it.to);
    let foreign = (!it.inviter_foreign.is_empty()).then(|| format!("（{}）", it.inviter_foreign));
    record! {
        inviter: &it.inviter,
        inviter_foreign: &it.inviter_foreign,
        inviter_full: format!("{}{}", it.inviter, foreign.unwrap_or_default()),
        kind: it.kind.words().zh,
        country: it.country.zh(),
        country_en: it.country.en(),
        city: &it.city,
        city_en: kernel::City::find(&it.city).map_or(it.city.clone(), |city| city.en.to_string()),
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
    }
}
