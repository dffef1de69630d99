//! The stay over the cap, as the application for more days tells it (超天数).

use documents::{Fact, record};

use super::Subject;
use crate::board::Way;

/// Days, cap, reason and evidence; the reason is the recorded one, else the one
/// that is proposed for a written application. Nothing where the stay fits.
pub(super) fn facts(subject: &Subject<'_>) -> Fact {
    let Some(overstay) = subject.overstay else {
        return record! {
            days: 0, cap: 0, more: 0, rule: "", reason: "", recorded: false, way: "", basis: "",
            evidence: Vec::<Fact>::new(),
        };
    };
    let given = overstay.answered(subject.delegation);
    let proposed = overstay.way(Way::WrittenReason);
    let taken = given.map_or(proposed, |given| overstay.taken(&given.reason));
    record! {
        days: overstay.days,
        cap: overstay.cap,
        more: overstay.more,
        rule: overstay.rule,
        reason: given.map_or_else(|| proposed.map(|way| way.reason.clone()), |given| Some(given.reason.clone())),
        recorded: given.is_some(),
        way: taken.map(|remedy| remedy.way.words().zh),
        basis: &overstay.basis,
        evidence: taken
            .map(|remedy| remedy.evidence.iter().map(|text| record! { text: text }).collect::<Vec<_>>())
            .unwrap_or_default(),
    }
}

/// The five ways out, each with its paragraph.
pub(super) fn ways(subject: &Subject<'_>) -> Vec<Fact> {
    let all = subject.overstay.map_or(&[][..], |overstay| &overstay.ways);
    all.iter()
        .map(|remedy| {
            record! {
                name: remedy.way.words().zh,
                open: remedy.first.is_empty(),
                reason: &remedy.reason,
                basis: &remedy.basis,
            }
        })
        .collect()
}
