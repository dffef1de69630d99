//! Whose turn it is, as the life says.

use crate::model::life::{Life, Needs, Phase};

/// The code under which consents to a change stand in place of a link's.
pub const CHANGE: &str = "change";

/// An office whose turn it is (轮到的部门).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The code of the link, or [`CHANGE`].
    pub link: String,
    /// What the link is called.
    pub name: String,
    /// The office.
    pub office: String,
    /// Whether the link is done when this one office has agreed.
    pub alone: bool,
    /// The events that have been told when the turn was read: whoever answers says
    /// what they had before them.
    pub told: usize,
}

/// Every office that is asked now: those of the chain's link that have not agreed, or
/// the next that must consent to a change.
pub fn turns(life: &Life) -> Vec<Turn> {
    let told = life.events().len();
    match life.phase() {
        Phase::Review => {
            let Some(link) = life.asked() else { return Vec::new() };
            let agreed = |office: &str| {
                life.reviews.iter().any(|review| review.link == link.code && review.office == office)
            };
            let open: Vec<&String> = link.offices.iter().filter(|office| !agreed(office)).collect();
            let alone = link.needs == Needs::Any || open.len() == 1;
            let turn = |office: &String| Turn {
                link: link.code.clone(),
                name: link.name.clone(),
                office: office.clone(),
                alone,
                told,
            };
            open.into_iter().map(turn).collect()
        }
        Phase::Approved | Phase::Abroad => {
            let offices = life.chain().map(|chain| chain.change.as_slice()).unwrap_or_default();
            let asked = life.pending().and_then(|change| offices.get(change.consents.len()));
            let turn = |office: &String| Turn {
                link: CHANGE.to_owned(),
                name: "变更会签".to_owned(),
                office: office.clone(),
                alone: false,
                told,
            };
            asked.map(turn).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
